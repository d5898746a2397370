#include "suggest.hpp"

#include <algorithm>
#include <vector>

namespace nonmun::cli {
namespace {

// Longer words are no slip of a name of ours; the bound also keeps the table below small for any input.
constexpr std::size_t k_longest_word = 40;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = at(i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.size(), b.size());
}

}  // namespace

std::optional<std::string_view> nearest_word(std::string_view written,
                                             std::span<const std::string_view> known) {
  if (written.empty() || written.size() > k_longest_word) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, written.size() / 3) + 1;
  for (const auto word : known) {
    if (written.size() >= 2 && word.starts_with(written)) return word;
    const auto distance = edit_distance(written, word);
    // A word of which nothing stays is another word, not a slip.
    if (distance < best_distance && distance < word.size()) {
      best = word;
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view written, std::span<const std::string_view> known,
                         std::string_view otherwise) {
  const auto nearest = nearest_word(written, known);
  return nearest ? "did you mean '" + std::string(*nearest) + "'?" : std::string(otherwise);
}

}  // namespace nonmun::cli
