#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "archive_access.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/lookup.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/parse/any_reviews.hpp"
#include "nonmun/render/review.hpp"

namespace nonmun::cli {
namespace {

Result<std::string> read_input(const std::string& name) {
  return name == "-" ? deliver::read_descriptor(STDIN_FILENO, "stdin") : deliver::read_file(name);
}

/// Reviews in whatever form an input has them, the newest first, as an index has them.
Result<parse::AnyReviews> read_reviews(const std::string& name) {
  const auto text = read_input(name);
  if (!text) return std::unexpected(text.error());
  return parse::parse_any_reviews(*text,
                                  {.where = name == "-" ? "stdin" : name, .day = {}, .fetched_at = {}});
}

/// All reviews of several inputs, the newest first: files by the day on which they were written, others as
/// they come.
struct Gathered {
  std::vector<Review> reviews;
  Account account;
  std::optional<std::size_t> total;
};
Result<Gathered> gather_reviews(const std::vector<std::string>& names) {
  Gathered gathered;
  std::vector<parse::AnyReviews> parts;
  for (const std::string& name : names) {
    auto part = read_reviews(name);
    if (!part) {
      if (names.size() == 1) return std::unexpected(std::move(part).error());
      gathered.account.failures.push_back(std::move(part).error());
      continue;
    }
    parse::ParsedReviews& parsed = part->parsed;
    gathered.account.fetched += parsed.entries;
    gathered.account.held_back += parsed.held_back;
    for (Issue& issue : parsed.issues)
      gathered.account.issues.push_back({name + ' ' + issue.where, std::move(issue.what)});
    if (names.size() == 1) gathered.total = parsed.total;
    parts.push_back(*std::move(part));
  }
  std::vector<std::size_t> order(parts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return parts[a].date != parts[b].date ? parts[a].date > parts[b].date : a < b;
  });
  for (const std::size_t i : order)
    std::ranges::move(parts[i].parsed.reviews, std::back_inserter(gathered.reviews));
  gathered.account.shown = gathered.reviews.size();
  return gathered;
}

ExitCode outcome(const Account& account) {
  if (account.held_back == 0 && account.failures.empty()) return ExitCode::done;
  return account.shown > 0 ? ExitCode::partial : ExitCode::invalid_data;
}

Result<Paper> look_up_paper(Session& session, const VersionedArxivId& id) {
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), nullptr,
                     session.options.cache == CacheUse::offline};
  const OptionalArchive archive(session);
  archive.lend(world);
  world.refresh = session.options.cache == CacheUse::refresh;
  auto digest = daily::look_up(std::span(&id, 1), {}, world);
  if (!digest) return std::unexpected(digest.error());
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  if (!digest->papers.empty()) return std::move(digest->papers.front());
  return std::unexpected(digest->account->failures.front());
}

Result<ExitCode> begin_review(Session& session) {
  const Options& options = session.options;
  if (options.review_words.size() != 1)
    return fail(ErrorKind::usage, "needs one arXiv id", "review new", "e.g. nonmun review new 2404.14994");
  const auto id = VersionedArxivId::parse(options.review_words.front());
  if (!id) return std::unexpected(id.error());
  std::string name = id->id.str() + ".md";
  std::ranges::replace(name, '/', '-');
  const std::filesystem::path path = options.output.value_or(name);
  std::error_code code;
  if (std::filesystem::exists(path, code))
    return fail(ErrorKind::usage, "is there already", path.string(), "name another file with -o");
  const auto paper = look_up_paper(session, *id);
  if (!paper) return std::unexpected(paper.error());
  const std::string text = render::review_template(render::start_review(*paper), Day::of(now_of(options)));
  if (const auto written = deliver::write_file(path, text); !written) return std::unexpected(written.error());
  session.streams.note("written: " + path.string());
  return ExitCode::done;
}

Result<ExitCode> add_reviews(Session& session) {
  const auto& names = session.options.review_words;
  auto gathered = gather_reviews(names.empty() ? std::vector<std::string>{"-"} : names);
  if (!gathered) return std::unexpected(std::move(gathered).error());
  auto archive = open_archive(session, archive::Access::write);
  if (!archive) return std::unexpected(std::move(archive).error());
  // The archive takes the newest last.
  std::ranges::reverse(gathered->reviews);
  const auto count = (*archive)->put_reviews(gathered->reviews);
  if (!count) return std::unexpected(count.error());
  report_account(session.streams, gathered->account);
  session.streams.note(std::to_string(gathered->account.fetched) +
                       (gathered->account.fetched == 1 ? " review: " : " reviews: ") +
                       std::to_string(count->added) + " added, " + std::to_string(count->changed) +
                       " changed, " + std::to_string(count->unchanged) + " as they were, " +
                       std::to_string(gathered->account.held_back) + " held back");
  return outcome(gathered->account);
}

/// The newest versions that the archive knows of the papers reviewed.
Result<std::map<ArxivId, int>> newest_versions(archive::Archive& archive,
                                               const std::vector<Review>& reviews) {
  std::map<ArxivId, int> versions;
  for (const Review& review : reviews) {
    if (!review.paper) continue;
    const auto papers = archive.find(std::span(&*review.paper, 1));
    if (!papers) return std::unexpected(papers.error());
    if (papers->front() && papers->front()->version)
      versions.emplace(*review.paper, *papers->front()->version);
  }
  return versions;
}

Result<ExitCode> list_reviews(Session& session) {
  const Options& options = session.options;
  render::ReviewOptions shown{.format = options.render.format,
                              .links = options.review_links,
                              .excerpt_length = options.excerpt_length,
                              .total = {},
                              .newest_versions = {},
                              .columns = options.render.columns};
  Gathered gathered;
  if (!options.review_words.empty()) {
    auto read = gather_reviews(options.review_words);
    if (!read) return std::unexpected(std::move(read).error());
    gathered = *std::move(read);
    shown.total = gathered.total;
  } else {
    auto archive = open_archive(session, archive::Access::read);
    if (!archive) return std::unexpected(std::move(archive).error());
    auto kept = (*archive)->reviews();
    if (!kept) return std::unexpected(std::move(kept).error());
    gathered.reviews = *std::move(kept);
    auto versions = newest_versions(**archive, gathered.reviews);
    if (!versions) return std::unexpected(std::move(versions).error());
    shown.newest_versions = *std::move(versions);
    if (gathered.reviews.empty()) session.streams.note("no review was found");
  }
  if (const auto written = write_output(session, render::render_reviews(gathered.reviews, shown)); !written)
    return std::unexpected(written.error());
  report_account(session.streams, gathered.account);
  return outcome(gathered.account);
}

}  // namespace

Result<ExitCode> command_review(Session& session) {
  switch (session.options.review_action) {
    case ReviewAction::fresh:
      return begin_review(session);
    case ReviewAction::add:
      return add_reviews(session);
    case ReviewAction::index:
      return list_reviews(session);
  }
  return ExitCode::internal;
}

}  // namespace nonmun::cli
