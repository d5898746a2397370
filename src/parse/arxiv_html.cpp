#include "nonmun/parse/arxiv_html.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "html.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::parse {
namespace {

using html::Token;

/// A longer one says nothing in a line of text.
constexpr std::size_t k_longest_formula = 300;

/// Whether a section under this heading is not about the paper's matter.
bool is_back_matter(std::string_view heading) {
  constexpr std::array<std::string_view, 7> k_beginnings{
      "acknowledg", "references",         "bibliography", "author contribution",
      "funding",    "competing interest", "conflict"};
  const std::string small = ascii::lower(heading);
  return std::ranges::any_of(k_beginnings,
                             [&](std::string_view beginning) { return small.starts_with(beginning); });
}

/// Whether nothing of this element is text of the paper.
bool is_left_out(const Token& token) {
  constexpr std::array<std::string_view, 8> k_tags{"figure", "nav",    "pre",    "header",
                                                   "footer", "button", "object", "svg"};
  if (std::ranges::any_of(k_tags, [&](std::string_view tag) { return token.is(Token::Kind::open, tag); }))
    return true;
  constexpr std::array<std::string_view, 14> k_classes{
      "ltx_note",     "ltx_tag",   "ltx_bibliography", "ltx_listing",          "ltx_ERROR",
      "ltx_tabular",  "ltx_float", "ltx_picture",      "ltx_acknowledgements", "ltx_authors",
      "ltx_abstract", "ltx_dates", "ltx_index",        "ltx_glossary"};
  constexpr std::array<std::string_view, 4> k_carriers{"span", "div", "section", "table"};
  return std::ranges::any_of(k_carriers,
                             [&](std::string_view tag) { return token.is(Token::Kind::open, tag); }) &&
         std::ranges::any_of(k_classes, [&](std::string_view name) { return token.has_class(name); });
}

bool is_heading(const Token& token) {
  return token.name.size() == 2 && ascii::lower(token.name[0]) == 'h' && token.name[1] >= '1' &&
         token.name[1] <= '6';
}

class Reader {
 public:
  explicit Reader(std::string_view page) : scanner_(page) {}

  FullText run() {
    Token token;
    while (!ended_ && scanner_.next(token)) read(token);
    end_section();
    return std::move(text_);
  }
  [[nodiscard]] bool is_paper() const { return in_article_; }

 private:
  void read(const Token& token) {
    if (token.is(Token::Kind::open, "article") && token.has_class("ltx_document")) in_article_ = true;
    if (!in_article_) return;
    // An element that is left out and never closed ends with its section at the latest.
    const bool is_border = token.kind != Token::Kind::text &&
                           (token.is(token.kind, "section") || token.is(Token::Kind::close, "article"));
    if (!skipped_.empty() && !(is_border && skipped_ != "section")) return skip(token);
    skipped_.clear();
    if (token.kind == Token::Kind::text) return read_text(token.body);
    token.kind == Token::Kind::open ? open(token) : close(token);
  }

  void begin_skipping(const Token& token) {
    skipped_ = ascii::lower(token.name);
    skipped_depth_ = 1;
  }

  void skip(const Token& token) {
    if (token.kind == Token::Kind::text || !token.is(token.kind, skipped_)) return;
    skipped_depth_ += token.kind == Token::Kind::open ? 1 : -1;
    if (skipped_depth_ == 0) skipped_.clear();
  }

  void open(const Token& token) {
    if (is_left_out(token)) {
      behind_references_ = behind_references_ || token.has_class("ltx_bibliography");
      if (depth_ == 0 && token.has_class("ltx_abstract")) begin_behind_abstract();
      gap_ = true;
      return begin_skipping(token);
    }
    if (token.is(Token::Kind::open, "math")) {
      add_formula(token.attribute("alttext"));
      return begin_skipping(token);
    }
    if (token.is(Token::Kind::open, "table")) {
      // Equations are set in tables; other tables have no sentences.
      if (!token.has_class("ltx_eqn_table") && !token.has_class("ltx_equation") &&
          !token.has_class("ltx_equationgroup"))
        return begin_skipping(token);
      in_equation_ = true;
      paragraph_ += ' ';
    } else if (token.is(Token::Kind::open, "section")) {
      begin_section(token);
    } else if (is_heading(token)) {
      end_paragraph();
      in_heading_ = true;
    } else if (token.is(Token::Kind::open, "div")) {
      if (token.has_class("ltx_para")) end_paragraph();
    } else if (token.is(Token::Kind::open, "li")) {
      end_paragraph();
    } else if (token.is(Token::Kind::open, "p")) {
      in_words_ = true;
      paragraph_ += ' ';
    } else if (token.is(Token::Kind::open, "br")) {
      paragraph_ += ' ';
    } else if (token.is(Token::Kind::open, "cite")) {
      cited_at_ = paragraph_.size();
    }
  }

  void close(const Token& token) {
    if (token.is(Token::Kind::close, "article")) {
      ended_ = true;
    } else if (token.is(Token::Kind::close, "section")) {
      close_section();
    } else if (is_heading(token)) {
      end_heading();
    } else if (token.is(Token::Kind::close, "table")) {
      in_equation_ = false;
    } else if (token.is(Token::Kind::close, "p")) {
      in_words_ = false;
    } else if (token.is(Token::Kind::close, "cite")) {
      end_citation();
    }
  }

  void read_text(std::string_view body) {
    if (!in_words_ && !in_heading_) return;
    std::string text;
    html::append_text(text, body);
    add(text);
  }

  /// What follows something that was left out stands where that began, if it is punctuation.
  void add(std::string_view text) {
    if (text.empty()) return;
    if (std::exchange(gap_, false) && std::string_view(".,;:)").find(text.front()) != text.npos)
      paragraph_.resize(std::min(paragraph_.size(), paragraph_.find_last_not_of(" \t\r\n") + 1));
    paragraph_ += text;
  }

  void add_formula(std::string_view tex) {
    if (!in_words_ && !in_heading_ && !in_equation_) return;
    if (tex.empty() || (in_equation_ && tex.size() > k_longest_formula)) return;
    std::string dollars = "$";
    dollars.append(tex).append("$");
    const std::string formula = text::to_plain(dollars, text::Reader::arxiv, text::Kind::title);
    add(formula);
  }

  /// "[13]" and "(Kim et al., 2024)" are marks; "Kim et al. (2024)" is a word of the sentence, but its year.
  void end_citation() {
    const std::size_t begin = std::exchange(cited_at_, std::string::npos);
    if (begin >= paragraph_.size()) return;
    const std::string_view cited = ascii::trim(std::string_view(paragraph_).substr(begin));
    const bool is_word = !cited.empty() && std::string_view("[(0123456789").find(cited[0]) == cited.npos;
    const std::size_t mark = paragraph_.find_first_of("[(", begin);
    if (is_word && mark == std::string::npos) return;
    paragraph_.resize(is_word ? mark : begin);
    gap_ = true;
  }

  /// Notices of rights and the like stand before the abstract.
  void begin_behind_abstract() {
    paragraph_.clear();
    section_ = {};
  }

  void begin_section(const Token& token) {
    end_paragraph();
    if (++depth_ > 1) return;
    end_section();
    section_.is_appendix = behind_references_ || token.has_class("ltx_appendix");
  }

  void close_section() {
    end_paragraph();
    if (depth_ == 0) return;
    if (depth_ == dropped_depth_) dropped_depth_ = 0;
    if (--depth_ == 0) end_section();
  }

  void end_heading() {
    const std::string heading = text::to_single_line(std::exchange(paragraph_, {}));
    in_heading_ = gap_ = false;
    if (dropped_depth_ != 0) return;
    if (depth_ > 0 && is_back_matter(heading)) {
      dropped_depth_ = depth_;
    } else if (depth_ == 1 && section_.heading.empty() && section_.paragraphs.empty()) {
      section_.heading = heading;
    }
  }

  void end_paragraph() {
    std::string line = text::to_single_line(std::exchange(paragraph_, {}));
    in_words_ = in_heading_ = in_equation_ = gap_ = false;
    cited_at_ = std::string::npos;
    if (!line.empty() && dropped_depth_ == 0) section_.paragraphs.push_back(std::move(line));
  }

  void end_section() {
    end_paragraph();
    TextSection section = std::exchange(section_, {});
    if (!section.paragraphs.empty()) text_.sections.push_back(std::move(section));
  }

  html::Scanner scanner_;
  FullText text_;
  TextSection section_;
  std::string paragraph_;
  std::string skipped_;  ///< the tag of an element that is left out; empty: none is
  int skipped_depth_ = 0;
  std::size_t depth_ = 0;          ///< sections that are open
  std::size_t dropped_depth_ = 0;  ///< the one that is left out for its heading; 0: none is
  std::size_t cited_at_ = std::string::npos;
  bool in_article_ = false, ended_ = false, behind_references_ = false;
  bool in_words_ = false, in_heading_ = false, in_equation_ = false;
  bool gap_ = false;  ///< something was left out here
};

}  // namespace

Result<FullText> parse_arxiv_html(std::string_view page, const std::string& where) {
  Reader reader(page);
  FullText text = reader.run();
  if (!reader.is_paper()) return fail(ErrorKind::invalid_data, "not a paper in arXiv's HTML", where);
  if (text.sections.empty()) return fail(ErrorKind::invalid_data, "a paper without a paragraph", where);
  return text;
}

}  // namespace nonmun::parse
