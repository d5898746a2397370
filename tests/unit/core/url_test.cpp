#include "nonmun/core/url.hpp"

#include <catch2/catch.hpp>

using nonmun::Url;

TEST_CASE("a web address is split into what tells hosts apart") {
  const auto url = Url::parse("HTTPS://Huggingface.co:8443/api/daily_papers?date=2024-04-24#top").value();
  CHECK(url.scheme == "https");
  CHECK(url.host == "huggingface.co");
  CHECK(url.port == 8443);
  CHECK(url.target == "/api/daily_papers?date=2024-04-24");
  CHECK(Url::parse("http://example.org").value().target == "/");
  CHECK(Url::parse("http://example.org?q").value().target == "/?q");
  CHECK(Url::parse("https://example.org").value().port == 443);
}

TEST_CASE("what is not the web is refused") {
  for (const char* text :
       {"", "example.org", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "http://",
        "http:///x", "http://a b/", "http://user:pw@example.org/", "http://example.org:0/",
        "http://example.org:99999/", "http://[::1/", "http://exa\nmple.org/", "http://<x>/"}) {
    CAPTURE(text);
    CHECK_FALSE(Url::parse(text));
  }
}

TEST_CASE("loopback hosts are told from others") {
  for (const char* text :
       {"http://localhost:1/", "http://127.0.0.1/", "http://127.3.2.1:80/", "http://[::1]:8080/"})
    CHECK(Url::parse(text).value().is_loopback());
  for (const char* text :
       {"http://127.0.0.1.example.org/", "http://localhost.example.org/", "http://10.0.0.1/"})
    CHECK_FALSE(Url::parse(text).value().is_loopback());
}

TEST_CASE("percent encoding keeps the unreserved and encodes the rest") {
  CHECK(nonmun::percent_encode("a-Z_0.9~ ü/&") == "a-Z_0.9~%20%C3%BC%2F%26");
}
