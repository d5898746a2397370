#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "nonmun/fetch/http_client.hpp"

// Recorded answers, as `--keep-raw DIR` writes them and `--replay DIR` reads them: a folder per host group,
// in it two files per answer, the body as it came and what else was said.
//
//     DIR/huggingface/api-daily_papers-date-2024-04-24-limit-100-p-0.json
//     DIR/huggingface/api-daily_papers-date-2024-04-24-limit-100-p-0.meta.json
//
//     {
//       "target": "/api/daily_papers?date=2024-04-24&limit=100&p=0",
//       "url": "https://huggingface.co/api/daily_papers?date=2024-04-24&limit=100&p=0",
//       "status": 200,
//       "headers": {"content-type": "application/json; charset=utf-8"},
//       "fetched_at": "2024-04-25T00:10:00Z",
//       "body": "api-daily_papers-date-2024-04-24-limit-100-p-0.json"
//     }
//
// `target`, `fetched_at` and `body` (a file beside it) are required; `status` is 200 without, `headers`
// empty, `url` is for people. An answer is found by its group (the folder's name: huggingface, arxiv_api,
// arxiv_web) and `target`, path and query to the byte: whoever answered, the recording replays for every
// host. The names of the files are free.

namespace nonmun::fetch {

/// Writes each answer that the inner client gives, from wherever it comes, and passes it on. The last answer
/// to a target stays. Errors: the inner client's; local_fault if an answer cannot be written, because it was
/// asked for.
class RecordingHttpClient final : public HttpClient {
 public:
  /// `inner` must outlive the client.
  RecordingHttpClient(HttpClient& inner, std::filesystem::path directory);
  [[nodiscard]] Result<Response> get(const Request& request) override;

 private:
  HttpClient& inner_;
  std::filesystem::path directory_;
};

/// Answers from a recording alone; it has nobody to ask. Errors: unavailable for a target that was not
/// recorded; not_found without such a folder; invalid_data for a recording that cannot be read, naming the
/// file; local_fault.
class ReplayHttpClient final : public HttpClient {
 public:
  explicit ReplayHttpClient(std::filesystem::path directory);
  [[nodiscard]] Result<Response> get(const Request& request) override;

 private:
  using Index = std::map<std::string, std::filesystem::path, std::less<>>;  ///< target to meta file
  [[nodiscard]] Result<const Index*> index_of(HostGroup group);

  std::filesystem::path directory_;
  std::map<HostGroup, Index> indexes_;
};

}  // namespace nonmun::fetch
