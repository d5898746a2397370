#include "service_key.hpp"

#include <sys/stat.h>

#include "nonmun/core/ascii.hpp"
#include "nonmun/deliver/file.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

/// Longer than any key; and than a header may be.
constexpr std::size_t k_longest = 4096;

Result<std::string> read_key_file(const std::filesystem::path& path) {
  struct stat about{};
  if (::stat(path.c_str(), &about) == 0 && (about.st_mode & 077) != 0)
    return fail(ErrorKind::usage, "others can read this key", path.string(), "chmod 600 it");
  const auto text = deliver::read_file(path);
  if (!text) return fail(ErrorKind::usage, "the key cannot be read: " + text.error().what, path.string());
  std::string key(ascii::trim(*text));
  if (key.empty() || key.size() > k_longest)
    return fail(ErrorKind::usage, key.empty() ? "no key is in it" : "too long for a key", path.string());
  return key;
}

}  // namespace

Result<std::string> service_key(const Session& session, const std::optional<std::filesystem::path>& file,
                                std::initializer_list<std::string_view> variables) {
  std::string key;
  if (file) {
    auto read = read_key_file(*file);
    if (!read) return read;
    key = *std::move(read);
  } else {
    for (const std::string_view name : variables) {
      if (name.empty() || !key.empty()) continue;
      if (const auto value = session.environment.find_filled(name)) key = ascii::trim(*value);
    }
  }
  // A line break in it would be a header of its own.
  if (has_control_character(key))
    return fail(ErrorKind::usage, "a key with a control character",
                file ? file->string() : "the engine's key");
  return key;
}

}  // namespace nonmun::cli
