#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

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

/// All text below an element, in order.
[[nodiscard]] std::string text_of(pugi::xml_node element);

/// The value of an attribute without namespace; empty when there is none.
[[nodiscard]] std::string_view attribute(pugi::xml_node element, const char* name);

}  // namespace nonmun::parse::xml
