#include "random_text.hpp"

#include <vector>

namespace nonmun::test {
namespace {

std::string join(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

rc::Gen<std::string> piece() {
  return rc::gen::elementOf(std::vector<std::string>{"a",
                                                     "We",
                                                     "The",
                                                     "model",
                                                     "et al.",
                                                     "e.g.",
                                                     "vs.",
                                                     "Fig.",
                                                     "U.S.",
                                                     "E.",
                                                     "3.5x",
                                                     "7",
                                                     "2404.14619",
                                                     "10.1000/x",
                                                     "hep-th/9901001",
                                                     "arXiv:",
                                                     "https://",
                                                     "http://a.b/c",
                                                     "https://github.com/a/b",
                                                     "://",
                                                     "Jr",
                                                     "and",
                                                     "&",
                                                     " ",
                                                     " ",
                                                     " ",
                                                     ". ",
                                                     ".",
                                                     ",",
                                                     ":",
                                                     ";",
                                                     "!",
                                                     "?",
                                                     "(",
                                                     ")",
                                                     "[",
                                                     "]",
                                                     "{",
                                                     "}",
                                                     "\"",
                                                     "'",
                                                     "*",
                                                     "$",
                                                     "%",
                                                     "^",
                                                     "_",
                                                     "\\",
                                                     "\n",
                                                     "\t",
                                                     "\r\n",
                                                     "논문",
                                                     "모델은",
                                                     "합니다.",
                                                     "가",
                                                     "\u1112",
                                                     "\u1161",
                                                     "\u11AB",
                                                     "ㅋ",
                                                     "漢",
                                                     "。",
                                                     "，",
                                                     "．",
                                                     "é",
                                                     "e\u0301",
                                                     "\u0301",
                                                     "\u200D",
                                                     "\uFE0F",
                                                     "\u20E3",
                                                     "🤗",
                                                     "👩",
                                                     "🔬",
                                                     "🇰",
                                                     "🇷",
                                                     "\u00A0",
                                                     "\u200B",
                                                     "…",
                                                     "“",
                                                     "”",
                                                     "\u0600",
                                                     "\u0915",
                                                     "\u094D",
                                                     "\u093F",
                                                     "²",
                                                     "α",
                                                     "\x1B[31m",
                                                     "0",
                                                     "000",
                                                     "Collaboration",
                                                     "(1)",
                                                     "((1) x)"});
}

}  // namespace

rc::Gen<std::string> random_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece()), join);
}

rc::Gen<std::string> random_bytes() {
  const auto bytes = rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(piece(), piece(), bytes)),
                      join);
}

}  // namespace nonmun::test
