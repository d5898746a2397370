// Any bytes as a day, a time or a web address: refused, or read back as itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nonmun/core/day_range.hpp"
#include "nonmun/core/url.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const nonmun::Instant now = nonmun::Timestamp::parse("2026-11-20T12:00:00Z").value().instant;
  if (const auto range = nonmun::resolve_days(text, now)) {
    if (range->last < range->first || range->days().size() > 366) std::abort();
    const auto again = nonmun::resolve_days(range->first.str() + ".." + range->last.str(), now);
    if (!again || again->first != range->first || again->last != range->last) std::abort();
  }
  if (const auto time = nonmun::Timestamp::parse(text)) {
    if (nonmun::Timestamp::parse(time->str()).value() != *time) std::abort();
  }
  if (const auto url = nonmun::Url::parse(text)) {
    if (!url->target.starts_with('/') || url->host.empty() || url->port < 1 || url->port > 65535)
      std::abort();
  }
  return 0;
}
