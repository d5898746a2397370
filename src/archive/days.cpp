#include <array>

#include "index_row.hpp"
#include "store.hpp"

// Upstreams' days as they were last fetched, what was seen, and the runs.
namespace nonmun::archive {
namespace {

constexpr std::array k_states{DayState::published, DayState::filling, DayState::not_yet, DayState::weekend,
                              DayState::holiday,   DayState::stale,   DayState::outage};

DayState read_state(std::string_view text) {
  for (const DayState state : k_states) {
    if (to_string(state) == text) return state;
  }
  return DayState::stale;
}

Result<void> write_day(Store& store, const StoredDay& day) {
  auto write = store.db.prepare(
      "INSERT OR REPLACE INTO days "
      "(source, category, day, state, settled, approximate, fetched, fetched_at, note) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  if (!write) return std::unexpected(std::move(write).error());
  const DayReport& report = day.report;
  write->bind(1, report.source).bind(2, report.category).bind(3, to_number(report.day));
  write->bind(4, to_string(report.state)).bind(5, std::int64_t{day.settled});
  write->bind(6, std::int64_t{report.approximate}).bind(7, static_cast<std::int64_t>(report.fetched));
  return write->bind(8, to_number(day.fetched_at)).bind(9, report.note).run();
}

/// The paper's kind in this listing, as its record says.
std::string_view kind_in(const Paper& paper, const DayReport& report) {
  if (!paper.listed) return {};
  for (const Listing& listing : *paper.listed) {
    if (listing.source == report.source && listing.category == report.category && listing.day == report.day)
      return listing.kind;
  }
  return {};
}

Result<void> write_places(Store& store, const DayReport& report, std::span<const Paper> papers) {
  auto forget = store.db.prepare(
      "UPDATE listings SET place = NULL WHERE day = ?1 AND source = ?2 AND category = ?3 AND place IS NOT "
      "NULL");
  if (!forget) return std::unexpected(std::move(forget).error());
  NONMUN_TRY(forget->bind(1, to_number(report.day)).bind(2, report.source).bind(3, report.category).run());
  std::int64_t place = 0;
  for (const Paper& paper : papers) {
    const auto key = key_of(paper.id);
    if (!key) return std::unexpected(key.error());
    auto write = store.db.prepare(
        "INSERT INTO listings (day, source, category, paper, kind, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT DO UPDATE SET place = coalesce(place, excluded.place)");
    if (!write) return std::unexpected(std::move(write).error());
    write->bind(1, to_number(report.day)).bind(2, report.source).bind(3, report.category).bind(4, *key);
    NONMUN_TRY(write->bind(5, kind_in(paper, report)).bind(6, place++).run());
  }
  return {};
}

}  // namespace

Result<WriteCount> put_day(Store& store, const StoredDay& day, std::span<const Paper> papers) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  auto count = write_papers(store, papers);
  if (!count) return count;
  NONMUN_TRY(write_places(store, day.report, papers));
  NONMUN_TRY(write_day(store, day));
  NONMUN_TRY(writing->commit());
  return count;
}

Result<std::optional<StoredDay>> find_day(Store& store, std::string_view source, std::string_view category,
                                          Day day) {
  auto ask = store.db.prepare(
      "SELECT state, settled, approximate, fetched, fetched_at, note FROM days "
      "WHERE source = ?1 AND category = ?2 AND day = ?3");
  if (!ask) return std::unexpected(std::move(ask).error());
  const auto row = ask->bind(1, source).bind(2, category).bind(3, to_number(day)).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  StoredDay found;
  found.report = {std::string(source),       day,
                  read_state(ask->text(0)),  static_cast<std::size_t>(ask->number(3)),
                  std::string(ask->text(5)), std::string(category),
                  ask->number(2) != 0};
  found.settled = ask->number(1) != 0;
  found.fetched_at = to_instant(ask->number(4));
  return found;
}

Result<std::vector<Paper>> papers_of(Store& store, std::string_view source, std::string_view category,
                                     Day day) {
  auto ask = store.db.prepare(
      "SELECT p.record FROM listings l JOIN papers p ON p.key = l.paper "
      "WHERE l.day = ?1 AND l.source = ?2 AND l.category = ?3 AND l.place IS NOT NULL ORDER BY l.place");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, to_number(day)).bind(2, source).bind(3, category);
  std::vector<Paper> papers;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return papers;
    auto paper = read_record(store, ask->text(0));
    if (!paper) return std::unexpected(std::move(paper).error());
    papers.push_back(std::move(*paper));
  }
}

Result<void> mark_seen(Store& store, std::span<const ArxivId> ids, std::optional<Instant> at) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  for (const ArxivId& id : ids) {
    const auto key = key_of(id);
    if (!key) return std::unexpected(key.error());
    auto mark = store.db.prepare(
        at ? "INSERT OR REPLACE INTO seen (paper, at) SELECT key, ?2 FROM papers WHERE key = ?1"
           : "DELETE FROM seen WHERE paper = ?1");
    if (!mark) return std::unexpected(std::move(mark).error());
    mark->bind(1, *key);
    if (at) mark->bind(2, to_number(*at));
    NONMUN_TRY(mark->run());
  }
  return writing->commit();
}

Result<void> put_run(Store& store, const Run& run) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  auto write = store.db.prepare(
      "INSERT INTO runs (command, began_at, ended_at, exit_code, account) VALUES (?1, ?2, ?3, ?4, ?5)");
  if (!write) return std::unexpected(std::move(write).error());
  write->bind(1, run.command).bind(2, to_number(run.began_at)).bind(3, to_number(run.ended_at));
  NONMUN_TRY(write->bind(4, std::int64_t{run.exit_code}).bind(5, run.account).run());
  return writing->commit();
}

Result<std::vector<Run>> runs(Store& store, std::size_t limit) {
  auto ask = store.db.prepare(
      "SELECT number, command, began_at, ended_at, exit_code, account FROM runs ORDER BY number DESC LIMIT "
      "?1");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, static_cast<std::int64_t>(limit));
  std::vector<Run> found;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return found;
    found.push_back({ask->number(0), std::string(ask->text(1)), to_instant(ask->number(2)),
                     to_instant(ask->number(3)), static_cast<int>(ask->number(4)),
                     std::string(ask->text(5))});
  }
}

}  // namespace nonmun::archive
