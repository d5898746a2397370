#include "nonmun/archive/interests.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

#include "candidates.hpp"
#include "index_row.hpp"
#include "korean_words.hpp"
#include "match.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/text/links.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::archive {
namespace {

// BM25 as Robertson and Zaragoza give it, with the usual constants.
constexpr double k_saturation = 1.2, k_length_share = 0.75;
constexpr double k_title_weight = 3;
/// How many points a standard deviation is worth: about what a word that tells something gives by BM25.
constexpr double k_deviation_worth = 2;
/// Cosines that differ by less are rounding.
constexpr double k_least_deviation = 1e-6;
/// Of a liked paper: how many words speak for it, and how many keywords of weight 1 they are worth.
constexpr std::size_t k_telling_words = 20, k_words_named = 3;
constexpr double k_like_worth = 2;
constexpr std::size_t k_shortest_telling = 3;

using Word = int;
using Words = std::vector<Word>;

/// Words as numbers: equal words are equal numbers.
class Vocabulary {
 public:
  explicit Vocabulary(const Tokenizer& tokenizer) : tokenizer_(&tokenizer) {}

  Words words(std::string_view text) {
    Words words;
    for (Token& token : tokenizer_->tokens(text)) {
      const auto [place, is_new] =
          numbers_.try_emplace(std::move(token.text), static_cast<Word>(texts_.size()));
      if (is_new) texts_.push_back(&place->first);
      words.push_back(place->second);
    }
    return words;
  }
  [[nodiscard]] const std::string& text(Word word) const { return *texts_[static_cast<std::size_t>(word)]; }

 private:
  const Tokenizer* tokenizer_;
  std::unordered_map<std::string, Word> numbers_;
  std::vector<const std::string*> texts_;
};

struct Document {
  Words title, abstract, korean;
  std::unordered_map<Word, double> weights;  ///< of each word, its occurrences; in the title they count more
  double length = 0;
};

Document document_of(const Paper& paper, Vocabulary& vocabulary) {
  const PaperWords texts = paper_words(paper);
  Document document{.title = vocabulary.words(texts.title),
                    .abstract = vocabulary.words(texts.abstract),
                    .korean = vocabulary.words(texts.korean),
                    .weights = {}};
  for (const Word word : document.title) document.weights[word] += k_title_weight;
  for (const Word word : document.abstract) document.weights[word] += 1;
  document.length = static_cast<double>(document.title.size() + document.abstract.size());
  return document;
}

std::size_t occurrences(const Words& words, const Words& phrase) {
  std::size_t count = 0;
  for (auto at = words.begin();
       (at = std::search(at, words.end(), phrase.begin(), phrase.end())) != words.end(); ++at)
    ++count;
  return count;
}

/// The papers ranked, as BM25 sees them.
class Collection {
 public:
  Collection(std::span<const Paper> papers, Vocabulary& vocabulary) {
    double length = 0;
    for (const Paper& paper : papers) {
      documents_.push_back(document_of(paper, vocabulary));
      length += documents_.back().length;
      for (const auto& [word, weight] : documents_.back().weights) ++holders_[word];
    }
    mean_length_ = documents_.empty() ? 1 : std::max(1.0, length / static_cast<double>(documents_.size()));
  }

  [[nodiscard]] const std::vector<Document>& documents() const { return documents_; }
  [[nodiscard]] std::size_t holders(Word word) const {
    const auto found = holders_.find(word);
    return found == holders_.end() ? 0 : found->second;
  }
  /// How telling it is that a word is there which so many papers have.
  [[nodiscard]] double rarity(std::size_t holders) const {
    const auto all = static_cast<double>(documents_.size()), with = static_cast<double>(holders);
    return std::log(1 + (all - with + 0.5) / (with + 0.5));
  }
  [[nodiscard]] double bm25(const Document& document, double weight, std::size_t holders) const {
    const double share = 1 - k_length_share + k_length_share * document.length / mean_length_;
    return rarity(holders) * weight * (k_saturation + 1) / (weight + k_saturation * share);
  }

 private:
  std::vector<Document> documents_;
  std::unordered_map<Word, std::size_t> holders_;
  double mean_length_ = 1;
};

/// How often a keyword stands in each paper, the title counting more. Errors: usage for one without words.
Result<std::vector<double>> keyword_weights(const std::string& keyword, const Collection& collection,
                                            Vocabulary& vocabulary) {
  const std::string text = text::to_nfc(keyword);
  const bool is_korean = has_syllable(text);
  const Words phrase = vocabulary.words(is_korean ? korean_words(text) : text);
  const bool is_lone_syllable = is_korean && phrase.size() == 1 && vocabulary.text(phrase[0]).size() <= 3;
  if (phrase.empty() || is_lone_syllable) return std::unexpected(no_words(keyword));
  std::vector<double> weights;
  for (const Document& document : collection.documents()) {
    double weight = static_cast<double>(occurrences(document.korean, phrase));
    if (!is_korean)
      weight += k_title_weight * static_cast<double>(occurrences(document.title, phrase)) +
                static_cast<double>(occurrences(document.abstract, phrase));
    weights.push_back(weight);
  }
  return weights;
}

Result<void> add_keywords(std::vector<Rank>& ranks, const Interests& interests, const Collection& collection,
                          Vocabulary& vocabulary) {
  for (const Weighted& keyword : interests.keywords) {
    const auto weights = keyword_weights(keyword.name, collection, vocabulary);
    if (!weights) return std::unexpected(weights.error());
    const auto holders =
        static_cast<std::size_t>(std::ranges::count_if(*weights, [](double weight) { return weight > 0; }));
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if ((*weights)[i] > 0)
        ranks[i].why.push_back(
            {Reason::Kind::keyword, keyword.name,
             keyword.weight * collection.bm25(collection.documents()[i], (*weights)[i], holders)});
    }
  }
  return {};
}

Result<void> add_authors(std::vector<Rank>& ranks, std::span<const Paper> papers, const Interests& interests,
                         const Tokenizer& tokenizer) {
  if (interests.authors.empty()) return {};
  std::vector<std::pair<std::string, std::string>> ranges;
  for (const Weighted& author : interests.authors) {
    auto range = author_range(author.name, tokenizer);
    if (!range) return std::unexpected(std::move(range).error());
    ranges.push_back(*std::move(range));
  }
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (!papers[i].authors) continue;
    std::vector<std::string> names;
    for (const Author& author : *papers[i].authors) {
      if (author.is_person()) names.push_back(fold_name(author.name, tokenizer));
    }
    for (std::size_t a = 0; a < ranges.size(); ++a) {
      const auto& [first, past] = ranges[a];
      if (std::ranges::any_of(names, [&](const std::string& name) { return first <= name && name < past; }))
        ranks[i].why.push_back(
            {Reason::Kind::author, interests.authors[a].name, interests.authors[a].weight});
    }
  }
  return {};
}

void add_categories(std::vector<Rank>& ranks, std::span<const Paper> papers, const Interests& interests) {
  for (std::size_t i = 0; i < papers.size(); ++i) {
    std::vector<std::string> filed = papers[i].categories.value_or(std::vector<std::string>{});
    if (!papers[i].primary_category.empty()) filed.push_back(papers[i].primary_category);
    for (const Weighted& category : interests.categories) {
      if (std::ranges::any_of(filed,
                              [&](const std::string& id) { return is_listed_under(id, category.name); }))
        ranks[i].why.push_back({Reason::Kind::category, category.name, category.weight});
    }
  }
}

/// A word of a liked paper and its share of what the paper says.
struct Telling {
  Word word = 0;
  double share = 0;
};

/// A paper without the links in its abstract: their words tell nothing of what it is about.
Paper without_links(Paper paper) {
  const auto links = text::find_links(paper.abstract);
  for (auto link = links.rbegin(); link != links.rend(); ++link)
    paper.abstract.replace(link->begin, link->end - link->begin, k_break);
  return paper;
}

std::vector<Telling> telling_words(const Document& liked, const Collection& collection,
                                   const Vocabulary& vocabulary) {
  std::vector<Telling> words;
  for (const auto& [word, weight] : liked.weights) {
    const std::size_t holders = collection.holders(word);
    // What none has decides nothing, and what most have tells nothing.
    if (holders == 0 || 2 * holders > collection.documents().size() + 1) continue;
    if (vocabulary.text(word).size() < k_shortest_telling) continue;
    words.push_back({word, (1 + std::log(weight)) * collection.rarity(holders)});
  }
  std::ranges::sort(words, [&](const Telling& a, const Telling& b) {
    return a.share != b.share ? a.share > b.share : vocabulary.text(a.word) < vocabulary.text(b.word);
  });
  words.resize(std::min(words.size(), k_telling_words));
  double sum = 0;
  for (const Telling& telling : words) sum += telling.share;
  for (Telling& telling : words) telling.share /= sum;
  return words;
}

/// What a paper gets for being like a liked one, and the words that say so.
Reason likeness(const Paper& liked, const std::vector<Telling>& words, const Document& document,
                const Collection& collection, const Vocabulary& vocabulary) {
  Reason reason{Reason::Kind::like, liked.id.str(), 0};
  std::vector<std::pair<double, Word>> found;
  for (const auto& [word, share] : words) {
    const auto weight = document.weights.find(word);
    if (weight == document.weights.end()) continue;
    const double points = share * collection.bm25(document, weight->second, collection.holders(word));
    reason.points += points;
    found.emplace_back(-points, word);
  }
  std::ranges::sort(found, [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : vocabulary.text(a.second) < vocabulary.text(b.second);
  });
  for (std::size_t i = 0; i < std::min(found.size(), k_words_named); ++i)
    reason.name += (i == 0 ? ": " : ", ") + vocabulary.text(found[i].second);
  return reason;
}

void add_likes(std::vector<Rank>& ranks, std::span<const Paper> papers, const Interests& interests,
               std::span<const Paper> liked, const Collection& collection, Vocabulary& vocabulary) {
  std::vector<std::vector<Telling>> words;
  for (const Paper& paper : liked)
    words.push_back(telling_words(document_of(without_links(paper), vocabulary), collection, vocabulary));
  for (std::size_t i = 0; i < papers.size(); ++i) {
    std::optional<Reason> best;
    for (std::size_t l = 0; l < liked.size(); ++l) {
      if (liked[l].id == papers[i].id) continue;
      Reason reason = likeness(liked[l], words[l], collection.documents()[i], collection, vocabulary);
      if (reason.points > (best ? best->points : 0)) best = std::move(reason);
    }
    if (!best) continue;
    best->points *= interests.liked_weight * k_like_worth;
    ranks[i].why.push_back(*std::move(best));
  }
}

/// How much nearer than usual each vector is to one: standard deviations of the cosine above the mean, at
/// least 0. The vector at `without` is left out of the reckoning and gets 0.
std::vector<double> nearness(const Embedding& to, const std::vector<Embedding>& vectors,
                             std::optional<std::size_t> without = {}) {
  std::vector<double> cosines;
  double sum = 0, squares = 0, count = 0;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    cosines.push_back(cosine(to, vectors[i]));
    if (i == without) continue;
    sum += cosines[i];
    count += 1;
  }
  const double mean = count > 0 ? sum / count : 0;
  for (std::size_t i = 0; i < vectors.size(); ++i)
    if (i != without) squares += (cosines[i] - mean) * (cosines[i] - mean);
  const double deviation = count > 0 ? std::sqrt(squares / count) : 0;
  std::vector<double> near(vectors.size());
  if (deviation < k_least_deviation) return near;
  for (std::size_t i = 0; i < vectors.size(); ++i)
    if (i != without) near[i] = std::max(0.0, (cosines[i] - mean) / deviation);
  return near;
}

void add_near(std::vector<Rank>& ranks, std::span<const Paper> papers, const Interests& interests,
              std::span<const Paper> liked, const Embedded& embedded) {
  for (std::size_t k = 0; k < interests.keywords.size(); ++k) {
    const auto& [name, weight] = interests.keywords[k];
    const auto near = nearness(embedded.keywords[k], embedded.papers);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (near[i] > 0)
        ranks[i].why.push_back({Reason::Kind::keyword, name, weight * k_deviation_worth * near[i]});
    }
  }
  std::vector<Reason> best(ranks.size(), {Reason::Kind::like, "", 0});
  for (std::size_t l = 0; l < liked.size(); ++l) {
    const auto self = std::ranges::find(papers, liked[l].id, &Paper::id);
    const auto near = nearness(
        embedded.liked[l], embedded.papers,
        self == papers.end() ? std::nullopt : std::optional(static_cast<std::size_t>(self - papers.begin())));
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (near[i] > best[i].points) best[i] = {Reason::Kind::like, liked[l].id.str(), near[i]};
    }
  }
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (best[i].points <= 0) continue;
    best[i].points *= interests.liked_weight * k_deviation_worth;
    ranks[i].why.push_back(std::move(best[i]));
  }
}

}  // namespace

Result<std::vector<Rank>> rank(std::span<const Paper> papers, const Interests& interests,
                               std::span<const Paper> liked, const Embedded* embedded) {
  // The words are the index's own: what a keyword finds here, --keyword finds there.
  auto memory = Connection::open({}, Connection::Mode::memory);
  if (!memory) return std::unexpected(std::move(memory).error());
  const auto tokenizer = Tokenizer::make(*memory);
  if (!tokenizer) return std::unexpected(tokenizer.error());

  std::vector<Rank> ranks(papers.size());
  if (embedded != nullptr) {
    add_near(ranks, papers, interests, liked, *embedded);
  } else {
    Vocabulary vocabulary(*tokenizer);
    const Collection collection(papers, vocabulary);
    NONMUN_TRY(add_keywords(ranks, interests, collection, vocabulary));
    add_likes(ranks, papers, interests, liked, collection, vocabulary);
  }
  NONMUN_TRY(add_authors(ranks, papers, interests, *tokenizer));
  add_categories(ranks, papers, interests);
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const int votes = papers[i].votes.value_or(0);
    if (votes > 0 && interests.votes_weight != 0)
      ranks[i].why.push_back({Reason::Kind::votes, "", interests.votes_weight * std::log2(1.0 + votes)});
    for (const Reason& reason : ranks[i].why) ranks[i].score += reason.points;
    std::ranges::sort(ranks[i].why, [](const Reason& a, const Reason& b) {
      if (a.points != b.points) return a.points > b.points;
      return std::pair(a.kind, a.name) < std::pair(b.kind, b.name);
    });
  }
  return ranks;
}

}  // namespace nonmun::archive
