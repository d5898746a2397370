#include "nonmun/render/render.hpp"

#include "nonmun/render/paper_json.hpp"
#include "styles.hpp"

namespace nonmun::render {
namespace {

void append_json_array(std::string& out, const std::vector<Paper>& papers) {
  out += '[';
  for (std::size_t i = 0; i < papers.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    append_json(out, papers[i]);
  }
  out += papers.empty() ? "]\n" : "\n]\n";
}

void append_markdown(std::string& out, const Digest& digest, const RenderOptions& options) {
  switch (options.style) {
    case Style::daily:
      return append_daily(out, digest, options);
    case Style::classic:
      return append_classic(out, digest);
    case Style::listing:
      return append_listing(out, digest, options);
  }
}

}  // namespace

std::string render(const Digest& digest, const RenderOptions& options) {
  std::string out;
  out.reserve(digest.papers.size() * k_record_bytes);
  switch (options.format) {
    case Format::md:
      append_markdown(out, digest, options);
      break;
    case Format::text:
      append_terminal(out, digest, options);
      break;
    case Format::json:
      append_json_array(out, digest.papers);
      break;
    case Format::jsonl:
      append_json_lines(out, digest.papers);
      break;
    case Format::csv:
      append_csv(out, digest);
      break;
    case Format::bibtex:
      append_bibtex(out, digest);
      break;
    case Format::ris:
      append_ris(out, digest);
      break;
    case Format::csl_json:
      append_csl_json(out, digest);
      break;
    case Format::md_table:
      append_markdown_table(out, digest, options);
      break;
  }
  return out;
}

}  // namespace nonmun::render
