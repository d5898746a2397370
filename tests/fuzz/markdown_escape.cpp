// Escaped text, rendered by cmark-gfm with GitHub's extensions, shows exactly the text; and it reads back as
// it.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"

using namespace nonmun::text;

namespace {

std::string shown(const std::string& markdown) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  for (const char* name : {"table", "strikethrough", "autolink", "tagfilter", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  cmark_node* root = cmark_parser_finish(parser);
  std::string text;
  cmark_iter* iter = cmark_iter_new(root);
  for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    cmark_node* node = cmark_iter_get_node(iter);
    if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT) {
      text += cmark_node_get_literal(node);
    }
  }
  cmark_iter_free(iter);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = to_single_line({reinterpret_cast<const char*>(data), size});
  for (const Place place : {Place::paragraph, Place::heading, Place::bullet, Place::link_text}) {
    for (const bool linking : {false, true}) {
      const std::string escaped =
          linking ? escape_markdown_linking(text, place) : escape_markdown(text, place);
      const std::string document = place == Place::paragraph ? escaped
                                   : place == Place::heading ? "### " + escaped
                                   : place == Place::bullet  ? "- " + escaped
                                                             : "- [" + escaped + "](https://arxiv.org)";
      if (shown(document) != text || unescape_markdown(escaped) != text) std::abort();
    }
  }
  static_cast<void>(unescape_markdown({reinterpret_cast<const char*>(data), size}));
  return 0;
}
