#pragma once

#include <string>

#include "nonmun/core/paper.hpp"

namespace nonmun::render {

/// Appends a paper as one compact JSON object (nonmun.paper/1, docs/schema/paper.json) without a line break.
/// Always valid UTF-8 and valid JSON.
void append_json(std::string& out, const Paper& paper);

}  // namespace nonmun::render
