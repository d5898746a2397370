#include "nonmun/parse/huggingface.hpp"

#include "huggingface_entry.hpp"
#include "json.hpp"
#include "json_text.hpp"
#include "seen.hpp"

namespace nonmun::parse {
namespace {

using json::ondemand::document;

/// Upstream's page size when none is asked for; a day is rarely larger.
constexpr std::size_t k_usual_page = 50;

std::unexpected<Error> refuse(std::string what, const ParseContext& context) {
  return fail(ErrorKind::invalid_data, std::move(what), context.where);
}

std::unexpected<Error> refuse_json(simdjson::error_code error, std::string_view text,
                                   const ParseContext& context) {
  return refuse("not whole JSON (" + std::to_string(text.size()) + " bytes): " + json::explain(error),
                context);
}

/// Opens the text, mended first where it must be.
simdjson::error_code open(std::string_view text, json::Workspace& work, document& out,
                          std::vector<Issue>& issues) {
  auto padded = work.load(text);
  auto error = work.parser.iterate(padded, work.padded.size()).get(out);
  if (error != simdjson::UTF8_ERROR && error != simdjson::UNESCAPED_CHARS) return error;
  padded = work.load(mend_json(text, issues));
  return work.parser.iterate(padded, work.padded.size()).get(out);
}

simdjson::error_code read_list(document& list, json::Workspace& work, const ParseContext& context,
                               Parsed& parsed) {
  json::ondemand::array array;
  if (const auto error = list.get_array().get(array)) return error;
  parsed.papers.reserve(k_usual_page);
  std::size_t number = 0;
  const auto error = json::for_each_element(array, [&](json::ondemand::value& value) {
    HuggingFaceEntry entry(context, work);
    if (const auto token = json::token_of(value); token.starts_with('{')) {
      json::ondemand::object object;
      if (const auto fault = value.get_object().get(object)) return fault;
      if (const auto fault = entry.read(object)) return fault;
    } else {
      entry.refuse(token);
    }
    std::move(entry).finish(parsed, ++number);
    return simdjson::SUCCESS;
  });
  if (error) return error;
  return list.current_location().error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                                    : simdjson::TRAILING_CONTENT;
}

Result<Parsed> parse_single(document& answer, json::Workspace& work, std::string_view text,
                            const ParseContext& context, Parsed parsed) {
  HuggingFaceEntry entry(context, work);
  json::ondemand::object object;
  auto error = answer.get_object().get(object);
  if (!error) error = entry.read(object);
  if (!error && answer.current_location().error() != simdjson::OUT_OF_BOUNDS)
    error = simdjson::TRAILING_CONTENT;
  if (error) return refuse_json(error, text, context);
  if (!entry.is_paper()) {
    if (const auto message = find_error_message(text); !message.empty()) {
      return refuse("not a list of papers but an error: " + message, context);
    }
    return refuse("not a list of papers but another JSON object", context);
  }
  std::move(entry).finish(parsed, 1);
  return parsed;
}

}  // namespace

Result<Parsed> parse_huggingface_daily(std::string_view body, const ParseContext& context) {
  const auto text = skip_blank(body);
  if (!text.starts_with('[') && !text.starts_with('{')) {
    return refuse("not a list of papers but " + name_content(body), context);
  }
  Parsed parsed;
  json::Lease work;
  document document;
  if (const auto error = open(text, *work, document, parsed.issues)) return refuse_json(error, text, context);
  if (text.starts_with('{')) return parse_single(document, *work, text, context, std::move(parsed));
  if (const auto error = read_list(document, *work, context, parsed))
    return refuse_json(error, text, context);
  return parsed;
}

}  // namespace nonmun::parse
