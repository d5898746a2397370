// What reading makes of all recorded titles and abstracts: what must hold of each, and a report of what was
// left as it was.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"
#include "recorded.hpp"

using namespace nonmun::text;
using namespace nonmun::test;

namespace {

bool has_control_character(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; });
}

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// Dollar signs that a reader of Markdown would take for the ends of formulas.
int bare_dollars(const std::string& markdown) {
  int count = 0;
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    if (markdown[at] == '\\')
      ++at;
    else if (markdown[at] == '$')
      ++count;
  }
  return count;
}

/// Whether a control sequence is in the text that is not among those named.
bool has_other_command(const std::string& text, const std::vector<std::string>& named) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) {
    const bool is_named = std::any_of(named.begin(), named.end(), [&](const std::string& name) {
      return text.compare(at, name.size(), name) == 0;
    });
    if (!is_named && at + 1 < text.size() && std::isalpha(static_cast<unsigned char>(text[at + 1])) != 0)
      return true;
  }
  return false;
}

/// What stands in texts, with how often, and in how many.
class Tally {
 public:
  void add(const std::string& what, int times) {
    counts_[what].first += times;
    ++counts_[what].second;
  }
  /// The commonest first.
  std::string report() const {
    std::vector<std::pair<std::string, std::pair<int, int>>> rows(counts_.begin(), counts_.end());
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return std::pair(-a.second.first, a.first) < std::pair(-b.second.first, b.first);
    });
    std::ostringstream out;
    for (const auto& [what, count] : rows)
      out << "\n    " << what << "  " << count.first << " in " << count.second;
    return out.str();
  }

 private:
  std::map<std::string, std::pair<int, int>> counts_;
};

struct Report {
  int texts = 0, changed = 0;
  Tally macros, characters;
  std::vector<std::string> not_idempotent;

  void add(const Recorded& paper, Kind kind, const std::string& raw, const std::string& text,
           const std::vector<std::string>& unknown) {
    ++texts;
    changed += on_one_line(text) != to_single_line(raw);
    if (const std::string again = to_plain(text, paper.reader, kind); again != text) {
      const auto differ =
          std::mismatch(text.begin(), text.end(), again.begin(), again.end()).first - text.begin();
      const std::size_t begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(differ - 20, 0));
      not_idempotent.push_back(paper.id + ": " + to_nfc(text.substr(begin, 60)));
    }
    std::map<std::string, int> named;
    for (const std::string& name : unknown) ++named[name];
    for (const auto& [name, count] : named) macros.add(name, count);
    for (const char c : std::string_view("$^_{}~`\\")) {
      if (const auto count = std::count(text.begin(), text.end(), c); count > 0)
        characters.add(std::string(1, c), static_cast<int>(count));
    }
  }

  std::string show() const {
    std::ostringstream out;
    out << "recorded titles and abstracts: " << texts << ", changed by reading: " << changed
        << "\n  macros left as they were (times, in how many texts):" << macros.report()
        << "\n  characters of TeX left in the text (money, names, addresses):" << characters.report()
        << "\n  read again they are another text: " << not_idempotent.size();
    for (const std::string& one : not_idempotent) out << "\n    " << one;
    return out.str();
  }
};

}  // namespace

TEST_CASE("all recorded titles and abstracts are read to the end") {
  if (recorded_papers().empty()) {
    WARN("skipped: no recordings in " << shared_folder());
    return;
  }
  Report report;
  for (const Recorded& paper : recorded_papers()) {
    for (const Kind kind : {Kind::title, Kind::abstract}) {
      const std::string& raw = kind == Kind::title ? paper.title : paper.abstract;
      const Views views = to_views(raw, paper.reader, kind);
      const std::string& text = views.text;
      CAPTURE(paper.id, text);
      if (to_nfc(text) != text) FAIL_CHECK("not NFC");
      if (has_control_character(text)) FAIL_CHECK("control character");
      if (to_single_line(text) != on_one_line(text)) FAIL_CHECK("not clean");
      if (bare_dollars(views.markdown_tex) % 2 != 0) FAIL_CHECK("unbalanced $");
      if (has_other_command(text, views.unknown)) FAIL_CHECK("a command is left");
      report.add(paper, kind, raw, text, views.unknown);
    }
  }
  WARN(report.show());
  CHECK(report.not_idempotent.size() <= static_cast<std::size_t>(report.texts / 1000));
}
