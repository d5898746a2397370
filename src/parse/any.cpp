#include "nonmun/parse/any.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "arxiv_xml.hpp"
#include "json_stream.hpp"
#include "json_text.hpp"
#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/arxiv_feed.hpp"
#include "nonmun/parse/arxiv_listing.hpp"
#include "nonmun/parse/arxiv_oai.hpp"
#include "nonmun/parse/arxiv_snapshot.hpp"
#include "nonmun/parse/digest.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "seen.hpp"

namespace nonmun::parse {
namespace {

/// How many objects are looked at for a key that tells whose they are; a broken one may stand in front.
constexpr int k_looked_at = 16;

std::optional<InputFormat> tell_object(std::string_view object) {
  bool has_id = false, has_title = false, is_ours = false, is_theirs = false, is_foreign = false;
  (void)any_key(object, [&](std::string_view key) {
    // Other tools' records have an id and a title as well, and mean other things by the rest.
    is_foreign |= key == "summary_raw" || key == "pdf" || key == "abs" || key == "url" || key == "entry_id";
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
  if (is_ours) return InputFormat::paper_json;
  if (is_snapshot_record(object)) return InputFormat::arxiv_snapshot;
  if (has_id && has_title && !is_foreign) return InputFormat::paper_json;
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
              "what can be read: Hugging Face's daily_papers JSON; arXiv's Atom, RSS, listings, OAI-PMH and "
              "metadata dump; nonmun's records; digests");
}

/// What a digest in Markdown or plain text cannot be: one line without any mark of one.
bool may_be_digest(std::string_view text) { return text.find('\n') != text.npos || text.starts_with('#'); }

/// Several answers of Hugging Face's behind each other, or one entry a line, as one list.
Result<Parsed> parse_huggingface_stream(std::string_view bytes, const ParseContext& context) {
  auto parsed = parse_huggingface_daily(bytes, context);
  if (parsed) return parsed;
  std::string list = "[";
  JsonStream stream(skip_blank(bytes));
  std::size_t count = 0;
  while (const auto item = stream.next()) {
    if (!item->fault.empty()) return parsed;
    if (count++ > 0) list += ',';
    list += item->text;
  }
  // One entry alone is what was tried already.
  return count > 1 ? parse_huggingface_daily(list += ']', context) : parsed;
}

template <class Answer>
Result<Parsed> papers_of(Result<Answer> answer) {
  if (!answer) return std::unexpected(std::move(answer.error()));
  return std::move(answer->parsed);
}

/// A page of arxiv.org/list; any other page of HTML is none.
bool is_listing(std::string_view html) {
  return html.find("list-title") != html.npos || html.find("Showing new listings for") != html.npos ||
         html.find("Authors and titles for") != html.npos;
}

std::optional<InputFormat> tell_xml(std::string_view text) {
  if (!text.starts_with('<')) return std::nullopt;
  switch (tell_arxiv_xml(text)) {
    case ArxivXml::api:
      return InputFormat::arxiv_atom;
    case ArxivXml::announcement:
      return InputFormat::arxiv_feed;
    case ArxivXml::oai:
      return InputFormat::arxiv_oai;
    case ArxivXml::other:
      break;
  }
  // The reader of Atom says best what it is instead.
  return text.starts_with("<?xml") ? std::optional(InputFormat::arxiv_atom) : std::nullopt;
}

}  // namespace

std::string_view to_string(InputFormat format) {
  switch (format) {
    case InputFormat::huggingface_daily:
      return "Hugging Face daily papers";
    case InputFormat::arxiv_atom:
      return "arXiv Atom";
    case InputFormat::arxiv_feed:
      return "arXiv announcement feed";
    case InputFormat::arxiv_listing:
      return "arXiv listing";
    case InputFormat::arxiv_oai:
      return "arXiv OAI-PMH";
    case InputFormat::arxiv_snapshot:
      return "arXiv metadata dump";
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
  if (looks_like_html(text)) {
    if (is_listing(text)) return InputFormat::arxiv_listing;
    return refuse("not papers but " + name_content(bytes), context);
  }
  if (const auto format = tell_xml(text)) return *format;
  if (!may_be_digest(text)) return refuse("not papers but " + name_content(bytes), context);
  return InputFormat::digest;
}

Result<Parsed> parse_any(std::string_view bytes, const ParseContext& context) {
  if (skip_blank(bytes).empty()) return Parsed{};
  const auto format = detect_format(bytes, context);
  if (!format) return std::unexpected(format.error());
  switch (*format) {
    case InputFormat::huggingface_daily:
      return parse_huggingface_stream(bytes, context);
    case InputFormat::arxiv_atom:
      return parse_arxiv_atom(bytes, context);
    case InputFormat::arxiv_feed:
      return papers_of(parse_arxiv_feed(bytes, context));
    case InputFormat::arxiv_listing:
      return papers_of(parse_arxiv_listing(bytes, context));
    case InputFormat::arxiv_oai:
      return papers_of(parse_arxiv_oai(bytes, context));
    case InputFormat::arxiv_snapshot:
      return parse_arxiv_snapshot(bytes, context);
    case InputFormat::paper_json:
      return parse_paper_json(bytes, context);
    case InputFormat::digest:
      return parse_digest(skip_mark(bytes), context);
  }
  return Parsed{};
}

}  // namespace nonmun::parse
