#include "xml.hpp"

#include <utility>

#include "nonmun/text/unicode.hpp"
#include "seen.hpp"

namespace nonmun::parse::xml {

namespace {

/// The namespace that an attribute declares for `prefix`; nullptr when it declares none for it.
const char* declared(pugi::xml_attribute attribute, std::string_view prefix) {
  constexpr std::string_view k_declares = "xmlns";
  const char* const name = attribute.name();
  // Nearly no attribute begins so.
  if (name[0] != 'x' || !std::string_view(name).starts_with(k_declares)) return nullptr;
  const std::string_view rest = std::string_view(name).substr(k_declares.size());
  const bool is_right = prefix.empty() ? rest.empty() : rest.starts_with(':') && rest.substr(1) == prefix;
  return is_right ? attribute.value() : nullptr;
}

struct Cut {
  std::string_view prefix, local;
};

Cut cut(pugi::xml_node element) {
  const std::string_view qualified = element.name();
  const auto colon = qualified.find(':');
  if (colon == qualified.npos) return {{}, qualified};
  return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

/// What a prefix stands for at an element; empty when nothing declares it.
std::string_view space_of(pugi::xml_node element, std::string_view prefix) {
  for (auto scope = element; scope; scope = scope.parent()) {
    for (auto each = scope.first_attribute(); each; each = each.next_attribute()) {
      if (const char* const space = declared(each, prefix)) return space;
    }
  }
  return {};
}

}  // namespace

std::string_view local_name(pugi::xml_node element) { return cut(element).local; }

Name name_of(pugi::xml_node element) {
  const auto [prefix, local] = cut(element);
  return {space_of(element, prefix), local};
}

Name Scope::name_of(pugi::xml_node child) {
  const auto [prefix, local] = cut(child);
  for (auto each = child.first_attribute(); each; each = each.next_attribute()) {
    if (const char* const space = declared(each, prefix)) return {space, local};
  }
  for (std::size_t i = 0; i < known_; ++i) {
    if (declared_[i].prefix == prefix) return {declared_[i].space, local};
  }
  const std::string_view space = space_of(parent_, prefix);
  if (known_ < declared_.size()) declared_[known_++] = {prefix, space};
  return {space, local};
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
