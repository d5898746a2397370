#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// The known word that the user most likely meant: one that begins with what was written, else the nearest by
/// edits (insert, delete, replace, swap of neighbours), if it is near enough to be a slip.
[[nodiscard]] std::optional<std::string_view> nearest_word(std::string_view written,
                                                           std::span<const std::string_view> known);

/// "did you mean 'digest'?", or the alternative text when nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view written, std::span<const std::string_view> known,
                                       std::string_view otherwise);

}  // namespace nonmun::cli
