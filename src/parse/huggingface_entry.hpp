#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads one entry of a Hugging Face answer: the wrapped shape {"paper": {…}, …} of daily_papers or the flat
/// paper of /api/papers/{id}.
class HuggingFaceEntry {
 public:
  HuggingFaceEntry(const ParseContext& context, json::Workspace& work);

  /// Takes in one object. An error is one of the document's structure: nothing after it can be trusted.
  [[nodiscard]] simdjson::error_code read(json::ondemand::object& object);
  /// Notes that the entry is no object.
  void refuse(std::string_view token);
  /// Whether anything was seen that a paper has.
  [[nodiscard]] bool is_paper() const { return wrapped_ || !id_text_.empty(); }
  /// Adds the paper, or the reason why there is none, to `parsed`.
  void finish(Parsed& parsed, std::size_t number) &&;

 private:
  using Value = json::ondemand::value;
  using Code = simdjson::error_code;

  Code read_outer(std::string_view key, Value& value);
  Code read_paper(std::string_view key, Value& value);
  Code read_author(Value& value);
  Code read_authors(Value& value);
  Code read_keywords(Value& value);
  Code read_media(Value& value, std::vector<std::string>& urls);

  /// The string that a field holds; nullopt for null and, with a note, for another type.
  std::optional<std::string_view> take_string(std::string_view field, Value& value);
  std::optional<int> take_count(std::string_view field, Value& value);
  std::optional<Timestamp> take_time(std::string_view field, Value& value);
  std::string take_url(std::string_view field, Value& value);
  void take_title(Value& value);
  void take_abstract(Value& value);
  /// Gets the value as an array or an object; false, with a note unless it is null, for another type.
  bool is_kind(std::string_view field, Value& value, char opener, std::string_view wanted);
  void note(std::string_view field, std::string_view what);

  void add_links();
  void add_media();
  void add_listing();
  std::optional<std::string> reason_to_hold_back();

  const ParseContext& context_;
  json::Workspace& work_;
  std::vector<std::string> notes_;
  Paper paper_;
  std::string id_text_;
  std::string refused_;
  bool wrapped_ = false;  ///< an object "paper" was met
  bool flat_ = false;     ///< a paper's fields were met outside of one
  std::string ai_summary_, ai_model_;
  std::optional<int> comments_;
  std::vector<std::string> outer_media_, inner_media_;
  std::string early_media_, thumbnail_;
  std::optional<Timestamp> outer_published_, submitted_;
};

}  // namespace nonmun::parse
