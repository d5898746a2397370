#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun {

/// One of arXiv's categories, or an archive that holds some. The views live as long as the program.
struct Category {
  enum class State {
    active,   ///< papers are filed under it
    retired,  ///< only old papers carry it
    archive,  ///< holds categories ("cs", "math"); can be asked for, but no paper is filed under it
  };
  std::string_view id;         ///< "cs.CL", "hep-th"
  std::string_view name_en;    ///< "Computation and Language"
  std::string_view name_ko;    ///< "계산과 언어"
  std::string_view canonical;  ///< the id that stands for it now: "math.NA" for "cs.NA"; its own for most
  State state = State::active;

  /// "cs" of "cs.CL", "hep-th" of "hep-th".
  [[nodiscard]] std::string_view archive() const { return id.substr(0, id.find('.')); }
};

/// All of them, by id.
[[nodiscard]] std::span<const Category> arxiv_categories();

/// The category with exactly this id; nullptr when there is none.
[[nodiscard]] const Category* find_category(std::string_view id);

/// The id that stands for a category now ("cs.NA" is math.NA, "cmp-lg" is cs.CL); an unknown id stays as it
/// is.
[[nodiscard]] std::string_view canonical_category(std::string_view id);

/// Whether a paper filed under `category` belongs to the listing of `listing`, which may be an archive ("cs")
/// or an alias.
[[nodiscard]] bool is_listed_under(std::string_view category, std::string_view listing);

/// The known category nearest to what someone wrote ("cs.cl", "cs-CL", "CL", "cs.CLL").
[[nodiscard]] const Category& nearest_category(std::string_view text);

/// The category that someone wrote, in any letter case. Errors: ErrorKind::usage, naming the nearest one.
[[nodiscard]] Result<const Category*> parse_category(std::string_view text);

}  // namespace nonmun
