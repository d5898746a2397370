// The guards over real summaries, and over the same with one error put into a line.
//
//   guards [--list] [--seed N] FILE...
//
// A line of a FILE is a JSON object with id, title, abstract, title_ko and summary: [{ko, en?}]; `en` is the
// text that a line was made from, and its sentences are what the line then cites. Prints how many lines each
// guard flags (--list: which), how many errors of each kind were put in and caught, and the speed.

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

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text) {
    if (ascii::is_alnum(c)) {
      word.push_back(ascii::lower(c));
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.insert(word);
  return words;
}

/// The sentences that a quotation was taken from.
std::vector<int> sentences_of(const Source& source, std::string_view quotation) {
  std::vector<int> found;
  const auto quoted = words_of(quotation);
  for (int number = 1; number <= static_cast<int>(source.sentences.size()); ++number) {
    const auto words = words_of(source.sentence(number));
    const auto common = static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(), [&](const auto& w) { return quoted.contains(w); }));
    if (common * 10 >= std::min(words.size(), quoted.size()) * 7 && common > 0) found.push_back(number);
  }
  return found;
}

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
        bullet.src = sentences_of(item.source, entry["en"].get<std::string>());
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

struct Kind {
  std::string_view name;
  Inject inject;
  std::vector<Guard> catchers;
  bool cited_only = false;
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
          {"broken link", break_link, {Guard::links}}};
}

void print_findings(const std::vector<Item>& items, const GuardOptions& options, bool list) {
  std::map<Guard, std::size_t> flagged;
  std::size_t lines = 0;
  const auto show = [&](const Item& item, std::string_view where, std::string_view text,
                        const std::vector<Finding>& findings) {
    ++lines;
    std::set<Guard> once;
    for (const Finding& finding : findings) {
      if (once.insert(finding.guard).second) ++flagged[finding.guard];
      if (list)
        std::printf("%s\t%.*s\t%s\t%s\t%.*s\n", item.id.c_str(), static_cast<int>(where.size()), where.data(),
                    std::string(guard_name(finding.guard)).c_str(), finding.detail.c_str(),
                    static_cast<int>(text.size()), text.data());
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
  for (int i = 0; i < k_guards; ++i) {
    const auto guard = static_cast<Guard>(i);
    std::printf(
        "%-14s %5zu  %5.2f %%\n", std::string(guard_name(guard)).c_str(), flagged[guard],
        100.0 * static_cast<double>(flagged[guard]) / static_cast<double>(std::max<std::size_t>(lines, 1)));
  }
}

void print_injected(const std::vector<Item>& items, const GuardOptions& options, unsigned seed, bool list) {
  for (const Kind& kind : kinds(items)) {
    std::mt19937 random(seed);
    std::size_t injected = 0, caught = 0;
    for (const Item& item : items) {
      const GuardedSource source(item.source);
      for (const Bullet& bullet : item.bullets) {
        if (!check_bullet(bullet, source, options).empty()) continue;
        if (kind.cited_only && bullet.src.empty()) continue;
        Bullet wrong = bullet;
        if (!kind.inject(wrong.ko, random)) continue;
        ++injected;
        const auto findings = check_bullet(wrong, source, options);
        const bool found = std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
          return std::find(kind.catchers.begin(), kind.catchers.end(), f.guard) != kind.catchers.end();
        });
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
  bool list = false;
  unsigned seed = 1;
  std::vector<Item> items;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--list") {
      list = true;
    } else if (argument == "--seed" && i + 1 < argc) {
      seed = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    } else {
      auto more = read_items(argv[i]);
      std::move(more.begin(), more.end(), std::back_inserter(items));
    }
  }
  const GuardOptions options{.strict_speech = false, .cites = false};
  print_findings(items, options, list);
  print_injected(items, options, seed, list);
  print_speed(items, options);
  return items.empty() ? 1 : 0;
}
