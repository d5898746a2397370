#include <algorithm>
#include <iterator>

#include "archive_access.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/lookup.hpp"
#include "nonmun/render/hits.hpp"
#include "nonmun/render/render.hpp"

namespace nonmun::cli {
namespace {

ExitCode show_outcome(const Account& account) {
  if (account.failures.empty() && account.held_back == 0) return ExitCode::done;
  if (account.shown > 0) return ExitCode::partial;
  // "Not found" is only true when everybody could be asked.
  for (const Error& failure : account.failures) {
    if (failure.kind != ErrorKind::not_found) return exit_code(failure.kind);
  }
  return account.failures.empty() ? ExitCode::unavailable : ExitCode::not_found;
}

std::string plural(std::size_t count, std::string_view what) {
  return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

std::string related_line(const archive::Related& other) {
  return "related: " + other.paper.id.str() + "  " + other.paper.title + " (" +
         plural(other.shared_authors, "author") + " in common)\n";
}

/// Papers that seem to be the same work.
Result<void> add_related(archive::Archive& archive, const std::vector<Paper>& papers, std::string& text) {
  for (const Paper& paper : papers) {
    const auto related = archive.related(paper.id);
    // One that was shown without being kept has no relatives.
    if (!related && related.error().kind == ErrorKind::not_found) continue;
    if (!related) return std::unexpected(related.error());
    if (!related->empty()) text += '\n' + paper.id.str() + '\n';
    for (const archive::Related& other : *related) text += "  " + related_line(other);
  }
  return {};
}

/// What the archive knows of each paper over time, as text.
Result<void> add_history(archive::Archive& archive, const std::vector<Paper>& papers, const Options& options,
                         std::string& text) {
  if (options.render.format != render::Format::text)
    return fail(ErrorKind::usage, "is text for people", "--history", "leave out --format");
  for (const Paper& paper : papers) {
    const auto history = archive.history(paper.id);
    if (!history) return std::unexpected(history.error());
    const auto related = archive.related(paper.id);
    if (!related) return std::unexpected(related.error());
    text += "\n" + paper.id.str() + '\n';
    for (const auto& [day, votes] : history->votes)
      text += "  " + day.str() + "  " + plural(static_cast<std::size_t>(votes), "vote") + '\n';
    for (const Listing& listing : history->listed) {
      text +=
          "  " + (listing.day ? listing.day->str() : std::string(10, ' ')) + "  listed by " + listing.source;
      if (!listing.category.empty()) text += ' ' + listing.category;
      if (!listing.kind.empty()) text += " (" + listing.kind + ')';
      text += '\n';
    }
    if (history->seen) text += "  " + Day::of(*history->seen).str() + "  marked as seen\n";
    if (history->votes.empty() && history->listed.empty() && !history->seen && related->empty())
      text += "  no votes, listings or related papers are known\n";
    for (const archive::Related& other : *related) text += "  " + related_line(other);
  }
  return {};
}

/// The reviews of the papers that the archive has.
Result<void> add_reviews(archive::Archive& archive, const std::vector<Paper>& papers, const Options& options,
                         std::string& text) {
  const auto reviews = archive.reviews();
  if (!reviews) return std::unexpected(reviews.error());
  std::vector<render::ReviewEntry> entries;
  for (const Review& review : *reviews) {
    if (review.paper && std::ranges::find(papers, *review.paper, &Paper::id) != papers.end())
      entries.push_back({&review, {}});
  }
  if (!entries.empty()) text += '\n' + render::render_hits({}, entries, options.render);
  return {};
}

}  // namespace

Result<ExitCode> command_show(Session& session) {
  const Options& options = session.options;
  std::vector<VersionedArxivId> ids;
  for (const std::string& text : options.ids) {
    auto id = VersionedArxivId::parse(text);
    if (!id) return std::unexpected(std::move(id).error());
    ids.push_back(*std::move(id));
  }
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress,
                     options.cache == CacheUse::offline};
  const OptionalArchive archive(session);
  archive.lend(world);
  world.refresh = options.cache == CacheUse::refresh;
  auto digest = daily::look_up(
      ids, {.huggingface = asks(options, "huggingface"), .arxiv = asks(options, "arxiv")}, world);
  if (!digest) return std::unexpected(digest.error());
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  if (const auto added = add_summary_files(options, *digest); !added) return std::unexpected(added.error());
  const auto ready = prepare(session, *digest);
  if (!ready) return std::unexpected(ready.error());
  if (!*ready) return ExitCode::done;
  ExitCode code = show_outcome(*digest->account);
  const Account account = *std::exchange(digest->account, std::nullopt);
  if (!digest->papers.empty()) {
    std::string text = render::render(*digest, options.render);
    if (options.render.format == render::Format::text && archive.get() != nullptr) {
      if (const auto added = add_reviews(*archive.get(), digest->papers, options, text); !added)
        return std::unexpected(added.error());
      if (!options.history) {
        if (const auto added = add_related(*archive.get(), digest->papers, text); !added)
          return std::unexpected(added.error());
      }
    }
    if (options.history) {
      if (archive.get() == nullptr)
        return fail(ErrorKind::usage, "needs the archive", "--history",
                    "leave out --archive none and --replay");
      const auto added = add_history(*archive.get(), digest->papers, options, text);
      if (!added) return std::unexpected(added.error());
    }
    if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  }
  report_account(session.streams, account);
  code = archive.report(session, world, code);
  if (auto marked = mark_seen(session, digest->papers); !marked)
    return std::unexpected(std::move(marked).error());
  return code;
}

}  // namespace nonmun::cli
