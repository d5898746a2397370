#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "nonmun/translate/guards.hpp"
#include "support.hpp"

namespace nonmun::test {

/// An abstract of our own, in which each guard finds something to hold a line against.
inline const translate::Source& guarded_source() {
  static const translate::Source source = source_with(
      "Nimbus-R1: Faster 3D Maps from Few Images",
      "We present Nimbus-R1, a model that builds 3D maps from 12 images without additional training. "
      "It has 7B parameters, was trained on 2.5 million images of four cities, and needs 16 GB of memory. "
      "On MapBench-200 it reaches 48.5% accuracy, 2.36x faster than Cirrus2.5-13B, and cuts latency from 90 "
      "ms "
      "to 38 ms. "
      "A user study with 30 experts and 3 novices confirms two of five claims. "
      "Code is at https://github.com/example/nimbus and the loss is $L = \\alpha x^2$.");
  return source;
}

/// The names of the guards that flag a line, without repetitions.
inline std::vector<std::string> flags(std::string ko, std::vector<int> src = {}) {
  const translate::GuardOptions options{.strict_speech = false, .cites = false};
  Bullet bullet;
  bullet.ko = std::move(ko);
  bullet.src = std::move(src);
  std::vector<std::string> names;
  for (const auto& finding : translate::check_bullet(bullet, guarded_source(), options)) {
    std::string name(translate::guard_name(finding.guard));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

inline bool is_flagged(const std::string& guard, std::string ko, std::vector<int> src = {}) {
  const auto names = flags(std::move(ko), std::move(src));
  return std::find(names.begin(), names.end(), guard) != names.end();
}

}  // namespace nonmun::test
