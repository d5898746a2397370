#include "json_stream.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::parse {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Follows the brackets of one object as far as is needed to find its end, and to see at the beginning of a
/// line whether a new object could stand there: where it could not, the old one was cut off.
class BracketWalk {
 public:
  /// `strict`: no object or array inside the object begins at the first column.
  BracketWalk(std::string_view text, std::size_t begin, bool strict)
      : text_(text), at_(begin), strict_(strict) {}

  /// The position behind the object, or npos with `fault` set.
  std::size_t run(std::string& fault) {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (is_blank(c)) continue;
      if (c == '"') {
        if (!skip_string()) return fault = "it is cut off inside a string", text_.npos;
      } else if (c == '{' || c == '[') {
        if (begins_line() && !open_.empty() && !allows_value()) return fault = "it is cut off", text_.npos;
        open_.push_back(c);
      } else if (c == '}' || c == ']') {
        if (open_.back() != (c == '}' ? '{' : '[')) return fault = "its brackets do not match", text_.npos;
        open_.pop_back();
        if (open_.empty()) return at_ + 1;
      }
      last_ = c;
    }
    return fault = "it is cut off", text_.npos;
  }

 private:
  /// Moves to the closing quote. A string of JSON holds no line break.
  bool skip_string() {
    if (line_end_ <= at_) line_end_ = std::min(text_.find('\n', at_), text_.size());
    const auto line = text_.substr(0, line_end_);
    for (auto quote = line.find('"', at_ + 1); quote != line.npos; quote = line.find('"', quote + 1)) {
      auto backslashes = quote;
      while (line[backslashes - 1] == '\\') --backslashes;
      if ((quote - backslashes) % 2 != 0) continue;
      at_ = quote;
      return true;
    }
    return false;
  }

  bool begins_line() const { return at_ == 0 || text_[at_ - 1] == '\n'; }
  bool allows_value() const {
    if (strict_) return false;
    return last_ == '[' || last_ == ':' || (last_ == ',' && open_.back() == '[');
  }

  std::string_view text_;
  std::size_t at_;
  bool strict_;
  std::size_t line_end_ = 0;  ///< of the line in which the last string began
  std::string open_;
  char last_ = '\0';
};

}  // namespace

std::size_t JsonStream::end_of_line(std::size_t at) const {
  return std::min(text_.find('\n', at), text_.size());
}

JsonItem JsonStream::item(std::size_t begin, std::size_t end, std::string fault) {
  lines_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_to_),
                                                text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  counted_to_ = begin;
  at_ = end;
  return {text_.substr(begin, end - begin), lines_, std::move(fault)};
}

JsonItem JsonStream::object() {
  std::string fault;
  const auto end = BracketWalk(text_, at_, strict_).run(fault);
  if (end != text_.npos) return item(at_, end);
  // What follows a broken object is looked at again, so it must not be walked to its end each time.
  strict_ = true;
  // The rest of its line is lost with it, and every line that could not begin a record.
  auto resume = end_of_line(at_);
  while (resume + 1 < text_.size() && text_[resume + 1] != '{' && text_[resume + 1] != '[') {
    resume = end_of_line(resume + 1);
  }
  return item(at_, resume, std::move(fault));
}

JsonItem JsonStream::junk() {
  auto end = end_of_line(at_);
  if (in_array_) {
    // An element that is no object: up to the comma or bracket behind it.
    end = text_[at_] == '"' ? std::min(text_.find('"', at_ + 1), end) : at_;
    end = std::min(text_.find_first_of(",]\n", end), text_.size());
  }
  return item(at_, std::max(end, at_ + 1), "not an object");
}

std::optional<JsonItem> JsonStream::next() {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (is_blank(c)) continue;
    if (c == '{') return object();
    if (c == '[' && !in_array_) {
      in_array_ = true;
    } else if (c == ']' && in_array_) {
      in_array_ = false;
    } else if (c != ',' || !in_array_) {
      return junk();
    }
  }
  if (std::exchange(in_array_, false))
    return item(text_.size(), text_.size(), "the array is not closed: the text is cut off");
  return std::nullopt;
}

}  // namespace nonmun::parse
