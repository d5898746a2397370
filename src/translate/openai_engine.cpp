#include "nonmun/translate/openai_engine.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "ask.hpp"
#include "nonmun/core/url.hpp"
#include "nonmun/translate/body.hpp"
#include "reply.hpp"
#include "secrets.hpp"

namespace nonmun::translate {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view k_path = "/chat/completions";

/// OpenAI's own reasoning models refuse `max_tokens` and any temperature; other servers know nothing else.
bool is_openai(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed && parsed->host == "api.openai.com";
}

long number_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? std::max(0L, found->get<long>()) : 0;
}

long tokens_in(std::size_t bytes) { return static_cast<long>(bytes / k_bytes_per_token) + 1; }

/// As the server counted; where it does not say, by the lengths.
Usage usage_of(const json& answer, std::size_t bytes_sent, std::size_t bytes_answered) {
  const auto usage = answer.find("usage");
  if (usage == answer.end() || !usage->is_object()) return {tokens_in(bytes_sent), tokens_in(bytes_answered)};
  return {number_at(*usage, "prompt_tokens"), number_at(*usage, "completion_tokens")};
}

/// `content`: a string, or a list of parts that have a text.
std::string content_of(const json& message) {
  const auto content = message.find("content");
  if (content == message.end()) return {};
  if (content->is_string()) return content->get<std::string>();
  std::string text;
  if (content->is_array()) {
    for (const json& part : *content) {
      const auto found = part.is_object() ? part.find("text") : part.end();
      if (part.is_object() && found != part.end() && found->is_string()) text += found->get<std::string>();
    }
  }
  return text;
}

/// The text of the first choice. Errors: invalid_data with why there is none.
Result<std::string> read_answer(const json& answer, const std::string& url, const Secrets& secrets) {
  const auto refuse = [&](std::string what, std::string hint = {}) {
    return fail(ErrorKind::invalid_data, std::move(what), url, std::move(hint));
  };
  const auto choices = answer.find("choices");
  if (choices == answer.end() || !choices->is_array() || choices->empty() || !choices->front().is_object()) {
    const Refusal refusal =
        read_refusal(answer.dump(-1, ' ', false, json::error_handler_t::replace), secrets);
    return refuse(refusal.message.empty() ? "an answer without a choice"
                                          : "the service says: " + refusal.message);
  }
  const json& choice = choices->front();
  const auto reason = choice.find("finish_reason");
  const std::string ended = reason != choice.end() && reason->is_string() ? reason->get<std::string>() : "";
  if (ended == "length") return refuse("the answer was cut off at its greatest length", "raise --max-tokens");
  if (ended == "content_filter") return refuse("the service's filter held the answer back");
  const auto message = choice.find("message");
  if (message == choice.end() || !message->is_object()) return refuse("an answer without a message");
  if (const auto refusal = message->find("refusal"); refusal != message->end() && refusal->is_string())
    return refuse("the model refused");
  std::string text = content_of(*message);
  if (text.empty()) return refuse("an empty answer");
  return text;
}

}  // namespace

OpenAiEngine::OpenAiEngine(ChatOptions options, fetch::PostClient& client, fetch::Pause& pause)
    : options_(std::move(options)), client_(client), pause_(pause) {
  while (options_.service.url.ends_with('/')) options_.service.url.pop_back();
}

Identity OpenAiEngine::identity() const { return {"openai", options_.model, options_.prompt.version}; }

std::string OpenAiEngine::request_body(const Task& task) const {
  const Prompt prompt = write_prompt(options_.prompt, task, *options_.glossary, options_.speech);
  const bool openai = is_openai(options_.service.url);
  ordered_json body{
      {"model", options_.model},
      {"messages", ordered_json::array({{{"role", "system"}, {"content", prompt.system}},
                                        {{"role", "user"}, {"content", prompt.user}}})},
      {openai ? "max_completion_tokens" : "max_tokens", options_.max_tokens},
      {"response_format",
       {{"type", "json_schema"},
        {"json_schema",
         {{"name", "summary"}, {"strict", true}, {"schema", ordered_json::parse(reply_schema())}}}}},
      {"stream", false}};
  if (options_.temperature) body["temperature"] = *options_.temperature;
  return body.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Result<Draft> OpenAiEngine::translate(const Task& task) {
  return without(answer_to(task), options_.service.secrets());
}

Result<Draft> OpenAiEngine::answer_to(const Task& task) {
  fetch::Post post{.url = options_.service.url + std::string(k_path),
                   .body = request_body(task),
                   .headers = {},
                   .timeout = options_.service.timeout};
  if (!options_.service.key.empty())
    post.headers.emplace_back("Authorization", "Bearer " + options_.service.key);
  const Secrets secrets = options_.service.secrets();
  const std::size_t bytes_sent = post.body.size();
  const auto body = ask(client_, pause_, std::move(post),
                        {.tries = options_.service.tries,
                         .deadline = options_.service.deadline,
                         .secrets = secrets,
                         .calls = &usage_.calls});
  if (!body) return std::unexpected(body.error());
  const std::string url = options_.service.url + std::string(k_path);
  const json answer = json::parse(*body, nullptr, false);
  if (!answer.is_object()) return fail(ErrorKind::invalid_data, "an answer that is not JSON", url);
  usage_ += usage_of(answer, bytes_sent, body->size());
  const auto text = read_answer(answer, url, secrets);
  if (!text) return std::unexpected(text.error());
  auto draft = read_reply(*text, task.source, options_.prompt.roles, options_.prompt.most);
  if (!draft) {
    Error error = std::move(draft).error();
    error.where = url;
    return std::unexpected(std::move(error));
  }
  return draft;
}

Usage OpenAiEngine::take_usage() { return std::exchange(usage_, {}); }

Usage OpenAiEngine::most_usage(const Task& task) const {
  // The schema too: some servers write it into the prompt.
  return {tokens_in(request_body(task).size()), options_.max_tokens};
}

}  // namespace nonmun::translate
