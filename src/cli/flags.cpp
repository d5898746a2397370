#include "flags.hpp"

#include <algorithm>

#include "manual.hpp"

namespace nonmun::cli {
namespace {

constexpr CommandSet k_days = only(Command::digest) | only(Command::fetch) | only(Command::explain);
constexpr CommandSet k_search = only(Command::search);
constexpr CommandSet k_harvest = only(Command::harvest);
constexpr CommandSet k_list = only(Command::list);
constexpr CommandSet k_stats = only(Command::stats);
constexpr CommandSet k_filter = k_list | k_stats;
constexpr CommandSet k_review = only(Command::review);
constexpr CommandSet k_sources = k_days | only(Command::show) | k_list;
constexpr CommandSet k_asking = k_sources | k_search | only(Command::review);
constexpr CommandSet k_showing = only(Command::digest) | only(Command::fetch) | only(Command::render) |
                                 only(Command::show) | only(Command::translate) | k_search | k_list;
/// Commands whose papers can be put in the order of one's interests; search has an order of its own.
constexpr CommandSet k_ranking =
    only(Command::digest) | only(Command::fetch) | only(Command::render) | only(Command::translate) | k_list;
constexpr CommandSet k_verify = only(Command::verify);
constexpr CommandSet k_archive = only(Command::digest) | only(Command::fetch) | only(Command::show) |
                                 k_search | k_filter | only(Command::import) | k_review |
                                 only(Command::render) | only(Command::translate) | k_verify;
constexpr CommandSet k_digest = only(Command::digest);
constexpr CommandSet k_translating = only(Command::digest) | only(Command::fetch) | only(Command::render) |
                                     only(Command::translate) | only(Command::show);
constexpr CommandSet k_text = only(Command::text);

constexpr std::string_view k_record_keys[] = {
    "schema",   "id",           "version",   "title",      "title_raw",        "title_ko",  "authors",
    "abstract", "abstract_raw", "summary",   "categories", "primary_category", "comment",   "journal_ref",
    "doi",      "license",      "published", "updated",    "announced",        "withdrawn", "votes",
    "comments", "links",        "media",     "keywords",   "ai_summary",       "listed",    "provenance"};

// In the order of FlagId, which is the order of help.
constexpr Flag k_flags[] = {
    {.id = FlagId::online,
     .name = "online",
     .commands = k_search,
     .group = FlagGroup::ask,
     .help = "ask arXiv itself, at most one request every three seconds"},
    {.id = FlagId::title,
     .name = "title",
     .kind = ValueKind::text,
     .value_name = "WORDS",
     .repeatable = true,
     .commands = k_search,
     .group = FlagGroup::ask,
     .help = "a word or a phrase in the title"},
    {.id = FlagId::author,
     .name = "author",
     .kind = ValueKind::text,
     .value_name = "NAME",
     .repeatable = true,
     .commands = k_search | k_filter,
     .group = FlagGroup::ask,
     .help = "an author's name",
     .more =
         "In the archive the family name counts, and as much of the other names as is given: Hinton, "
         "'G. Hinton', 'Geoffrey Hinton', 'Hinton, Geoffrey'. Given several times, each must be an author."},
    {.id = FlagId::abstract,
     .name = "abstract",
     .kind = ValueKind::text,
     .value_name = "WORDS",
     .repeatable = true,
     .commands = k_search,
     .group = FlagGroup::ask,
     .help = "a word or a phrase in the abstract"},
    {.id = FlagId::category,
     .name = "category",
     .kind = ValueKind::categories,
     .value_name = "LIST",
     .commands = k_search | k_harvest | k_filter,
     .group = FlagGroup::ask,
     .help = "filed under one of these categories of arXiv's",
     .more =
         "A comma list, for harvest one category; an archive such as math stands for all of its categories. "
         "Cross-lists count."},
    {.id = FlagId::keyword,
     .name = "keyword",
     .kind = ValueKind::text,
     .value_name = "WORDS",
     .repeatable = true,
     .commands = k_filter,
     .group = FlagGroup::ask,
     .help = "a word or a phrase in title, abstract, keywords or Korean summary",
     .more =
         "Given several times, each must occur. Korean of two syllables and more is found inside of words."},
    {.id = FlagId::without,
     .name = "not",
     .kind = ValueKind::text,
     .value_name = "WORDS",
     .repeatable = true,
     .commands = k_filter,
     .group = FlagGroup::ask,
     .help = "leave out papers with this word or phrase"},
    {.id = FlagId::has,
     .name = "has",
     .kind = ValueKind::choices,
     .value_name = "LIST",
     .choices = "code|project|video",
     .commands = k_filter,
     .group = FlagGroup::ask,
     .help = "papers with all of these"},
    {.id = FlagId::seen,
     .name = "seen",
     .commands = k_filter,
     .group = FlagGroup::ask,
     .help = "papers that were marked as seen"},
    {.id = FlagId::unseen,
     .name = "unseen",
     .commands = k_filter,
     .group = FlagGroup::ask,
     .help = "papers that were not"},
    {.id = FlagId::since,
     .name = "since",
     .kind = ValueKind::day,
     .value_name = "DAY",
     .commands = k_search | k_harvest | k_filter,
     .group = FlagGroup::ask,
     .help = "from DAY (UTC) on",
     .more =
         "In the archive a paper is of each day on which a listing showed it, and of its submission's if no "
         "listing is known; for search --online the day of its first submission counts, for harvest that "
         "of its record's last change. Of a week or a month the first day."},
    {.id = FlagId::until,
     .name = "until",
     .kind = ValueKind::day,
     .value_name = "DAY",
     .commands = k_search | k_harvest | k_filter,
     .group = FlagGroup::ask,
     .help = "until DAY (UTC), which is included",
     .more = "Of a week or a month the last day."},
    {.id = FlagId::order,
     .name = "order",
     .kind = ValueKind::choice,
     .value_name = "BY",
     .choices = "relevance|submitted|updated",
     .fallback = "relevance",
     .commands = k_search,
     .group = FlagGroup::ask,
     .scope = ConfigScope::command,
     .help = "which papers come first",
     .more = "submitted and updated: newest first."},
    {.id = FlagId::set,
     .name = "set",
     .kind = ValueKind::text,
     .value_name = "SET",
     .commands = k_harvest,
     .group = FlagGroup::ask,
     .help = "records of this OAI set, e.g. cs, math:math:AG or physics:hep-th; without it all records"},
    {.id = FlagId::metadata,
     .name = "metadata",
     .kind = ValueKind::choice,
     .value_name = "FORMAT",
     .choices = "arXiv|arXivRaw|oai_dc",
     .fallback = "arXiv",
     .commands = k_harvest,
     .group = FlagGroup::ask,
     .help = "the metadata format that arXiv is asked for",
     .more = "arXiv has authors in parts, arXivRaw all versions with their dates and the text as it was "
             "typed, oai_dc "
             "the dates of the first and the newest version."},
    {.id = FlagId::source,
     .name = "source",
     .kind = ValueKind::sources,
     .value_name = "LIST",
     .choices = "huggingface|arxiv:cs.CL",
     .fallback = "huggingface",
     .fallback_for = {{{Command::show, "huggingface,arxiv"}}},
     .commands = k_sources,
     .group = FlagGroup::ask,
     .scope = ConfigScope::anywhere,
     .help = "whom to ask, e.g. huggingface,arxiv:cs.CL+cs.LG",
     .more = "arXiv's announcements are made by category; several are joined by +, and an archive such as "
             "math stands for all of its categories. show takes arxiv without categories. What two sources "
             "know of a paper is one record."},
    {.id = FlagId::announce,
     .name = "announce",
     .kind = ValueKind::choices,
     .value_name = "LIST",
     .choices = "new|cross|replace",
     .fallback = "new,cross",
     .commands = only(Command::digest) | only(Command::fetch),
     .group = FlagGroup::ask,
     .scope = ConfigScope::anywhere,
     .help = "which papers of an arXiv announcement",
     .more = "new are the papers of a category, cross those of other categories that are also listed there, "
             "replace new versions of either. A paper that is left out is counted in the account."},
    {.id = FlagId::enrich,
     .name = "enrich",
     .kind = ValueKind::choice,
     .value_name = "WITH",
     .choices = "none|arxiv",
     .fallback = "none",
     .commands = k_sources,
     .group = FlagGroup::ask,
     .scope = ConfigScope::anywhere,
     .help = "add what arXiv knows of each paper",
     .more =
         "With arxiv, categories, version, comment and DOI come from the arXiv API, at one request every "
         "three seconds. An enrichment that fails leaves the papers as they were, is named in the account "
         "and makes the exit code 4."},
    {.id = FlagId::history,
     .name = "history",
     .commands = only(Command::show),
     .group = FlagGroup::ask,
     .help = "votes by day, listings and related papers, as the archive knows them"},
    {.id = FlagId::archive,
     .name = "archive",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = k_archive,
     .group = FlagGroup::ask,
     .scope = ConfigScope::anywhere,
     .variable = "NONMUN_ARCHIVE",
     .help = "the archive; none is no archive",
     .more = "Without it nonmun/archive.db below XDG_DATA_HOME, made on first use. What was fetched is kept "
             "there, "
             "and days that upstream will not change any more are taken from there."},
    {.id = FlagId::offline,
     .name = "offline",
     .commands = k_asking,
     .group = FlagGroup::ask,
     .help = "make no request; answer from the archive and the cache alone"},
    {.id = FlagId::refresh,
     .name = "refresh",
     .commands = k_asking,
     .group = FlagGroup::ask,
     .help = "ask again even if the archive or the cache has the answer"},
    {.id = FlagId::replay,
     .name = "replay",
     .kind = ValueKind::folder,
     .value_name = "DIR",
     .commands = k_asking | k_harvest,
     .group = FlagGroup::ask,
     .help = "answer from the bodies in DIR and make no request",
     .more = "DIR is one that --keep-raw wrote: with --now, a run can be repeated exactly."},
    {.id = FlagId::keep_raw,
     .name = "keep-raw",
     .kind = ValueKind::folder,
     .value_name = "DIR",
     .commands = k_asking | k_harvest,
     .group = FlagGroup::ask,
     .help = "also write each answer as it came, with its URL, status and headers, into DIR"},
    {.id = FlagId::now,
     .name = "now",
     .kind = ValueKind::instant,
     .value_name = "INSTANT",
     .commands = k_asking | k_harvest | k_stats | only(Command::import) | only(Command::translate) |
                 only(Command::render),
     .group = FlagGroup::ask,
     .variable = "NONMUN_NOW",
     .help = "take this as the current time, e.g. 2025-07-14T16:00:00Z",
     .more = "It decides which day is today and whether a day is closed. Pauses between requests never "
             "follow it."},
    {.id = FlagId::tz,
     .name = "tz",
     .kind = ValueKind::zone,
     .value_name = "ZONE",
     .commands = k_asking | k_harvest,
     .group = FlagGroup::ask,
     .scope = ConfigScope::anywhere,
     .help = "your time zone, e.g. Asia/Seoul; without it the system's",
     .more = "Messages tell a day's time in it too. Days stay the upstream's: Hugging Face's are UTC days."},

    {.id = FlagId::lang,
     .name = "lang",
     .kind = ValueKind::choices,
     .value_name = "LIST",
     .choices = "ko|en",
     .fallback = "ko,en",
     .commands = k_showing,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "languages to show, separated by a comma"},
    {.id = FlagId::style,
     .name = "style",
     .kind = ValueKind::choice,
     .value_name = "NAME",
     .choices = "daily|classic|listing",
     .fallback = "daily",
     .fallback_for = {{{Command::review, "reviews"}}},
     .choices_for = {{{Command::review, "reviews|links"}}},
     .commands = k_showing | k_review,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "layout of Markdown",
     .more =
         "daily has labels, dates and counts in each language, a head and a foot; classic is the layout of "
         "the Korean digests of early 2024, to the byte; listing is grouped by day: id, title, links, "
         "abstract."},
    {.id = FlagId::format,
     .name = "format",
     .kind = ValueKind::choice,
     .value_name = "NAME",
     .choices = "md|text|json|jsonl|csv|bibtex|ris|csl-json|md-table",
     .fallback = "md",
     .fallback_for = {{{Command::fetch, "jsonl"},
                       {Command::translate, "jsonl"},
                       {Command::show, "text"},
                       {Command::search, "text"},
                       {Command::list, "text"},
                       {Command::stats, "text"},
                       {Command::verify, "text"}}},
     .choices_for = {{{Command::stats, "text|json|svg"},
                      {Command::review, "md|text|json|jsonl"},
                      {Command::verify, "text|json"}}},
     .commands = k_showing | k_stats | k_review | k_verify,
     .group = FlagGroup::show,
     .scope = ConfigScope::command,
     .help = "form of the output",
     .more = "md is Markdown, text is for a terminal, json one array of records, jsonl one record a line; "
             "csv, bibtex, "
             "ris, csl-json (citeproc, Zotero) and md-table are for other programs; svg is a plot. It never "
             "depends on whether the output is a terminal."},
    {.id = FlagId::math,
     .name = "math",
     .kind = ValueKind::choice,
     .value_name = "HOW",
     .choices = "unicode|tex",
     .fallback = "unicode",
     .commands = k_showing | k_text,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "formulas as plain characters or as $TeX$",
     .more = "tex is for readers that typeset formulas; it shows the text as the source had it."},
    {.id = FlagId::authors,
     .name = "authors",
     .kind = ValueKind::number,
     .value_name = "N",
     .choices = "all",
     .fallback = "10",
     .min = 1,
     .max = 1'000'000,
     .commands = k_showing,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "name the first N authors and count the others, or all",
     .more = "JSON always has all of them."},
    {.id = FlagId::fields,
     .name = "fields",
     .kind = ValueKind::keys,
     .value_name = "LIST",
     .commands = k_showing,
     .group = FlagGroup::show,
     .help = "only these keys of each record, for json and jsonl",
     .more = "A comma list of top-level keys, as nonmun schema names them; they keep the record's order."},
    {.id = FlagId::sort,
     .name = "sort",
     .kind = ValueKind::choice,
     .value_name = "BY",
     .choices = "votes|id|none",
     .fallback = "none",
     .fallback_for = {{{Command::digest, "votes"}, {Command::fetch, "votes"}, {Command::list, "date"}}},
     .choices_for = {{{Command::list, "votes|date|title|listed"}}},
     .commands = k_showing,
     .group = FlagGroup::show,
     .scope = ConfigScope::command,
     .help = "order of the papers",
     .more = "votes: most votes first, equal votes by id; id: oldest id first; none: as they came. For list, "
             "date: "
             "newest first; title: by the letters of the title; listed: as the day's listing had them."},
    {.id = FlagId::rank,
     .name = "rank",
     .kind = ValueKind::choice,
     .value_name = "BY",
     .choices = "none|profile",
     .fallback = "none",
     .commands = k_ranking,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "with profile, the papers that fit your interests best come first",
     .more =
         "In place of --sort; days stay together where they are. JSON then has a key rank with each paper's "
         "score and what gave it points. list ranks at most the 5000 papers that come first by --sort."},
    {.id = FlagId::profile,
     .name = "profile",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = k_ranking,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .variable = "NONMUN_PROFILE",
     .help = "your interests, for --rank profile; without it profile.toml beside the configuration",
     .more =
         "TOML: tables keywords, authors and categories with a weight for each name, below 0 for less of it, "
         "and a table liked with a list papers of arXiv ids and a weight. votes_weight at the top says how "
         "much votes count."},
    {.id = FlagId::why,
     .name = "why",
     .commands = k_ranking,
     .group = FlagGroup::show,
     .help = "rank by the profile, and say under each paper what gave it points"},
    {.id = FlagId::min_votes,
     .name = "min-votes",
     .kind = ValueKind::number,
     .value_name = "N",
     .min = 0,
     .max = 1'000'000'000,
     .commands = k_showing | k_stats,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "leave out papers with fewer votes",
     .more = "The account counts what was left out."},
    {.id = FlagId::limit,
     .name = "limit",
     .kind = ValueKind::number,
     .value_name = "N",
     .fallback_for = {{{Command::search, "50"}, {Command::list, "100"}}},
     .min = 1,
     .max = 1'000'000'000,
     .commands = k_showing,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "show at most N papers, after sorting",
     .more = "The account counts what was left out."},
    {.id = FlagId::excerpt,
     .name = "excerpt",
     .kind = ValueKind::number,
     .value_name = "N",
     .choices = "all",
     .fallback = "400",
     .min = 1,
     .max = 1'000'000,
     .commands = k_review,
     .group = FlagGroup::show,
     .scope = ConfigScope::command,
     .help = "show the first N characters of each review, or all",
     .more = "They end with a sentence or a word, and with .. where something is left out, which counts."},
    {.id = FlagId::timing,
     .name = "timing",
     .commands = k_search | k_filter,
     .group = FlagGroup::show,
     .help = "say on the standard error how long the archive took to answer"},
    {.id = FlagId::summaries,
     .name = "summaries",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .repeatable = true,
     .commands = k_showing,
     .group = FlagGroup::show,
     .scope = ConfigScope::anywhere,
     .help = "take titles and summaries in Korean from records in FILE",
     .more =
         "May be given several times. FILE has records as JSON Lines; what it says of a paper's title_ko and "
         "summary is added to the paper with the same id."},
    {.id = FlagId::engine,
     .name = "engine",
     .kind = ValueKind::choice,
     .value_name = "NAME",
     .choices = "none|frames|openai|command|deepl|papago|libretranslate",
     .fallback = "none",
     .fallback_for = {{{Command::translate, "frames"}, {Command::digest, "frames"}}},
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "who writes the Korean of papers that come without",
     .more =
         "frames is built in, needs no network and says only what a sentence says word by word. openai is "
         "any "
         "server of OpenAI's protocol (OpenAI, llama-server, Ollama, vLLM), command a program of yours; "
         "deepl, "
         "papago and libretranslate translate the sentences that frames chooses. What an engine writes is "
         "checked, line by line, and written anew by frames where it fails. No text leaves the machine with "
         "none and frames."},
    {.id = FlagId::model,
     .name = "model",
     .kind = ValueKind::text,
     .value_name = "NAME",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .variable = "NONMUN_MODEL",
     .help = "the model that openai asks"},
    {.id = FlagId::engine_url,
     .name = "engine-url",
     .kind = ValueKind::url,
     .value_name = "URL",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .variable = "NONMUN_ENGINE_URL",
     .help = "where the engine is; for openai the part before /chat/completions",
     .more = "Without it OpenAI's, DeepL's or Papago's own address; LibreTranslate has none."},
    {.id = FlagId::engine_command,
     .name = "engine-command",
     .kind = ValueKind::text,
     .value_name = "COMMAND",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "the program of --engine command, run by /bin/sh",
     .more = "It reads one JSON object a line and answers each with one line (docs/translation.md)."},
    {.id = FlagId::key_file,
     .name = "key-file",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "the engine's key, in a file that only you can read (mode 600)",
     .more = "Without it the key is that of NONMUN_ENGINE_KEY, or of OPENAI_API_KEY or DEEPL_AUTH_KEY for "
             "these two; "
             "Papago's is ID:SECRET."},
    {.id = FlagId::prompt,
     .name = "prompt",
     .kind = ValueKind::text,
     .value_name = "NAME",
     .fallback = "bullets",
     .commands = k_translating | only(Command::config),
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how openai is asked: bullets, three-parts, or a file of yours",
     .more =
         "A name with a slash or a dot is a file, of the form of those that nonmun config prompt prints."},
    {.id = FlagId::glossary,
     .name = "glossary",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = k_translating | k_verify,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "terms of yours, over the built-in ones",
     .more = "Columns divided by tabs: English, Korean, part of speech, rule (suggest, force, forbid, keep), "
             "note."},
    {.id = FlagId::speech,
     .name = "register",
     .kind = ValueKind::choice,
     .value_name = "NAME",
     .choices = "polite|plain",
     .commands = k_translating | k_verify,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how Korean sentences end, as in a polite letter or plainly",
     .more = "Without it as in the Korean that the papers came with, else politely."},
    {.id = FlagId::bullets,
     .name = "bullets",
     .kind = ValueKind::range,
     .value_name = "A..B",
     .min = 1,
     .max = 20,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how many lines a summary has; without it as the prompt says, for frames at most 5"},
    {.id = FlagId::source_text,
     .name = "source-text",
     .kind = ValueKind::choice,
     .value_name = "NAME",
     .choices = "abstract|html",
     .fallback = "abstract",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "what openai and command make summaries from: the abstract, or the paper's text in arXiv's HTML "
             "too",
     .more = "One page a paper is asked for, 15 s apart; a paper without one has its abstract. Other engines "
             "read abstracts alone."},
    {.id = FlagId::source_tokens,
     .name = "source-tokens",
     .kind = ValueKind::number,
     .value_name = "N",
     .fallback = "4000",
     .min = 100,
     .max = 1'000'000,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how much of that text is taken, in tokens beside the abstract's"},
    {.id = FlagId::at_once,
     .name = "at-once",
     .kind = ValueKind::number,
     .value_name = "N",
     .fallback = "4",
     .min = 1,
     .max = 256,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "papers that an engine is asked for at the same time"},
    {.id = FlagId::deadline,
     .name = "deadline",
     .kind = ValueKind::number,
     .value_name = "SECONDS",
     .fallback = "1800",
     .min = 1,
     .max = 604'800,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how long translating may take; what is left then is written by frames"},
    {.id = FlagId::tries,
     .name = "tries",
     .kind = ValueKind::number,
     .value_name = "N",
     .fallback = "3",
     .min = 1,
     .max = 20,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how often a paper is asked for when the service fails or refuses for now"},
    {.id = FlagId::max_tokens,
     .name = "max-tokens",
     .kind = ValueKind::number,
     .value_name = "N",
     .fallback = "2048",
     .min = 16,
     .max = 1'000'000,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "how long a model's answer may be"},
    {.id = FlagId::temperature,
     .name = "temperature",
     .kind = ValueKind::decimal,
     .value_name = "T",
     .min = 0,
     .max = 2,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "a model's temperature; without it the server's own"},
    {.id = FlagId::price,
     .name = "price",
     .kind = ValueKind::decimals,
     .value_name = "IN/OUT",
     .min = 0,
     .max = 1'000'000,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "what a million tokens sent and answered cost, e.g. 0.15/0.6"},
    {.id = FlagId::max_cost,
     .name = "max-cost",
     .kind = ValueKind::decimal,
     .value_name = "AMOUNT",
     .min = 0,
     .max = 1'000'000,
     .commands = k_translating,
     .group = FlagGroup::translate,
     .scope = ConfigScope::anywhere,
     .help = "spend no more than this, by --price; the rest is written by frames, with exit code 4"},
    {.id = FlagId::estimate,
     .name = "estimate",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .help = "say how many papers would be asked for, and at what cost, and ask for none"},
    {.id = FlagId::retranslate,
     .name = "retranslate",
     .commands = k_translating,
     .group = FlagGroup::translate,
     .help = "ask again for what was made with another prompt or glossary"},

    {.id = FlagId::from,
     .name = "from",
     .kind = ValueKind::choice,
     .value_name = "WHOM",
     .choices = "arxiv|hf",
     .fallback = "arxiv",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "whose text it is",
     .more = "They need different readers: Hugging Face (hf) strips the $ of formulas and the backslashes in "
             "them."},
    {.id = FlagId::kind,
     .name = "kind",
     .kind = ValueKind::choice,
     .value_name = "WHAT",
     .choices = "title|abstract|name|authors|comment",
     .fallback = "abstract",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "what each line is",
     .more = "name is one author, authors a line of several, with or without affiliations."},
    {.id = FlagId::to,
     .name = "to",
     .kind = ValueKind::choice,
     .value_name = "FORM",
     .choices = "plain|md|html",
     .fallback = "plain",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "what to write",
     .more = "--json writes all of them."},
    {.id = FlagId::sentences,
     .name = "sentences",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "write each sentence on a line of its own, with an empty line between inputs"},
    {.id = FlagId::json,
     .name = "json",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "read one JSON string a line and write one object a line with all that was made of it",
     .more = "A line that is no JSON string is answered with null and named on the standard error."},
    {.id = FlagId::josa,
     .name = "josa",
     .commands = k_text,
     .group = FlagGroup::show,
     .help = "read a word and a pair of Korean particles as a JSON array a line, write the word with its "
             "particle"},

    {.id = FlagId::output,
     .name = "output",
     .short_name = 'o',
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = k_showing | only(Command::snapshot) | k_harvest | k_stats | k_review | k_verify,
     .group = FlagGroup::write,
     .help = "write to FILE, whole or not at all; - is the standard output",
     .more =
         "harvest and snapshot collect in FILE.part, with FILE.state beside it, and the same command goes on "
         "there after whatever ended it."},
    {.id = FlagId::mark_seen,
     .name = "mark-seen",
     .commands = k_list | k_search | only(Command::show),
     .group = FlagGroup::write,
     .help = "mark the papers shown as seen, in the archive"},
    {.id = FlagId::no_account,
     .name = "no-account",
     .commands = k_digest,
     .group = FlagGroup::write,
     .help = "leave out the line at the foot that accounts for every paper"},
    {.id = FlagId::manifest,
     .name = "manifest",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .commands = only(Command::digest) | only(Command::fetch) | only(Command::snapshot) | k_harvest |
                 only(Command::import),
     .group = FlagGroup::write,
     .help = "also write the account of the run to FILE, as JSON"},

    {.id = FlagId::config,
     .name = "config",
     .kind = ValueKind::file,
     .value_name = "FILE",
     .variable = "NONMUN_CONFIG",
     .help = "read this configuration file, which must exist"},
    {.id = FlagId::color,
     .name = "color",
     .kind = ValueKind::choice,
     .value_name = "WHEN",
     .choices = "auto|always|never",
     .fallback = "auto",
     .scope = ConfigScope::anywhere,
     .variable = "NO_COLOR",
     .help = "colour in text",
     .more = "auto: on a terminal. A NO_COLOR that is not empty is never, unless this flag is given."},
    {.id = FlagId::columns,
     .name = "columns",
     .kind = ValueKind::number,
     .value_name = "N",
     .min = 20,
     .max = 1000,
     .scope = ConfigScope::anywhere,
     .help = "width of text and help; without it the terminal's, or 80"},
    {.id = FlagId::quiet,
     .name = "quiet",
     .short_name = 'q',
     .help = "say nothing but errors on the standard error"},
    {.id = FlagId::verbose,
     .name = "verbose",
     .short_name = 'v',
     .help = "say each request and decision on the standard error"},
    {.id = FlagId::help,
     .name = "help",
     .short_name = 'h',
     .help = "show help, of the program or of the command"},
    {.id = FlagId::version, .name = "version", .help = "show the version"},
    {.id = FlagId::generate,
     .name = "generate",
     .kind = ValueKind::choice,
     .value_name = "KIND",
     .choices = "man|options|bash|zsh|fish",
     .hidden = true,
     .help = "print the man page, the reference of options in Markdown, or a completion script",
     .more = "For packagers: everything printed is made from the table that also parses the command line."},
};
static_assert(std::size(k_flags) == k_flag_count);

}  // namespace

std::span<const Flag, k_flag_count> all_flags() { return k_flags; }

const Flag& flag_of(FlagId id) { return k_flags[static_cast<std::size_t>(id)]; }

const Flag* find_flag(std::string_view name) {
  const auto* found = std::ranges::find(k_flags, name, &Flag::name);
  return found == std::end(k_flags) ? nullptr : found;
}

const Flag* find_flag(char short_name) {
  if (short_name == 0) return nullptr;
  const auto* found = std::ranges::find(k_flags, short_name, &Flag::short_name);
  return found == std::end(k_flags) ? nullptr : found;
}

std::string_view default_of(const Flag& flag, Command command) {
  for (const auto& exception : flag.fallback_for)
    if (!exception.value.empty() && exception.command == command) return exception.value;
  return flag.fallback;
}

std::vector<std::string_view> choices_of(const Flag& flag, Command command) {
  if (flag.kind == ValueKind::keys) return {std::begin(k_record_keys), std::end(k_record_keys)};
  for (const auto& exception : flag.choices_for)
    if (!exception.value.empty() && exception.command == command) return split_words(exception.value, '|');
  return split_words(flag.choices, '|');
}

std::vector<std::string_view> every_choice_of(const Flag& flag) {
  auto choices = choices_of(flag);
  for (const auto& exception : flag.choices_for)
    for (const auto choice : split_words(exception.value, '|'))
      if (std::ranges::find(choices, choice) == choices.end()) choices.push_back(choice);
  return choices;
}

std::vector<std::string_view> commands_of(const Flag& flag) {
  std::vector<std::string_view> names;
  if (flag.commands == 0) return names;
  for (const auto& command : all_commands())
    if (belongs_to(flag, command.command)) names.push_back(command.name);
  return names;
}

std::string config_key(const Flag& flag) {
  std::string key(flag.name);
  std::ranges::replace(key, '-', '_');
  return key;
}

std::string dashed(const Flag& flag) { return "--" + std::string(flag.name); }

std::vector<std::string_view> split_words(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string one_of(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    text += words[i];
  }
  return text;
}

std::span<const std::string_view> record_keys() { return k_record_keys; }

}  // namespace nonmun::cli
