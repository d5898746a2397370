#include "cache_entry.hpp"

#include <bit>
#include <cstring>

#include "ascii.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::string_view k_first_line = "nonmun-http 1\n";

std::uint64_t check_of(HostGroup group, std::string_view url, std::string_view body) {
  return hash_bytes(body, hash_bytes(url, static_cast<std::uint64_t>(group)));
}

/// The value of the next line if it has that name; the line is taken.
std::optional<std::string_view> take(std::string_view& text, std::string_view name) {
  const auto end = text.find('\n');
  if (end == text.npos || !text.starts_with(name) || end <= name.size() || text[name.size()] != ' ') {
    return std::nullopt;
  }
  const auto value = text.substr(name.size() + 1, end - name.size() - 1);
  text.remove_prefix(end + 1);
  return value;
}

template <class T>
std::optional<T> take_number(std::string_view& text, std::string_view name) {
  const auto value = take(text, name);
  return value ? to_number<T>(*value) : std::nullopt;
}

bool fits_a_line(std::string_view text) { return text.find_first_of("\r\n") == text.npos; }

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t k_odd = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = (seed + bytes.size()) * k_odd;
  const auto mix = [&](std::uint64_t word) { hash = std::rotl((hash ^ word) * k_odd, 29); };
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data(), sizeof word);
    mix(word);
    bytes.remove_prefix(sizeof word);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  mix(rest);
  hash ^= hash >> 32;
  hash *= k_odd;
  return hash ^ (hash >> 29);
}

std::string format_entry_head(HostGroup group, const Response& response) {
  std::string head(k_first_line);
  const auto line = [&](std::string_view name, std::string_view value) {
    head.append(name).append(" ").append(value).append("\n");
  };
  line("group", to_string(group));
  line("url", response.url);
  line("status", std::to_string(response.status));
  line("fetched", std::to_string(response.fetched_at.time_since_epoch().count()));
  line("bytes", std::to_string(response.body.size()));
  line("check", std::to_string(check_of(group, response.url, response.body)));
  for (const auto& [name, value] : response.headers) {
    if (name == "set-cookie" || name.empty() || name.find(':') != name.npos)
      continue;  // a cookie is a secret
    if (fits_a_line(name) && fits_a_line(value)) line("header", name + ": " + value);
  }
  return head + "\n";
}

std::optional<Response> parse_entry(std::string content, HostGroup group, std::string_view url) {
  std::string_view text = content;
  if (!text.starts_with(k_first_line)) return std::nullopt;
  text.remove_prefix(k_first_line.size());
  if (take(text, "group") != to_string(group) || take(text, "url") != url) return std::nullopt;
  const auto status = take_number<int>(text, "status");
  const auto fetched = take_number<std::int64_t>(text, "fetched");
  const auto bytes = take_number<std::size_t>(text, "bytes");
  const auto check = take_number<std::uint64_t>(text, "check");
  if (!status || !fetched || !bytes || !check) return std::nullopt;
  // A time that a year has no four digits for cannot be written anywhere.
  constexpr std::int64_t k_year_10000 = 253'402'300'800;
  if (*fetched < 0 || *fetched >= k_year_10000) return std::nullopt;

  Response response;
  response.status = *status;
  response.url = url;
  response.fetched_at = Instant{std::chrono::seconds{*fetched}};
  response.from = AnswerFrom::cache;
  while (const auto header = take(text, "header")) {
    const auto colon = header->find(": ");
    if (colon == header->npos) return std::nullopt;
    response.headers.emplace_back(header->substr(0, colon), header->substr(colon + 2));
  }
  if (!text.starts_with('\n')) return std::nullopt;
  text.remove_prefix(1);
  if (text.size() != *bytes || check_of(group, url, text) != *check) return std::nullopt;
  content.erase(0, content.size() - text.size());
  response.body = std::move(content);
  return response;
}

}  // namespace nonmun::fetch
