#include "nonmun/daily/embed.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "nonmun/core/sha256.hpp"
#include "nonmun/translate/embedder.hpp"

namespace nonmun::daily {
namespace {

/// What is known of the texts, by the keys under which it is kept.
class Vectors {
 public:
  Vectors(std::span<const std::string> texts, const EmbedOptions& options)
      : texts_(texts), options_(options) {
    for (const std::string& text : texts)
      keys_.push_back(sha256_hex("nonmun.embedding/1\n" + options.identity + '\n' + text));
  }

  void take_kept() {
    if (options_.archive == nullptr) return;
    auto kept = options_.archive->find_embeddings(keys_);
    if (!kept) {
      result_.fault = std::move(kept).error();
      return;
    }
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if ((*kept)[i]) known_[keys_[i]] = *std::move((*kept)[i]);
  }

  Result<void> ask_for_missing() {
    std::map<std::string, std::string> missing;  // equal texts are sent once
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (!known_.contains(keys_[i])) missing.emplace(keys_[i], texts_[i]);
    if (missing.empty()) return {};
    if (!options_.ask)
      return fail(ErrorKind::unavailable, "not all vectors are in the archive, and nobody is asked",
                  "--offline", "leave --offline out once");
    std::vector<std::string> keys, texts;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (const auto at = missing.find(keys_[i]); at != missing.end()) {
        keys.push_back(at->first);
        texts.push_back(std::move(at->second));
        missing.erase(at);
      }
    }
    for (std::size_t begin = 0; begin < texts.size(); begin += translate::k_texts_at_once) {
      const std::size_t count = std::min(translate::k_texts_at_once, texts.size() - begin);
      auto vectors = options_.ask(std::span(texts).subspan(begin, count));
      if (!vectors) return std::unexpected(std::move(vectors).error());
      keep(std::span(keys).subspan(begin, count), *std::move(vectors));
      result_.asked_for += count;
    }
    return {};
  }

  [[nodiscard]] bool is_of_one_length() const {
    return std::ranges::all_of(
        known_, [&](const auto& each) { return each.second.size() == known_.begin()->second.size(); });
  }

  void forget() { known_.clear(); }

  EmbedResult result() && {
    for (const std::string& key : keys_) result_.vectors.push_back(known_.at(key));
    return std::move(result_);
  }

 private:
  void keep(std::span<const std::string> keys, std::vector<Embedding> vectors) {
    std::vector<archive::KeptEmbedding> kept;
    for (std::size_t i = 0; i < keys.size(); ++i) kept.push_back({keys[i], std::move(vectors[i])});
    if (options_.archive != nullptr && !result_.fault) {
      if (auto done = options_.archive->put_embeddings(kept); !done) result_.fault = std::move(done).error();
    }
    for (archive::KeptEmbedding& each : kept) known_[each.key] = std::move(each.vector);
  }

  std::span<const std::string> texts_;
  const EmbedOptions& options_;
  std::vector<std::string> keys_;
  std::map<std::string, Embedding> known_;
  EmbedResult result_;
};

}  // namespace

Result<EmbedResult> embed(std::span<const std::string> texts, const EmbedOptions& options) {
  Vectors vectors(texts, options);
  vectors.take_kept();
  if (auto asked = vectors.ask_for_missing(); !asked) return std::unexpected(std::move(asked).error());
  if (!vectors.is_of_one_length()) {
    vectors.forget();
    if (auto asked = vectors.ask_for_missing(); !asked) return std::unexpected(std::move(asked).error());
    if (!vectors.is_of_one_length()) return fail(ErrorKind::invalid_data, "embeddings of different lengths");
  }
  return std::move(vectors).result();
}

}  // namespace nonmun::daily
