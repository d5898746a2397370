#pragma once

#include "nonmun/archive/archive.hpp"
#include "nonmun/translate/translate.hpp"

namespace nonmun::daily {

/// Translations kept in the archive.
class ArchivedTranslations final : public translate::TranslationCache {
 public:
  explicit ArchivedTranslations(archive::Archive& archive) : archive_(archive) {}
  [[nodiscard]] Result<std::optional<translate::KeptTranslation>> find(const std::string& key) override;
  [[nodiscard]] Result<void> put(
      std::span<const std::pair<std::string, translate::KeptTranslation>> translations) override;

 private:
  archive::Archive& archive_;
};

}  // namespace nonmun::daily
