#include "http_stack.hpp"

#include <algorithm>
#include <iterator>

#include "nonmun/fetch/caching_http_client.hpp"
#include "nonmun/fetch/curl_http_client.hpp"
#include "nonmun/fetch/polite_http_client.hpp"
#include "nonmun/fetch/recording.hpp"

namespace nonmun::cli {
namespace {

fetch::CacheMode cache_mode(CacheUse use) {
  switch (use) {
    case CacheUse::normal:
      return fetch::CacheMode::normal;
    case CacheUse::offline:
      return fetch::CacheMode::offline;
    case CacheUse::refresh:
      return fetch::CacheMode::refresh;
  }
  return fetch::CacheMode::normal;
}

/// The token of Hugging Face's own client, from the variables that client reads; never from a file of ours.
std::string huggingface_token(const Environment& environment) {
  for (const std::string_view name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
    if (auto token = environment.find_filled(name)) return *std::move(token);
  }
  return {};
}

/// With --verbose, says each request and where its answer came from.
class TellingHttpClient final : public fetch::HttpClient {
 public:
  TellingHttpClient(fetch::HttpClient& inner, Streams& streams) : inner_(inner), streams_(streams) {}

  Result<fetch::Response> get(const fetch::Request& request) override {
    auto response = inner_.get(request);
    std::string line = "GET " + request.url + ": ";
    if (response) {
      constexpr std::string_view k_from[] = {"network", "cache", "replay"};
      line += std::to_string(response->status) + ", " + std::to_string(response->body.size()) +
              " bytes from the " + std::string(k_from[static_cast<int>(response->from)]) + ", said at " +
              format_instant(response->fetched_at);
    } else {
      line += response.error().what;
    }
    streams_.detail(line);
    return response;
  }

 private:
  fetch::HttpClient& inner_;
  Streams& streams_;
};

/// The clock of one run: the system's, or NONMUN_NOW's.
std::unique_ptr<Clock> make_clock(const Options& options) {
  if (options.now) return std::make_unique<FixedClock>(*options.now);
  return std::make_unique<SystemClock>();
}

}  // namespace

/// Declared in the order in which each layer asks the one before it.
struct HttpStack::Layers {
  Layers(const Session& session, fetch::Endpoints where)
      : endpoints(std::move(where)),
        clock(make_clock(session.options)),
        pause(&session.stop),
        transfer({.user_agent = fetch::make_user_agent(NONMUN_VERSION, session.options.contact),
                  .huggingface_token = huggingface_token(session.environment),
                  .stop = &session.stop},
                 *clock),
        polite(transfer, pause,
               {.state_directory = session.options.directories.state.empty()
                                       ? std::filesystem::path{}
                                       : session.options.directories.state / "hosts",
                // A harvest takes hours and has its pauses in them; a person waits for everything else.
                .patience = std::chrono::minutes{session.options.command == Command::harvest ? 60 : 6},
                .no_spacing = session.options.no_spacing,
                .on_wait =
                    [&streams = session.streams](fetch::HostGroup, std::chrono::milliseconds wait,
                                                 std::string_view why) {
                      streams.progress("waiting " + std::to_string(wait.count() / 1000) +
                                       " s: " + std::string(why));
                    }}),
        cache(polite, *clock,
              {.directory = session.options.directories.cache.empty()
                                ? std::filesystem::path{}
                                : session.options.directories.cache / "http",
               .mode = cache_mode(session.options.cache)}) {
    if (session.options.replay) replay = std::make_unique<fetch::ReplayHttpClient>(*session.options.replay);
    if (session.options.keep_raw)
      recording = std::make_unique<fetch::RecordingHttpClient>(cache, *session.options.keep_raw);
    fetch::HttpClient& answers = replay      ? static_cast<fetch::HttpClient&>(*replay)
                                 : recording ? static_cast<fetch::HttpClient&>(*recording)
                                             : cache;
    top = std::make_unique<TellingHttpClient>(answers, session.streams);
  }

  fetch::Endpoints endpoints;
  std::unique_ptr<Clock> clock;
  fetch::SystemPause pause;
  fetch::CurlHttpClient transfer;
  fetch::PoliteHttpClient polite;
  fetch::CachingHttpClient cache;
  std::unique_ptr<fetch::ReplayHttpClient> replay;
  std::unique_ptr<fetch::RecordingHttpClient> recording;
  std::unique_ptr<fetch::HttpClient> top;
};

HttpStack::HttpStack(std::unique_ptr<Layers> layers) : layers_(std::move(layers)) {}
HttpStack::HttpStack(HttpStack&&) noexcept = default;
HttpStack::~HttpStack() = default;

Result<HttpStack> HttpStack::build(const Session& session) {
  auto endpoints = fetch::read_endpoints([&](std::string_view name) -> std::optional<std::string> {
    const auto found = session.options.endpoints.find(name);
    if (found == session.options.endpoints.end()) return std::nullopt;
    return found->second;
  });
  if (!endpoints) return std::unexpected(std::move(endpoints).error());
  return HttpStack(std::make_unique<Layers>(session, *std::move(endpoints)));
}

fetch::HttpClient& HttpStack::top() { return *layers_->top; }

const fetch::Endpoints& HttpStack::endpoints() const { return layers_->endpoints; }
const Clock& HttpStack::clock() const { return *layers_->clock; }

std::vector<Error> HttpStack::warnings() const {
  std::vector<Error> all = layers_->polite.warnings();
  std::ranges::copy(layers_->cache.warnings(), std::back_inserter(all));
  return all;
}

}  // namespace nonmun::cli
