#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/time.hpp"
#include "support/loopback_server.hpp"

namespace nonmun::test {

/// The elements of a JSON array, each as its own bytes; any bytes in, what looks like elements out.
[[nodiscard]] std::vector<std::string_view> split_json_array(std::string_view array);

/// Answers `/api/daily_papers` as Hugging Face does, out of DIRECTORY/YYYY-MM-DD.json (JSON arrays): `date`,
/// `limit` (1 to 100, 50 without) and `p`; 400 for a date that is none or lies after the day of `now`, for a
/// limit outside its bounds and for a parameter it does not know; `[]` for a day without a file and past the
/// last page. Sends an ETag and answers 304 to it, and the rate limit headers. Everything else is 404.
[[nodiscard]] LoopbackServer::Handler huggingface_days(std::filesystem::path directory,
                                                       std::function<Instant()> now);

}  // namespace nonmun::test
