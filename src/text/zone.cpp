#include "nonmun/text/zone.hpp"

#include <unicode/timezone.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

namespace nonmun::text {

std::optional<std::chrono::minutes> utc_offset(std::string_view iana_zone, Instant instant) {
  const icu::StringPiece name(iana_zone.data(), static_cast<int32_t>(iana_zone.size()));
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) return std::nullopt;
  int32_t raw = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0, false, raw, saving, status);
  if (U_FAILURE(status)) return std::nullopt;
  return std::chrono::minutes{(raw + saving) / 60'000};
}

std::string system_zone() {
  const auto known = [](std::string_view name) { return utc_offset(name, Instant{}).has_value(); };
  if (const char* variable = std::getenv("TZ"); variable != nullptr && *variable != '\0') {
    std::string_view name = variable;
    if (name.starts_with(':')) name.remove_prefix(1);
    return known(name) ? std::string(name) : "UTC";
  }
  std::error_code error;
  const std::string link = std::filesystem::canonical("/etc/localtime", error).string();
  constexpr std::string_view k_folder = "/zoneinfo/";
  const auto at = link.find(k_folder);
  if (error || at == link.npos) return "UTC";
  const std::string name = link.substr(at + k_folder.size());
  return known(name) ? name : "UTC";
}

}  // namespace nonmun::text
