#include "nonmun/daily/translation_cache.hpp"

namespace nonmun::daily {

Result<std::optional<translate::KeptTranslation>> ArchivedTranslations::find(const std::string& key) {
  auto found = archive_.find_translation(key);
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return std::optional<translate::KeptTranslation>{};
  return std::optional(
      translate::KeptTranslation{std::move((*found)->versions), std::move((*found)->answer), (*found)->at});
}

Result<void> ArchivedTranslations::put(
    std::span<const std::pair<std::string, translate::KeptTranslation>> translations) {
  std::vector<archive::KeyedTranslation> rows;
  rows.reserve(translations.size());
  for (const auto& [key, kept] : translations)
    rows.push_back({.key = key, .translation = {kept.versions, kept.at, kept.answer}});
  return archive_.put_translations(rows);
}

}  // namespace nonmun::daily
