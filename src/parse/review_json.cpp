#include "nonmun/parse/review_json.hpp"

#include <string>
#include <utility>

#include "json.hpp"
#include "json_stream.hpp"
#include "json_text.hpp"
#include "nonmun/text/unicode.hpp"
#include "review_links.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using simdjson::SUCCESS;
using Value = json::ondemand::value;
using Code = simdjson::error_code;

/// A collection may be pretty-printed and hold its reviews in one list; collections do not hold collections.
enum class Shape { review, collection };

class ReviewReader {
 public:
  ReviewReader(json::Workspace& work, ParsedReviews& parsed, std::string where)
      : work_(work), parsed_(parsed), where_(std::move(where)) {}

  Code read(json::ondemand::object& object, Shape shape) {
    return json::for_each_field(object, work_.key, [&](std::string_view key, Value& value) {
      return shape == Shape::collection ? read_collection_field(key, value) : read_field(key, value);
    });
  }

  void finish() {
    ++parsed_.entries;
    const std::string reason = reason_to_hold_back();
    if (reason.empty()) return parsed_.reviews.push_back(std::move(review_));
    ++parsed_.held_back;
    note(reason);
  }

 private:
  std::string reason_to_hold_back() const {
    const std::string name(k_review_schema);
    if (!schema_.empty() && schema_ != name && !schema_.starts_with(name + '.'))
      return "its schema is \"" + quote(schema_) + "\", this program reads " + name;
    return review_.title.empty() ? "no title" : "";
  }

  Code read_collection_field(std::string_view key, Value& value) {
    if (key == "total") {
      const auto total = count("total", value);
      if (total) parsed_.total = static_cast<std::size_t>(*total);
      return SUCCESS;
    }
    return key == "reviews" ? read_reviews(value) : SUCCESS;
  }

  Code read_reviews(Value& value) {
    if (!json::token_of(value).starts_with('[')) return note("reviews is no array"), SUCCESS;
    json::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    std::size_t number = 0;
    return json::for_each_element(array, [&](Value& each) -> Code {
      const std::string where = where_ + ", review " + std::to_string(++number);
      if (!json::token_of(each).starts_with('{')) {
        ++parsed_.entries;
        ++parsed_.held_back;
        parsed_.issues.push_back({where, "not an object"});
        return SUCCESS;
      }
      json::ondemand::object object;
      if (const auto error = each.get_object().get(object)) return error;
      ReviewReader reader(work_, parsed_, where);
      if (const auto error = reader.read(object, Shape::review)) return error;
      reader.finish();
      return SUCCESS;
    });
  }

  Code read_field(std::string_view key, Value& value) {
    if (json::token_of(value) == "null") return SUCCESS;
    if (key == "schema") return schema_ = line("schema", value), SUCCESS;
    if (key == "title") return review_.title = line("title", value), SUCCESS;
    if (key == "short_name") return review_.short_name = line("short_name", value), SUCCESS;
    if (key == "excerpt") return review_.excerpt = line("excerpt", value), SUCCESS;
    if (key == "file") return review_.file = line("file", value), SUCCESS;
    if (key == "links") return read_links(value);
    if (key == "paper") return read_paper(value), SUCCESS;
    if (key == "arxiv_date") return read_date(value), SUCCESS;
    if (key == "version") {
      const auto version = count("version", value);
      if (version && *version > 0) review_.version = version;
    }
    return SUCCESS;
  }

  void read_paper(Value& value) {
    const std::string text = line("paper", value);
    if (auto id = ArxivId::parse(text))
      review_.paper = std::move(*id);
    else if (!text.empty())
      note("paper: " + id.error().what);
  }

  void read_date(Value& value) {
    const std::string text = line("arxiv_date", value);
    review_.arxiv_date = read_review_day(text);
    if (!review_.arxiv_date && !text.empty()) note("arxiv_date: no date: \"" + quote(text) + '"');
  }

  Code read_links(Value& value) {
    review_.links.clear();
    if (!json::token_of(value).starts_with('[')) return note("links is no array"), SUCCESS;
    json::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    return json::for_each_element(array, [&](Value& each) -> Code {
      if (!json::token_of(each).starts_with('{')) return note("links: one is no object"), SUCCESS;
      json::ondemand::object object;
      if (const auto error = each.get_object().get(object)) return error;
      ReviewLink link;
      std::string key_scratch;
      const auto error = json::for_each_field(object, key_scratch, [&](std::string_view key, Value& field) {
        if (key == "label") link.label = tidy_link_label(line("links.label", field));
        if (key == "url") link.url = line("links.url", field);
        return SUCCESS;
      });
      if (error) return error;
      if (!link.url.empty() && !is_web_url(link.url)) {
        note("links: not an http or https address: \"" + quote(link.url) + '"');
        link.url.clear();
      }
      if (link.label.empty()) return note("links: one has no label"), SUCCESS;
      review_.links.push_back(std::move(link));
      return SUCCESS;
    });
  }

  std::string line(std::string_view field, Value& value) {
    const auto token = json::token_of(value);
    if (const auto text = json::read_string(token, work_.scratch)) return text::to_single_line(text->text);
    if (token != "null")
      note(std::string(field) + ": a string was expected, not " + std::string(json::kind_of(token)));
    return {};
  }

  std::optional<int> count(std::string_view field, Value& value) {
    const auto token = json::token_of(value);
    const auto count = json::read_count(token);
    if (count && count->exact) return count->value;
    if (token != "null") note(std::string(field) + ": not a whole number that can be: " + quote(token));
    return std::nullopt;
  }

  void note(std::string what) { parsed_.issues.push_back({where_, std::move(what)}); }

  json::Workspace& work_;
  ParsedReviews& parsed_;
  std::string where_;
  Review review_;
  std::string schema_;
};

/// Reads one object of the stream; `out` is left as it was when its structure is broken.
Code read_item(std::string_view item, const std::string& where, ParsedReviews& out) {
  json::Lease work;
  const auto padded = work->load(item);
  json::ondemand::document document;
  json::ondemand::object object;
  if (const auto error = work->parser.iterate(padded, work->padded.size()).get(document)) return error;
  if (const auto error = document.get_object().get(object)) return error;
  ParsedReviews found;
  ReviewReader reader(*work, found, where);
  const bool is_collection = any_key(item, [](std::string_view key) { return key == "reviews"; });
  if (const auto error = reader.read(object, is_collection ? Shape::collection : Shape::review)) return error;
  if (!is_collection) reader.finish();
  out.entries += found.entries;
  out.held_back += found.held_back;
  if (found.total) out.total = found.total;
  for (Review& review : found.reviews) out.reviews.push_back(std::move(review));
  for (Issue& issue : found.issues) out.issues.push_back(std::move(issue));
  return SUCCESS;
}

}  // namespace

Result<ParsedReviews> parse_review_json(std::string_view text, const ParseContext& context) {
  if (const auto binary = name_binary(text); !binary.empty())
    return fail(ErrorKind::invalid_data, "not reviews but " + std::string(binary), context.where);
  ParsedReviews parsed;
  bool read_one = false;
  JsonStream stream(skip_mark(text));
  while (const auto item = stream.next()) {
    const std::string where = "line " + std::to_string(item->line);
    std::string fault = item->fault;
    if (fault.empty()) {
      Code error = read_item(item->text, where, parsed);
      if (error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS) {
        std::vector<Issue> places;
        const std::string mended = mend_json(item->text, places);
        for (const Issue& place : places)
          parsed.issues.push_back({where, place.where + " of it: " + place.what});
        error = read_item(mended, where, parsed);
      }
      if (error) fault = "not JSON: " + json::explain(error);
    }
    read_one = read_one || fault.empty();
    if (fault.empty()) continue;
    ++parsed.entries;
    ++parsed.held_back;
    parsed.issues.push_back({where, std::move(fault)});
  }
  // A collection without reviews is one; only objects of something else are none.
  const bool nothing = parsed.reviews.empty() && parsed.held_back > 0;
  if (nothing && (!read_one || !parsed.total)) {
    const Issue& first = parsed.issues.front();
    return fail(ErrorKind::invalid_data, "no review can be read: " + first.where + ": " + first.what,
                context.where);
  }
  return parsed;
}

}  // namespace nonmun::parse
