#include "nonmun/text/korean.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <chrono>

#include "language_cases.hpp"
#include "nonmun/text/unicode.hpp"
#include "random_text.hpp"

using namespace nonmun::text;
using namespace std::chrono;

namespace {

std::optional<std::string> check_case(const nlohmann::json& row) {
  const std::string word = row["word"], pair = row["josa"], expected = row["expected"];
  const std::string given = josa(word, pair);
  return given == expected ? std::nullopt : std::optional(expected + " expected, given " + given);
}

}  // namespace

TEST_CASE("the shared particle cases hold", "[korean]") {
  const auto scores = nonmun::test::score_shared_cases("josa.jsonl", check_case);
  for (const char* group : {"core", "own"}) {
    if (scores.contains(group)) CHECK(scores.at(group).passed == scores.at(group).total);
  }
}

TEST_CASE("words of digests take their particles", "[korean]") {
  CHECK(nonmun::test::own_cases_hold("josa.jsonl", check_case));
}

TEST_CASE("a particle follows the last sound of Hangul", "[korean]") {
  CHECK(josa("모델", "은/는") == "모델은");
  CHECK(josa("데이터", "은/는") == "데이터는");
  CHECK(josa("모델", "으로/로") == "모델로");
  CHECK(josa("학습", "으로/로") == "학습으로");
  CHECK(josa("모델", "로/으로") == "모델로");
  CHECK(josa("언어", "과/와") == "언어와");
  CHECK(josa("언어", "와/과") == "언어와");
  CHECK(josa("논문", "이라고/라고") == "논문이라고");
  CHECK(josa("서울", "으로부터/로부터") == "서울로부터");
  CHECK(josa("논문", "이었다/였다") == "논문이었다");
  CHECK(josa("결과", "이었다/였다") == "결과였다");
}

TEST_CASE("Hangul that comes in pieces is composed", "[korean]") {
  CHECK(josa("\u1106\u1169\u1103\u1166\u11AF", "을/를") == "모델을");
}

TEST_CASE("a particle follows the Sino-Korean reading of a number", "[korean]") {
  CHECK(josa("10", "을/를") == "10을");
  CHECK(josa("2.0", "을/를") == "2.0을");
  CHECK(josa("2", "을/를") == "2를");
  CHECK(josa("1,000", "으로/로") == "1,000으로");
  CHECK(josa("1,001", "으로/로") == "1,001로");
  CHECK(josa("1000000000000", "으로/로") == "1000000000000로");
  CHECK(josa("2.36%", "을/를") == "2.36%를");
  CHECK(josa("3.5×", "을/를") == "3.5×를");
  CHECK(josa("3x", "으로/로") == "3x로");
  CHECK(josa("0.5초", "을/를") == "0.5초를");
  CHECK(josa("7B", "을/를") == "7B를");
  CHECK(josa("25 kg", "을/를") == "25 kg을");
  CHECK(josa("25 km", "을/를") == "25 km를");
  CHECK(josa("20 dB", "으로/로") == "20 dB로");
  CHECK(josa("5 μm", "을/를") == "5 μm를");
  CHECK(josa("$100", "을/를") == "$100를");
  CHECK(josa("v1.10", "은/는") == "v1.10은");
}

TEST_CASE("capitals are spelt out", "[korean]") {
  CHECK(josa("URL", "을/를") == "URL을");
  CHECK(josa("URL", "으로/로") == "URL로");
  CHECK(josa("LLM", "으로/로") == "LLM으로");
  CHECK(josa("LLMs", "을/를") == "LLMs를");
  CHECK(josa("CNN", "이/가") == "CNN이");
  CHECK(josa("GPU", "을/를") == "GPU를");
  CHECK(josa("TruthRL", "을/를") == "TruthRL을");
  CHECK(josa("StyleGAN", "은/는") == "StyleGAN은");
  CHECK(josa("GPT-4o", "은/는") == "GPT-4o는");
}

TEST_CASE("English words take the particle of their Korean reading", "[korean]") {
  CHECK(josa("Transformer", "은/는") == "Transformer는");
  CHECK(josa("attention", "을/를") == "attention을");
  CHECK(josa("Mistral", "으로/로") == "Mistral로");
  CHECK(josa("Qwen", "이/가") == "Qwen이");
  CHECK(josa("dataset", "을/를") == "dataset을");
  CHECK(josa("benchmark", "을/를") == "benchmark를");
  CHECK(josa("agent", "이/가") == "agent가");
  CHECK(josa("SWE-Bench", "과/와") == "SWE-Bench와");
  CHECK(josa("training", "은/는") == "training은");
  CHECK(josa("Google", "은/는") == "Google은");
  CHECK(josa("pipeline", "은/는") == "pipeline은");
  CHECK(josa("software", "은/는") == "software는");
  CHECK(josa("GitHub", "으로/로") == "GitHub로");
  CHECK(josa("arXiv", "은/는") == "arXiv는");
  CHECK(josa("Poincaré", "은/는") == "Poincaré는");
}

TEST_CASE("both forms stand where the sound is not known", "[korean]") {
  CHECK(josa("Suduq", "을/를") == "Suduq을(를)");
  CHECK(josa("人工知能", "은/는") == "人工知能은(는)");
  CHECK(josa("?_?", "으로/로") == "?_?(으)로");
  CHECK(josa("…", "이라/라") == "…(이)라");
  CHECK(josa("", "이/가") == "이(가)");
  CHECK(josa("한자", "에서") == "한자에서");
}

TEST_CASE("brackets, quotes, Markdown and TeX are looked through", "[korean]") {
  CHECK(josa("나오(Lv.25)", "으로/로") == "나오(Lv.25)로");
  CHECK(josa("모델(LLM)", "을/를") == "모델(LLM)을");
  CHECK(josa("데이터 [3]", "은/는") == "데이터 [3]는");
  CHECK(josa("“모델”", "을/를") == "“모델”을");
  CHECK(josa("**SnapKV**", "을/를") == "**SnapKV**를");
  CHECK(josa("`numpy.linalg`", "을/를") == "`numpy.linalg`를");
  CHECK(josa("논문 [LLM](https://arxiv.org/abs/2404.00001)", "을/를") ==
        "논문 [LLM](https://arxiv.org/abs/2404.00001)을");
  CHECK(josa("\\textbf{LLM}", "을/를") == "\\textbf{LLM}을");
  CHECK(josa("$\\alpha$", "을/를") == "$\\alpha$를");
  CHECK(josa("$x^{2}$", "을/를") == "$x^{2}$을");
  CHECK(josa("x²", "을/를") == "x²을");
  CHECK(josa("π", "을/를") == "π를");
  CHECK(josa("ε", "을/를") == "ε을");
  CHECK(josa("A*", "을/를") == "A*를");
  CHECK(josa("C++", "은/는") == "C++는");
  CHECK(josa("모델 🤗", "을/를") == "모델 🤗을");
}

TEST_CASE("dates are written in both languages", "[korean]") {
  const sys_days date = 2024y / April / 24;
  CHECK(korean_date(date) == "2024년 4월 24일 (수)");
  CHECK(english_date(date) == "Apr 24, 2024 (Wed)");
  CHECK(korean_date(2026y / January / 4) == "2026년 1월 4일 (일)");
  CHECK(english_date(2023y / December / 30) == "Dec 30, 2023 (Sat)");
}

TEST_CASE("Hangul is found in every form", "[korean]") {
  CHECK(has_hangul("abc 한"));
  CHECK(has_hangul("\u1112"));
  CHECK(has_hangul("ㅋ"));
  CHECK_FALSE(has_hangul("漢字, かな, é"));
  CHECK_FALSE(has_hangul("\xEC\x95"));
  CHECK_FALSE(has_hangul(""));
}

TEST_CASE("digits are grouped by three", "[korean]") {
  CHECK(group_digits(0) == "0");
  CHECK(group_digits(999) == "999");
  CHECK(group_digits(1000) == "1,000");
  CHECK(group_digits(1234567) == "1,234,567");
  CHECK(group_digits(-1234) == "-1,234");
  CHECK(group_digits(-123) == "-123");
}

TEST_CASE("any bytes take a particle", "[korean]") {
  CHECK(rc::check("josa", [] {
    const std::string word = *nonmun::test::random_bytes();
    const std::string given = josa(word, "은/는");
    RC_ASSERT(given.starts_with(to_nfc(word)));
    RC_ASSERT(given.ends_with("은") || given.ends_with("는") || given.ends_with("은(는)"));
  }));
}

TEST_CASE("a megabyte of a hostile word takes a particle", "[korean]") {
  constexpr std::size_t k_size = 1 << 20;
  for (const std::string_view unit :
       {"(", ")", "[](", "a", "0", "0,", "$", "1$", "*", "a*", "+", "^", "\xE2", "가", "🤗"}) {
    std::string text;
    while (text.size() < k_size) text.append(unit);
    CHECK(josa(text, "은/는").size() > text.size());
  }
}

TEST_CASE("a word that Koreans read in two ways has the last sounds of both") {
  const auto sounds = [](std::string_view word) {
    const LastSounds found = last_sounds(word);
    return std::string(found.vowel ? "v" : "") + (found.consonant ? "c" : "") + (found.rieul ? "r" : "");
  };
  CHECK(sounds("모델") == "r");
  CHECK(sounds("LLM") == "c");
  CHECK(sounds("OCR") == "r");
  CHECK(sounds("BERT") == "v");
  CHECK(sounds("CLEAR") == "vr");     // 클리어, 알
  CHECK(sounds("DeCLIP") == "vc");    // 클립, 피
  CHECK(sounds("EAGLE") == "vr");     // 이글, 이
  CHECK(sounds("SLICK") == "vc");     // 슬릭, 케이
  CHECK(sounds("MSTaR") == "vr");     // 스타, 알
  CHECK(sounds("GPT-3") == "vc");     // 삼, 쓰리
  CHECK(sounds("Llama 3.0") == "c");  // 삼점영
  CHECK(sounds("Fusion360") == "c");  // 삼백육십
  CHECK(sounds("1.98") == "r");
  CHECK(sounds("1/24") == "vr");  // 이십사분의 일, 이십사
  CHECK(sounds("Qwen2.5") == "v");
  CHECK(sounds("pub") == "vcr");
  CHECK(sounds("日") == "vcr");
}
