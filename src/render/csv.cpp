#include <string>
#include <string_view>

#include "styles.hpp"
#include "view.hpp"

// CSV by RFC 4180: UTF-8, CR LF, a head, one line of text in each field.
namespace nonmun::render {
namespace {

constexpr std::string_view k_head =
    "id,version,title,title_ko,authors,abstract,summary_ko,summary_en,categories,comment,journal_ref,doi,"
    "license,published,updated,"
    "listed,votes,comments,url,pdf,huggingface,code,project";

/// A field. What a spreadsheet would take for a formula gets an apostrophe in front of it.
std::string cell(std::string_view text) {
  std::string line = one_line(text);
  if (!line.empty() && std::string_view("=+-@").find(line.front()) != std::string_view::npos)
    line.insert(0, 1, '\'');
  if (line.find_first_of(",\"") == line.npos) return line;
  std::string out = "\"";
  for (const char c : line) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string number(const std::optional<int>& value) { return value ? std::to_string(*value) : ""; }

template <class Values, class Text>
std::string joined(const std::optional<Values>& values, std::string_view between, const Text& text_of) {
  std::string out;
  if (!values) return out;
  for (const auto& value : *values) {
    const std::string text = text_of(value);
    if (text.empty()) continue;
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

std::string moment(const std::optional<Timestamp>& time) { return time ? time->str() : ""; }

void append_row(std::string& out, const Paper& paper) {
  const std::string fields[] = {
      paper.id.str(),
      number(paper.version),
      cell(paper.title),
      cell(paper.title_ko),
      cell(joined(paper.authors, "; ",
                  [](const Author& author) { return author.is_person() ? one_line(author.name) : ""; })),
      cell(paper.abstract),
      cell(joined(paper.summary, " ", [](const Bullet& bullet) { return one_line(bullet.ko); })),
      cell(joined(paper.summary, " ", [](const Bullet& bullet) { return one_line(bullet.en); })),
      cell(joined(paper.categories, "; ", [](const std::string& category) { return category; })),
      cell(paper.comment),
      cell(paper.journal_ref),
      cell(paper.doi),
      cell(paper.license),
      moment(paper.published),
      moment(paper.updated),
      cell(joined(paper.listed, "; ",
                  [](const Listing& listing) {
                    return listing.day ? listing.source + ' ' + listing.day->str() : listing.source;
                  })),
      number(paper.votes),
      number(paper.comments),
      cell(title_url(paper)),
      cell(paper.links.pdf),
      cell(paper.links.huggingface),
      cell(paper.links.code),
      cell(paper.links.project)};
  for (const std::string& field : fields) {
    if (&field != &fields[0]) out += ',';
    out += field;
  }
  out += "\r\n";
}

}  // namespace

void append_csv(std::string& out, const Digest& digest) {
  (out += k_head) += "\r\n";
  for (const Paper& paper : digest.papers) append_row(out, paper);
}

}  // namespace nonmun::render
