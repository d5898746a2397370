#include "zone.hpp"

#include "nonmun/text/zone.hpp"

namespace nonmun::cli {

std::string zone_name(const Options& options) {
  return options.zone.empty() ? text::system_zone() : options.zone;
}

std::optional<Day> wall_date(const Options& options, Instant now) {
  const auto offset = text::utc_offset(zone_name(options), now);
  if (!offset) return std::nullopt;
  return Day::of(now + *offset);
}

std::string wall_time(const Options& options, Instant instant) {
  const auto offset = text::utc_offset(zone_name(options), instant);
  std::string local = format_instant(offset ? instant + *offset : instant);
  local[10] = ' ';
  return local.substr(0, 16);
}

}  // namespace nonmun::cli
