#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "archive_access.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/search.hpp"
#include "nonmun/render/hits.hpp"
#include "nonmun/render/render.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::cli {
namespace {

/// What the user looks for. Errors: none but of days, which were checked without the clock.
Result<daily::SearchRequest> request_of(const Options& options, Instant now) {
  daily::SearchRequest request;
  request.query = {.expression = options.query,
                   .titles = options.titles,
                   .authors = options.authors_named,
                   .abstracts = options.abstracts,
                   .categories = options.categories};
  const auto period = period_of(options, now);
  if (!period) return std::unexpected(period.error());
  request.query.since = period->since;
  request.query.until = period->until;
  request.order = options.order;
  request.limit = options.limit.value_or(request.limit);
  return request;
}

/// The query in the archive's language: what stands in flags as fields of it.
std::string archive_query(const Options& options) {
  std::string query = options.query.empty() ? "" : '(' + options.query + ')';
  const auto add = [&](std::string_view field, const std::vector<std::string>& phrases) {
    for (std::string phrase : phrases) {
      std::ranges::replace(phrase, '"', ' ');
      query += (query.empty() ? "" : " ") + std::string(field) + ":\"" + phrase + '"';
    }
  };
  // Places in messages are those of what was typed.
  if (options.titles.empty() && options.abstracts.empty()) return options.query;
  add("title", options.titles);
  add("abstract", options.abstracts);
  return query;
}

/// What was found as JSON, beside the record's own keys; places count code points of the text.
std::string match_json(const archive::PaperHit& hit) {
  nlohmann::ordered_json json{{"score", hit.score}, {"found", nlohmann::ordered_json::array()}};
  for (const archive::Snippet& snippet : hit.snippets) {
    nlohmann::ordered_json places = nlohmann::ordered_json::array();
    const std::string_view text = snippet.text;
    for (const auto& [begin, end] : snippet.hits)
      places.push_back(
          {text::count_code_points(text.substr(0, begin)), text::count_code_points(text.substr(0, end))});
    json["found"].push_back({{"field", snippet.field}, {"text", snippet.text}, {"hits", std::move(places)}});
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<std::string> marked_lines(const std::vector<archive::Snippet>& snippets) {
  std::vector<std::string> lines;
  for (const archive::Snippet& snippet : snippets) lines.push_back(archive::marked(snippet, "**", "**"));
  return lines;
}

std::string as_text(const archive::Found& found, const render::RenderOptions& options) {
  std::vector<render::Hit> papers;
  for (const archive::PaperHit& hit : found.papers)
    papers.push_back({&hit.paper, marked_lines(hit.snippets)});
  std::vector<render::ReviewEntry> reviews;
  for (const archive::ReviewHit& hit : found.reviews)
    reviews.push_back({&hit.review, marked_lines(hit.snippets)});
  return render::render_hits(papers, reviews, options);
}

Result<ExitCode> search_archive(Session& session) {
  const Options& options = session.options;
  auto filter = filter_of(options, now_of(options));
  if (!filter) return std::unexpected(filter.error());
  const std::string query = archive_query(options);
  if (query.empty())
    return fail(ErrorKind::usage, "nothing to search for", "search",
                "give words, or list the papers of an author or a category with 'nonmun list'");
  auto archive = open_archive(session, archive::Access::read);
  if (!archive) return std::unexpected(std::move(archive).error());
  const Stopwatch watch;
  auto found =
      (*archive)->search({.query = query, .within = *std::move(filter), .limit = options.limit.value_or(50)});
  if (!found) return std::unexpected(std::move(found).error());
  watch.report(session);
  std::string text;
  Digest digest;
  for (const archive::PaperHit& hit : found->papers) digest.papers.push_back(hit.paper);
  if (auto marked = mark_seen(session, digest.papers); !marked)
    return std::unexpected(std::move(marked).error());
  if (options.render.format == render::Format::text) {
    text = as_text(*found, options.render);
  } else {
    for (std::size_t i = 0; i < digest.papers.size(); ++i)
      digest.papers[i].extra.push_back({"match", match_json(found->papers[i])});
    digest.account.emplace();
    if (const auto ready = prepare(session, digest); !ready) return std::unexpected(ready.error());
    digest.account.reset();
    text = render::render(digest, options.render);
    if (!found->reviews.empty())
      session.streams.note(std::to_string(found->reviews.size()) +
                           " reviews match as well; --format text shows them");
  }
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  if (found->papers.empty() && found->reviews.empty()) session.streams.note("no paper was found");
  if (found->cut)
    session.streams.note(
        "many papers match: the newest of them, and those with the words in their title, were "
        "ranked");
  else if (found->ranked > found->papers.size())
    session.streams.note(std::to_string(found->papers.size()) + " of " + std::to_string(found->ranked) +
                         " papers that match; --limit asks for more");
  return ExitCode::done;
}

Result<ExitCode> search_online(Session& session) {
  const Options& options = session.options;
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const auto request = request_of(options, stack->clock().now());
  if (!request) return std::unexpected(request.error());
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress,
                     options.cache == CacheUse::offline};
  const OptionalArchive archive(session);
  archive.lend(world);
  auto found = daily::search_arxiv(*request, world);
  if (!found) return std::unexpected(found.error());
  Digest& digest = found->digest;
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  const bool is_whole = digest.account->failures.empty() && digest.account->held_back == 0;
  const ExitCode code = is_whole ? ExitCode::done : ExitCode::partial;
  if (const auto ready = prepare(session, digest); !ready) return std::unexpected(ready.error());
  const Account account = *std::exchange(digest.account, std::nullopt);
  // Nothing found is an answer too: an empty array, and a file of an earlier search must not stay.
  if (const auto written = write_output(session, render::render(digest, options.render)); !written)
    return std::unexpected(written.error());
  if (account.fetched == 0) session.streams.note("no paper was found");
  if (found->total.value_or(0) > account.fetched)
    session.streams.note(std::to_string(account.fetched) + " of the " + std::to_string(*found->total) +
                         " papers that arXiv counts; --limit asks for more");
  report_account(session.streams, account);
  return archive.report(session, world, code);
}

}  // namespace

Result<ExitCode> command_search(Session& session) {
  return session.options.online ? search_online(session) : search_archive(session);
}

}  // namespace nonmun::cli
