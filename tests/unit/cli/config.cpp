#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "../../../src/cli/config_file.hpp"
#include "../../../src/cli/flags.hpp"
#include "../../../src/cli/manual.hpp"
#include "nonmun/cli/options.hpp"

using namespace nonmun;
using namespace nonmun::cli;

namespace {

namespace fs = std::filesystem;

/// A home with a configuration file.
class Home {
 public:
  explicit Home(const std::string& toml) {
    std::string name = (fs::temp_directory_path() / "nonmun-home-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
    fs::create_directories(file().parent_path());
    std::ofstream(file(), std::ios::binary) << toml;
  }
  ~Home() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] fs::path file() const { return path_ / ".config/nonmun/config.toml"; }
  [[nodiscard]] Environment environment(
      std::map<std::string, std::string, std::less<>> variables = {}) const {
    variables.emplace("HOME", path_.string());
    return Environment(std::move(variables));
  }
  [[nodiscard]] Options read(const std::vector<std::string>& words) const {
    const auto options = read_options(words, environment());
    if (!options) FAIL(to_line(options.error()));
    return *options;
  }

 private:
  fs::path path_;
};

std::string refusal(std::string_view toml) {
  const auto entries = read_config(toml, "c.toml", "/etc", "/home/a");
  if (entries) return "accepted";
  CHECK(entries.error().kind == ErrorKind::usage);
  return to_line(entries.error());
}

}  // namespace

TEST_CASE("a command's table wins over the top, a flag over both") {
  const Home home("lang = 'ko'\nauthors = 3\n[digest]\nlang = ['ko', 'en']\nformat = 'json'\n");
  CHECK(home.read({"digest"}).render.languages == render::Languages{true, true});
  CHECK(home.read({"digest"}).render.max_authors == 3);
  CHECK(home.read({"digest"}).render.format == render::Format::json);
  CHECK(home.read({"fetch"}).render.languages == render::Languages{true, false});
  CHECK(home.read({"fetch"}).render.format == render::Format::jsonl);
  CHECK(home.read({"digest", "--lang", "en"}).render.languages == render::Languages{false, true});
  CHECK(home.read({"digest"}).config_file == home.file());
}

TEST_CASE("the environment wins over the file") {
  const Home home(
      "color = 'always'\ncontact = 'a@example.org'\n[endpoints]\nhuggingface = 'http://a'\n"
      "arxiv_api = 'http://b'\n");
  const auto options =
      read_options({"digest"}, home.environment({{"NO_COLOR", "1"}, {"HF_ENDPOINT", "http://c"}}));
  REQUIRE(options);
  CHECK(options->color == When::never);
  CHECK(options->contact == "a@example.org");
  CHECK(options->endpoints.at("HF_ENDPOINT") == "http://c");
  CHECK(options->endpoints.at("NONMUN_ARXIV_API") == "http://b");
}

TEST_CASE("file names in the file are relative to it, and a tilde is home") {
  const Home home("summaries = ['s.jsonl', '~/t.jsonl', '/u.jsonl']\n");
  CHECK(home.read({"digest"}).summaries ==
        std::vector<fs::path>{home.path() / ".config/nonmun/s.jsonl", home.path() / "t.jsonl", "/u.jsonl"});
  CHECK(home.read({"digest", "--summaries", "x"}).summaries == std::vector<fs::path>{"x"});
}

TEST_CASE("a mistake is told with file, line, column and the nearest known key") {
  CHECK(refusal("lang = 'ko'\nstyl = 'daily'\n") ==
        "c.toml:2:8: styl: no such setting; did you mean 'style'?");
  CHECK(refusal("[digset]\nlang = 'ko'\n") == "c.toml:1:1: digset: no such setting; did you mean 'digest'?");
  CHECK(refusal("[digest]\nlagn = 'ko'\n") ==
        "c.toml:2:8: digest.lagn: no such setting; did you mean 'lang'?");
  CHECK(refusal("[endpoints]\narxiv = 'x'\n") ==
        "c.toml:2:9: endpoints.arxiv: no such setting; did you mean 'arxiv_api'?");
  CHECK(refusal("lang = 5\n") == "c.toml:1:8: lang: is a whole number; write a string or a list of strings");
  CHECK(refusal("authors = true\n") ==
        "c.toml:1:11: authors: is a truth value; write a whole number or a string");
  CHECK(refusal("min_votes = -1\n") ==
        "c.toml:1:13: min_votes: '-1' is out of range; give a whole number from 0 to 1000000000");
  CHECK(refusal("style = 'dayly'\n") == "c.toml:1:9: style: 'dayly' is not known; did you mean 'daily'?");
  CHECK(refusal("digest = 'x'\n") == "c.toml:1:10: digest: a string; write [digest]");
  CHECK(refusal("lang = 'ko\n").starts_with("c.toml:1:"));
  CHECK(refusal("lang = 'ko\n").find("not TOML: ") != std::string::npos);
}

TEST_CASE("what is not TOML is refused, whatever it is") {
  using namespace std::string_view_literals;
  for (const auto toml :
       {"[="sv, "[\x12\0gset]"sv, "[[=]]"sv, "="sv, "a.=1"sv, "a={=}"sv, "a=[[["sv, "\xff\xfe"sv, "a=\"\\u"sv,
        "[a"sv, "se \xcb\x92\"\n"sv, "\xc3\xa9 = 1"sv, "\xe2\xba\x80 = 1"sv, "a = \xef\xb5\x90"sv, "a=1e"sv,
        "\0"sv, "a=0x"sv, "lang='ko'\nlang='en'"sv}) {
    INFO(toml);
    CHECK(refusal(toml).find("not TOML: ") != std::string::npos);
  }
}

TEST_CASE("a key that stands in the wrong place is told where it belongs") {
  CHECK(refusal("format = 'md'\n") ==
        "c.toml:1:10: format: belongs in a command's table; write it in the table of digest, fetch, render, "
        "translate, verify, "
        "show, list, stats, review or search");
  CHECK(refusal("[explain]\nlang = 'ko'\n") ==
        "c.toml:2:8: explain.lang: explain has no such setting; it is for digest, fetch, render, translate, "
        "show, list "
        "and search");
  CHECK(refusal("source = 'arxiv'\n") ==
        "c.toml:1:10: source: arxiv without a category; name some, as arxiv:cs.CL+cs.LG");
  CHECK(refusal("[show]\nsource = 'arxiv'\n") == "accepted");
}

TEST_CASE("secrets are refused") {
  for (const auto* toml : {"token = 'x'\n", "api_key = 'x'\n", "[digest]\nopenai_api_key = 'x'\n",
                           "HF_TOKEN = 'x'\n", "[endpoints]\npassword = 'x'\n"}) {
    INFO(toml);
    CHECK(refusal(toml).find("secrets do not belong in this file") != std::string::npos);
    CHECK(refusal(toml).find("'x'") == std::string::npos);
  }
}

TEST_CASE("a file that was named must exist, the usual one need not") {
  const Environment nobody(std::map<std::string, std::string, std::less<>>{{"HOME", "/nonexistent"}});
  CHECK(read_options({"digest"}, nobody));
  CHECK(!read_options({"digest", "--config", "/nonexistent/c.toml"}, nobody));
  CHECK(!read_options({"digest", "--config", "/"}, nobody));
  CHECK(read_options({"config", "init", "--config", "/nonexistent/c.toml"}, nobody)->config_file ==
        "/nonexistent/c.toml");
  const Environment named(
      std::map<std::string, std::string, std::less<>>{{"NONMUN_CONFIG", "/nonexistent/c.toml"}});
  CHECK(!read_options({"digest"}, named));
  CHECK(read_options({"digest", "--help"}, named));
}

TEST_CASE("a broken file stops what reads it, not help") {
  const Home home("lang = \n");
  CHECK(!read_options({"digest"}, home.environment()));
  CHECK(!read_options({"config", "check"}, home.environment()));
  CHECK(read_options({"config", "path"}, home.environment()));
  CHECK(read_options({"digest", "--help"}, home.environment()));
  CHECK(read_options({"schema"}, home.environment()));
}

TEST_CASE("the template is a configuration in which everything is a comment") {
  const auto entries = read_config(config_template(), "t", "/", "/");
  REQUIRE(entries);
  CHECK(entries->empty());
}

TEST_CASE("the template without its comment signs sets every key") {
  std::string toml;
  for (auto text = config_template(); !text.empty(); text.erase(0, text.find('\n') + 1)) {
    const auto line = text.substr(0, text.find('\n') + 1);
    toml += line.starts_with("# ") || line.front() != '#' ? line : line.substr(1);
  }
  INFO(toml);
  const auto entries = read_config(toml, "t", "/", "/");
  if (!entries) FAIL(to_line(entries.error()));
  const auto has = [&](std::string_view table, std::string_view key) {
    return std::ranges::any_of(*entries,
                               [&](const auto& entry) { return entry.table == table && entry.key == key; });
  };
  for (const auto& flag : all_flags()) {
    INFO(flag.name);
    if (flag.scope == ConfigScope::anywhere) CHECK(has("", config_key(flag)));
    if (flag.scope == ConfigScope::command)
      for (const auto command : commands_of(flag)) CHECK(has(command, config_key(flag)));
  }
  for (const auto& setting : all_settings()) {
    if (setting.key.empty()) continue;
    const auto dot = setting.key.find('.');
    const bool is_set = dot == std::string_view::npos
                            ? has("", setting.key)
                            : has(setting.key.substr(0, dot), setting.key.substr(dot + 1));
    CHECK(is_set);
  }
}

TEST_CASE("the configuration in use tells who set each value, and is a configuration itself") {
  const Home home("lang = 'ko'\nsummaries = ['s']\n[fetch]\nlang = 'en'\nsort = 'id'\n");
  const auto options =
      read_options({"config"}, home.environment({{"NO_COLOR", "1"}, {"HF_ENDPOINT", "http://c"}}));
  REQUIRE(options);
  const auto text = config_in_use(*options);
  INFO(text);
  const auto file = home.file().string();
  CHECK(text.find("lang = \"ko\"  # " + file + ":1\n") != std::string::npos);
  CHECK(text.find("[fetch]\nlang = \"en\"  # " + file + ":4\n") != std::string::npos);
  CHECK(text.find("sort = \"id\"  # " + file + ":5\n") != std::string::npos);
  CHECK(text.find("color = \"never\"  # $NO_COLOR\n") != std::string::npos);
  CHECK(text.find("style = \"daily\"  # default\n") != std::string::npos);
  CHECK(text.find("huggingface = \"http://c\"  # $HF_ENDPOINT\n") != std::string::npos);
  CHECK(text.find("# min_votes is not set\n") != std::string::npos);
  const auto entries = read_config(text, "t", "/", "/");
  if (!entries) FAIL(to_line(entries.error()));
}

TEST_CASE("directories follow the XDG specification") {
  const auto of = [](std::map<std::string, std::string, std::less<>> variables) {
    return Directories::of(Environment(std::move(variables)));
  };
  CHECK(of({{"HOME", "/h"}}).cache == "/h/.cache/nonmun");
  CHECK(of({{"HOME", "/h"}}).state == "/h/.local/state/nonmun");
  CHECK(of({{"HOME", "/h"}}).data == "/h/.local/share/nonmun");
  CHECK(of({{"HOME", "/h"}, {"XDG_CACHE_HOME", "/c"}}).cache == "/c/nonmun");
  CHECK(of({{"HOME", "/h"}, {"XDG_CACHE_HOME", "relative"}}).cache == "/h/.cache/nonmun");
  CHECK(of({{"HOME", "/h"}, {"XDG_CACHE_HOME", ""}}).cache == "/h/.cache/nonmun");
  CHECK(of({}).cache.empty());
}
