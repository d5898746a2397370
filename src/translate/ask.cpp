#include "ask.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <random>
#include <system_error>

#include <nlohmann/json.hpp>

#include "nonmun/core/ascii.hpp"
#include "nonmun/fetch/rate_limit.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::translate {
namespace {

using namespace std::chrono;
using nlohmann::json;

constexpr std::size_t k_longest_message = 200;

std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<long long>());
  return {};
}

std::string find_text(const json& object, std::initializer_list<const char*> keys) {
  if (!object.is_object()) return {};
  for (const char* const key : keys) {
    if (const auto found = object.find(key); found != object.end()) {
      if (std::string text = text_of(*found); !text.empty()) return text;
    }
  }
  return {};
}

std::string shortened(std::string_view text, const Secrets& secrets) {
  std::string line = text::to_single_line(text);
  hide(line, secrets);  // before it is cut: a part of a key is not found
  if (line.size() > k_longest_message) {
    line.resize(ascii::character_start(line, k_longest_message));
    line += "...";
  }
  return line;
}

/// Whether code or message has one of the words, which are in small letters.
bool says(const Refusal& refusal, std::initializer_list<std::string_view> words) {
  const std::string said = ascii::lower(refusal.code + ' ' + refusal.message);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return !word.empty() && said.find(word) != std::string::npos; });
}

/// A quota that a pause does not fill again.
bool is_used_up(const Refusal& refusal, std::string_view more) {
  return says(refusal, {"insufficient_quota", "credit_balance", "billing", "spend limit", more});
}

/// OpenAI and vLLM say the one, llama-server the other.
bool is_beyond_context(const Refusal& refusal) {
  return says(refusal, {"context_length_exceeded", "exceed_context_size", "maximum context length"});
}

struct Judgement {
  bool again = false;
  Error error;
};

Judgement judge(const fetch::Response& response, const AskOptions& options) {
  const Refusal refusal = read_refusal(response.body, options.secrets);
  const std::string said = refusal.message.empty() ? "" : ": " + refusal.message;
  const auto judged = [&](bool again, ErrorKind kind, std::string what, std::string hint) {
    return Judgement{again, {kind, std::move(what) + said, response.url, std::move(hint)}};
  };
  const std::string status = std::to_string(response.status);
  const auto judge_key = [&] {
    return judged(false, ErrorKind::usage, "the key was refused (" + status + ")", "check the engine's key");
  };
  switch (response.status) {
    case 400:
      // Gemini and LibreTranslate say so with 400.
      if (says(refusal, {"api key"})) return judge_key();
      [[fallthrough]];
    case 413:
      if (is_beyond_context(refusal))
        return judged(false, ErrorKind::invalid_data, "longer than the model's context (" + status + ")",
                      "give the server a larger context");
      break;
    case 401:
    case 403:
      return judge_key();
    case 402:
    case 456:
      return judged(false, ErrorKind::usage, "the quota is used up (" + status + ")", "");
    case 404:
      return judged(false, ErrorKind::usage, "no such model or address (404)",
                    "check --model and the engine's address");
    case 408:
    case 409:
      return judged(true, ErrorKind::unavailable, "not answered (" + status + ")", "");
    case 429:
      if (is_used_up(refusal, options.used_up))
        return judged(false, ErrorKind::usage, "the quota is used up (429)", "");
      return judged(true, ErrorKind::unavailable, "asked too often (429)", "try again later");
    default:
      break;
  }
  if (response.status >= 500)
    return judged(true, ErrorKind::unavailable, "the service failed (" + status + ")", "");
  if (response.status >= 300 && response.status < 400)
    return judged(false, ErrorKind::usage, "redirected elsewhere (" + status + ")",
                  "check the engine's address");
  if (response.status >= 400)
    return judged(false, ErrorKind::invalid_data, "the request was refused (" + status + ")", "");
  return judged(false, ErrorKind::unavailable, "an answer that is none (" + status + ")", "");
}

/// A whole text that is a number from 0 on; one too large for any type is one.
std::optional<double> read_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end != text.data() + text.size() || !(number >= 0)) return std::nullopt;
  return error == std::errc::result_out_of_range ? std::numeric_limits<double>::max() : number;
}

std::optional<milliseconds> wait_asked_for(const fetch::Response& response, fetch::WallTime now) {
  const std::string_view exact = ascii::trim(response.header("retry-after-ms"));
  if (const auto ms = read_number(exact)) return milliseconds{static_cast<long long>(std::min(*ms, 1e9))};
  const std::string_view after = ascii::trim(response.header("retry-after"));
  if (const auto asked = read_number(after))
    return milliseconds{static_cast<long long>(std::min(*asked, 1e6) * 1000)};
  const auto date = fetch::parse_retry_after(after, now);
  return date ? std::optional(milliseconds(*date)) : std::nullopt;
}

double chance(const AskOptions& options) {
  if (options.random) return options.random();
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(generator);
}

milliseconds backoff_after(const AskOptions& options, int tried) {
  const auto full =
      std::min<milliseconds>(options.backoff * (1L << std::min(tried - 1, 20)), options.backoff_cap);
  return duration_cast<milliseconds>(duration<double, std::milli>(full) * (1 - chance(options) / 4));
}

}  // namespace

Refusal read_refusal(std::string_view body, const Secrets& secrets) {
  const json parsed = json::parse(body, nullptr, false);
  if (parsed.is_discarded()) return {};
  Refusal refusal;
  const json* about = &parsed;
  if (parsed.is_object() && parsed.contains("error")) {
    about = &parsed["error"];
    if (about->is_string()) refusal.message = about->get<std::string>();
  }
  if (refusal.message.empty())
    refusal.message = find_text(*about, {"message", "detail", "errorMessage", "details"});
  if (refusal.message.empty()) refusal.message = find_text(parsed, {"message", "detail", "errorMessage"});
  refusal.code = find_text(*about, {"code", "type", "errorCode"});
  if (std::string type = find_text(*about, {"type"}); !type.empty() && type != refusal.code)
    refusal.code += ' ' + type;
  refusal.message = shortened(refusal.message, secrets);
  return refusal;
}

Result<std::string> ask(fetch::PostClient& client, fetch::Pause& pause, fetch::Post post,
                        const AskOptions& options) {
  for (int tried = 1;; ++tried) {
    const auto left = options.deadline - pause.steady_now();
    if (left <= 0s) return fail(ErrorKind::unavailable, "the time for translating is over", post.url);
    if (options.calls != nullptr) ++*options.calls;
    post.timeout =
        std::min(post.timeout, std::max(1ms, ceil<milliseconds>(std::min<nanoseconds>(left, hours{24}))));
    auto response = client.post(post);
    Judgement judgement;
    std::optional<milliseconds> asked;
    if (!response) {
      if (response.error().kind != ErrorKind::unavailable)
        return std::unexpected(std::move(response).error());
      // However the transfer ended: it is the deadline that ended it.
      if (pause.steady_now() >= options.deadline) continue;
      judgement = {true, std::move(response).error()};
    } else if (response->status == 200) {
      return std::move(response->body);
    } else {
      judgement = judge(*response, options);
      const std::string_view should = response->header("x-should-retry");
      if (judgement.error.kind == ErrorKind::unavailable && should == "false") judgement.again = false;
      if (should == "true") judgement.again = true;
      asked = wait_asked_for(*response, pause.wall_now());
    }
    const milliseconds wait = asked.value_or(backoff_after(options, tried));
    const bool is_last = tried >= options.tries || wait > options.longest_wait ||
                         pause.steady_now() + wait >= options.deadline;
    if (!judgement.again || is_last) {
      if (tried > 1) judgement.error.what += " (asked " + std::to_string(tried) + " times)";
      return std::unexpected(std::move(judgement.error));
    }
    if (!pause.sleep(wait)) return fail(ErrorKind::interrupted, "stopped", post.url);
  }
}

}  // namespace nonmun::translate
