#include "nonmun/parse/arxiv_atom.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "arxiv_facts.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"
#include "web_url.hpp"
#include "xml.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_atom = "http://www.w3.org/2005/Atom";
constexpr std::string_view k_arxiv = "http://arxiv.org/schemas/atom";
constexpr std::string_view k_opensearch = "http://a9.com/-/spec/opensearch/1.1/";

/// The elements of one entry as they stand there.
struct RawEntry {
  std::string id, title, summary, comment, journal_ref, doi, primary_category, published, updated;
  std::vector<Author> authors;
  std::vector<std::string> categories;
  std::vector<std::string> notes;
};

std::string read_line(pugi::xml_node element, text::Kind kind) {
  return text::to_plain(xml::text_of(element), text::Reader::arxiv, kind);
}

void read_author(pugi::xml_node element, RawEntry& entry) {
  std::vector<std::string> affiliations;
  std::string raw;
  for (const auto child : element.children()) {
    const auto name = xml::name_of(child);
    if (name == xml::Name{k_atom, "name"}) raw = xml::text_of(child);
    if (name == xml::Name{k_arxiv, "affiliation"}) {
      auto affiliation = read_line(child, text::Kind::name);
      if (!affiliation.empty()) affiliations.push_back(std::move(affiliation));
    }
  }
  auto names = text::clean_names(raw, text::Reader::arxiv);
  if (names.empty()) entry.notes.push_back("author: no name in \"" + quote(raw) + '"');
  for (std::string& name : names) {
    Author& author = entry.authors.emplace_back();
    author.name = std::move(name);
    author.affiliations = affiliations;
  }
}

void read_arxiv_element(std::string_view local, pugi::xml_node element, RawEntry& entry) {
  if (local == "comment") {
    entry.comment = read_line(element, text::Kind::comment);
  } else if (local == "journal_ref") {
    entry.journal_ref = read_line(element, text::Kind::comment);
  } else if (local == "doi") {
    entry.doi = bare_doi(text::to_single_line(xml::text_of(element)));
  } else if (local == "primary_category") {
    entry.primary_category = xml::attribute(element, "term");
  }
}

void read_atom_element(std::string_view local, pugi::xml_node element, RawEntry& entry) {
  if (local == "id") {
    entry.id = trim(xml::text_of(element));
  } else if (local == "title") {
    entry.title = xml::text_of(element);
  } else if (local == "summary") {
    entry.summary = xml::text_of(element);
  } else if (local == "published") {
    entry.published = trim(xml::text_of(element));
  } else if (local == "updated") {
    entry.updated = trim(xml::text_of(element));
  } else if (local == "author") {
    read_author(element, entry);
  } else if (local == "category") {
    const auto term = xml::attribute(element, "term");
    const bool repeated =
        std::find(entry.categories.begin(), entry.categories.end(), term) != entry.categories.end();
    if (is_arxiv_category(term) && !repeated) entry.categories.emplace_back(term);
  }
}

RawEntry read_entry(pugi::xml_node element) {
  RawEntry entry;
  for (const auto child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto name = xml::name_of(child);
    if (name.space == k_atom) read_atom_element(name.local, child, entry);
    if (name.space == k_arxiv) read_arxiv_element(name.local, child, entry);
  }
  return entry;
}

bool is_error(const RawEntry& entry) {
  std::string_view id = entry.id;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (id.starts_with(scheme)) id.remove_prefix(scheme.size());
  }
  return id.starts_with("arxiv.org/api/errors") || id.starts_with("export.arxiv.org/api/errors");
}

/// arXiv names the request's fault behind '#'; of its own it says nothing there.
Error to_error(const RawEntry& entry, const ParseContext& context) {
  const auto summary = quote(entry.summary);
  const bool internal =
      entry.id.find('#') == std::string::npos || summary.find("nternal error") != std::string::npos;
  if (internal)
    return {ErrorKind::unavailable, "arXiv had an error: " + summary, context.where, "try again later"};
  return {ErrorKind::usage, "arXiv refuses the request: " + summary, context.where, {}};
}

std::optional<Timestamp> read_time(std::string_view field, const std::string& text,
                                   std::vector<std::string>& notes) {
  if (text.empty()) return std::nullopt;
  const auto time = Timestamp::parse(text);
  if (time) return *time;
  notes.push_back(std::string(field) + ": " + time.error().what);
  return std::nullopt;
}

/// arXiv makes HTML of papers since December 2023.
bool has_html(const ArxivId& id) {
  return id.str().find('/') == std::string::npos && id.str().substr(0, 4) >= "2312";
}

Links links_of(const VersionedArxivId& versioned) {
  Links links;
  links.abs = versioned.id.abs_url();
  links.pdf = versioned.id.pdf_url();
  if (has_html(versioned.id)) links.html = "https://arxiv.org/html/" + versioned.str();
  return links;
}

/// The text as it came, kept only where reading changed it.
std::string raw_unless_same(std::string_view raw, std::string_view plain) {
  return raw == plain ? std::string{} : text::repair_utf8(raw).text;
}

Result<Paper> to_paper(RawEntry& raw, const ParseContext& context) {
  if (raw.id.empty()) return fail(ErrorKind::invalid_data, "no id");
  auto versioned = VersionedArxivId::parse(raw.id);
  if (!versioned) return fail(ErrorKind::invalid_data, "its id is not an arXiv id: \"" + quote(raw.id) + '"');
  Paper paper(versioned->id);
  paper.version = versioned->version;
  paper.title = text::to_plain(raw.title, text::Reader::arxiv, text::Kind::title);
  if (paper.title.empty()) return fail(ErrorKind::invalid_data, "no title");
  paper.title_raw = raw_unless_same(raw.title, paper.title);
  paper.abstract = text::to_plain(raw.summary, text::Reader::arxiv, text::Kind::abstract);
  paper.abstract_raw = raw_unless_same(raw.summary, paper.abstract);
  if (!raw.authors.empty()) paper.authors = std::move(raw.authors);
  if (!raw.categories.empty()) paper.categories = std::move(raw.categories);
  if (is_arxiv_category(raw.primary_category)) paper.primary_category = std::move(raw.primary_category);
  paper.comment = std::move(raw.comment);
  paper.journal_ref = std::move(raw.journal_ref);
  paper.doi = std::move(raw.doi);
  paper.published = read_time("published", raw.published, raw.notes);
  paper.updated = read_time("updated", raw.updated, raw.notes);
  paper.withdrawn = says_withdrawn(paper.comment, paper.abstract);
  paper.links = links_of(*versioned);
  paper.provenance.metadata = Origin{"arxiv_api", context.fetched_at, {}};
  return paper;
}

/// "entry 3 (2401.00001)", for messages.
std::string name_entry(std::size_t number, const RawEntry& entry) {
  std::string name = "entry " + std::to_string(number);
  if (entry.id.empty()) return name;
  const auto id = ArxivId::parse(entry.id);
  return name + " (" + (id ? id->str() : quote(entry.id)) + ')';
}

std::optional<std::size_t> read_total(pugi::xml_node element) {
  const auto text = xml::text_of(element);
  const auto digits = trim(text);
  std::size_t total = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), total);
  const bool whole = error == std::errc{} && !digits.empty() && end == digits.data() + digits.size();
  return whole ? std::optional(total) : std::nullopt;
}

std::unexpected<Error> refuse(std::string what, const ParseContext& context) {
  return fail(ErrorKind::invalid_data, std::move(what), context.where);
}

}  // namespace

Result<Parsed> parse_arxiv_atom(std::string_view body, const ParseContext& context) {
  const auto begin = skip_blank(body);
  if (!begin.starts_with('<') || looks_like_html(begin)) {
    return refuse("not an Atom feed but " + name_content(body), context);
  }
  auto repaired = text::repair_utf8(begin);
  pugi::xml_document document;
  // pugixml resolves the five entities of XML and numbers, nothing that a DTD declares, and opens no file.
  const auto outcome = document.load_buffer_inplace(repaired.text.data(), repaired.text.size(),
                                                    pugi::parse_default, pugi::encoding_utf8);
  if (!outcome) {
    return refuse(
        "not whole XML: " + std::string(outcome.description()) + " at byte " + std::to_string(outcome.offset),
        context);
  }
  const auto feed = document.document_element();
  if (xml::name_of(feed) != xml::Name{k_atom, "feed"}) {
    return refuse("not an Atom feed but XML that begins with <" + quote(feed.name()) + '>', context);
  }
  Parsed parsed;
  for (const auto offset : repaired.offsets)
    parsed.issues.push_back({"byte " + std::to_string(offset), "not UTF-8: shown as U+FFFD"});
  for (const auto child : feed.children()) {
    const auto name = xml::name_of(child);
    if (name == xml::Name{k_opensearch, "totalResults"}) parsed.total = read_total(child);
    if (name != xml::Name{k_atom, "entry"}) continue;
    RawEntry entry = read_entry(child);
    if (is_error(entry)) return std::unexpected(to_error(entry, context));
    auto paper = to_paper(entry, context);
    std::string where = name_entry(++parsed.entries, entry);
    for (std::string& note : entry.notes) parsed.issues.push_back({where, std::move(note)});
    if (paper) {
      parsed.papers.push_back(std::move(*paper));
    } else {
      ++parsed.held_back;
      parsed.issues.push_back({std::move(where), paper.error().what});
    }
  }
  return parsed;
}

}  // namespace nonmun::parse
