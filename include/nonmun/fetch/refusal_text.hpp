#pragma once

#include <string>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// What an upstream says in an answer that is no success, as one short line of clean text: Hugging Face's
/// X-Error-Message or `error`, plain text, or "HTTP 503".
[[nodiscard]] std::string refusal_text(const Response& response);

}  // namespace nonmun::fetch
