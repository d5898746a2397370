#pragma once

#include "nonmun/core/paper.hpp"

namespace nonmun::parse {

/// Fills `links.code` and `links.project`, where the source names none, from the first link of that kind in
/// the abstract, then in the comment ("Code: https://github.com/a/b"), by where the link leads.
void add_found_links(Paper& paper);

}  // namespace nonmun::parse
