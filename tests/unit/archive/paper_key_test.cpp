#include "nonmun/archive/paper_key.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace nonmun;
using archive::paper_id;
using archive::paper_key;

namespace {
archive::PaperKey key(std::string_view id) { return paper_key(ArxivId::parse(id).value()).value(); }
}  // namespace

TEST_CASE("the key of a paper is what it has always been") {
  CHECK(key("2404.14619") == 39914619);
  CHECK(key("0704.0001") == 19500001);
  CHECK(key("1412.9999") == 28709999);
  CHECK(key("acc-phys/9411001") == 4600001);
  CHECK(key("hep-th/9901001") == 9619001);
  CHECK(key("supr-con/9608008") == 6733008);
}

TEST_CASE("keys rise with submission") {
  CHECK(key("hep-th/9108001") < key("hep-th/9912001"));
  CHECK(key("math/9912999") < key("math/0001001"));
  CHECK(key("math/0703999") < key("0704.0001"));
  CHECK(key("1412.7777") < key("1501.00001"));
  CHECK(key("2404.00001") < key("2404.14619"));
  CHECK(key("2404.99999") < key("2405.00001"));
}

TEST_CASE("a key gives its id back, and no two ids have one key") {
  std::set<archive::PaperKey> keys;
  std::size_t ids = 0;
  const auto check = [&](const std::string& text) {
    const auto id = ArxivId::parse(text).value();
    const auto made = paper_key(id);
    REQUIRE(made.has_value());
    keys.insert(*made);
    ++ids;
    REQUIRE(paper_id(*made) == id);
  };
  for (const char* const archive :
       {"acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an",
        "chao-dyn", "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",
        "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",
        "math-ph",  "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",
        "plasm-ph", "q-alg",    "q-bio",    "quant-ph", "solv-int", "supr-con"}) {
    for (const char* const number : {"9108001", "9912999", "0001001", "0703999"})
      check(std::string(archive) + '/' + number);
  }
  for (const char* const text :
       {"0704.0001", "0912.9999", "1412.0001", "1501.00001", "2404.14619", "9012.99999"})
    check(text);
  CHECK(keys.size() == ids);
}

TEST_CASE("a number that is no key has no id") {
  for (const archive::PaperKey number : {-1L, 0L, 39900000L, 19499999L, 999999999999L}) {
    CAPTURE(number);
    CHECK_FALSE(paper_id(number));
  }
}
