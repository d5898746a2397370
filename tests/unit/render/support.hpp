#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/digest.hpp"
#include "nonmun/render/options.hpp"

namespace nonmun::test {

/// The whole of a file; fails the test when it cannot be read.
[[nodiscard]] std::string read_file(const std::string& path);

/// A file of tests/data/render.
[[nodiscard]] std::string data_path(std::string_view name);

/// A file of the folder with recorded bytes; nullopt where that folder is not.
[[nodiscard]] std::optional<std::string> find_shared(std::string_view name);

/// The files of a folder, sorted.
[[nodiscard]] std::vector<std::string> list_files(const std::string& folder);

/// Compares with a golden file, or writes it when NONMUN_UPDATE_GOLDEN is set.
void check_golden(std::string_view name, const std::string& text);

[[nodiscard]] Paper make_paper(std::string_view id, std::string title);
[[nodiscard]] Day make_day(std::string_view text);
[[nodiscard]] Instant make_instant(std::string_view text);

/// A record in which every field, extra fields included, is known.
[[nodiscard]] Paper make_full_paper();

/// The records of tests/data/render/records.jsonl.
[[nodiscard]] std::vector<Paper> read_records();

/// Records of a file in any form that the program reads.
[[nodiscard]] std::vector<Paper> read_papers(const std::string& path);

[[nodiscard]] render::RenderOptions daily_in(std::string_view languages);

}  // namespace nonmun::test
