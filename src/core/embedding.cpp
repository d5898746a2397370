#include "nonmun/core/embedding.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nonmun {

double cosine(const Embedding& a, const Embedding& b) {
  double both = 0, of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const double x = a[i], y = b[i];
    both += x * y;
    of_a += x * x;
    of_b += y * y;
  }
  return of_a > 0 && of_b > 0 ? std::clamp(both / std::sqrt(of_a * of_b), -1.0, 1.0) : 0;
}

}  // namespace nonmun
