#include "tex_tables.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "nonmun/core/table.hpp"
#include "utf8.hpp"

namespace nonmun::data {
extern const std::string_view tex_controls;
extern const std::string_view tex_scripts;
extern const std::string_view tex_entities;
}  // namespace nonmun::data

namespace nonmun::text {
namespace {

using Names = std::unordered_map<std::string_view, TexEntry>;

std::optional<TexKind> kind_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, TexKind>, 27> k_kinds = {{
      {"letter", TexKind::letter},
      {"symbol", TexKind::symbol},
      {"relation", TexKind::relation},
      {"function", TexKind::function},
      {"phrase", TexKind::phrase},
      {"space", TexKind::space},
      {"accent", TexKind::accent},
      {"wide", TexKind::wide},
      {"keep", TexKind::keep},
      {"emphasis", TexKind::emphasis},
      {"strong", TexKind::strong},
      {"code", TexKind::code},
      {"typeface", TexKind::typeface},
      {"drop", TexKind::drop},
      {"last", TexKind::last},
      {"blackboard", TexKind::blackboard},
      {"superscript", TexKind::superscript},
      {"subscript", TexKind::subscript},
      {"fraction", TexKind::fraction},
      {"binomial", TexKind::binomial},
      {"root", TexKind::root},
      {"link", TexKind::link},
      {"url", TexKind::url},
      {"footnote", TexKind::footnote},
      {"negation", TexKind::negation},
      {"delimiter", TexKind::delimiter},
      {"modulo", TexKind::modulo},
  }};
  for (const auto& [word, kind] : k_kinds) {
    if (word == name) return kind;
  }
  if (name == "begin") return TexKind::begin;
  if (name == "end") return TexKind::end;
  if (name == "character") return TexKind::character;
  return std::nullopt;
}

const Names& controls() {
  static const Names names = [] {
    Names built;
    built.reserve(2048);
    for_each_row<4>(data::tex_controls, [&](const TableRow<4>& row, std::size_t) {
      const std::optional<TexKind> kind = kind_named(row[1]);
      if (!kind) return;
      const std::uint8_t count =
          row[3].empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(row[3].front() - '0');
      built.insert_or_assign(row[0], TexEntry{*kind, row[2], count});
    });
    return built;
  }();
  return names;
}

struct Scripts {
  std::unordered_map<char32_t, std::string_view> raised, lowered;
};

const Scripts& scripts() {
  static const Scripts built = [] {
    Scripts tables;
    for_each_row<4>(data::tex_scripts, [&](const TableRow<4>& row, std::size_t) {
      const char32_t point = decode_at(row[0], 0).point;
      if (!row[1].empty()) tables.raised[point] = row[1];
      if (!row[2].empty()) tables.lowered[point] = row[2];
    });
    return tables;
  }();
  return built;
}

template <typename Map, typename Key>
std::string_view find_or_empty(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::string_view{} : found->second;
}

}  // namespace

const TexEntry* find_control(std::string_view name) {
  const auto found = controls().find(name);
  return found == controls().end() ? nullptr : &found->second;
}

std::string_view superscript_of(char32_t point) { return find_or_empty(scripts().raised, point); }
std::string_view subscript_of(char32_t point) { return find_or_empty(scripts().lowered, point); }

std::string_view entity_text(std::string_view name) {
  static const std::unordered_map<std::string_view, std::string_view> entities = [] {
    std::unordered_map<std::string_view, std::string_view> built;
    for_each_row<4>(data::tex_entities,
                    [&](const TableRow<4>& row, std::size_t) { built.emplace(row[0], row[1]); });
    return built;
  }();
  return find_or_empty(entities, name);
}

}  // namespace nonmun::text
