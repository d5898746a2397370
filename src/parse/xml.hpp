#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "nonmun/core/error.hpp"
#include "nonmun/parse/parsed.hpp"

// What pugixml leaves out: namespaces, and the text of an element as one string.
namespace nonmun::parse::xml {

/// An element's name as XML means it.
struct Name {
  std::string_view space;  ///< the namespace's URI; empty: none
  std::string_view local;
  bool operator==(const Name&) const = default;
};

/// The views are valid as long as the document.
[[nodiscard]] Name name_of(pugi::xml_node element);

/// An element's name without its prefix, whatever its namespace.
[[nodiscard]] std::string_view local_name(pugi::xml_node element);

/// The names of one element's children. They share what is declared above them, so that is looked for once.
class Scope {
 public:
  explicit Scope(pugi::xml_node parent) : parent_(parent) {}
  [[nodiscard]] Name name_of(pugi::xml_node child);

 private:
  struct Declared {
    std::string_view prefix, space;
  };
  pugi::xml_node parent_;
  std::array<Declared, 4> declared_{};
  std::size_t known_ = 0;
};

/// All text below an element, in order.
[[nodiscard]] std::string text_of(pugi::xml_node element);

/// As text_of, without a copy where the element holds one text and nothing else; otherwise in `scratch`.
[[nodiscard]] std::string_view text_view(pugi::xml_node element, std::string& scratch);

/// The value of an attribute without namespace; empty when there is none.
[[nodiscard]] std::string_view attribute(pugi::xml_node element, const char* name);

/// A document and the bytes that it stands on.
struct Document {
  std::string bytes;
  pugi::xml_document tree;
};

/// Reads a document: the five entities of XML and numbers are resolved, nothing that a DTD declares, and no
/// file is opened. Bytes that are not UTF-8 become U+FFFD and an issue each. Errors: ErrorKind::invalid_data,
/// naming what is there instead of `wanted` ("an Atom feed").
[[nodiscard]] Result<void> load(Document& document, std::string_view body, std::string_view wanted,
                                const ParseContext& context, std::vector<Issue>& issues);

}  // namespace nonmun::parse::xml
