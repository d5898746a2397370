#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::fetch {

/// Where the upstreams are: base URLs without a trailing '/', so that a mirror or a test server can stand in.
struct Endpoints {
  std::string huggingface = "https://huggingface.co";
  std::string arxiv_api = "https://export.arxiv.org";
  std::string arxiv_rss = "https://rss.arxiv.org";
  std::string arxiv_oai = "https://oaipmh.arxiv.org";
  std::string arxiv_web = "https://arxiv.org";
  bool operator==(const Endpoints&) const = default;
};

/// Reads HF_ENDPOINT (as Hugging Face's own client does), NONMUN_ARXIV_API, NONMUN_ARXIV_RSS,
/// NONMUN_ARXIV_OAI and NONMUN_ARXIV_WEB; absent and empty mean the default. Errors: ErrorKind::usage, naming
/// the variable.
[[nodiscard]] Result<Endpoints> read_endpoints(
    const std::function<std::optional<std::string>(std::string_view name)>& lookup);

}  // namespace nonmun::fetch
