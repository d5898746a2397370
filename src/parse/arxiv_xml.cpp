#include "arxiv_xml.hpp"

#include <algorithm>

#include "seen.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_feed_host = "rss.arxiv.org/";

/// The name of the document's element, without prefix; empty when there is none.
std::string_view root_name(std::string_view text) {
  while (true) {
    text = skip_blank(text);
    if (!text.starts_with('<')) return {};
    std::string_view end;
    if (text.starts_with("<?")) {
      end = "?>";
    } else if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<!")) {
      // A document type, perhaps with declarations of its own.
      const auto bracket = text.find_first_of("[>");
      end = bracket != text.npos && text[bracket] == '[' ? "]>" : ">";
    } else {
      break;
    }
    const auto at = text.find(end);
    if (at == text.npos) return {};
    text.remove_prefix(at + end.size());
  }
  text = text.substr(1, std::min(text.find_first_of(" \t\r\n/>", 1), text.size()) - 1);
  return text.substr(text.find(':') == text.npos ? 0 : text.find(':') + 1);
}

}  // namespace

ArxivXml tell_arxiv_xml(pugi::xml_node root) {
  const auto [space, local] = xml::name_of(root);
  if (local == "rss") return ArxivXml::announcement;
  if (space == k_oai && local == "OAI-PMH") return ArxivXml::oai;
  if (space != k_atom || local != "feed") return ArxivXml::other;
  xml::Scope scope(root);
  for (const auto child : root.children()) {
    const auto name = scope.name_of(child);
    if (name.space != k_atom) continue;
    const auto says_feed = [](std::string_view text) { return text.find(k_feed_host) != text.npos; };
    if (name.local == "id" && says_feed(child.child_value())) return ArxivXml::announcement;
    if (name.local == "link" && says_feed(xml::attribute(child, "href"))) return ArxivXml::announcement;
    if (name.local != "entry") continue;
    // The first entry decides: only an announcement says of which kind it is.
    xml::Scope inside(child);
    for (const auto element : child.children()) {
      if (inside.name_of(element) == xml::Name{k_arxiv, "announce_type"}) return ArxivXml::announcement;
    }
    break;
  }
  return ArxivXml::api;
}

std::string name_arxiv_xml(pugi::xml_node root) {
  switch (tell_arxiv_xml(root)) {
    case ArxivXml::api:
      return "an answer of arXiv's API";
    case ArxivXml::announcement:
      return xml::local_name(root) == "rss" ? "an announcement feed (RSS)" : "an announcement feed (Atom)";
    case ArxivXml::oai:
      return "an answer of arXiv's OAI-PMH";
    case ArxivXml::other:
      break;
  }
  return "XML that begins with <" + quote(root.name()) + '>';
}

ArxivXml tell_arxiv_xml(std::string_view text) {
  const auto root = root_name(text);
  if (root == "rss") return ArxivXml::announcement;
  if (root == "OAI-PMH") return ArxivXml::oai;
  if (root != "feed") return ArxivXml::other;
  const auto head = text.substr(0, text.find("<entry"));
  const auto end = text.find("</entry>");
  const bool is_feed = head.find(k_feed_host) != head.npos ||
                       text.substr(0, end).find("announce_type>") != std::string_view::npos;
  return is_feed ? ArxivXml::announcement : ArxivXml::api;
}

}  // namespace nonmun::parse
