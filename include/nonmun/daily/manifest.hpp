#pragma once

#include <span>
#include <string>

#include "nonmun/core/account.hpp"
#include "nonmun/core/paper.hpp"

namespace nonmun::daily {

/// The account as a JSON object (nonmun.account/1): totals, days with their states, the ids shown, issues and
/// failures; ends with a line break.
[[nodiscard]] std::string manifest_json(const Account& account, std::span<const Paper> shown, Instant at);

}  // namespace nonmun::daily
