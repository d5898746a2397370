#include "nonmun/archive/query.hpp"

#include <array>
#include <optional>
#include <utility>

#include "nonmun/text/unicode.hpp"

namespace nonmun::archive {
namespace {

constexpr std::size_t k_longest = 2000, k_deepest = 40, k_most_words = 100;
constexpr std::array<std::pair<std::string_view, Field>, 5> k_fields{{{"title", Field::title},
                                                                      {"abstract", Field::abstract},
                                                                      {"author", Field::author},
                                                                      {"ko", Field::korean},
                                                                      {"note", Field::note}}};

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }
bool ends_word(char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; }

/// query = all ("OR" all)*; all = one+ with "AND" between or not; one = ("-" | "NOT")* (field ":")? primary;
/// primary = "(" query ")" | quoted "*"? | word "*"?
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<QueryNode> read() {
    auto node = read_one_of(0, Field::any);
    if (!node) return node;
    skip_space();
    if (at_ < text_.size()) return refuse("a closing bracket without an opening one", at_);
    return node;
  }

 private:
  [[nodiscard]] std::unexpected<Error> refuse(std::string_view what, std::size_t at) const {
    const auto place = text::count_code_points(text_.substr(0, at)) + 1;
    return fail(ErrorKind::usage, std::string(what) + " at character " + std::to_string(place),
                "query \"" + std::string(text_.substr(0, 100)) + "\"",
                "words, \"a phrase\", begin*, OR, NOT or -, ( ), title: abstract: author: ko: note:");
  }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  /// Whether the next word is exactly this; it is taken then.
  bool take(std::string_view word) {
    skip_space();
    const auto rest = text_.substr(at_);
    if (!rest.starts_with(word) || (rest.size() > word.size() && !ends_word(rest[word.size()]))) return false;
    at_ += word.size();
    return true;
  }
  /// Whether something follows that an operator can stand before.
  [[nodiscard]] bool has_operand() {
    skip_space();
    return at_ < text_.size() && text_[at_] != ')';
  }

  Result<QueryNode> read_one_of(std::size_t depth, Field field) {
    if (depth > k_deepest) return refuse("too many brackets", at_);
    std::vector<QueryNode> ways;
    for (;;) {
      auto way = read_all_of(depth, field);
      if (!way) return way;
      ways.push_back(std::move(*way));
      const auto at = at_;
      if (!take("OR")) break;
      if (!has_operand()) return refuse("nothing behind OR", at);
    }
    if (ways.size() == 1) return std::move(ways.front());
    return QueryNode{QueryNode::Kind::one_of, Field::any, {}, false, false, std::move(ways)};
  }

  Result<QueryNode> read_all_of(std::size_t depth, Field field) {
    std::vector<QueryNode> wanted, unwanted;
    const auto begin = at_;
    while (has_operand()) {
      if (const auto at = at_; text_.substr(at_).starts_with("OR") && peek("OR")) {
        if (wanted.empty() && unwanted.empty()) return refuse("nothing before OR", at);
        break;
      }
      if (const auto at = at_; take("AND")) {
        if (wanted.empty() && unwanted.empty()) return refuse("nothing before AND", at);
        if (!has_operand() || peek("OR") || peek("AND")) return refuse("nothing behind AND", at);
      }
      bool is_unwanted = false;
      for (auto at = at_; take("NOT") || take_minus(); at = at_) {
        is_unwanted = !is_unwanted;
        if (!has_operand()) return refuse("nothing behind NOT", at);
      }
      auto node = read_one(depth, field);
      if (!node) return node;
      (is_unwanted ? unwanted : wanted).push_back(std::move(*node));
    }
    if (wanted.empty() && unwanted.empty()) return refuse("nothing to look for", begin);
    QueryNode all = wanted.size() == 1
                        ? std::move(wanted.front())
                        : QueryNode{QueryNode::Kind::all_of, Field::any, {}, false, false, std::move(wanted)};
    if (unwanted.empty()) return all;
    QueryNode none = unwanted.size() == 1 ? std::move(unwanted.front())
                                          : QueryNode{QueryNode::Kind::one_of, Field::any, {}, false, false,
                                                      std::move(unwanted)};
    QueryNode both{QueryNode::Kind::but_not};
    both.children.push_back(std::move(all));
    both.children.push_back(std::move(none));
    return both;
  }

  bool peek(std::string_view word) {
    const auto at = at_;
    const bool is_next = take(word);
    at_ = at;
    return is_next;
  }
  /// A "-" directly before what must not occur; one that stands alone is punctuation.
  bool take_minus() {
    skip_space();
    if (at_ + 1 >= text_.size() || text_[at_] != '-' || is_space(text_[at_ + 1]) || text_[at_ + 1] == '-')
      return false;
    ++at_;
    return true;
  }

  Result<QueryNode> read_one(std::size_t depth, Field field) {
    skip_space();
    const auto at = at_;
    if (const auto named = take_field()) {
      field = *named;
      if (!has_operand()) return refuse("nothing behind the field", at);
    }
    if (text_[at_] == '(') {
      const auto open = at_++;
      auto node = read_one_of(depth + 1, field);
      if (!node) return node;
      skip_space();
      if (at_ >= text_.size()) return refuse("a bracket that is not closed", open);
      ++at_;
      return node;
    }
    if (++words_ > k_most_words) return refuse("more than 100 words", at_);
    QueryNode node;
    node.field = field;
    if (text_[at_] == '"') {
      const auto open = at_++;
      const auto close = text_.find('"', at_);
      if (close == text_.npos) return refuse("a quotation mark that is not closed", open);
      node.text = text_.substr(at_, close - at_);
      node.quoted = true;
      at_ = close + 1;
      node.prefix = at_ < text_.size() && text_[at_] == '*';
      if (node.prefix) ++at_;
      return node;
    }
    const auto begin = at_;
    while (at_ < text_.size() && !ends_word(text_[at_])) ++at_;
    node.text = text_.substr(begin, at_ - begin);
    node.prefix = node.text.ends_with('*');
    if (node.prefix) node.text.pop_back();
    return node;
  }

  std::optional<Field> take_field() {
    for (const auto& [name, field] : k_fields) {
      const auto rest = text_.substr(at_);
      if (rest.starts_with(name) && rest.substr(name.size()).starts_with(':')) {
        at_ += name.size() + 1;
        return field;
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0, words_ = 0;
};

}  // namespace

Result<QueryNode> parse_query(std::string_view text) {
  if (text.size() > k_longest) {
    return fail(ErrorKind::usage, "a query of more than 2,000 bytes", {}, "shorten it");
  }
  return Reader(text).read();
}

}  // namespace nonmun::archive
