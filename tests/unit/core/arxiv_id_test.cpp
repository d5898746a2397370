#include "nonmun/core/arxiv_id.hpp"

#include <catch2/catch.hpp>

using nonmun::ArxivId;
using nonmun::VersionedArxivId;

namespace {

std::string canonical(std::string_view text) {
  const auto id = VersionedArxivId::parse(text);
  return id ? id->str() : "refused";
}

}  // namespace

TEST_CASE("every form in which an arXiv id is met gives the canonical id") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"2404.14619", "2404.14619"},
      {"2404.14619v2", "2404.14619v2"},
      {"  2404.14619\n", "2404.14619"},
      {"arXiv:2404.14619v1", "2404.14619v1"},
      {"ARXIV: 2404.14619", "2404.14619"},
      {"2404.14619v3.pdf", "2404.14619v3"},
      {"0704.0001", "0704.0001"},
      {"1412.9999", "1412.9999"},
      {"1501.00001", "1501.00001"},
      {"hep-th/9901001", "hep-th/9901001"},
      {"hep-th/9901001v2", "hep-th/9901001v2"},
      {"hepth/9901001", "hep-th/9901001"},
      {"HEP-TH/9901001", "hep-th/9901001"},
      {"hep--th//9901001", "hep-th/9901001"},
      {"math.GT/0309136", "math/0309136"},
      {"cond-mat.mtrl-sci/0703001", "cond-mat/0703001"},
      {"solv-int/9901001", "solv-int/9901001"},
      {"https://arxiv.org/abs/2404.14619", "2404.14619"},
      {"http://arxiv.org/abs/1605.08386v1", "1605.08386v1"},
      {"https://www.arxiv.org/pdf/2404.14619v1.pdf", "2404.14619v1"},
      {"https://export.arxiv.org/abs/hep-th/9901001v2", "hep-th/9901001v2"},
      {"arxiv.org/html/2404.14619v2#S1", "2404.14619v2"},
      {"https://arxiv.org/abs/2404.14619?context=cs.CL", "2404.14619"},
      {"https://arxiv.org/abs/math.GT/0309136", "math/0309136"},
      {"https://arxiv.org/e-print/2404.14619", "2404.14619"},
      {"https://huggingface.co/papers/2404.14619", "2404.14619"},
      {"https://huggingface.co/papers/2404.14619.md", "2404.14619"},
      {"hf.co/papers/2404.14619", "2404.14619"},
      {"https://www.alphaxiv.org/abs/2404.14619v1", "2404.14619v1"},
      {"oai:arXiv.org:2404.14619", "2404.14619"},
      {"oai:arXiv.org:hep-th/9901001", "hep-th/9901001"},
      {"doi:10.48550/arXiv.2404.14619", "2404.14619"},
      {"https://doi.org/10.48550/ARXIV.2404.14619", "2404.14619"},
      {"https://dx.doi.org/10.48550/arXiv.hep-th/9901001", "hep-th/9901001"},
      {"10.48550/arxiv.2404.14619", "2404.14619"},
      {"/2404.14619", "2404.14619"},
  }));
  CAPTURE(text);
  CHECK(canonical(text) == expected);
}

TEST_CASE("what is no arXiv id is refused") {
  const auto text = GENERATE(values<std::string>({
      "",
      " ",
      "../../x",
      "2404",
      "2404.",
      "2404.1461",
      "2404.146190",
      "2404.00000",
      "2413.00001",
      "2400.00001",
      "0703.0001",
      "0704.00001",
      "0707.123456",
      "0612.1234",
      "1412.00001",
      "1501.0001",
      "2404.14619v0",
      "2404.14619v01",
      "2404.14619v",
      "2404.14619x",
      "x2404.14619",
      "hep-th/99010011",
      "hep-th/9901000",
      "hep-th/0704001",
      "hep-th/9107001",
      "hep-th/9913001",
      "nosuch/9901001",
      "hep-th/",
      "/",
      "math./0309136",
      "2448446.4710(5)",
      "https://example.org/abs/2404.14619",
      "https://arxiv.org/list/cs.CL/new",
      "10.1000/2404.14619",
      "https://doi.org/10.1023/A:1026654312961",
      "2404.14619/../x",
      "2404.14619\n2404.14620",
      "２４０４.14619",
  }));
  CAPTURE(text);
  CHECK(canonical(text) == "refused");
}

TEST_CASE("a refused id says what is wrong and how an id is written") {
  const auto id = ArxivId::parse("../../x");
  REQUIRE_FALSE(id);
  CHECK(id.error().kind == nonmun::ErrorKind::usage);
  CHECK(to_line(id.error()).find("../../x") != std::string::npos);
  CHECK(to_line(id.error()).find("2404.14619") != std::string::npos);
}

TEST_CASE("an id knows its pages and its DOI") {
  const auto id = ArxivId::parse("math.GT/0309136v1").value();
  CHECK(id.abs_url() == "https://arxiv.org/abs/math/0309136");
  CHECK(id.pdf_url() == "https://arxiv.org/pdf/math/0309136");
  CHECK(id.doi() == "10.48550/arXiv.math/0309136");
}

TEST_CASE("the canonical form of a canonical id is itself") {
  for (const std::string text : {"2404.14619", "hep-th/9901001", "0704.0001"}) {
    CHECK(ArxivId::parse(ArxivId::parse(text).value().str()).value().str() == text);
  }
}
