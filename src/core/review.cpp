#include "nonmun/core/review.hpp"

#include <algorithm>
#include <array>

#include "nonmun/core/ascii.hpp"

namespace nonmun {
namespace {

/// Labels that name a kind of link, in small letters.
constexpr std::array k_labels = std::to_array<std::string_view>(
    {"arxiv",        "audio sample", "audio samples", "blog",    "blog post", "code",         "data",
     "dataset",      "demo",         "github",        "gitlab",  "homepage",  "hugging face", "huggingface",
     "model",        "models",       "openreview",    "page",    "paper",     "pdf",          "project",
     "project page", "slides",       "video",         "website", "youtube"});

constexpr std::size_t k_longest_short_name = 40;  // bytes
constexpr std::size_t k_most_words = 3;

/// Bytes of other scripts count as letters.
bool is_letter(char c) { return ascii::is_letter(c) || (static_cast<unsigned char>(c) & 0x80) != 0; }

/// Several words are a name when one of them is written as only names are: "Mamba 2", "LLaMA Pro".
bool holds_mark_of_name(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (ascii::is_digit(text[at])) return true;
    if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '-' && ascii::is_upper(text[at])) return true;
  }
  return false;
}

}  // namespace

bool is_short_name(std::string_view text) {
  if (text.empty() || text.size() > k_longest_short_name || text.front() == ' ' || text.back() == ' ')
    return false;
  if (text.find_first_of("()[]:") != text.npos || std::ranges::none_of(text, is_letter)) return false;
  const auto spaces = static_cast<std::size_t>(std::ranges::count(text, ' '));
  return spaces == 0 || (spaces < k_most_words && holds_mark_of_name(text));
}

std::string full_title(const Review& review) {
  return review.short_name.empty() ? review.title : review.title + " (" + review.short_name + ")";
}

void set_full_title(Review& review, std::string_view full) {
  review.title = full;
  review.short_name.clear();
  const std::size_t open = full.rfind(" (");
  if (open == full.npos || open == 0 || !full.ends_with(')')) return;
  const std::string_view name = full.substr(open + 2, full.size() - open - 3);
  if (!is_short_name(name)) return;
  review.title = full.substr(0, open);
  review.short_name = name;
}

std::string tidy_link_label(std::string_view label) {
  std::string tidy(label.substr(0, ascii::character_start(label, k_longest_link_label)));
  while (tidy.ends_with(' ')) tidy.pop_back();
  std::ranges::replace(tidy, '[', '(');
  std::ranges::replace(tidy, ']', ')');
  return tidy;
}

bool is_link_label(std::string_view label) {
  return std::ranges::any_of(
      k_labels, [&](std::string_view known) { return ascii::equal_ignoring_case(label, known); });
}

bool is_arxiv_label(std::string_view label) { return ascii::equal_ignoring_case(label, "arxiv"); }

}  // namespace nonmun
