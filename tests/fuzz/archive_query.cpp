// Any bytes as a question to the archive: an answer, or a refusal in the user's terms. What was found lies
// inside of the text it was found in, on the borders of characters.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/archive/query.hpp"
#include "nonmun/archive/sqlite_archive.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/text/unicode.hpp"

namespace {

using namespace nonmun;

std::string write_record(const Paper& paper) {
  std::string json;
  render::append_json(json, paper);
  return json;
}

Result<Paper> read_record(std::string_view json) {
  auto parsed = parse::parse_paper_json(json, {});
  if (!parsed) return std::unexpected(parsed.error());
  return std::move(parsed->papers.front());
}

/// An archive that lasts as long as the process.
archive::Archive& known() {
  static const std::unique_ptr<archive::SqliteArchive> archive = [] {
    const auto path =
        std::filesystem::temp_directory_path() / ("nonmun-fuzz-" + std::to_string(getpid()) + ".db");
    std::filesystem::remove(path);
    auto opened = archive::SqliteArchive::open({.path = path, .access = archive::Access::write},
                                               {write_record, read_record});
    if (!opened) std::abort();
    const auto papers = parse::parse_paper_json(
        R"({"id":"2404.00001","title":"A Mixture of Experts for GPT-4 and BERT","abstract":"We pre-train language models. They are large."}
{"id":"2404.00002","title":"Attention Is All You Need","title_ko":"언어 모델의 어텐션","abstract":"Dispensing with recurrence.","authors":[{"name":"Ann Öz"}],"summary":[{"ko":"대규모 언어모델을 다룹니다.","en":"It is about models."}]}
{"id":"hep-th/9901001","title":"Strings -- \"quoted\" (AND) OR NOT","abstract":"x"})",
        {});
    if (!papers || !(*opened)->put(papers->papers)) std::abort();
    Review review;
    review.title = "자가 학습 (SPIN)";
    review.excerpt = "SFT data를 활용한 self-play 제안";
    if (!(*opened)->put_reviews(std::vector{review})) std::abort();
    return *std::move(opened);
  }();
  return *archive;
}

void check(const std::vector<archive::Snippet>& snippets) {
  for (const auto& snippet : snippets) {
    std::size_t last = 0;
    for (const auto& [begin, end] : snippet.hits) {
      if (begin < last || end <= begin || end > snippet.text.size()) std::abort();
      last = end;
    }
    if (!text::is_valid_utf8(marked(snippet, "<", ">"))) std::abort();
  }
}

template <class Answer>
void check_refusal(const Answer& answer) {
  if (!answer && answer.error().kind != ErrorKind::usage) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2000) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  archive::Archive& archive = known();
  const auto found = archive.search({.query = text});
  check_refusal(found);
  if (found) {
    for (const auto& hit : found->papers) check(hit.snippets);
    for (const auto& hit : found->reviews) check(hit.snippets);
  }
  const auto take = [](Paper&&) { return true; };
  check_refusal(archive.list({.filter = {.keywords = {text}}}, take));
  check_refusal(archive.list({.filter = {.without = {text}}}, take));
  check_refusal(archive.list({.filter = {.authors = {text}}}, take));
  return 0;
}
