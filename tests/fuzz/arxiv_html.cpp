#include "nonmun/parse/arxiv_html.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "nonmun/text/unicode.hpp"
#include "nonmun/translate/body.hpp"

using namespace nonmun;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// A body is whole sentences in order, no larger than asked for.
void check(const translate::Body& body, std::size_t tokens) {
  require(body.text.size() <= tokens * translate::k_bytes_per_token);
  std::size_t end = 0;
  for (const text::Span& span : body.sentences) {
    require(span.begin >= end && span.begin < span.end && span.end <= body.text.size());
    end = span.end;
  }
  for (const auto& heading : body.headings) require(heading.before < body.sentences.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  const auto text = parse::parse_arxiv_html(page, "page");
  if (!text) return 0;
  require(!text->sections.empty());
  for (const TextSection& section : text->sections) {
    require(!section.paragraphs.empty());
    for (const std::string& line : section.paragraphs)
      require(!line.empty() && text::to_single_line(line) == line);
  }
  for (const std::size_t tokens : {10U, 100U, 100'000U}) check(translate::take_body(*text, tokens), tokens);
  return 0;
}
