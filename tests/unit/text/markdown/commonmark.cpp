#include "commonmark.hpp"

#include <memory>

#ifdef NONMUN_TEST_CMARK
#include <cmark.h>
#else
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#endif

namespace nonmun::test {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Node = std::unique_ptr<cmark_node, FreeNode>;

Node parse(const std::string& markdown) {
#ifdef NONMUN_TEST_CMARK
  return Node(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
#else
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  for (const char* name : {"table", "strikethrough", "autolink", "tagfilter", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  Node root(cmark_parser_finish(parser));
  cmark_parser_free(parser);
  return root;
#endif
}

bool is_mailto(cmark_node* link) {
  const std::string url = cmark_node_get_url(link);
  return url.starts_with("mailto:") || url.starts_with("xmpp:");
}

}  // namespace

std::string document(std::string_view escaped, text::Place place) {
  const std::string body(escaped);
  switch (place) {
    case text::Place::paragraph:
      return body + "\n";
    case text::Place::heading:
      return "### " + body + "\n";
    case text::Place::bullet:
      return "- " + body + "\n";
    case text::Place::link_text:
      return "### [" + body + "](https://arxiv.org/abs/2404.14619)\n";
    case text::Place::table_cell:
      return "| head |\n|---|\n| " + body + " |\n";
  }
  return body;
}

Rendered render(const std::string& markdown, bool links) {
  const Node root = parse(markdown);
  Rendered rendered;
  cmark_iter* iter = cmark_iter_new(root.get());
  for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iter);
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
      rendered.text += cmark_node_get_literal(node);
    } else if (type == CMARK_NODE_LINK) {
      // GitHub links whatever looks like an e-mail address, and nothing can stop it; the text is the same.
      rendered.plain = rendered.plain && (links || is_mailto(node));
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      rendered.text += "\n";
    } else if (type != CMARK_NODE_DOCUMENT && type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING &&
               type != CMARK_NODE_LIST && type != CMARK_NODE_ITEM &&
               std::string_view(cmark_node_get_type_string(node)).find("table") == std::string_view::npos) {
      rendered.plain = false;
      if (const char* literal = cmark_node_get_literal(node)) rendered.text += literal;
    }
  }
  cmark_iter_free(iter);
#ifndef NONMUN_TEST_CMARK
  // The head of the table is ours.
  if (markdown.starts_with("| head |") && rendered.text.starts_with("head")) rendered.text.erase(0, 4);
#endif
  return rendered;
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace nonmun::test
