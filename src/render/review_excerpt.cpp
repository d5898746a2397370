#include <algorithm>

#include "nonmun/render/review.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/text/width.hpp"

namespace nonmun::render {
namespace {

constexpr std::string_view k_cut = "..";

/// The bytes of whole characters within a number of code points.
std::size_t bytes_of(std::string_view text, std::size_t code_points) {
  std::size_t end = 0, left = code_points;
  while (end < text.size()) {
    const std::size_t next = text::next_cluster(text, end);
    const std::size_t points = text::count_code_points(text.substr(end, next - end));
    if (points > left) break;
    left -= points;
    end = next;
  }
  return end;
}

/// Where the last sentence that ends within `limit` bytes ends; 0 when none does.
std::size_t end_of_sentences(std::string_view text, std::size_t limit) {
  // A sentence that goes on behind the limit must not seem to end there.
  const std::size_t seen = std::min(text.size(), 2 * limit + 64);
  std::size_t end = 0;
  for (const text::Span& sentence : text::split_sentences(text.substr(0, seen))) {
    if (sentence.end > limit) break;
    end = sentence.end;
  }
  return end;
}

std::string_view trim_end(std::string_view text, std::string_view what) {
  const std::size_t last = text.find_last_not_of(what);
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

}  // namespace

std::string cut_excerpt(std::string_view text, std::size_t length) {
  std::string line = text::to_single_line(text);
  if (text::count_code_points(line) <= length) return line;
  if (length < k_cut.size()) return {};
  std::string_view whole = line;
  if (whole.ends_with(k_cut)) whole = trim_end(whole, ".");
  const std::size_t limit = bytes_of(whole, length - k_cut.size());
  std::string_view kept = whole.substr(0, limit);
  if (const std::size_t sentence = end_of_sentences(whole, limit);
      sentence >= limit * 2 / 3 && sentence > 0) {
    kept = whole.substr(0, sentence);
  } else if (limit < whole.size() && whole[limit] != ' ') {
    // One long word is cut inside rather than left out.
    if (const std::size_t space = kept.rfind(' '); space != kept.npos && space > 0)
      kept = kept.substr(0, space);
  }
  return std::string(trim_end(kept, " .,;:([{")) + std::string(k_cut);
}

}  // namespace nonmun::render
