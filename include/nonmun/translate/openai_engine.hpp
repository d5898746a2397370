#pragma once

#include <memory>
#include <optional>
#include <string>

#include "nonmun/fetch/pause.hpp"
#include "nonmun/fetch/post_client.hpp"
#include "nonmun/translate/engine.hpp"
#include "nonmun/translate/prompt.hpp"
#include "nonmun/translate/service.hpp"

namespace nonmun::translate {

struct ChatOptions {
  ServiceOptions service;
  std::string model;
  PromptProfile prompt;
  const Glossary* glossary = &Glossary::built_in();
  Register speech = Register::polite;
  std::optional<double> temperature{};
  long max_tokens = 2048;  ///< of an answer
};

/// Any server of OpenAI's chat completions: OpenAI, llama-server, Ollama, vLLM. One paper a call, not
/// streamed; the answer's form is asked for with `response_format` json_schema, which all of them enforce.
class OpenAiEngine final : public Engine {
 public:
  /// `client` and `pause` must outlive it.
  OpenAiEngine(ChatOptions options, fetch::PostClient& client, fetch::Pause& pause);
  [[nodiscard]] Identity identity() const override;
  [[nodiscard]] Result<Draft> translate(const Task& task) override;

  [[nodiscard]] Usage take_usage() override;
  [[nodiscard]] Usage most_usage(const Task& task) const override;

  /// The body of the request.
  [[nodiscard]] std::string request_body(const Task& task) const;

 private:
  [[nodiscard]] Result<Draft> answer_to(const Task& task);
  ChatOptions options_;
  fetch::PostClient& client_;
  fetch::Pause& pause_;
  Usage usage_;
};

}  // namespace nonmun::translate
