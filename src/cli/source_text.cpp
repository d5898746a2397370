#include "source_text.hpp"

#include <memory>
#include <string>
#include <utility>

#include "http_stack.hpp"
#include "nonmun/daily/full_text.hpp"

namespace nonmun::cli {

Result<translate::BodyOf> read_source_texts(const Session& session, std::span<const Paper* const> papers,
                                            Account& account) {
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), nullptr,
                     session.options.cache == CacheUse::offline};
  auto texts =
      daily::read_full_texts(papers, session.options.translation.source_tokens, world, [&](std::size_t page) {
        session.streams.progress("reading text " + std::to_string(page) + " of " +
                                 std::to_string(papers.size()));
      });
  session.streams.end_progress();
  if (!texts) return std::unexpected(texts.error());
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));

  const std::string of_all =
      " of " + std::to_string(papers.size()) + (papers.size() == 1 ? " paper" : " papers");
  if (texts->without > 0)
    session.streams.note("arXiv has no text in HTML of " + std::to_string(texts->without) + of_all +
                         ": the abstract is used");
  if (texts->too_long > 0)
    session.streams.note("no sentence of the text of " + std::to_string(texts->too_long) + of_all +
                         " fits into --source-tokens: the abstract is used");
  if (!texts->failures.empty()) {
    Error error = texts->failures.front();
    const std::size_t missing = texts->failures.size() + texts->not_asked;
    error.what += " (the text" + of_all + " could not be had for " + std::to_string(missing) + ")";
    error.hint = "the abstract is used";
    account.failures.push_back(std::move(error));
  }
  const auto bodies = std::make_shared<const decltype(texts->bodies)>(std::move(texts->bodies));
  return [bodies](const Paper& paper) {
    const auto found = bodies->find(paper.id.str());
    return found == bodies->end() ? translate::Body{} : found->second;
  };
}

}  // namespace nonmun::cli
