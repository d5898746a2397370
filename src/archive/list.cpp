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

Result<void> list_records(Store& store, const ListRequest& request, const RecordSink& sink) {
  if (request.limit == 0U) return {};
  const auto conditions = conditions_of(request.filter, store.tokenizer);
  if (!conditions) return std::unexpected(conditions.error());
  std::size_t passed = 0, given = 0;
  return for_each_key(store, *conditions, request.order, [&](PaperKey key) -> Result<bool> {
    if (passed++ < request.offset) return true;
    auto ask = store.db.prepare("SELECT record FROM papers WHERE key = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind(1, key).step();
    if (!row || !*row) return row ? Result<bool>(true) : row;
    auto more = sink(ask->text(0));
    if (!more) return more;
    return *more && ++given != request.limit;
  });
}

Result<void> list(Store& store, const ListRequest& request, const PaperSink& sink) {
  return list_records(store, request, [&](std::string_view record) -> Result<bool> {
    auto paper = read_record(store, record);
    if (!paper) return std::unexpected(std::move(paper).error());
    return sink(*std::move(paper));
  });
}

}  // namespace nonmun::archive
