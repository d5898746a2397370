// arXiv's own files, if they are at hand, against a second reading of them that knows nothing of ours: what
// stands between two marks.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "nonmun/parse/arxiv_feed.hpp"
#include "nonmun/parse/arxiv_listing.hpp"
#include "nonmun/parse/arxiv_oai.hpp"
#include "nonmun/parse/arxiv_snapshot.hpp"
#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

using Strings = std::vector<std::string>;

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string unescape(std::string text) {
  text = replace_all(std::move(text), "&lt;", "<");
  text = replace_all(std::move(text), "&gt;", ">");
  text = replace_all(std::move(text), "&#34;", "\"");
  text = replace_all(std::move(text), "&#39;", "'");
  text = replace_all(std::move(text), "&quot;", "\"");
  return replace_all(std::move(text), "&amp;", "&");
}

std::string strip(const std::string& text) {
  const auto begin = text.find_first_not_of(" \n\t");
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \n\t") - begin + 1);
}

/// All that stands between two marks, in order.
Strings all_between(const std::string& text, const std::string& open, const std::string& close) {
  Strings found;
  for (auto at = text.find(open); at != text.npos; at = text.find(open, at)) {
    at += open.size();
    const auto end = text.find(close, at);
    if (end == text.npos) break;
    found.push_back(text.substr(at, end - at));
    at = end;
  }
  return found;
}

std::string between(const std::string& text, const std::string& open, const std::string& close) {
  const auto found = all_between(text, open, close);
  return found.empty() ? "" : found.front();
}

std::string tag(const std::string& text, const std::string& name) {
  return unescape(between(text, "<" + name + ">", "</" + name + ">"));
}

std::string came_as(const std::string& plain, const std::string& raw) { return raw.empty() ? plain : raw; }

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return strip(out);
}

bool is_plain(const std::string& text) {
  return text.find_first_of("\\${}^_~&(`*") == text.npos && text.find("--") == text.npos;
}

Strings names(const Paper& paper) {
  Strings out;
  for (const auto& author : paper.authors.value_or(std::vector<Author>{})) out.push_back(author.name);
  return out;
}

Strings split(const std::string& text, const std::string& by) {
  Strings out;
  std::size_t from = 0;
  for (auto at = text.find(by); at != text.npos; at = text.find(by, from)) {
    out.push_back(text.substr(from, at - from));
    from = at + by.size();
  }
  out.push_back(text.substr(from));
  return out;
}

std::vector<std::filesystem::path> files_below(const std::string& folder, const std::string& part) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& each :
       std::filesystem::recursive_directory_iterator(recorded::folder() / "arxiv" / folder, error)) {
    if (each.is_regular_file() && each.path().filename().string().find(part) != std::string::npos)
      found.push_back(each.path());
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) WARN("skipped: no recorded files of arXiv below " << recorded::folder());
  return found;
}

void check_doi_and_line(const Paper& paper, const std::string& doi, const std::string& journal) {
  CHECK((doi.empty() || paper.doi == doi || doi.find(' ') != doi.npos));
  CHECK(paper.doi.empty() == doi.empty());
  if (is_plain(journal)) CHECK(paper.journal_ref == one_line(journal));
}

}  // namespace

TEST_CASE("recorded announcement feeds say what was read from them") {
  for (const auto& path : files_below("", "")) {
    const auto name = path.filename().string();
    const bool is_feed =
        name.starts_with("rss_") || name.starts_with("rendered_rss") || name.starts_with("rendered_atom");
    if (!is_feed) continue;
    INFO(path);
    const auto body = recorded::read(path);
    const auto feed = parse_arxiv_feed(body, {});
    REQUIRE(feed);
    CHECK(feed->parsed.issues.empty());
    const bool is_rss = body.find("<rss") != body.npos;
    const auto items = all_between(body, is_rss ? "<item>" : "<entry>", is_rss ? "</item>" : "</entry>");
    REQUIRE(feed->parsed.papers.size() == items.size());
    CHECK(feed->parsed.entries == items.size());
    CHECK(feed->categories ==
          Strings{between(body, is_rss ? "rss.arxiv.org/rss/" : "rss.arxiv.org/atom/", "<")});
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto& item = items[i];
      const Paper& paper = feed->parsed.papers[i];
      INFO(paper.id.str());
      CHECK(paper.id.str() + "v" + std::to_string(paper.version.value_or(0)) ==
            between(item, "oai:arXiv.org:", "<"));
      CHECK(came_as(paper.title, paper.title_raw) == tag(item, "title"));
      const auto description = tag(item, is_rss ? "description" : "summary");
      CHECK(came_as(paper.abstract, paper.abstract_raw) ==
            description.substr(description.find("Abstract: ") + 10));
      const auto categories =
          is_rss ? all_between(item, "<category>", "<") : all_between(item, "<category term=\"", "\"");
      CHECK(paper.categories == categories);
      CHECK(paper.primary_category == categories.front());
      CHECK(paper.license == tag(item, "dc:rights"));
      check_doi_and_line(paper, tag(item, "arxiv:DOI"), tag(item, "arxiv:journal_reference"));
      REQUIRE(paper.listed->size() == 1);
      const Listing& listing = paper.listed->front();
      CHECK(listing.kind == tag(item, "arxiv:announce_type"));
      CHECK(listing.day == feed->day);
      CHECK(listing.category == feed->categories.front());
      CHECK(paper.announced.has_value() == (listing.kind == "new"));
      const auto creator = tag(item, "dc:creator");
      if (is_plain(creator) && creator.find(" and ") == creator.npos && creator.find(", Jr") == creator.npos)
        CHECK(names(paper) == split(creator, ", "));
    }
  }
}

TEST_CASE("recorded listings say what was read from them") {
  for (const auto& path : files_below("", "list_")) {
    INFO(path);
    const auto body = recorded::read(path);
    const auto listing = parse_arxiv_listing(body, {});
    REQUIRE(listing);
    CHECK(listing->parsed.issues.empty());
    const auto heads = all_between(body, "<dt>", "</dt>");
    const auto bodies = all_between(body, "<dd>", "</dd>");
    REQUIRE(heads.size() == bodies.size());
    REQUIRE(listing->parsed.papers.size() == heads.size());
    const auto total = between(body, "Total of ", " ");
    CHECK(listing->parsed.total.has_value() == !total.empty());
    if (!total.empty()) CHECK(std::to_string(*listing->parsed.total) == total);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const Paper& paper = listing->parsed.papers[i];
      const auto& text = bodies[i];
      const auto field = [&](const std::string& label) {
        return unescape(strip(between(text, ">" + label + ":</span>", "</div>")));
      };
      INFO(paper.id.str());
      CHECK(paper.id.str() == between(heads[i], "/abs/", "\""));
      CHECK(came_as(paper.title, paper.title_raw) == field("Title"));
      CHECK(names(paper).size() == all_between(text, "searchtype=author", "</a>").size());
      for (const auto& author : all_between(text, "searchtype=author", "</a>")) {
        const auto name = unescape(author.substr(author.find('>') + 1));
        const auto all = names(paper);
        if (is_plain(name)) CHECK(std::count(all.begin(), all.end(), name) >= 1);
      }
      const auto subjects = all_between(field("Subjects"), "(", ")");
      Strings ids;
      for (const auto& subject : subjects) {
        if (subject.find(' ') == subject.npos) ids.push_back(subject);
      }
      CHECK(paper.categories == ids);
      CHECK(field("Subjects").find("(" + paper.primary_category + ")</span>") != std::string::npos);
      const auto comment = field("Comments");
      if (is_plain(comment) && comment.find("<a") == comment.npos) CHECK(paper.comment == one_line(comment));
      CHECK(paper.comment.empty() == comment.empty());
      const auto journal = field("Journal-ref");
      if (is_plain(journal)) CHECK(paper.journal_ref == one_line(journal));
      const auto abstract = unescape(strip(between(text, "<p class='mathjax'>", "</p>")));
      if (abstract.find("<a ") == abstract.npos && abstract.find("<br") == abstract.npos)
        CHECK(came_as(paper.abstract, paper.abstract_raw) == abstract);
      CHECK(paper.abstract.find("this http") == std::string::npos);
    }
    std::size_t counted = 0;
    for (const auto& section : listing->sections) {
      CHECK(body.find(section.heading) != body.npos);
      counted += section.entries;
    }
    CHECK((listing->page == ArxivListing::Page::month || counted == heads.size()));
  }
}

TEST_CASE("recorded OAI-PMH answers say what was read from them") {
  for (const auto& path : files_below("", ".xml")) {
    const auto body = recorded::read(path);
    if (body.find("<OAI-PMH") == body.npos) continue;
    INFO(path);
    const auto answer = parse_arxiv_oai(body, {});
    const bool has_records = body.find("<record>") != body.npos;
    const auto name = path.filename().string();
    CHECK(answer.has_value() == (has_records || name == "error_noRecordsMatch.xml"));
    if (!answer) continue;
    CHECK(answer->parsed.issues.empty());
    const auto records = all_between(body, "<record>", "</record>");
    REQUIRE(answer->parsed.papers.size() == records.size());
    const auto token_tag = between(body, "<resumptionToken", "</resumptionToken>");
    const auto token = token_tag.substr(token_tag.find('>') + 1);
    CHECK(answer->token.has_value() == !strip(token).empty());
    if (answer->token) CHECK(answer->token->value == unescape(strip(token)));
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto& record = records[i];
      const Paper& paper = answer->parsed.papers[i];
      INFO(paper.id.str());
      CHECK(paper.id.str() == between(record, "oai:arXiv.org:", "<"));
      const bool is_dc = record.find("<oai_dc:dc") != record.npos;
      CHECK(came_as(paper.title, paper.title_raw) == strip(tag(record, is_dc ? "dc:title" : "title")));
      CHECK(came_as(paper.abstract, paper.abstract_raw) ==
            strip(tag(record, is_dc ? "dc:description" : "abstract")));
      if (is_dc) {
        CHECK(names(paper).size() == all_between(record, "<dc:creator>", "<").size());
        const auto dates = all_between(record, "<dc:date>", "<");
        REQUIRE(paper.published.has_value());
        CHECK(paper.published->str() == dates.front());
        CHECK(paper.updated->str() == dates.back());
        continue;
      }
      Strings categories;
      for (const auto& each : split(one_line(tag(record, "categories")), " ")) {
        if (std::find(categories.begin(), categories.end(), each) == categories.end() && !each.empty())
          categories.push_back(each);
      }
      CHECK(paper.categories.value_or(Strings{}) == categories);
      const auto comment = tag(record, "comments");
      if (is_plain(comment)) CHECK(paper.comment == one_line(comment));
      check_doi_and_line(paper, one_line(tag(record, "doi")), tag(record, "journal-ref"));
      CHECK(paper.license == one_line(tag(record, "license")));
      const auto versions = all_between(record, "<version version=", "</version>");
      if (!versions.empty()) {
        CHECK(paper.version == static_cast<int>(versions.size()));
        CHECK(paper.published.has_value());
        CHECK(paper.updated.has_value());
      } else if (record.find("<created>") != record.npos) {
        const bool is_old = body.find("export.arxiv.org/oai2") != body.npos;
        CHECK((is_old ? paper.published : paper.updated)->str() == tag(record, "created"));
      }
      const auto authors = all_between(record, "<author>", "</author>");
      if (!authors.empty()) CHECK(names(paper).size() == authors.size());
      for (std::size_t k = 0; k < authors.size(); ++k) {
        const auto keyname = tag(authors[k], "keyname");
        if (is_plain(keyname) && k < names(paper).size())
          CHECK(names(paper)[k].find(one_line(keyname)) != std::string::npos);
      }
    }
  }
}

TEST_CASE("the recorded lines of the dump say what was read from them") {
  for (const auto& path : files_below("snapshot", ".jsonl")) {
    const auto text = recorded::read(path);
    const auto parsed = parse_arxiv_snapshot(text, {});
    REQUIRE(parsed);
    CHECK(parsed->issues.empty());
    auto lines = split(text, "\n");
    if (lines.back().empty()) lines.pop_back();
    REQUIRE(parsed->papers.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto json = nlohmann::json::parse(lines[i]);
      const Paper& paper = parsed->papers[i];
      INFO(paper.id.str());
      const auto field = [&](const char* key) {
        return json.at(key).is_null() ? "" : json.at(key).get<std::string>();
      };
      CHECK(paper.id.str() == field("id"));
      CHECK(came_as(paper.title, paper.title_raw) == strip(field("title")));
      CHECK(came_as(paper.abstract, paper.abstract_raw) == strip(field("abstract")));
      CHECK(paper.categories == split(field("categories"), " "));
      CHECK(paper.license == field("license"));
      if (is_plain(field("comments"))) CHECK(paper.comment == one_line(field("comments")));
      check_doi_and_line(paper, field("doi"), field("journal-ref"));
      CHECK(paper.version == static_cast<int>(json.at("versions").size()));
      CHECK(names(paper).size() == json.at("authors_parsed").size());
      for (std::size_t k = 0; k < names(paper).size(); ++k) {
        const auto last = json.at("authors_parsed")[k][0].get<std::string>();
        if (is_plain(last)) CHECK(names(paper)[k].find(last) != std::string::npos);
      }
    }
  }
}
