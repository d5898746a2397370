// The input is a configuration file, then, after a NUL, the words of a command line, each ended by a NUL: any
// configuration and any words are options or a usage error told in one line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "../../src/cli/config_file.hpp"
#include "nonmun/cli/options.hpp"

using namespace nonmun;
using namespace nonmun::cli;

namespace {

void check(const Error& error) {
  const auto line = to_line(error);
  if (error.kind != ErrorKind::usage || line.empty() || line.find('\n') != std::string::npos) std::abort();
}

void check_words(const std::vector<std::string>& words) {
  const auto options = read_options(words, Environment());
  if (!options) return check(options.error());
  if (!options->render.languages.korean && !options->render.languages.english) std::abort();
  if (options->command == Command::help && help_text(options->topic, 80).empty()) std::abort();
  if (options->command == Command::show && options->ids.empty()) std::abort();
  if (options->command == Command::config) {
    // What is shown is a configuration itself.
    if (!read_config(config_in_use(*options), "shown", "/", "/")) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = input.find('\0');
  const auto entries = read_config(input.substr(0, end), "config", "/etc", "/root");
  if (!entries) check(entries.error());

  std::vector<std::string> words;
  for (auto next = end; next != std::string_view::npos && next < input.size();) {
    const auto begin = next + 1;
    next = input.find('\0', begin);
    words.emplace_back(input.substr(begin, next == std::string_view::npos ? next : next - begin));
    // Reading files that a fuzzer names is not the property.
    if (words.back().starts_with("--config")) return 0;
  }
  check_words(words);
  return 0;
}
