#include "nonmun/daily/select.hpp"

#include <algorithm>

namespace nonmun::daily {

void select(Digest& digest, const Selection& selection) {
  const std::size_t before = digest.papers.size();
  if (selection.min_votes) {
    std::erase_if(digest.papers,
                  [&](const Paper& paper) { return !paper.votes || *paper.votes < *selection.min_votes; });
  }
  if (selection.limit && digest.papers.size() > *selection.limit) {
    digest.papers.erase(digest.papers.begin() + static_cast<std::ptrdiff_t>(*selection.limit),
                        digest.papers.end());
  }
  if (!digest.account) return;
  digest.account->filtered += before - digest.papers.size();
  digest.account->shown = digest.papers.size();
}

void keep_fields(Paper& paper, const std::vector<std::string>& keys) {
  const auto keeps = [&](std::string_view key) { return std::ranges::find(keys, key) != keys.end(); };
  const auto drop = [&](std::string_view key, auto&... fields) {
    if (!keeps(key)) ((fields = {}), ...);
  };
  drop("version", paper.version);
  drop("title_raw", paper.title_raw);
  drop("title_ko", paper.title_ko);
  drop("authors", paper.authors);
  drop("abstract", paper.abstract);
  drop("abstract_raw", paper.abstract_raw);
  drop("summary", paper.summary);
  drop("categories", paper.categories);
  drop("primary_category", paper.primary_category);
  drop("comment", paper.comment);
  drop("journal_ref", paper.journal_ref);
  drop("doi", paper.doi);
  drop("license", paper.license);
  drop("published", paper.published);
  drop("updated", paper.updated);
  drop("announced", paper.announced);
  drop("withdrawn", paper.withdrawn);
  drop("votes", paper.votes);
  drop("comments", paper.comments);
  drop("links", paper.links);
  drop("media", paper.media);
  drop("keywords", paper.keywords);
  drop("ai_summary", paper.ai_summary);
  drop("listed", paper.listed);
  drop("provenance", paper.provenance);
  std::erase_if(paper.extra, [&](const ExtraField& field) { return !keeps(field.key); });
}

}  // namespace nonmun::daily
