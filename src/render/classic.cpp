#include <algorithm>

#include "markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "styles.hpp"

namespace nonmun::render {
namespace {

constexpr std::string_view k_space = " \t\r\n\f\v";

/// A text as it came, but in one line: a run of white space that holds a line break becomes one space.
std::string in_one_line(std::string_view text) {
  const std::string valid = text::is_valid_utf8(text) ? std::string(text) : text::repair_utf8(text).text;
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
/// no space before one and no two in a row.
std::string author_item(std::string_view name) {
  const std::string line = in_one_line(name);
  std::string item;
  for (const char c : trim(line, " \t,")) {
    while (c == ',' && (item.ends_with(' ') || item.ends_with('\t'))) item.pop_back();
    if (c != ',' || !item.ends_with(',')) item += c;
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
  const std::string title = in_one_line(paper.title_raw.empty() ? paper.title : paper.title_raw);
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
