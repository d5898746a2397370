#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/embedding.hpp"
#include "nonmun/core/error.hpp"
#include "nonmun/fetch/pause.hpp"
#include "nonmun/fetch/post_client.hpp"
#include "nonmun/translate/service.hpp"

namespace nonmun::translate {

/// How many texts an embedder is best asked for at once: each answer is kept, so that little is lost when the
/// next one fails.
inline constexpr std::size_t k_texts_at_once = 32;

/// Any server of OpenAI's embeddings: OpenAI, llama-server --embeddings, Ollama, vLLM.
class Embedder {
 public:
  /// `client` and `pause` must outlive it.
  Embedder(ServiceOptions service, std::string model, fetch::PostClient& client, fetch::Pause& pause);

  /// One vector for each text, in their order, all of equally many dimensions; the texts go out in one
  /// request. Errors: as ask()'s; invalid_data too for an answer that is not that. No message holds the key
  /// or a text.
  [[nodiscard]] Result<std::vector<Embedding>> embed(std::span<const std::string> texts);

  /// The body of the request.
  [[nodiscard]] std::string request_body(std::span<const std::string> texts) const;

 private:
  ServiceOptions service_;
  std::string model_;
  fetch::PostClient& client_;
  fetch::Pause& pause_;
};

/// The vectors in the body of an answer. Errors: invalid_data for one that is no list of `count` vectors,
/// each of them once, finite, of one length and with a direction; `url` names whose it is. No error quotes a
/// secret.
[[nodiscard]] Result<std::vector<Embedding>> read_embeddings(std::string_view body, std::size_t count,
                                                             const std::string& url,
                                                             const std::vector<std::string>& secrets = {});

}  // namespace nonmun::translate
