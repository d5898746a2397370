#include "ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

#include "archive_access.hpp"
#include "embedding.hpp"
#include "nonmun/archive/interests.hpp"
#include "profile_file.hpp"

namespace nonmun::cli {
namespace {

Result<archive::Interests> interests_of(const Options& options) {
  if (options.profile) return read_profile_file(*options.profile);
  if (options.directories.config.empty())
    return fail(ErrorKind::usage, "no home directory to find a profile in", "--rank profile",
                "name the file with --profile");
  return read_profile_file(options.directories.config / "profile.toml");
}

/// The records of the liked papers, as far as they are known.
std::vector<Paper> find_liked(const Session& session, const std::vector<ArxivId>& ids, const Digest& digest) {
  std::vector<Paper> found;
  std::vector<ArxivId> elsewhere;
  for (const ArxivId& id : ids) {
    const auto here = std::ranges::find(digest.papers, id, &Paper::id);
    if (here != digest.papers.end())
      found.push_back(*here);
    else
      elsewhere.push_back(id);
  }
  if (elsewhere.empty()) return found;
  std::vector<std::optional<Paper>> kept(elsewhere.size());
  if (const auto archive = open_archive(session, archive::Access::read)) {
    if (auto known = (*archive)->find(elsewhere)) kept = *std::move(known);
  }
  for (std::size_t i = 0; i < elsewhere.size(); ++i) {
    if (kept[i])
      found.push_back(*std::move(kept[i]));
    else
      session.streams.note("the liked paper " + elsewhere[i].str() + " is not in the archive; 'nonmun show " +
                           elsewhere[i].str() + "' fetches it");
  }
  return found;
}

std::string_view name_of(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::keyword:
      return "keyword";
    case Reason::Kind::author:
      return "author";
    case Reason::Kind::category:
      return "category";
    case Reason::Kind::like:
      return "like";
    case Reason::Kind::votes:
      return "votes";
  }
  return "";
}

double rounded(double points) { return std::round(points * 1000) / 1000; }

std::string rank_json(const Rank& rank) {
  nlohmann::ordered_json json{{"score", rounded(rank.score)}, {"why", nlohmann::ordered_json::array()}};
  for (const Reason& reason : rank.why) {
    nlohmann::ordered_json one{{"kind", name_of(reason.kind)}};
    if (!reason.name.empty()) one["name"] = reason.name;
    one["points"] = rounded(reason.points);
    json["why"].push_back(std::move(one));
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

Result<void> rank_by_profile(const Session& session, Digest& digest, Grouping grouping) {
  const Options& options = session.options;
  if (!options.rank_by_profile) return {};
  const auto interests = interests_of(options);
  if (!interests) return std::unexpected(interests.error());
  const auto liked = find_liked(session, interests->liked, digest);
  const auto embedded = embed_papers(session, digest, *interests, liked);
  if (!embedded) return std::unexpected(embedded.error());
  auto ranks = archive::rank(digest.papers, *interests, liked, *embedded ? &**embedded : nullptr);
  if (!ranks) return std::unexpected(std::move(ranks).error());

  std::vector<std::size_t> order(digest.papers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Places are unique, so no two keys are equal: papers of one score stay as they were.
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const Day day = grouping == Grouping::by_day ? digest.papers[i].listing_day().value_or(Day{}) : Day{};
    return std::tuple(day, -(*ranks)[i].score, i);
  });
  std::vector<Paper> papers;
  papers.reserve(order.size());
  for (const std::size_t i : order) {
    Paper& paper = papers.emplace_back(std::move(digest.papers[i]));
    std::erase_if(paper.extra, [](const ExtraField& field) { return field.key == "rank"; });
    paper.extra.push_back({"rank", rank_json((*ranks)[i])});
    if (options.why) digest.ranks.emplace(paper.id, std::move((*ranks)[i]));
  }
  digest.papers = std::move(papers);
  return {};
}

}  // namespace nonmun::cli
