#include "nonmun/fetch/rate_limit.hpp"

#include <catch2/catch.hpp>

using namespace nonmun::fetch;
using namespace std::chrono_literals;

namespace {

constexpr WallTime k_now =
    std::chrono::sys_days{std::chrono::year{2015} / 10 / 21} + 7h + 27min + 59s + 500ms;

}  // namespace

TEST_CASE("Hugging Face's limit is read") {
  CHECK(parse_rate_limit("\"api\";r=489;t=189") == RateLimit{489, 189s});
  CHECK(parse_rate_limit(" \"api\" ; r = 0 ; t = 7 ") == RateLimit{0, 7s});
  CHECK(parse_rate_limit("\"a;r=1,b\";r=3;t=4") == RateLimit{3, 4s});
}

TEST_CASE("of several limits the tightest counts") {
  CHECK(parse_rate_limit("\"api\";r=10;t=1, \"pages\";r=2;t=60, \"x\";r=5;t=3") == RateLimit{2, 60s});
}

TEST_CASE("a limit beyond reason is bounded") {
  CHECK(parse_rate_limit("\"api\";r=99999999999999999999;t=99999999999999999999") == RateLimit{~0U, 24h});
}

TEST_CASE("what is no limit is none") {
  for (const auto* value : {"", "\"api\"", "\"api\";r=1", "\"api\";t=1", "r=-1;t=1", "r=1;t=1.5",
                            "r=;t=", ";;;", "\"", "limit=100, remaining=0, reset=5", "100"}) {
    CHECK_FALSE(parse_rate_limit(value));
  }
}

TEST_CASE("Retry-After is read as seconds and as a date") {
  CHECK(parse_retry_after("120", k_now) == 120s);
  CHECK(parse_retry_after(" 0 ", k_now) == 0s);
  CHECK(parse_retry_after("Wed, 21 Oct 2015 07:28:30 GMT", k_now) == 31s);
  CHECK(parse_retry_after("Wed, 21 Oct 2015 07:00:00 GMT", k_now) == 0s);
  CHECK(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", k_now) == 24h);
  CHECK(parse_retry_after("99999999999999999999", k_now) == 24h);
}

TEST_CASE("what is no Retry-After is none") {
  for (const auto* value :
       {"", "-1", "1.5", "soon", "Wed, 21 Oct 2015 07:28:00", "Wed, 31 Feb 2015 07:28:00 GMT",
        "Wed, 21 Okt 2015 07:28:00 GMT", "Wed, 21 Oct 2015 24:28:00 GMT", "Wed, -1 Oct 2015 07:28:00 GMT"}) {
    CHECK_FALSE(parse_retry_after(value, k_now));
  }
}
