#include "arxiv_facts.hpp"

#include <algorithm>
#include <array>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/url.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

/// The archives of arXiv's taxonomy, those that were merged into others included.
constexpr auto k_archives = std::to_array<std::string_view>(
    {"acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an", "chao-dyn",
     "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",    "econ",     "eess",
     "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",     "math-ph",
     "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",  "plasm-ph", "q-alg",
     "q-bio",    "q-fin",    "quant-ph", "solv-int", "stat",     "supr-con", "test"});

/// In small letters, on one line.
std::string lower(std::string_view text) {
  std::string out = ascii::lower(text);
  std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

bool contains_any(std::string_view text, std::string_view before, std::string_view after) {
  constexpr auto k_nouns =
      std::to_array<std::string_view>({"paper", "article", "manuscript", "preprint", "submission", "work",
                                       "note", "version", "document", "report"});
  for (const auto noun : k_nouns) {
    for (const std::string_view verb : {" has been ", " is ", " was ", " is being ", " has now been "}) {
      std::string phrase(before);
      phrase.append(noun).append(verb).append(after);
      if (text.find(phrase) != text.npos) return true;
    }
  }
  return false;
}

bool says_by_author(std::string_view text) {
  for (const std::string_view phrase :
       {"withdrawn by the author", "withdrawn by author", "withdrawn by arxiv", "withdrawn by its author",
        "withdrawn by the submitter"}) {
    if (text.find(phrase) != text.npos) return true;
  }
  return false;
}

}  // namespace

bool is_arxiv_category(std::string_view term) {
  const auto dot = term.find('.');
  if (std::find(k_archives.begin(), k_archives.end(), term.substr(0, dot)) == k_archives.end()) return false;
  if (dot == term.npos) return true;
  const auto subject_class = term.substr(dot + 1);
  return subject_class.size() >= 2 && std::all_of(subject_class.begin(), subject_class.end(),
                                                  [](char c) { return ascii::is_letter(c) || c == '-'; });
}

bool says_withdrawn(std::string_view comment, std::string_view abstract) {
  // An abstract may speak of anything that was withdrawn; of the paper itself it speaks at its beginning.
  abstract = trim(abstract).substr(0, 200);
  const auto may_say = [](std::string_view text) {
    return text.find("ithdrawn") != text.npos || text.find("ITHDRAWN") != text.npos;
  };
  // Nearly always that is all there is to ask.
  if (!may_say(comment) && !may_say(abstract)) return false;
  const std::string said = lower(trim(comment)), beginning = lower(abstract);
  if (said.starts_with("withdrawn") || said.starts_with("paper withdrawn") || says_by_author(said))
    return true;
  if (contains_any(said, "this ", "withdrawn") || contains_any(said, "the ", "withdrawn")) return true;
  return contains_any(beginning, "this ", "withdrawn") ||
         (says_by_author(beginning) &&
          (beginning.starts_with("withdrawn") || contains_any(beginning, "", "withdrawn")));
}

std::string bare_doi(std::string_view text) {
  text = trim(text);
  if (text.find_first_of(" \t\r\n") != text.npos) return std::string(text);
  std::string_view doi = text;
  if (lower(doi.substr(0, 4)) == "doi:") doi = trim(doi.substr(4));
  if (const auto url = Url::parse(doi); url && url->host.ends_with("doi.org")) {
    doi = doi.substr(std::min(doi.find("10."), doi.size()));
  }
  return std::string(doi.starts_with("10.") ? doi : text);
}

const ArxivId& id_to_come() {
  static const ArxivId id = *ArxivId::parse("0704.0001");
  return id;
}

}  // namespace nonmun::parse
