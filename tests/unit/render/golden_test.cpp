#include <catch2/catch.hpp>

#include "nonmun/render/render.hpp"
#include "support.hpp"

namespace nonmun::render {
namespace {

using test::check_golden;
using test::daily_in;

Account make_account() {
  Account account;
  account.fetched = 8;
  account.shown = 5;
  account.merged = 2;
  account.held_back = 1;
  account.days = {{"huggingface", test::make_day("2024-04-24"), DayState::published, 8, ""},
                  {"huggingface", test::make_day("2024-04-27"), DayState::weekend, 0, ""},
                  {"arxiv", test::make_day("2024-04-25"), DayState::outage, 0, "HTTP 503 five times"}};
  account.failures = {{ErrorKind::unavailable, "HTTP 503", "https://export.arxiv.org/", ""}};
  return account;
}

Account make_empty_account() {
  Account account;
  account.days = {{"huggingface", test::make_day("2024-04-27"), DayState::weekend, 0, ""},
                  {"arxiv", test::make_day("2024-04-27"), DayState::weekend, 0, ""},
                  {"huggingface", test::make_day("2024-04-28"), DayState::outage, 0, "HTTP 503 five times"}};
  return account;
}

}  // namespace

TEST_CASE("records look in each style and language as the goldens do") {
  const Digest digest{test::read_records(), std::nullopt};
  RenderOptions options;
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    options = daily_in(languages);
    check_golden("daily." + languages + ".md", render(digest, options));
    options.format = Format::text;
    check_golden("daily." + languages + ".txt", render(digest, options));
    options = daily_in(languages);
    options.style = Style::listing;
    check_golden("listing." + languages + ".md", render(digest, options));
  }
  options = {};
  options.style = Style::classic;
  check_golden("classic.md", render(digest, options));
}

TEST_CASE("formulas stand as the source wrote them where TeX is asked for") {
  RenderOptions options;
  options.math = text::MathStyle::tex;
  check_golden("daily.tex.md", render({test::read_records(), std::nullopt}, options));
}

TEST_CASE("a narrow terminal with colour") {
  RenderOptions options;
  options.format = Format::text;
  options.columns = 40;
  options.color = true;
  check_golden("daily.color.txt", render({test::read_records(), std::nullopt}, options));
}

TEST_CASE("the foot tells what became of every record, in each language") {
  const Digest digest{{test::read_records().front()}, make_account()};
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    check_golden("account." + languages + ".md", render(digest, daily_in(languages)));
  }
}

TEST_CASE("a day without papers shows its head and its state, in each language") {
  const Digest digest{{}, make_empty_account()};
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    RenderOptions options = daily_in(languages);
    check_golden("empty." + languages + ".md", render(digest, options));
    options.format = Format::text;
    check_golden("empty." + languages + ".txt", render(digest, options));
  }
}

TEST_CASE("of no records and no account nothing is written, but for JSON's empty list") {
  RenderOptions options;
  for (const Style style : {Style::daily, Style::classic, Style::listing}) {
    options.style = style;
    for (const Format format : {Format::md, Format::text, Format::jsonl}) {
      options.format = format;
      CHECK(render({}, options).empty());
    }
    options.format = Format::json;
    CHECK(render({}, options) == "[]\n");
  }
}

TEST_CASE("classic and JSON never show the account") {
  RenderOptions options;
  options.style = Style::classic;
  const Digest with{test::read_records(), make_account()}, without{test::read_records(), std::nullopt};
  CHECK(render(with, options) == render(without, options));
  for (const Format format : {Format::json, Format::jsonl}) {
    options.format = format;
    CHECK(render(with, options) == render(without, options));
  }
}

}  // namespace nonmun::render
