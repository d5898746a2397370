#include "nonmun/daily/translation_cache.hpp"

namespace nonmun::daily {

Result<std::optional<translate::KeptTranslation>> ArchivedTranslations::find(const std::string& key) {
  auto found = archive_.find_translation(key);
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return std::optional<translate::KeptTranslation>{};
  return std::optional(
      translate::KeptTranslation{std::move((*found)->versions), std::move((*found)->answer), (*found)->at});
}

Result<void> ArchivedTranslations::put(const std::string& key,
                                       const translate::KeptTranslation& translation) {
  return archive_.put_translation(key, {translation.versions, translation.at, translation.answer});
}

}  // namespace nonmun::daily
