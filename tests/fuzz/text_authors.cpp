// A line of authors gives names that are not empty, each with its suffix; a cleaned name is clean.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/text/authors.hpp"
#include "nonmun/text/unicode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Reader reader : {Reader::arxiv, Reader::hf}) {
    for (const AuthorName& author : split_authors(text, reader)) {
      if (author.name.empty() || author.name.find(author.suffix) == std::string::npos) std::abort();
    }
    const auto name = clean_name(text, reader);
    const auto names = clean_names(text, reader);
    if (name.has_value() == names.empty()) std::abort();
    if (name && (!is_valid_utf8(*name) || name->empty())) std::abort();
    for (const std::string& one : names) {
      if (one.empty() || !is_valid_utf8(one)) std::abort();
    }
  }
  return 0;
}
