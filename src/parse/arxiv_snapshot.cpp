#include "nonmun/parse/arxiv_snapshot.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "arxiv_record.hpp"
#include "json.hpp"
#include "json_stream.hpp"
#include "json_text.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using json::ondemand::value;

/// Reads the fields of one object of the dump.
class LineReader {
 public:
  explicit LineReader(json::Workspace& work) : work_(work) {}

  simdjson::error_code read(std::string_view padded) {
    json::ondemand::document document;
    if (const auto error = work_.parser.iterate(padded, work_.padded.size()).get(document)) return error;
    json::ondemand::object object;
    if (const auto error = document.get_object().get(object)) return error;
    if (const auto error = json::for_each_field(
            object, work_.key, [&](std::string_view key, value& field) { return read_field(key, field); })) {
      return error;
    }
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                                          : simdjson::TRAILING_CONTENT;
  }

  ArxivEntry finish() && {
    if (entry_.authors.empty()) add_authors(entry_, authors_);
    return std::move(entry_);
  }

 private:
  simdjson::error_code read_field(std::string_view key, value& field) {
    if (key == "id") return read_text(key, field, entry_.id);
    if (key == "title") return read_text(key, field, entry_.title);
    if (key == "abstract") return read_text(key, field, entry_.abstract);
    if (key == "authors") return read_text(key, field, authors_);
    if (key == "comments") return read_text(key, field, entry_.comment);
    if (key == "journal-ref") return read_text(key, field, entry_.journal_ref);
    if (key == "doi") return read_text(key, field, entry_.doi);
    if (key == "license") return read_text(key, field, entry_.license);
    if (key == "categories") return read_categories(key, field);
    if (key == "versions") return read_list(key, field, [&](value& each) { return read_version(each); });
    if (key == "authors_parsed") return read_list(key, field, [&](value& each) { return read_author(each); });
    return simdjson::SUCCESS;
  }

  /// A string's text into `out`; null is no text.
  simdjson::error_code read_text(std::string_view key, value& field, std::string& out) {
    const auto token = json::token_of(field);
    if (const auto text = json::read_string(token, work_.scratch)) {
      if (text->repaired) note(key, "an escape that means no character");
      out = trim(text->text);
    } else if (token != "null") {
      note(key, std::string(json::kind_of(token)) + " instead of a string");
    }
    return simdjson::SUCCESS;
  }

  simdjson::error_code read_categories(std::string_view key, value& field) {
    std::string text;
    const auto error = read_text(key, field, text);
    add_categories(entry_, text);
    return error;
  }

  template <class Read>
  simdjson::error_code read_list(std::string_view key, value& field, Read&& read) {
    const auto token = json::token_of(field);
    if (!token.starts_with('[')) {
      if (token != "null") note(key, std::string(json::kind_of(token)) + " instead of a list");
      return simdjson::SUCCESS;
    }
    json::ondemand::array array;
    if (const auto error = field.get_array().get(array)) return error;
    return json::for_each_element(array, read);
  }

  /// {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}
  simdjson::error_code read_version(value& field) {
    if (!json::token_of(field).starts_with('{')) return note("versions", "not an object"), simdjson::SUCCESS;
    json::ondemand::object object;
    if (const auto error = field.get_object().get(object)) return error;
    std::string version, created;
    const auto error = json::for_each_field(object, work_.key, [&](std::string_view key, value& each) {
      if (key == "version") return read_text("versions", each, version);
      if (key == "created") return read_text("versions", each, created);
      return simdjson::SUCCESS;
    });
    if (error) return error;
    int number = 0;
    const char* const end = version.data() + version.size();
    const bool is_version =
        version.starts_with('v') && std::from_chars(version.data() + 1, end, number).ptr == end && number > 0;
    if (is_version) {
      add_version(entry_, number, created);
    } else {
      note("versions", "not a version: \"" + quote(version) + '"');
    }
    return simdjson::SUCCESS;
  }

  /// ["Balázs", "C.", ""], then perhaps institutions.
  simdjson::error_code read_author(value& field) {
    std::vector<std::string> parts;
    const auto error = read_list("authors_parsed", field, [&](value& each) {
      return read_text("authors_parsed", each, parts.emplace_back());
    });
    if (error) return error;
    parts.resize(std::max<std::size_t>(parts.size(), 3));
    const auto before = entry_.authors.size();
    add_author(entry_, parts[1], parts[0], parts[2]);
    if (parts.size() > 3 && entry_.authors.size() > before) {
      parts.erase(parts.begin(), parts.begin() + 3);
      add_affiliations(entry_.authors.back(), parts);
    }
    return simdjson::SUCCESS;
  }

  void note(std::string_view key, std::string what) {
    entry_.notes.push_back(std::string(key) + ": " + std::move(what));
  }

  json::Workspace& work_;
  ArxivEntry entry_;
  std::string authors_;
};

Result<Paper> read_line(std::string_view line, json::Workspace& work, const ParseContext& context,
                        std::vector<std::string>& notes) {
  std::optional<LineReader> reader(work);
  auto error = reader->read(work.load(line));
  if (error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS) {
    std::vector<Issue> mended;
    reader.emplace(work);
    error = reader->read(work.load(mend_json(line, mended)));
    for (auto& issue : mended) notes.push_back(issue.where + ": " + issue.what);
  }
  if (error)
    return fail(ErrorKind::invalid_data, "not a whole JSON object: " + json::explain(error), context.where);
  auto entry = std::move(*reader).finish();
  std::ranges::move(entry.notes, std::back_inserter(notes));
  return to_paper(std::move(entry), "arxiv_snapshot", context);
}

}  // namespace

bool is_snapshot_record(std::string_view object) {
  return any_key(object, [](std::string_view key) {
    return key == "authors_parsed" || key == "update_date" || key == "versions";
  });
}

Result<Paper> parse_arxiv_snapshot_line(std::string_view line, const ParseContext& context,
                                        std::vector<std::string>& notes) {
  json::Lease work;
  return read_line(skip_blank(line), *work, context, notes);
}

Result<Parsed> parse_arxiv_snapshot(std::string_view text, const ParseContext& context) {
  Parsed parsed;
  SnapshotReader reader(context, {[&](Paper&& paper, const SnapshotPosition&) {
                                    parsed.papers.push_back(std::move(paper));
                                    return true;
                                  },
                                  [&](Issue issue) { parsed.issues.push_back(std::move(issue)); }});
  reader.add(skip_mark(text));
  reader.finish();
  parsed.entries = reader.entries();
  parsed.held_back = reader.held_back();
  if (parsed.papers.empty() && parsed.held_back > 0) {
    return fail(ErrorKind::invalid_data,
                "no line is a record of arXiv's metadata dump: " + parsed.issues.front().what, context.where);
  }
  return parsed;
}

SnapshotReader::SnapshotReader(const ParseContext& context, Sink sink, SnapshotPosition from)
    : context_(context), sink_(std::move(sink)), position_(from) {}

bool SnapshotReader::add(std::string_view bytes) {
  while (!bytes.empty() && !stopped_) {
    const auto end = bytes.find('\n');
    const auto part = bytes.substr(0, end);
    if (end == bytes.npos || pending_size_ > 0) {
      pending_size_ += part.size();
      if (pending_size_ <= k_longest_line) {
        pending_ += part;
      } else {
        pending_ = {};
      }
    }
    if (end == bytes.npos) return true;
    if (pending_size_ > 0) {
      take(pending_, std::exchange(pending_size_, 0) + 1);
      pending_.clear();
    } else {
      take(part, part.size() + 1);
    }
    bytes.remove_prefix(end + 1);
  }
  return !stopped_;
}

bool SnapshotReader::finish() {
  if (!stopped_ && pending_size_ > 0) take(pending_, std::exchange(pending_size_, 0));
  pending_.clear();
  return !stopped_;
}

void SnapshotReader::report(std::string what) {
  if (sink_.issue) sink_.issue({"line " + std::to_string(position_.line), std::move(what)});
}

void SnapshotReader::take(std::string_view line, std::size_t size) {
  position_.offset += size;
  ++position_.line;
  line = trim(line);
  if (line.empty() && size <= k_longest_line) return;
  ++entries_;
  if (size > k_longest_line) {
    ++held_back_;
    return report("longer than any record can be (" + std::to_string(k_longest_line >> 20) + " MiB)");
  }
  std::vector<std::string> notes;
  json::Lease work;
  auto paper = read_line(line, *work, context_, notes);
  for (auto& note : notes) report(std::move(note));
  if (paper) {
    stopped_ = !sink_.paper(std::move(*paper), position_);
  } else {
    ++held_back_;
    report(paper.error().what);
  }
}

}  // namespace nonmun::parse
