#include "nonmun/parse/arxiv_listing.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "arxiv_record.hpp"
#include "dates.hpp"
#include "html.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

using html::Token;

std::optional<std::size_t> read_number(std::string_view& text) {
  const auto digit = text.find_first_of("0123456789");
  if (digit == text.npos) return std::nullopt;
  text.remove_prefix(digit);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

/// The text behind `label`; empty when it does not occur.
std::string_view after(std::string_view text, std::string_view label) {
  const auto at = text.find(label);
  return at == text.npos ? std::string_view{} : text.substr(at + label.size());
}

/// "showing 79 of 79 entries", "showing first 50 of 92 entries", "continued, showing last 12 of 62 entries".
void read_counts(std::string_view heading, ListingSection& section) {
  auto rest = after(heading, "showing");
  section.shown = read_number(rest);
  rest = after(rest, "of");
  section.of = read_number(rest);
}

/// "cs.CL" of "/list/cs.CL/recent?skip=0".
std::string_view category_of(std::string_view path) {
  auto rest = after(path, "/list/");
  const auto slash = rest.find('/');
  const auto name = slash == rest.npos ? std::string_view{} : rest.substr(0, slash);
  const bool is_name =
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.") == name.npos;
  return is_name ? name : std::string_view{};
}

/// "cs.AI" of "Artificial Intelligence (cs.AI)".
std::string_view subject_id(std::string_view subject) {
  subject = trim(subject);
  const auto open = subject.rfind('(');
  if (open == subject.npos || !subject.ends_with(')')) return {};
  return subject.substr(open + 1, subject.size() - open - 2);
}

/// An entry and the section that it stands in.
struct Entry {
  ArxivEntry paper;
  std::size_t section = 0;
  bool in_section = false;
};

class Reader {
 public:
  Reader(std::string_view page, const ParseContext& context) : scanner_(page), context_(context) {}

  Result<ArxivListing> run() {
    Token token;
    while (scanner_.next(token)) read(token);
    finish_entry();
    if (!is_listing_) return fail(ErrorKind::invalid_data, "not a listing of arXiv's", context_.where);
    if (!context_.category.empty()) note_category();
    add_entries();
    check_counts();
    return std::move(listing_);
  }

 private:
  /// What the text that is being read belongs to.
  enum class Field {
    none,
    heading,
    month,
    paging,
    mark,
    title,
    authors,
    author,
    comment,
    journal,
    doi,
    subjects,
    abstract
  };

  void read(const Token& token) {
    if (token.kind == Token::Kind::text) return read_text(token.body);
    const bool opens = token.kind == Token::Kind::open;
    if (token.is(token.kind, "h3") || token.is(token.kind, "h2")) {
      if (opens) finish_entry();
      opens ? begin(token.is(token.kind, "h3") ? Field::heading : Field::month) : end_heading();
    } else if (token.is(token.kind, "dt")) {
      if (!opens) return;
      finish_entry();
      begin_entry();
    } else if (token.is(token.kind, "dl") && !opens) {
      finish_entry();
    } else if (token.is(token.kind, "div") || token.is(token.kind, "p")) {
      opens ? begin_block(token) : end_block();
    } else if (token.is(token.kind, "span")) {
      if (opens && token.has_class("descriptor")) skipping_ = true;
      if (opens && token.has_class("primary-subject")) primary_begins_ = text_.size();
      if (opens && field_ == Field::paging) range_begins_ = text_.size();
      if (!opens && field_ == Field::paging) read_range();
      if (!opens) skipping_ = false;
      if (!opens && primary_begins_ != std::string::npos && entry_) {
        entry_->paper.primary_category = subject_id(std::string_view(text_).substr(primary_begins_));
        primary_begins_ = std::string::npos;
      }
    } else if (token.is(token.kind, "a")) {
      opens ? begin_link(token) : end_link();
    } else if (token.is(token.kind, "br")) {
      // Stands where arXiv's text has a line that begins with blanks.
      text_ += "  ";
    }
  }

  void begin(Field field) {
    field_ = field;
    text_.clear();
    link_.clear();
    skipping_ = false;
    primary_begins_ = std::string::npos;
  }

  void begin_block(const Token& token) {
    if (field_ == Field::abstract || field_ == Field::title) return;
    if (token.has_class("paging")) return finish_entry(), begin(Field::paging);
    if (token.has_class("morefewer")) return finish_entry();
    if (!entry_) return;
    if (token.has_class("list-title")) return begin(Field::title);
    if (token.has_class("list-authors")) return begin(Field::authors);
    if (token.has_class("list-comments")) return begin(Field::comment);
    if (token.has_class("list-journal-ref")) return begin(Field::journal);
    if (token.has_class("list-doi")) return begin(Field::doi);
    if (token.has_class("list-subjects")) return begin(Field::subjects);
    if (token.is(Token::Kind::open, "p") && token.has_class("mathjax")) return begin(Field::abstract);
  }

  void end_block() {
    const Field field = std::exchange(field_, Field::none);
    if (field == Field::paging) return read_paging();
    if (!entry_) return;
    ArxivEntry& paper = entry_->paper;
    std::string text(trim(text_));
    if (field == Field::title) paper.title = std::move(text);
    if (field == Field::comment) paper.comment = std::move(text);
    if (field == Field::journal) paper.journal_ref = std::move(text);
    if (field == Field::doi) paper.doi = std::move(text);
    if (field == Field::abstract) paper.abstract = std::move(text);
    if (field == Field::authors && paper.authors.empty()) add_authors(paper, text);
    if (field == Field::subjects) read_subjects(text);
  }

  void begin_link(const Token& token) {
    const auto href = token.attribute("href");
    if (listing_.category.empty()) listing_.category = category_of(href);
    if (!entry_) return;
    if (field_ == Field::mark) {
      if (entry_->paper.id.empty() && href.find("/abs/") != href.npos)
        entry_->paper.id = after(href, "/abs/");
      if (href.find("/html/") != href.npos) html_of_ = after(href, "/html/");
    } else if (field_ == Field::authors) {
      begin(Field::author);
    } else {
      // arXiv shows the addresses in a text as "this https URL".
      link_begins_ = text_.size();
      link_ =
          token.has_class("link-external") || token.has_class("link-http") || token.has_class("link-https")
              ? href
              : std::string{};
    }
  }

  void end_link() {
    if (field_ == Field::author && entry_) {
      add_author(entry_->paper, trim(text_));
      begin(Field::authors);
    } else if (!link_.empty()) {
      if (std::string_view(text_).substr(link_begins_).starts_with("this ")) {
        text_.resize(link_begins_);
        text_ += link_;
      }
      link_.clear();
    }
  }

  void read_text(std::string_view text) {
    if (field_ == Field::none || skipping_) {
      if (text.find("No updates") != text.npos) is_listing_ = true;
      return;
    }
    html::append_text(text_, text);
  }

  void read_subjects(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find(';'), text.size());
      add_category(entry_->paper, subject_id(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (entry_->paper.primary_category.empty() && !entry_->paper.categories.empty())
      entry_->paper.primary_category = entry_->paper.categories.front();
  }

  /// "1-50" among links to the other pages.
  void read_range() {
    if (listing_.first || range_begins_ > text_.size()) return;
    std::string_view rest = std::string_view(text_).substr(range_begins_);
    const auto first = read_number(rest);
    const auto last = read_number(rest);
    if (!first || !last || *last < *first) return;
    listing_.first = first;
    listing_.last = last;
  }

  /// "Total of 528 entries : 1-50 51-100"
  void read_paging() {
    is_listing_ = true;
    std::string_view rest = after(text_, "Total of");
    if (const auto total = read_number(rest); total && !listing_.parsed.total) listing_.parsed.total = total;
  }

  void end_heading() {
    const Field field = std::exchange(field_, Field::none);
    const std::string heading = text::to_single_line(text_);
    if (field == Field::month) {
      if (heading.starts_with("Authors and titles for")) {
        listing_.page = ArxivListing::Page::month;
        is_listing_ = true;
      }
      return;
    }
    if (field != Field::heading) return;
    if (heading.starts_with("Showing new listings for")) {
      listing_.day = find_long_date(heading);
      is_listing_ = true;
      if (!listing_.day)
        listing_.parsed.issues.push_back({"heading", "no date in \"" + quote(heading) + '"'});
      return;
    }
    ListingSection section;
    section.heading = heading;
    read_counts(heading, section);
    if (heading.starts_with("New submissions")) section.kind = "new";
    if (heading.starts_with("Cross submissions") || heading.starts_with("Cross-lists"))
      section.kind = "cross";
    if (heading.starts_with("Replacement submissions") || heading.starts_with("Replacements"))
      section.kind = "replace";
    if (section.kind.empty()) {
      section.day = find_long_date(heading);
      if (!section.day) return;
      listing_.page = ArxivListing::Page::recent;
      if (!listing_.day || *listing_.day < *section.day) listing_.day = section.day;
    } else {
      section.day = listing_.day;
    }
    is_listing_ = true;
    listing_.sections.push_back(std::move(section));
  }

  void begin_entry() {
    begin(Field::mark);
    html_of_.clear();
    entry_.emplace();
    entry_->in_section = !listing_.sections.empty();
    if (entry_->in_section) {
      entry_->section = listing_.sections.size() - 1;
      ++listing_.sections.back().entries;
    }
  }

  void finish_entry() {
    if (!entry_) return;
    if (field_ != Field::none && field_ != Field::mark) end_block();
    field_ = Field::none;
    // The HTML is of the newest version, and its address the only place that says which.
    const auto id = VersionedArxivId::parse(entry_->paper.id);
    const auto html = VersionedArxivId::parse(html_of_);
    if (id && html && !id->version && id->id == html->id) entry_->paper.version = html->version;
    entries_.push_back(std::move(*entry_));
    entry_.reset();
  }

  void note_category() {
    if (listing_.category.empty()) listing_.category = context_.category;
    if (canonical_category(listing_.category) == canonical_category(context_.category)) return;
    listing_.parsed.issues.push_back(
        {"page", "it is of " + quote(listing_.category) + ", not of " + quote(context_.category)});
  }

  /// A replacement in a category that is not the paper's primary one is that of a cross-list.
  std::string kind_of(const Entry& entry, const ListingSection& section) const {
    if (section.kind.empty()) {
      if (listing_.category.empty() || entry.paper.primary_category.empty()) return {};
    } else if (section.kind != "replace" || listing_.category.empty() ||
               entry.paper.primary_category.empty()) {
      return section.kind;
    }
    const bool is_primary = is_listed_under(entry.paper.primary_category, listing_.category);
    if (section.kind.empty()) return is_primary ? "new" : "cross";
    return is_primary ? "replace" : "replace-cross";
  }

  void add_entries() {
    for (Entry& entry : entries_) {
      if (entry.in_section) {
        const auto& section = listing_.sections[entry.section];
        auto kind = kind_of(entry, section);
        if (section.day && kind == "new") entry.paper.announced = Timestamp{section.day->begin(), true};
        entry.paper.listed = Listing{"arxiv", section.day, listing_.category, std::move(kind), {}};
      }
      add_paper(listing_.parsed, std::move(entry.paper), "arxiv_list", context_);
    }
  }

  void check_counts() {
    auto& issues = listing_.parsed.issues;
    for (const auto& section : listing_.sections) {
      if (section.shown && *section.shown != section.entries) {
        issues.push_back({section.heading, "it says that it shows " + std::to_string(*section.shown) +
                                               " entries, and has " + std::to_string(section.entries)});
      }
    }
    if (listing_.first && listing_.last && *listing_.last - *listing_.first + 1 != listing_.parsed.entries) {
      issues.push_back({"page", "it says that it shows entries " + std::to_string(*listing_.first) + " to " +
                                    std::to_string(*listing_.last) + ", and has " +
                                    std::to_string(listing_.parsed.entries)});
    }
  }

  html::Scanner scanner_;
  const ParseContext& context_;
  ArxivListing listing_;
  bool is_listing_ = false;
  std::vector<Entry> entries_;
  std::optional<Entry> entry_;
  Field field_ = Field::none;
  std::string text_, link_, html_of_;
  std::size_t link_begins_ = 0, range_begins_ = 0;
  std::size_t primary_begins_ = std::string::npos;
  bool skipping_ = false;
};

}  // namespace

Result<ArxivListing> parse_arxiv_listing(std::string_view page, const ParseContext& context) {
  const auto repaired = text::repair_utf8(skip_blank(page));
  if (!repaired.text.starts_with('<'))
    return fail(ErrorKind::invalid_data, "not a listing of arXiv's but " + name_content(page), context.where);
  auto listing = Reader(repaired.text, context).run();
  if (!listing) return listing;
  for (const auto offset : repaired.offsets)
    listing->parsed.issues.push_back({"byte " + std::to_string(offset), "not UTF-8: shown as U+FFFD"});
  return listing;
}

}  // namespace nonmun::parse
