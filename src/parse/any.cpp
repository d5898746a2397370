#include "nonmun/parse/any.hpp"

#include <algorithm>
#include <optional>

#include "json_stream.hpp"
#include "json_text.hpp"
#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/digest.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "seen.hpp"

namespace nonmun::parse {
namespace {

/// How many objects are looked at for a key that tells whose they are; a broken one may stand in front.
constexpr int k_looked_at = 16;

std::optional<InputFormat> tell_object(std::string_view object) {
  bool has_id = false, has_title = false, is_ours = false, is_theirs = false;
  (void)any_key(object, [&](std::string_view key) {
    has_id |= key == "id";
    has_title |= key == "title";
    is_ours |= key == "schema" || key == "links" || key == "provenance" || key == "votes";
    for (const std::string_view theirs :
         {"paper", "upvotes", "publishedAt", "discussionId", "submittedOnDailyAt", "thumbnailUrl"}) {
      is_theirs |= key == theirs;
    }
    return key == "schema" || is_theirs;
  });
  if (is_theirs) return InputFormat::huggingface_daily;
  if (is_ours || (has_id && has_title)) return InputFormat::paper_json;
  return std::nullopt;
}

std::optional<InputFormat> tell_json(std::string_view text) {
  JsonStream stream(text);
  std::optional<JsonItem> item;
  for (int i = 0; i < k_looked_at && (item = stream.next()); ++i) {
    if (!item->text.starts_with('{')) continue;
    if (const auto format = tell_object(item->text)) return format;
  }
  // An empty list is the answer for a day without papers.
  const bool is_empty = text.starts_with('[') && skip_blank(text.substr(1)).starts_with(']');
  return is_empty ? std::optional(InputFormat::huggingface_daily) : std::nullopt;
}

std::unexpected<Error> refuse(std::string what, const ParseContext& context) {
  return fail(ErrorKind::invalid_data, std::move(what), context.where,
              "what can be read: Hugging Face's daily_papers JSON, arXiv's Atom, nonmun's records, digests");
}

/// What a digest in Markdown or plain text cannot be: one line without any mark of one.
bool may_be_digest(std::string_view text) { return text.find('\n') != text.npos || text.starts_with('#'); }

}  // namespace

std::string_view to_string(InputFormat format) {
  switch (format) {
    case InputFormat::huggingface_daily:
      return "Hugging Face daily papers";
    case InputFormat::arxiv_atom:
      return "arXiv Atom";
    case InputFormat::paper_json:
      return "nonmun records";
    case InputFormat::digest:
      return "digest";
  }
  return "";
}

Result<InputFormat> detect_format(std::string_view bytes, const ParseContext& context) {
  if (const auto binary = name_binary(bytes); !binary.empty())
    return refuse("not text but " + std::string(binary), context);
  const auto text = skip_blank(bytes);
  if (text.empty()) return refuse("empty", context);
  if (text.starts_with('{') || text.starts_with('[')) {
    if (const auto format = tell_json(text)) return *format;
    // A digest may begin with a Markdown link; JSON never has a letter behind its first bracket.
    const auto second = skip_blank(text.substr(1));
    const bool is_json =
        second.empty() || std::string_view("\"{[]}-0123456789tfn").find(second.front()) != second.npos;
    if (text.starts_with('[') && !is_json) return InputFormat::digest;
    if (const auto message = find_error_message(text); !message.empty()) {
      return refuse("not papers but an error: " + message, context);
    }
    return refuse("JSON, but neither Hugging Face's papers nor nonmun's records", context);
  }
  if (looks_like_html(text)) return refuse("not papers but " + name_content(bytes), context);
  if (text.starts_with("<?xml") || text.starts_with("<feed") ||
      text.substr(0, 200).find(":feed") != text.npos) {
    return InputFormat::arxiv_atom;
  }
  if (!may_be_digest(text)) return refuse("not papers but " + name_content(bytes), context);
  return InputFormat::digest;
}

Result<Parsed> parse_any(std::string_view bytes, const ParseContext& context) {
  if (skip_blank(bytes).empty()) return Parsed{};
  const auto format = detect_format(bytes, context);
  if (!format) return std::unexpected(format.error());
  switch (*format) {
    case InputFormat::huggingface_daily:
      return parse_huggingface_daily(bytes, context);
    case InputFormat::arxiv_atom:
      return parse_arxiv_atom(bytes, context);
    case InputFormat::paper_json:
      return parse_paper_json(bytes, context);
    case InputFormat::digest:
      return parse_digest(skip_mark(bytes), context);
  }
  return Parsed{};
}

}  // namespace nonmun::parse
