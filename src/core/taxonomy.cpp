#include "nonmun/core/taxonomy.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"

namespace nonmun {

namespace data {
extern const std::string_view arxiv_taxonomy;
}  // namespace data

namespace {

std::vector<Category> read_table() {
  std::vector<Category> table;
  for_each_row<5>(data::arxiv_taxonomy, [&](const TableRow<5>& row, std::size_t) {
    const auto& [id, state, name_en, name_ko, canonical] = row;
    Category category{
        .id = id, .name_en = name_en, .name_ko = name_ko, .canonical = canonical.empty() ? id : canonical};
    if (state == "retired") category.state = Category::State::retired;
    if (state == "archive") category.state = Category::State::archive;
    table.push_back(category);
  });
  std::ranges::sort(table, {}, &Category::id);
  return table;
}

/// What it takes to make one of the other: 2 for each letter changed, added or dropped, 1 for two neighbours
/// exchanged.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = 2 * j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = 2 * i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 2, row[j - 1] + 2, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 2)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    std::swap(last, row);
  }
  return last.back();
}

}  // namespace

std::span<const Category> arxiv_categories() {
  static const std::vector<Category> table = read_table();
  return table;
}

const Category* find_category(std::string_view id) {
  const auto table = arxiv_categories();
  const auto found = std::ranges::lower_bound(table, id, {}, &Category::id);
  return found != table.end() && found->id == id ? &*found : nullptr;
}

std::string_view canonical_category(std::string_view id) {
  const auto* category = find_category(id);
  return category == nullptr ? id : category->canonical;
}

bool is_listed_under(std::string_view category, std::string_view listing) {
  category = canonical_category(category);
  listing = canonical_category(listing);
  return category == listing ||
         (listing.find('.') == listing.npos && category.substr(0, category.find('.')) == listing);
}

const Category& nearest_category(std::string_view text) {
  // Nothing that long is near to anything.
  std::string wanted = ascii::lower(text.substr(0, 64));
  std::ranges::replace(wanted, '/', '.');
  std::ranges::replace(wanted, '_', '-');
  const auto cost = [&](const Category& category) {
    const auto id = ascii::lower(category.id);
    // Who writes only the class means it exactly.
    const auto whole = distance(wanted, id);
    const auto dot = id.find('.');
    const auto only_class = dot == id.npos ? whole : 1 + distance(wanted, id.substr(dot + 1));
    const std::size_t is_old = category.state == Category::State::active ? 0 : 1;
    return 2 * std::min(whole, only_class) + is_old;
  };
  return *std::ranges::min_element(arxiv_categories(), {}, cost);
}

Result<const Category*> parse_category(std::string_view text) {
  const auto wanted = ascii::lower(text);
  for (const auto& category : arxiv_categories()) {
    if (ascii::lower(category.id) == wanted) return &category;
  }
  const auto& nearest = nearest_category(text);
  return fail(ErrorKind::usage, "arXiv has no category \"" + std::string(text.substr(0, 64)) + '"', {},
              "did you mean " + std::string(nearest.id) + " (" + std::string(nearest.name_en) + ")?");
}

}  // namespace nonmun
