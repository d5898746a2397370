// The guards over real summaries, and over the same with one error put into a line.
//
//   guards [--list] [--seed N] [--check LABELS] [--speed] FILE...
//
// A line of a FILE is a JSON object with id, title, abstract, title_ko and summary: [{ko, en?}]; `en` is the
// text that a line was made from, and its sentences are what the line then cites. Prints how many lines each
// guard flags (--list: which; --check: how many are errors and how many false alarms, by labels that someone
// gave who read them), how many errors of each kind were put in and caught, and the speed (--speed: that
// alone).

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/translate/guards.hpp"

namespace {

using namespace nonmun;
using namespace nonmun::translate;

struct Item {
  std::string id;
  Source source;
  std::string title_ko;
  std::vector<Bullet> bullets;
};

std::vector<Item> read_items(const std::string& path) {
  std::vector<Item> items;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    Paper paper(ArxivId::parse(json.value("id", "")).value_or(ArxivId::parse("2401.00001").value()));
    paper.title = json.value("title", "");
    paper.abstract = json.value("abstract", "");
    Item item{.id = json.value("id", ""),
              .source = source_of(paper),
              .title_ko = json.value("title_ko", ""),
              .bullets = {}};
    for (const auto& entry : json.value("summary", nlohmann::json::array())) {
      Bullet bullet;
      bullet.ko = entry.value("ko", "");
      if (entry.contains("en") && entry["en"].is_string())
        bullet.src = sentences_quoted_in(entry["en"].get<std::string>(), item.source);
      item.bullets.push_back(std::move(bullet));
    }
    items.push_back(std::move(item));
  }
  return items;
}

constexpr std::size_t k_none = std::string::npos;

void replace(std::string& text, std::size_t at, std::size_t size, std::string_view by) {
  text.replace(at, size, by);
}

/// Where the quotation in brackets at a line's end begins; errors go before it.
std::size_t korean_end(std::string_view text) {
  const std::size_t open = text.find('(');
  return open == k_none ? text.size() : open;
}

using Inject = std::function<bool(std::string&, std::mt19937&)>;

bool swap_digit(std::string& text, std::mt19937& random) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (ascii::is_digit(text[at])) places.push_back(at);
  if (places.empty()) return false;
  const std::size_t at = places[random() % places.size()];
  const char old = text[at];
  // A leading zero would be no error.
  while (text[at] == old || text[at] == '0') text[at] = static_cast<char>('0' + random() % 10);
  return true;
}

/// One of the units behind a digit becomes another of its sort.
bool change_unit(std::string& text, std::mt19937& random) {
  static const std::vector<std::vector<std::string_view>> sorts = {
      {"%", "배"},
      {"KB", "MB", "GB", "TB"},
      {"ms", "초", "분", "시간", "일", "개월", "년"},
      {"Hz", "kHz", "MHz", "GHz"},
      {"fps", "초"},
      {"만", "억", "조"},
      {"K", "M", "B"},
      {"k", "M"},
      {"mm", "cm", "km"}};
  struct Place {
    std::size_t at;
    std::string_view unit, other;
  };
  std::vector<Place> places;
  for (const auto& units : sorts)
    for (const std::string_view unit : units)
      for (std::size_t at = text.find(unit); at != k_none; at = text.find(unit, at + 1)) {
        const std::size_t digit = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
        const std::size_t end = at + unit.size();
        // "4K", but not "4KAgent"; "2분" and "2초의", but not "2분의 1", "2일반", "2배치".
        const bool letters = ascii::is_letter(unit[0]) && end < text.size() && ascii::is_alnum(text[end]);
        const bool word = text.compare(end, 6, "의 1") == 0 || text.compare(end, 3, "반") == 0 ||
                          text.compare(end, 3, "치") == 0 || text.compare(end, 3, "정") == 0;
        if (digit == 0 || !ascii::is_digit(text[digit - 1]) || letters || word) continue;
        std::string_view other = unit;
        while (other == unit) other = units[random() % units.size()];
        places.push_back({at, unit, other});
      }
  if (places.empty()) return false;
  const Place& place = places[random() % places.size()];
  replace(text, place.at, place.unit.size(), place.other);
  return true;
}

/// As a model writes who has overlooked it: the sentence stays one.
bool drop_negation(std::string& text, std::mt19937&) {
  // 없이 becomes "with", in the form that the word before it takes.
  const std::size_t end = korean_end(text);
  for (const std::string_view without : {" 없이도", " 없이"}) {
    const std::size_t at = text.find(without);
    if (at == k_none || at >= end || at == 0) continue;
    const std::size_t space = text.rfind(' ', at - 1);
    const std::size_t begin = space == k_none ? 0 : space + 1;
    replace(text, begin, at + without.size() - begin, text::josa(text.substr(begin, at - begin), "으로/로"));
    return true;
  }
  static const std::vector<std::pair<std::string_view, std::string_view>> rules = {
      {"하지 않는", "하는"},      {"하지 않음", "함"},     {"하지 않고도", "하고"}, {"하지 않고", "하고"},
      {"하지 않아", "하여"},      {"하지 않으며", "하며"}, {"하지 않은", "한"},     {"하지 못하는", "하는"},
      {"하지 못하며", "하며"},    {"하지 못함", "함"},     {"하지 못하고", "하고"}, {"받지 않는", "받는"},
      {"받지 않고", "받고"},      {"되지 않는", "되는"},   {"되지 않은", "된"},     {"되지 않아", "되어"},
      {"늘리지 않고도", "늘려"},  {"수 없는", "수 있는"},  {"수 없음", "수 있음"},  {"수 없다", "수 있다"},
      {"관련 없는", "관련 있는"}, {"가 없는", "가 있는"},  {"이 없는", "이 있는"},  {"가 없음", "가 있음"},
      {"이 없음", "이 있음"},     {" 없는", " 있는"}};
  for (const auto& [from, to] : rules)
    if (const std::size_t at = text.find(from); at != k_none && at < end) {
      replace(text, at, from.size(), to);
      return true;
    }
  return false;
}

bool invent_name(std::string& text, std::mt19937& random) {
  // Two letters of a name change places, as where a model misspells it.
  for (std::size_t at = 0; at < korean_end(text); ++at) {
    if (!ascii::is_upper(text[at]) || (at > 0 && ascii::is_alnum(text[at - 1]))) continue;
    std::size_t end = at;
    while (end < text.size() && ascii::is_letter(text[end])) ++end;
    if (end - at < 5) continue;
    const std::size_t place = at + 1 + random() % (end - at - 3);
    if (ascii::lower(text[place]) == ascii::lower(text[place + 1])) continue;
    std::swap(text[place], text[place + 1]);
    return true;
  }
  constexpr std::array<std::string_view, 4> k_names = {"Nuealix ", "RELECTNet ", "QuantaFormer-9 ",
                                                       "GLIMPSE-X "};
  text.insert(0, k_names[random() % k_names.size()]);
  return true;
}

bool foreign_script(std::string& text, std::mt19937& random) {
  constexpr std::array<std::string_view, 5> k_foreign = {"方", "学习", "の", "データ", "модель"};
  std::size_t at = text.find(' ');
  if (at == k_none) at = 0;
  text.insert(at, k_foreign[random() % k_foreign.size()]);
  return true;
}

// --- Wrong particles ------------------------------------------------------------------------------------

/// A place where a particle stands behind a word, and its other form.
struct ParticlePlace {
  std::size_t at = 0, size = 0;
  std::string other;
};

struct Syllable {
  bool hangul = false, coda = false, rieul = false;
};
Syllable syllable_before(std::string_view text, std::size_t at) {
  if (at < 3) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  const unsigned point = ((byte(at - 3) & 0xF) << 12) | ((byte(at - 2) & 0x3F) << 6) | (byte(at - 1) & 0x3F);
  if ((byte(at - 3) & 0xF0) != 0xE0 || point < 0xAC00 || point > 0xD7A3) return {};
  return {true, (point - 0xAC00) % 28 != 0, (point - 0xAC00) % 28 == 8};
}

std::size_t word_begin(std::string_view text, std::size_t at) {
  const std::size_t space = text.rfind(' ', at - 1);
  return space == k_none ? 0 : space + 1;
}

/// The Hangul words of the texts that stand somewhere before a particle of one form (의, 에, 에서, 하는, 적):
/// these are nouns, and what looks like a particle behind them is one.
std::set<std::string, std::less<>> nouns_of(const std::vector<Item>& items) {
  constexpr std::array<std::string_view, 9> k_after_nouns = {"의",   "에",   "에서", "에게", "하는",
                                                             "하여", "하고", "적인", "별"};
  std::set<std::string, std::less<>> nouns;
  for (const Item& item : items)
    for (const Bullet& bullet : item.bullets) {
      const std::string text = bullet.ko + " ";
      for (std::size_t end = text.find(' '); end != k_none; end = text.find(' ', end + 1)) {
        const std::size_t begin = end == 0 ? 0 : word_begin(text, end);
        const std::string_view word = std::string_view(text).substr(begin, end - begin);
        for (const std::string_view after : k_after_nouns)
          if (word.ends_with(after) && word.size() >= after.size() + 6)
            nouns.emplace(word.substr(0, word.size() - after.size()));
      }
    }
  return nouns;
}

std::vector<ParticlePlace> particle_places(std::string_view text, bool behind_hangul,
                                           const std::set<std::string, std::less<>>& nouns) {
  constexpr std::array<std::array<std::string_view, 3>, 5> k_pairs = {{{"으로", "로", "으로/로"},
                                                                       {"을", "를", "을/를"},
                                                                       {"은", "는", "은/는"},
                                                                       {"이", "가", "이/가"},
                                                                       {"과", "와", "과/와"}}};
  constexpr std::array<std::string_view, 4> k_behind = {" ", ",", "의 ", "는 "};
  std::vector<ParticlePlace> places;
  for (const auto& pair : k_pairs)
    for (const std::size_t form : {0U, 1U})
      for (const std::string_view behind : k_behind) {
        // 과의, 로는: only these two go on.
        if (behind.size() > 1 && pair[0] != "으로" && pair[0] != "과") continue;
        const std::string wanted = std::string(pair[form]) + std::string(behind);
        for (std::size_t at = text.find(wanted); at != k_none; at = text.find(wanted, at + 1)) {
          if (at < 3 || at > korean_end(text)) continue;
          const std::string word(text.substr(word_begin(text, at), at - word_begin(text, at)));
          const Syllable last = syllable_before(text, at);
          if (word.empty() || last.hangul != behind_hangul) continue;
          if (behind_hangul) {
            const bool coda = pair[0] == "으로" ? last.coda && !last.rieul : last.coda;
            if (coda != (form == 0) || !nouns.contains(word)) continue;
          } else if (!ascii::is_alnum(word.back()) ||
                     text::josa(word, pair[2]) != word + std::string(pair[form])) {
            continue;
          }
          places.push_back({at, pair[form].size(), std::string(pair[1 - form])});
        }
      }
  return places;
}

Inject wrong_particle(bool behind_hangul, const std::vector<Item>& items) {
  return [behind_hangul, nouns = nouns_of(items)](std::string& text, std::mt19937& random) {
    const auto places = particle_places(text, behind_hangul, nouns);
    if (places.empty()) return false;
    const ParticlePlace& place = places[random() % places.size()];
    replace(text, place.at, place.size, place.other);
    return true;
  };
}

bool mix_register(std::string& text, std::mt19937& random) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  text += random() % 2 == 0 ? ". 이 방법은 널리 쓸 수 있습니다. 결과도 공개한다."
                            : ". 성능도 좋아진다. 코드를 공개합니다.";
  return true;
}

bool break_link(std::string& text, std::mt19937& random) {
  if (const std::size_t at = text.find("://"); at != k_none && at + 8 < text.size()) {
    text[at + 5] = text[at + 5] == 'q' ? 'z' : 'q';
    return true;
  }
  constexpr std::array<std::string_view, 5> k_links = {
      " https://github.com/none/such", " ![](https://t.example/p.png)", " [코드](https://example.com/x)",
      " <img src=x>", " www.example.com/paper"};
  text += k_links[random() % k_links.size()];
  return true;
}

/// As where a line of a summary comes from another hand: the end of its sentence is of another register.
bool change_ending(std::string& text, std::mt19937& random) {
  constexpr std::array<std::array<std::string_view, 4>, 9> k_endings = {
      {{"있음", "있습니다", "있다", "있어요"},
       {"보임", "보입니다", "보인다", "보여요"},
       {"입증함", "입증합니다", "입증한다", "입증해요"},
       {"함", "합니다", "한다", "해요"},
       {"됨", "됩니다", "된다", "돼요"},
       {"시킴", "시킵니다", "시킨다", "시켜요"},
       {"줌", "줍니다", "준다", "줘요"},
       {"이룸", "이룹니다", "이룬다", "이뤄요"},
       {"임", "입니다", "이다", "이에요"}}};
  std::size_t end = korean_end(text);
  while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ' ')) --end;
  for (const auto& forms : k_endings)
    for (std::size_t form = 0; form < forms.size(); ++form) {
      if (!std::string_view(text).substr(0, end).ends_with(forms[form])) continue;
      const std::size_t other = (form + 1 + random() % (forms.size() - 1)) % forms.size();
      replace(text, end - forms[form].size(), forms[form].size(), forms[other]);
      return true;
    }
  return false;
}

struct Kind {
  std::string_view name;
  Inject inject;
  std::vector<Guard> catchers;
  bool cited_only = false;
  bool among_lines = false;  ///< shows beside the other lines of its summary, of which there are two or more
};

std::vector<Kind> kinds(const std::vector<Item>& items) {
  return {{"swapped digit",
           swap_digit,
           {Guard::numbers, Guard::names, Guard::units, Guard::latin_words, Guard::links}},
          {"changed unit", change_unit, {Guard::units, Guard::numbers, Guard::names, Guard::latin_words}},
          {"dropped negation", drop_negation, {Guard::negation}, true},
          {"invented name", invent_name, {Guard::names, Guard::latin_words}},
          {"foreign script", foreign_script, {Guard::script}},
          {"particle, Hangul", wrong_particle(true, items), {Guard::particles}},
          {"particle, Latin", wrong_particle(false, items), {Guard::particles}},
          {"mixed register", mix_register, {Guard::speech}},
          {"register of a line", change_ending, {Guard::speech}, false, true},
          {"broken link", break_link, {Guard::links}}};
}

// --- What is flagged, and what was said of it -----------------------------------------------------------

/// Where a finding stands and what it says; `line` counts from 1, or is "title".
struct Place {
  std::string id, line, guard, detail;
  auto operator<=>(const Place&) const = default;
};

/// What someone who read the line against its source said of each finding: whether it is a false alarm.
using Labels = std::map<Place, bool>;

Labels read_labels(const std::string& path) {
  Labels labels;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with("# ")) continue;
    std::array<std::string, 5> columns;
    std::size_t begin = 0;
    for (std::string& column : columns) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      column = line.substr(begin, end - begin);
      begin = std::min(end + 1, line.size());
    }
    labels[{columns[0], columns[1], columns[2], columns[3]}] = columns[4] == "false alarm";
  }
  return labels;
}

struct GuardCount {
  std::size_t lines = 0, findings = 0, errors = 0, false_alarms = 0, false_lines = 0, unlabelled = 0;
};

/// Prints what each guard flags, and, where there are labels, how much of it is wrong.
void print_findings(const std::vector<Item>& items, const GuardOptions& options, bool list,
                    const Labels& labels) {
  std::array<GuardCount, k_guards> counts{};
  std::size_t lines = 0;
  std::set<Place> seen;
  const auto show = [&](const Item& item, const std::string& where, std::string_view text,
                        const std::vector<Finding>& findings) {
    ++lines;
    std::array<bool, k_guards> flagged{}, wrongly{};
    for (const Finding& finding : findings) {
      const auto guard = static_cast<std::size_t>(finding.guard);
      GuardCount& count = counts[guard];
      const Place place{item.id, where, std::string(guard_name(finding.guard)), finding.detail};
      const auto label = labels.find(place);
      const std::string_view verdict = label == labels.end() ? "unlabelled"
                                       : label->second       ? "false alarm"
                                                             : "error";
      seen.insert(place);
      ++count.findings;
      ++(label == labels.end() ? count.unlabelled : label->second ? count.false_alarms : count.errors);
      if (!flagged[guard]) ++count.lines;
      flagged[guard] = true;
      if (label != labels.end() && label->second && !wrongly[guard]) {
        ++count.false_lines;
        wrongly[guard] = true;
      }
      if (list)
        std::printf("%s\t%s\t%s\t%s\t%s\t%s\n", place.id.c_str(), place.line.c_str(), place.guard.c_str(),
                    place.detail.c_str(), std::string(verdict).c_str(), std::string(text).c_str());
    }
  };
  for (const Item& item : items) {
    const GuardedSource source(item.source);
    const auto findings = check_summary(item.bullets, source, options);
    for (std::size_t i = 0; i < findings.size(); ++i)
      show(item, std::to_string(i + 1), item.bullets[i].ko, findings[i]);
    if (!item.title_ko.empty())
      show(item, "title", item.title_ko, check_title(item.title_ko, source, options));
  }
  std::printf("%zu lines (titles are lines too)\n", lines);
  std::printf("%-14s %7s %8s %7s %13s %18s %10s\n", "guard", "lines", "findings", "errors", "false alarms",
              "wrongly flagged", "unlabelled");
  const auto share = [&](std::size_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(lines, 1));
  };
  for (std::size_t i = 0; i < k_guards; ++i) {
    const GuardCount& count = counts[i];
    std::printf("%-14s %7zu %8zu %7zu %13zu %8zu  %5.2f %% %10zu\n",
                std::string(guard_name(static_cast<Guard>(i))).c_str(), count.lines, count.findings,
                count.errors, count.false_alarms, count.false_lines, share(count.false_lines),
                count.unlabelled);
  }
  const auto gone = std::count_if(labels.begin(), labels.end(),
                                  [&](const auto& label) { return !seen.contains(label.first); });
  if (gone > 0) std::printf("%td labels speak of what is not flagged any more\n", gone);
}

void print_injected(const std::vector<Item>& items, const GuardOptions& options, unsigned seed, bool list) {
  for (const Kind& kind : kinds(items)) {
    std::mt19937 random(seed);
    std::size_t injected = 0, caught = 0;
    for (const Item& item : items) {
      const GuardedSource source(item.source);
      const auto catches = [&](const std::vector<Finding>& findings) {
        return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
          return std::find(kind.catchers.begin(), kind.catchers.end(), f.guard) != kind.catchers.end();
        });
      };
      const auto summary_catches = [&](const std::vector<Bullet>& bullets) {
        const auto findings = check_summary(bullets, source, options);
        return std::any_of(findings.begin(), findings.end(), catches);
      };
      if (kind.among_lines && (item.bullets.size() < 3 || summary_catches(item.bullets))) continue;
      for (std::size_t i = 0; i < item.bullets.size(); ++i) {
        const Bullet& bullet = item.bullets[i];
        if (!check_bullet(bullet, source, options).empty()) continue;
        if (kind.cited_only && bullet.src.empty()) continue;
        Bullet wrong = bullet;
        if (!kind.inject(wrong.ko, random)) continue;
        ++injected;
        std::vector<Bullet> summary;
        if (kind.among_lines) {
          summary = item.bullets;
          summary[i] = wrong;
        }
        const bool found =
            kind.among_lines ? summary_catches(summary) : catches(check_bullet(wrong, source, options));
        caught += found ? 1 : 0;
        if (list && !found)
          std::printf("missed\t%s\t%s\t%s\n", std::string(kind.name).c_str(), item.id.c_str(),
                      wrong.ko.c_str());
      }
    }
    std::printf(
        "%-18s %5zu of %5zu caught  %6.2f %%\n", std::string(kind.name).c_str(), caught, injected,
        100.0 * static_cast<double>(caught) / static_cast<double>(std::max<std::size_t>(injected, 1)));
  }
}

void print_speed(const std::vector<Item>& items, const GuardOptions& options) {
  if (items.empty()) return;
  std::size_t abstracts = 0, findings = 0;
  const auto begin = std::chrono::steady_clock::now();
  std::chrono::duration<double> took{};
  while (took.count() < 1) {
    for (const Item& item : items)
      for (const auto& found : check_summary(item.bullets, GuardedSource(item.source), options))
        findings += found.size();
    abstracts += items.size();
    took = std::chrono::steady_clock::now() - begin;
  }
  std::printf("%.0f abstracts/s with all their lines (%zu findings)\n",
              static_cast<double>(abstracts) / took.count(), findings);
}

}  // namespace

int main(int argc, char** argv) {
  bool list = false, only_speed = false;
  unsigned seed = 1;
  Labels labels;
  std::vector<Item> items;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--list") {
      list = true;
    } else if (argument == "--speed") {
      only_speed = true;
    } else if (argument == "--check" && i + 1 < argc) {
      labels = read_labels(argv[++i]);
    } else if (argument == "--seed" && i + 1 < argc) {
      seed = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    } else {
      auto more = read_items(argv[i]);
      std::move(more.begin(), more.end(), std::back_inserter(items));
    }
  }
  const GuardOptions options{.strict_speech = false, .cites = false};
  if (!only_speed) {
    print_findings(items, options, list, labels);
    print_injected(items, options, seed, list);
  }
  print_speed(items, options);
  return items.empty() ? 1 : 0;
}
