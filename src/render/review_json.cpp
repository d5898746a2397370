#include "review_json.hpp"
#include "json_string.hpp"
#include "nonmun/render/review.hpp"

namespace nonmun::data {
extern const std::string_view review_schema;
}

namespace nonmun::render {
namespace {

void append_text(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  ((out += ",\"") += key) += "\":";
  append_json_string(out, value);
}

void append_number(std::string& out, std::string_view key, std::optional<int> value) {
  if (value) (((out += ",\"") += key) += "\":") += std::to_string(*value);
}

void append_links(std::string& out, const std::vector<ReviewLink>& links) {
  if (links.empty()) return;
  out += ",\"links\":[";
  for (const ReviewLink& link : links) {
    if (!out.ends_with('[')) out += ',';
    out += "{\"label\":";
    append_json_string(out, link.label);
    append_text(out, "url", link.url);
    out += '}';
  }
  out += ']';
}

}  // namespace

void append_review(std::string& out, const Review& review, std::string_view excerpt,
                   std::optional<int> newest_version) {
  out += "{\"schema\":";
  append_json_string(out, k_review_schema);
  out += ",\"title\":";
  append_json_string(out, review.title);
  append_text(out, "short_name", review.short_name);
  if (review.paper) append_text(out, "paper", review.paper->str());
  append_links(out, review.links);
  if (review.arxiv_date) append_text(out, "arxiv_date", review.arxiv_date->str());
  append_number(out, "version", review.version);
  append_number(out, "newest_version", newest_version);
  append_text(out, "excerpt", excerpt);
  append_text(out, "file", review.file);
  out += '}';
}

void append_json(std::string& out, const Review& review) {
  append_review(out, review, review.excerpt, std::nullopt);
}

std::string_view review_schema() { return data::review_schema; }

}  // namespace nonmun::render
