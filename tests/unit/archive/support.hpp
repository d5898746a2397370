#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nonmun/archive/sqlite_archive.hpp"
#include "support/show.hpp"
#include "support/temporary_directory.hpp"

namespace nonmun::test {

/// Records as the program writes and reads them.
[[nodiscard]] archive::RecordFormat record_format();
[[nodiscard]] ArxivId id(std::string_view text);
[[nodiscard]] Day day(std::string_view text);
[[nodiscard]] Instant instant(std::string_view text);
/// A paper with a title and nothing else.
[[nodiscard]] Paper paper(std::string_view id, std::string_view title);
[[nodiscard]] Paper with_authors(Paper paper, const std::vector<std::string>& names);
[[nodiscard]] Paper with_listing(Paper paper, std::string_view source, std::string_view day,
                                 std::string_view category = {});
/// The day of Hugging Face that lies in the recorded ones' folder, or nothing.
[[nodiscard]] std::vector<Paper> recorded_papers(std::size_t most);

/// An archive in a directory of its own.
struct TemporaryArchive {
  TemporaryDirectory directory;
  std::filesystem::path path = directory / "archive.db";
  std::unique_ptr<archive::SqliteArchive> archive = open();

  [[nodiscard]] std::unique_ptr<archive::SqliteArchive> open(
      archive::Access access = archive::Access::write) const;
  archive::Archive* operator->() const { return archive.get(); }
  void put(const std::vector<Paper>& papers) const;
};

/// The ids of papers, in order.
[[nodiscard]] std::vector<std::string> ids_of(const std::vector<Paper>& papers);
[[nodiscard]] std::vector<std::string> ids_of(const Result<archive::Found>& found);
[[nodiscard]] std::vector<std::string> ids_of(archive::Archive& archive, const archive::ListRequest& request);
using Ids = std::vector<std::string>;

}  // namespace nonmun::test
