// What hosts and other processes tell: rate limits, Retry-After, the state file, the text of a refusal.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../../src/fetch/body_check.hpp"
#include "../../src/fetch/host_state.hpp"
#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/fetch/rate_limit.hpp"
#include "nonmun/fetch/refusal_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::fetch;
  using namespace std::chrono_literals;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  constexpr WallTime k_now{std::chrono::milliseconds{1'752'451'200'000}};

  const auto limit = parse_rate_limit(input);
  if (limit && (limit->reset < 0s || limit->reset > 24h)) std::abort();
  const auto wait = parse_retry_after(input, k_now);
  if (wait && (*wait < 0s || *wait > 24h)) std::abort();
  const HostState state = parse_host_state(input, k_now);
  if (state.last_end > k_now || state.cool_until > k_now + 11min || state.hold > k_longest_cool_down)
    std::abort();
  if (parse_host_state(format_host_state(state), k_now) != state) std::abort();

  Response response;
  response.status = 503;
  response.body = input;
  if (refusal_text(response).size() > 400) std::abort();
  (void)find_fault(Expects::json, input);
  (void)find_fault(Expects::xml, input);
  return 0;
}
