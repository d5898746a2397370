// What other programs say about the pages that we generate.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "nonmun/cli/options.hpp"

using namespace nonmun::cli;

namespace {

namespace fs = std::filesystem;

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

/// A folder of its own, removed at the end.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "nonmun-cli-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  /// What a shell command prints, both streams; "exit N" at the end if it fails.
  [[nodiscard]] std::string run(const std::string& command) const {
    const auto log = path_ / "log";
    const int status = std::system(("{ " + command + "\n} >" + log.string() + " 2>&1").c_str());
    std::ostringstream text;
    text << std::ifstream(log).rdbuf();
    return status == 0 ? text.str() : text.str() + "exit " + std::to_string(status);
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("groff has nothing to say against the man page") {
  if (!is_installed("groff")) {
    WARN("skipped: groff is not installed");
    return;
  }
  const Scratch scratch;
  const auto file = scratch.write("nonmun.1", *generate("man"));
  CHECK(scratch.run("groff -ww -man -Tutf8 " + file.string() + " 2>&1 >/dev/null").empty());
}

TEST_CASE("each shell can read its completions") {
  const Scratch scratch;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    if (!is_installed(shell)) {
      WARN("skipped: " + shell + " is not installed");
      continue;
    }
    const auto file = scratch.write("nonmun." + shell, *generate(shell));
    INFO(shell);
    CHECK(scratch.run(shell + " -n " + file.string()).empty());
  }
}

TEST_CASE("bash completes commands, flags, choices and lists, wherever the command stands") {
  if (!is_installed("bash")) {
    WARN("skipped: bash is not installed");
    return;
  }
  const Scratch scratch;
  const auto script = *generate("bash") + R"(
compopt() { :; }
t() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _nonmun; echo "${COMPREPLY[*]}"; }
t nonmun di
t nonmun digest --la
t nonmun digest --lang ''
t nonmun digest --lang = k
t nonmun digest --format j
t nonmun fetch --fields id,title_
t nonmun --config x digest --man
t nonmun fetch --no-acc
t nonmun --lang ko help re
t nonmun config pa
t nonmun digest --limit ''
)";
  const auto file = scratch.write("t.bash", script);
  CHECK(scratch.run("bash " + file.string()) ==
        "digest\n--lang\nko en\nko\njson jsonl\nid,title_raw id,title_ko\n--manifest\n\nrender "
        "review\npath\n\n");
}
