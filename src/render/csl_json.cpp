#include <string>
#include <string_view>
#include <utility>

#include "citation.hpp"
#include "json_string.hpp"
#include "styles.hpp"
#include "view.hpp"

// CSL-JSON 1.0.2, as pandoc's citeproc and Zotero read it.
namespace nonmun::render {
namespace {

/// Members of one object.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    name(key);
    append_json_string(out_, value);
  }
  void name(std::string_view key) {
    if (!std::exchange(is_first_, false)) out_ += ',';
    append_json_string(out_, key);
    out_ += ':';
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool is_first_ = true;
};

void append_name(std::string& out, const CitedName& name) {
  Object object(out);
  if (name.is_whole) {
    object.text("literal", name.family);
  } else {
    object.text("family", name.family);
    object.text("given", name.given);
    object.text("non-dropping-particle", name.particle);
    object.text("suffix", name.suffix);
  }
  object.end();
}

void append_item(std::string& out, const Paper& paper) {
  const Citation citation = citation_of(paper);
  Object item(out);
  item.text("id", citation.key);
  item.text("type", "article");
  item.text("title", citation.title);
  if (!citation.authors.empty()) {
    item.name("author");
    out += '[';
    for (const CitedName& name : citation.authors) {
      if (&name != &citation.authors.front()) out += ',';
      append_name(out, name);
    }
    out += ']';
  }
  if (citation.year > 0) {
    item.name("issued");
    out += "{\"date-parts\":[[" + std::to_string(citation.year);
    if (citation.month > 0) out += ',' + std::to_string(citation.month);
    if (citation.day > 0) out += ',' + std::to_string(citation.day);
    out += "]]}";
  }
  item.text("abstract", one_line(paper.abstract));
  item.text("publisher", "arXiv");
  item.text("number", "arXiv:" + citation.eprint);
  item.text("DOI", citation.doi);
  item.text("URL", citation.url);
  item.text("note", citation.note);
  std::string keywords;
  if (paper.keywords) {
    for (const std::string& keyword : *paper.keywords)
      keywords += (keywords.empty() ? "" : ", ") + one_line(keyword);
  }
  item.text("keyword", keywords);
  item.end();
}

}  // namespace

void append_csl_json(std::string& out, const Digest& digest) {
  out += '[';
  for (const Paper& paper : digest.papers) {
    out += &paper == &digest.papers.front() ? "\n" : ",\n";
    append_item(out, paper);
  }
  out += digest.papers.empty() ? "]\n" : "\n]\n";
}

}  // namespace nonmun::render
