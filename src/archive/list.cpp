#include "candidates.hpp"
#include "store.hpp"

namespace nonmun::archive {

Result<std::optional<Paper>> find_paper(Store& store, PaperKey key) {
  auto ask = store.db.prepare("SELECT record FROM papers WHERE key = ?1");
  if (!ask) return std::unexpected(std::move(ask).error());
  const auto row = ask->bind(1, key).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  auto paper = read_record(store, ask->text(0));
  if (!paper) return std::unexpected(std::move(paper).error());
  return std::move(*paper);
}

Result<void> list(Store& store, const ListRequest& request, const PaperSink& sink) {
  if (request.limit == 0U) return {};
  const auto conditions = conditions_of(request.filter, store.tokenizer);
  if (!conditions) return std::unexpected(conditions.error());
  std::size_t passed = 0, given = 0;
  return for_each_key(store, *conditions, request.order, [&](PaperKey key) -> Result<bool> {
    if (passed++ < request.offset) return true;
    auto paper = find_paper(store, key);
    if (!paper) return std::unexpected(std::move(paper).error());
    if (!*paper) return true;
    return sink(std::move(**paper)) && ++given != request.limit;
  });
}

}  // namespace nonmun::archive
