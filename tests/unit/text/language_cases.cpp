#include "language_cases.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "recorded.hpp"

namespace nonmun::test {

std::map<std::string, ClassScore> score_cases(
    const std::string& file, const std::function<std::optional<std::string>(const nlohmann::json&)>& check) {
  std::ifstream input(shared_folder() / "cases" / file);
  if (!input) {
    WARN("skipped: there is no " << file << " in the shared folder");
    return {};
  }
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
  std::string line = file + ":";
  for (const auto& [group, score] : scores) {
    line += " " + group + " " + std::to_string(score.passed) + "/" + std::to_string(score.total);
  }
  WARN(line << failures);
  return scores;
}

}  // namespace nonmun::test
