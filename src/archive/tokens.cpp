#include "tokens.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <limits>

#include "fts5.hpp"

namespace nonmun::archive {

struct Tokenizer::Library {
  fts5_tokenizer functions{};
  Fts5Tokenizer* made = nullptr;
  ~Library() {
    if (made != nullptr) functions.xDelete(made);
  }
};

Tokenizer::Tokenizer(std::unique_ptr<Library> library) : library_(std::move(library)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Tokenizer> Tokenizer::make(Connection& connection) {
  fts5_api* const api = fts5_of(connection);
  if (api == nullptr) return fail(ErrorKind::local_fault, "this SQLite has no full-text index (FTS5)");
  auto library = std::make_unique<Library>();
  void* context = nullptr;
  std::array<const char*, 2> arguments{"remove_diacritics", "2"};
  if (api->xFindTokenizer(api, "unicode61", &context, &library->functions) != SQLITE_OK ||
      library->functions.xCreate(context, arguments.data(), static_cast<int>(arguments.size()),
                                 &library->made) != SQLITE_OK) {
    library->made = nullptr;
    return fail(ErrorKind::local_fault, "this SQLite has no unicode61 tokenizer");
  }
  return Tokenizer(std::move(library));
}

std::vector<Token> Tokenizer::tokens(std::string_view text) const {
  std::vector<Token> found;
  const auto take = [](void* context, int, const char* token, int size, int begin, int end) {
    static_cast<std::vector<Token>*>(context)->push_back({std::string(token, static_cast<std::size_t>(size)),
                                                          static_cast<std::size_t>(begin),
                                                          static_cast<std::size_t>(end)});
    return SQLITE_OK;
  };
  const auto size = std::min<std::size_t>(text.size(), std::numeric_limits<int>::max());
  library_->functions.xTokenize(library_->made, &found, FTS5_TOKENIZE_AUX, text.data(),
                                static_cast<int>(size), take);
  return found;
}

std::string Tokenizer::folded(std::string_view text, std::string_view between) const {
  std::string out;
  for (const Token& token : tokens(text)) {
    if (!out.empty()) out += between;
    out += token.text;
  }
  return out;
}

}  // namespace nonmun::archive
