#include <string>
#include <string_view>

#include "citation.hpp"
#include "styles.hpp"
#include "view.hpp"

// RIS, as reference managers read it: a tag, two spaces, a dash, a space; lines end in CR LF.
namespace nonmun::render {
namespace {

void append_line(std::string& out, std::string_view tag, std::string_view value) {
  const std::string line = one_line(value);
  if (line.empty()) return;
  (((out += tag) += "  - ") += line) += "\r\n";
}

std::string name_text(const CitedName& name) {
  if (name.is_whole) return name.family;
  std::string out = name.particle.empty() ? name.family : name.particle + ' ' + name.family;
  out += ", " + name.given;
  if (!name.suffix.empty()) out += ", " + name.suffix;
  return out;
}

std::string two(int number) { return number == 0 ? "" : (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

void append_ris(std::string& out, const Digest& digest) {
  for (const Paper& paper : digest.papers) {
    const Citation citation = citation_of(paper);
    out += "TY  - UNPB\r\n";
    append_line(out, "ID", citation.key);
    append_line(out, "TI", citation.title);
    for (const CitedName& name : citation.authors) append_line(out, "AU", name_text(name));
    if (citation.year > 0) {
      append_line(out, "PY", std::to_string(citation.year));
      append_line(out, "DA",
                  std::to_string(citation.year) + '/' + two(citation.month) + '/' + two(citation.day) + '/');
    }
    append_line(out, "AB", paper.abstract);
    if (paper.keywords) {
      for (const std::string& keyword : *paper.keywords) append_line(out, "KW", keyword);
    }
    append_line(out, "PB", "arXiv");
    append_line(
        out, "M1",
        "arXiv:" + citation.eprint + (citation.category.empty() ? "" : " [" + citation.category + ']'));
    append_line(out, "DO", citation.doi);
    append_line(out, "UR", citation.url);
    append_line(out, "L1", paper.links.pdf);
    append_line(out, "N1", citation.note);
    out += "ER  - \r\n\r\n";
  }
}

}  // namespace nonmun::render
