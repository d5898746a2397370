#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "nonmun/cli/options.hpp"

using namespace nonmun;
using namespace nonmun::cli;

namespace {

Environment with(std::map<std::string, std::string, std::less<>> variables) {
  return Environment(std::move(variables));
}

Options read(const std::vector<std::string>& words, const Environment& environment = {}) {
  const auto options = read_options(words, environment);
  if (!options) FAIL(to_line(options.error()));
  return *options;
}

std::string refusal(const std::vector<std::string>& words, const Environment& environment = {}) {
  const auto options = read_options(words, environment);
  if (options) return "accepted";
  CHECK(options.error().kind == ErrorKind::usage);
  return to_line(options.error());
}

}  // namespace

TEST_CASE("without a command the program shows its help") {
  CHECK(read({}).command == Command::help);
  CHECK(read({"--quiet"}).command == Command::help);
}

TEST_CASE("a digest without flags has the documented defaults") {
  const auto options = read({"digest"});
  CHECK(options.command == Command::digest);
  CHECK(!options.day);
  CHECK(options.sources == std::vector<std::string>{"huggingface"});
  CHECK(!options.enrich_arxiv);
  CHECK(options.zone.empty());
  CHECK(options.render.languages == render::Languages{true, true});
  CHECK(options.render.style == render::Style::daily);
  CHECK(options.render.format == render::Format::md);
  CHECK(options.render.math == text::MathStyle::unicode);
  CHECK(options.render.max_authors == 10);
  CHECK(options.sort == Sort::votes);
  CHECK(options.show_account);
  CHECK(!options.min_votes);
  CHECK(!options.limit);
  CHECK(!options.output);
  CHECK(options.color == When::automatic);
  CHECK(options.verbosity == Verbosity::normal);
}

TEST_CASE("format and order have each command's own default") {
  CHECK(read({"fetch"}).render.format == render::Format::jsonl);
  CHECK(read({"fetch"}).sort == Sort::votes);
  CHECK(read({"render"}).render.format == render::Format::md);
  CHECK(read({"render"}).sort == Sort::as_is);
  CHECK(read({"show", "2404.14994"}).render.format == render::Format::text);
}

TEST_CASE("a day that begins with a dash is a day, not a flag") {
  CHECK(read({"digest", "-3d"}).day == "-3d");
  CHECK(read({"digest", "-3d..-1d", "--lang", "ko"}).day == "-3d..-1d");
  CHECK(read({"fetch", "--lang=ko", "-3d"}).day == "-3d");
  CHECK(read({"-q", "explain", "-7d"}).day == "-7d");
}

TEST_CASE("flags stand before or after the command and its words") {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"digest", "today", "--lang", "ko", "-o", "a.md"},
                                             {"digest", "--lang=ko", "-oa.md", "today"},
                                             {"--lang", "ko", "digest", "-o", "a.md", "today"},
                                             {"-o", "a.md", "--lang=ko", "digest", "today"}}) {
    const auto options = read(words);
    CHECK(options.command == Command::digest);
    CHECK(options.day == "today");
    CHECK(options.output == "a.md");
    CHECK(options.render.languages == render::Languages{true, false});
  }
}

TEST_CASE("the last of a repeated flag counts, and summaries are all kept") {
  const auto options =
      read({"digest", "--lang", "ko", "--summaries", "a", "--lang", "en", "--summaries", "b"});
  CHECK(options.render.languages == render::Languages{false, true});
  CHECK(options.summaries == std::vector<std::filesystem::path>{"a", "b"});
}

TEST_CASE("after two dashes everything is a word") {
  CHECK(read({"render", "--", "--lang", "-x", "--"}).files == std::vector<std::string>{"--lang", "-x", "--"});
  CHECK(read({"render", "-", "[a,b]", "%x"}).files == std::vector<std::string>{"-", "[a,b]", "%x"});
  CHECK(read({"--", "digest", "today"}).day == "today");
}

TEST_CASE("an unknown word is answered with the nearest known one") {
  CHECK(refusal({"digset"}) == "'digset': no such command; did you mean 'digest'?");
  CHECK(refusal({"version"}) == "'version': no such command; did you mean '--version'?");
  CHECK(refusal({"-3d"}) == "'-3d': no such command; did you mean 'nonmun digest -3d'?");
  CHECK(refusal({"2404.14994"}) == "'2404.14994': no such command; did you mean 'nonmun show 2404.14994'?");
  CHECK(refusal({"digest", "--langg", "ko"}) == "'--langg': no such flag; did you mean '--lang'?");
  CHECK(refusal({"--langg", "ko", "digest"}) == "'--langg': no such flag; did you mean '--lang'?");
  CHECK(refusal({"digest", "--out", "x"}) == "'--out': no such flag; did you mean '--output'?");
  CHECK(refusal({"digest", "--format", "jsno"}) == "--format: 'jsno' is not known; did you mean 'json'?");
  CHECK(refusal({"digest", "--zebra"}) == "'--zebra': no such flag; see 'nonmun digest --help'");
  CHECK(refusal({"digest", "-x"}) == "'-x': no such flag; see 'nonmun digest --help'");
  CHECK(refusal({"help", "rendr"}) == "'rendr': no such command; did you mean 'render'?");
}

TEST_CASE("sources name arXiv's categories, in any letter case, once each") {
  const auto options =
      read_options({"fetch", "--source", "arxiv:cs.cl+math,huggingface,arxiv:cs.CL"}, Environment());
  REQUIRE(options);
  CHECK(options->sources == std::vector<std::string>{"arxiv", "huggingface"});
  REQUIRE(options->arxiv_categories.size() == 2);
  CHECK(options->arxiv_categories[0]->id == "cs.CL");
  CHECK(options->arxiv_categories[1]->id == "math");
  CHECK(refusal({"fetch", "--source", "arxiv:cs.CLL"}).find("cs.CL") != std::string::npos);
  CHECK(refusal({"fetch", "--source", "arxiv:"}).find("without a category") != std::string::npos);
  CHECK(refusal({"fetch", "--source", "hugingface"}) ==
        "--source: 'hugingface' is not known; did you mean 'huggingface'?");
}

TEST_CASE("a flag of another command says whose it is") {
  CHECK(refusal({"fetch", "--no-account"}) ==
        "--no-account: fetch does not have this flag; it belongs to digest");
  CHECK(refusal({"--offline"}) ==
        "--offline: this flag needs a command before or after it; it belongs to digest, fetch, show, list, "
        "review, search and explain");
}

TEST_CASE("a missing value is said so, whatever comes next") {
  CHECK(refusal({"digest", "--lang"}) == "--lang: needs a value; choose ko or en");
  CHECK(refusal({"digest", "--lang="}) == "--lang: needs a value; choose ko or en");
  CHECK(refusal({"digest", "--lang", "--offline"}) == "--lang: needs a value; choose ko or en");
  CHECK(refusal({"digest", "-o", "--", "today"}) == "--output: needs a value; write --output=FILE");
  CHECK(refusal({"digest", "--offline=yes"}) == "--offline: takes no value; write it without '='");
}

TEST_CASE("numbers out of range and wrong forms are refused") {
  CHECK(refusal({"digest", "--limit", "-3"}) ==
        "--limit: '-3' is out of range; give a whole number from 1 to 1000000000");
  CHECK(refusal({"digest", "--authors", "x"}) ==
        "--authors: 'x' is not a number; give a whole number from 1 to 1000000, or all");
  CHECK(refusal({"digest", "--min-votes", "99999999999999999999"}).find("not a number") != std::string::npos);
  CHECK(refusal({"digest", "--now", "2025-07-14"}) ==
        "--now: '2025-07-14' is not a moment; write it as 2025-07-14T16:00:00Z");
  CHECK(refusal({"digest", "--engine", "opnai"}) == "--engine: 'opnai' is not known; did you mean 'openai'?");
  CHECK(refusal({"digest", "--source", "arxiv"}) ==
        "--source: arxiv without a category; name some, as arxiv:cs.CL+cs.LG");
  CHECK(refusal({"fetch", "--fields", "id,titel"}) ==
        "--fields: a record has no key 'titel'; did you mean 'title'?");
}

TEST_CASE("flags that contradict each other are refused") {
  CHECK(refusal({"digest", "--offline", "--refresh"})
            .starts_with("--offline and --refresh: cannot go together"));
  CHECK(refusal({"digest", "--replay", "a", "--keep-raw", "b"}).starts_with("--replay and --keep-raw"));
  CHECK(refusal({"digest", "--replay", "a", "--refresh"}).starts_with("--replay and --refresh"));
  CHECK(refusal({"digest", "--fields", "id"}) ==
        "--fields: chooses keys of JSON, and the output is md; add --format jsonl or --format json");
  CHECK(read({"digest", "--fields", "id", "--format", "json"}).fields == std::vector<std::string>{"id"});
}

TEST_CASE("help is shown for the command that stands beside it") {
  CHECK(read({"digest", "--help"}).topic == "digest");
  CHECK(read({"-h", "digest"}).topic == "digest");
  CHECK(read({"help", "digest"}).topic == "digest");
  CHECK(read({"help"}).topic.empty());
  CHECK(read({"show", "-h"}).command == Command::help);
  CHECK(read({"digest", "--offline", "--refresh", "--help"}).topic == "digest");
  CHECK(read({"--version"}).command == Command::version);
  CHECK(read({"--generate", "man"}).command == Command::generate);
  CHECK(read({"--generate", "man"}).topic == "man");
}

TEST_CASE("words are counted") {
  CHECK(refusal({"digest", "today", "yesterday"}) ==
        "'yesterday': one word too many for digest; usage: nonmun digest [DAY]");
  CHECK(refusal({"show"}) == "show: needs an arXiv id; e.g. nonmun show 2404.14994");
  CHECK(refusal({"completion"}) == "completion: needs a word; choose bash, zsh or fish");
  CHECK(refusal({"completion", "tcsh"}) == "completion: 'tcsh' is not known; choose bash, zsh or fish");
  CHECK(refusal({"schema", "x"}) == "'x': one word too many for schema; usage: nonmun schema");
  CHECK(read({"config"}).config_action == ConfigAction::show);
  CHECK(read({"config", "check"}).config_action == ConfigAction::check);
}

TEST_CASE("the environment sets what no flag says") {
  const auto environment = with({{"NONMUN_NOW", "2025-07-14T16:00:00Z"},
                                 {"NO_COLOR", "1"},
                                 {"HF_ENDPOINT", "http://127.0.0.1:8080"},
                                 {"NONMUN_CONTACT", "me@example.org"},
                                 {"NONMUN_SPACING", "0"}});
  const auto options = read({"digest"}, environment);
  REQUIRE(options.now);
  CHECK(format_instant(*options.now) == "2025-07-14T16:00:00Z");
  CHECK(options.color == When::never);
  CHECK(options.endpoints.at("HF_ENDPOINT") == "http://127.0.0.1:8080");
  CHECK(options.contact == "me@example.org");
  CHECK(options.no_spacing);
  CHECK(read({"digest", "--color", "always"}, environment).color == When::always);
  CHECK(read({"digest"}, with({{"NO_COLOR", ""}})).color == When::automatic);
}

TEST_CASE("a bad variable is named") {
  CHECK(refusal({"digest"}, with({{"NONMUN_NOW", "noon"}})) ==
        "$NONMUN_NOW: 'noon' is not a moment; write it as 2025-07-14T16:00:00Z");
  CHECK(refusal({"digest"}, with({{"NONMUN_SPACING", "2"}})).starts_with("$NONMUN_SPACING: '2'"));
}
