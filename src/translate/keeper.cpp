#include "keeper.hpp"

#include <memory>

namespace nonmun::translate {

Result<void> Keeper::keep(std::string key, KeptTranslation translation) {
  std::unique_lock lock(mutex_);
  const std::shared_ptr<Batch> mine = next_;
  mine->translations.emplace_back(std::move(key), std::move(translation));
  changed_.wait(lock, [&] { return mine->is_done || !is_keeping_; });
  if (mine->is_done) return mine->outcome;
  is_keeping_ = true;
  next_ = std::make_shared<Batch>();
  lock.unlock();
  const Result<void> outcome = cache_.put(mine->translations);
  lock.lock();
  mine->outcome = outcome;
  mine->is_done = true;
  is_keeping_ = false;
  changed_.notify_all();
  return outcome;
}

std::size_t Keeper::waiting() {
  const std::lock_guard lock(mutex_);
  return next_->translations.size();
}

}  // namespace nonmun::translate
