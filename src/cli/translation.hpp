#pragma once

#include "commands.hpp"
#include "nonmun/translate/glossary.hpp"

namespace nonmun::cli {

/// The built-in glossary with the user's over it.
struct ReadGlossary {
  translate::Glossary terms;
  std::string version;  ///< names the user's file as it is; empty: there is none
};
/// Errors: of the file.
[[nodiscard]] Result<ReadGlossary> read_glossary(const TranslationOptions& options);

/// Gives the digest's papers their Korean, as the options say; what failed is added to the account. false:
/// only an estimate was asked for, and has been said. Errors: usage of the options and the files they name;
/// interrupted.
[[nodiscard]] Result<bool> translate_papers(const Session& session, Digest& digest);

}  // namespace nonmun::cli
