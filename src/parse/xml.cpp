#include "xml.hpp"

#include <utility>

#include "nonmun/text/unicode.hpp"
#include "seen.hpp"

namespace nonmun::parse::xml {

Name name_of(pugi::xml_node element) {
  const std::string_view qualified = element.name();
  const auto colon = qualified.find(':');
  const auto prefix = colon == qualified.npos ? std::string_view{} : qualified.substr(0, colon);
  const auto local = colon == qualified.npos ? qualified : qualified.substr(colon + 1);
  const auto declares = [&](std::string_view attribute) {
    if (prefix.empty()) return attribute == "xmlns";
    return attribute.starts_with("xmlns:") && attribute.substr(6) == prefix;
  };
  for (auto scope = element; scope.type() == pugi::node_element; scope = scope.parent()) {
    for (const auto& each : scope.attributes()) {
      if (declares(each.name())) return {each.value(), local};
    }
  }
  return {{}, local};
}

namespace {

/// The element's only child, when that is a text.
pugi::xml_node only_text(pugi::xml_node element) {
  const auto child = element.first_child();
  const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
  return is_text && !child.next_sibling() ? child : pugi::xml_node{};
}

}  // namespace

std::string text_of(pugi::xml_node element) {
  if (const auto text = only_text(element)) return text.value();
  struct Collector : pugi::xml_tree_walker {
    std::string out;
    bool for_each(pugi::xml_node& node) override {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
      return true;
    }
  } collector;
  element.traverse(collector);
  return std::move(collector.out);
}

std::string_view text_view(pugi::xml_node element, std::string& scratch) {
  if (const auto text = only_text(element)) return text.value();
  scratch = text_of(element);
  return scratch;
}

std::string_view attribute(pugi::xml_node element, const char* name) {
  return element.attribute(name).value();
}

Result<void> load(Document& document, std::string_view body, std::string_view wanted,
                  const ParseContext& context, std::vector<Issue>& issues) {
  const auto begin = skip_blank(body);
  if (!begin.starts_with('<') || looks_like_html(begin)) {
    return fail(ErrorKind::invalid_data, "not " + std::string(wanted) + " but " + name_content(body),
                context.where);
  }
  auto repaired = text::repair_utf8(begin);
  for (const auto offset : repaired.offsets)
    issues.push_back({"byte " + std::to_string(offset), "not UTF-8: shown as U+FFFD"});
  document.bytes = std::move(repaired.text);
  const auto outcome = document.tree.load_buffer_inplace(document.bytes.data(), document.bytes.size(),
                                                         pugi::parse_default, pugi::encoding_utf8);
  if (outcome) return {};
  return fail(
      ErrorKind::invalid_data,
      "not whole XML: " + std::string(outcome.description()) + " at byte " + std::to_string(outcome.offset),
      context.where);
}

}  // namespace nonmun::parse::xml
