#include "values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "manual.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/day_range.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/core/url.hpp"
#include "nonmun/text/zone.hpp"
#include "suggest.hpp"

namespace nonmun::cli {
namespace {

constexpr std::string_view k_arxiv_source = "arxiv:";

std::unexpected<Error> refuse(std::string what, const std::string& where, std::string hint) {
  return fail(ErrorKind::usage, std::move(what), where, std::move(hint));
}

std::optional<long> read_whole_number(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<void> check_choice(const Flag& flag, Command command, std::string_view value,
                          const std::string& where) {
  const auto choices = choices_of(flag, command);
  if (std::ranges::find(choices, value) != choices.end()) return {};
  if (flag.kind == ValueKind::keys)
    return refuse("a record has no key " + quote(value), where,
                  did_you_mean(value, choices, "see 'nonmun schema'"));
  return refuse(quote(value) + " is not known", where,
                did_you_mean(value, choices, "choose " + one_of(choices)));
}

Result<void> check_choices(const Flag& flag, Command command, std::string_view list,
                           const std::string& where) {
  const auto words = split_words(list, ',');
  if (words.empty()) return refuse("an empty list", where, "name at least one");
  for (const auto word : words)
    if (const auto right = check_choice(flag, command, word, where); !right) return right;
  return {};
}

Result<void> check_categories(std::string_view list, char separator, const std::string& where) {
  const auto words = split_words(list, separator);
  if (words.empty()) return refuse("an empty list", where, "name at least one");
  for (const auto word : words) {
    if (auto category = parse_category(word); !category) {
      Error error = std::move(category).error();
      error.where = where;
      return std::unexpected(std::move(error));
    }
  }
  return {};
}

/// Which day it is depends on the clock; whether it can be one does not.
Result<void> check_day(std::string_view value, const std::string& where) {
  if (auto days = resolve_days(value, Instant{}); !days) {
    Error error = std::move(days).error();
    error.where = where;
    return std::unexpected(std::move(error));
  }
  return {};
}

/// "huggingface", "arxiv:cs.CL+cs.LG"; for single papers, which have no category to be asked for, "arxiv".
Result<void> check_sources(Command command, std::string_view list, const std::string& where) {
  const auto words = split_words(list, ',');
  if (words.empty()) return refuse("an empty list", where, "name at least one");
  for (const auto word : words) {
    if (word == "huggingface" || (word == "arxiv" && command == Command::show)) continue;
    if (word == "arxiv") return refuse("arxiv without a category", where, "name some, as arxiv:cs.CL+cs.LG");
    if (!word.starts_with(k_arxiv_source)) {
      constexpr std::string_view k_known[] = {"huggingface", "arxiv"};
      return refuse(quote(word) + " is not known", where,
                    did_you_mean(word, k_known, "name huggingface or arxiv:CATEGORY"));
    }
    const auto categories = word.substr(k_arxiv_source.size());
    if (split_words(categories, '+').empty())
      return refuse("arxiv without a category", where, "name some, as arxiv:cs.CL+cs.LG");
    if (const auto right = check_categories(categories, '+', where); !right) return right;
  }
  return {};
}

/// Takes categories that check_categories found right, once each.
void add_categories(std::string_view list, char separator, std::vector<const Category*>& categories) {
  for (const auto text : split_words(list, separator)) {
    const auto category = parse_category(text);
    if (category && std::ranges::find(categories, *category) == categories.end())
      categories.push_back(*category);
  }
}

/// Takes a list that check_sources found right.
void apply_sources(std::string_view list, Options& options) {
  options.sources.clear();
  options.arxiv_categories.clear();
  const auto add = [](auto& values, auto value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
  };
  for (const auto word : split_words(list, ',')) {
    if (!word.starts_with(k_arxiv_source)) {
      add(options.sources, std::string(word));
      continue;
    }
    add(options.sources, std::string("arxiv"));
    add_categories(word.substr(k_arxiv_source.size()), '+', options.arxiv_categories);
  }
}

Result<void> check_number(const Flag& flag, std::string_view value, const std::string& where) {
  const auto words = split_words(flag.choices, '|');
  if (std::ranges::find(words, value) != words.end()) return {};
  const auto number = read_whole_number(value);
  if (number && *number >= flag.min && *number <= flag.max) return {};
  auto hint = "give a whole number from " + std::to_string(flag.min) + " to " + std::to_string(flag.max);
  if (!words.empty()) hint += ", or " + one_of(words);
  return refuse(quote(value) + (number ? " is out of range" : " is not a number"), where, hint);
}

/// "0.15"; nullopt for what is no number, or none that is finite.
std::optional<double> read_decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

/// "0.15/0.6".
std::optional<std::pair<double, double>> read_decimals(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  const auto first = read_decimal(text.substr(0, slash)), second = read_decimal(text.substr(slash + 1));
  return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

/// "3..6", or one number for both.
std::optional<std::pair<std::size_t, std::size_t>> read_range(std::string_view text) {
  const auto dots = text.find("..");
  const auto least = read_whole_number(text.substr(0, dots));
  const auto most = dots == text.npos ? least : read_whole_number(text.substr(dots + 2));
  if (!least || !most || *least < 0 || *most < *least) return std::nullopt;
  return std::pair(static_cast<std::size_t>(*least), static_cast<std::size_t>(*most));
}

Result<void> check_range(const Flag& flag, std::string_view value, const std::string& where) {
  const auto range = read_range(value);
  if (range && range->first >= static_cast<std::size_t>(flag.min) &&
      range->second <= static_cast<std::size_t>(flag.max))
    return {};
  return refuse(quote(value) + " is no range", where,
                "write it as 3..6, from " + std::to_string(flag.min) + " to " + std::to_string(flag.max));
}

Result<void> check_decimal(const Flag& flag, std::string_view value, const std::string& where) {
  const auto within = [&](double number) {
    return number >= static_cast<double>(flag.min) && number <= static_cast<double>(flag.max);
  };
  const std::string limits = " from " + std::to_string(flag.min) + " to " + std::to_string(flag.max);
  if (flag.kind == ValueKind::decimals) {
    const auto numbers = read_decimals(value);
    if (numbers && within(numbers->first) && within(numbers->second)) return {};
    return refuse(quote(value) + " is no pair of numbers", where, "write it as 0.15/0.6, each" + limits);
  }
  const auto number = read_decimal(value);
  if (number && within(*number)) return {};
  return refuse(quote(value) + (number ? " is out of range" : " is not a number"), where,
                "give a number" + limits);
}

Result<void> check_url(std::string_view value, const std::string& where) {
  const std::string form = "write it as http://127.0.0.1:8080/v1";
  // Neither is quoted: a key may stand there.
  if (value.substr(0, value.find('/', value.find("://") + 3)).find('@') != value.npos)
    return refuse("a user name or a key has no place in an address", where, form);
  if (value.find_first_of("?#") != value.npos)
    return refuse("an address that others are made from has no place for a query", where, form);
  if (!Url::parse(value)) return refuse(quote(value) + " is no web address", where, form);
  return {};
}

Result<void> check_instant(std::string_view value, const std::string& where) {
  const auto moment = Timestamp::parse(value);
  if (moment && !moment->date_only) return {};
  return refuse(quote(value) + " is not a moment", where, "write it as 2025-07-14T16:00:00Z");
}

Result<void> check_zone(std::string_view value, const std::string& where) {
  if (text::utc_offset(value, Instant{})) return {};
  return refuse(quote(value) + " is not a time zone's name", where, "write it as Asia/Seoul or UTC");
}

/// The choices of a list that were given, once each, in the order given.
std::vector<std::string> distinct_words(std::string_view list) {
  std::vector<std::string> words;
  for (const auto word : split_words(list, ','))
    if (std::ranges::find(words, word) == words.end()) words.emplace_back(word);
  return words;
}

/// The value's place among all choices that any command has, which is the order of the enum it stands for.
template <class Enum>
Enum chosen(const Flag& flag, std::string_view value) {
  const auto choices = split_words(flag.choices, '|');
  return static_cast<Enum>(std::ranges::find(choices, value) - choices.begin());
}

Sort sort_of(std::string_view value) {
  return value == "votes"    ? Sort::votes
         : value == "id"     ? Sort::id
         : value == "date"   ? Sort::date
         : value == "title"  ? Sort::title
         : value == "listed" ? Sort::listed
                             : Sort::as_is;
}

}  // namespace

std::string quote(std::string_view text) {
  constexpr std::size_t k_longest = 60;
  if (text.size() <= k_longest) return "'" + std::string(text) + "'";
  return "'" + std::string(text.substr(0, ascii::character_start(text, k_longest))) + "...'";
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string toml_string(std::string_view text) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += k_hex[byte >> 4U];
      out += k_hex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + '"';
}

Error missing_value(const Flag& flag) {
  const auto choices = choices_of(flag);
  std::string hint = "write " + dashed(flag) + "=" + std::string(flag.value_name);
  if (flag.kind == ValueKind::choice || flag.kind == ValueKind::choices) hint = "choose " + one_of(choices);
  return {ErrorKind::usage, "needs a value", dashed(flag), hint};
}

Result<void> check_value(const Flag& flag, Command command, std::string_view value,
                         const std::string& where) {
  switch (flag.kind) {
    case ValueKind::none:
      return {};
    case ValueKind::choice:
      return check_choice(flag, command, value, where);
    case ValueKind::choices:
    case ValueKind::keys:
      return check_choices(flag, command, value, where);
    case ValueKind::sources:
      return check_sources(command, value, where);
    case ValueKind::text:
      if (value.find_first_not_of(' ') == value.npos)
        return refuse("nothing to look for", where, "name a word");
      return {};
    case ValueKind::day:
      return check_day(value, where);
    case ValueKind::categories:
      return check_categories(value, ',', where);
    case ValueKind::number:
      return check_number(flag, value, where);
    case ValueKind::range:
      return check_range(flag, value, where);
    case ValueKind::decimal:
    case ValueKind::decimals:
      return check_decimal(flag, value, where);
    case ValueKind::url:
      return check_url(value, where);
    case ValueKind::instant:
      return check_instant(value, where);
    case ValueKind::zone:
      return check_zone(value, where);
    case ValueKind::file:
    case ValueKind::folder:
      if (value.empty()) return refuse("an empty name", where, "name a file or a folder");
      return {};
  }
  return {};
}

void apply_values(const Flag& flag, const std::vector<std::string>& values, Options& options) {
  const std::string& value = values.back();
  switch (flag.id) {
    case FlagId::online:
      options.online = true;
      break;
    case FlagId::title:
      options.titles = values;
      break;
    case FlagId::author:
      options.authors_named = values;
      break;
    case FlagId::abstract:
      options.abstracts = values;
      break;
    case FlagId::category:
      add_categories(value, ',', options.categories);
      break;
    case FlagId::keyword:
      options.keywords = values;
      break;
    case FlagId::without:
      options.without = values;
      break;
    case FlagId::has:
      for (const std::string& word : distinct_words(value))
        options.has.push_back(chosen<archive::Has>(flag, word));
      break;
    case FlagId::seen:
      options.seen = archive::Seen::seen;
      break;
    case FlagId::unseen:
      options.seen = archive::Seen::unseen;
      break;
    case FlagId::history:
      options.history = true;
      break;
    case FlagId::archive:
      options.archive = value;
      break;
    case FlagId::excerpt:
      options.excerpt_length = std::nullopt;
      if (value != "all") options.excerpt_length = static_cast<std::size_t>(*read_whole_number(value));
      break;
    case FlagId::timing:
      options.timing = true;
      break;
    case FlagId::mark_seen:
      options.mark_seen = true;
      break;
    case FlagId::since:
      options.since = value;
      break;
    case FlagId::until:
      options.until = value;
      break;
    case FlagId::order:
      options.order = chosen<fetch::SearchOrder>(flag, value);
      break;
    case FlagId::set:
      options.oai_set = value;
      break;
    case FlagId::metadata:
      options.oai_metadata = value;
      break;
    case FlagId::source:
      apply_sources(value, options);
      break;
    case FlagId::announce:
      options.announce = distinct_words(value);
      break;
    case FlagId::enrich:
      options.enrich_arxiv = value == "arxiv";
      break;
    case FlagId::offline:
      options.cache = CacheUse::offline;
      break;
    case FlagId::refresh:
      options.cache = CacheUse::refresh;
      break;
    case FlagId::replay:
      options.replay = value;
      break;
    case FlagId::keep_raw:
      options.keep_raw = value;
      break;
    case FlagId::now:
      options.now = Timestamp::parse(value)->instant;
      break;
    case FlagId::tz:
      options.zone = value;
      break;
    case FlagId::lang: {
      const auto words = distinct_words(value);
      options.render.languages = {.korean = std::ranges::find(words, "ko") != words.end(),
                                  .english = std::ranges::find(words, "en") != words.end()};
      break;
    }
    case FlagId::style:
      if (options.command == Command::review)
        options.review_links = value == "links" ? render::ReviewLinks::urls : render::ReviewLinks::labels;
      else
        options.render.style = chosen<render::Style>(flag, value);
      break;
    case FlagId::format:
      if (options.command == Command::stats)
        options.stats_form = value == "svg"    ? StatsForm::svg
                             : value == "json" ? StatsForm::json
                                               : StatsForm::text;
      else
        options.render.format = chosen<render::Format>(flag, value);
      break;
    case FlagId::math:
      options.render.math = chosen<text::MathStyle>(flag, value);
      break;
    case FlagId::authors:
      options.render.max_authors = std::nullopt;
      if (value != "all") options.render.max_authors = static_cast<std::size_t>(*read_whole_number(value));
      break;
    case FlagId::fields:
      options.fields = distinct_words(value);
      break;
    case FlagId::sort:
      options.sort = sort_of(value);
      break;
    case FlagId::rank:
      options.rank_by_profile = value != "none";
      options.rank_by_embeddings = value == "embeddings";
      break;
    case FlagId::embeddings_url:
      options.embedding.url = value;
      break;
    case FlagId::embeddings_model:
      options.embedding.model = value;
      break;
    case FlagId::embeddings_key_file:
      options.embedding.key_file = value;
      break;
    case FlagId::profile:
      options.profile = value;
      break;
    case FlagId::why:
      options.why = options.rank_by_profile = true;
      break;
    case FlagId::min_votes:
      options.min_votes = static_cast<int>(*read_whole_number(value));
      break;
    case FlagId::limit:
      options.limit = static_cast<std::size_t>(*read_whole_number(value));
      break;
    case FlagId::summaries:
      options.summaries.assign(values.begin(), values.end());
      break;
    case FlagId::engine:
      options.translation.engine = chosen<EngineKind>(flag, value);
      break;
    case FlagId::model:
      options.translation.model = value;
      break;
    case FlagId::engine_url:
      options.translation.url = value;
      break;
    case FlagId::engine_command:
      options.translation.command = value;
      break;
    case FlagId::key_file:
      options.translation.key_file = value;
      break;
    case FlagId::prompt:
      options.translation.prompt = value;
      break;
    case FlagId::glossary:
      options.translation.glossary = value;
      break;
    case FlagId::speech:
      options.translation.speech = chosen<translate::Register>(flag, value);
      options.translation.speech_follows = false;
      break;
    case FlagId::bullets:
      options.translation.bullets = read_range(value);
      break;
    case FlagId::at_once:
      options.translation.at_once = static_cast<std::size_t>(*read_whole_number(value));
      break;
    case FlagId::engine_timeout:
      options.translation.engine_timeout = std::chrono::seconds{*read_whole_number(value)};
      break;
    case FlagId::deadline:
      options.translation.deadline = std::chrono::seconds{*read_whole_number(value)};
      break;
    case FlagId::tries:
      options.translation.tries = static_cast<int>(*read_whole_number(value));
      break;
    case FlagId::source_text:
      options.translation.source_text = chosen<SourceText>(flag, value);
      break;
    case FlagId::source_tokens:
      options.translation.source_tokens = static_cast<std::size_t>(*read_whole_number(value));
      break;
    case FlagId::max_tokens:
      options.translation.max_tokens = *read_whole_number(value);
      break;
    case FlagId::temperature:
      options.translation.temperature = read_decimal(value);
      break;
    case FlagId::price:
      options.translation.price = read_decimals(value);
      break;
    case FlagId::max_cost:
      options.translation.max_cost = read_decimal(value);
      break;
    case FlagId::estimate:
      options.translation.estimate = true;
      break;
    case FlagId::retranslate:
      options.translation.retranslate = true;
      break;
    case FlagId::from:
      options.text_from = chosen<text::Reader>(flag, value);
      break;
    case FlagId::kind:
      options.text_kind = chosen<TextKind>(flag, value);
      break;
    case FlagId::to:
      options.text_to = chosen<TextForm>(flag, value);
      break;
    case FlagId::sentences:
      options.text_sentences = true;
      break;
    case FlagId::json:
      if (options.text_mode == TextMode::lines) options.text_mode = TextMode::json;
      break;
    case FlagId::josa:
      options.text_mode = TextMode::josa;
      break;
    case FlagId::output:
      options.output = std::nullopt;
      if (value != "-") options.output = value;
      break;
    case FlagId::no_account:
      options.show_account = false;
      break;
    case FlagId::manifest:
      options.manifest = value;
      break;
    case FlagId::color:
      options.color = chosen<When>(flag, value);
      break;
    case FlagId::columns:
      options.columns = static_cast<std::size_t>(*read_whole_number(value));
      options.render.columns = *options.columns;
      break;
    case FlagId::quiet:
      options.verbosity = Verbosity::quiet;
      break;
    case FlagId::verbose:
      options.verbosity = Verbosity::verbose;
      break;
    case FlagId::generate:
      options.topic = value;
      break;
    // Read before the values are: which configuration file, which command.
    case FlagId::config:
    case FlagId::help:
    case FlagId::version:
      break;
  }
}

}  // namespace nonmun::cli
