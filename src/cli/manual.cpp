#include "manual.hpp"

#include <algorithm>

namespace nonmun::cli {
namespace {

constexpr Example k_digest_examples[] = {
    {"nonmun digest", "the newest day with papers, in both languages"},
    {"nonmun digest yesterday --lang ko -o digest.md", "one day in Korean, into a file"},
    {"nonmun digest 2024-04-22..2024-04-26 --min-votes 20", "a week's papers with at least 20 votes"},
    {"0 9 * * * nonmun digest yesterday -q -o $HOME/digest.md",
     "a crontab line; silent unless something failed"},
};
constexpr Example k_fetch_examples[] = {
    {"nonmun fetch 2024-04-24", "one day's records, one JSON object a line"},
    {"nonmun fetch -3d..-1d | jq 'select(.votes > 50)' | nonmun render",
     "three days, chosen by jq, as a digest"},
    {"nonmun fetch yesterday --fields id,title,votes", "three keys of each record"},
};
constexpr Example k_render_examples[] = {
    {"nonmun render day.jsonl --style listing", "records as a list with links"},
    {"nonmun render digest.md --format jsonl", "an earlier digest back to records"},
    {"curl -s 'https://huggingface.co/api/daily_papers?date=2024-04-24' | nonmun render --lang ko",
     "an upstream answer, read from the standard input"},
};
constexpr Example k_translate_examples[] = {
    {"nonmun fetch yesterday | nonmun translate | nonmun render", "the same as nonmun digest yesterday"},
    {"nonmun translate --engine openai --engine-url http://127.0.0.1:8080/v1 --model qwen day.jsonl",
     "by a model of your own"},
    {"nonmun translate --engine openai --model gpt-4o-mini --price 0.15/0.6 --estimate day.jsonl",
     "what it would cost"},
};
constexpr Example k_verify_examples[] = {
    {"nonmun verify digests/2024-04-24.md", "check a digest that is there"},
    {"nonmun fetch yesterday | nonmun translate | nonmun verify", "check what an engine wrote"},
};
constexpr Example k_show_examples[] = {
    {"nonmun show 2404.14994", "one paper on the terminal"},
    {"nonmun show https://arxiv.org/abs/2404.14994v1 --source huggingface,arxiv --format json",
     "all that both sources know of it"},
};
constexpr Example k_search_examples[] = {
    {"nonmun search '\"mixture of experts\" routing -vision'", "in the archive, words and a phrase"},
    {"nonmun search 'author:hinton title:capsule*' --since 2017", "with fields, in a period"},
    {"nonmun search --online 'ti:\"mixture of experts\" AND cat:cs.CL'", "a query as arXiv's API reads it"},
    {"nonmun search --online --title 'state space' --category cs.LG,stat.ML --since 2026-01 --order "
     "submitted",
     "the same made of flags, newest first"},
    {"nonmun search --online --author 'Y. Bengio' --limit 200 --format jsonl", "200 records of an author"},
};
constexpr Example k_list_examples[] = {
    {"nonmun list 2024-04-24 --sort votes", "the papers of a day, most votes first"},
    {"nonmun list --author Hinton --since 2024 --has code", "an author's papers with code"},
    {"nonmun list --unseen --category cs.CL --mark-seen --format md -o new.md",
     "what is new since the last time, as a digest"},
};
constexpr Example k_stats_examples[] = {
    {"nonmun stats --since 2024-04", "papers and votes by day, categories and authors"},
    {"nonmun stats --category cs.CL --format svg > cs-cl.svg", "the same as a plot"},
};
constexpr Example k_import_examples[] = {
    {"nonmun import *.md", "earlier digests, with their Korean summaries"},
    {"nonmun fetch 2024-04 | nonmun import", "a month of Hugging Face's papers"},
    {"nonmun import arxiv-metadata-oai-snapshot.json", "all of arXiv"},
    {"nonmun import reviews/*.md", "reviews of papers, or an index of them"},
};
constexpr Example k_review_examples[] = {
    {"nonmun review new 2404.14994", "begin a review in 2404.14994.md"},
    {"nonmun review add reviews/*.md", "make written reviews known to the archive"},
    {"nonmun review index --excerpt 200", "all reviews, newest first, with 200 characters of each"},
};
constexpr Example k_harvest_examples[] = {
    {"nonmun harvest --category cs.CL --since 2026-08-20 > new.jsonl",
     "the records of a category that changed since a day"},
    {"nonmun harvest --set math -o math.jsonl",
     "all of mathematics; the same command goes on after an interruption"},
};
constexpr Example k_snapshot_examples[] = {
    {"nonmun snapshot arxiv-metadata-oai-snapshot.json -o arxiv.jsonl",
     "the whole dump; can be killed and goes on"},
    {"unzip -p archive.zip | nonmun snapshot | jq -r 'select(.withdrawn) | .id'", "from a pipe into a pipe"},
};
constexpr Example k_text_examples[] = {
    {"echo 'An $n$-gram model' | nonmun text", "TeX as Unicode text"},
    {"nonmun text --to md --kind title titles.txt", "titles escaped for Markdown, line by line"},
    {"jq -c .abstract_raw day.jsonl | nonmun text --json | jq -r '.links[].href'", "the links in abstracts"},
};
constexpr Example k_explain_examples[] = {
    {"nonmun explain today", "which day that is now, and what would be asked"},
    {"nonmun explain 2024-W17 --enrich arxiv", "the requests that a week with enrichment takes"},
};
constexpr Example k_schema_examples[] = {
    {"nonmun schema > paper.json", "keep the JSON Schema beside your records"},
};
constexpr Example k_config_examples[] = {
    {"nonmun config", "what is set, and by whom"},
    {"nonmun config init", "write a commented file to start from"},
    {"nonmun config check --config ./nonmun.toml", "find mistakes in a file"},
    {"nonmun config prompt --prompt three-parts > mine.txt", "a prompt of your own to begin with"},
};
constexpr Example k_completion_examples[] = {
    {"source <(nonmun completion bash)", "completions in this bash"},
    {"nonmun completion fish > ~/.config/fish/completions/nonmun.fish", "completions in every fish"},
};
constexpr Example k_help_examples[] = {
    {"nonmun help digest", "the same as nonmun digest --help"},
};

constexpr CommandInfo k_commands[] = {
    {Command::digest, "digest", "[DAY]", Words::day, "", "fetch a day's papers and write its digest",
     "Fetches the papers of a day or a range of days, orders them by votes and writes them as a digest, by "
     "default "
     "as Markdown in Korean and English. Without DAY it takes the newest day that has papers, looking back "
     "at most "
     "ten days. The line at the foot accounts for every paper that was fetched.",
     k_digest_examples},
    {Command::fetch, "fetch", "[DAY]", Words::day, "", "fetch a day's papers as records",
     "Fetches the same papers as digest and writes them as records, one JSON object a line (nonmun schema "
     "describes "
     "them), so that other programs can choose among them before render.",
     k_fetch_examples},
    {Command::render, "render", "[FILE...]", Words::files, "",
     "turn records, upstream answers or digests into any format",
     "Reads files, or the standard input without a file or for -, and tells by their content whether they "
     "are "
     "records, an answer of Hugging Face or arXiv, or a digest. Papers keep the order of the input unless "
     "--sort "
     "is given. Makes no request.",
     k_render_examples},
    {Command::translate, "translate", "[FILE...]", Words::files, "", "add a summary in Korean to records",
     "Reads what render reads, and writes the papers with a summary in Korean, as records unless --format "
     "says "
     "otherwise: "
     "fetch DAY | translate | render is digest DAY. A paper that has a summary by people or "
     "by a model keeps "
     "it. "
     "Whatever "
     "fails, every paper is written. An engine's answers are kept in the archive, so that none is asked for "
     "twice.",
     k_translate_examples},
    {Command::verify, "verify", "[FILE...]", Words::files, "", "check the Korean of digests or records",
     "Reads what render reads, whoever wrote it, and holds each Korean line against its paper's title and "
     "abstract, "
     "which "
     "come from the input or the archive: numbers, names, units, negations, links, script, register, "
     "particles and "
     "more. "
     "Writes a line for each fault that it finds; the exit code is 4 when there are any.",
     k_verify_examples},
    {Command::show, "show", "ID...", Words::ids, "", "show papers by their arXiv id",
     "Takes arXiv ids, with or without version, and addresses of arXiv or Hugging Face pages, and shows the "
     "papers "
     "in the order asked for.",
     k_show_examples},
    {Command::list, "list", "[DAY]", Words::day, "", "list papers of the archive",
     "Lists the papers that the archive has of a day or a range of days, or of all days, and for which all "
     "the "
     "flags hold, the newest first. A DAY that the archive does not have, or that upstream may still change, "
     "is "
     "fetched first, unless --offline is given.",
     k_list_examples},
    {Command::stats, "stats", "", Words::none, "", "count papers of the archive by day, category and author",
     "Counts the papers for which all the flags hold: by day, with their votes, and the categories and "
     "authors "
     "with most of them.",
     k_stats_examples},
    {Command::import, "import", "[FILE...]", Words::files, "", "put papers and reviews into the archive",
     "Reads files, or the standard input without a file or for -, in any format that render reads, and puts "
     "their papers into the archive; reviews too, in any form that review add reads. What is known of a "
     "paper "
     "already is kept where the new record says less or comes from a poorer source. JSON Lines, ours and "
     "arXiv's metadata dump, may be of any size. An import that was interrupted is done again from the start "
     "and changes nothing that is there. Makes no request.",
     k_import_examples},
    {Command::review, "review", "new ID|add FILE...|index [FILE...]", Words::choice_and_words,
     "new|add|index", "begin, keep and list reviews of papers",
     "new writes a Markdown file with front matter (id, version, links, date) and sections to fill in: "
     "ID.md, or "
     "the file of -o; a file that is there is left alone. add puts reviews into the archive: such files, an "
     "index "
     "of reviews as a page of the Korean blogs shows it, or JSON (nonmun.review/1). index lists the "
     "archive's "
     "reviews, or those of FILEs, the newest first.",
     k_review_examples},
    {Command::search, "search", "[QUERY]", Words::query, "", "search papers, in the archive or at arXiv",
     "Searches title, abstract, authors, Korean summaries and reviews in the archive, the best match first: "
     "all "
     "words must occur; \"a phrase\", begin*, OR, NOT or -word, brackets, and title:, abstract:, author:, "
     "ko: and "
     "note: in front of a word, a phrase or a bracket. Korean of two syllables and more is found inside of "
     "words, "
     "with or without a particle. With --online it asks arXiv's API for the papers that a query and the "
     "flags describe; all of them must hold. QUERY has "
     "arXiv's own form: fields ti, au, abs, co, jr, cat, rn, id and all, AND, OR and ANDNOT in capitals, "
     "quotes and "
     "brackets. The API gives no more than 10,000 papers of a query; ask for more by periods. Results that "
     "arXiv "
     "counts and does not give are a failure, never a shorter list.",
     k_search_examples},
    {Command::harvest, "harvest", "", Words::none, "", "copy arXiv's records of a set",
     "Reads the records that arXiv's OAI-PMH service has of a set and a span of days, page after page, and "
     "writes them "
     "as one JSON object a line. At the end it says from which day the next harvest goes on. With -o, a "
     "harvest that "
     "was interrupted goes on with the page it was at.",
     k_harvest_examples},
    {Command::snapshot, "snapshot", "[FILE]", Words::file, "", "turn arXiv's metadata dump into records",
     "Reads the dump of arXiv's metadata that Kaggle offers (a JSON object a line, several gigabytes), from "
     "FILE or "
     "from the standard input without one or for -, and writes records, one JSON object a line, in memory "
     "that does "
     "not grow. With -o, FILE.part grows beside the file until all is read; a run that was killed goes on "
     "where it "
     "stopped when the same command is given again. Lines that cannot be read are counted and named. Makes "
     "no request.",
     k_snapshot_examples},
    {Command::text, "text", "[FILE...]", Words::files, "", "read text as upstreams send it, line by line",
     "Reads each line of files, or of the standard input without a file or for -, as raw text of an upstream "
     "(TeX, entities, mixed Unicode) and writes what a digest would show of it: line n of the output is that "
     "of line "
     "n of the input. With --json both are JSON, and an object holds all forms of the text, its sentences, "
     "links and "
     "authors. Makes no request.",
     k_text_examples},
    {Command::explain, "explain", "[DAY]", Words::day, "", "say what would be asked, of whom, for which day",
     "Resolves DAY, tells what is known about its state, and lists the requests that digest or fetch would "
     "make, "
     "and what the cache already answers. Makes no request.",
     k_explain_examples},
    {Command::schema, "schema", "", Words::none, "", "print the JSON Schema of a record",
     "Prints the JSON Schema that every record of fetch satisfies.", k_schema_examples},
    {Command::config, "config", "[show|path|init|check|prompt]", Words::action, "show|path|init|check|prompt",
     "show, write or check the configuration",
     "show prints every setting with where its value came from; path prints the name of the configuration "
     "file; "
     "init writes a commented file there, unless there is one; check reads the file and says what is wrong; "
     "prompt prints how a model is asked (--prompt), to copy and change.",
     k_config_examples},
    {Command::completion, "completion", "bash|zsh|fish", Words::choice, "bash|zsh|fish",
     "print a completion script for a shell",
     "Prints a script that lets the shell complete commands, flags, choices and files.",
     k_completion_examples},
    {Command::help, "help", "[COMMAND]", Words::command, "", "show help, of the program or of a command",
     "Shows the same as --help.", k_help_examples},
};

constexpr Setting k_settings[] = {
    {"contact", "NONMUN_CONTACT", "the project's page",
     "A mail address or a web page that goes into the User-Agent of every request, so that an upstream can "
     "reach "
     "whoever runs this."},
    {"endpoints.huggingface", "HF_ENDPOINT", "https://huggingface.co",
     "Where Hugging Face lives, for a mirror or a test server."},
    {"endpoints.arxiv_api", "NONMUN_ARXIV_API", "https://export.arxiv.org", "Where arXiv's API lives."},
    {"endpoints.arxiv_rss", "NONMUN_ARXIV_RSS", "https://rss.arxiv.org", "Where arXiv's RSS feeds live."},
    {"endpoints.arxiv_oai", "NONMUN_ARXIV_OAI", "https://oaipmh.arxiv.org",
     "Where arXiv's OAI-PMH server lives."},
    {"endpoints.arxiv_web", "NONMUN_ARXIV_WEB", "https://arxiv.org", "Where arXiv's pages live."},
    {"", "NONMUN_ENGINE_KEY", "",
     "The key of the translation engine. It is sent to the engine's address and stands nowhere else."},
    {"", "OPENAI_API_KEY", "",
     "The key of --engine openai, where NONMUN_ENGINE_KEY is not set, and of OpenAI's server for --rank "
     "embeddings."},
    {"", "NONMUN_EMBEDDINGS_KEY", "", "The key of the server of --rank embeddings."},
    {"", "DEEPL_AUTH_KEY", "", "The key of --engine deepl, where NONMUN_ENGINE_KEY is not set."},
    {"", "NONMUN_SPACING", "1",
     "0: no pauses between requests to loopback hosts (test servers). Other hosts always get their pauses."},
    {"", "XDG_CONFIG_HOME", "~/.config", "The folder of nonmun/config.toml."},
    {"", "XDG_CACHE_HOME", "~/.cache", "The folder of nonmun/, the upstreams' answers; safe to remove."},
    {"", "XDG_DATA_HOME", "~/.local/share", "The folder of nonmun/archive.db, the archive."},
    {"", "XDG_STATE_HOME", "~/.local/state",
     "The folder of nonmun/hosts/, when each host may be asked again; shared by all runs."},
};

constexpr ExitMeaning k_exits[] = {
    {0, "done; an empty day, help and a closed pipe are done"},
    {1, "internal error: a bug"},
    {2, "usage or configuration; nothing was attempted"},
    {3, "the day is not published yet"},
    {4, "partial: output was made, but a source, a paper or a target failed"},
    {5, "unavailable: upstream unreachable or rate-limited; later may help"},
    {6, "not found"},
    {7, "invalid data in an input"},
    {8, "local fault: disk, permission, lock"},
    {130, "interrupted"},
};

constexpr DayForm k_days[] = {
    {"2024-04-24", "a date"},
    {"today", "the UTC day that is running now (in Seoul before 09:00, the date before the wall calendar's)"},
    {"yesterday", "the UTC day before"},
    {"-3d", "three days before today"},
    {"2024-W17", "an ISO week, Monday to Sunday"},
    {"2024-04", "a month"},
    {"A..B", "from A to B, each any of these; at most 366 days"},
};

}  // namespace

std::span<const CommandInfo> all_commands() { return k_commands; }

const CommandInfo* find_command(std::string_view name) {
  const auto* found = std::ranges::find(k_commands, name, &CommandInfo::name);
  return found == std::end(k_commands) ? nullptr : found;
}

const CommandInfo* info_of(Command command) {
  const auto* found = std::ranges::find(k_commands, command, &CommandInfo::command);
  return found == std::end(k_commands) ? nullptr : found;
}

std::span<const Setting> all_settings() { return k_settings; }
std::span<const ExitMeaning> exit_meanings() { return k_exits; }
std::span<const DayForm> day_forms() { return k_days; }

}  // namespace nonmun::cli
