#include "nonmun/render/hits.hpp"

#include "terminal_writer.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

constexpr std::size_t k_authors = 3;

void join(std::string& line, const std::string& part) {
  if (part.empty()) return;
  if (!line.empty()) line += " · ";
  line += part;
}

std::string day_of(const Paper& paper) {
  if (const auto day = paper.listing_day()) return day->str();
  return paper.published ? Day::of(paper.published->instant).str() : "";
}

std::string category_of(const Paper& paper) {
  if (!paper.primary_category.empty()) return paper.primary_category;
  return paper.categories && !paper.categories->empty() ? paper.categories->front() : "";
}

void write(TerminalWriter& writer, const Hit& hit, const RenderOptions& options) {
  const Paper& paper = *hit.paper;
  std::string head = paper.id.str();
  join(head, day_of(paper));
  join(head, category_of(paper));
  join(head, community_line(paper, options.languages));
  writer.line(head, Tone::faint);
  writer.line(paper.title, Tone::title, "  ", "  ");
  if (options.languages.korean) writer.line(paper.title_ko, Tone::title, "  ", "  ");
  const ShownAuthors authors = shown_authors(paper, k_authors);
  std::string names;
  for (const std::string& name : authors.names) names += (names.empty() ? "" : ", ") + name;
  names += more_authors(authors, options.languages);
  writer.line(names, Tone::plain, "  ", "  ");
  if (hit.rank != nullptr) writer.line(rank_line(*hit.rank, options.languages), Tone::faint, "  ", "    ");
  for (const std::string& found : hit.found) writer.line(found, Tone::plain, "  > ", "    ");
}

void write(TerminalWriter& writer, const ReviewEntry& entry) {
  const Review& review = *entry.review;
  std::string head = "review";
  if (review.paper) join(head, review.paper->str());
  if (review.arxiv_date) join(head, review.arxiv_date->str());
  if (review.version) join(head, "v" + std::to_string(*review.version));
  join(head, review.file);
  writer.line(head, Tone::faint);
  writer.line(review.short_name.empty() ? review.title : review.title + " (" + review.short_name + ')',
              Tone::title, "  ", "  ");
  for (const std::string& found : entry.found) writer.line(found, Tone::plain, "  > ", "    ");
}

}  // namespace

std::string render_hits(std::span<const Hit> papers, std::span<const ReviewEntry> reviews,
                        const RenderOptions& options) {
  std::string out;
  TerminalWriter writer(out, options);
  for (const Hit& hit : papers) {
    writer.blank();
    write(writer, hit, options);
  }
  for (const ReviewEntry& entry : reviews) {
    writer.blank();
    write(writer, entry);
  }
  return out;
}

}  // namespace nonmun::render
