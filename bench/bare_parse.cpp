// What the JSON libraries cost alone: parses files and adds up the bytes of the titles, nothing else.
//   bare_parse simdjson|nlohmann FILE...
//   bare_parse simdjson-lines FILE...      JSON Lines, of which one record at a time is in memory
#include <simdjson.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace {

std::size_t with_simdjson(const std::string& path) {
  thread_local simdjson::ondemand::parser parser;
  const simdjson::padded_string bytes = simdjson::padded_string::load(path).value();
  std::size_t total = 0;
  simdjson::ondemand::document document = parser.iterate(bytes);
  for (auto entry : document.get_array()) {
    const std::string_view title = entry["paper"]["title"].get_string();
    total += title.size();
  }
  return total;
}

std::size_t with_simdjson_lines(const std::string& path) {
  thread_local simdjson::ondemand::parser parser;
  std::ifstream file(path, std::ios::binary);
  std::size_t total = 0;
  for (std::string line; std::getline(file, line);) {
    line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::document document = parser.iterate(line);
    const std::string_view title = document["title"].get_string();
    total += title.size();
  }
  return total;
}

std::size_t with_nlohmann(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::size_t total = 0;
  for (const auto& entry : nlohmann::json::parse(bytes))
    total += entry["paper"]["title"].get_ref<const std::string&>().size();
  return total;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view how = count > 1 ? arguments[1] : "";
  const auto parse = how == "simdjson"         ? with_simdjson
                     : how == "simdjson-lines" ? with_simdjson_lines
                                               : with_nlohmann;
  std::size_t total = 0;
  for (int i = 2; i < count; ++i) total += parse(arguments[i]);
  std::printf("%zu\n", total);
}
