#pragma once

#include <vector>

namespace nonmun {

/// What a model makes of a text: texts of near meaning have vectors of near directions.
using Embedding = std::vector<float>;

/// The cosine of the angle between two vectors of equally many dimensions: from -1 to 1; 0 where one has no
/// direction.
[[nodiscard]] double cosine(const Embedding& a, const Embedding& b);

}  // namespace nonmun
