#include "nonmun/core/paper.hpp"

namespace nonmun {

std::optional<Day> Paper::listing_day() const {
  std::optional<Day> newest;
  if (!listed) return newest;
  for (const Listing& listing : *listed) {
    if (listing.day && (!newest || *newest < *listing.day)) newest = listing.day;
  }
  return newest;
}

}  // namespace nonmun
