#include "nonmun/fetch/polite_http_client.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "body_check.hpp"
#include "host_state.hpp"
#include "nonmun/core/url.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/fetch/rate_limit.hpp"
#include "nonmun/fetch/refusal_text.hpp"

namespace nonmun::fetch {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr milliseconds k_lock_poll = 100ms;

std::string later(WallTime when) {
  return "try again after " + format_instant(ceil<seconds>(when)) + ", or use --offline for what is known";
}

/// Whether a status is a fault that may pass. arXiv answers 403 and 406 under load; its 500 with an error
/// feed is a judgement on the request and stays.
bool may_pass(HostGroup group, const Response& response) {
  const int status = response.status;
  if (status == 429) return true;
  if (group == HostGroup::huggingface) return status == 500 || (status >= 502 && status <= 504);
  if (group == HostGroup::arxiv_api && is_arxiv_error_feed(response.body)) return false;
  return status == 403 || status == 406 || status >= 500;
}

bool is_free(const PoliteOptions& options, const std::string& url) {
  if (!options.no_spacing) return false;
  const auto parsed = Url::parse(url);
  return parsed && parsed->is_loopback();
}

}  // namespace

const HostPolicy& policy_of(HostGroup group) {
  static constexpr HostPolicy k_huggingface{.tries = 5,
                                            .spacing = 0s,
                                            .one_connection = false,
                                            .backoff = 1s,
                                            .backoff_cap = 8s,
                                            .refusal_hold = 0s};
  static constexpr HostPolicy k_arxiv_api{.tries = 4,
                                          .spacing = 3s,
                                          .one_connection = true,
                                          .backoff = 3s,
                                          .backoff_cap = 60s,
                                          .refusal_hold = 60s};
  static constexpr HostPolicy k_arxiv_web{.tries = 4,
                                          .spacing = 15s,
                                          .one_connection = true,
                                          .backoff = 15s,
                                          .backoff_cap = 60s,
                                          .refusal_hold = 60s};
  switch (group) {
    case HostGroup::arxiv_api:
      return k_arxiv_api;
    case HostGroup::arxiv_web:
      return k_arxiv_web;
    case HostGroup::huggingface:
      break;
  }
  return k_huggingface;
}

/// What this client knows of a group by the steady clock, which no setting of the wall clock moves; the file
/// knows of the other processes.
struct PoliteHttpClient::Group {
  const HostPolicy* policy = nullptr;
  std::optional<steady_clock::time_point> last_end;
  std::optional<steady_clock::time_point> cool_until;
  milliseconds hold{0};
  std::optional<FileLock> lock;
};

/// One try, judged.
struct PoliteHttpClient::Attempt {
  Result<Response> result;
  bool again = false;
  bool refused = false;       ///< a 429: the next one in a row doubles the hold
  milliseconds backoff{0};    ///< before the next try of this request
  milliseconds cool_down{0};  ///< before any request to the group
  std::string what;           ///< why it is no answer

  explicit Attempt(Result<Response> r) : result(std::move(r)) {}
};

PoliteHttpClient::PoliteHttpClient(HttpClient& inner, Pause& pause, PoliteOptions options)
    : inner_(inner), pause_(pause), options_(std::move(options)), patience_(options_.patience) {
  if (!options_.random) {
    options_.random = [generator = std::minstd_rand(std::random_device{}())]() mutable {
      return std::uniform_real_distribution<double>(0, 1)(generator);
    };
  }
}

PoliteHttpClient::~PoliteHttpClient() = default;

PoliteHttpClient::Group& PoliteHttpClient::group_of(HostGroup id) {
  auto& group = groups_[static_cast<std::size_t>(id)];
  if (!group) {
    group = std::make_unique<Group>();
    group->policy = &policy_of(id);
  }
  return *group;
}

std::filesystem::path PoliteHttpClient::file_of(HostGroup id, std::string_view extension) const {
  return options_.state_directory / (std::string(to_string(id)) + std::string(extension));
}

void PoliteHttpClient::warn(Error error) {
  if (!warnings_.empty()) return;
  error.hint = "other processes do not know when this one asks";
  warnings_.push_back(std::move(error));
}

milliseconds PoliteHttpClient::backoff_after(const HostPolicy& policy, int tried) {
  const milliseconds doubled = policy.backoff * (1LL << std::min(tried - 1, 20));
  const milliseconds wait = std::min(doubled, policy.backoff_cap);
  return wait + milliseconds{std::llround(static_cast<double>(wait.count()) * options_.random() / 4)};
}

/// Waits for something that should not have been necessary, as far as the patience goes.
Result<void> PoliteHttpClient::lose(HostGroup id, milliseconds wait, std::string_view why,
                                    const std::string& url) {
  if (wait > patience_) {
    return fail(ErrorKind::unavailable, std::string(why), url, later(pause_.wall_now() + wait));
  }
  patience_ -= wait;
  if (options_.on_wait && wait >= 1s) options_.on_wait(id, wait, why);
  if (!pause_.sleep(wait)) return fail(ErrorKind::interrupted, "stopped", url);
  return {};
}

Result<void> PoliteHttpClient::take_lock(HostGroup id, Group& group, const std::string& url) {
  if (group.lock || options_.state_directory.empty()) return {};
  for (;;) {
    auto lock = FileLock::try_take(file_of(id, ".lock"));
    if (!lock) {
      warn(lock.error());
      return {};
    }
    if (*lock) {
      group.lock = std::move(*lock);
      return {};
    }
    auto waited =
        lose(id, k_lock_poll, "another process of this user is asking " + std::string(to_string(id)), url);
    if (!waited) return waited;
  }
}

Result<void> PoliteHttpClient::wait_for_turn(HostGroup id, Group& group, const std::string& url) {
  const auto cooling = [&]() -> milliseconds {
    milliseconds wait{0};
    if (group.cool_until) wait = ceil<milliseconds>(*group.cool_until - pause_.steady_now());
    if (!options_.state_directory.empty()) {
      const WallTime now = pause_.wall_now();
      wait = std::max(wait, read_host_state(file_of(id, ".state"), now).cool_until - now);
    }
    return wait;
  };
  const std::string why = std::string(to_string(id)) + " asked for a pause";
  // Before the lock as well: who holds it may be waiting for the same end, and this one may have no time.
  if (const auto wait = cooling(); wait > patience_) return lose(id, wait, why, url);
  if (group.policy->one_connection) {
    if (auto taken = take_lock(id, group, url); !taken) return taken;
  }
  for (milliseconds wait; (wait = cooling()) > 0ms;) {
    if (auto waited = lose(id, wait, why, url); !waited) return waited;
  }
  milliseconds wait{0};
  if (group.last_end) {
    wait = ceil<milliseconds>(*group.last_end + group.policy->spacing - pause_.steady_now());
  }
  if (group.policy->spacing > 0ms && !options_.state_directory.empty()) {
    const WallTime now = pause_.wall_now();
    const WallTime last = read_host_state(file_of(id, ".state"), now).last_end;
    wait = std::max(wait, last + group.policy->spacing - now);
  }
  if (wait <= 0ms) return {};
  if (options_.on_wait && wait >= 1s) options_.on_wait(id, wait, "spacing between requests");
  if (!pause_.sleep(wait)) return fail(ErrorKind::interrupted, "stopped", url);
  return {};
}

PoliteHttpClient::Attempt PoliteHttpClient::judge(const Request& request, const Group& group,
                                                  Result<Response> result, int tried) {
  const HostPolicy& policy = *group.policy;
  Attempt attempt(std::move(result));
  if (!attempt.result) {
    Error& error = attempt.result.error();
    attempt.again = error.kind == ErrorKind::unavailable;
    attempt.what = error.what;
    if (error.kind == ErrorKind::invalid_data) error.kind = ErrorKind::unavailable;
    attempt.backoff = backoff_after(policy, tried);
    return attempt;
  }
  const Response& response = *attempt.result;
  const auto limit = parse_rate_limit(response.header("ratelimit"));
  if (limit && limit->remaining == 0) attempt.cool_down = limit->reset + 1s;

  if (response.status == 200) {
    if (auto fault = find_fault(request.expects, response.body)) {
      attempt.again = true;
      attempt.what = *fault;
      attempt.backoff = backoff_after(policy, tried);
    }
    return attempt;
  }
  if (!may_pass(request.group, response)) return attempt;

  attempt.again = true;
  attempt.what = refusal_text(response);
  attempt.backoff = backoff_after(policy, tried);
  attempt.refused = response.status == 429;
  const auto after = parse_retry_after(response.header("retry-after"), pause_.wall_now());
  if (attempt.cool_down == 0ms && after) attempt.cool_down = *after;
  if (attempt.refused) {
    attempt.cool_down = std::max(
        attempt.cool_down,
        std::clamp(group.hold * 2, policy.refusal_hold, std::max(policy.refusal_hold, k_longest_cool_down)));
    if (policy.refusal_hold == 0ms && attempt.cool_down == 0ms) attempt.cool_down = attempt.backoff;
  }
  return attempt;
}

/// Keeps for this client and for the other processes when the request ended and how long to keep away.
void PoliteHttpClient::note_end(HostGroup id, Group& group, const Attempt& attempt) {
  const HostPolicy& policy = *group.policy;
  const milliseconds cool_down = std::min(attempt.cool_down, k_longest_cool_down);
  const auto steady = pause_.steady_now();
  group.last_end = steady;
  if (cool_down > 0ms) group.cool_until = std::max(group.cool_until.value_or(steady), steady + cool_down);
  const milliseconds old_hold = group.hold;
  if (attempt.refused && policy.refusal_hold > 0ms) {
    group.hold = std::clamp(group.hold * 2, policy.refusal_hold, k_longest_cool_down);
  } else if (attempt.result && attempt.result->status < 400 && !attempt.again) {
    group.hold = 0ms;
  }
  const bool is_news = policy.spacing > 0ms || cool_down > 0ms || group.hold != old_hold;
  if (options_.state_directory.empty() || !is_news) return;

  std::optional<FileLock> lock;  // a group of many connections is locked for the update alone
  if (!group.lock) {
    if (auto taken = FileLock::try_take(file_of(id, ".lock")); taken) lock = std::move(*taken);
  }
  const WallTime now = pause_.wall_now();
  HostState state = read_host_state(file_of(id, ".state"), now);
  state.last_end = now;
  if (cool_down > 0ms) state.cool_until = std::max(state.cool_until, now + cool_down);
  state.hold = group.hold;
  if (auto written = write_host_state(file_of(id, ".state"), state); !written) warn(written.error());
}

Result<Response> PoliteHttpClient::get(const Request& request) {
  Group& group = group_of(request.group);
  const HostPolicy& policy = *group.policy;
  const bool free = is_free(options_, request.url);
  const auto give_back = [](Group* held) { held->lock.reset(); };
  const std::unique_ptr<Group, decltype(give_back)> held(&group, give_back);

  for (int tried = 1;; ++tried) {
    if (!free) {
      if (auto turn = wait_for_turn(request.group, group, request.url); !turn) {
        return std::unexpected(turn.error());
      }
      if (!options_.state_directory.empty()) {
        const HostState shared = read_host_state(file_of(request.group, ".state"), pause_.wall_now());
        group.hold = std::max(group.hold, shared.hold);
      }
    }
    const auto begin = pause_.steady_now();
    Attempt attempt = judge(request, group, inner_.get(request), tried);
    if (!free) note_end(request.group, group, attempt);
    if (!attempt.again) return std::move(attempt.result);

    patience_ -= std::min(patience_, ceil<milliseconds>(pause_.steady_now() - begin));
    const milliseconds wait = free ? 0ms : std::max(attempt.backoff, attempt.cool_down);
    if (tried >= policy.tries || wait > patience_) {
      std::string what = attempt.what;
      if (tried > 1) what += " (asked " + std::to_string(tried) + " times)";
      return fail(ErrorKind::unavailable, std::move(what), request.url, later(pause_.wall_now() + wait));
    }
    if (attempt.cool_down >= attempt.backoff)
      continue;  // the group's pause is waited for before its next turn
    if (free) continue;
    if (auto waited = lose(request.group, attempt.backoff, attempt.what, request.url); !waited) {
      return std::unexpected(waited.error());
    }
  }
}

}  // namespace nonmun::fetch
