#include "view.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::render {
namespace {

std::string count(long long number) { return text::group_digits(number); }

std::string say_count(Language language, Word one, Word many, long long number) {
  const std::string digits = count(number);
  return say(language, number == 1 ? one : many, {{"n", digits}});
}

void join(std::string& line, std::string_view part, std::string_view separator = " · ") {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += part;
}

bool add_once(std::vector<std::string>& items, std::string item) {
  if (item.empty() || std::ranges::find(items, item) != items.end()) return false;
  items.push_back(std::move(item));
  return true;
}

bool lists_on(const Listing& listing, const std::optional<Day>& day) { return !day || listing.day == day; }

std::string source_name(std::string_view source, Language language) {
  if (source == "huggingface") return "Hugging Face Daily Papers";
  if (source.starts_with("arxiv")) return "arXiv";
  if (source == "digest") return say(language, Word::imported);
  return one_line(source);
}

/// "arXiv cs.CL".
std::string report_name(const DayReport& report, Language language) {
  return source_name(report.source, language) + (report.category.empty() ? "" : ' ' + report.category);
}

/// "Hugging Face Daily Papers, arXiv (cs.CL, cs.LG)".
std::string sources_of(const Section& section, Language language) {
  std::vector<std::string> sources, categories;
  for (const Paper& paper : section.papers) {
    bool listed = false;
    for (const Listing& listing : paper.listed.value_or(std::vector<Listing>{})) {
      if (!lists_on(listing, section.day)) continue;
      listed = true;
      add_once(sources, listing.source);
      if (listing.source == "arxiv") add_once(categories, one_line(listing.category));
    }
    if (!listed && paper.provenance.metadata) add_once(sources, paper.provenance.metadata->source);
  }
  std::vector<std::string> names;
  for (const std::string& source : sources) add_once(names, source_name(source, language));
  std::ranges::sort(categories);
  std::string line;
  for (const std::string& name : names) {
    join(line, name, ", ");
    if (name != "arXiv" || categories.empty()) continue;
    std::string list;
    for (const std::string& category : categories) join(list, category, ", ");
    line += " (" + list + ")";
  }
  return line;
}

/// Whether Hugging Face's list of the day was last fetched before the day's end: more papers may have come.
bool was_filling(const Section& section) {
  if (!section.day) return false;
  std::optional<Instant> newest;
  for (const Paper& paper : section.papers) {
    const auto& community = paper.provenance.community;
    if (!paper.listed || !community || !community->fetched_at) continue;
    const bool on_day = std::ranges::any_of(*paper.listed, [&](const Listing& listing) {
      return listing.source == "huggingface" && listing.day == section.day;
    });
    if (on_day) newest = std::max(newest.value_or(*community->fetched_at), *community->fetched_at);
  }
  return newest && *newest < section.day->end();
}

bool has_bullets(const Paper& paper, std::string Bullet::* language) {
  return paper.summary && std::ranges::any_of(*paper.summary, [&](const Bullet& bullet) {
           return !(bullet.*language).empty();
         });
}

/// The Korean name of a role; empty for one that has none.
std::string role_label(std::string_view role) {
  constexpr std::pair<std::string_view, Word> k_roles[] = {
      {"problem", Word::problem}, {"proposal", Word::proposal}, {"method", Word::method},
      {"result", Word::result},   {"release", Word::release},   {"limitation", Word::limitation}};
  for (const auto& [name, word] : k_roles)
    if (name == role) return say(Language::korean, word);
  return {};
}

/// The parts of a summary in three parts are named whatever language their lines are in.
std::string part_label(std::string_view role, const Languages& languages) {
  for (const Word word : {Word::whats_new, Word::technical_details, Word::performance_highlights})
    if (catalogue()[static_cast<std::size_t>(word)].key == role) return say_all(languages, word);
  return {};
}

void add_bullets(Content& content, const Paper& paper, const Languages& languages) {
  for (const Bullet& bullet : *paper.summary) {
    ShownBullet shown;
    shown.label = part_label(bullet.role, languages);
    if (languages.korean) {
      shown.text = bullet.ko.empty() ? bullet.en : bullet.ko;
      if (bullet.ko.empty() && shown.label.empty()) shown.label = role_label(bullet.role);
      if (languages.english && !bullet.ko.empty()) shown.english = bullet.en;
      shown.unverified = bullet.verified == false;
    } else {
      shown.text = bullet.en;
    }
    if (!shown.text.empty()) content.bullets.push_back(shown);
  }
}

void add_lead(Content& content, const Paper& paper, text::MathStyle math) {
  if (paper.abstract.empty()) {
    if (paper.ai_summary) content.lead = first_sentences(paper.ai_summary->text);
    return;
  }
  content.lead = first_sentences(paper.abstract);
  if (math != text::MathStyle::tex || paper.abstract_raw.empty()) return;
  // Where TeX hides a full stop the two texts split differently, and the raw one cannot stand for the other.
  const std::string whole = one_line(paper.abstract), raw = one_line(paper.abstract_raw);
  if (text::split_sentences(whole).size() == text::split_sentences(raw).size())
    content.lead_raw = first_sentences(raw);
}

Word word_of(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::keyword:
      return Word::keyword;
    case Reason::Kind::author:
      return Word::author;
    case Reason::Kind::category:
      return Word::category;
    case Reason::Kind::like:
      return Word::like;
    case Reason::Kind::votes:
      return Word::votes;
  }
  return Word::votes;
}

/// "7.2", "-0.4".
std::string points(double points) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), points, std::chars_format::fixed, 1).ptr;
  return {digits.begin(), end};
}

std::string engine_name(const EngineUse& use, const Languages& languages) {
  if (use.engine == "digest") return say_all(languages, Word::imported);
  if (use.engine == "frames") return "frames (" + say_all(languages, Word::rule_based) + ")";
  if (use.model.empty()) return one_line(use.engine);
  std::string name = one_line(use.model) + " (" + one_line(use.engine);
  if (use.at) name += ", " + Day::of(*use.at).str();
  return name + ")";
}

/// Where a whole record is of an earlier digest, the head of the section says it.
bool is_named_engine(const Paper& paper, std::string_view engine) {
  if (engine != "digest") return !engine.empty() && engine != "human";
  const auto& metadata = paper.provenance.metadata;
  return (metadata && metadata->source != "digest") ||
         std::ranges::find(paper.provenance.engines, engine, &EngineUse::engine) !=
             paper.provenance.engines.end();
}

}  // namespace

std::vector<Section> split_into_sections(std::span<const Paper> papers) {
  std::vector<Section> sections;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= papers.size(); ++i) {
    if (i < papers.size() && papers[i].listing_day() == papers[begin].listing_day()) continue;
    sections.push_back({papers[begin].listing_day(), papers.subspan(begin, i - begin)});
    begin = i;
  }
  return sections;
}

std::string head_of(const std::optional<Day>& day, const Languages& languages) {
  std::string head;
  for (const Language language : list_languages(languages)) {
    join(head, !day                           ? say(language, Word::no_day)
               : language == Language::korean ? text::korean_date(day->date)
                                              : text::english_date(day->date));
  }
  return head;
}

std::string counts_of(const Section& section, Language language) {
  std::string line =
      say_count(language, Word::papers_one, Word::papers_many, static_cast<long long>(section.papers.size()));
  join(line, sources_of(section, language));
  if (was_filling(section)) join(line, say(language, Word::still_filling));
  return line;
}

std::string one_line(std::string_view text) { return text::to_single_line(text); }

std::string title_url(const Paper& paper) {
  const auto id = ArxivId::parse(paper.links.abs);
  return id && *id == paper.id ? paper.links.abs : paper.id.abs_url();
}

const Media* find_shown_media(const Paper& paper) {
  if (!paper.media) return nullptr;
  const auto usable = [](const Media& media) { return !media.url.empty(); };
  const auto own = std::ranges::find_if(
      *paper.media, [&](const Media& media) { return usable(media) && media.kind != MediaKind::thumbnail; });
  if (own != paper.media->end()) return &*own;
  const auto any = std::ranges::find_if(*paper.media, usable);
  return any == paper.media->end() ? nullptr : &*any;
}

std::string community_line(const Paper& paper, const Languages& languages) {
  std::string line;
  for (const Language language : list_languages(languages)) {
    std::string half;
    if (paper.withdrawn) join(half, say(language, Word::withdrawn));
    if (paper.votes) join(half, say_count(language, Word::votes_one, Word::votes_many, *paper.votes));
    if (paper.comments)
      join(half, say_count(language, Word::comments_one, Word::comments_many, *paper.comments));
    join(line, half, " / ");
  }
  return line;
}

ShownAuthors shown_authors(const Paper& paper, std::optional<std::size_t> limit) {
  ShownAuthors shown;
  if (!paper.authors) return shown;
  for (const Author& author : *paper.authors) {
    if (!author.is_person()) continue;
    if (limit && shown.names.size() >= *limit) {
      ++shown.more;
    } else if (std::string name = one_line(author.name); !name.empty()) {
      shown.names.push_back(std::move(name));
    }
  }
  return shown;
}

std::string more_authors(const ShownAuthors& authors, const Languages& languages) {
  if (authors.more == 0) return {};
  const std::string digits = count(static_cast<long long>(authors.more));
  if (authors.names.empty()) return say_all(languages, Word::authors_only, {{"n", digits}});
  return " " + say_all(languages, Word::authors_more, {{"n", digits}});
}

std::vector<NamedLink> shown_links(const Paper& paper, const Languages& languages) {
  std::vector<NamedLink> shown;
  // A page that is two things (code that is also the project) is one link with both names.
  const auto add = [&](std::string_view label, const std::string& url) {
    if (url.empty() || url == title_url(paper)) return;
    if (const auto known = std::ranges::find(shown, url, &NamedLink::url); known != shown.end()) {
      known->label.append(", ").append(label);
    } else {
      shown.push_back({std::string(label), url});
    }
  };
  add("PDF", paper.links.pdf);
  add("HTML", paper.links.html);
  add("Hugging Face", paper.links.huggingface);
  add(say_all(languages, Word::code), paper.links.code);
  add(say_all(languages, Word::project), paper.links.project);
  return shown;
}

std::vector<std::string> first_sentences(std::string_view text) {
  const std::string line = one_line(text);
  std::vector<std::string> sentences;
  for (const text::Span& span : text::split_sentences(line)) {
    if (sentences.size() == k_lead_sentences) break;
    sentences.push_back(line.substr(span.begin, span.end - span.begin));
  }
  return sentences;
}

Content content_of(const Paper& paper, const Languages& languages, text::MathStyle math) {
  Content content;
  const bool korean = languages.korean && has_bullets(paper, &Bullet::ko);
  const bool english = has_bullets(paper, &Bullet::en);
  if (korean || (english && !languages.korean)) {
    add_bullets(content, paper, languages);
    return content;
  }
  if (paper.withdrawn && !english)
    content.notice = say_all(languages, Word::nothing_to_summarise);
  else if (languages.korean)
    content.notice = say(Language::korean, Word::no_summary);
  if (english) {
    add_bullets(content, paper, languages);
    return content;
  }
  add_lead(content, paper, math);
  if (!content.lead.empty() || paper.withdrawn) return content;
  if (languages.korean || !has_bullets(paper, &Bullet::ko)) {
    content.notice = say_all(languages, Word::no_abstract);
  } else {
    content.notice = say(Language::english, Word::no_summary);
  }
  return content;
}

std::string unverified_mark(const Languages& languages) {
  return "⚠ " + say_all(languages, Word::unverified);
}

std::string engines_line(const Paper& paper, const Languages& languages) {
  std::vector<std::string> names;
  for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{})) {
    if (!is_named_engine(paper, bullet.engine)) continue;
    bool known = false;
    for (const EngineUse& use : paper.provenance.engines) {
      if (use.engine != bullet.engine) continue;
      known = true;
      add_once(names, engine_name(use, languages));
    }
    if (!known) add_once(names, engine_name({bullet.engine, {}, {}, {}, {}}, languages));
  }
  if (names.empty()) return {};
  std::string line;
  for (const std::string& name : names) join(line, name, ", ");
  return say_all(languages, Word::summary_by) + ": " + line;
}

std::string rank_line(const Rank& rank, const Languages& languages) {
  std::string reasons;
  for (const Reason& reason : rank.why) {
    std::string one = say_all(languages, word_of(reason.kind)) + ' ';
    if (!reason.name.empty()) one += one_line(reason.name) + ' ';
    join(reasons, one + (reason.points < 0 ? "" : "+") + points(reason.points), ", ");
  }
  return say_all(languages, Word::interest) + ": " + points(rank.score) +
         (reasons.empty() ? "" : " (" + reasons + ')');
}

const Rank* find_rank(const Digest& digest, const Paper& paper) {
  const auto found = digest.ranks.find(paper.id);
  return found == digest.ranks.end() ? nullptr : &found->second;
}

std::string account_line(const Account& account, Language language) {
  const auto digits = [](std::size_t number) { return count(static_cast<long long>(number)); };
  const std::string fetched = digits(account.fetched), shown = digits(account.shown),
                    merged = digits(account.merged), filtered = digits(account.filtered),
                    held_back = digits(account.held_back);
  std::string line = say(language, Word::account,
                         {{"fetched", fetched},
                          {"shown", shown},
                          {"merged", merged},
                          {"filtered", filtered},
                          {"held_back", held_back}});
  for (const DayReport& report : account.days) {
    if (report.state == DayState::published && !report.approximate) continue;
    const Word word = report.approximate ? Word::approximate : word_of(report.state);
    join(line, report.day.str() + " " + report_name(report, language) + ": " + say(language, word));
  }
  if (const auto failures = static_cast<long long>(account.failures.size()); failures > 0) {
    join(line, say_count(language, Word::failures_one, Word::failures_many, failures));
  }
  return line;
}

std::vector<std::string> EmptyDay::lines(Language language) const {
  std::vector<std::string> lines;
  for (const DayReport* report : reports) {
    std::string line = report_name(*report, language);
    join(line, say(language, word_of(report->state)));
    if (report->state == DayState::published || report->state == DayState::filling) {
      join(line, say(language, Word::nothing_to_show));
    }
    if (language == Language::english && !report->note.empty()) line += " (" + one_line(report->note) + ")";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<EmptyDay> empty_days(const Account& account) {
  std::vector<EmptyDay> days;
  for (const DayReport& report : account.days) {
    auto at = std::ranges::find(days, report.day, &EmptyDay::day);
    if (at == days.end()) {
      days.push_back({report.day, {}});
      at = std::prev(days.end());
    }
    at->reports.push_back(&report);
  }
  return days;
}

}  // namespace nonmun::render
