#include "asking.hpp"

#include <utility>

#include "nonmun/fetch/refusal_text.hpp"
#include "nonmun/parse/arxiv_atom.hpp"

namespace nonmun::daily {

bool stops_the_run(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::local_fault ||
         error.kind == ErrorKind::internal;
}

Result<parse::Parsed> read_answer(const fetch::Response& response, ReadAnswer read, std::string_view who,
                                  std::string hint) {
  auto parsed = read(response.body, {.where = response.url, .day = {}, .fetched_at = response.fetched_at});
  if (response.status == 200 || (!parsed && parsed.error().kind != ErrorKind::invalid_data)) return parsed;
  return fail(ErrorKind::unavailable, std::string(who) + " answered " + fetch::refusal_text(response),
              response.url, std::move(hint));
}

Result<parse::Parsed> ask_arxiv_api(const fetch::Request& request, World& world, std::string hint) {
  const auto response = world.http.get(request);
  if (!response) return std::unexpected(response.error());
  return read_answer(*response, parse::parse_arxiv_atom, "arXiv", std::move(hint));
}

}  // namespace nonmun::daily
