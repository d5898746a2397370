#include "nonmun/parse/arxiv_atom.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "arxiv_record.hpp"
#include "arxiv_xml.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"
#include "seen.hpp"
#include "web_url.hpp"
#include "xml.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_opensearch = "http://a9.com/-/spec/opensearch/1.1/";

void read_author(pugi::xml_node element, ArxivEntry& entry) {
  std::vector<std::string> affiliations;
  std::string raw;
  xml::Scope scope(element);
  for (const auto child : element.children()) {
    const auto name = scope.name_of(child);
    if (name == xml::Name{k_atom, "name"}) raw = xml::text_of(child);
    if (name == xml::Name{k_arxiv, "affiliation"}) {
      auto affiliation = text::to_plain(xml::text_of(child), text::Reader::arxiv, text::Kind::name);
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

void read_arxiv_element(std::string_view local, pugi::xml_node element, ArxivEntry& entry) {
  if (local == "comment") {
    entry.comment = xml::text_of(element);
  } else if (local == "journal_ref") {
    entry.journal_ref = xml::text_of(element);
  } else if (local == "doi") {
    entry.doi = xml::text_of(element);
  } else if (local == "primary_category") {
    entry.primary_category = xml::attribute(element, "term");
  }
}

void read_atom_element(std::string_view local, pugi::xml_node element, ArxivEntry& entry) {
  if (local == "id") {
    entry.id = trim(xml::text_of(element));
  } else if (local == "title") {
    entry.title = xml::text_of(element);
  } else if (local == "summary") {
    entry.abstract = xml::text_of(element);
  } else if (local == "published") {
    entry.published = read_timestamp(entry, local, xml::text_of(element));
  } else if (local == "updated") {
    entry.updated = read_timestamp(entry, local, xml::text_of(element));
  } else if (local == "author") {
    read_author(element, entry);
  } else if (local == "category") {
    add_category(entry, xml::attribute(element, "term"));
  }
}

ArxivEntry read_entry(pugi::xml_node element) {
  ArxivEntry entry;
  xml::Scope scope(element);
  for (const auto child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto name = scope.name_of(child);
    if (name.space == k_atom) read_atom_element(name.local, child, entry);
    if (name.space == k_arxiv) read_arxiv_element(name.local, child, entry);
  }
  return entry;
}

bool is_error(const ArxivEntry& entry) {
  std::string_view id = entry.id;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (id.starts_with(scheme)) id.remove_prefix(scheme.size());
  }
  return id.starts_with("arxiv.org/api/errors") || id.starts_with("export.arxiv.org/api/errors");
}

/// arXiv names the request's fault behind '#'; of its own it says nothing there.
Error to_error(const ArxivEntry& entry, const ParseContext& context) {
  const auto summary = quote(entry.abstract);
  const bool internal =
      entry.id.find('#') == std::string::npos || summary.find("nternal error") != std::string::npos;
  if (internal)
    return {ErrorKind::unavailable, "arXiv had an error: " + summary, context.where, "try again later"};
  return {ErrorKind::usage, "arXiv refuses the request: " + summary, context.where, {}};
}

std::optional<std::size_t> read_total(pugi::xml_node element) {
  const auto text = xml::text_of(element);
  const auto digits = trim(text);
  std::size_t total = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), total);
  const bool whole = error == std::errc{} && !digits.empty() && end == digits.data() + digits.size();
  return whole ? std::optional(total) : std::nullopt;
}

}  // namespace

Result<Parsed> parse_arxiv_atom(std::string_view body, const ParseContext& context) {
  Parsed parsed;
  xml::Document document;
  if (const auto loaded = xml::load(document, body, "an Atom feed", context, parsed.issues); !loaded)
    return std::unexpected(loaded.error());
  const auto feed = document.tree.document_element();
  if (xml::name_of(feed) != xml::Name{k_atom, "feed"}) {
    return fail(ErrorKind::invalid_data, "not an Atom feed but " + name_arxiv_xml(feed), context.where);
  }
  if (tell_arxiv_xml(feed) == ArxivXml::announcement) {
    return fail(ErrorKind::invalid_data, "not an answer of arXiv's API but " + name_arxiv_xml(feed),
                context.where);
  }
  xml::Scope scope(feed);
  for (const auto child : feed.children()) {
    const auto name = scope.name_of(child);
    if (name == xml::Name{k_opensearch, "totalResults"}) parsed.total = read_total(child);
    if (name != xml::Name{k_atom, "entry"}) continue;
    ArxivEntry entry = read_entry(child);
    if (is_error(entry)) return std::unexpected(to_error(entry, context));
    add_paper(parsed, std::move(entry), "arxiv_api", context);
  }
  return parsed;
}

}  // namespace nonmun::parse
