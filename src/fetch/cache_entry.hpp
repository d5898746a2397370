#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// One kept answer as a file: a block of lines that ends with an empty one, then the body as it came.
///
///     nonmun-http 1
///     group huggingface
///     url https://huggingface.co/api/daily_papers?date=2024-04-24&limit=100&p=0
///     status 200
///     fetched 1714003200
///     bytes 12345
///     check 1234567890123456789
///     header content-type: application/json
///
/// `check` is a checksum of group, URL and body. The format may change at any time with its number: an entry
/// that is not understood is fetched again.
[[nodiscard]] std::string format_entry_head(HostGroup group, const Response& response);

/// The entry, if it is whole and is the one for this group and URL. `content` is consumed: its body becomes
/// the answer's. Any bytes.
[[nodiscard]] std::optional<Response> parse_entry(std::string content, HostGroup group, std::string_view url);

/// A 64-bit hash of bytes, quick, not against intent; what is on disk depends on it.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace nonmun::fetch
