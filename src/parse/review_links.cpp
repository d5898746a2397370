#include "review_links.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

// Longer things in brackets are part of a sentence; in bytes.
constexpr std::size_t k_longest_url = 2000, k_longest_note = 60;

struct VersionNote {
  std::optional<Day> date;
  std::optional<int> version;
};

/// "2024/02/16 version v1", or a half of it; blogs write "Current version v2" where they do not say a date.
std::optional<VersionNote> read_version_note(std::string_view note) {
  VersionNote found;
  // Behind it our own Markdown says which version is the newest.
  note = note.substr(0, note.find(" · "));
  while (!note.empty()) {
    const std::string_view word = note.substr(0, note.find(' '));
    note.remove_prefix(std::min(word.size() + 1, note.size()));
    if (const auto day = read_review_day(word); day && !found.date) {
      found.date = day;
    } else if (const auto version = read_review_version(word); version && !found.version) {
      found.version = version;
    } else if (!word.empty() && word != "version" && word != "Version" && word != "Current" &&
               word != "current") {
      return std::nullopt;
    }
  }
  return found.date || found.version ? std::optional(found) : std::nullopt;
}

/// What stands in the round brackets that begin at `at`, if they close within `longest` bytes.
std::optional<std::string_view> read_brackets(std::string_view line, std::size_t at, std::size_t longest) {
  if (at >= line.size() || line[at] != '(') return std::nullopt;
  const std::string_view inside = line.substr(at + 1, longest + 1);
  const std::size_t size = inside.find(')');
  return size == inside.npos ? std::nullopt : std::optional(inside.substr(0, size));
}

std::optional<std::string_view> read_label(std::string_view line, std::size_t at, ReviewText kind) {
  if (at >= line.size() || line[at] != '[') return std::nullopt;
  std::size_t size = 0;
  for (std::size_t end = at + 1; end < line.size() && size <= k_longest_link_label; ++end, ++size) {
    if (line[end] == '[') return std::nullopt;
    if (line[end] == ']') {
      const std::string_view label = line.substr(at + 1, end - at - 1);
      return trim(label).empty() ? std::nullopt : std::optional(label);
    }
    if (line[end] == '\\' && kind == ReviewText::markdown) ++end;
  }
  return std::nullopt;
}

/// A web address that is not too long as it is written again, where a character may become nine.
bool is_destination(std::string_view text) {
  const std::string url = undo_destination(text);
  return is_web_url(url) && text::markdown_destination(url).size() <= k_longest_url;
}

std::optional<LinkGroup> read_group(std::string_view line, std::size_t at, ReviewText kind) {
  const auto label = read_label(line, at, kind);
  if (!label) return std::nullopt;
  LinkGroup group{*label, {}, {}, at, at + label->size() + 2};
  if (const auto url = read_brackets(line, group.end, k_longest_url); url && is_destination(*url)) {
    group.url = *url;
    group.end += url->size() + 2;
  }
  if (!is_arxiv_label(*label)) return group;
  const std::size_t behind = group.end + (group.url.empty() ? 0 : 1);
  if (const auto note = read_brackets(line, behind, k_longest_note)) {
    // Behind an address anything may stand in brackets; behind the label it is meant as a note.
    if (!group.url.empty() && (line[group.end] != ' ' || !read_version_note(*note))) return group;
    group.note = *note;
    group.end = behind + note->size() + 2;
  }
  return group;
}

/// How two groups of one run are parted.
bool follows(std::string_view line, std::size_t end, std::size_t begin) {
  return begin == end + 1 && line[end] == ' ';
}

}  // namespace

std::vector<LinkGroup> read_link_groups(std::string_view line, std::size_t at, ReviewText kind) {
  std::vector<LinkGroup> groups;
  bool dated = false;
  while (const auto group = read_group(line, at, kind)) {
    // Behind arXiv's date the text begins, and it may begin with a bracket.
    if (dated && !is_link_label(group->label)) break;
    groups.push_back(*group);
    dated = dated || !group->note.empty();
    if (group->end >= line.size() || line[group->end] != ' ') break;
    at = group->end + 1;
  }
  return groups;
}

std::vector<LinkGroup> find_link_groups(std::string_view line, ReviewText kind) {
  std::size_t begin = 0, end = line.npos;  // of the run that the last group belongs to
  for (std::size_t at = line.find(" ["); at != line.npos; at = line.find(" [", at + 1)) {
    const auto group = read_group(line, at + 1, kind);
    if (!group) continue;
    if (end == line.npos || !follows(line, end, group->begin)) begin = group->begin;
    end = group->end;
    if (is_link_label(group->label)) return read_link_groups(line, begin, kind);
  }
  return {};
}

std::string take_link_groups(Review& review, const std::vector<LinkGroup>& groups, ReviewText kind) {
  std::string fault;
  for (const LinkGroup& group : groups) {
    const std::string label =
        kind == ReviewText::markdown ? text::unescape_markdown(group.label) : std::string(group.label);
    review.links.push_back({tidy_link_label(text::to_single_line(label)), undo_destination(group.url)});
    if (!is_arxiv_label(group.label)) continue;
    if (const auto note = read_version_note(group.note)) {
      if (!review.arxiv_date) review.arxiv_date = note->date;
      if (!review.version) review.version = note->version;
    } else if (!group.note.empty()) {
      fault = "neither date nor version: \"" + quote(group.note) + '"';
    }
    take_arxiv_url(review, review.links.back().url);
  }
  return fault;
}

void take_arxiv_url(Review& review, std::string_view url) {
  if (url.empty()) return;
  auto id = VersionedArxivId::parse(url);
  if (!id) return;
  if (!review.paper) review.paper = std::move(id->id);
  if (!review.version) review.version = id->version;
}

std::optional<Day> read_review_day(std::string_view text) {
  std::string plain(text);
  if (plain.size() != 10) return std::nullopt;
  for (const std::size_t at : {4U, 7U}) {
    if (plain[at] == '/' || plain[at] == '.') plain[at] = '-';
  }
  const auto day = Day::parse(plain);
  return day ? std::optional(*day) : std::nullopt;
}

std::optional<int> read_review_version(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && version >= 1 && version <= 9999 ? std::optional(version) : std::nullopt;
}

std::string decode_percent(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* const digits = text.data() + at + 1;
    const bool is_code = text[at] == '%' && at + 2 < text.size() &&
                         std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += is_code ? static_cast<char>(byte) : text[at];
    if (is_code) at += 2;
  }
  return text::to_single_line(out);
}

std::string undo_destination(std::string_view destination) {
  std::string out(destination);
  for (std::size_t at = out.find("&amp;"); at != out.npos; at = out.find("&amp;", at + 1))
    out.erase(at + 1, 4);
  out = text::to_single_line(out);
  // A host in Korean was encoded as well; no host has "%".
  if (!is_web_url(out) && is_web_url(decode_percent(out))) return decode_percent(out);
  return out;
}

}  // namespace nonmun::parse
