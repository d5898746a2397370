#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json.hpp"
#include "nonmun/core/paper.hpp"

namespace nonmun::parse {

/// Reads one object of our own JSON (nonmun.paper/1).
class PaperJsonReader {
 public:
  explicit PaperJsonReader(json::Workspace& work);

  /// Takes in one object. An error is one of its structure.
  [[nodiscard]] simdjson::error_code read(json::ondemand::object& object);
  /// What was dropped from it or changed, in order.
  [[nodiscard]] std::vector<std::string>& notes() { return notes_; }
  /// The paper, or why there is none.
  [[nodiscard]] Result<Paper> finish() &&;

 private:
  using Value = json::ondemand::value;
  using Code = simdjson::error_code;

  Code read_field(std::string_view key, Value& value);
  bool read_text_field(std::string_view key, Value& value);
  Code read_author(Value& value);
  Code read_bullet(Value& value);
  Code read_links(Value& value);
  Code read_media(Value& value);
  Code read_ai_summary(Value& value);
  Code read_listing(Value& value);
  Code read_provenance(Value& value);
  Code read_origin(std::string_view field, Value& value, std::optional<Origin>& origin);
  Code read_engine(Value& value);
  Code read_strings(std::string_view field, Value& value, std::optional<std::vector<std::string>>& out);

  /// Calls `use(key, value)` for the fields of an object; another type is noted and skipped.
  template <class Use>
  Code object(std::string_view field, Value& value, Use&& use);
  /// Calls `use(value)` for the elements of an array; another type is noted and skipped.
  template <class Use>
  Code array(std::string_view field, Value& value, Use&& use);

  /// Exactly the string, or nullopt for null and, with a note, for another type.
  std::optional<std::string> take_string(std::string_view field, Value& value);
  /// The string, cleaned of control characters if it holds any.
  std::string take_text(std::string_view field, Value& value);
  std::string take_url(std::string_view field, Value& value);
  std::optional<int> take_count(std::string_view field, Value& value);
  std::optional<bool> take_bool(std::string_view field, Value& value);
  std::optional<Timestamp> take_time(std::string_view field, Value& value);
  std::optional<Instant> take_instant(std::string_view field, Value& value);
  /// Keeps a key that this version does not know.
  Code keep(ExtraFields& extra, std::string_view key, Value& value);
  void note(std::string_view field, std::string_view what);
  void note_type(std::string_view field, std::string_view wanted, std::string_view token);

  json::Workspace& work_;
  std::vector<std::string> notes_;
  Paper paper_;
  std::string id_text_, schema_;
};

}  // namespace nonmun::parse
