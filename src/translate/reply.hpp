#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/translate/engine.hpp"

namespace nonmun::translate {

/// A summary has no more, whatever a model writes.
inline constexpr std::size_t k_most_bullets = 30;

/// Reads {"title_ko", "bullets": [{"ko", "src"}], "keywords"} as a model writes it: with or without a fence,
/// a line of talk or <think>…</think> before it. Keywords that the source has not are left out. A bullet's
/// `en` is the sentences it cites; `role` may be given, else it is the one of `roles` where there are as
/// many. Errors: ErrorKind::invalid_data for what is no such object, or one without a bullet.
/// What comes behind the first `most` bullets is left out.
[[nodiscard]] Result<Draft> read_reply(std::string_view text, const Source& source,
                                       const std::vector<std::string>& roles,
                                       std::size_t most = k_most_bullets);

/// The JSON Schema of that object, as `response_format` wants it: every key required, no other allowed.
[[nodiscard]] std::string_view reply_schema();

}  // namespace nonmun::translate
