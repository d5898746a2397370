#pragma once

#include <span>
#include <vector>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/fetch/endpoints.hpp"
#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// Asks arXiv's API for these papers, at most 200 ids and 4,000 bytes of URL a request (a longer request line
/// is refused with 400); answers are good for a day, as arXiv asks. Equal ids are asked for once, in the
/// order given. The answers come in any order and leave unknown ids out: match them by id.
[[nodiscard]] std::vector<Request> arxiv_id_list_requests(const Endpoints& endpoints,
                                                          std::span<const ArxivId> ids);

/// Whether an answer of arXiv's API is its error feed: one entry whose id lies under arxiv.org/api/errors
/// (its title and the HTTP status may look like success).
[[nodiscard]] bool is_arxiv_error_feed(std::string_view body);

}  // namespace nonmun::fetch
