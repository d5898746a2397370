#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "nonmun/fetch/post_client.hpp"
#include "nonmun/translate/prompt.hpp"
#include "nonmun/translate/translate.hpp"

namespace nonmun::test {

inline Paper paper_with(std::string_view id, std::string title, std::string abstract) {
  Paper paper(ArxivId::parse(id).value());
  paper.title = std::move(title);
  paper.abstract = std::move(abstract);
  return paper;
}

inline translate::Source source_with(std::string title, std::string abstract) {
  return translate::source_of(paper_with("2404.00001", std::move(title), std::move(abstract)));
}

inline translate::PromptProfile built_in_prompt(std::string_view name) {
  using translate::PromptProfile;
  return PromptProfile::parse(PromptProfile::built_in_file(name), name).value();
}

/// Posts that a function answers, and a journal of them.
class FakePostClient final : public fetch::PostClient {
 public:
  using Answer = std::function<Result<fetch::Response>(const fetch::Post&)>;
  explicit FakePostClient(Answer answer) : answer_(std::move(answer)) {}
  Result<fetch::Response> post(const fetch::Post& post) override {
    journal.push_back(post);
    return answer_(post);
  }
  std::vector<fetch::Post> journal;

 private:
  Answer answer_;
};

inline fetch::Response answer(int status, std::string body, std::vector<fetch::Header> headers = {}) {
  return {.status = status,
          .headers = std::move(headers),
          .body = std::move(body),
          .url = "http://127.0.0.1/v1",
          .fetched_at = {},
          .from = fetch::AnswerFrom::network,
          .stale_because = {}};
}

/// A cache in memory.
class MemoryCache final : public translate::TranslationCache {
 public:
  Result<std::optional<translate::KeptTranslation>> find(const std::string& key) override {
    const auto found = kept.find(key);
    if (found == kept.end()) return std::optional<translate::KeptTranslation>{};
    return std::optional(found->second);
  }
  Result<void> put(
      std::span<const std::pair<std::string, translate::KeptTranslation>> translations) override {
    if (is_full) return fail(ErrorKind::local_fault, "the disk is full", "archive.db");
    if (on_put) on_put(translations.size());
    for (const auto& [key, translation] : translations) kept[key] = translation;
    return {};
  }
  std::map<std::string, translate::KeptTranslation> kept;
  bool is_full = false;
  std::function<void(std::size_t)> on_put;  ///< told how many are put at once
};

}  // namespace nonmun::test
