#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace nonmun::translate {

/// Values by hashes that are equal for equal words (key_of): filled once, asked often, mostly for what is not
/// there. A quarter of the places are taken, so that the first place answers nearly always.
template <typename Value>
class KeyMap {
 public:
  KeyMap() : slots_(64) {}

  /// The value of the key, made where there is none.
  Value& operator[](std::uint64_t key) {
    if ((used_ + 1) * 4 > slots_.size()) grow();
    Slot& slot = slots_[place(key)];
    if (!slot.taken) {
      slot = {.key = key, .value = {}, .taken = true};
      ++used_;
    }
    return slot.value;
  }

  [[nodiscard]] const Value* find(std::uint64_t key) const {
    const Slot& slot = slots_[place(key)];
    return slot.taken ? &slot.value : nullptr;
  }
  [[nodiscard]] bool contains(std::uint64_t key) const { return find(key) != nullptr; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
    bool taken = false;
  };

  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].taken && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (Slot& slot : old)
      if (slot.taken) slots_[place(slot.key)] = std::move(slot);
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace nonmun::translate
