// Any bytes as source and line: the findings lie in the line, the same ones each time; and a line that copies
// a word of the source verbatim says no unknown word.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/core/ascii.hpp"
#include "nonmun/translate/guards.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun;
  using namespace nonmun::translate;
  // Title, abstract, Korean line and what it cites, divided by lines.
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto next = [&] {
    const std::string_view field = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(field.size() + 1, rest.size()));
    return field;
  };
  Paper paper(ArxivId::parse("2401.00001").value());
  paper.title = next();
  paper.abstract = next();
  Bullet bullet;
  bullet.ko = next();
  for (const char c : next()) bullet.src.push_back(c - '0');
  const Source source = source_of(paper);
  const GuardedSource guarded(source);
  const GuardOptions options{.strict_speech = size % 2 == 0, .cites = size % 3 == 0};
  const auto findings = check_summary({bullet, bullet}, guarded, options);
  for (const auto& list : findings)
    for (const Finding& finding : list)
      if (finding.where.begin > finding.where.end || finding.where.end > bullet.ko.size()) std::abort();
  if (findings != check_summary({bullet, bullet}, GuardedSource(source), options)) std::abort();
  (void)check_title(bullet.ko, guarded, options);

  // The first word of the abstract, put into a clean line, is known.
  constexpr std::string_view k_clean = " 모델을 제안합니다.";
  std::size_t end = 0;
  while (end < paper.abstract.size() && ascii::is_letter(paper.abstract[end])) ++end;
  const bool alone = end > 0 && (end == paper.abstract.size() || paper.abstract[end] == ' ');
  if (alone) {
    Bullet copy;
    copy.ko = paper.abstract.substr(0, end) + std::string(k_clean);
    for (const Finding& finding : check_bullet(copy, guarded, options))
      if (finding.guard == Guard::names || finding.guard == Guard::latin_words) std::abort();
  }
  return 0;
}
