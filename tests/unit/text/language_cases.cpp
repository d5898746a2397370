#include "language_cases.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "recorded.hpp"

namespace nonmun::test {

namespace {

using Check = std::function<std::optional<std::string>(const nlohmann::json&)>;

std::map<std::string, ClassScore> score(const std::filesystem::path& path, std::ifstream& input,
                                        const Check& check) {
  std::map<std::string, ClassScore> scores;
  std::string failures;
  for (std::string line; std::getline(input, line);) {
    const nlohmann::json row = nlohmann::json::parse(line);
    const std::string group = row.value("class", "core");
    const std::optional<std::string> failure = check(row);
    ++scores[group].total;
    if (failure) {
      failures += "\n  " + group + ": " + *failure;
    } else {
      ++scores[group].passed;
    }
  }
  std::string line = path.filename().string() + ":";
  for (const auto& [group, counted] : scores) {
    line += " " + group + " " + std::to_string(counted.passed) + "/" + std::to_string(counted.total);
  }
  WARN(line << failures);
  return scores;
}

}  // namespace

std::map<std::string, ClassScore> score_shared_cases(const std::string& file, const Check& check) {
  const std::filesystem::path path = shared_folder() / "cases" / file;
  std::ifstream input(path);
  if (!input) {
    WARN("skipped: there is no " << file << " in the shared folder");
    return {};
  }
  return score(path, input, check);
}

bool own_cases_hold(const std::string& file, const Check& check) {
  const std::filesystem::path path =
      std::filesystem::path(NONMUN_SOURCE_DIR) / "tests/data/text/language" / file;
  std::ifstream input(path);
  const auto scores = score(path, input, check);
  return scores.contains("core") && scores.at("core").passed == scores.at("core").total;
}

}  // namespace nonmun::test
