#include "nonmun/text/links.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "language_cases.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "random_text.hpp"
#include "recorded.hpp"

using namespace nonmun::text;

namespace {

/// The text of each link.
std::vector<std::string> matches(std::string_view text, const std::vector<FoundLink>& links) {
  std::vector<std::string> found;
  for (const FoundLink& link : links) found.emplace_back(text.substr(link.begin, link.end - link.begin));
  return found;
}

std::vector<std::string> links_in(std::string_view text) { return matches(text, find_links(text)); }
std::vector<std::string> urls_in(std::string_view text) { return matches(text, find_urls(text)); }

using Strings = std::vector<std::string>;

std::optional<std::string> check_case(const nlohmann::json& row) {
  const std::string input = row["input"];
  std::vector<FoundLink> links;
  std::set<LinkKind> kinds;
  for (const std::string kind : row["kinds"]) {
    if (kind == "doi_field") links = find_dois(input);
    kinds.insert(kind == "url" ? LinkKind::url : kind == "arxiv_id" ? LinkKind::arxiv : LinkKind::doi);
  }
  if (links.empty()) links = find_links(input);
  std::erase_if(links, [&](const FoundLink& link) { return !kinds.contains(link.kind); });
  nlohmann::json given = nlohmann::json::array(), expected = nlohmann::json::array();
  for (const FoundLink& link : links) {
    given.push_back({{"start", count_code_points(input.substr(0, link.begin))},
                     {"end", count_code_points(input.substr(0, link.end))},
                     {"href", link.href}});
  }
  for (const auto& link : row["links"]) {
    expected.push_back({{"start", link["start"]}, {"end", link["end"]}, {"href", link["href"]}});
  }
  if (given == expected) return std::nullopt;
  return "[" + input + "] expected " + expected.dump() + ", given " + given.dump();
}

}  // namespace

TEST_CASE("the shared link cases hold", "[links]") {
  const auto scores = nonmun::test::score_shared_cases("urlize.jsonl", check_case);
  for (const char* group : {"core", "own"}) {
    if (scores.contains(group)) CHECK(scores.at(group).passed == scores.at(group).total);
  }
}

TEST_CASE("a URL ends before the punctuation of its sentence", "[links]") {
  CHECK(urls_in("at https://github.com/a/b.") == Strings{"https://github.com/a/b"});
  CHECK(urls_in("(see https://a.org/x), or") == Strings{"https://a.org/x"});
  CHECK(urls_in("'https://a.org/x'; then") == Strings{"https://a.org/x"});
  CHECK(urls_in("**https://a.org/x**") == Strings{"https://a.org/x"});
  CHECK(urls_in("https://a.org/x?!") == Strings{"https://a.org/x"});
  CHECK(urls_in("https://a.org/~user/a_b.html#c-1") == Strings{"https://a.org/~user/a_b.html#c-1"});
}

TEST_CASE("brackets in a URL are balanced", "[links]") {
  CHECK(urls_in("https://a.org/wiki/X_(y)") == Strings{"https://a.org/wiki/X_(y)"});
  CHECK(urls_in("(https://a.org/wiki/X_(y))") == Strings{"https://a.org/wiki/X_(y)"});
  CHECK(urls_in("[x](https://a.org/y)에서") == Strings{"https://a.org/y"});
  CHECK(urls_in("https://a.org(https://b.org)") == Strings{"https://a.org", "https://b.org"});
  CHECK(urls_in("https://a.org/x{https://a.org/x}") == Strings{"https://a.org/x", "https://a.org/x"});
}

TEST_CASE("a link whose text is its own address is one link", "[links]") {
  CHECK(links_in("at https://a.org/x{https://a.org/x}.") == Strings{"https://a.org/x"});
  CHECK(links_in("at https://a.org/x{https://b.org}.") == Strings{"https://a.org/x", "https://b.org"});
}

TEST_CASE("Korean written onto a URL is no part of it", "[links]") {
  CHECK(urls_in("https://a.org/c에서 확인") == Strings{"https://a.org/c"});
  CHECK(urls_in("“https://a.org/c”를") == Strings{"https://a.org/c"});
  CHECK(urls_in("https://a.org/c、https://b.org。") == Strings{"https://a.org/c", "https://b.org"});
  CHECK(urls_in("https://de.wikipedia.org/wiki/Gödel.") == Strings{"https://de.wikipedia.org/wiki/Gödel"});
}

TEST_CASE("the URLs of the web are those among the links, whatever stands before them", "[links]") {
  // A file server's address that holds another: one link, and none for Markdown.
  REQUIRE(find_links("Ftp://http://www.w3.org/a").size() == 1);
  REQUIRE(find_urls("Ftp://http://www.w3.org/a").empty());
  // A source lost the space before it.
  REQUIRE(find_urls("available athttps://github.com/a/b_c.").at(0).href == "https://github.com/a/b_c");
  REQUIRE(find_urls("see https://\u00FCber.example/a").size() == 1);
  REQUIRE(find_urls("https://\u2014a").empty());
}

TEST_CASE("what only looks like a URL is none", "[links]") {
  CHECK(links_in("https:// and http://. and ://x").empty());
  CHECK(links_in("mail bob@example.com or <bob@example.com>").empty());
  CHECK(links_in("e.g. Node.js, torch.matmul, math.CO and 2.5x").empty());
  CHECK(links_in("and/or, TCP/IP, 24/7, a.b/c").empty());
}

TEST_CASE("an address without scheme is found where its host is known", "[links]") {
  const auto links = find_links("Code: github.com/a/b-c.");
  REQUIRE(links.size() == 1);
  CHECK(links[0].href == "https://github.com/a/b-c");
  CHECK(links_in("at www.powerinfer.ai/v2") == Strings{"www.powerinfer.ai/v2"});
  CHECK(links_in("see foo.github.io/bar") == Strings{"foo.github.io/bar"});
  CHECK(links_in("me@github.com/a").empty());
  CHECK(find_urls("github.com/a/b").empty());
}

TEST_CASE("DOIs are found and their links encoded", "[links]") {
  const std::string text = "doi:10.1088/1475-7516/2018/07/009, (10.1000/abc(1)) and 10.1000.10/x.";
  CHECK(links_in(text) == Strings{"10.1088/1475-7516/2018/07/009", "10.1000/abc(1)", "10.1000.10/x"});
  CHECK(find_links("10.1000/abc(1)")[0].href == "https://doi.org/10.1000/abc%281%29");
  CHECK(links_in("110.1000/abc and 10.12/abc and 10.1000/").empty());
}

TEST_CASE("a DOI field holds one or several", "[links]") {
  const std::string field = "10.1103/PhysRevD.76.013009, 10.1000/b,10.1175/1520(1996)053<0946:A>2.0.CO;2";
  CHECK(matches(field, find_dois(field)) ==
        Strings{"10.1103/PhysRevD.76.013009", "10.1000/b", "10.1175/1520(1996)053<0946:A>2.0.CO;2"});
  CHECK(find_dois("").empty());
}

TEST_CASE("arXiv ids are found, and numbers are not taken for them", "[links]") {
  CHECK(links_in("see 2404.14619v2, 0704.0001.") == Strings{"2404.14619v2", "0704.0001"});
  CHECK(links_in("arXiv:2404.14619 [cs.CL]") == Strings{"arXiv:2404.14619"});
  CHECK(links_in("hep-th/9901001, arXiv:math.GR/0512484v1 and cond-mat.str-el/0101001") ==
        Strings{"hep-th/9901001", "arXiv:math.GR/0512484v1", "cond-mat.str-el/0101001"});
  CHECK(find_links("arXiv:hep-th/9901001")[0].href == "https://arxiv.org/abs/hep-th/9901001");
  for (const char* number : {"2448446.4710(5)", "1203.4567(14)", "2404.14619%", "2404.14619.2", "E=1203.4567",
                             "-1203.4567", "2404.1461", "1999.12345", "1213.12345", "2404.00000",
                             "2404.146190", "x2404.14619", "1203.4567±0.1", "1203.4567e-3"}) {
    INFO(number);
    CHECK(links_in(number).empty());
  }
}

TEST_CASE("ids inside a URL belong to it", "[links]") {
  CHECK(links_in("https://arxiv.org/abs/2404.14619 https://doi.org/10.1000/x") ==
        Strings{"https://arxiv.org/abs/2404.14619", "https://doi.org/10.1000/x"});
}

TEST_CASE("links are told apart by host and path", "[links]") {
  for (const char* url : {"https://github.com/a/b", "http://www.github.com/a", "https://gitlab.com/a/b",
                          "https://huggingface.co/a/b", "https://bitbucket.org/a/b",
                          "https://anonymous.4open.science/r/x", "https://gitlab.uni.edu/a/b",
                          "https://huggingface.co/collections/a/b", "https://GitHub.com/A/B?tab=readme"}) {
    INFO(url);
    CHECK(classify_link(url) == LinkTarget::code);
  }
  for (const char* url :
       {"https://a.github.io", "https://a.github.io/b/", "https://sites.google.com/view/x",
        "https://huggingface.co/spaces/a/b", "https://a-b.hf.space", "https://x.org/projects/y/"}) {
    INFO(url);
    CHECK(classify_link(url) == LinkTarget::project);
  }
  for (const char* url : {"https://huggingface.co/datasets/a/b", "https://zenodo.org/records/1",
                          "https://doi.org/10.5281/zenodo.123", "https://www.kaggle.com/datasets/a/b"}) {
    INFO(url);
    CHECK(classify_link(url) == LinkTarget::dataset);
  }
  for (const char* url :
       {"https://github.com", "https://github.com/features/x", "https://huggingface.co/papers/1",
        "https://notgithub.com/a/b", "https://example.org", "", "x", "https://github.com.evil.org/a/b",
        "https://github.com@evil.org/a/b"}) {
    INFO(url);
    CHECK(classify_link(url) == LinkTarget::other);
  }
}

TEST_CASE("links lie in the text, in order, apart", "[links]") {
  CHECK(rc::check("find_links", [] {
    const std::string text = *nonmun::test::random_bytes();
    std::size_t at = 0;
    for (const FoundLink& link : find_links(text)) {
      RC_ASSERT(link.begin >= at);
      RC_ASSERT(link.begin < link.end);
      RC_ASSERT(link.end <= text.size());
      RC_ASSERT(!link.href.empty());
      at = link.end;
    }
  }));
  CHECK(rc::check("find_urls finds the same again in what it found", [] {
    const std::string text = *nonmun::test::random_bytes();
    for (const FoundLink& link : find_urls(text)) {
      const std::vector<FoundLink> again = find_urls(link.href);
      RC_ASSERT(again.size() == 1U);
      RC_ASSERT(again[0].href == link.href);
    }
  }));
}

TEST_CASE("a megabyte of hostile text is searched", "[links]") {
  constexpr std::size_t k_size = 1 << 20;
  for (const std::string_view unit : {"://", "https://", "http://(", "a/", "a.", "10.", "10.1000/", "2404.",
                                      "/0101001", ";a/", "(((", "github.com/", "math.", "\xE2", "가", "1"}) {
    std::string text;
    while (text.size() < k_size) text.append(unit);
    (void)find_links(text);
    (void)find_dois(text);
    (void)classify_link(text);
  }
}

TEST_CASE("Markdown and links agree where an address ends", "[links]") {
  for (const std::string text : {"https://a.org/x에서", "https://a.org(https://b.org)", "https://a.org/中文",
                                 "https://한", "https://a.org/é.", "(https://a.org/x_(y))"}) {
    std::string markdown;
    for (const std::string& url : urls_in(text)) markdown += "<" + url + ">";
    std::string written;
    const std::string escaped = escape_markdown_linking(text, Place::paragraph);
    for (std::size_t at = 0; (at = escaped.find('<', at)) != std::string::npos;) {
      const std::size_t end = escaped.find('>', at) + 1;
      written += escaped.substr(at, end - at);
      at = end;
    }
    CAPTURE(text);
    CHECK(written == markdown);
  }
}
