#include "paper_json_reader.hpp"

#include <algorithm>
#include <utility>

#include "arxiv_facts.hpp"
#include "control_characters.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using simdjson::SUCCESS;

std::string joined(std::string_view parent, std::string_view key) {
  return std::string(parent) + '.' + std::string(key);
}

/// Whether a schema's name is ours and of a version that this program understands.
std::optional<std::string> reason_to_refuse(std::string_view schema) {
  constexpr std::string_view family = "nonmun.paper/";
  if (schema.empty() || schema == k_paper_schema || schema.starts_with(std::string(k_paper_schema) + '.'))
    return std::nullopt;
  if (schema.starts_with(family)) {
    return "written by a newer nonmun: its schema is " + quote(schema) + ", this one reads " +
           std::string(k_paper_schema);
  }
  return "not a paper: its schema is \"" + quote(schema) + '"';
}

}  // namespace

PaperJsonReader::PaperJsonReader(json::Workspace& work) : work_(work), paper_(id_to_come()) {}

template <class Use>
simdjson::error_code PaperJsonReader::object(std::string_view field, Value& value, Use&& use) {
  const auto token = json::token_of(value);
  if (!token.starts_with('{')) return note_type(field, "an object", token), SUCCESS;
  json::ondemand::object fields;
  if (const auto error = value.get_object().get(fields)) return error;
  std::string key_scratch;
  return json::for_each_field(fields, key_scratch, use);
}

template <class Use>
simdjson::error_code PaperJsonReader::array(std::string_view field, Value& value, Use&& use) {
  const auto token = json::token_of(value);
  if (!token.starts_with('[')) return note_type(field, "an array", token), SUCCESS;
  json::ondemand::array elements;
  if (const auto error = value.get_array().get(elements)) return error;
  return json::for_each_element(elements, use);
}

simdjson::error_code PaperJsonReader::read(json::ondemand::object& fields) {
  return json::for_each_field(fields, work_.key,
                              [&](std::string_view key, Value& value) { return read_field(key, value); });
}

bool PaperJsonReader::read_text_field(std::string_view key, Value& value) {
  struct Slot {
    std::string_view key;
    std::string Paper::* member;
  };
  static constexpr Slot k_slots[] = {{"title_ko", &Paper::title_ko},
                                     {"abstract", &Paper::abstract},
                                     {"primary_category", &Paper::primary_category},
                                     {"comment", &Paper::comment},
                                     {"journal_ref", &Paper::journal_ref},
                                     {"doi", &Paper::doi},
                                     {"license", &Paper::license}};
  for (const Slot& slot : k_slots) {
    if (key == slot.key) return paper_.*slot.member = take_text(key, value), true;
  }
  return false;
}

simdjson::error_code PaperJsonReader::read_field(std::string_view key, Value& value) {
  if (read_text_field(key, value)) return SUCCESS;
  if (key == "schema") return schema_ = take_string(key, value).value_or(""), SUCCESS;
  if (key == "id") return id_text_ = take_string(key, value).value_or(""), SUCCESS;
  if (key == "version") return paper_.version = take_count(key, value), SUCCESS;
  if (key == "title")
    return paper_.title = text::to_single_line(take_string(key, value).value_or("")), SUCCESS;
  if (key == "title_raw") return paper_.title_raw = take_string(key, value).value_or(""), SUCCESS;
  if (key == "abstract_raw") return paper_.abstract_raw = take_string(key, value).value_or(""), SUCCESS;
  if (key == "published") return paper_.published = take_time(key, value), SUCCESS;
  if (key == "updated") return paper_.updated = take_time(key, value), SUCCESS;
  if (key == "announced") return paper_.announced = take_time(key, value), SUCCESS;
  if (key == "withdrawn") return paper_.withdrawn = take_bool(key, value).value_or(false), SUCCESS;
  if (key == "votes") return paper_.votes = take_count(key, value), SUCCESS;
  if (key == "comments") return paper_.comments = take_count(key, value), SUCCESS;
  if (key == "categories") return read_strings(key, value, paper_.categories);
  if (key == "keywords") return read_strings(key, value, paper_.keywords);
  if (key == "links") return read_links(value);
  if (key == "ai_summary") return read_ai_summary(value);
  if (key == "provenance") return read_provenance(value);
  const auto list = [&](auto& member, auto read_one) {
    member.reset();
    if (!json::token_of(value).starts_with('[')) return array(key, value, [](Value&) { return SUCCESS; });
    member.emplace();
    return array(key, value, [&](Value& each) { return (this->*read_one)(each); });
  };
  if (key == "authors") return list(paper_.authors, &PaperJsonReader::read_author);
  if (key == "summary") return list(paper_.summary, &PaperJsonReader::read_bullet);
  if (key == "media") return list(paper_.media, &PaperJsonReader::read_media);
  if (key == "listed") return list(paper_.listed, &PaperJsonReader::read_listing);
  return keep(paper_.extra, key, value);
}

simdjson::error_code PaperJsonReader::read_author(Value& value) {
  Author author;
  if (json::token_of(value).starts_with('"')) {
    author.name = take_text("authors", value);
  } else {
    const auto error = object("authors", value, [&](std::string_view key, Value& field) {
      if (key == "name") return author.name = take_text("authors.name", field), SUCCESS;
      if (key == "kind") return author.kind = take_text("authors.kind", field), SUCCESS;
      if (key == "affiliations") {
        std::optional<std::vector<std::string>> affiliations;
        const auto fault = read_strings("authors.affiliations", field, affiliations);
        if (affiliations) author.affiliations = std::move(*affiliations);
        return fault;
      }
      return keep(author.extra, key, field);
    });
    if (error) return error;
  }
  if (author.name.empty()) return note("authors", "one has no name"), SUCCESS;
  paper_.authors->push_back(std::move(author));
  return SUCCESS;
}

simdjson::error_code PaperJsonReader::read_bullet(Value& value) {
  Bullet bullet;
  const auto error = object("summary", value, [&](std::string_view key, Value& field) {
    if (key == "role") return bullet.role = take_text("summary.role", field), SUCCESS;
    if (key == "ko") return bullet.ko = take_text("summary.ko", field), SUCCESS;
    if (key == "en") return bullet.en = take_text("summary.en", field), SUCCESS;
    if (key == "source") return bullet.source = take_text("summary.source", field), SUCCESS;
    if (key == "engine") return bullet.engine = take_text("summary.engine", field), SUCCESS;
    if (key == "verified") {
      // true, false, or the reason why not.
      if (json::token_of(field).starts_with('"')) {
        bullet.unverified_reason = take_text("summary.verified", field);
        bullet.verified = false;
      } else {
        bullet.verified = take_bool("summary.verified", field);
        bullet.unverified_reason.clear();
      }
      return SUCCESS;
    }
    if (key == "src") {
      bullet.src.clear();
      return array("summary.src", field, [&](Value& each) {
        if (const auto number = take_count("summary.src", each)) bullet.src.push_back(*number);
        return SUCCESS;
      });
    }
    return keep(bullet.extra, key, field);
  });
  if (error) return error;
  if (!bullet.ko.empty() || !bullet.en.empty() || !bullet.extra.empty())
    paper_.summary->push_back(std::move(bullet));
  return SUCCESS;
}

simdjson::error_code PaperJsonReader::read_links(Value& value) {
  Links& links = paper_.links = {};
  return object("links", value, [&](std::string_view key, Value& field) {
    if (key == "abs") return links.abs = take_url("links.abs", field), SUCCESS;
    if (key == "pdf") return links.pdf = take_url("links.pdf", field), SUCCESS;
    if (key == "html") return links.html = take_url("links.html", field), SUCCESS;
    if (key == "huggingface") return links.huggingface = take_url("links.huggingface", field), SUCCESS;
    if (key == "code") return links.code = take_url("links.code", field), SUCCESS;
    if (key == "project") return links.project = take_url("links.project", field), SUCCESS;
    return keep(links.extra, key, field);
  });
}

simdjson::error_code PaperJsonReader::read_media(Value& value) {
  Media media;
  std::optional<MediaKind> kind;
  const auto error = object("media", value, [&](std::string_view key, Value& field) {
    if (key == "url") return media.url = take_url("media.url", field), SUCCESS;
    if (key == "kind") {
      const auto name = take_string("media.kind", field).value_or("");
      if (name == "image") kind = MediaKind::image;
      if (name == "video") kind = MediaKind::video;
      if (name == "thumbnail") kind = MediaKind::thumbnail;
      if (!kind) note("media.kind", "unknown: \"" + quote(name) + '"');
      return SUCCESS;
    }
    return keep(media.extra, key, field);
  });
  if (error) return error;
  if (media.url.empty()) return note("media", "one has no url"), SUCCESS;
  media.kind = kind ? *kind : media_kind(media.url);
  paper_.media->push_back(std::move(media));
  return SUCCESS;
}

simdjson::error_code PaperJsonReader::read_ai_summary(Value& value) {
  AiSummary summary;
  const bool known = json::token_of(value).starts_with('{');
  const auto error = object("ai_summary", value, [&](std::string_view key, Value& field) {
    if (key == "text") return summary.text = take_text("ai_summary.text", field), SUCCESS;
    if (key == "model") return summary.model = take_text("ai_summary.model", field), SUCCESS;
    return keep(summary.extra, key, field);
  });
  paper_.ai_summary = known ? std::optional(std::move(summary)) : std::nullopt;
  return error;
}

simdjson::error_code PaperJsonReader::read_listing(Value& value) {
  if (!json::token_of(value).starts_with('{'))
    return object("listed", value, [](std::string_view, Value&) { return SUCCESS; });
  Listing listing;
  const auto error = object("listed", value, [&](std::string_view key, Value& field) {
    if (key == "source") return listing.source = take_text("listed.source", field), SUCCESS;
    if (key == "category") return listing.category = take_text("listed.category", field), SUCCESS;
    if (key == "kind") return listing.kind = take_text("listed.kind", field), SUCCESS;
    if (key == "day") {
      if (const auto text = take_string("listed.day", field)) {
        const auto day = Day::parse(*text);
        if (day) listing.day = *day;
        if (!day) note("listed.day", day.error().what);
      }
      return SUCCESS;
    }
    return keep(listing.extra, key, field);
  });
  paper_.listed->push_back(std::move(listing));
  return error;
}

simdjson::error_code PaperJsonReader::read_provenance(Value& value) {
  Provenance& provenance = paper_.provenance = {};
  return object("provenance", value, [&](std::string_view key, Value& field) {
    if (key == "metadata") return read_origin("provenance.metadata", field, provenance.metadata);
    if (key == "community") return read_origin("provenance.community", field, provenance.community);
    if (key == "engines") {
      return array("provenance.engines", field, [&](Value& each) { return read_engine(each); });
    }
    return keep(provenance.extra, key, field);
  });
}

simdjson::error_code PaperJsonReader::read_origin(std::string_view field, Value& value,
                                                  std::optional<Origin>& origin) {
  origin.reset();
  const bool known = json::token_of(value).starts_with('{');
  if (known) origin.emplace();
  return object(field, value, [&](std::string_view key, Value& each) {
    if (key == "source") return origin->source = take_text(joined(field, key), each), SUCCESS;
    if (key == "fetched_at") return origin->fetched_at = take_instant(joined(field, key), each), SUCCESS;
    return keep(origin->extra, key, each);
  });
}

simdjson::error_code PaperJsonReader::read_engine(Value& value) {
  EngineUse use;
  const bool known = json::token_of(value).starts_with('{');
  const auto error = object("provenance.engines", value, [&](std::string_view key, Value& field) {
    if (key == "engine") return use.engine = take_text("provenance.engines.engine", field), SUCCESS;
    if (key == "model") return use.model = take_text("provenance.engines.model", field), SUCCESS;
    if (key == "prompt_version")
      return use.prompt_version = take_text("provenance.engines.prompt_version", field), SUCCESS;
    if (key == "at") return use.at = take_instant("provenance.engines.at", field), SUCCESS;
    return keep(use.extra, key, field);
  });
  if (known) paper_.provenance.engines.push_back(std::move(use));
  return error;
}

simdjson::error_code PaperJsonReader::read_strings(std::string_view field, Value& value,
                                                   std::optional<std::vector<std::string>>& out) {
  out.reset();
  if (json::token_of(value).starts_with('[')) out.emplace();
  return array(field, value, [&](Value& each) {
    if (auto text = take_text(field, each); !text.empty()) out->push_back(std::move(text));
    return SUCCESS;
  });
}

std::optional<std::string> PaperJsonReader::take_string(std::string_view field, Value& value) {
  const auto token = json::token_of(value);
  const auto string = json::read_string(token, work_.scratch);
  if (!string) {
    note_type(field, "a string", token);
    return std::nullopt;
  }
  if (string->repaired) note(field, "an escape that is no character is shown as U+FFFD");
  return std::string(string->text);
}

std::string PaperJsonReader::take_text(std::string_view field, Value& value) {
  const auto text = take_string(field, value);
  return text ? without_control_characters(*text) : std::string{};
}

std::string PaperJsonReader::take_url(std::string_view field, Value& value) {
  auto url = take_string(field, value).value_or("");
  if (url.empty() || is_web_url(url)) return url;
  note(field, "not an http or https address: \"" + quote(url) + '"');
  return {};
}

std::optional<int> PaperJsonReader::take_count(std::string_view field, Value& value) {
  const auto token = json::token_of(value);
  if (token == "null") return std::nullopt;
  const auto count = json::read_count(token);
  if (!count || !count->exact) note(field, "not a whole number that can be: " + quote(token));
  return count && count->exact ? std::optional(count->value) : std::nullopt;
}

std::optional<bool> PaperJsonReader::take_bool(std::string_view field, Value& value) {
  const auto token = json::token_of(value);
  if (token == "true") return true;
  if (token == "false") return false;
  note_type(field, "true or false", token);
  return std::nullopt;
}

std::optional<Timestamp> PaperJsonReader::take_time(std::string_view field, Value& value) {
  const auto text = take_string(field, value);
  if (!text) return std::nullopt;
  const auto time = Timestamp::parse(*text);
  if (time) return *time;
  note(field, time.error().what);
  return std::nullopt;
}

std::optional<Instant> PaperJsonReader::take_instant(std::string_view field, Value& value) {
  const auto time = take_time(field, value);
  return time ? std::optional(time->instant) : std::nullopt;
}

simdjson::error_code PaperJsonReader::keep(ExtraFields& extra, std::string_view key, Value& value) {
  const std::string name(key);  // the key's own buffer is used again below
  std::string_view raw = json::token_of(value);
  if (raw.starts_with('{')) {
    json::ondemand::object fields;
    if (const auto error = value.get_object().get(fields)) return error;
    if (const auto error = fields.raw_json().get(raw)) return error;
  } else if (raw.starts_with('[')) {
    json::ondemand::array elements;
    if (const auto error = value.get_array().get(elements)) return error;
    if (const auto error = elements.raw_json().get(raw)) return error;
  }
  std::string compact;
  if (json::append_compact(compact, raw)) {
    extra.push_back({name, std::move(compact)});
  } else {
    note(quote(name), "not JSON, or nested too deep");
  }
  return SUCCESS;
}

void PaperJsonReader::note(std::string_view field, std::string_view what) {
  notes_.push_back(std::string(field) + ": " + std::string(what));
}

void PaperJsonReader::note_type(std::string_view field, std::string_view wanted, std::string_view token) {
  if (token != "null")
    note(field, "not " + std::string(wanted) + " but " + std::string(json::kind_of(token)));
}

Result<Paper> PaperJsonReader::finish() && {
  if (auto reason = reason_to_refuse(schema_)) return fail(ErrorKind::invalid_data, std::move(*reason));
  if (id_text_.empty()) return fail(ErrorKind::invalid_data, "no id");
  auto parsed = VersionedArxivId::parse(id_text_);
  if (!parsed) return fail(ErrorKind::invalid_data, "id: " + parsed.error().what);
  paper_.id = std::move(parsed->id);
  if (!paper_.version) paper_.version = parsed->version;
  if (paper_.version == 0) paper_.version.reset();
  if (paper_.title.empty()) return fail(ErrorKind::invalid_data, "no title");
  return std::move(paper_);
}

}  // namespace nonmun::parse
