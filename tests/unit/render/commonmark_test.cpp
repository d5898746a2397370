#include <cmark.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>

#include "generators.hpp"
#include "nonmun/render/render.hpp"
#include "nonmun/text/unicode.hpp"
#include "support.hpp"

namespace nonmun::render {
namespace {

/// A document as CommonMark's own implementation reads it.
class Document {
 public:
  explicit Document(const std::string& markdown)
      : root_(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), cmark_node_free) {}

  /// What a reader sees of each node of one type, in order; of an item only its own first paragraph.
  [[nodiscard]] std::vector<std::string> texts_of(cmark_node_type type) const {
    std::vector<std::string> texts;
    visit([&](cmark_node* node) {
      if (cmark_node_get_type(node) != type) return;
      texts.push_back(text_of(type == CMARK_NODE_ITEM ? cmark_node_first_child(node) : node));
    });
    return texts;
  }
  [[nodiscard]] std::size_t count(std::initializer_list<cmark_node_type> types) const {
    std::size_t number = 0;
    visit([&](cmark_node* node) {
      for (const cmark_node_type type : types) number += cmark_node_get_type(node) == type;
    });
    return number;
  }
  /// Headings of level 3: the titles.
  [[nodiscard]] std::vector<std::string> titles() const {
    std::vector<std::string> texts;
    visit([&](cmark_node* node) {
      if (cmark_node_get_heading_level(node) == 3) texts.push_back(text_of(node));
    });
    return texts;
  }

 private:
  void visit(const std::function<void(cmark_node*)>& see) const { visit(root_.get(), see); }
  static void visit(cmark_node* node, const std::function<void(cmark_node*)>& see) {
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> at(cmark_iter_new(node), cmark_iter_free);
    for (cmark_event_type event; (event = cmark_iter_next(at.get())) != CMARK_EVENT_DONE;) {
      if (event == CMARK_EVENT_ENTER) see(cmark_iter_get_node(at.get()));
    }
  }
  static std::string text_of(cmark_node* node) {
    std::string text;
    visit(node, [&](cmark_node* inner) {
      const cmark_node_type type = cmark_node_get_type(inner);
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        text += ' ';
      else if (const char* literal = cmark_node_get_literal(inner))
        text += literal;
    });
    return text;
  }

  std::unique_ptr<cmark_node, void (*)(cmark_node*)> root_;
};

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

/// Checks what a daily digest of one paper shows; returns what is wrong, or nothing.
std::string find_fault(const Paper& paper, const RenderOptions& options) {
  const std::string markdown = render({{paper}, std::nullopt}, options);
  const Document document(markdown);
  if (document.count({CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE}) > 0) return "HTML\n" + markdown;
  if (document.count({CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK}) > 0)
    return "mark-up\n" + markdown;
  if (document.titles() != std::vector{paper.title}) return "title\n" + markdown;
  const auto paragraphs = document.texts_of(CMARK_NODE_PARAGRAPH);
  if (options.languages.korean && !paper.title_ko.empty() && !contains(paragraphs, paper.title_ko))
    return "title_ko\n" + markdown;
  std::string authors;
  for (const Author& author : paper.authors.value_or(std::vector<Author>{})) {
    if (author.is_person()) authors += (authors.empty() ? "" : ", ") + author.name;
  }
  const std::string label = !options.languages.english ? "저자: "
                            : options.languages.korean ? "저자 / Authors: "
                                                       : "Authors: ";
  if (!authors.empty() && !contains(paragraphs, label + authors)) return "authors\n" + markdown;
  const auto items = document.texts_of(CMARK_NODE_ITEM);
  for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{})) {
    const bool marked = options.languages.korean && bullet.verified == false;
    const std::string mark = !marked                     ? ""
                             : options.languages.english ? " (⚠ 미검증 / unverified)"
                                                         : " (⚠ 미검증)";
    if (options.languages.korean && !bullet.ko.empty() && !contains(items, bullet.ko + mark))
      return "ko\n" + markdown;
    const std::string under = bullet.ko.empty() ? mark : "";
    if (options.languages.english && !bullet.en.empty() && !contains(items, bullet.en + under))
      return "en\n" + markdown;
  }
  return {};
}

}  // namespace

TEST_CASE("CommonMark shows exactly the record's titles, authors and bullets, and no mark-up of theirs") {
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    CHECK(rc::check(languages, [&] {
      RenderOptions options = test::daily_in(languages);
      options.max_authors.reset();
      RC_ASSERT(find_fault(*test::any_paper(), options) == "");
    }));
  }
}

TEST_CASE("CommonMark shows every recorded paper as the record has it") {
  const auto folder = test::find_shared("recorded/huggingface");
  if (!folder) {
    WARN("skipped: no folder with recorded bytes");
    return;
  }
  RenderOptions options;
  options.max_authors.reset();
  for (const std::string& path : test::list_files(*folder)) {
    for (const Paper& paper : test::read_papers(path)) {
      INFO(path);
      CHECK(find_fault(paper, options) == "");
    }
  }
}

}  // namespace nonmun::render
