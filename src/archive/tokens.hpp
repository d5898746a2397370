#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite.hpp"

struct Fts5Tokenizer;

namespace nonmun::archive {

/// A word of a text as the index has it (case and accents folded), and its bytes in the text.
struct Token {
  std::string text;
  std::size_t begin = 0, end = 0;
};

/// The index's own tokenizer (unicode61 remove_diacritics 2), so that what is folded here is what is found.
class Tokenizer {
 public:
  [[nodiscard]] static Result<Tokenizer> make(Connection& connection);
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) = delete;
  ~Tokenizer();

  [[nodiscard]] std::vector<Token> tokens(std::string_view text) const;
  /// The words with `between` between them: "attention is all you need".
  [[nodiscard]] std::string folded(std::string_view text, std::string_view between) const;

 private:
  struct Library;
  explicit Tokenizer(std::unique_ptr<Library> library);
  std::unique_ptr<Library> library_;
};

}  // namespace nonmun::archive
