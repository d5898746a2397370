#include "nonmun/translate/body.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// What a section is for. `rank`: those of a higher one get what those of a lower one leave; `weight`: its
/// share among those of its rank.
struct Purpose {
  int rank = 0;
  double weight = 1;
};

constexpr Purpose k_introduction{0, 3}, k_conclusion{0, 3}, k_results{0, 2}, k_method{0, 2},
    k_background{1, 1}, k_appendix{2, 1};

bool has_any(std::string_view heading, const auto& words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return heading.find(word) != heading.npos; });
}

Purpose purpose_of(const TextSection& section) {
  constexpr std::array<std::string_view, 3> k_of_appendix{"appendix", "supplement", "broader impact"};
  constexpr std::array<std::string_view, 2> k_of_introduction{"introduction", "motivation"};
  constexpr std::array<std::string_view, 5> k_of_conclusion{"conclusion", "concluding", "discussion",
                                                            "limitation", "summary"};
  constexpr std::array<std::string_view, 5> k_of_results{"result", "experiment", "evaluation", "analysis",
                                                         "ablation"};
  constexpr std::array<std::string_view, 4> k_of_background{"related work", "background", "preliminar",
                                                            "prior work"};
  const std::string heading = ascii::lower(section.heading);
  if (section.is_appendix || has_any(heading, k_of_appendix)) return k_appendix;
  if (has_any(heading, k_of_introduction)) return k_introduction;
  if (has_any(heading, k_of_background)) return k_background;
  if (has_any(heading, k_of_conclusion)) return k_conclusion;
  if (has_any(heading, k_of_results)) return k_results;
  return k_method;
}

/// A section in sentences, and how many of them are taken.
struct Piece {
  Purpose purpose{};
  std::vector<std::vector<std::string_view>> paragraphs{};
  std::size_t bytes = 0;  ///< of all sentences, each with the blank behind it
  std::size_t taken = 0;
};

Piece piece_of(const TextSection& section) {
  Piece piece{.purpose = purpose_of(section)};
  for (const std::string& paragraph : section.paragraphs) {
    auto& sentences = piece.paragraphs.emplace_back();
    for (const text::Span& span : text::split_sentences(paragraph)) {
      sentences.push_back(std::string_view(paragraph).substr(span.begin, span.end - span.begin));
      piece.bytes += sentences.back().size() + 1;
    }
  }
  return piece;
}

/// How many bytes of its first sentences fit into `share`; sets how many sentences these are.
std::size_t take_first(Piece& piece, std::size_t share) {
  std::size_t used = 0;
  piece.taken = 0;
  for (const auto& paragraph : piece.paragraphs) {
    for (const std::string_view sentence : paragraph) {
      if (used + sentence.size() + 1 > share) return used;
      used += sentence.size() + 1;
      ++piece.taken;
    }
  }
  return used;
}

/// Shares `bytes` out among pieces of one rank: those that need less than their share get all, and what they
/// leave is shared among the others. Gives what is left over when all are whole; else nothing is.
std::size_t share_out(std::vector<Piece*> pieces, std::size_t bytes) {
  for (bool is_settled = false; !is_settled;) {
    const double weights =
        std::accumulate(pieces.begin(), pieces.end(), 0.0,
                        [](double sum, const Piece* piece) { return sum + piece->purpose.weight; });
    const auto share_of = [&, left = static_cast<double>(bytes)](const Piece* piece) {
      return static_cast<std::size_t>(left * piece->purpose.weight / weights);
    };
    const auto modest =
        std::ranges::partition(pieces, [&](const Piece* piece) { return piece->bytes > share_of(piece); });
    is_settled = modest.empty();
    for (Piece* const piece : modest) bytes -= take_first(*piece, piece->bytes);
    if (is_settled) {
      for (Piece* const piece : pieces) take_first(*piece, share_of(piece));
      return 0;
    }
    pieces.erase(modest.begin(), modest.end());
    if (pieces.empty()) return bytes;
  }
  return bytes;
}

void append(Body& body, const Piece& piece, const std::string& heading) {
  if (piece.taken == 0) return;
  if (!heading.empty()) body.headings.push_back({heading, body.sentences.size()});
  std::size_t left = piece.taken;
  for (const auto& paragraph : piece.paragraphs) {
    if (left == 0) return;
    char divider = '\n';
    for (const std::string_view sentence : paragraph) {
      if (left-- == 0) return;
      if (!body.text.empty()) body.text += divider;
      divider = ' ';
      const std::size_t begin = body.text.size();
      body.text += sentence;
      body.sentences.push_back({begin, body.text.size()});
    }
  }
}

}  // namespace

Body take_body(const FullText& text, std::size_t tokens) {
  std::vector<Piece> pieces;
  for (const TextSection& section : text.sections) pieces.push_back(piece_of(section));
  std::size_t left = tokens * k_bytes_per_token;
  for (int rank = k_introduction.rank; rank <= k_appendix.rank; ++rank) {
    std::vector<Piece*> equals;
    for (Piece& piece : pieces)
      if (piece.purpose.rank == rank) equals.push_back(&piece);
    if (!equals.empty()) left = share_out(std::move(equals), left);
  }
  Body body;
  for (std::size_t i = 0; i < pieces.size(); ++i) append(body, pieces[i], text.sections[i].heading);
  return body;
}

}  // namespace nonmun::translate
