#include "catalogue.hpp"

#include <algorithm>
#include <array>

namespace nonmun::render {
namespace {

constexpr auto k_catalogue = std::to_array<Wording>({
    {Word::papers_one, "papers_one", "논문 {n}편", "{n} paper"},
    {Word::papers_many, "papers_many", "논문 {n}편", "{n} papers"},
    {Word::no_day, "no_day", "날짜 없음", "No day"},
    {Word::still_filling, "still_filling", "집계 중", "still filling"},
    {Word::imported, "imported", "가져온 다이제스트", "imported digest"},
    {Word::votes_one, "votes_one", "추천 {n}", "{n} vote"},
    {Word::votes_many, "votes_many", "추천 {n}", "{n} votes"},
    {Word::comments_one, "comments_one", "댓글 {n}", "{n} comment"},
    {Word::comments_many, "comments_many", "댓글 {n}", "{n} comments"},
    {Word::withdrawn, "withdrawn", "철회됨", "withdrawn"},
    {Word::authors, "authors", "저자", "Authors"},
    {Word::authors_more, "authors_more", "외 {n}명", "and {n} more"},
    {Word::authors_only, "authors_only", "{n}명", "{n} in all"},
    {Word::subjects, "subjects", "분야", "Subjects"},
    {Word::comment, "comment", "비고", "Comment"},
    {Word::code, "code", "코드", "Code"},
    {Word::project, "project", "프로젝트", "Project"},
    {Word::paper, "paper", "논문", "Paper"},
    {Word::media, "media", "미디어", "Media"},
    {Word::image, "image", "그림", "Image"},
    {Word::video, "video", "동영상", "Video"},
    {Word::no_summary, "no_summary", "한국어 요약 없음", "No English summary"},
    {Word::no_abstract, "no_abstract", "초록 없음", "No abstract"},
    {Word::nothing_to_summarise, "nothing_to_summarise", "철회된 논문, 요약할 내용 없음",
     "Withdrawn, nothing to summarise"},
    {Word::unverified, "unverified", "미검증", "unverified"},
    {Word::summary_by, "summary_by", "요약", "Summary"},
    {Word::rule_based, "rule_based", "규칙 기반", "rule-based"},
    {Word::account, "account",
     "수집 {fetched} = 표시 {shown} + 병합 {merged} + 제외 {filtered} + 보류 {held_back}",
     "fetched {fetched} = shown {shown} + merged {merged} + filtered {filtered} + held back {held_back}"},
    {Word::failures_one, "failures_one", "실패 {n}건", "{n} failure"},
    {Word::failures_many, "failures_many", "실패 {n}건", "{n} failures"},
    {Word::nothing_to_show, "nothing_to_show", "표시할 논문 없음", "nothing to show"},
    {Word::published, "published", "발표 완료", "published"},
    {Word::filling, "filling", "집계 중", "still filling"},
    {Word::not_yet, "not_yet", "아직 발표되지 않음", "not published yet"},
    {Word::weekend, "weekend", "주말이라 논문 없음", "no papers on a weekend"},
    {Word::holiday, "holiday", "휴일이라 논문 없음", "no papers on a holiday"},
    {Word::stale, "stale", "최신 자료가 아님", "out of date"},
    {Word::outage, "outage", "자료를 받지 못함", "could not be fetched"},
    {Word::problem, "problem", "문제", "Problem"},
    {Word::proposal, "proposal", "제안", "Proposal"},
    {Word::method, "method", "방법", "Method"},
    {Word::result, "result", "결과", "Result"},
    {Word::release, "release", "공개", "Release"},
    {Word::limitation, "limitation", "한계", "Limitation"},
    {Word::whats_new, "whats_new", "새로운 점", "What's New"},
    {Word::technical_details, "technical_details", "기술 세부 사항", "Technical Details"},
    {Word::performance_highlights, "performance_highlights", "주요 성능", "Performance Highlights"},
    {Word::interest, "interest", "관심도", "Interest"},
    {Word::keyword, "keyword", "키워드", "keyword"},
    {Word::author, "author", "저자", "author"},
    {Word::category, "category", "분야", "category"},
    {Word::like, "like", "비슷한 논문", "like"},
    {Word::votes, "votes", "추천", "votes"},
    {Word::approximate, "approximate", "제출 시각으로 모은 근사 목록", "approximate, by time of submission"},
});

consteval bool is_in_order() {
  for (std::size_t i = 0; i < k_catalogue.size(); ++i) {
    if (static_cast<std::size_t>(k_catalogue[i].word) != i) return false;
  }
  return static_cast<std::size_t>(Word::approximate) + 1 == k_catalogue.size();
}
static_assert(is_in_order(), "the catalogue has each word, in the order of the enumeration");

constexpr std::array k_both{Language::korean, Language::english};

}  // namespace

std::span<const Wording> catalogue() { return k_catalogue; }

std::string say(Language language, Word word, Arguments arguments) {
  const Wording& wording = k_catalogue[static_cast<std::size_t>(word)];
  std::string_view pattern = language == Language::korean ? wording.ko : wording.en;
  std::string out;
  for (std::size_t open; (open = pattern.find('{')) != pattern.npos;) {
    const std::size_t close = pattern.find('}', open);
    out += pattern.substr(0, open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : arguments) {
      if (key == name) out += value;
    }
    pattern.remove_prefix(close + 1);
  }
  return out += pattern;
}

std::string say_all(const Languages& languages, Word word, Arguments arguments) {
  std::string out;
  for (const Language language : list_languages(languages)) {
    if (!out.empty()) out += " / ";
    out += say(language, word, arguments);
  }
  return out;
}

Word word_of(DayState state) {
  switch (state) {
    case DayState::published:
      return Word::published;
    case DayState::filling:
      return Word::filling;
    case DayState::not_yet:
      return Word::not_yet;
    case DayState::weekend:
      return Word::weekend;
    case DayState::holiday:
      return Word::holiday;
    case DayState::stale:
      return Word::stale;
    case DayState::outage:
      return Word::outage;
  }
  return Word::outage;
}

std::span<const Language> list_languages(const Languages& languages) {
  if (languages.korean && languages.english) return k_both;
  return std::span(k_both).subspan(languages.english && !languages.korean ? 1 : 0, 1);
}

}  // namespace nonmun::render
