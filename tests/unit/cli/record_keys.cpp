#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../../../src/cli/flags.hpp"

TEST_CASE("the flag --fields knows the keys of the record's schema, in its order") {
  std::ifstream file(NONMUN_SOURCE_DIR "/docs/schema/paper.json");
  if (!file) {
    WARN("skipped: docs/schema/paper.json is not there");
    return;
  }
  const auto schema = nlohmann::ordered_json::parse(file);
  std::vector<std::string> keys;
  for (const auto& [key, value] : schema.at("properties").items()) keys.push_back(key);
  CHECK(std::ranges::equal(nonmun::cli::record_keys(), keys));
}
