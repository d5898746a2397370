#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun {

/// The name of the record's contract; every JSON record begins with it. It changes when a reader of the old
/// record would misunderstand the new one.
inline constexpr std::string_view k_paper_schema = "nonmun.paper/1";

/// A key that this version does not know, kept as raw JSON and written back after the known keys of the same
/// object, in input order.
struct ExtraField {
  std::string key;
  std::string json;
  bool operator==(const ExtraField&) const = default;
};
using ExtraFields = std::vector<ExtraField>;

struct Author {
  std::string name;
  /// "more" for the "+" that an imported digest puts where its author list was cut: never a person.
  std::string kind;
  std::vector<std::string> affiliations;
  ExtraFields extra;
  [[nodiscard]] bool is_person() const { return kind != "more"; }
  bool operator==(const Author&) const = default;
};

/// Bullet::source of what was made from a paper's text in HTML. Empty: from title and abstract alone.
inline constexpr std::string_view k_source_html = "html";

/// One point of a summary: an aligned pair of sentences with where they came from.
struct Bullet {
  /// problem, proposal, method, result, release, limitation; of a summary in three parts whats_new,
  /// technical_details, performance_highlights; empty: not known.
  std::string role;
  std::string ko;
  std::string en;
  std::vector<int> src;  ///< numbers (from 1) of the abstract's sentences it was made from
  std::string source;    ///< k_source_html: it was made from sentences of the text too; `en` has them all
  std::string engine;    ///< who wrote it: "human", "frames", "digest" (imported), a model's engine
  std::optional<bool> verified;
  std::string unverified_reason;  ///< why verified is false; JSON then has the reason in its place
  ExtraFields extra;
  bool operator==(const Bullet&) const = default;
};

struct Links {
  std::string abs, pdf, html, huggingface, code, project;  ///< http(s) URLs; empty: not known
  ExtraFields extra;
  bool operator==(const Links&) const = default;
};

enum class MediaKind { image, video, thumbnail };
struct Media {
  MediaKind kind = MediaKind::image;
  std::string url;
  ExtraFields extra;
  bool operator==(const Media&) const = default;
};

/// One listing in which an upstream showed the paper.
struct Listing {
  std::string source;      ///< "huggingface", "arxiv", "digest"
  std::optional<Day> day;  ///< Hugging Face: the UTC day; arXiv: the date on /list/{cat}/new
  std::string category;    ///< arXiv only
  std::string kind;        ///< arXiv only: new, cross, replace, replace-cross
  ExtraFields extra;
  bool operator==(const Listing&) const = default;
};

/// Where a group of fields came from. A source is one of k_sources (core/merge.hpp).
struct Origin {
  std::string source;
  std::optional<Instant> fetched_at;
  ExtraFields extra;
  bool operator==(const Origin&) const = default;
};

/// Which engine wrote bullets of this paper.
struct EngineUse {
  std::string engine, model, prompt_version;
  std::optional<Instant> at;
  ExtraFields extra;
  bool operator==(const EngineUse&) const = default;
};

struct Provenance {
  std::optional<Origin> metadata;   ///< title, abstract, authors, categories, comment, DOI, licence, dates
  std::optional<Origin> community;  ///< votes, comments, media, code and project links, keywords
  std::vector<EngineUse> engines;
  ExtraFields extra;
  bool operator==(const Provenance&) const = default;
};

/// An English one-sentence summary that Hugging Face's own model wrote.
struct AiSummary {
  std::string text, model;
  ExtraFields extra;
  bool operator==(const AiSummary&) const = default;
};

/// The spine of the program: a paper as the upstreams together know it. Fields stand in the order of the JSON
/// (docs/schema/paper.json). Empty strings and nullopt mean "not known" and are not written; a list that is
/// known to be empty is an engaged optional with no elements.
///
/// `title`, `abstract` and bullets hold finished Unicode text. Where the source's text was different,
/// `title_raw` and `abstract_raw` hold it as it came.
struct Paper {
  ArxivId id;
  std::optional<int> version;
  std::string title, title_raw, title_ko;
  std::optional<std::vector<Author>> authors;  ///< upstream order, complete; equal names are often two people
  std::string abstract, abstract_raw;
  std::optional<std::vector<Bullet>> summary;
  std::optional<std::vector<std::string>> categories;
  std::string primary_category;
  std::string comment, journal_ref, doi, license;
  std::optional<Timestamp> published, updated;  ///< first version's and this version's submission
  std::optional<Timestamp> announced;
  bool withdrawn = false;
  std::optional<int> votes, comments;
  Links links;
  std::optional<std::vector<Media>> media;
  std::optional<std::vector<std::string>> keywords;
  std::optional<AiSummary> ai_summary;
  std::optional<std::vector<Listing>> listed;
  Provenance provenance;
  ExtraFields extra;

  explicit Paper(ArxivId arxiv_id) : id(std::move(arxiv_id)) {}
  bool operator==(const Paper&) const = default;

  /// The newest day on which a listing showed it: the section of a digest it stands in.
  [[nodiscard]] std::optional<Day> listing_day() const;
};

}  // namespace nonmun
