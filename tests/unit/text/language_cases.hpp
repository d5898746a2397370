#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace nonmun::test {

struct ClassScore {
  int passed = 0, total = 0;
};

/// Runs each line of a case file of the shared folder through `check`, which gives nothing for a row that
/// passes and otherwise what came out. Prints the score of each class and every failure; gives the scores,
/// empty (and prints "skipped") where the folder is not there.
std::map<std::string, ClassScore> score_shared_cases(
    const std::string& file, const std::function<std::optional<std::string>(const nlohmann::json&)>& check);

/// The same for a file of our own, in tests/data/text/language; whether every row passed.
bool own_cases_hold(const std::string& file,
                    const std::function<std::optional<std::string>(const nlohmann::json&)>& check);

}  // namespace nonmun::test
