#include "nonmun/daily/convert_snapshot.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "nonmun/core/error.hpp"
#include "support/show.hpp"

using namespace nonmun;

namespace {

std::string line(std::size_t number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 5 - digits.size(), '0');
  return R"({"id":"2401.)" + digits + R"(","submitter":"A","authors":"Ada Sample","title":"Paper )" + digits +
         R"(","comments":null,"categories":"cs.CL","abstract":")" + std::string(400, 'w') +
         R"(","versions":[{"version":"v1","created":"Mon, 1 Jan 2024 10:00:00 GMT"}],"update_date":"2024-01-02",)"
         R"("authors_parsed":[["Sample","Ada",""]]})";
}

/// Several blocks of lines, some of them no record.
std::string dump(std::size_t lines) {
  std::string text;
  for (std::size_t number = 1; number <= lines; ++number) {
    if (number % 1000 == 7) {
      text += "{\"id\":\"broken\n";
    } else {
      text += line(number) + '\n';
    }
  }
  return text;
}

struct Converted {
  std::string lines;
  std::vector<std::string> issues;
  std::uint64_t entries = 0, held_back = 0;
  parse::SnapshotPosition behind;
  std::vector<std::pair<parse::SnapshotPosition, std::size_t>>
      stretches;  ///< and how much was out behind each
};

Converted convert(std::string_view text, daily::SnapshotOptions options = {},
                  std::size_t most = ~std::size_t{0}, std::size_t piece = 100'000) {
  Converted all;
  text.remove_prefix(options.from.offset);
  const auto read = [&](std::span<char> into) -> Result<std::size_t> {
    const std::size_t size = std::min({into.size(), text.size(), piece});
    std::copy_n(text.data(), size, into.data());
    text.remove_prefix(size);
    return size;
  };
  const auto take = [&](const daily::SnapshotStretch& stretch) -> Result<bool> {
    all.lines += stretch.lines;
    for (const Issue& issue : stretch.issues) all.issues.push_back(issue.where + ": " + issue.what);
    all.entries += stretch.entries;
    all.held_back += stretch.held_back;
    all.behind = stretch.behind;
    all.stretches.emplace_back(stretch.behind, all.lines.size());
    return all.stretches.size() < most;
  };
  REQUIRE(daily::convert_snapshot(read, take, options));
  return all;
}

}  // namespace

TEST_CASE("the same lines come out whatever the number of threads") {
  const std::string text = dump(6000);
  const Converted alone = convert(text, {.threads = 1});
  CHECK(alone.entries == 6000);
  CHECK(alone.held_back == 6);
  CHECK(std::ranges::count(alone.lines, '\n') == 5994);
  CHECK(alone.issues.size() == 6);
  CHECK(alone.issues.front().starts_with("line 7: "));
  CHECK(alone.issues.back().starts_with("line 5007: "));
  CHECK(alone.behind == parse::SnapshotPosition{text.size(), 6000});
  CHECK(alone.stretches.size() > 3);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const Converted together = convert(text, {.threads = threads});
    CHECK(together.lines == alone.lines);
    CHECK(together.issues == alone.issues);
    CHECK(together.stretches == alone.stretches);
  }
}

TEST_CASE("a conversion goes on behind any stretch of an earlier one") {
  const std::string text = dump(6000);
  const Converted whole = convert(text);
  for (std::size_t stop = 1; stop <= 3; ++stop) {
    const Converted first = convert(text, {}, stop);
    REQUIRE(first.stretches.size() == stop);
    const Converted rest = convert(text, {.from = first.behind});
    CHECK(first.lines + rest.lines == whole.lines);
    CHECK(rest.behind == whole.behind);
    CHECK(first.held_back + rest.held_back == whole.held_back);
  }
}

TEST_CASE("an input may be empty, end without a line break and come in any pieces") {
  CHECK(convert("").entries == 0);
  CHECK(convert("\n\n").entries == 0);
  const std::string text = line(1) + "\n" + line(2);
  const Converted last = convert(text);
  CHECK(last.entries == 2);
  CHECK(last.behind == parse::SnapshotPosition{text.size(), 2});
  CHECK(convert(text, {}, ~std::size_t{0}, 1).lines == last.lines);
}

TEST_CASE("a line longer than any record costs that line only, and no memory") {
  const std::string text = line(1) + '\n' + std::string(30'000'000, 'x') + '\n' + line(2) + '\n';
  const Converted all = convert(text, {}, ~std::size_t{0}, 1'000'000);
  CHECK(all.entries == 3);
  CHECK(all.held_back == 1);
  REQUIRE(all.issues.size() == 1);
  CHECK(all.issues.front() == "line 2: longer than any record can be (8 MiB)");
  CHECK(std::ranges::count(all.lines, '\n') == 2);
  CHECK(all.behind == parse::SnapshotPosition{text.size(), 3});
}

TEST_CASE("an input that cannot be read and an output that cannot be written end a conversion") {
  const auto broken = [](std::span<char>) -> Result<std::size_t> {
    return fail(ErrorKind::local_fault, "input");
  };
  const auto take = [](const daily::SnapshotStretch&) -> Result<bool> {
    return fail(ErrorKind::local_fault, "full");
  };
  const auto unread = daily::convert_snapshot(broken, take, {});
  REQUIRE_FALSE(unread);
  CHECK(unread.error().what == "input");
  const std::string text = dump(3000);
  std::string_view rest = text;
  const auto read = [&](std::span<char> into) -> Result<std::size_t> {
    const std::size_t size = std::min(into.size(), rest.size());
    std::copy_n(rest.data(), size, into.data());
    rest.remove_prefix(size);
    return size;
  };
  const auto unwritten = daily::convert_snapshot(read, take, {});
  REQUIRE_FALSE(unwritten);
  CHECK(unwritten.error().what == "full");
}
