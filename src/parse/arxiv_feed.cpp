#include "nonmun/parse/arxiv_feed.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "arxiv_record.hpp"
#include "arxiv_xml.hpp"
#include "dates.hpp"
#include "nonmun/core/calendar.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

/// What a feed says of one paper besides its metadata.
struct FeedEntry {
  ArxivEntry entry;
  std::string link, kind;
  std::optional<Day> day;
};

bool is_kind(std::string_view kind) {
  constexpr auto k_kinds = std::to_array<std::string_view>({"new", "cross", "replace", "replace-cross"});
  return std::ranges::find(k_kinds, kind) != k_kinds.end();
}

/// The date as a clock in the feed's own zone shows it: "2026-03-23T00:00:00-04:00".
std::optional<Day> day_as_written(std::string_view rfc3339) {
  const auto day = Day::parse(rfc3339.substr(0, std::min<std::size_t>(rfc3339.size(), 10)));
  return day ? std::optional(*day) : std::nullopt;
}

/// "arXiv:2608.11232v1 Announce Type: new \nAbstract: …"
void read_description(std::string&& text, FeedEntry& read) {
  constexpr std::string_view k_label = "Abstract:", k_kind = "Announce Type:";
  const auto label = text.find(k_label);
  if (!trim(text).starts_with("arXiv:") || label == text.npos) {
    read.entry.abstract = std::move(text);
    return;
  }
  const auto head = std::string_view(text).substr(0, label);
  if (const auto kind = head.find(k_kind); kind != head.npos && read.kind.empty())
    read.kind = trim(head.substr(kind + k_kind.size()));
  if (read.entry.id.empty()) read.entry.id = head.substr(0, head.find_first_of(" \n", head.find("arXiv:")));
  const auto begin = text.find_first_not_of(" \n", label + k_label.size());
  text.erase(0, std::min(begin, text.size()));
  read.entry.abstract = std::move(text);
}

/// The elements that both kinds of feed write alike.
void read_shared(const xml::Name& name, pugi::xml_node element, FeedEntry& read) {
  std::string scratch;
  if (name.space == k_arxiv) {
    if (name.local == "announce_type") {
      read.kind = trim(xml::text_view(element, scratch));
    } else if (name.local == "DOI") {
      read.entry.doi = xml::text_of(element);
    } else if (name.local == "journal_reference") {
      read.entry.journal_ref = xml::text_of(element);
    }
  } else if (name.space == k_dublin_core) {
    if (name.local == "creator") {
      add_authors(read.entry, xml::text_view(element, scratch));
    } else if (name.local == "rights") {
      read.entry.license = xml::text_of(element);
    }
  }
}

FeedEntry read_rss_item(pugi::xml_node item) {
  FeedEntry read;
  std::string scratch, description;
  xml::Scope scope(item);
  for (const auto child : item.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto name = scope.name_of(child);
    if (!name.space.empty()) {
      read_shared(name, child, read);
    } else if (name.local == "title") {
      read.entry.title = xml::text_of(child);
    } else if (name.local == "link") {
      read.link = trim(xml::text_view(child, scratch));
    } else if (name.local == "description") {
      description = xml::text_of(child);
    } else if (name.local == "guid") {
      read.entry.id = trim(xml::text_view(child, scratch));
    } else if (name.local == "category") {
      add_category(read.entry, trim(xml::text_view(child, scratch)));
    } else if (name.local == "pubDate") {
      const auto text = xml::text_view(child, scratch);
      const auto date = read_mail_date(text);
      if (date) read.day = date->day;
      if (!date) read.entry.notes.push_back("pubDate: not a date: \"" + quote(text) + '"');
    }
  }
  read_description(std::move(description), read);
  return read;
}

FeedEntry read_atom_entry(pugi::xml_node element) {
  FeedEntry read;
  std::string scratch, description;
  xml::Scope scope(element);
  for (const auto child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const auto name = scope.name_of(child);
    if (name.space != k_atom) {
      read_shared(name, child, read);
    } else if (name.local == "title") {
      read.entry.title = xml::text_of(child);
    } else if (name.local == "id") {
      read.entry.id = trim(xml::text_view(child, scratch));
    } else if (name.local == "link") {
      if (read.link.empty()) read.link = xml::attribute(child, "href");
    } else if (name.local == "summary") {
      description = xml::text_of(child);
    } else if (name.local == "category") {
      add_category(read.entry, xml::attribute(child, "term"));
    } else if (name.local == "published") {
      const auto text = trim(xml::text_view(child, scratch));
      read.day = day_as_written(text);
      if (!read.day) read.entry.notes.push_back("published: not a date: \"" + quote(text) + '"');
    }
  }
  read_description(std::move(description), read);
  return read;
}

void add_entry(ArxivFeed& feed, FeedEntry&& read, const ParseContext& context) {
  ArxivEntry& entry = read.entry;
  if (entry.id.empty()) entry.id = std::move(read.link);
  if (!read.kind.empty() && !is_kind(read.kind)) {
    entry.notes.push_back("announce_type: not known: \"" + quote(read.kind) + '"');
    read.kind.clear();
  }
  if (!entry.categories.empty()) entry.primary_category = entry.categories.front();
  const auto day = read.day ? read.day : feed.day;
  if (day && feed.day && *day != *feed.day)
    entry.notes.push_back("announced on " + day->str() + ", the feed is of " + feed.day->str());
  // A cross-list or a replacement was announced before.
  if (day && read.kind == "new") entry.announced = Timestamp{day->begin(), true};
  auto category = listing_category(entry, feed.categories);
  entry.listed = Listing{"arxiv", day, std::move(category), std::move(read.kind), {}};
  add_paper(feed.parsed, std::move(entry), "arxiv_rss", context);
}

/// "cs.CL", "cs.LG" of "http://rss.arxiv.org/rss/cs.CL+cs.LG?version=2.0".
std::vector<std::string> query_of(std::string_view url) {
  url = url.substr(0, url.find('?'));
  for (const std::string_view folder : {"/rss/", "/atom/"}) {
    const auto at = url.rfind(folder);
    if (at == url.npos) continue;
    std::vector<std::string> categories;
    for (auto rest = url.substr(at + folder.size()); !rest.empty();) {
      auto end = rest.find('+');
      auto size = std::size_t{1};
      if (const auto encoded = rest.find("%2B"); encoded < end) end = encoded, size = 3;
      end = std::min(end, rest.size());
      if (end > 0) categories.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + size, rest.size()));
    }
    return categories;
  }
  return {};
}

/// A refused query is answered with a feed that says so.
std::optional<Error> find_refusal(std::string_view title, std::string_view reason,
                                  const ParseContext& context) {
  if (!trim(title).starts_with("Feed error")) return std::nullopt;
  return Error{ErrorKind::usage, "arXiv refuses the feed's query: " + quote(trim(reason)), context.where, {}};
}

void finish(ArxivFeed& feed) { feed.truncated = feed.parsed.entries >= k_feed_limit; }

Result<ArxivFeed> read_rss(pugi::xml_node rss, ArxivFeed feed, const ParseContext& context) {
  const auto channel = rss.child("channel");
  if (!channel) return fail(ErrorKind::invalid_data, "an RSS feed without channel", context.where);
  if (auto error = find_refusal(channel.child_value("title"), channel.child_value("description"), context))
    return std::unexpected(std::move(*error));
  feed.categories = query_of(trim(channel.child_value("link")));
  if (feed.categories.empty() && !context.category.empty()) feed.categories = {context.category};
  const auto date = read_mail_date(channel.child_value("pubDate"));
  if (date) feed.day = date->day;
  if (const auto built = read_mail_date(channel.child_value("lastBuildDate"))) feed.built_at = built->instant;
  for (const auto item : channel.children("item")) add_entry(feed, read_rss_item(item), context);
  finish(feed);
  return feed;
}

Result<ArxivFeed> read_atom(pugi::xml_node root, ArxivFeed feed, const ParseContext& context) {
  std::string title, subtitle, id, self, scratch;
  std::vector<pugi::xml_node> entries;
  xml::Scope scope(root);
  for (const auto child : root.children()) {
    const auto name = scope.name_of(child);
    if (name.space != k_atom) continue;
    if (name.local == "entry") entries.push_back(child);
    if (name.local == "title") title = xml::text_of(child);
    if (name.local == "subtitle") subtitle = xml::text_of(child);
    if (name.local == "id") id = xml::text_of(child);
    if (name.local == "link" && xml::attribute(child, "rel") == "self") self = xml::attribute(child, "href");
    if (name.local == "updated") {
      if (const auto time = Timestamp::parse(trim(xml::text_view(child, scratch))))
        feed.built_at = time->instant;
    }
  }
  if (auto error = find_refusal(title, subtitle, context)) return std::unexpected(std::move(*error));
  feed.categories = query_of(trim(id));
  if (feed.categories.empty()) feed.categories = query_of(trim(self));
  if (feed.categories.empty() && !context.category.empty()) feed.categories = {context.category};
  // The feed has no date of its own: its papers have one, and an empty feed was built on its day.
  std::vector<FeedEntry> read;
  read.reserve(entries.size());
  for (const auto entry : entries) {
    read.push_back(read_atom_entry(entry));
    if (read.back().day && (!feed.day || *feed.day < *read.back().day)) feed.day = read.back().day;
  }
  if (!feed.day && feed.built_at) feed.day = Day::of(*feed.built_at + us_eastern_offset(*feed.built_at));
  for (auto& entry : read) add_entry(feed, std::move(entry), context);
  finish(feed);
  return feed;
}

}  // namespace

Result<ArxivFeed> parse_arxiv_feed(std::string_view body, const ParseContext& context) {
  ArxivFeed feed;
  xml::Document document;
  if (const auto loaded = xml::load(document, body, "an announcement feed", context, feed.parsed.issues);
      !loaded) {
    return std::unexpected(loaded.error());
  }
  const auto root = document.tree.document_element();
  if (tell_arxiv_xml(root) != ArxivXml::announcement)
    return fail(ErrorKind::invalid_data, "not an announcement feed but " + name_arxiv_xml(root),
                context.where);
  if (xml::local_name(root) == "rss") return read_rss(root, std::move(feed), context);
  return read_atom(root, std::move(feed), context);
}

}  // namespace nonmun::parse
