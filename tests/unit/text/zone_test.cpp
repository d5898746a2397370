#include "nonmun/text/zone.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace nonmun;
using namespace nonmun::text;
using namespace std::chrono;

namespace {

/// TZ for the length of a test.
class Variable {
 public:
  explicit Variable(const char* value) {
    if (const char* old = std::getenv("TZ")) old_ = old;
    setenv("TZ", value, 1);
  }
  ~Variable() { old_ ? setenv("TZ", old_->c_str(), 1) : unsetenv("TZ"); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  std::optional<std::string> old_;
};

constexpr Instant at(year_month_day date, hours hour = {}) { return sys_days(date) + hour; }

}  // namespace

TEST_CASE("the offset of a zone follows its daylight saving time", "[zone]") {
  CHECK(utc_offset("Asia/Seoul", at(2024y / April / 24)) == 9h);
  CHECK(utc_offset("America/New_York", at(2024y / July / 1)) == -4h);
  CHECK(utc_offset("America/New_York", at(2024y / January / 1)) == -5h);
  CHECK(utc_offset("America/New_York", at(2026y / March / 8, 6h)) == -5h);
  CHECK(utc_offset("America/New_York", at(2026y / March / 8, 7h)) == -4h);
  CHECK(utc_offset("Asia/Kolkata", at(2024y / July / 1)) == 5h + 30min);
  CHECK(utc_offset("UTC", at(2024y / July / 1)) == 0h);
  CHECK(utc_offset("Etc/GMT-9", at(2024y / July / 1)) == 9h);
}

TEST_CASE("a zone that does not exist has no offset", "[zone]") {
  CHECK_FALSE(utc_offset("Asia/Soul", at(2024y / July / 1)));
  CHECK_FALSE(utc_offset("GMT+9", at(2024y / July / 1)));
  CHECK_FALSE(utc_offset("", at(2024y / July / 1)));
  CHECK_FALSE(utc_offset("\xFF", at(2024y / July / 1)));
}

TEST_CASE("the system's zone is what TZ says", "[zone]") {
  const auto zone = [](const char* value) {
    const Variable variable(value);
    return system_zone();
  };
  CHECK(zone("Asia/Seoul") == "Asia/Seoul");
  CHECK(zone(":Asia/Seoul") == "Asia/Seoul");
  CHECK(zone("/usr/share/zoneinfo/Asia/Seoul") == "Asia/Seoul");
  CHECK(zone("KST-9") == "Etc/GMT-9");
  CHECK(zone("UTC0") == "UTC");
  CHECK(zone("EST5EDT") == "EST5EDT");
  CHECK(zone("") == "UTC");
  CHECK(zone("nonsense") == "UTC");
}

TEST_CASE("without TZ the system's zone is one that exists", "[zone]") {
  const Variable restore("UTC");
  unsetenv("TZ");
  CHECK(utc_offset(system_zone(), at(2024y / July / 1)));
}
