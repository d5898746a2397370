#include "huggingface_entry.hpp"

#include <algorithm>
#include <utility>

#include "arxiv_facts.hpp"
#include "found_links.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using simdjson::SUCCESS;

/// About the number of authors and of keywords that a paper has.
constexpr std::size_t k_usual_length = 8;

bool is_midnight(Instant instant) { return instant == Day::of(instant).begin(); }

constexpr std::chrono::sys_days date(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

/// The UTC day on which a paper was submitted, by the outer publishedAt. Until October 2024 that is the time
/// of the submission. From December 2024 it is that time on US Eastern clocks with a "Z" (the first of a day
/// come at 21:40, two hours before arXiv shows the papers). From March 2025 it is paper.publishedAt.
std::optional<Day> submission_day(Instant outer) {
  if (outer >= date(2025, 3, 1)) return std::nullopt;
  if (outer < date(2024, 11, 15)) return Day::of(outer);
  return Day::of(outer - us_eastern_offset(outer));
}

}  // namespace

HuggingFaceEntry::HuggingFaceEntry(const ParseContext& context, json::Workspace& work)
    : context_(context), work_(work), paper_(id_to_come()) {}

void HuggingFaceEntry::refuse(std::string_view token) {
  refused_ = "not an object but " + std::string(json::kind_of(token));
}

simdjson::error_code HuggingFaceEntry::read(json::ondemand::object& object) {
  return json::for_each_field(object, work_.key,
                              [&](std::string_view key, Value& value) { return read_outer(key, value); });
}

simdjson::error_code HuggingFaceEntry::read_outer(std::string_view key, Value& value) {
  if (key == "paper") {
    if (!is_kind(key, value, '{', "an object")) return SUCCESS;
    json::ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    wrapped_ = true;
    if (std::exchange(flat_, false)) {
      paper_ = Paper(id_to_come());
      id_text_.clear();
    }
    return json::for_each_field(object, work_.key,
                                [&](std::string_view k, Value& v) { return read_paper(k, v); });
  }
  if (key == "publishedAt") {
    outer_published_ = take_time(key, value);
    if (wrapped_) return SUCCESS;
    flat_ = true;
    paper_.published = outer_published_;
    return SUCCESS;
  }
  if (key == "numComments") return comments_ = take_count(key, value), SUCCESS;
  if (key == "thumbnail" || key == "thumbnailUrl") return thumbnail_ = take_url(key, value), SUCCESS;
  if (key == "mediaUrl") return early_media_ = take_url(key, value), SUCCESS;
  if (key == "mediaUrls") return read_media(value, outer_media_);
  // What is left says again what the paper says, unless there is no paper within.
  if (wrapped_) return SUCCESS;
  flat_ = true;
  return read_paper(key, value);
}

simdjson::error_code HuggingFaceEntry::read_paper(std::string_view key, Value& value) {
  if (key == "id") {
    if (const auto text = take_string(key, value)) id_text_ = *text;
  } else if (key == "authors") {
    return read_authors(value);
  } else if (key == "title") {
    take_title(value);
  } else if (key == "summary") {
    take_abstract(value);
  } else if (key == "publishedAt") {
    paper_.published = take_time(key, value);
  } else if (key == "submittedOnDailyAt") {
    submitted_ = take_time(key, value);
  } else if (key == "upvotes") {
    paper_.votes = take_count(key, value);
  } else if (key == "ai_summary") {
    if (const auto text = take_string(key, value))
      ai_summary_ = text::to_plain(*text, text::Reader::hf, text::Kind::comment);
  } else if (key == "ai_summary_model") {
    if (const auto text = take_string(key, value)) ai_model_ = quote(*text);
  } else if (key == "ai_keywords") {
    return read_keywords(value);
  } else if (key == "githubRepo") {
    paper_.links.code = tidy_repository(take_url(key, value));
  } else if (key == "projectPage") {
    paper_.links.project = take_url(key, value);
  } else if (key == "mediaUrls") {
    return read_media(value, inner_media_);
  } else if (key == "withdrawnAt") {
    paper_.withdrawn = take_string(key, value).has_value();
  }
  return SUCCESS;
}

simdjson::error_code HuggingFaceEntry::read_authors(Value& value) {
  if (!is_kind("authors", value, '[', "an array")) return SUCCESS;
  json::ondemand::array array;
  if (const auto error = value.get_array().get(array)) return error;
  paper_.authors.emplace().reserve(k_usual_length);
  return json::for_each_element(array, [&](Value& each) { return read_author(each); });
}

simdjson::error_code HuggingFaceEntry::read_author(Value& value) {
  const auto add = [&](std::string_view raw) {
    auto names = text::clean_names(raw, text::Reader::hf);
    if (names.empty()) note("authors", "no name in \"" + quote(raw) + '"');
    for (std::string& name : names) paper_.authors->emplace_back().name = std::move(name);
  };
  const auto token = json::token_of(value);
  if (token.starts_with('"')) {
    if (const auto name = take_string("authors", value)) add(*name);
    return SUCCESS;
  }
  if (!token.starts_with('{')) return note("authors", "one is " + std::string(json::kind_of(token))), SUCCESS;
  json::ondemand::object object;
  if (const auto error = value.get_object().get(object)) return error;
  bool named = false;
  const auto error = json::for_each_field(object, work_.key, [&](std::string_view key, Value& field) {
    if (key != "name" || named) return SUCCESS;
    if (const auto name = take_string("authors", field)) {
      named = true;
      add(*name);
    }
    return SUCCESS;
  });
  if (!error && !named) note("authors", "one has no name");
  return error;
}

simdjson::error_code HuggingFaceEntry::read_keywords(Value& value) {
  if (!is_kind("ai_keywords", value, '[', "an array")) return SUCCESS;
  json::ondemand::array array;
  if (const auto error = value.get_array().get(array)) return error;
  paper_.keywords.emplace().reserve(k_usual_length);
  return json::for_each_element(array, [&](Value& each) {
    if (const auto text = take_string("ai_keywords", each)) {
      auto keyword = text::to_plain(*text, text::Reader::hf, text::Kind::comment);
      if (!keyword.empty()) paper_.keywords->push_back(std::move(keyword));
    }
    return SUCCESS;
  });
}

simdjson::error_code HuggingFaceEntry::read_media(Value& value, std::vector<std::string>& urls) {
  if (!is_kind("mediaUrls", value, '[', "an array")) return SUCCESS;
  json::ondemand::array array;
  if (const auto error = value.get_array().get(array)) return error;
  return json::for_each_element(array, [&](Value& each) {
    if (auto url = take_url("mediaUrls", each); !url.empty()) urls.push_back(std::move(url));
    return SUCCESS;
  });
}

void HuggingFaceEntry::take_title(Value& value) {
  const auto text = take_string("title", value);
  if (!text) return;
  paper_.title = text::to_plain(*text, text::Reader::hf, text::Kind::title);
  paper_.title_raw = *text == paper_.title ? std::string{} : std::string(*text);
}

void HuggingFaceEntry::take_abstract(Value& value) {
  const auto text = take_string("summary", value);
  if (!text) return;
  paper_.abstract = text::to_plain(*text, text::Reader::hf, text::Kind::abstract);
  paper_.abstract_raw = *text == paper_.abstract ? std::string{} : std::string(*text);
}

std::optional<std::string_view> HuggingFaceEntry::take_string(std::string_view field, Value& value) {
  const auto token = json::token_of(value);
  const auto string = json::read_string(token, work_.scratch);
  if (!string) {
    if (token != "null") note(field, "not a string but " + std::string(json::kind_of(token)));
    return std::nullopt;
  }
  if (string->repaired) note(field, "an escape that is no character is shown as U+FFFD");
  return string->text;
}

std::optional<int> HuggingFaceEntry::take_count(std::string_view field, Value& value) {
  const auto token = json::token_of(value);
  if (token == "null") return std::nullopt;
  const auto count = json::read_count(token);
  if (!count) {
    note(field, "not a count: " + quote(token));
  } else if (!count->exact) {
    note(field, "taken as " + std::to_string(count->value) + ": " + quote(token));
  }
  return count ? std::optional(count->value) : std::nullopt;
}

std::optional<Timestamp> HuggingFaceEntry::take_time(std::string_view field, Value& value) {
  const auto text = take_string(field, value);
  if (!text) return std::nullopt;
  auto time = Timestamp::parse(*text);
  if (!time) {
    note(field, time.error().what);
    return std::nullopt;
  }
  // Times are cut to midnight since April 2026; their date is right.
  if (is_midnight(time->instant)) time->date_only = true;
  return *time;
}

std::string HuggingFaceEntry::take_url(std::string_view field, Value& value) {
  const auto text = take_string(field, value);
  if (!text) return {};
  const auto url = trim(*text);
  if (url.empty()) return {};
  if (is_web_url(url)) return std::string(url);
  note(field, "not an http or https address: \"" + quote(url) + '"');
  return {};
}

bool HuggingFaceEntry::is_kind(std::string_view field, Value& value, char opener, std::string_view wanted) {
  const auto token = json::token_of(value);
  if (token.starts_with(opener)) return true;
  if (token != "null")
    note(field, "not " + std::string(wanted) + " but " + std::string(json::kind_of(token)));
  return false;
}

void HuggingFaceEntry::note(std::string_view field, std::string_view what) {
  notes_.push_back(std::string(field) + ": " + std::string(what));
}

void HuggingFaceEntry::add_links() {
  Links& links = paper_.links;
  links.abs = paper_.id.abs_url();
  links.pdf = paper_.id.pdf_url();
  links.huggingface = "https://huggingface.co/papers/" + paper_.id.str();
  if (links.code.empty() && is_github_repository(links.project)) links.code = tidy_repository(links.project);
  add_found_links(paper_);
}

void HuggingFaceEntry::add_media() {
  std::vector<Media> media;
  const auto add = [&](std::string url, MediaKind kind) {
    const auto is_same = [&](const Media& each) { return each.url == url; };
    if (!url.empty() && std::none_of(media.begin(), media.end(), is_same))
      media.push_back({kind, std::move(url), {}});
  };
  for (auto* urls : {&outer_media_, &inner_media_}) {
    for (std::string& url : *urls) {
      const MediaKind kind = media_kind(url);
      add(std::move(url), kind);
    }
  }
  // Until mid-2024 one field held either the made-up thumbnail or the submitter's own picture.
  const bool is_thumbnail = early_media_.starts_with("https://cdn-thumbnails.");
  const auto early_kind = is_thumbnail ? MediaKind::thumbnail : media_kind(early_media_);
  add(std::move(early_media_), early_kind);
  add(std::move(thumbnail_), MediaKind::thumbnail);
  if (!media.empty()) paper_.media = std::move(media);
}

void HuggingFaceEntry::add_listing() {
  std::optional<Day> day = context_.day;
  if (!day && submitted_) day = Day::of(submitted_->instant);
  if (!day && wrapped_ && outer_published_) day = submission_day(outer_published_->instant);
  if (!day && !wrapped_) return;  // a paper asked for by its id was not necessarily on a daily page
  Listing listing;
  listing.source = "huggingface";
  listing.day = day;
  paper_.listed.emplace().push_back(std::move(listing));
}

std::optional<std::string> HuggingFaceEntry::reason_to_hold_back() {
  if (!refused_.empty()) return refused_;
  if (!is_paper()) return "no paper";
  if (id_text_.empty()) return "no paper.id";
  auto parsed = VersionedArxivId::parse(id_text_);
  // Hugging Face writes new ids, bare; what else can be read as an id has no business here.
  if (!parsed || parsed->str() != id_text_ || parsed->id.str().find('/') != std::string::npos) {
    return "paper.id is not an arXiv id: \"" + quote(id_text_) + '"';
  }
  paper_.id = std::move(parsed->id);
  paper_.version = parsed->version;
  if (paper_.title.empty())
    return paper_.title_raw.empty() ? "no paper.title" : "nothing is left of paper.title";
  return std::nullopt;
}

void HuggingFaceEntry::finish(Parsed& parsed, std::size_t number) && {
  const auto reason = reason_to_hold_back();
  std::string where = "entry " + std::to_string(number);
  if (!id_text_.empty()) where += " (" + quote(id_text_) + ')';
  ++parsed.entries;
  if (reason) {
    ++parsed.held_back;
    parsed.issues.push_back({std::move(where), *reason});
    return;
  }
  for (std::string& what : notes_) parsed.issues.push_back({where, std::move(what)});
  paper_.comments = comments_;
  if (!ai_summary_.empty()) paper_.ai_summary = AiSummary{std::move(ai_summary_), std::move(ai_model_), {}};
  add_links();
  add_media();
  add_listing();
  const Origin origin{"huggingface", context_.fetched_at, {}};
  paper_.provenance.metadata = origin;
  paper_.provenance.community = origin;
  parsed.papers.push_back(std::move(paper_));
}

}  // namespace nonmun::parse
