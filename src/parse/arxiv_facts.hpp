#pragma once

#include <string>
#include <string_view>

#include "nonmun/core/arxiv_id.hpp"

// What arXiv's metadata mean, whichever way they come.
namespace nonmun::parse {

/// Whether a term is one of arXiv's categories ("cs.CL", "hep-th") and not one of ACM's or MSC's ("I.2.7",
/// "68T50"): an archive of arXiv's taxonomy, with a class in the archives that have them.
[[nodiscard]] bool is_arxiv_category(std::string_view term);

/// Whether comment or abstract say that the paper itself was withdrawn, in the words that arXiv and its
/// authors use: "This paper has been withdrawn …", "withdrawn by the author(s)", "Withdrawn due to …".
[[nodiscard]] bool says_withdrawn(std::string_view comment, std::string_view abstract);

/// A DOI without the address or "doi:" that it may be written with. What is not one DOI (several in one
/// field) stays as it is.
[[nodiscard]] std::string bare_doi(std::string_view text);

/// What a record under construction has for an id until its own is read; no record leaves a reader with it.
[[nodiscard]] const ArxivId& id_to_come();

}  // namespace nonmun::parse
