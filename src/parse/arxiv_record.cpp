#include "arxiv_record.hpp"

#include <algorithm>
#include <utility>

#include "arxiv_facts.hpp"
#include "dates.hpp"
#include "found_links.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using text::Kind, text::Reader;

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

/// Reads a text and keeps it as it came where reading changed it.
void read_text(std::string& raw, Kind kind, std::string& plain, std::string& kept_raw) {
  plain = text::to_plain(raw, Reader::arxiv, kind);
  if (plain != raw) kept_raw = std::move(raw);
}

std::string read_line(std::string_view raw, Kind kind) {
  return raw.empty() ? std::string{} : text::to_plain(raw, Reader::arxiv, kind);
}

}  // namespace

void add_category(ArxivEntry& entry, std::string_view term) {
  if (!is_arxiv_category(term)) return;
  if (std::ranges::find(entry.categories, term) == entry.categories.end())
    entry.categories.emplace_back(term);
}

void add_categories(ArxivEntry& entry, std::string_view terms) {
  constexpr std::string_view k_blank = " \t\r\n";
  while (true) {
    const auto begin = terms.find_first_not_of(k_blank);
    if (begin == terms.npos) break;
    terms.remove_prefix(begin);
    const auto end = std::min(terms.find_first_of(k_blank), terms.size());
    add_category(entry, terms.substr(0, end));
    terms.remove_prefix(end);
  }
  if (!entry.categories.empty()) entry.primary_category = entry.categories.front();
}

void add_author(ArxivEntry& entry, std::string_view raw) {
  // One entry may hold several names.
  auto names = text::clean_names(raw, Reader::arxiv);
  if (names.empty()) entry.notes.push_back("author: no name in \"" + quote(raw) + '"');
  for (std::string& name : names) entry.authors.push_back({std::move(name), {}, {}, {}});
}

void add_author(ArxivEntry& entry, std::string_view forenames, std::string_view keyname,
                std::string_view suffix) {
  std::string whole;
  for (const auto part : {forenames, keyname, suffix}) {
    const auto word = trim(part);
    if (word.empty()) continue;
    if (!whole.empty()) whole += ' ';
    whole += word;
  }
  add_author(entry, whole);
}

void add_authors(ArxivEntry& entry, std::string_view raw) {
  for (auto& author : text::split_authors(raw, Reader::arxiv))
    entry.authors.push_back({std::move(author.name), {}, std::move(author.affiliations), {}});
  if (entry.authors.empty() && !trim(raw).empty())
    entry.notes.push_back("authors: no name in \"" + quote(raw) + '"');
}

void add_affiliations(Author& author, const std::vector<std::string>& raw) {
  for (const auto& each : raw) {
    auto affiliation = text::to_plain(each, Reader::arxiv, Kind::name);
    if (!affiliation.empty()) author.affiliations.push_back(std::move(affiliation));
  }
}

void add_version(ArxivEntry& entry, int number, std::string_view date) {
  const auto read = read_mail_date(date);
  if (!read)
    entry.notes.push_back("version " + std::to_string(number) + ": not a date: \"" + quote(date) + '"');
  const auto time = read ? std::optional(Timestamp{read->instant, false}) : std::nullopt;
  if (number == 1) entry.published = time;
  if (entry.version && number < *entry.version) return;
  entry.version = number;
  entry.updated = time;
}

std::optional<Timestamp> read_timestamp(ArxivEntry& entry, std::string_view field, std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  const auto time = Timestamp::parse(text);
  if (time) return *time;
  entry.notes.push_back(std::string(field) + ": " + time.error().what);
  return std::nullopt;
}

Result<Paper> to_paper(ArxivEntry&& entry, std::string_view source, const ParseContext& context) {
  const auto id = trim(entry.id);
  if (id.empty()) return fail(ErrorKind::invalid_data, "no id");
  auto versioned = VersionedArxivId::parse(id);
  if (!versioned) return fail(ErrorKind::invalid_data, "its id is not an arXiv id: \"" + quote(id) + '"');
  if (entry.version) versioned->version = entry.version;
  Paper paper(versioned->id);
  paper.version = versioned->version;
  read_text(entry.title, Kind::title, paper.title, paper.title_raw);
  if (paper.title.empty()) return fail(ErrorKind::invalid_data, "no title");
  read_text(entry.abstract, Kind::abstract, paper.abstract, paper.abstract_raw);
  if (!entry.authors.empty()) paper.authors = std::move(entry.authors);
  if (!entry.categories.empty()) paper.categories = std::move(entry.categories);
  if (is_arxiv_category(entry.primary_category)) paper.primary_category = std::move(entry.primary_category);
  paper.comment = read_line(entry.comment, Kind::comment);
  paper.journal_ref = read_line(entry.journal_ref, Kind::comment);
  if (!entry.doi.empty()) paper.doi = bare_doi(text::to_single_line(entry.doi));
  if (!entry.license.empty()) paper.license = text::to_single_line(entry.license);
  paper.published = entry.published;
  paper.updated = entry.updated;
  paper.announced = entry.announced;
  paper.withdrawn = says_withdrawn(paper.comment, paper.abstract);
  paper.links = links_of(*versioned);
  add_found_links(paper);
  if (entry.listed) {
    entry.listed->category = text::to_single_line(entry.listed->category);
    paper.listed = std::vector<Listing>{std::move(*entry.listed)};
  }
  paper.provenance.metadata = Origin{std::string(source), context.fetched_at, {}};
  return paper;
}

void add_paper(Parsed& parsed, ArxivEntry&& entry, std::string_view source, const ParseContext& context) {
  ++parsed.entries;
  const auto name_entry = [number = parsed.entries](std::string_view id) {
    std::string name = "entry " + std::to_string(number);
    if (id.empty()) return name;
    const auto known = ArxivId::parse(id);
    return name + " (" + (known ? known->str() : quote(id)) + ')';
  };
  const auto notes = std::move(entry.notes);
  const std::string id(trim(entry.id));
  for (const auto& note : notes) parsed.issues.push_back({name_entry(id), note});
  if (auto paper = to_paper(std::move(entry), source, context)) {
    parsed.papers.push_back(std::move(*paper));
  } else {
    ++parsed.held_back;
    parsed.issues.push_back({name_entry(id), paper.error().what});
  }
}

std::string listing_category(const ArxivEntry& entry, const std::vector<std::string>& asked) {
  if (asked.size() == 1) return asked.front();
  const auto find = [&](std::string_view category) {
    return std::ranges::find_if(asked, [&](const auto& each) { return is_listed_under(category, each); });
  };
  if (const auto found = find(entry.primary_category); found != asked.end()) return *found;
  for (const auto& category : entry.categories) {
    if (const auto found = find(category); found != asked.end()) return *found;
  }
  return {};
}

}  // namespace nonmun::parse
