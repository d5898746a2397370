#include "profile_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "nonmun/core/taxonomy.hpp"
#include "nonmun/deliver/file.hpp"
#include "suggest.hpp"
#include "toml.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

/// Further from 0 a weight says no more than that nothing else counts.
constexpr double k_largest_weight = 1e6;

/// One reading of one file; stops at the first mistake.
class ProfileReader {
 public:
  explicit ProfileReader(const std::string& name) : name_(name) {}

  Result<archive::Interests> read(std::string_view text) {
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed)
      return fail(ErrorKind::usage, "not TOML: " + std::string(parsed.error().description()),
                  place(parsed.error().source().begin, {}), "see 'nonmun help digest' for what a profile is");
    for (const auto& [key, node] : parsed.table())
      if (auto right = read_top(key.str(), node); !right) return std::unexpected(right.error());
    return std::move(interests_);
  }

 private:
  [[nodiscard]] std::string place(const toml::source_position& position, std::string_view key) const {
    auto text = name_ + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
    if (!key.empty()) text += ": " + std::string(key);
    return text;
  }
  [[nodiscard]] std::unexpected<Error> refuse(const toml::node& node, std::string_view key, std::string what,
                                              std::string hint) const {
    return fail(ErrorKind::usage, std::move(what), place(node.source().begin, key), std::move(hint));
  }

  Result<void> read_top(std::string_view key, const toml::node& node) {
    constexpr std::array<std::string_view, 5> k_keys{"keywords", "authors", "categories", "liked",
                                                     "votes_weight"};
    if (key == "votes_weight") return read_weight(key, node, interests_.votes_weight);
    if (std::ranges::find(k_keys, key) == k_keys.end())
      return refuse(node, key, "no such key", did_you_mean(key, k_keys, "write one of " + one_of(k_keys)));
    if (!node.is_table())
      return refuse(node, key, "is " + std::string(type_name(node)), "write [" + std::string(key) + "]");
    const toml::table& table = *node.as_table();
    if (key == "keywords") return read_weights(table, interests_.keywords);
    if (key == "authors") return read_weights(table, interests_.authors);
    if (key == "liked") return read_liked(table);
    if (const auto right = read_weights(table, interests_.categories); !right) return right;
    return check_categories(table);
  }

  Result<void> read_weight(std::string_view key, const toml::node& node, double& weight) const {
    const auto value = node.value<double>();
    if (!node.is_number() || !value)
      return refuse(node, key, "is " + std::string(type_name(node)), "write a number, the weight");
    if (!(std::abs(*value) <= k_largest_weight))
      return refuse(node, key, "a weight that cannot be", "write a number between -1000000 and 1000000");
    weight = *value;
    return {};
  }

  Result<void> read_weights(const toml::table& table, std::vector<archive::Weighted>& list) const {
    for (const auto& [key, node] : table) {
      archive::Weighted weighted{.name = std::string(key.str())};
      if (has_control_character(weighted.name))
        return refuse(node, {}, "a name with a control character", "");
      if (const auto right = read_weight(key.str(), node, weighted.weight); !right) return right;
      list.push_back(std::move(weighted));
    }
    return {};
  }

  Result<void> check_categories(const toml::table& table) {
    for (archive::Weighted& weighted : interests_.categories) {
      const auto category = parse_category(weighted.name);
      if (!category)
        return refuse(*table.get(weighted.name), weighted.name, category.error().what, category.error().hint);
      weighted.name = (*category)->id;
    }
    return {};
  }

  Result<void> read_liked(const toml::table& table) {
    for (const auto& [key, node] : table) {
      if (key.str() == "weight") {
        if (const auto right = read_weight(key.str(), node, interests_.liked_weight); !right) return right;
      } else if (key.str() == "papers") {
        if (const auto right = read_papers(node); !right) return right;
      } else {
        return refuse(node, key.str(), "no such key in [liked]", "it has papers and weight");
      }
    }
    return {};
  }

  Result<void> read_papers(const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr)
      return refuse(node, "papers", "is " + std::string(type_name(node)), "write a list of arXiv ids");
    for (const auto& element : *list) {
      const auto* text = element.as_string();
      if (text == nullptr)
        return refuse(element, "papers", "is " + std::string(type_name(element)), "write \"2404.14619\"");
      auto id = ArxivId::parse(text->get());
      if (!id) return refuse(element, "papers", id.error().what, id.error().hint);
      interests_.liked.push_back(*std::move(id));
    }
    return {};
  }

  const std::string& name_;
  archive::Interests interests_;
};

}  // namespace

Result<archive::Interests> read_profile(std::string_view toml, const std::string& name) {
  return ProfileReader(name).read(toml);
}

Result<archive::Interests> read_profile_file(const std::filesystem::path& file) {
  const auto text = deliver::read_file(file);
  if (!text)
    return fail(ErrorKind::usage, "the profile cannot be read: " + text.error().what, file.string(),
                "write your interests there, or name another file with --profile");
  return read_profile(*text, file.string());
}

}  // namespace nonmun::cli
