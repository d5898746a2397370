#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/taxonomy.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun::archive {

enum class Has { code, project, video };
enum class Seen { any, seen, unseen };

enum class Order {
  newest,  ///< by submission, the latest first (the order of arXiv's ids)
  votes,   ///< falling, papers without votes last; then the newest first
  title,   ///< by its letters and digits, whatever the case and accents; then the oldest first
  listed,  ///< by day, and as the day's listing had them; needs a period
};

/// Which papers are asked for; all of it must hold.
struct Filter {
  /// A paper is of each day on which a listing showed it, and of its submission's if no listing is known.
  std::optional<Day> since{}, until{};  ///< both inclusive
  /// Each must have written it: "Hinton", "G. Hinton", "Geoffrey Hinton" or "Hinton, Geoffrey", in any case
  /// and with or without accents. The last word is the family name; what stands before it may be shortened.
  std::vector<std::string> authors{};
  std::vector<const Category*> categories{};  ///< one of them must hold; an archive holds its categories
  /// Each must occur, words as a phrase, in title, abstract, keywords or Korean summary.
  std::vector<std::string> keywords{};
  std::vector<std::string> without{};  ///< none of them may occur
  std::optional<int> min_votes{};      ///< papers whose votes are not known have none
  std::vector<Has> has{};
  Seen seen = Seen::any;
};

struct ListRequest {
  Filter filter{};
  Order order = Order::newest;
  std::optional<std::size_t> limit{};
  std::size_t offset = 0;
};

}  // namespace nonmun::archive
