#include "nonmun/parse/paper_json.hpp"

#include "json.hpp"
#include "json_stream.hpp"
#include "json_text.hpp"
#include "paper_json_reader.hpp"
#include "seen.hpp"

namespace nonmun::parse {
namespace {

simdjson::error_code read_object(std::string_view text, std::size_t readable, json::Workspace& work,
                                 PaperJsonReader& reader) {
  json::ondemand::document document;
  json::ondemand::object object;
  if (const auto error = work.parser.iterate(text, readable).get(document)) return error;
  if (const auto error = document.get_object().get(object)) return error;
  return reader.read(object);
}

/// While it lives, a text is followed by a space: simdjson expects nothing of JSON behind it.
class Ending {
 public:
  Ending(json::Workspace& work, std::string_view text)
      : byte_(work.padded[static_cast<std::size_t>(text.data() + text.size() - work.padded.data())]),
        was_(byte_) {
    byte_ = ' ';
  }
  ~Ending() { byte_ = was_; }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

 private:
  char& byte_;
  char was_;
};

/// Reads one item; an item that is not UTF-8 is mended first.
Result<Paper> read_item(const JsonItem& item, std::size_t readable, json::Workspace& work,
                        std::vector<std::string>& notes) {
  if (!item.fault.empty()) return fail(ErrorKind::invalid_data, item.fault);
  const Ending ending(work, item.text);
  PaperJsonReader reader(work);
  auto error = read_object(item.text, readable, work, reader);
  if (error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS) {
    std::vector<Issue> places;
    std::string mended = mend_json(item.text, places);
    for (const Issue& place : places) notes.push_back(place.where + " of it: " + place.what);
    const auto size = mended.size();
    mended.append(simdjson::SIMDJSON_PADDING, ' ');
    PaperJsonReader second(work);
    error = read_object(std::string_view(mended).substr(0, size), mended.size(), work, second);
    if (error) return fail(ErrorKind::invalid_data, "not JSON: " + json::explain(error));
    notes.insert(notes.end(), second.notes().begin(), second.notes().end());
    return std::move(second).finish();
  }
  if (error) return fail(ErrorKind::invalid_data, "not JSON: " + json::explain(error));
  notes = std::move(reader.notes());
  return std::move(reader).finish();
}

}  // namespace

Parsed read_paper_json(std::string_view text, const ParseContext& context) {
  Parsed parsed;
  json::Lease work;
  const auto padded = work->load(skip_mark(text));
  const char* const end = work->padded.data() + work->padded.size();
  JsonStream stream(padded);
  while (const auto item = stream.next()) {
    std::vector<std::string> notes;
    auto paper = read_item(*item, static_cast<std::size_t>(end - item->text.data()), *work, notes);
    const std::string where = "line " + std::to_string(context.lines_before + item->line);
    ++parsed.entries;
    if (paper) {
      for (std::string& note : notes) parsed.issues.push_back({where, std::move(note)});
      parsed.papers.push_back(std::move(*paper));
    } else {
      ++parsed.held_back;
      parsed.issues.push_back({where, paper.error().what});
    }
  }
  return parsed;
}

Result<Parsed> parse_paper_json(std::string_view text, const ParseContext& context) {
  if (const auto binary = name_binary(text); !binary.empty()) {
    return fail(ErrorKind::invalid_data, "not records but " + std::string(binary), context.where);
  }
  Parsed parsed = read_paper_json(text, context);
  if (parsed.papers.empty() && parsed.held_back > 0) {
    const Issue& first = parsed.issues.front();
    return fail(ErrorKind::invalid_data, "no record can be read: " + first.where + ": " + first.what,
                context.where);
  }
  return parsed;
}

}  // namespace nonmun::parse
