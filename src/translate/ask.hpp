#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "nonmun/fetch/pause.hpp"
#include "nonmun/fetch/post_client.hpp"
#include "secrets.hpp"

namespace nonmun::translate {

/// How often and how long a service is asked.
struct AskOptions {
  int tries = 3;
  std::chrono::milliseconds backoff{500}, backoff_cap{8000};
  /// A service that wants a longer pause is given up.
  std::chrono::seconds longest_wait{120};
  /// No try begins after it, and no answer is waited for longer.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  Secrets secrets{};      ///< quoted in no error
  long* calls = nullptr;  ///< counted up for each try
  /// What a service says, in small letters, of a 429 that no pause mends, beside what all of them say.
  std::string_view used_up{};
  std::function<double()> random{};  ///< from [0, 1); empty: a generator of its own
};

/// The body of a 200. Tried again: faults of the line, 408, 409, 429 and 5xx, after `retry-after-ms`,
/// `retry-after` or a doubling pause less up to a quarter by chance; `x-should-retry` overrides (the rules of
/// OpenAI's own client). Errors: ErrorKind::usage for what no try mends and no paper escapes (401, 402, 403,
/// 404, DeepL's 456, a used-up quota); invalid_data for what concerns this text (400, 413, 414, 422: too
/// long, not readable); unavailable for the rest, the deadline too; interrupted.
/// No error quotes a secret. The body is as it came: what is taken of it may repeat one.
[[nodiscard]] Result<std::string> ask(fetch::PostClient& client, fetch::Pause& pause, fetch::Post post,
                                      const AskOptions& options);

/// What a service says in the body of a refusal, in whatever shape: {"error":{"message"}}, {"error":"text"},
/// {"message"}, {"detail"}, {"errorMessage"}. One line, cut, without secrets; empty if it says nothing that
/// can be read.
struct Refusal {
  std::string message, code;
};
[[nodiscard]] Refusal read_refusal(std::string_view body, const Secrets& secrets = {});

}  // namespace nonmun::translate
