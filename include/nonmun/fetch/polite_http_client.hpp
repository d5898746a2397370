#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/fetch/http_client.hpp"
#include "nonmun/fetch/pause.hpp"

namespace nonmun::fetch {

/// How a host group wants to be asked.
struct HostPolicy {
  int tries = 1;
  /// From the end of one request to the start of the next.
  std::chrono::milliseconds spacing{0};
  /// Requests of all processes one after the other.
  bool one_connection = false;
  /// The first pause after a fault; doubles with each try up to the cap, plus up to a quarter by chance.
  std::chrono::milliseconds backoff{0}, backoff_cap{0};
  /// After a 429 without a time of its own the whole group is left alone so long, doubling with each 429 in a
  /// row up to ten minutes; zero: as after any fault.
  std::chrono::milliseconds refusal_hold{0};
};

/// Hugging Face: what its own client does. arXiv API: terms of use (3 s, one connection) and its 429 after
/// which only a minute's silence helps. arXiv pages: robots.txt (15 s).
[[nodiscard]] const HostPolicy& policy_of(HostGroup group);

struct PoliteOptions {
  /// Shared by all processes of the user (XDG state, nonmun/hosts): `<group>.lock` and `<group>.state`.
  /// Empty: politeness inside this client only.
  std::filesystem::path state_directory{};
  /// How long this client may lose in all by refusals, faults and other processes; when it is used up the
  /// client gives up at once. Spacing and answers do not count.
  std::chrono::milliseconds patience = std::chrono::minutes{6};
  /// NONMUN_SPACING=0: nothing is waited for before a request to a loopback host, and nothing kept for it.
  bool no_spacing = false;
  /// From [0, 1), for the share of chance in a pause; empty: a generator of the client's own.
  std::function<double()> random{};
  /// Told before each wait of a second or more: for a progress line.
  std::function<void(HostGroup group, std::chrono::milliseconds wait, std::string_view why)> on_wait{};
};

/// Asks as often as the host allows and as often as it takes. Refusals (429), faults of the server and of the
/// line, and a 200 whose body is not what the request expects are tried again; any other answer is passed on.
/// Errors: unavailable after the last try, or when the wait asked for is longer than the patience left,
/// saying when to try again; what the inner client calls invalid_data (asking again does not mend it) becomes
/// unavailable at once.
class PoliteHttpClient final : public HttpClient {
 public:
  /// `inner` and `pause` must outlive the client.
  PoliteHttpClient(HttpClient& inner, Pause& pause, PoliteOptions options);
  ~PoliteHttpClient() override;

  [[nodiscard]] Result<Response> get(const Request& request) override;

  /// Local faults that did not stop anything: a state directory that cannot be written (politeness then holds
  /// inside this client only). The first one.
  [[nodiscard]] const std::vector<Error>& warnings() const { return warnings_; }

 private:
  struct Group;
  struct Attempt;

  [[nodiscard]] Group& group_of(HostGroup group);
  [[nodiscard]] Result<void> wait_for_turn(HostGroup id, Group& group, const std::string& url);
  [[nodiscard]] Result<void> take_lock(HostGroup id, Group& group, const std::string& url);
  [[nodiscard]] Result<void> lose(HostGroup id, std::chrono::milliseconds wait, std::string_view why,
                                  const std::string& url);
  [[nodiscard]] Attempt judge(const Request& request, const Group& group, Result<Response> result, int tried);
  void note_end(HostGroup id, Group& group, const Attempt& attempt);
  [[nodiscard]] std::chrono::milliseconds backoff_after(const HostPolicy& policy, int tried);
  [[nodiscard]] std::filesystem::path file_of(HostGroup id, std::string_view extension) const;
  void warn(Error error);

  HttpClient& inner_;
  Pause& pause_;
  PoliteOptions options_;
  std::chrono::milliseconds patience_;  ///< what is left of it
  std::array<std::unique_ptr<Group>, 3> groups_;
  std::vector<Error> warnings_;
};

}  // namespace nonmun::fetch
