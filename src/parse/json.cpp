#include "json.hpp"

#include <charconv>
#include <climits>
#include <cmath>
#include <cstring>
#include <vector>

namespace nonmun::parse::json {
namespace {

constexpr std::size_t k_kept_bytes = std::size_t{16} << 20;
constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::optional<unsigned> read_hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, value, 16);
  if (error != std::errc{} || end != text.data() + 4) return std::nullopt;
  return value;
}

void append_utf8(std::string& out, unsigned c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char simple_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

/// Reads the escape that `rest` begins with (a backslash) and appends what it means. Returns the length of
/// the escape; sets `repaired` when it means no character.
std::size_t append_escape(std::string& out, std::string_view rest, bool& repaired) {
  if (rest.size() < 2) {
    repaired = true;
    out += k_replacement;
    return rest.size();
  }
  if (rest[1] != 'u') {
    const char c = simple_escape(rest[1]);
    if (c != '\0') {
      out += c;
    } else {
      repaired = true;
      out += k_replacement;
    }
    return 2;
  }
  const auto first = read_hex4(rest.substr(2));
  if (!first) {
    repaired = true;
    out += k_replacement;
    return 2;
  }
  if (*first < 0xD800 || *first > 0xDFFF) {
    append_utf8(out, *first);
    return 6;
  }
  if (*first < 0xDC00 && rest.size() >= 12 && rest[6] == '\\' && rest[7] == 'u') {
    if (const auto second = read_hex4(rest.substr(8)); second && *second >= 0xDC00 && *second <= 0xDFFF) {
      append_utf8(out, 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00));
      return 12;
    }
  }
  repaired = true;
  out += k_replacement;
  return 6;
}

/// Resolves the escapes of what stands between two quotes.
bool unescape(std::string_view body, std::string& out) {
  bool repaired = false;
  out.clear();
  while (true) {
    const auto at = body.find('\\');
    if (at == body.npos) break;
    out.append(body, 0, at);
    body.remove_prefix(at);
    body.remove_prefix(append_escape(out, body, repaired));
  }
  out += body;
  return repaired;
}

/// The position behind the string that begins at `at` (a quote); npos when it is not a JSON string.
std::size_t skip_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') return at + 1;
    if (static_cast<unsigned char>(c) < 0x20) return json.npos;
    if (c != '\\') continue;
    if (++at >= json.size()) return json.npos;
    if (json[at] == 'u') {
      if (!read_hex4(json.substr(at + 1))) return json.npos;
      at += 4;
    } else if (simple_escape(json[at]) == '\0') {
      return json.npos;
    }
  }
  return json.npos;
}

std::size_t skip_digits(std::string_view json, std::size_t at) {
  while (at < json.size() && is_digit(json[at])) ++at;
  return at;
}

/// The position behind the number that begins at `at`; npos when it breaks JSON's grammar.
std::size_t skip_number(std::string_view json, std::size_t at) {
  if (json[at] == '-') ++at;
  if (at >= json.size() || !is_digit(json[at])) return json.npos;
  const auto whole = at;
  at = skip_digits(json, at);
  if (json[whole] == '0' && at > whole + 1) return json.npos;
  if (at < json.size() && json[at] == '.') {
    const auto fraction = skip_digits(json, at + 1);
    if (fraction == at + 1) return json.npos;
    at = fraction;
  }
  if (at < json.size() && (json[at] == 'e' || json[at] == 'E')) {
    ++at;
    if (at < json.size() && (json[at] == '+' || json[at] == '-')) ++at;
    const auto exponent = skip_digits(json, at);
    if (exponent == at) return json.npos;
    at = exponent;
  }
  return at;
}

std::size_t skip_scalar(std::string_view json, std::size_t at) {
  if (json[at] == '"') return skip_string(json, at);
  for (const std::string_view word : {"true", "false", "null"}) {
    if (json.substr(at, word.size()) == word) return at + word.size();
  }
  return skip_number(json, at);
}

/// Checks one JSON value while copying it. States: what may come next.
class Compactor {
 public:
  Compactor(std::string& out, std::string_view json) : out_(out), json_(json) {}

  bool run() {
    while (skip_blank(), at_ < json_.size()) {
      if (next_ == Next::nothing || !step()) return false;
    }
    return next_ == Next::nothing;
  }

 private:
  enum class Next { value, value_or_end, key, key_or_end, colon, comma_or_end, nothing };
  static constexpr std::size_t k_max_depth = 500;

  void skip_blank() {
    while (at_ < json_.size() && is_blank(json_[at_])) ++at_;
  }

  bool step() {
    const char c = json_[at_];
    switch (next_) {
      case Next::colon:
        return c == ':' && take(Next::value);
      case Next::key_or_end:
        if (c == '}') return close('{');
        [[fallthrough]];
      case Next::key:
        return c == '"' && copy_scalar(Next::colon);
      case Next::comma_or_end:
        if (c == ',') return take(open_.back() == '{' ? Next::key : Next::value);
        return c == '}' ? close('{') : c == ']' && close('[');
      case Next::value_or_end:
        if (c == ']') return close('[');
        [[fallthrough]];
      case Next::value:
        if (c == '{' || c == '[') {
          if (open_.size() >= k_max_depth) return false;
          open_.push_back(c);
          return take(c == '{' ? Next::key_or_end : Next::value_or_end);
        }
        return copy_scalar(after_value());
      case Next::nothing:
        break;
    }
    return false;
  }

  Next after_value() const { return open_.empty() ? Next::nothing : Next::comma_or_end; }

  bool take(Next next) {
    out_ += json_[at_++];
    next_ = next;
    return true;
  }

  bool close(char opener) {
    if (open_.empty() || open_.back() != opener) return false;
    open_.pop_back();
    return take(after_value());
  }

  bool copy_scalar(Next next) {
    const auto end = skip_scalar(json_, at_);
    if (end == json_.npos) return false;
    out_.append(json_, at_, end - at_);
    at_ = end;
    next_ = next;
    return true;
  }

  std::string& out_;
  std::string_view json_;
  std::size_t at_ = 0;
  std::string open_;
  Next next_ = Next::value;
};

thread_local std::unique_ptr<Workspace> idle_workspace;

}  // namespace

std::optional<String> read_string(std::string_view token, std::string& scratch) {
  if (token.size() < 2 || token.front() != '"') return std::nullopt;
  token = trim_token(token);
  if (token.size() < 2 || token.back() != '"') return std::nullopt;
  const auto body = token.substr(1, token.size() - 2);
  if (std::memchr(body.data(), '\\', body.size()) == nullptr) return String{body, false};
  const bool repaired = unescape(body, scratch);
  return String{scratch, repaired};
}

std::optional<Count> read_count(std::string_view token) {
  token = trim_token(token);
  if (token.empty() || skip_number(token, 0) != token.size()) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error == std::errc{} && end == token.data() + token.size()) {
    return value < 0 ? std::nullopt : std::optional(Count{value, true});
  }
  if (token.front() == '-') return std::nullopt;
  double number = 0;
  const auto read = std::from_chars(token.data(), token.data() + token.size(), number);
  if (read.ec == std::errc::result_out_of_range) {
    // Too large and too small for a double look alike here; only the exponent's sign tells them apart.
    const bool tiny = token.find("e-") != token.npos || token.find("E-") != token.npos;
    return Count{tiny ? 0 : INT_MAX, false};
  }
  if (number >= static_cast<double>(INT_MAX)) return Count{INT_MAX, number == static_cast<double>(INT_MAX)};
  const double whole = std::floor(number);
  return Count{static_cast<int>(whole), whole == number};
}

std::string_view kind_of(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '{':
      return "an object";
    case '[':
      return "an array";
    case '"':
      return "a string";
    case 't':
    case 'f':
      return "true or false";
    case 'n':
      return "null";
    default:
      return "a number";
  }
}

bool append_compact(std::string& out, std::string_view json) {
  const auto before = out.size();
  if (Compactor(out, json).run()) return true;
  out.resize(before);
  return false;
}

std::string_view read_key(ondemand::raw_json_string key, std::string& scratch) {
  // simdjson has found the closing quote, or there would be no field.
  const char* begin = key.raw();
  const char* end = begin;
  bool escaped = false;
  for (; *end != '"'; ++end) {
    if (*end == '\\') {
      escaped = true;
      ++end;
    }
  }
  const std::string_view body(begin, static_cast<std::size_t>(end - begin));
  if (!escaped) return body;
  (void)unescape(body, scratch);
  return scratch;
}

std::string_view Workspace::load(std::string_view text) {
  padded.clear();
  padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded.append(text);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  return std::string_view(padded).substr(0, text.size());
}

Lease::Lease() : workspace_(idle_workspace ? std::move(idle_workspace) : std::make_unique<Workspace>()) {}

Lease::~Lease() {
  const bool large =
      workspace_->padded.capacity() > k_kept_bytes || workspace_->scratch.capacity() > k_kept_bytes;
  if (!large) idle_workspace = std::move(workspace_);
}

std::string explain(simdjson::error_code error) {
  switch (error) {
    case simdjson::EMPTY:
      return "it is empty";
    case simdjson::UNCLOSED_STRING:
      return "it is cut off inside a string";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "it is cut off, or its brackets do not match";
    case simdjson::TAPE_ERROR:
      return "its commas, colons or brackets do not fit together";
    case simdjson::UTF8_ERROR:
      return "it is not UTF-8";
    case simdjson::UNESCAPED_CHARS:
      return "a string holds a bare control character";
    case simdjson::CAPACITY:
      return "it is larger than 4 GB";
    case simdjson::MEMALLOC:
      return "there is not enough memory for it";
    default:
      return simdjson::error_message(error);
  }
}

}  // namespace nonmun::parse::json
