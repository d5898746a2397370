#include "nonmun/daily/full_text.hpp"

#include <utility>

#include "asking.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/fetch/refusal_text.hpp"
#include "nonmun/parse/arxiv_html.hpp"

namespace nonmun::daily {
namespace {

/// An upstream that refuses twice in a row is out of order for everyone.
constexpr std::size_t k_failures_in_a_row = 2;

}  // namespace

Result<FullTexts> read_full_texts(std::span<const Paper* const> papers, std::size_t tokens, World& world,
                                  const std::function<void(std::size_t)>& on_page) {
  FullTexts texts;
  std::size_t in_a_row = 0;
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (on_page) on_page(i + 1);
    if (in_a_row == k_failures_in_a_row && !world.cached_only) {
      texts.not_asked = papers.size() - i;
      break;
    }
    const Paper& paper = *papers[i];
    const auto response =
        world.http.get(fetch::arxiv_html_request(world.endpoints, {paper.id, paper.version}));
    if (!response) {
      if (stops_the_run(response.error())) return std::unexpected(response.error());
      texts.failures.push_back(response.error());
      ++in_a_row;
      continue;
    }
    if (response->status != 200 && response->status != 404) {
      texts.failures.push_back(
          {ErrorKind::unavailable, "arXiv answered " + fetch::refusal_text(*response), response->url, {}});
      ++in_a_row;
      continue;
    }
    in_a_row = 0;
    if (response->status == 404) {
      ++texts.without;
      continue;
    }
    const auto text = parse::parse_arxiv_html(response->body, response->url);
    translate::Body body = text ? translate::take_body(*text, tokens) : translate::Body{};
    if (body.text.empty())
      ++(text && !text->sections.empty() ? texts.too_long : texts.without);
    else
      texts.bodies.emplace(paper.id.str(), std::move(body));
  }
  return texts;
}

}  // namespace nonmun::daily
