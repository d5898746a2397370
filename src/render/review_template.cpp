#include <string>

#include "json_string.hpp"
#include "nonmun/render/review.hpp"
#include "nonmun/text/markdown.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

/// YAML reads a JSON string as the same string; unquoted, an id would be a number.
void append_quoted(std::string& out, std::string_view text) { append_json_string(out, one_line(text)); }

std::string_view code_label(std::string_view url) {
  return url.starts_with("https://github.com/") || url.starts_with("http://github.com/") ? "Github" : "Code";
}

constexpr std::string_view k_sections = R"(
## 한 줄 요약

<!-- 무엇을, 어떻게, 얼마나: 한 문장으로 -->

## 문제

<!-- 무엇이 어려웠고, 이전 연구는 어디에서 멈췄나 -->

## 방법

<!-- 핵심 아이디어와 구조 -->

## 실험

<!-- 데이터, 비교 대상, 숫자 -->

## 한계

<!-- 되지 않는 것, 확인하지 못한 것 -->

## 내 생각

<!-- 배운 것, 써 볼 곳, 더 읽을 것 -->
)";

}  // namespace

Review start_review(const Paper& paper) {
  Review review;
  set_full_title(review, one_line(paper.title));
  review.paper = paper.id;
  review.version = paper.version;
  const bool is_first = paper.version.value_or(1) == 1;
  const auto& date = is_first && paper.published ? paper.published : paper.updated;
  if (date) review.arxiv_date = Day::of(date->instant);
  if (!paper.links.project.empty()) review.links.push_back({"Project Page", paper.links.project});
  if (!paper.links.code.empty())
    review.links.push_back({std::string(code_label(paper.links.code)), paper.links.code});
  const std::string version = paper.version ? "v" + std::to_string(*paper.version) : "";
  review.links.push_back({"arXiv", paper.id.abs_url() + version});
  return review;
}

std::string review_template(const Review& review, Day date) {
  std::string out = "---\nid: ";
  append_quoted(out, review.paper ? review.paper->str() : "");
  out += "\ntitle: ";
  append_quoted(out, review.title);
  out += "\nshort_name: ";
  append_quoted(out, review.short_name);
  out += "\nversion: ";
  if (review.version) out += std::to_string(*review.version);
  out += "\narxiv_date: ";
  if (review.arxiv_date) out += review.arxiv_date->str();
  out += "\nlinks:\n";
  for (const ReviewLink& link : review.links) {
    if (one_line(link.label).empty()) continue;
    out += "  - ";
    append_quoted(out, link.label);
    out += ": ";
    append_quoted(out, link.url);
    out += '\n';
  }
  out += "date: " + date.str() + "\n---\n\n# ";
  out += text::escape_markdown(one_line(full_title(review)), text::Place::heading);
  out += '\n';
  return out += k_sections;
}

}  // namespace nonmun::render
