#include "xml.hpp"

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

std::string text_of(pugi::xml_node element) {
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

std::string_view attribute(pugi::xml_node element, const char* name) {
  return element.attribute(name).value();
}

}  // namespace nonmun::parse::xml
