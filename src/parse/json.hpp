#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "nonmun/core/error.hpp"

// A thin layer over simdjson's on-demand reader. Strings are read here and not by simdjson for two reasons:
// Debian's 3.0.1 refuses a string with an unpaired surrogate, and without -march flags its on-demand half is
// built for no vector unit at all.
namespace nonmun::parse::json {

namespace ondemand = simdjson::ondemand;

/// What a JSON string says.
struct String {
  std::string_view text;  ///< in the input, or in `scratch` of read_string when it held escapes
  bool repaired = false;  ///< an escape that means no character became U+FFFD
};

/// Reads a token `"…"` (trailing blank space allowed). The answer is valid as long as the input and until
/// `scratch` is used again. nullopt: not a string.
[[nodiscard]] std::optional<String> read_string(std::string_view token, std::string& scratch);

/// Reads a number as a count. `exact` is false when it had to be cut (a fraction) or clamped to INT_MAX.
struct Count {
  int value = 0;
  bool exact = true;
};
/// nullopt: not a number, or less than 0.
[[nodiscard]] std::optional<Count> read_count(std::string_view token);

/// "a number", "an object", ... by a token's first byte.
[[nodiscard]] std::string_view kind_of(std::string_view token);

/// Appends `json` without the blank space between its tokens. False (and `out` as it was) when it is not one
/// JSON value, or nested deeper than 500.
[[nodiscard]] bool append_compact(std::string& out, std::string_view json);

/// A token without the blank space that follows it.
[[nodiscard]] inline std::string_view trim_token(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= 0x20) token.remove_suffix(1);
  return token;
}

/// The token at which a value begins: a whole scalar, or "{" or "[".
[[nodiscard]] inline std::string_view token_of(ondemand::value& value) {
  return trim_token(value.raw_json_token());
}

/// Whether a value can begin with this token. simdjson takes "," in "[,]" for a value, skips it together with
/// the bracket, and may so come to read behind the text.
[[nodiscard]] inline bool begins_value(ondemand::value& value) {
  const auto location = value.current_location();
  if (location.error()) return false;
  const char c = *location.value_unsafe();
  return c != ',' && c != ':' && c != ']' && c != '}';
}

/// A key of an object, escapes resolved.
[[nodiscard]] std::string_view read_key(ondemand::raw_json_string key, std::string& scratch);

/// Calls `use(key, value)` for each field of an object, in order. A value that is not consumed is skipped.
template <class Use>
[[nodiscard]] simdjson::error_code for_each_field(ondemand::object& object, std::string& scratch, Use&& use) {
  for (auto each : object) {
    ondemand::field field;
    if (const auto error = std::move(each).get(field)) return error;
    ondemand::value value = field.value();
    if (!begins_value(value)) return simdjson::TAPE_ERROR;
    if (const auto error = use(read_key(field.key(), scratch), value)) return error;
  }
  return simdjson::SUCCESS;
}

/// Calls `use(value)` for each element of an array.
template <class Use>
[[nodiscard]] simdjson::error_code for_each_element(ondemand::array& array, Use&& use) {
  for (auto each : array) {
    ondemand::value value;
    if (const auto error = std::move(each).get(value)) return error;
    if (!begins_value(value)) return simdjson::TAPE_ERROR;
    if (const auto error = use(value)) return error;
  }
  return simdjson::SUCCESS;
}

/// A parser with the buffers that it needs, kept from one input to the next; one per thread. What a very
/// large input made it take is given back when the Lease ends.
struct Workspace {
  ondemand::parser parser;
  std::string padded;   ///< the input and the bytes that simdjson may read behind it
  std::string key;      ///< scratch for keys
  std::string scratch;  ///< scratch for strings

  /// Copies the text to where simdjson may read it.
  std::string_view load(std::string_view text);
};

class Lease {
 public:
  Lease();
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Workspace* operator->() const { return workspace_.get(); }
  Workspace& operator*() const { return *workspace_; }

 private:
  std::unique_ptr<Workspace> workspace_;
};

/// What an error of simdjson says about a text, in our words.
[[nodiscard]] std::string explain(simdjson::error_code error);

}  // namespace nonmun::parse::json
