#pragma once

#include "commands.hpp"

namespace nonmun::cli {

/// The papers of the files named, or of the standard input, in any format that parse_any knows, each paper
/// once; what could not be read stands in the digest's account. Errors: of the only file.
[[nodiscard]] Result<Digest> read_papers(const Session& session);

/// What became of an input by its account: some entries or files could not be read, or all.
[[nodiscard]] ExitCode input_outcome(const Account& account);

}  // namespace nonmun::cli
