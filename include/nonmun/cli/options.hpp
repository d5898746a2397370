#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nonmun/archive/filter.hpp"
#include "nonmun/cli/environment.hpp"
#include "nonmun/core/error.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/core/time.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/render/options.hpp"
#include "nonmun/render/review.hpp"
#include "nonmun/translate/register.hpp"

namespace nonmun::cli {

enum class Command {
  help,
  version,
  generate,
  digest,
  fetch,
  render,
  translate,
  verify,
  show,
  search,
  list,
  stats,
  import,
  review,
  harvest,
  snapshot,
  text,
  schema,
  explain,
  config,
  completion
};
enum class When { automatic, always, never };
enum class Verbosity { quiet, normal, verbose };
enum class Sort { as_is, votes, id, date, title, listed };
enum class CacheUse { normal, offline, refresh };
/// What a line given to `text` is: text::Kind, or a line of authors.
enum class TextKind { title, abstract, name, authors, comment };
enum class TextForm { plain, markdown, html };
/// What `text` reads and writes.
enum class TextMode { lines, json, josa };
enum class ReviewAction { fresh, add, index };
enum class StatsForm { text, json, svg };
enum class ConfigAction { show, path, init, check, prompt };

/// Who translates, in the order of the flag's choices.
enum class EngineKind { none, frames, openai, command, deepl, papago, libretranslate };

/// What summaries are made from.
enum class SourceText { abstract, html };

/// How papers are translated.
struct TranslationOptions {
  EngineKind engine = EngineKind::none;
  std::string model, url, command;
  std::optional<std::filesystem::path> key_file, glossary;
  std::string prompt = "bullets";  ///< a built-in profile's name, or a file's
  translate::Register speech = translate::Register::polite;
  bool speech_follows = true;  ///< nobody chose it: it is that of the Korean which the papers came with
  std::optional<std::pair<std::size_t, std::size_t>> bullets;  ///< at least, at most
  std::size_t at_once = 4;
  std::chrono::seconds engine_timeout = std::chrono::minutes{2}, deadline = std::chrono::minutes{30};
  int tries = 3;
  SourceText source_text = SourceText::abstract;
  std::size_t source_tokens = 4000;
  long max_tokens = 2048;
  std::optional<double> temperature, max_cost;
  std::optional<std::pair<double, double>> price;  ///< of a million tokens sent, and answered
  bool estimate = false, retranslate = false;
};

/// Who makes vectors of texts, for --rank embeddings.
struct EmbeddingOptions {
  std::string url, model;
  std::optional<std::filesystem::path> key_file;
};

/// One setting in use and who set it, for `config show`.
struct SettingInUse {
  std::string table;  ///< the command or "endpoints" whose table it stands in; empty: the top
  std::string key;
  std::string value;   ///< as TOML; empty: not set
  std::string origin;  ///< "default", "$NO_COLOR", "/home/a/.config/nonmun/config.toml:3"
};

/// Everything the user said, validated: flags over environment over configuration file over defaults.
struct Options {
  Command command = Command::help;
  std::string topic;  ///< help: the command asked about; generate, completion: what to print

  // what to ask
  std::optional<std::string>
      day;  ///< digest, fetch, explain, list: as written; absent: the newest published day
  std::vector<std::string> ids;  ///< show
  std::vector<std::string>
      files;  ///< render, translate, verify, text, snapshot, import: "-" is stdin; empty: stdin
  std::vector<std::string> sources = {"huggingface"};  ///< huggingface, arxiv or both
  std::vector<const Category*> arxiv_categories;       ///< days: of arXiv's, at least one where it is asked
  std::vector<std::string> announce = {"new", "cross"};
  bool enrich_arxiv = false;
  std::string zone;            ///< IANA name; empty: the system's
  std::optional<Instant> now;  ///< --now, NONMUN_NOW
  CacheUse cache = CacheUse::normal;
  std::optional<std::filesystem::path> replay, keep_raw;
  std::vector<std::filesystem::path> summaries;

  // search; harvest has a category and a period as well
  std::string query;  ///< as written
  std::vector<std::string> titles, authors_named, abstracts;
  std::vector<const Category*> categories;
  std::string since, until;  ///< days as written; empty: not said
  fetch::SearchOrder order = fetch::SearchOrder::relevance;
  bool online = false;

  // what the archive is asked for
  std::vector<std::string> keywords, without;
  std::vector<archive::Has> has;
  archive::Seen seen = archive::Seen::any;
  StatsForm stats_form = StatsForm::text;
  bool history = false, timing = false, mark_seen = false;
  std::optional<std::filesystem::path> archive;  ///< --archive; absent: the default one; "none": none

  TranslationOptions translation;

  // review
  std::vector<std::string> review_words;  ///< what stands behind the action
  ReviewAction review_action = ReviewAction::index;
  render::ReviewLinks review_links = render::ReviewLinks::labels;
  std::optional<std::size_t> excerpt_length;  ///< absent: whole

  // harvest
  std::string oai_set, oai_metadata;

  // where upstreams live (fetch/endpoints.hpp validates): "HF_ENDPOINT" -> value, environment over file
  std::map<std::string, std::string, std::less<>> endpoints;
  bool no_spacing = false;  ///< NONMUN_SPACING=0
  std::string contact;      ///< goes into the User-Agent; empty: the project's page

  // what to show
  render::RenderOptions render;  ///< format is the command's default unless said
  bool show_account = true;
  Sort sort = Sort::as_is;  ///< render: as_is unless said; digest, fetch: votes
  bool rank_by_profile = false, why = false;
  bool rank_by_embeddings = false;  ///< by the profile too, its words by their meaning
  EmbeddingOptions embedding;
  std::optional<std::filesystem::path> profile;  ///< --profile; absent: profile.toml beside the configuration
  std::optional<int> min_votes;
  std::optional<std::size_t> limit;
  std::vector<std::string> fields;  ///< --fields; empty: all

  // text; its MathStyle is render.math
  text::Reader text_from = text::Reader::arxiv;
  TextKind text_kind = TextKind::abstract;
  TextForm text_to = TextForm::plain;
  TextMode text_mode = TextMode::lines;
  bool text_sentences = false;

  // where to
  std::optional<std::filesystem::path> output, manifest;
  When color = When::automatic;
  Verbosity verbosity = Verbosity::normal;
  std::optional<std::size_t> columns;  ///< --columns; absent: the terminal's, or 80

  // config
  ConfigAction config_action = ConfigAction::show;
  std::filesystem::path config_file;  ///< the one in use, whether it exists or not
  Directories directories;
  std::vector<SettingInUse> settings;  ///< filled for Command::config only
};

/// Reads a command line (without the program's name) and the configuration. Errors: ErrorKind::usage, one
/// line that names the word at fault and what to do; nothing has been attempted then.
[[nodiscard]] Result<Options> read_options(const std::vector<std::string>& arguments,
                                           const Environment& environment);

/// The text of --help, of the whole program or of one command; `columns` wide.
[[nodiscard]] std::string help_text(std::string_view command, std::size_t columns);
/// The man page (roff), the reference of options (Markdown), a completion script (bash, zsh, fish): all made
/// from the one table of flags. Errors: ErrorKind::usage for another kind.
[[nodiscard]] Result<std::string> generate(std::string_view kind);
/// The configuration in use as TOML, each value with where it came from as a comment; and the commented file
/// that `config init` writes.
[[nodiscard]] std::string config_in_use(const Options& options);
[[nodiscard]] std::string config_template();

}  // namespace nonmun::cli
