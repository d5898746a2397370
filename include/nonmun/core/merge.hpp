#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"

namespace nonmun {

/// Sources of bibliographic fields, richest first.
inline constexpr std::string_view k_sources[] = {"arxiv_api", "arxiv_oai",   "arxiv_snapshot", "arxiv_list",
                                                 "arxiv_rss", "huggingface", "digest"};

/// Makes one record of two that have the same id. Per field group the richer source wins, within one source
/// the later fetch, and a later arXiv version over an earlier one whatever the source; an absent field never
/// removes a known one; listings are united.
[[nodiscard]] Paper merge(Paper first, Paper second);

/// Makes one record of each id, keeping the place of its first appearance. Returns how many were merged away.
std::size_t merge_repeated(std::vector<Paper>& papers);

/// Lays summaries (title_ko, bullets, engines) over the papers of the same id that have none of their own.
void add_summaries(std::vector<Paper>& papers, std::span<const Paper> summaries);

enum class PaperOrder {
  votes,  ///< falling, papers without votes last; then by id, rising: the order of `fetch` and `digest`
  id,     ///< rising
};
enum class Grouping { none, by_day };  ///< by_day: earlier listing days first, whatever the votes

void sort_papers(std::vector<Paper>& papers, PaperOrder order, Grouping grouping);

}  // namespace nonmun
