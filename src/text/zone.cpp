#include "nonmun/text/zone.hpp"

#include <unicode/timezone.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "utf8.hpp"

namespace nonmun::text {
namespace {

std::unique_ptr<icu::TimeZone> find_zone(std::string_view name) {
  if (name.empty()) return nullptr;
  const icu::UnicodeString id =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  // Names of offsets that ICU invents ("GMT+9") are known to nobody else.
  icu::UnicodeString canonical;
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(id, canonical, is_system, status);
  if (U_FAILURE(status) || !is_system) return nullptr;
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(id));
}

/// The part of a path after ".../zoneinfo/", else the whole.
std::string_view after_zoneinfo(std::string_view path) {
  constexpr std::string_view k_folder = "zoneinfo/";
  const std::size_t at = path.find(k_folder);
  if (at != std::string_view::npos) path.remove_prefix(at + k_folder.size());
  for (const std::string_view kind : {"posix/", "right/"}) {
    if (path.starts_with(kind)) path.remove_prefix(kind.size());
  }
  return path;
}

/// "KST-9", "UTC0", "EST5": letters and whole hours west of Greenwich, as in the names "Etc/GMT-9".
std::string zone_of_offset(std::string_view value) {
  std::size_t letters = 0;
  while (letters < value.size() && is_ascii_letter(as_point(value[letters]))) ++letters;
  std::string_view hours = value.substr(letters);
  if (letters < 3 || hours.empty()) return {};
  const char sign = hours[0] == '-' ? '-' : '+';
  if (hours[0] == '-' || hours[0] == '+') hours.remove_prefix(1);
  if (hours.empty() || hours.size() > 2 || hours.find_first_not_of("0123456789") != std::string_view::npos)
    return {};
  if (hours.size() == 2 && hours[0] == '0') hours.remove_prefix(1);
  return hours == "0" ? "UTC" : "Etc/GMT" + std::string(1, sign) + std::string(hours);
}

std::string zone_of_variable(std::string_view value) {
  if (value.starts_with(':')) value.remove_prefix(1);
  if (value.empty()) return "UTC";  // POSIX
  value = after_zoneinfo(value);
  if (find_zone(value)) return std::string(value);
  std::string zone = zone_of_offset(value);
  return find_zone(zone) ? zone : std::string{};
}

std::string zone_of_files() {
  std::string zone;
  if (std::ifstream file("/etc/timezone"); file) file >> zone;
  if (find_zone(zone)) return zone;
  std::error_code error;
  const std::string target = std::filesystem::read_symlink("/etc/localtime", error).string();
  zone = error ? std::string{} : std::string(after_zoneinfo(target));
  return find_zone(zone) ? zone : std::string{};
}

}  // namespace

std::optional<std::chrono::minutes> utc_offset(std::string_view iana_zone, Instant instant) {
  const std::unique_ptr<icu::TimeZone> zone = find_zone(iana_zone);
  if (!zone) return std::nullopt;
  constexpr double k_milliseconds = 1000;
  std::int32_t standard = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<UDate>(instant.time_since_epoch().count()) * k_milliseconds, 0, standard,
                  saving, status);
  if (U_FAILURE(status)) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::minutes>(std::chrono::milliseconds(standard + saving));
}

std::string system_zone() {
  const char* variable = std::getenv("TZ");
  std::string zone = variable ? zone_of_variable(variable) : zone_of_files();
  return zone.empty() ? "UTC" : zone;
}

}  // namespace nonmun::text
