#include <algorithm>

#include "markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "styles.hpp"

namespace nonmun::render {
namespace {

constexpr std::string_view k_space = " \t\r\n\f\v";

/// The size of the control character, other than white space, at the beginning of a text; 0 when it is none.
std::size_t control_size(std::string_view text) {
  const auto c = static_cast<unsigned char>(text.front());
  if (c == 0xC2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0) return 2;
  return (c < 0x20 && !k_space.contains(text.front())) || c == 0x7F ? 1 : 0;
}

std::string without_controls(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t control = control_size(text);
    if (control == 0) out += text.front();
    text.remove_prefix(std::max<std::size_t>(control, 1));
  }
  return out;
}

/// A text as it came, but in one line and without what steers a terminal: a run of white space that holds a
/// line break becomes one space.
std::string in_one_line(std::string_view text) {
  const std::string valid = without_controls(text::repair_utf8(text).text);
  std::string out;
  for (std::size_t i = 0; i < valid.size();) {
    const std::size_t end = std::min(valid.find_first_not_of(k_space, i), valid.size());
    const std::string_view space = std::string_view(valid).substr(i, end - i);
    if (space.find_first_of("\r\n\f\v") != space.npos)
      out += ' ';
    else
      out += space;
    i = std::min(valid.find_first_of(k_space, end), valid.size());
    out.append(valid, end, i - end);
  }
  return out;
}

std::string_view trim(std::string_view text, std::string_view what = k_space) {
  const std::size_t begin = text.find_first_not_of(what);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(what) - begin + 1);
}

std::string media_block(const Media& media) {
  const std::string url = in_one_line(media.url);
  if (media.kind != MediaKind::video) return "![](" + url + ")";
  return "[Watch Video](" + url + ")\n<div><video controls src=\"" + url +
         "\" muted=\"false\"></video></div>";
}

/// A name as an item of a list parted by ", " that reads back as the same list: no comma at its ends, inside
/// no space before one, no two in a row and no two spaces after one.
std::string author_item(std::string_view name) {
  const std::string line = in_one_line(name);
  std::string item;
  for (const char c : trim(line, " \t,")) {
    while (c == ',' && (item.ends_with(' ') || item.ends_with('\t'))) item.pop_back();
    const bool repeats = (c == ',' && item.ends_with(',')) || (c == ' ' && item.ends_with(", "));
    if (!repeats) item += c;
  }
  return item;
}

std::string authors_block(const Paper& paper) {
  std::string names;
  for (const Author& author : paper.authors.value_or(std::vector<Author>{})) {
    const std::string name = author_item(author.name);
    if (name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names.empty() ? names : "Authors: " + names;
}

std::string bullets_block(const Paper& paper) {
  std::vector<std::string> bullets;
  for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{})) {
    bullets.push_back(in_one_line(bullet.ko.empty() ? bullet.en : bullet.ko));
  }
  if (bullets.empty()) bullets = first_sentences(paper.abstract);
  std::string block;
  for (const std::string& bullet : bullets) {
    const std::string_view line = trim(bullet);
    if (line.empty()) continue;
    if (!block.empty()) block += '\n';
    block += "- ";
    block += line;
  }
  return block;
}

void append_paper(std::string& out, const Paper& paper) {
  std::string title = in_one_line(paper.title_raw.empty() ? paper.title : paper.title_raw);
  if (trim(title).empty()) title = paper.id.str();
  append_block(out, "### [" + title + "](" + title_url(paper) + ")");
  if (const Media* media = find_shown_media(paper)) append_block(out, media_block(*media));
  if (paper.votes) append_block(out, "Vote: " + std::to_string(*paper.votes));
  if (const std::string authors = authors_block(paper); !authors.empty()) append_block(out, authors);
  if (const std::string bullets = bullets_block(paper); !bullets.empty()) append_block(out, bullets);
}

}  // namespace

void append_classic(std::string& out, const Digest& digest) {
  for (const Section& section : split_into_sections(digest.papers)) {
    append_block(out, "## Daily Papers" + (section.day ? " (" + section.day->str() + ")" : std::string()));
    for (const Paper& paper : section.papers) append_paper(out, paper);
  }
}

}  // namespace nonmun::render
