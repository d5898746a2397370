#include "nonmun/core/merge.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace nonmun {
namespace {

std::size_t richness_rank(const std::optional<Origin>& origin) {
  if (!origin) return std::size(k_sources);
  return static_cast<std::size_t>(std::ranges::find(k_sources, std::string_view(origin->source)) -
                                  std::begin(k_sources));
}

/// Votes, comments and media are Hugging Face's own; whoever else states them repeats it.
std::size_t community_rank(const std::optional<Origin>& origin) {
  if (!origin) return 2;
  return origin->source == "huggingface" ? 0 : 1;
}

Instant fetched_at(const std::optional<Origin>& origin) {
  return origin && origin->fetched_at ? *origin->fetched_at : Instant{};
}

bool second_has_richer_metadata(const Paper& first, const Paper& second) {
  if (first.version && second.version && *first.version != *second.version)
    return *second.version > *first.version;
  const auto& a = first.provenance.metadata;
  const auto& b = second.provenance.metadata;
  if (richness_rank(a) != richness_rank(b)) return richness_rank(b) < richness_rank(a);
  return fetched_at(b) >= fetched_at(a);
}

bool second_has_richer_community(const Paper& first, const Paper& second) {
  const auto& a = first.provenance.community;
  const auto& b = second.provenance.community;
  if (community_rank(a) != community_rank(b)) return community_rank(b) < community_rank(a);
  return fetched_at(b) >= fetched_at(a);
}

bool is_known(const std::string& text) { return !text.empty(); }
template <class T>
bool is_known(const std::optional<T>& value) {
  return value.has_value();
}
template <class T>
bool is_known(const std::optional<std::vector<T>>& list) {
  return list && !list->empty();
}

/// Settles fields of two records of one paper: the richer record's value stands where it is known, the
/// other's where it is not. An absent value never removes a known one.
struct Settle {
  bool other_is_richer;

  template <class T>
  void operator()(T& kept, T& other) const {
    if (is_known(other) && (other_is_richer || !is_known(kept))) kept = std::move(other);
  }
  /// A text and its raw form belong together: one without the other would pair two sources.
  void text(std::string& kept, std::string& kept_raw, std::string& other, std::string& other_raw) const {
    if (!is_known(other) || (is_known(kept) && !other_is_richer)) return;
    kept = std::move(other);
    kept_raw = std::move(other_raw);
  }
};

template <class T>
void unite(std::vector<T>& list, std::vector<T> more) {
  for (T& item : more) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(std::move(item));
  }
}

void unite_extra(ExtraFields& fields, ExtraFields more) {
  for (ExtraField& field : more) {
    if (std::ranges::find(fields, field.key, &ExtraField::key) == fields.end())
      fields.push_back(std::move(field));
  }
}

void settle_metadata(Paper& kept, Paper& other) {
  const Settle settle{second_has_richer_metadata(kept, other)};
  settle(kept.version, other.version);
  settle.text(kept.title, kept.title_raw, other.title, other.title_raw);
  settle(kept.authors, other.authors);
  settle.text(kept.abstract, kept.abstract_raw, other.abstract, other.abstract_raw);
  settle(kept.categories, other.categories);
  settle(kept.primary_category, other.primary_category);
  settle(kept.comment, other.comment);
  settle(kept.journal_ref, other.journal_ref);
  settle(kept.doi, other.doi);
  settle(kept.license, other.license);
  settle(kept.published, other.published);
  settle(kept.updated, other.updated);
  settle(kept.announced, other.announced);
  settle(kept.links.abs, other.links.abs);
  settle(kept.links.pdf, other.links.pdf);
  settle(kept.links.html, other.links.html);
  settle(kept.provenance.metadata, other.provenance.metadata);
}

void settle_community(Paper& kept, Paper& other) {
  const Settle settle{second_has_richer_community(kept, other)};
  settle(kept.votes, other.votes);
  settle(kept.comments, other.comments);
  settle(kept.links.huggingface, other.links.huggingface);
  settle(kept.links.code, other.links.code);
  settle(kept.links.project, other.links.project);
  settle(kept.media, other.media);
  settle(kept.keywords, other.keywords);
  settle(kept.ai_summary, other.ai_summary);
  settle(kept.provenance.community, other.provenance.community);
}

/// Whether a summary was only read off a digest, whose writer is not known.
bool is_imported(const std::optional<std::vector<Bullet>>& summary) {
  return summary &&
         std::ranges::all_of(*summary, [](const Bullet& bullet) { return bullet.engine == "digest"; });
}

void settle_summary(Paper& kept, Paper& other) {
  const bool take = is_known(other.summary) &&
                    (!is_known(kept.summary) || (is_imported(kept.summary) && !is_imported(other.summary)));
  if (take) kept.summary = std::move(other.summary);
  if (is_known(other.title_ko) && (take || !is_known(kept.title_ko)))
    kept.title_ko = std::move(other.title_ko);
  unite(kept.provenance.engines, std::move(other.provenance.engines));
}

}  // namespace

Paper merge(Paper kept, Paper other) {
  settle_metadata(kept, other);
  settle_community(kept, other);
  settle_summary(kept, other);
  kept.withdrawn = kept.withdrawn || other.withdrawn;
  if (!kept.listed) {
    kept.listed = std::move(other.listed);
  } else if (other.listed) {
    unite(*kept.listed, std::move(*other.listed));
  }
  unite_extra(kept.extra, std::move(other.extra));
  unite_extra(kept.links.extra, std::move(other.links.extra));
  unite_extra(kept.provenance.extra, std::move(other.provenance.extra));
  return kept;
}

std::size_t merge_repeated(std::vector<Paper>& papers) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Paper> merged;
  merged.reserve(papers.size());
  for (Paper& paper : papers) {
    const auto [at, is_new] = places.try_emplace(paper.id.str(), merged.size());
    if (is_new) {
      merged.push_back(std::move(paper));
    } else {
      merged[at->second] = merge(std::move(merged[at->second]), std::move(paper));
    }
  }
  const std::size_t repeated = papers.size() - merged.size();
  papers = std::move(merged);
  return repeated;
}

void add_summaries(std::vector<Paper>& papers, std::span<const Paper> summaries) {
  std::unordered_map<std::string_view, const Paper*> by_id;
  for (const Paper& summary : summaries) by_id.try_emplace(summary.id.str(), &summary);
  for (Paper& paper : papers) {
    const auto found = by_id.find(paper.id.str());
    if (found == by_id.end()) continue;
    Paper over = *found->second;
    settle_summary(paper, over);
  }
}

void sort_papers(std::vector<Paper>& papers, PaperOrder order, Grouping grouping) {
  const auto key = [&](const Paper& paper) {
    const Day day = grouping == Grouping::by_day ? paper.listing_day().value_or(Day{}) : Day{};
    const long long votes = paper.votes ? *paper.votes : std::numeric_limits<long long>::min() + 1;
    return std::tuple(day, order == PaperOrder::votes ? -votes : 0, std::string_view(paper.id.str()));
  };
  // Ids are unique, so no two keys are equal and the order needs no stability.
  std::ranges::sort(papers, {}, key);
}

}  // namespace nonmun
