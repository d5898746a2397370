#include "nonmun/translate/embedder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "ask.hpp"

namespace nonmun::translate {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view k_path = "/embeddings";
constexpr auto k_replace = json::error_handler_t::replace;

/// The numbers of one vector; nullopt for what is none.
std::optional<Embedding> read_vector(const json& numbers) {
  if (!numbers.is_array() || numbers.empty()) return std::nullopt;
  Embedding vector;
  vector.reserve(numbers.size());
  for (const json& number : numbers) {
    if (!number.is_number()) return std::nullopt;
    const auto value = number.get<double>();
    if (!(std::abs(value) <= std::numeric_limits<float>::max())) return std::nullopt;
    vector.push_back(static_cast<float>(value));
  }
  const bool has_direction = std::ranges::any_of(vector, [](float number) { return number != 0; });
  return has_direction ? std::optional(std::move(vector)) : std::nullopt;
}

/// Where each entry of the answer belongs. Servers may answer in any order and then number the entries; some
/// answer in order and number none. nullopt where the numbers are not one for each text.
std::optional<std::vector<std::size_t>> places_of(const json& entries) {
  const auto has_index = [](const json& entry) { return entry.contains("index"); };
  std::vector<std::size_t> places;
  if (std::ranges::none_of(entries, has_index)) {
    for (std::size_t i = 0; i < entries.size(); ++i) places.push_back(i);
    return places;
  }
  std::vector<bool> taken(entries.size());
  for (const json& entry : entries) {
    const auto index = entry.find("index");
    if (index == entry.end() || !index->is_number_integer()) return std::nullopt;
    const auto place = index->get<long long>();
    if (place < 0 || place >= static_cast<long long>(entries.size())) return std::nullopt;
    const auto at = static_cast<std::size_t>(place);
    if (taken[at]) return std::nullopt;
    taken[at] = true;
    places.push_back(at);
  }
  return places;
}

}  // namespace

Result<std::vector<Embedding>> read_embeddings(std::string_view body, std::size_t count,
                                               const std::string& url,
                                               const std::vector<std::string>& secrets) {
  const auto refuse = [&](std::string what) {
    return fail(ErrorKind::invalid_data, std::move(what), url, "check that the model makes embeddings");
  };
  const json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded()) return refuse("an answer that is not JSON");
  const auto data = answer.is_object() ? answer.find("data") : answer.end();
  if (!answer.is_object() || data == answer.end() || !data->is_array()) {
    const Refusal refusal = read_refusal(body, secrets);
    return refuse(refusal.message.empty() ? "an answer without embeddings"
                                          : "the service says: " + refusal.message);
  }
  const auto is_object = [](const json& entry) { return entry.is_object(); };
  if (data->size() != count || !std::ranges::all_of(*data, is_object))
    return refuse("an answer with " + std::to_string(data->size()) +
                  (data->size() == 1 ? " embedding for " : " embeddings for ") + std::to_string(count) +
                  " texts");
  const auto places = places_of(*data);
  if (!places) return refuse("embeddings that are not numbered as the texts");
  std::vector<Embedding> vectors(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto numbers = (*data)[i].find("embedding");
    auto vector = numbers == (*data)[i].end() ? std::nullopt : read_vector(*numbers);
    if (!vector) return refuse("an embedding that is no vector");
    vectors[(*places)[i]] = *std::move(vector);
  }
  if (!std::ranges::all_of(vectors,
                           [&](const Embedding& vector) { return vector.size() == vectors.front().size(); }))
    return refuse("embeddings of different lengths");
  return vectors;
}

Embedder::Embedder(ServiceOptions service, std::string model, fetch::PostClient& client, fetch::Pause& pause)
    : service_(std::move(service)), model_(std::move(model)), client_(client), pause_(pause) {}

std::string Embedder::request_body(std::span<const std::string> texts) const {
  const ordered_json body{{"model", model_},
                          {"input", std::vector<std::string>(texts.begin(), texts.end())},
                          {"encoding_format", "float"}};
  return body.dump(-1, ' ', false, k_replace);
}

Result<std::vector<Embedding>> Embedder::embed(std::span<const std::string> texts) {
  if (texts.empty()) return std::vector<Embedding>{};
  std::string base = service_.url;
  while (base.ends_with('/')) base.pop_back();
  fetch::Post post{.url = base + std::string(k_path), .body = request_body(texts)};
  post.timeout = service_.timeout;
  if (!service_.key.empty()) post.headers.push_back({"Authorization", "Bearer " + service_.key});
  const std::string url = post.url;
  const Secrets secrets = service_.secrets();
  const auto answer = ask(client_, pause_, std::move(post),
                          {.tries = service_.tries, .deadline = service_.deadline, .secrets = secrets});
  if (!answer) return std::unexpected(answer.error());
  return read_embeddings(*answer, texts.size(), url, secrets);
}

}  // namespace nonmun::translate
