#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nonmun/archive/archive.hpp"
#include "nonmun/core/embedding.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::daily {

/// Gives a vector for each text, in one request (translate/embedder.hpp).
using AskEmbeddings = std::function<Result<std::vector<Embedding>>(std::span<const std::string>)>;

struct EmbedOptions {
  std::string identity{};               ///< server and model: vectors of two are never mixed
  AskEmbeddings ask{};                  ///< empty: nobody is asked
  archive::Archive* archive = nullptr;  ///< keeps vectors; null: they are not kept
};

struct EmbedResult {
  std::vector<Embedding> vectors;  ///< one for each text, all of equally many dimensions
  std::size_t asked_for = 0;       ///< texts that were sent
  std::optional<Error> fault{};    ///< why vectors were not kept
};

/// The vectors of texts: kept ones from the archive, the others by asking, batch by batch, each kept at once.
/// Where those kept have another length than the new ones (another model under an old name) all are asked for
/// anew. Errors: those of `ask`; unavailable where nobody is asked and one is not kept; invalid_data for
/// vectors of different lengths.
[[nodiscard]] Result<EmbedResult> embed(std::span<const std::string> texts, const EmbedOptions& options);

}  // namespace nonmun::daily
