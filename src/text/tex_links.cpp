// Addresses in running text, and the commands that hold them.

#include <algorithm>

#include "tex_reader.hpp"
#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// Whether a link's label says no more than its address does.
bool repeats_address(std::string_view label) {
  for (const std::string_view start : {"http://", "https://", "www.", "this http", "this URL", "this url"}) {
    if (label.starts_with(start)) return true;
  }
  return label.empty() || label == "here" || label == "Here" || label == "link" || label == "this link" ||
         label == "this URL";
}

/// An address as it stands in TeX: escapes taken off, white space out.
std::string plain_address(std::string_view source) {
  std::string address;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\\' && at + 1 < source.size() && is_ascii_punctuation(as_point(source[at + 1])))
      continue;
    if (source[at] != ' ' && source[at] != '\n') address.push_back(source[at]);
  }
  return address;
}

bool is_address(std::string_view text) { return url_end(text, 0).has_value(); }

}  // namespace

void TexReader::put_link(const std::string& address) {
  const std::size_t mark = put_mark(MarkKind::link, address);
  put(address);
  out_.marks[mark].end = text().size();
}

std::size_t TexReader::read_url(std::size_t index) {
  const auto [begin, end] = urls_[index];
  const std::string address = plain_address(in_.substr(begin, end - begin));
  // Hugging Face writes `\href{u}{t}` as `u{t}`; where the reader is arXiv's, only another address must be
  // one.
  const bool label = depth_ < k_max_depth &&
                     (reader_ == Reader::hf || in_.substr(std::min(end, in_.size())).starts_with("{http"));
  const std::size_t close = label ? argument_end(end, in_.size()) : end;
  const std::size_t start = text().size();
  const std::size_t marks = out_.marks.size();
  if (close > end) {
    ++depth_;
    read_text(end + 1, close - 1);
    --depth_;
  }
  const bool labelled = !repeats_address(std::string_view(text()).substr(start)) &&
                        std::string_view(text()).substr(start) != address;
  if (labelled) {
    put(" (");
  } else {
    drop_marks(marks);
    text().resize(start);
  }
  put_link(address);
  if (labelled) put(")");
  return close;
}

std::size_t TexReader::read_link(std::size_t at, std::size_t end) {
  const std::size_t open = skip_space(at, end);
  const std::size_t address_end = argument_end(open, end);
  if (address_end == open) return at;
  const std::string address = plain_address(in_.substr(open + 1, address_end - open - 2));
  const std::size_t label = skip_space(address_end, end);
  const std::size_t close = argument_end(label, end);
  const std::size_t start = text().size();
  const std::size_t marks = out_.marks.size();
  if (depth_ >= k_max_depth) return address_end;
  if (close > label) {
    ++depth_;
    read_text(label + 1, close - 1);
    --depth_;
  }
  const std::string_view shown = std::string_view(text()).substr(std::min(start, text().size()));
  if (!is_address(address)) return close > label ? close : address_end;
  const bool labelled = !repeats_address(shown);
  if (!labelled) {
    text().resize(start);
    drop_marks(marks);
  } else {
    put(" (");
  }
  put_link(address);
  if (labelled) put(")");
  return close > label ? close : address_end;
}

std::size_t TexReader::read_footnote(std::size_t at, std::size_t end) {
  at = optional_argument_end(at, end);
  const std::size_t close = argument_end(at, end);
  if (close == at) return at;
  // Only the addresses in it are kept; it can be nothing else than one.
  const std::string_view inside = in_.substr(at + 1, close - at - 2);
  std::vector<std::string> addresses;
  if (is_address(inside) && inside.find_first_of(" \\{") == std::string_view::npos) {
    addresses.emplace_back(inside);
  } else {
    for (const auto& [begin, stop] : urls_) {
      if (begin <= at || stop >= close) continue;
      std::string address = plain_address(in_.substr(begin, stop - begin));
      if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) {
        addresses.push_back(std::move(address));
      }
    }
  }
  for (const std::string& address : addresses) {
    put_space();
    put("(");
    put_link(address);
    put(")");
  }
  return close;
}

std::size_t TexReader::read_address(std::size_t at, std::size_t end) {
  const std::size_t open = skip_space(at, end);
  const std::size_t close = argument_end(open, end);
  if (close == open) return at;
  put_link(plain_address(in_.substr(open + 1, close - open - 2)));
  return close;
}

}  // namespace nonmun::text
