#pragma once

#include <string>
#include <string_view>

#include "xml.hpp"

// Which of arXiv's XML documents one is: three services answer with feeds that look alike.
namespace nonmun::parse {

inline constexpr std::string_view k_atom = "http://www.w3.org/2005/Atom";
inline constexpr std::string_view k_arxiv = "http://arxiv.org/schemas/atom";
inline constexpr std::string_view k_dublin_core = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view k_oai = "http://www.openarchives.org/OAI/2.0/";

enum class ArxivXml {
  api,           ///< an answer of the API: Atom
  announcement,  ///< a feed of rss.arxiv.org: RSS 2.0 or Atom
  oai,           ///< an answer of OAI-PMH
  other,
};

[[nodiscard]] ArxivXml tell_arxiv_xml(pugi::xml_node root);

/// As a noun, for messages: "an announcement feed (RSS)", "XML that begins with <svg>".
[[nodiscard]] std::string name_arxiv_xml(pugi::xml_node root);

/// The same by the text, before it is read as XML. `text` is without blank in front.
[[nodiscard]] ArxivXml tell_arxiv_xml(std::string_view text);

}  // namespace nonmun::parse
