#include "found_links.hpp"

#include <string>

#include "nonmun/text/links.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

void add_from(const std::string& text, Links& links) {
  // An address of a page has one, and few abstracts do.
  if (text.find('/') == std::string::npos) return;
  for (const text::FoundLink& link : text::find_links(text)) {
    if (link.kind != text::LinkKind::url || !is_web_url(link.href)) continue;
    const auto target = text::classify_link(link.href);
    if (target == text::LinkTarget::code && links.code.empty()) links.code = tidy_repository(link.href);
    if (target == text::LinkTarget::project && links.project.empty()) links.project = link.href;
  }
}

}  // namespace

void add_found_links(Paper& paper) {
  add_from(paper.abstract, paper.links);
  add_from(paper.comment, paper.links);
}

}  // namespace nonmun::parse
