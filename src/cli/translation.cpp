#include "translation.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "archive_access.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/core/sha256.hpp"
#include "nonmun/daily/translation_cache.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/fetch/curl_http_client.hpp"
#include "nonmun/fetch/pause.hpp"
#include "nonmun/translate/command_engine.hpp"
#include "nonmun/translate/frames.hpp"
#include "nonmun/translate/guards.hpp"
#include "nonmun/translate/machine_engine.hpp"
#include "nonmun/translate/openai_engine.hpp"
#include "nonmun/translate/translate.hpp"
#include "prompt_file.hpp"
#include "service_key.hpp"
#include "source_text.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

using namespace translate;

constexpr std::size_t k_frames_bullets = 5;
/// Tokens of an answer, at a guess that is rather too high.
constexpr long k_answer_tokens = 900;

bool is_paid(EngineKind kind) { return kind != EngineKind::none && kind != EngineKind::frames; }

/// Whether papers' texts are asked for: by engines that choose their sentences themselves.
bool reads_texts(const TranslationOptions& options) {
  return options.source_text == SourceText::html &&
         (options.engine == EngineKind::openai || options.engine == EngineKind::command);
}

void say_without_texts(const Session& session) {
  if (session.options.translation.source_text == SourceText::html)
    session.streams.note("this engine reads abstracts alone: --source-text html asks for nothing");
}

Result<std::string> key_of(const Session& session) {
  const TranslationOptions& options = session.options.translation;
  const std::string_view own = options.engine == EngineKind::openai  ? "OPENAI_API_KEY"
                               : options.engine == EngineKind::deepl ? "DEEPL_AUTH_KEY"
                                                                     : "";
  return service_key(session, options.key_file, {"NONMUN_ENGINE_KEY", own});
}

/// What an engine needs beside itself, for one thread.
class OwningEngine final : public Engine {
 public:
  using Make = std::function<std::unique_ptr<Engine>(fetch::PostClient&, fetch::Pause&)>;
  OwningEngine(fetch::PostOptions post, const Clock& clock, const std::atomic<bool>* stop, const Make& make)
      : client_(std::move(post), clock), pause_(stop), engine_(make(client_, pause_)) {}
  [[nodiscard]] Identity identity() const override { return engine_->identity(); }
  [[nodiscard]] Result<Draft> translate(const Task& task) override { return engine_->translate(task); }
  [[nodiscard]] bool heeds_corrections() const override { return engine_->heeds_corrections(); }
  [[nodiscard]] Usage take_usage() override { return engine_->take_usage(); }
  [[nodiscard]] Usage most_usage(const Task& task) const override { return engine_->most_usage(task); }

 private:
  fetch::CurlPostClient client_;
  fetch::SystemPause pause_;
  std::unique_ptr<Engine> engine_;
};

Result<void> check_engine(const TranslationOptions& options, const std::string& key) {
  const auto missing = [](std::string what, std::string where, std::string hint) {
    return fail(ErrorKind::usage, std::move(what), std::move(where), std::move(hint));
  };
  if (options.max_cost && options.engine != EngineKind::openai)
    return missing("cannot be held: only openai counts tokens", "--max-cost", "");
  if (options.max_cost && !options.price)
    return missing("cannot be held without prices", "--max-cost", "say them with --price IN/OUT");
  switch (options.engine) {
    case EngineKind::openai:
      if (options.model.empty()) return missing("which model?", "--engine openai", "name it with --model");
      if (options.url.empty() && key.empty())
        return missing("OpenAI needs a key", "--engine openai",
                       "set OPENAI_API_KEY or --key-file, or name another server with --engine-url");
      return {};
    case EngineKind::command:
      if (options.command.empty())
        return missing("which command?", "--engine command", "name it with --engine-command");
      return {};
    case EngineKind::deepl:
      if (key.empty())
        return missing("DeepL needs a key", "--engine deepl", "set DEEPL_AUTH_KEY or --key-file");
      return {};
    case EngineKind::papago:
      if (key.find(':') == std::string::npos)
        return missing("Papago needs a key of two parts", "--engine papago",
                       "set NONMUN_ENGINE_KEY to ID:SECRET");
      return {};
    case EngineKind::libretranslate:
      if (options.url.empty())
        return missing("which server?", "--engine libretranslate", "name it with --engine-url");
      return {};
    default:
      return {};
  }
}

OwningEngine::Make make_of(const TranslationOptions& options, const ServiceOptions& service,
                           const PromptProfile& prompt, const Glossary& glossary, const Fallback& extract,
                           const std::atomic<bool>* stop) {
  if (options.engine == EngineKind::openai) {
    ChatOptions chat{.service = service,
                     .model = options.model,
                     .prompt = prompt,
                     .glossary = &glossary,
                     .speech = options.speech,
                     .temperature = options.temperature,
                     .max_tokens = options.max_tokens};
    if (chat.service.url.empty()) chat.service.url = "https://api.openai.com/v1";
    return [chat](fetch::PostClient& client, fetch::Pause& pause) {
      return std::make_unique<OpenAiEngine>(chat, client, pause);
    };
  }
  if (options.engine == EngineKind::command) {
    const CommandOptions command{.command = options.command,
                                 .speech = options.speech,
                                 .timeout = service.timeout,
                                 .deadline = service.deadline,
                                 .stop = stop};
    return [command](fetch::PostClient&, fetch::Pause& pause) {
      return std::make_unique<CommandEngine>(command, pause);
    };
  }
  const MachineOptions machine{.kind = options.engine == EngineKind::deepl ? MachineService::deepl
                                       : options.engine == EngineKind::papago
                                           ? MachineService::papago
                                           : MachineService::libretranslate,
                               .service = service,
                               .speech = options.speech,
                               .extract = extract};
  return [machine](fetch::PostClient& client, fetch::Pause& pause) {
    return std::make_unique<MachineEngine>(machine, client, pause);
  };
}

Check check_with(const GuardOptions& guards) {
  return [guards](const Draft& draft, const Source& source) {
    const Source cited = with_cited_only(source, draft.bullets);
    const GuardedSource guarded(cited);
    Verdict verdict;
    if (!draft.title_ko.empty()) verdict.title = to_reason(check_title(draft.title_ko, guarded, guards));
    const auto findings = check_summary(draft.bullets, guarded, guards);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      verdict.bullets.push_back(to_reason(findings[i]));
      // What is not read to its end may hold a link there.
      verdict.harmful.push_back(has_finding(findings[i], Guard::links) ||
                                draft.bullets[i].ko.size() > k_longest_line);
    }
    return verdict;
  };
}

/// The embedded engine knows the built-in glossary alone: what it writes against the user's is left in
/// English.
Fallback frames_by(const FramesOptions& frames, const Glossary* of_user) {
  return [frames, of_user](const Source& source) {
    auto bullets = write_frames(source, frames);
    if (of_user == nullptr) return bullets;
    const auto findings = check_summary(bullets, source, {.speech = frames.speech, .glossary = of_user});
    for (std::size_t i = 0; i < bullets.size(); ++i)
      if (has_finding(findings[i], Guard::glossary)) bullets[i].ko.clear();
    return bullets;
  };
}

double cost_of(const Usage& usage, std::pair<double, double> price) {
  return (static_cast<double>(usage.prompt_tokens) * price.first +
          static_cast<double>(usage.completion_tokens) * price.second) /
         1e6;
}

std::string money(double amount) {
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), "%.4f", amount);
  return digits.data();
}

void say_estimate(const Session& session, std::span<const Paper* const> papers,
                  const TranslationOptions& options, const Engine& engine, const BodyOf& body) {
  Usage usage;
  for (const Paper* const paper : papers) {
    const Source source = source_of(*paper, body ? body(*paper) : Body{});
    usage += {engine.most_usage({source}).prompt_tokens, std::min(k_answer_tokens, options.max_tokens)};
  }
  std::string line =
      std::to_string(papers.size()) + (papers.size() == 1 ? " paper" : " papers") + " would be asked for";
  if (options.engine == EngineKind::openai) {
    line += ", about " + std::to_string(usage.prompt_tokens) + " tokens sent and " +
            std::to_string(usage.completion_tokens) + " answered";
    if (options.price) line += ", about " + money(cost_of(usage, *options.price)) + " by --price";
  }
  session.streams.error(line);
}

bool has_korean_of_others(const Paper& paper) {
  return paper.summary && std::ranges::any_of(*paper.summary, [](const Bullet& bullet) {
           return !bullet.ko.empty() && bullet.engine != "frames";
         });
}

/// Papers that come without a summary have the Korean that the archive knows of them, an earlier digest's
/// say.
void add_archived_summaries(const Session& session, std::vector<Paper>& papers) {
  if (session.options.replay || !archive_path(session.options)) return;
  std::vector<ArxivId> ids;
  for (const Paper& paper : papers)
    if (!paper.summary) ids.push_back(paper.id);
  if (ids.empty()) return;
  const auto archive = open_archive(session, archive::Access::read);
  if (!archive) {
    if (archive.error().kind != ErrorKind::not_found) session.streams.note(to_line(archive.error()));
    return;
  }
  auto found = (*archive)->find(ids);
  if (!found) return session.streams.note(to_line(found.error()));
  std::vector<Paper> summaries;
  for (std::optional<Paper>& paper : *found)
    if (paper && has_korean_of_others(*paper)) summaries.push_back(*std::move(paper));
  add_summaries(papers, summaries);
}

Registers count_registers(std::span<const Paper> papers) {
  Registers all;
  for (const Paper& paper : papers) all += translate::count_registers(paper);
  return all;
}

/// What people and other programs wrote is not rewritten: that the digest has two registers is said.
void say_registers(const Session& session, std::span<const Paper> papers) {
  const Registers all = count_registers(papers);
  if (all.polite == 0 || all.plain == 0) return;
  session.streams.note("the Korean is in two registers: polite endings " + std::to_string(all.polite) +
                       ", plain endings " + std::to_string(all.plain));
}

/// The same failure on many papers is one line.
void add_failures(Account& account, const std::vector<Error>& failures) {
  std::vector<std::pair<Error, std::size_t>> kinds;
  for (const Error& failure : failures) {
    const auto same = std::ranges::find_if(kinds, [&](const auto& kind) {
      return kind.first.what == failure.what &&
             (kind.first.where == failure.where || failure.kind == ErrorKind::partial);
    });
    if (same == kinds.end())
      kinds.emplace_back(failure, 1);
    else
      ++same->second;
  }
  for (auto& [error, count] : kinds) {
    if (count > 1) error.what += " (" + std::to_string(count) + " papers)";
    account.failures.push_back(std::move(error));
  }
}

/// What is not kept is paid for again at the next run: that is a failure, though every paper has its line.
void add_unkept(Account& account, Error error) {
  error.what += ", so that translations are not kept";
  account.failures.push_back(std::move(error));
}

std::string counts_of(const TranslateReport& report) {
  std::string line = std::to_string(report.papers) + (report.papers == 1 ? " paper: " : " papers: ");
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count == 0) return;
    if (!line.ends_with(": ")) line += ", ";
    line += std::to_string(count) + ' ' + std::string(what);
  };
  add(report.had_korean, "with Korean of their own");
  add(report.from_cache, "from the archive");
  add(report.translated, "translated");
  add(report.framed, "rule-based");
  add(report.english, "in English only");
  add(report.without_text, "without a text");
  line += "; " + std::to_string(report.usage.calls) + (report.usage.calls == 1 ? " call" : " calls");
  return line;
}

}  // namespace

Result<ReadGlossary> read_glossary(const TranslationOptions& options) {
  if (!options.glossary) return ReadGlossary{Glossary::built_in(), {}};
  const auto text = deliver::read_file(*options.glossary);
  if (!text)
    return fail(ErrorKind::usage, "the glossary cannot be read: " + text.error().what,
                options.glossary->string());
  auto terms = Glossary::parse(*text, options.glossary->string(), Glossary::built_in());
  if (!terms) {
    terms.error().kind = ErrorKind::usage;
    return std::unexpected(std::move(terms).error());
  }
  return ReadGlossary{*std::move(terms), sha256_hex(*text).substr(0, 12)};
}

Result<bool> translate_papers(const Session& session, Digest& digest) {
  TranslationOptions options = session.options.translation;
  if (options.estimate && !is_paid(options.engine)) {
    session.streams.error("no paper would be asked for: the engine asks nobody");
    return false;
  }
  if (options.engine == EngineKind::none) return true;
  add_archived_summaries(session, digest.papers);
  const Registers came = count_registers(digest.papers);
  if (options.speech_follows && came.plain > came.polite) options.speech = Register::plain;
  const auto glossary = read_glossary(options);
  if (!glossary) return std::unexpected(glossary.error());
  const FramesOptions frames{.speech = options.speech,
                             .most = options.bullets ? options.bullets->second : k_frames_bullets};
  const FixedClock clock(now_of(session.options));
  TranslateOptions run{.speech = options.speech,
                       .check = check_with({.speech = options.speech,
                                            .cites = options.engine == EngineKind::openai,
                                            .glossary = &glossary->terms}),
                       .fallback = frames_by(frames, options.glossary ? &glossary->terms : nullptr),
                       .glossary_version = glossary->version,
                       .at_once = options.at_once,
                       .only_current = options.retranslate,
                       .stop = &session.stop};
  if (!is_paid(options.engine)) {
    say_without_texts(session);
    (void)translate::translate(digest.papers, {}, nullptr, clock, run);
    say_registers(session, digest.papers);
    return true;
  }

  const auto key = key_of(session);
  if (!key) return std::unexpected(key.error());
  if (const auto right = check_engine(options, *key); !right) return std::unexpected(right.error());
  const auto prompt = prompt_of(options);
  if (!prompt) return std::unexpected(prompt.error());
  const ServiceOptions service{.url = options.url,
                               .key = *key,
                               .tries = options.tries,
                               .timeout = options.engine_timeout,
                               .deadline = std::chrono::steady_clock::now() + options.deadline};
  const auto make = make_of(options, service, *prompt, glossary->terms, run.fallback, &session.stop);
  const fetch::PostOptions post{.user_agent = fetch::make_user_agent(NONMUN_VERSION, session.options.contact),
                                .stop = &session.stop};
  const EngineMaker maker = [&] { return std::make_unique<OwningEngine>(post, clock, &session.stop, make); };
  if (!digest.account) digest.account.emplace();
  std::unique_ptr<archive::Archive> archive;
  std::unique_ptr<daily::ArchivedTranslations> kept;
  if (archive_path(session.options)) {
    auto opened = open_archive(session, archive::Access::write);
    if (opened) {
      archive = *std::move(opened);
      kept = std::make_unique<daily::ArchivedTranslations>(*archive);
    } else {
      add_unkept(*digest.account, std::move(opened).error());
    }
  }
  if (reads_texts(options)) {
    // What is kept is known by the text it was made from: that comes first.
    auto body = read_source_texts(session, papers_to_ask(digest.papers, maker()->identity(), nullptr, run),
                                  *digest.account);
    if (!body) return std::unexpected(body.error());
    run.body = *std::move(body);
  } else {
    say_without_texts(session);
  }
  if (options.estimate) {
    const auto engine = maker();
    say_estimate(session, papers_to_ask(digest.papers, engine->identity(), kept.get(), run), options, *engine,
                 run.body);
    return false;
  }
  if (options.price)
    run.cost = [price = *options.price](const Usage& usage) { return cost_of(usage, price); };
  run.max_cost = options.max_cost.value_or(run.max_cost);
  std::size_t ready = 0;
  run.on_ready = [&](const Paper&) {
    session.streams.progress("translated " + std::to_string(++ready) + " of " +
                             std::to_string(digest.papers.size()));
  };
  TranslateReport report = translate::translate(digest.papers, maker, kept.get(), clock, run);
  session.streams.end_progress();
  if (session.stop)
    return fail(ErrorKind::interrupted, "stopped; what was translated until then is kept", "",
                "run it again");
  for (Error& warning : report.warnings) add_unkept(*digest.account, std::move(warning));
  std::string counts = counts_of(report);
  if (options.price) counts += ", " + money(report.cost) + " by --price";
  if (report.failures.empty() && !report.over_budget)
    session.streams.detail(counts);
  else
    session.streams.note(counts);
  say_registers(session, digest.papers);
  if (report.over_budget)
    report.failures.push_back({ErrorKind::partial, "the next answer could cost more than is left",
                               "--max-cost", "the rest is rule-based"});
  add_failures(*digest.account, report.failures);
  return true;
}

}  // namespace nonmun::cli
