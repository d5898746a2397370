#include "nonmun/parse/any.hpp"

#include <catch2/catch.hpp>

#include "recorded.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

std::string told(const std::string& bytes) {
  const auto format = detect_format(bytes, {});
  return format ? std::string(to_string(*format)) : format.error().what;
}

}  // namespace

TEST_CASE("a format is told by content") {
  for (const std::string name : {"huggingface_2024.json", "huggingface_2025.json", "huggingface_2026.json",
                                 "huggingface_paper.json"}) {
    CHECK(told(recorded::fixture(name)) == "Hugging Face daily papers");
  }
  for (const std::string name : {"arxiv_current.xml", "arxiv_legacy.xml", "arxiv_error.xml"}) {
    CHECK(told(recorded::fixture(name)) == "arXiv Atom");
  }
  CHECK(told(recorded::fixture("records.jsonl")) == "nonmun records");
  CHECK(told("{\"id\":\"2404.00001\",\n\"title\":\"A\"}") == "nonmun records");
  CHECK(told("[{\"title\":\"A\",\"id\":\"2404.00001\"}]") == "nonmun records");
  CHECK(told("[null,{\"paper\":{}}]") == "Hugging Face daily papers");
  CHECK(told("\xEF\xBB\xBF []") == "Hugging Face daily papers");
  CHECK(told("<feed xmlns='http://www.w3.org/2005/Atom'/>") == "arXiv Atom");
  CHECK(told("# Daily Papers\n\n## Daily Papers (2024-04-24)\n") == "digest");
  CHECK(told("[Title](https://arxiv.org/abs/2404.00001)\n") == "digest");
}

TEST_CASE("what is nothing that can be read is named") {
  CHECK(told("") == "empty");
  CHECK(told("\x1F\x8B\x08") == "not text but compressed data (gzip)");
  CHECK(told(std::string("ab\0cd", 5)) == "not text but binary data");
  CHECK(told("%PDF-1.5\n") == "not text but a PDF file");
  CHECK(told("<!DOCTYPE html>\n<html><title>Sign in</title></html>") ==
        "not papers but an HTML page (\"Sign in\")");
  CHECK(told("{\"error\":\"Not found\"}") == "not papers but an error: Not found");
  CHECK(told("[1,2,3]") == "JSON, but neither Hugging Face's papers nor nonmun's records");
  CHECK(told("{\"a\":1}") == "JSON, but neither Hugging Face's papers nor nonmun's records");
  CHECK(told("42") == "not papers but a number");
  CHECK(told("Rate exceeded.") == "not papers but the text \"Rate exceeded.\"");
}

TEST_CASE("whatever the format, the same papers come out of parse_any") {
  CHECK(parse_any(recorded::fixture("huggingface_2025.json"), {})->papers.size() == 1);
  CHECK(parse_any(recorded::fixture("arxiv_current.xml"), {})->papers.size() == 2);
  CHECK(parse_any(recorded::fixture("records.jsonl"), {})->papers.size() == 3);
  CHECK(parse_any("\xEF\xBB\xBF" + recorded::fixture("records.jsonl"), {})->papers.size() == 3);
}

TEST_CASE("input of only white space is no records and no error") {
  for (const std::string bytes : {"", " \n\t\r\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"}) {
    const auto parsed = parse_any(bytes, {});
    REQUIRE(parsed);
    CHECK(parsed->entries == 0);
  }
}

TEST_CASE("an error of a parser comes through") {
  const auto parsed = parse_any(recorded::fixture("arxiv_error.xml"), {"stdin", {}, {}});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().kind == ErrorKind::usage);
  CHECK(parsed.error().where == "stdin");
}
