#include "generators.hpp"

#include "support.hpp"

namespace nonmun::test {
namespace {

using rc::gen::arbitrary;
using rc::gen::element;
using rc::gen::inRange;

const std::vector<std::string> k_latin{"sheep",
                                       "`code`",
                                       "**bold**",
                                       "*",
                                       "_x_",
                                       "snake_case",
                                       "[a](b)",
                                       "](",
                                       "[",
                                       "]",
                                       "\\",
                                       "a\\",
                                       "$200k",
                                       "$x$",
                                       "P(y|x)",
                                       "<think>",
                                       "<1",
                                       "&amp;",
                                       "&",
                                       "#",
                                       "1.",
                                       "12)",
                                       "-",
                                       "+",
                                       "=",
                                       "~",
                                       "3~5",
                                       "7~~9",
                                       "!",
                                       "![",
                                       "S*",
                                       "C++",
                                       "10×",
                                       "α-NeuS",
                                       "a,b",
                                       ",",
                                       "a:",
                                       "Vote:",
                                       "/",
                                       "·",
                                       "(x)",
                                       "\"q\"",
                                       "‘q’",
                                       ">",
                                       "https://example.org/a_b",
                                       "http://x.example/(y)",
                                       "www.example.org",
                                       "e@x.org",
                                       "---",
                                       "|",
                                       "^2",
                                       "Authors:",
                                       "Émile"};
const std::vector<std::string> k_hangul{"양을", "모델(LLM)은", "높였습니다.", "요약:", "추천", "저자:"};

rc::Gen<std::string> words(std::vector<std::string> stock) {
  return rc::gen::map(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::move(stock)))),
      [](const std::vector<std::string>& parts) {
        std::string text;
        for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
        return text;
      });
}

template <class T>
rc::Gen<std::optional<T>> maybe(rc::Gen<T> gen) {
  return rc::gen::mapcat(arbitrary<bool>(), [gen](bool known) {
    return known ? rc::gen::map(gen, [](T value) { return std::optional<T>(std::move(value)); })
                 : rc::gen::just(std::optional<T>());
  });
}

std::string or_nothing(const rc::Gen<std::string>& gen) { return *arbitrary<bool>() ? *gen : std::string(); }

template <class T>
std::optional<std::vector<T>> list_of(const rc::Gen<T>& gen, int most) {
  if (!*arbitrary<bool>()) return std::nullopt;
  std::vector<T> items;
  for (int i = *inRange(0, most + 1); i > 0; --i) items.push_back(*gen);
  return items;
}

Bullet make_bullet() {
  Bullet bullet;
  const int kind = *inRange(0, 3);
  if (kind != 1) bullet.ko = *hostile_korean();
  if (kind != 0) bullet.en = *hostile_english();
  bullet.engine = *element<std::string>("human", "frames", "openai", "");
  if (*arbitrary<bool>()) bullet.verified = *arbitrary<bool>();
  return bullet;
}

Media make_media() {
  const auto kind = *element(MediaKind::image, MediaKind::video, MediaKind::thumbnail);
  const std::string host = kind == MediaKind::thumbnail ? "cdn-thumbnails.huggingface.co" : "example.org";
  return {kind, "https://" + host + "/" + std::to_string(*inRange(0, 99)) + ".png", {}};
}

std::string make_url(std::string_view start) {
  return *arbitrary<bool>() ? std::string(start) + std::to_string(*inRange(0, 3)) : std::string();
}

Paper make_any_paper() {
  Paper paper = make_paper("2404.1" + std::to_string(*inRange(1000, 9999)), *hostile_text());
  paper.title_ko = or_nothing(hostile_korean());
  paper.authors = list_of(rc::gen::exec([] {
                            const bool more = *inRange(0, 8) == 0;
                            return Author{more ? "+" : *hostile_text() + " X", more ? "more" : "", {}, {}};
                          }),
                          14);
  paper.abstract = or_nothing(hostile_english());
  paper.summary = list_of(rc::gen::exec(make_bullet), 4);
  paper.categories = list_of(hostile_english(), 3);
  paper.comment = or_nothing(hostile_text());
  paper.withdrawn = *inRange(0, 5) == 0;
  paper.votes = *maybe(inRange(0, 20000));
  paper.comments = *maybe(inRange(0, 3));
  paper.links.abs = paper.id.abs_url();
  paper.links.pdf = make_url("https://arxiv.org/pdf/");
  paper.links.html = make_url("https://arxiv.org/html/");
  paper.links.huggingface = make_url("https://huggingface.co/papers/");
  paper.links.code = make_url("https://github.com/a/");
  paper.links.project = make_url("https://a.github.io/");
  paper.media = list_of(rc::gen::exec(make_media), 3);
  if (*arbitrary<bool>()) {
    const Day day = make_day("2024-02-27").plus(*inRange(0, 3));
    paper.listed = {{"huggingface", day, "", "", {}}};
    paper.provenance.community = Origin{"huggingface", day.begin() + std::chrono::hours(*inRange(0, 48)), {}};
  }
  paper.provenance.metadata = Origin{*element<std::string>("huggingface", "arxiv_api"), {}, {}};
  return paper;
}

}  // namespace

rc::Gen<std::string> any_bytes() {
  const auto piece = rc::gen::oneOf(
      rc::gen::container<std::string>(arbitrary<char>()),
      element<std::string>("양", "\xED\xA0\x80", "\xF0\x9F\x98\x80", "\xC2\x85", "\x7F", "\\\"", "\xE2\x82",
                           "abcdefghijklmnop", "\n", "## ", "### [", "](", ", "));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<std::string> hostile_english() { return words(k_latin); }
rc::Gen<std::string> hostile_korean() {
  return rc::gen::exec([] { return *words(k_latin) + " " + *words(k_hangul); });
}
rc::Gen<std::string> hostile_text() { return rc::gen::oneOf(hostile_english(), hostile_korean()); }
rc::Gen<Paper> any_paper() { return rc::gen::exec(make_any_paper); }

}  // namespace nonmun::test
