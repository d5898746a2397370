#include "nonmun/parse/arxiv_oai.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "arxiv_record.hpp"
#include "arxiv_xml.hpp"
#include "dates.hpp"
#include "nonmun/core/parallel.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_arxiv_format = "http://arxiv.org/OAI/arXiv/";
constexpr std::string_view k_raw_format = "http://arxiv.org/OAI/arXivRaw/";
constexpr std::string_view k_old_format = "http://arxiv.org/OAI/arXivOld/";
constexpr std::string_view k_dc_format = "http://www.openarchives.org/OAI/2.0/oai_dc/";

struct Header {
  std::string identifier;
  std::optional<Day> datestamp;
  std::vector<std::string> sets;
};

Header read_header(pugi::xml_node element) {
  Header header;
  std::string scratch;
  xml::Scope scope(element);
  for (const auto child : element.children()) {
    const auto name = scope.name_of(child);
    if (name.space != k_oai) continue;
    const auto text = trim(xml::text_view(child, scratch));
    if (name.local == "identifier") header.identifier = text;
    if (name.local == "setSpec") header.sets.emplace_back(text);
    if (name.local == "datestamp") {
      if (const auto time = Timestamp::parse(text)) header.datestamp = Day::of(time->instant);
    }
  }
  return header;
}

void read_author(pugi::xml_node element, ArxivEntry& entry) {
  std::array<std::string, 3> scratch;
  std::string_view keyname, forenames, suffix;
  std::vector<std::string> affiliations;
  for (const auto part : element.children()) {
    const auto name = xml::local_name(part);
    if (name == "keyname") keyname = xml::text_view(part, scratch[0]);
    if (name == "forenames") forenames = xml::text_view(part, scratch[1]);
    if (name == "suffix") suffix = xml::text_view(part, scratch[2]);
    if (name == "affiliation") affiliations.emplace_back(trim(xml::text_of(part)));
  }
  const auto before = entry.authors.size();
  add_author(entry, forenames, keyname, suffix);
  if (entry.authors.size() > before) add_affiliations(entry.authors.back(), affiliations);
}

/// "v3"
std::optional<int> version_number(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number > 0 ? std::optional(number)
                                                                                : std::nullopt;
}

void read_version(pugi::xml_node element, ArxivEntry& entry) {
  const auto number = version_number(xml::attribute(element, "version"));
  if (!number) return entry.notes.push_back("version: not a version");
  std::string date;
  for (const auto child : element.children()) {
    if (xml::local_name(child) == "date") date = xml::text_of(child);
  }
  add_version(entry, *number, date);
}

/// The elements that arXiv, arXivRaw and arXivOld have in common.
void read_element(std::string_view local, pugi::xml_node element, ArxivEntry& entry) {
  if (local == "version") return read_version(element, entry);
  std::string scratch;
  const auto text = trim(xml::text_view(element, scratch));
  if (local == "id") {
    entry.id = text;
  } else if (local == "title") {
    entry.title = text;
  } else if (local == "abstract") {
    entry.abstract = text;
  } else if (local == "categories") {
    add_categories(entry, text);
  } else if (local == "comments") {
    entry.comment = text;
  } else if (local == "journal-ref") {
    entry.journal_ref = text;
  } else if (local == "doi") {
    entry.doi = text;
  } else if (local == "license") {
    entry.license = text;
  }
}

/// `dates_first`: `created` is of the first version, `updated` of the newest, as it was until 2025. Since
/// then `created` is of the newest, and `updated` the day on which the record was changed.
ArxivEntry read_arxiv(pugi::xml_node metadata, bool dates_first) {
  ArxivEntry entry;
  std::string created, updated;
  for (const auto child : metadata.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto local = xml::local_name(child);
    if (local == "authors") {
      bool in_parts = false;
      for (const auto author : child.children()) {
        if (xml::local_name(author) != "author") continue;
        in_parts = true;
        read_author(author, entry);
      }
      if (!in_parts) add_authors(entry, xml::text_of(child));
    } else if (local == "created") {
      created = xml::text_of(child);
    } else if (local == "updated") {
      updated = xml::text_of(child);
    } else {
      read_element(local, child, entry);
    }
  }
  if (created.empty()) return entry;
  const auto first = read_timestamp(entry, "created", created);
  if (dates_first) {
    entry.published = first;
    entry.updated = updated.empty() ? first : read_timestamp(entry, "updated", updated);
  } else {
    entry.updated = first;
  }
  return entry;
}

/// "cs.CL" of the set "cs:cs:CL", "hep-th" of "physics:hep-th"; empty for a set of more than one category.
std::string category_of_set(std::string_view set) {
  const auto group = set.find(':');
  if (group == set.npos) return find_category(set) != nullptr ? std::string(set) : std::string{};
  std::string category(set.substr(group + 1));
  std::ranges::replace(category, ':', '.');
  return category;
}

/// The categories of a record in oai_dc: by their names, in order ("Computation and Language", formerly
/// "Computer Science - Computation and Language"). Two categories may share a name; the sets say which.
void settle_subjects(ArxivEntry& entry, const std::vector<std::string>& subjects, const Header& header) {
  std::vector<std::string> sets;
  for (const auto& set : header.sets) sets.push_back(category_of_set(set));
  const auto is_in_sets = [&](const Category& category) {
    return std::ranges::any_of(sets, [&](const auto& set) {
      return !set.empty() && (set == category.id || set == category.archive());
    });
  };
  for (const auto& subject : subjects) {
    std::string_view name = trim(subject), archive;
    std::vector<std::string_view> matching;
    const auto match = [&] {
      for (const auto& category : arxiv_categories()) {
        if (category.state == Category::State::archive || category.name_en != name) continue;
        if (!archive.empty()) {
          const auto* whole = find_category(category.archive());
          if (whole != nullptr && whole->name_en != archive) continue;
        }
        if (archive.empty() && !is_in_sets(category)) continue;
        matching.push_back(category.id);
      }
    };
    match();
    if (const auto dash = name.find(" - "); matching.empty() && dash != name.npos) {
      archive = name.substr(0, dash);
      name = name.substr(dash + 3);
      match();
    }
    for (const auto id : matching) add_category(entry, id);
    // The first subject is the primary category; of several with its name only aliases are as good as one.
    const bool is_first = &subject == &subjects.front();
    const auto canonical = matching.empty() ? std::string_view{} : canonical_category(matching.front());
    if (is_first &&
        std::ranges::all_of(matching, [&](auto id) { return canonical_category(id) == canonical; }))
      entry.primary_category = matching.size() == 1 ? matching.front() : canonical;
  }
  // The set of an archive that a category was named in ("physics:cond-mat") says nothing more.
  for (const auto& set : sets) {
    const auto* category = find_category(set);
    if (category == nullptr || category->state == Category::State::archive) continue;
    const bool is_within = std::ranges::any_of(
        entry.categories, [&](const auto& each) { return each.substr(0, each.find('.')) == set; });
    if (!is_within) add_category(entry, set);
  }
}

/// "Vaswani, Ashish", "Smith, John, Jr", "ATLAS Collaboration"
void read_creator(std::string_view creator, ArxivEntry& entry) {
  const auto comma = creator.find(',');
  if (comma == creator.npos) return add_author(entry, creator);
  auto forenames = creator.substr(comma + 1);
  std::string_view suffix;
  if (const auto second = forenames.find(','); second != forenames.npos) {
    suffix = forenames.substr(second + 1);
    forenames = forenames.substr(0, second);
  }
  add_author(entry, forenames, creator.substr(0, comma), suffix);
}

void read_dc_identifier(std::string_view text, ArxivEntry& entry) {
  text = trim(text);
  if (text.starts_with("http://arxiv.org/abs/") || text.starts_with("https://arxiv.org/abs/")) {
    entry.id = text;
  } else if (text.starts_with("doi:")) {
    entry.doi = text.substr(4);
  } else if (entry.journal_ref.empty() && !text.starts_with("http")) {
    entry.journal_ref = text;
  }
}

ArxivEntry read_dublin_core(pugi::xml_node metadata, const Header& header) {
  constexpr std::string_view k_comment = "Comment:";
  ArxivEntry entry;
  std::vector<std::string> subjects, dates;
  bool has_abstract = false;
  xml::Scope scope(metadata);
  for (const auto child : metadata.children()) {
    const auto name = scope.name_of(child);
    if (name.space != k_dublin_core) continue;
    auto text = xml::text_of(child);
    if (name.local == "title") {
      entry.title = trim(text);
    } else if (name.local == "creator") {
      read_creator(text, entry);
    } else if (name.local == "subject") {
      subjects.push_back(std::move(text));
    } else if (name.local == "description") {
      const auto line = trim(text);
      if (!std::exchange(has_abstract, true)) {
        entry.abstract = trim(text);
      } else {
        entry.comment = trim(line.starts_with(k_comment) ? line.substr(k_comment.size()) : line);
      }
    } else if (name.local == "date") {
      dates.push_back(std::move(text));
    } else if (name.local == "identifier") {
      read_dc_identifier(text, entry);
    } else if (name.local == "rights") {
      entry.license = trim(text);
    }
  }
  settle_subjects(entry, subjects, header);
  // The first version's date, and the newest one's where there is another.
  if (!dates.empty()) {
    entry.published = read_timestamp(entry, "date", dates.front());
    entry.updated = dates.size() == 1 ? entry.published : read_timestamp(entry, "date", dates.back());
  }
  return entry;
}

std::optional<std::size_t> read_size(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && !text.empty() && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

Error to_error(std::string_view code, std::string_view reason, const ParseContext& context) {
  Error error{ErrorKind::usage,
              "arXiv refuses the request (" + quote(code) + "): " + quote(trim(reason)),
              context.where,
              {}};
  if (code == "idDoesNotExist") error.kind = ErrorKind::not_found;
  if (code == "badResumptionToken") {
    error.kind = ErrorKind::unavailable;
    error.hint = "begin the list again from the last datestamp";
  }
  return error;
}

struct Record {
  pugi::xml_node header, metadata;
};

class Reader {
 public:
  Reader(ArxivOai answer, const ParseContext& context) : answer_(std::move(answer)), context_(context) {}

  Result<ArxivOai> run(pugi::xml_node root) {
    bool has_records = false;
    std::string verb;
    xml::Scope scope(root);
    for (const auto child : root.children()) {
      const auto name = scope.name_of(child);
      if (name.space != k_oai) continue;
      if (name.local == "responseDate") {
        if (const auto time = Timestamp::parse(trim(xml::text_of(child))))
          answer_.answered_at = time->instant;
      } else if (name.local == "request") {
        is_new_service_ = xml::text_of(child).find("export.arxiv.org") == std::string::npos;
      } else if (name.local == "error") {
        const auto code = xml::attribute(child, "code");
        if (code == "noRecordsMatch") return std::move(answer_);
        return std::unexpected(to_error(code, xml::text_of(child), context_));
      } else if (name.local == "ListRecords" || name.local == "GetRecord") {
        has_records = true;
        read_list(child);
      } else {
        verb = name.local;
      }
    }
    if (has_records) return std::move(answer_);
    return fail(ErrorKind::invalid_data,
                verb.empty() ? "an OAI-PMH answer without records"
                             : "an OAI-PMH answer without records but with <" + quote(verb) + '>',
                context_.where);
  }

 private:
  void read_list(pugi::xml_node list) {
    xml::Scope scope(list);
    for (const auto child : list.children()) {
      const auto name = scope.name_of(child);
      if (name.space != k_oai) continue;
      if (name.local == "record") read_record(child);
      if (name.local == "resumptionToken") read_token(child);
    }
    read_papers();
  }

  void read_record(pugi::xml_node record) {
    pugi::xml_node header, metadata;
    xml::Scope scope(record);
    for (const auto child : record.children()) {
      const auto name = scope.name_of(child);
      if (name == xml::Name{k_oai, "header"}) header = child;
      if (name != xml::Name{k_oai, "metadata"}) continue;
      for (const auto format : child.children()) {
        if (format.type() == pugi::node_element) metadata = format;
      }
    }
    if (xml::attribute(header, "status") == "deleted")
      add_deleted(read_header(header));
    else
      records_.push_back({header, metadata});
  }

  void add_deleted(const Header& header) {
    add_day(answer_.newest, header.datestamp);
    if (auto id = ArxivId::parse(header.identifier)) return answer_.deleted.push_back(std::move(*id));
    answer_.parsed.issues.push_back(
        {"a deleted record", "its id is not an arXiv id: \"" + quote(header.identifier) + '"'});
  }

  static void add_day(std::optional<Day>& newest, const std::optional<Day>& day) {
    if (day && (!newest || *newest < *day)) newest = day;
  }

  /// A page holds a thousand records, and none needs another.
  void read_papers() {
    constexpr std::size_t k_least = 50;
    const auto parts = parts_of(records_.size(), k_least);
    std::vector<Parsed> read(parts);
    std::vector<std::optional<Day>> newest(parts);
    in_parts(parts, records_.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
      Parsed& parsed = read[part];
      parsed.entries = begin;  // issues name an entry by its number on the page
      for (std::size_t i = begin; i < end; ++i) {
        const Header header = read_header(records_[i].header);
        add_day(newest[part], header.datestamp);
        add_paper(parsed, read_metadata(records_[i].metadata, header), "arxiv_oai", context_);
      }
      parsed.entries -= begin;
    });
    for (std::size_t i = 0; i < records_.size() && answer_.format.empty(); ++i)
      answer_.format = format_of(records_[i].metadata);
    for (const auto& day : newest) add_day(answer_.newest, day);
    for (Parsed& parsed : read) append(answer_.parsed, std::move(parsed));
    records_.clear();
  }

  [[nodiscard]] static std::string_view format_of(pugi::xml_node metadata) {
    const auto name = xml::name_of(metadata);
    if (name.space == k_arxiv_format || name.space == k_raw_format || name.space == k_old_format)
      return name.local;
    return name.space == k_dc_format ? "oai_dc" : std::string_view{};
  }

  [[nodiscard]] ArxivEntry read_metadata(pugi::xml_node metadata, const Header& header) const {
    ArxivEntry entry;
    const auto format = format_of(metadata);
    if (format.empty()) {
      entry.notes.push_back(metadata ? "metadata in an unknown format: <" + quote(metadata.name()) + '>'
                                     : "no metadata");
    } else {
      entry =
          format == "oai_dc" ? read_dublin_core(metadata, header) : read_arxiv(metadata, !is_new_service_);
    }
    if (entry.id.empty()) entry.id = header.identifier;
    return entry;
  }

  void read_token(pugi::xml_node element) {
    ResumptionToken token;
    token.value = trim(xml::text_of(element));
    token.complete_list_size = read_size(xml::attribute(element, "completeListSize"));
    token.cursor = read_size(xml::attribute(element, "cursor"));
    token.expires = xml::attribute(element, "expirationDate");
    answer_.parsed.total = token.complete_list_size;
    if (!token.value.empty()) answer_.token = std::move(token);
  }

  ArxivOai answer_;
  const ParseContext& context_;
  std::vector<Record> records_;  ///< those that are not deleted
  bool is_new_service_ = true;
};

}  // namespace

Result<ArxivOai> parse_arxiv_oai(std::string_view body, const ParseContext& context) {
  ArxivOai answer;
  xml::Document document;
  if (const auto loaded = xml::load(document, body, "an OAI-PMH answer", context, answer.parsed.issues);
      !loaded)
    return std::unexpected(loaded.error());
  const auto root = document.tree.document_element();
  if (tell_arxiv_xml(root) != ArxivXml::oai)
    return fail(ErrorKind::invalid_data, "not an OAI-PMH answer but " + name_arxiv_xml(root), context.where);
  return Reader(std::move(answer), context).run(root);
}

}  // namespace nonmun::parse
