// Any bytes in a record's fields: JSON reads back, and CommonMark finds neither HTML nor mark-up of the
// record's own in the daily digest.
#include <cmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/render/render.hpp"

namespace {

/// The input's pieces between line feeds; empty ones when there are no more.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}
  std::string next() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string piece(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return piece;
  }

 private:
  std::string_view rest_;
};

nonmun::Paper make_paper(Pieces& pieces) {
  nonmun::Paper paper(nonmun::ArxivId::parse("2404.14619").value());
  paper.title = "T" + pieces.next();
  paper.title_raw = pieces.next();
  paper.title_ko = pieces.next();
  paper.authors = {{pieces.next(), "", {}, {}}, {pieces.next(), "", {}, {}}};
  paper.summary = {{"", pieces.next(), pieces.next(), {}, "", pieces.next(), {}, "", {}}};
  paper.comment = pieces.next();
  paper.links.code = pieces.next();
  paper.media = {{nonmun::MediaKind::image, pieces.next(), {}}};
  paper.abstract = pieces.next();
  // No reader keeps a key among the unknown ones that the record has.
  paper.extra = {{"x" + pieces.next(), pieces.next()}};
  return paper;
}

void check_json(const nonmun::Paper& paper) {
  std::string json;
  nonmun::render::append_json(json, paper);
  if (json.find('\n') != json.npos) std::abort();
  if (!nonmun::parse::parse_paper_json(json, {"fuzz", {}, {}})) std::abort();
}

void check_markdown(const std::string& markdown) {
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> root(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> at(cmark_iter_new(root.get()), cmark_iter_free);
  for (cmark_event_type event; (event = cmark_iter_next(at.get())) != CMARK_EVENT_DONE;) {
    switch (cmark_node_get_type(cmark_iter_get_node(at.get()))) {
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_HTML_INLINE:
      case CMARK_NODE_EMPH:
      case CMARK_NODE_STRONG:
      case CMARK_NODE_CODE:
      case CMARK_NODE_CODE_BLOCK:
        std::abort();
      default:
        break;
    }
  }
}

std::string rendered(const nonmun::Paper& paper, nonmun::render::Format format) {
  nonmun::render::RenderOptions options;
  options.format = format;
  return nonmun::render::render({{paper}, {}}, options);
}

/// BibTeX counts braces, RIS and a table's rows end with their lines, CSV has as many fields in each row.
void check_exports(const nonmun::Paper& paper) {
  using nonmun::render::Format;
  int depth = 0;
  for (const char c : rendered(paper, Format::bibtex)) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth < 0) std::abort();
  }
  if (depth != 0) std::abort();
  const std::string ris = rendered(paper, Format::ris);
  for (std::string_view rest = ris; !rest.empty();) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    if (end == rest.npos || (!line.empty() && (line.size() < 6 || line.substr(2, 4) != "  - "))) std::abort();
    rest.remove_prefix(end + 2);
  }
  const auto count = [](std::string_view text, char wanted) {
    return std::count(text.begin(), text.end(), wanted);
  };
  if (count(rendered(paper, Format::md_table), '\n') != 3) std::abort();
  const std::string csv = rendered(paper, Format::csv);
  std::ptrdiff_t commas = 0, rows = 0;
  bool is_quoted = false;
  for (const char c : csv) {
    if (c == '"') is_quoted = !is_quoted;
    if (!is_quoted && c == ',') ++commas;
    if (!is_quoted && c == '\n') ++rows;
  }
  if (is_quoted || rows != 2 || commas % 2 != 0) std::abort();
  if (count(rendered(paper, Format::csl_json), '\n') != 3) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun;
  Pieces pieces({reinterpret_cast<const char*>(data), size});
  const Digest digest{{make_paper(pieces)}, std::nullopt};
  check_json(digest.papers.front());
  check_exports(digest.papers.front());
  render::RenderOptions options;
  check_markdown(render::render(digest, options));
  options.style = render::Style::listing;
  check_markdown(render::render(digest, options));
  options.format = render::Format::text;
  const std::string text = render::render(digest, options);
  if (text.find('\x1b') != text.npos) std::abort();
  return 0;
}
