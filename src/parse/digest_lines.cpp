#include "digest_lines.hpp"

#include <algorithm>
#include <charconv>

namespace nonmun::parse {
namespace {

constexpr std::string_view k_halves = " / ";
constexpr std::string_view k_items = " · ";

std::string_view trim_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\f\v");
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == ','; });
}

std::string both(std::string_view korean, std::string_view english) {
  return std::string(korean) + std::string(k_halves) + std::string(english);
}

/// One part of a community line; false when it is none.
bool read_part(std::string_view part, CommunityLine& line) {
  if (part == "철회됨" || part == "withdrawn") return line.withdrawn = true;
  const auto number_after = [&](std::string_view label) {
    return part.starts_with(label) ? read_grouped_number(part.substr(label.size())) : std::nullopt;
  };
  const auto number_before = [&](std::string_view label) {
    return part.ends_with(label) ? read_grouped_number(part.substr(0, part.size() - label.size()))
                                 : std::nullopt;
  };
  for (const std::string_view label : {" votes", " vote"}) {
    if (const auto number = number_before(label)) return line.votes = number, true;
  }
  for (const std::string_view label : {" comments", " comment"}) {
    if (const auto number = number_before(label)) return line.comments = number, true;
  }
  if (const auto number = number_after("추천 ")) return line.votes = number, true;
  if (const auto number = number_after("댓글 ")) return line.comments = number, true;
  return false;
}

/// Takes `prefix` digits `suffix` off the end.
bool take_count(std::string_view& text, std::string_view prefix, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  const std::string_view rest = text.substr(0, text.size() - suffix.size());
  const std::size_t at = rest.rfind(prefix);
  if (at == rest.npos || !is_digits(rest.substr(at + prefix.size()))) return false;
  text = text.substr(0, at);
  return true;
}

}  // namespace

std::vector<DigestLine> split_digest_lines(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<DigestLine> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const bool after_blank = !lines.empty() && lines.back().blank();
    lines.push_back({trim_end(text.substr(0, end)), lines.size() + 1, true, after_blank});
    if (lines.size() > 1) lines[lines.size() - 2].blank_after = lines.back().blank();
    text.remove_prefix(end);
    if (text.starts_with("\r\n"))
      text.remove_prefix(2);
    else if (!text.empty())
      text.remove_prefix(1);
  }
  return lines;
}

std::optional<MarkdownLink> read_whole_link(std::string_view line) {
  if (!line.starts_with('[') || !line.ends_with(')')) return std::nullopt;
  const std::size_t middle = line.rfind("](");
  if (middle == line.npos) return std::nullopt;
  return MarkdownLink{line.substr(1, middle - 1), line.substr(middle + 2, line.size() - middle - 3)};
}

std::vector<MarkdownLink> read_link_list(std::string_view line) {
  std::vector<MarkdownLink> links;
  for (const std::string_view part : split(line, k_items)) {
    const auto link = read_whole_link(part);
    if (!link) return {};
    links.push_back(*link);
  }
  return links;
}

std::vector<std::string_view> split_items(std::string_view list, bool escapes) {
  std::vector<std::string_view> items;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < list.size(); ++i) {
    if (escapes && list[i] == '\\') {
      ++i;
    } else if (list[i] == ',' && list[i + 1] == ' ') {
      items.push_back(list.substr(begin, i - begin));
      begin = i + 2;
    }
  }
  items.push_back(list.substr(std::min(begin, list.size())));
  return items;
}

std::optional<int> read_grouped_number(std::string_view text) {
  std::string digits(text);
  if (!is_digits(digits)) return std::nullopt;
  std::erase(digits, ',');
  int number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<std::string_view> after_label(std::string_view line, std::string_view korean,
                                            std::string_view english) {
  for (const std::string& label : {both(korean, english), std::string(korean), std::string(english)}) {
    if (!line.starts_with(label)) continue;
    std::string_view rest = line.substr(label.size());
    if (!rest.starts_with(':')) continue;
    rest.remove_prefix(1);
    if (rest.empty()) return rest;
    if (rest.starts_with(' ')) return rest.substr(1);
  }
  return std::nullopt;
}

bool is_wording(std::string_view text, std::string_view korean, std::string_view english) {
  return text == korean || text == english || text == both(korean, english);
}

std::optional<CommunityLine> read_community_line(std::string_view text) {
  CommunityLine line;
  for (const std::string_view half : split(text, k_halves)) {
    for (const std::string_view part : split(half, k_items)) {
      if (!read_part(part, line)) return std::nullopt;
    }
  }
  return line;
}

bool take_more_authors(std::string_view& list) {
  std::string_view rest = list;
  if (take_count(rest, " / and ", " more") && take_count(rest, " 외 ", "명")) return list = rest, true;
  return take_count(list, " 외 ", "명") || take_count(list, " and ", " more");
}

bool take_unverified_mark(std::string_view& text) {
  for (const std::string_view mark : {" (⚠ 미검증 / unverified)", " (⚠ 미검증)", " (⚠ unverified)"}) {
    if (!text.ends_with(mark)) continue;
    text.remove_suffix(mark.size());
    return true;
  }
  return false;
}

}  // namespace nonmun::parse
