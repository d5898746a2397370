#include "index_row.hpp"
#include "store.hpp"

namespace nonmun::archive {

Result<std::optional<Translation>> find_translation(Store& store, std::string_view key) {
  auto ask = store.db.prepare("SELECT versions, at, answer FROM translations WHERE key = ?1");
  if (!ask) return std::unexpected(std::move(ask).error());
  const auto row = ask->bind(1, key).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::optional<Translation>{};
  return std::optional(
      Translation{std::string(ask->text(0)), to_instant(ask->number(1)), std::string(ask->text(2))});
}

Result<void> put_translations(Store& store, std::span<const KeyedTranslation> translations) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  auto write = store.db.prepare(
      "INSERT OR REPLACE INTO translations (key, versions, at, answer) VALUES (?1, ?2, ?3, ?4)");
  if (!write) return std::unexpected(std::move(write).error());
  for (const auto& [key, translation] : translations) {
    write->bind(1, key)
        .bind(2, translation.versions)
        .bind(3, to_number(translation.at))
        .bind(4, translation.answer);
    NONMUN_TRY(write->run());
  }
  return writing->commit();
}

}  // namespace nonmun::archive
