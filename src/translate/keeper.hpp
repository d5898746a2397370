#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "nonmun/translate/translate.hpp"

namespace nonmun::translate {

/// Keeps answers of several threads. Keeping waits for the disk, so whoever comes first keeps what the others
/// have brought meanwhile: many that come at once wait for the disk twice and not each for itself.
class Keeper {
 public:
  /// `cache` must outlive it.
  explicit Keeper(TranslationCache& cache) : cache_(cache) {}

  /// Durable when it returns. Errors: as the cache's, for all that were kept together.
  [[nodiscard]] Result<void> keep(std::string key, KeptTranslation translation);
  /// How many are brought and wait for those that are being kept.
  [[nodiscard]] std::size_t waiting();

 private:
  using Kept = std::pair<std::string, KeptTranslation>;
  /// What is brought and not yet kept, and what becomes of it.
  struct Batch {
    std::vector<Kept> translations;
    Result<void> outcome{};
    bool is_done = false;
  };

  TranslationCache& cache_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<Batch> next_ = std::make_shared<Batch>();
  bool is_keeping_ = false;  ///< one of the threads is at it
};

}  // namespace nonmun::translate
