#include "nonmun/archive/paper_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

namespace nonmun::archive {
namespace {

/// Ordinals of the archives of old ids. Persisted in every key: append only.
constexpr std::array<std::string_view, 34> k_archives{
    "acc-phys", "adap-org", "alg-geom", "ao-sci",  "astro-ph", "atom-ph",  "bayes-an", "chao-dyn", "chem-ph",
    "cmp-lg",   "comp-gas", "cond-mat", "cs",      "dg-ga",    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",
    "hep-ph",   "hep-th",   "math",     "math-ph", "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol",
    "physics",  "plasm-ph", "q-alg",    "q-bio",   "quant-ph", "solv-int", "supr-con"};

constexpr PaperKey k_month = 100'000, k_archive = 1'000;
constexpr int k_first_year = 1991;

PaperKey number_of(std::string_view digits) {
  PaperKey number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// Of the "YYMM" that an id has; years from 91 on are of the twentieth century.
PaperKey month_of(std::string_view digits) {
  const PaperKey yy = number_of(digits.substr(0, 2));
  const PaperKey year = yy >= 91 ? 1900 + yy : 2000 + yy;
  return (year - k_first_year) * 12 + number_of(digits.substr(2, 2)) - 1;
}

}  // namespace

std::optional<PaperKey> paper_key(const ArxivId& id) {
  const std::string_view text = id.str();
  const auto slash = text.find('/');
  if (slash == text.npos) return month_of(text) * k_month + number_of(text.substr(5));
  const auto archive = std::ranges::find(k_archives, text.substr(0, slash));
  if (archive == k_archives.end()) return std::nullopt;
  const auto number = text.substr(slash + 1);
  return month_of(number) * k_month + (archive - k_archives.begin()) * k_archive +
         number_of(number.substr(4));
}

std::optional<ArxivId> paper_id(PaperKey key) {
  if (key < 0) return std::nullopt;
  const PaperKey months = key / k_month, number = key % k_month;
  const PaperKey year = k_first_year + months / 12, month = months % 12 + 1;
  if (year > 2090) return std::nullopt;
  const auto yymm = static_cast<int>(year % 100 * 100 + month);
  std::array<char, 32> text{};
  if (year < 2007 || (year == 2007 && month < 4)) {
    const auto ordinal = static_cast<std::size_t>(number / k_archive);
    if (ordinal >= k_archives.size()) return std::nullopt;
    std::snprintf(text.data(), text.size(), "%s/%04d%03d", std::string(k_archives[ordinal]).c_str(), yymm,
                  static_cast<int>(number % k_archive));
  } else {
    std::snprintf(text.data(), text.size(), year < 2015 ? "%04d.%04d" : "%04d.%05d", yymm,
                  static_cast<int>(number));
  }
  auto id = ArxivId::parse(text.data());
  if (!id || paper_key(*id) != key) return std::nullopt;
  return std::move(*id);
}

}  // namespace nonmun::archive
