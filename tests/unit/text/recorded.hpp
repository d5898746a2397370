#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nonmun/text/reading.hpp"

namespace nonmun::test {

/// The folder of recordings and cases beside the project, which need not be there.
[[nodiscard]] std::filesystem::path shared_folder();

struct Recorded {
  std::string id, title, abstract;
  text::Reader reader = text::Reader::arxiv;
};

/// All recorded papers; empty when the folder is not there.
[[nodiscard]] const std::vector<Recorded>& recorded_papers();

struct Case {
  std::string input;
  std::vector<std::string> accepted;
  std::string group;  // core, symbol, table, policy
  std::string source;
};

/// The rows of a case file: `input TAB expected TAB class TAB source TAB alternatives` in JSON columns, or
/// one JSON object a line.
[[nodiscard]] std::vector<Case> read_cases(const std::filesystem::path& file);

}  // namespace nonmun::test
