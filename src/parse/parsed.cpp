#include "nonmun/parse/parsed.hpp"

#include <algorithm>
#include <iterator>

namespace nonmun::parse {

void append(Parsed& all, Parsed&& page) {
  all.entries += page.entries;
  all.held_back += page.held_back;
  std::ranges::move(page.papers, std::back_inserter(all.papers));
  std::ranges::move(page.issues, std::back_inserter(all.issues));
}

}  // namespace nonmun::parse
