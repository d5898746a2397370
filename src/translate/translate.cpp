#include "nonmun/translate/translate.hpp"

#include <algorithm>
#include <mutex>
#include <ranges>
#include <thread>
#include <utility>

#include "budget.hpp"
#include "keeper.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// The form of read_reply's object: part of what a kept answer depends on.
constexpr std::string_view k_form_version = "reply/1";

bool has_korean(const Bullet& bullet) { return !bullet.ko.empty(); }

/// Whether a paper came with Korean that no engine of a run replaces.
bool is_settled(const Paper& paper, const std::string& engine) {
  if (!paper.summary || std::ranges::none_of(*paper.summary, has_korean)) return false;
  if (engine.empty() || engine == "frames") return true;
  // An import's Korean has no sources to be held against, and frames are what stands in for a model.
  return std::ranges::any_of(*paper.summary, [](const Bullet& bullet) {
    return has_korean(bullet) && bullet.engine != "digest" && bullet.engine != "frames";
  });
}

std::string versions_of(const Identity& identity, const TranslateOptions& options) {
  return identity.prompt_version + ' ' + std::string(k_form_version) + ' ' + options.glossary_version;
}

bool is_used(const KeptTranslation& kept, const Identity& identity, const TranslateOptions& options) {
  return !options.only_current || kept.versions == versions_of(identity, options);
}

Source source_for(const Paper& paper, const TranslateOptions& options) {
  return source_of(paper, options.body ? options.body(paper) : Body{});
}

bool has_text(const Paper& paper) { return !paper.abstract.empty() && !paper.withdrawn; }

std::size_t trusted(const Verdict& verdict) {
  return static_cast<std::size_t>(std::ranges::count(verdict.bullets, std::string()));
}

std::string short_title(const Source& source) {
  constexpr std::size_t k_most = 60;
  return source.title.substr(0, ascii::character_start(source.title, std::min(k_most, source.title.size())));
}

std::string first_finding(const Verdict& verdict) {
  for (const std::string& reason : verdict.bullets)
    if (!reason.empty()) return reason;
  return verdict.title;
}

/// All that is wrong, for the model that is to mend it.
std::string correction_of(const Verdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < verdict.bullets.size(); ++i) {
    if (verdict.bullets[i].empty()) continue;
    if (!text.empty()) text += "; ";
    text += "bullet " + std::to_string(i + 1) + ": " + verdict.bullets[i];
  }
  if (!verdict.title.empty()) text += (text.empty() ? "title_ko: " : "; title_ko: ") + verdict.title;
  return text;
}

/// A paper that an engine is to be asked for, with its source if that was made to look for what is kept.
struct Asked {
  std::size_t at = 0;  ///< of the papers
  std::optional<Source> source{};
};

class Run {
 public:
  Run(std::span<Paper> papers, const EngineMaker& maker, TranslationCache* cache, const Clock& clock,
      const TranslateOptions& options)
      : papers_(papers),
        maker_(maker),
        cache_(cache),
        clock_(clock),
        options_(options),
        budget_(options.max_cost),
        ready_(papers.size()) {
    report_.papers = papers.size();
    if (cache_ != nullptr) keeper_.emplace(*cache_);
  }

  TranslateReport run() {
    take_what_is_there(maker_ ? maker_()->identity() : Identity{"frames"});
    const std::size_t threads =
        maker_ ? std::clamp<std::size_t>(options_.at_once, 1, std::max<std::size_t>(1, to_ask_.size())) : 1;
    if (threads > 1) {
      std::vector<std::jthread> workers;
      for (std::size_t i = 0; i < threads; ++i) workers.emplace_back([this] { work(); });
    } else if (!to_ask_.empty()) {
      work();
    }
    report_.cost = budget_.spent();
    return std::move(report_);
  }

 private:
  void work() {
    const std::unique_ptr<Engine> engine = maker_ ? maker_() : nullptr;
    for (;;) {
      Asked one;
      {
        const std::lock_guard lock(mutex_);
        if (next_ == to_ask_.size()) return;
        one = std::move(to_ask_[next_++]);
      }
      if (is_stopped()) {
        count(&TranslateReport::not_reached);
      } else {
        Paper& paper = papers_[one.at];
        translate_paper(paper, one.source ? *std::move(one.source) : source_for(paper, options_),
                        engine.get());
      }
      tell_ready(one.at);
    }
  }

  [[nodiscard]] bool is_stopped() const { return options_.stop != nullptr && *options_.stop; }

  void count(std::size_t TranslateReport::* what) {
    const std::lock_guard lock(mutex_);
    ++(report_.*what);
  }

  /// Papers are told of in their order: one that is done early waits for those before it.
  void tell_ready(std::size_t at) {
    const std::lock_guard lock(mutex_);
    ready_[at] = true;
    for (; told_ < papers_.size() && ready_[told_]; ++told_)
      if (options_.on_ready) options_.on_ready(papers_[told_]);
  }

  /// Papers for which nobody is asked come first, by one thread: looked up later, they would wait for answers
  /// that are being kept. The others are `to_ask_`.
  void take_what_is_there(const Identity& identity) {
    for (std::size_t at = 0; at < papers_.size(); ++at) {
      Paper& paper = papers_[at];
      if (is_settled(paper, identity.engine)) {
        count(&TranslateReport::had_korean);
      } else if (!has_text(paper)) {
        count(&TranslateReport::without_text);
      } else {
        std::optional<Source> source;
        if (maker_ && cache_ != nullptr && !is_stopped()) source = source_for(paper, options_);
        if (!source || !take_kept(paper, *source, identity)) {
          to_ask_.push_back({at, std::move(source)});
          continue;
        }
        count(&TranslateReport::from_cache);
      }
      tell_ready(at);
    }
  }

  void translate_paper(Paper& paper, const Source& source, Engine* engine) {
    if (engine == nullptr) return take_fallback(paper, source);
    const Identity identity = engine->identity();
    if (auto draft = ask(*engine, source)) {
      cite_as_record(draft->bullets, source);
      keep(*draft, source, identity);
      take(paper, *draft, identity, clock_.now());
      return count(&TranslateReport::translated);
    }
    if (is_stopped()) return count(&TranslateReport::not_reached);
    // An import's Korean is better than none.
    if (paper.summary && std::ranges::any_of(*paper.summary, has_korean))
      return count(&TranslateReport::had_korean);
    take_fallback(paper, source);
  }

  bool take_kept(Paper& paper, const Source& source, const Identity& identity) {
    const auto kept = cache_->find(translation_key(source, identity, options_.speech));
    if (!kept) return warn(kept.error()), false;
    if (!*kept || !is_used(**kept, identity, options_)) return false;
    const auto draft = read_translation((*kept)->answer);
    if (!draft) return false;
    take(paper, *draft, identity, (*kept)->at);
    return true;
  }

  /// Returns when the answer is kept.
  void keep(const Draft& draft, const Source& source, const Identity& identity) {
    if (!keeper_) return;
    const auto kept = keeper_->keep(translation_key(source, identity, options_.speech),
                                    {versions_of(identity, options_), translation_json(draft), clock_.now()});
    if (!kept) warn(kept.error());
  }

  void warn(const Error& error) {
    const std::lock_guard lock(mutex_);
    const auto same = [&](const Error& known) {
      return known.what == error.what && known.where == error.where;
    };
    if (std::ranges::none_of(report_.warnings, same)) report_.warnings.push_back(error);
  }

  /// The engine's answer, with what the guards say of it; nullopt when there is none that can be used.
  std::optional<Draft> ask(Engine& engine, const Source& source) {
    auto first = ask_once(engine, {source});
    if (!first) return std::nullopt;
    Verdict verdict = options_.check(*first, source);
    const std::string correction = correction_of(verdict);
    if (correction.empty()) return mark(*std::move(first), verdict);
    if (auto second = engine.heeds_corrections() ? ask_once(engine, {source, correction}) : std::nullopt) {
      Verdict again = options_.check(*second, source);
      if (correction_of(again).empty() || trusted(again) > trusted(verdict)) {
        first = std::move(second);
        verdict = std::move(again);
      }
    }
    if (std::ranges::all_of(verdict.bullets, &std::string::empty)) return mark(*std::move(first), verdict);
    // What frames can say of this paper is true; only where they say nothing a marked line is better.
    const auto framed = options_.fallback(source);
    if (std::ranges::any_of(framed, has_korean)) {
      add_failure({ErrorKind::partial, "the guards refused the answer: " + first_finding(verdict),
                   short_title(source), "the summary is rule-based"});
      return std::nullopt;
    }
    Draft marked = mark(*std::move(first), verdict);
    if (!marked.bullets.empty()) return marked;
    add_failure({ErrorKind::partial, "the guards refused the answer: " + first_finding(verdict),
                 short_title(source), "nothing of it can be shown"});
    return std::nullopt;
  }

  [[nodiscard]] double cost_of(const Usage& usage) const { return options_.cost ? options_.cost(usage) : 0; }

  /// Whether the engine is to be asked; then what the call may cost is set aside.
  bool may_ask(double most) {
    if (is_closed()) return false;
    const bool fits = budget_.reserve(most);
    const std::lock_guard lock(mutex_);
    if (!fits) {
      closed_ = report_.over_budget = true;
      return false;
    }
    if (closed_ || is_stopped()) {
      budget_.settle(most, 0);
      return false;
    }
    return true;
  }

  bool is_closed() {
    const std::lock_guard lock(mutex_);
    return closed_ || is_stopped();
  }

  std::optional<Draft> ask_once(Engine& engine, const Task& task) {
    const double most = options_.cost ? cost_of(engine.most_usage(task)) : 0;
    if (!may_ask(most)) return std::nullopt;
    auto draft = engine.translate(task);
    const Usage usage = engine.take_usage();
    budget_.settle(most, cost_of(usage));
    const std::lock_guard lock(mutex_);
    report_.usage += usage;
    if (draft) return *std::move(draft);
    if (draft.error().kind == ErrorKind::interrupted) return std::nullopt;
    // What no paper escapes is said once and not asked for again.
    const bool is_of_all = draft.error().kind == ErrorKind::usage;
    if (!is_of_all || !std::exchange(is_refused_, true)) report_.failures.push_back(std::move(draft).error());
    closed_ = closed_ || is_of_all;
    return std::nullopt;
  }

  void add_failure(Error error) {
    const std::lock_guard lock(mutex_);
    report_.failures.push_back(std::move(error));
  }

  static Draft mark(Draft draft, const Verdict& verdict) {
    if (!verdict.title.empty()) draft.title_ko.clear();
    std::vector<Bullet> shown;
    for (std::size_t i = 0; i < draft.bullets.size(); ++i) {
      if (i < verdict.harmful.size() && verdict.harmful[i]) continue;
      draft.bullets[i].verified = verdict.bullets[i].empty();
      draft.bullets[i].unverified_reason = verdict.bullets[i];
      shown.push_back(std::move(draft.bullets[i]));
    }
    draft.bullets = std::move(shown);
    return draft;
  }

  void take(Paper& paper, const Draft& draft, const Identity& identity, Instant at) const {
    if (!draft.title_ko.empty()) paper.title_ko = draft.title_ko;
    paper.summary = draft.bullets;
    for (Bullet& bullet : *paper.summary)
      if (bullet.engine.empty()) bullet.engine = identity.engine;
    if (!paper.keywords && !draft.keywords.empty()) paper.keywords = draft.keywords;
    note_engine(paper, {identity.engine, identity.model, identity.prompt_version, at, {}});
  }

  static void note_engine(Paper& paper, EngineUse use) {
    std::erase_if(paper.provenance.engines,
                  [&](const EngineUse& known) { return known.engine == use.engine; });
    paper.provenance.engines.push_back(std::move(use));
  }

  void take_fallback(Paper& paper, const Source& source) {
    auto bullets = options_.fallback ? options_.fallback(source) : std::vector<Bullet>{};
    if (bullets.empty()) return count(&TranslateReport::english);
    const bool korean = std::ranges::any_of(bullets, has_korean);
    paper.summary = std::move(bullets);
    note_engine(paper, {"frames", {}, {}, {}, {}});
    count(korean ? &TranslateReport::framed : &TranslateReport::english);
  }

  std::span<Paper> papers_;
  const EngineMaker& maker_;
  TranslationCache* cache_;
  const Clock& clock_;
  const TranslateOptions& options_;
  std::mutex mutex_;
  std::optional<Keeper> keeper_;
  Budget budget_;
  TranslateReport report_;
  std::vector<bool> ready_;
  std::vector<Asked> to_ask_;        ///< in the papers' order
  std::size_t next_ = 0, told_ = 0;  ///< of `to_ask_`; of the papers
  bool closed_ = false;              ///< the engine is not to be asked again
  bool is_refused_ = false;          ///< because of what no paper escapes, which was said
};

}  // namespace

std::vector<const Paper*> papers_to_ask(std::span<const Paper> papers, const Identity& identity,
                                        TranslationCache* cache, const TranslateOptions& options) {
  std::vector<const Paper*> wanted;
  for (const Paper& paper : papers) {
    if (is_settled(paper, identity.engine) || !has_text(paper)) continue;
    if (cache != nullptr) {
      const auto kept = cache->find(translation_key(source_for(paper, options), identity, options.speech));
      if (kept && *kept && is_used(**kept, identity, options)) continue;
    }
    wanted.push_back(&paper);
  }
  return wanted;
}

TranslateReport translate(std::span<Paper> papers, const EngineMaker& engine, TranslationCache* cache,
                          const Clock& clock, const TranslateOptions& options) {
  return Run(papers, engine, cache, clock, options).run();
}

}  // namespace nonmun::translate
