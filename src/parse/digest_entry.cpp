#include "digest_entry.hpp"

#include <algorithm>
#include <utility>

#include "control_characters.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_thumbnail_host = "//cdn-thumbnails.huggingface.co/";

/// Whether Markdown of ours holds a formula: a dollar that is text has a backslash before it.
bool has_formula(std::string_view markdown) {
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\')
      ++i;
    else if (markdown[i] == '$')
      return true;
  }
  return false;
}

/// The `src` of a video element that is the line, in a <div> or not.
std::optional<std::string_view> find_video_source(std::string_view line) {
  if (!line.starts_with('<') || line.find("<video") == line.npos) return std::nullopt;
  constexpr std::string_view k_key = "src=\"";
  const std::size_t at = line.find(k_key);
  if (at == line.npos) return std::nullopt;
  const std::string_view rest = line.substr(at + k_key.size());
  const std::size_t end = rest.find('"');
  if (end == rest.npos) return std::nullopt;
  return rest.substr(0, end);
}

/// Parts of a list of engines; commas in brackets are no separators.
std::vector<std::string_view> split_engines(std::string_view list) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool inside = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '(') inside = true;
    if (list[i] == ')') inside = false;
    if (inside || !list.substr(i).starts_with(", ")) continue;
    parts.push_back(list.substr(begin, i - begin));
    begin = i + 2;
  }
  parts.push_back(list.substr(begin));
  return parts;
}

/// "frames (규칙 기반)", "model (engine, 2026-04-03)", "engine", "가져온 다이제스트".
EngineUse read_engine(std::string_view text) {
  EngineUse use;
  if (is_wording(text, "가져온 다이제스트", "imported digest")) {
    use.engine = "digest";
    return use;
  }
  const std::size_t open = text.rfind(" (");
  if (open == text.npos || !text.ends_with(')')) {
    use.engine = text;
    return use;
  }
  std::string_view name = text.substr(0, open), inside = text.substr(open + 2, text.size() - open - 3);
  if (is_wording(inside, "규칙 기반", "rule-based")) {
    use.engine = name;
    return use;
  }
  use.model = name;
  if (const std::size_t comma = inside.rfind(", "); comma != inside.npos) {
    if (const auto day = Day::parse(inside.substr(comma + 2))) {
      use.at = day->begin();
      inside = inside.substr(0, comma);
    }
  }
  use.engine = inside;
  return use;
}

bool is_notice(std::string_view line) {
  return is_wording(line, "한국어 요약 없음", "No English summary") ||
         is_wording(line, "초록 없음", "No abstract") ||
         is_wording(line, "철회된 논문, 요약할 내용 없음", "Withdrawn, nothing to summarise");
}

}  // namespace

Paper start_digest_paper(VersionedArxivId id, const std::optional<Day>& day, const ParseContext& context) {
  Paper paper(std::move(id.id));
  paper.version = id.version;
  paper.listed.emplace().push_back({"digest", day, {}, {}, {}});
  paper.provenance.metadata = Origin{"digest", context.fetched_at, {}};
  return paper;
}

std::string finish_text(std::string_view raw, text::Reader reader, text::Kind kind, std::string& raw_out) {
  std::string finished = text::to_plain(raw, reader, kind);
  if (finished != raw) raw_out = raw;
  return finished;
}

std::string read_shown(std::string_view markdown) {
  return text::to_single_line(text::unescape_markdown(markdown));
}

std::string read_fragment(std::string_view markdown, text::Kind kind, std::string& raw_out) {
  std::string shown = read_shown(markdown);
  if (!has_formula(markdown)) return shown;
  return finish_text(shown, text::Reader::arxiv, kind, raw_out);
}

bool set_title(Paper& paper, std::string_view raw, text::Reader reader) {
  paper.title = finish_text(raw, reader, text::Kind::title, paper.title_raw);
  // What TeX reads as nothing ("~" is a space) is still what its author wrote.
  if (paper.title.empty()) paper.title = text::to_single_line(raw);
  if (paper.title == raw) paper.title_raw.clear();
  return !paper.title.empty();
}

bool DigestEntry::add_media(MediaKind kind, std::string_view url) {
  if (!is_web_url(url)) return false;
  if (!paper_.media) paper_.media.emplace();
  if (kind == MediaKind::image && url.find(k_thumbnail_host) != url.npos) kind = MediaKind::thumbnail;
  const Media media{kind, std::string(url), {}};
  if (std::ranges::find(*paper_.media, media) == paper_.media->end()) paper_.media->push_back(media);
  return true;
}

bool DigestEntry::read_picture(std::string_view line) {
  if (!line.starts_with("![")) return false;
  const auto link = read_whole_link(line.substr(1));
  return link && add_media(MediaKind::image, link->url);
}

void DigestEntry::read_authors(std::string_view list, bool escapes) {
  if (!paper_.authors) paper_.authors.emplace();
  const bool more = escapes && take_more_authors(list);
  if (escapes && !more && (list.ends_with("명") || list.ends_with(" in all"))) return;
  for (const std::string_view item : split_items(list, escapes)) {
    const std::size_t begin = std::min(item.find_first_not_of(' '), item.size());
    std::string name = escapes ? read_shown(item) : std::string(item.substr(begin));
    if (name.empty()) continue;
    const bool is_more = name == "+";
    paper_.authors->push_back({std::move(name), is_more ? "more" : "", {}, {}});
  }
  if (more) paper_.authors->push_back({"+", "more", {}, {}});
}

namespace {

/// The part of a summary in three parts whose name stands in front of a line, which is taken off it.
std::string take_part(std::string& text) {
  struct Part {
    std::string_view role, korean, english;
  };
  constexpr Part k_parts[] = {{"whats_new", "새로운 점", "What's New"},
                              {"technical_details", "기술 세부 사항", "Technical Details"},
                              {"performance_highlights", "주요 성능", "Performance Highlights"}};
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos) return {};
  for (const auto& [role, korean, english] : k_parts) {
    if (!is_wording(std::string_view(text).substr(0, colon), korean, english)) continue;
    text.erase(0, colon + 2);
    return std::string(role);
  }
  return {};
}

/// The role whose Korean name stands in front of a line without Korean, which is taken off it.
std::string take_role(std::string& text) {
  constexpr std::pair<std::string_view, std::string_view> k_roles[] = {
      {"문제: ", "problem"}, {"제안: ", "proposal"}, {"방법: ", "method"},
      {"결과: ", "result"},  {"공개: ", "release"},  {"한계: ", "limitation"}};
  for (const auto& [label, role] : k_roles) {
    if (!text.starts_with(label) || text::has_hangul(std::string_view(text).substr(label.size()))) continue;
    text.erase(0, label.size());
    return std::string(role);
  }
  return {};
}

}  // namespace

bool DigestEntry::read_bullet(std::string_view line) {
  const bool nested = line.starts_with("  - ");
  if (!nested && !line.starts_with("- ")) return false;
  std::string_view raw = line.substr(nested ? 4 : 2);
  if (!paper_.summary) paper_.summary.emplace();
  std::vector<Bullet>& bullets = *paper_.summary;
  in_bullet_ = true;
  if (layout_ == Layout::daily && nested && !bullets.empty()) {
    Bullet& bullet = bullets.back();
    // Without Hangul the line above was taken for English; what stands over an English line is Korean.
    if (bullet.ko.empty()) bullet.ko = std::exchange(bullet.en, {});
    bullet.en = read_shown(raw);
    return true;
  }
  Bullet bullet;
  bullet.engine = "digest";
  if (layout_ == Layout::daily && take_unverified_mark(raw)) bullet.verified = false;
  std::string text = layout_ == Layout::daily ? read_shown(raw) : std::string(raw);
  // Nothing but what is not shown: no point of a summary.
  if (text::to_single_line(text).empty()) return true;
  if (layout_ == Layout::daily) bullet.role = take_part(text);
  const bool is_part = !bullet.role.empty();
  if (layout_ == Layout::daily && korean_ && !is_part) bullet.role = take_role(text);
  const bool korean = korean_ && !no_korean_ && (is_part || bullet.role.empty()) && text::has_hangul(text);
  (korean ? bullet.ko : bullet.en) = std::move(text);
  bullets.push_back(std::move(bullet));
  return true;
}

void DigestEntry::read_engines(std::string_view line) {
  const std::string names = read_shown(line);
  for (const std::string_view name : split_engines(names)) {
    if (!name.empty()) paper_.provenance.engines.push_back(read_engine(name));
  }
  if (paper_.provenance.engines.size() != 1 || !paper_.summary) return;
  for (Bullet& bullet : *paper_.summary) bullet.engine = paper_.provenance.engines.front().engine;
}

bool DigestEntry::read_labelled(std::string_view line) {
  if (const auto names = after_label(line, "저자", "Authors")) {
    read_authors(*names, true);
  } else if (const auto subjects = after_label(line, "분야", "Subjects")) {
    paper_.categories.emplace();
    for (const std::string_view item : split_items(*subjects, true)) {
      if (auto category = read_shown(item); !category.empty())
        paper_.categories->push_back(std::move(category));
    }
  } else if (const auto comment = after_label(line, "비고", "Comment")) {
    paper_.comment = read_shown(*comment);
  } else if (const auto engines = after_label(line, "요약", "Summary")) {
    read_engines(*engines);
  } else if (after_label(line, "관심도", "Interest")) {
    // What one reader made of it is nothing of the paper's.
  } else {
    return false;
  }
  return true;
}

bool DigestEntry::read_links(std::string_view line) {
  const auto links = read_link_list(line);
  if (links.empty()) return false;
  for (const auto& [names, url] : links) {
    // One page may be several things: "코드 / Code, 프로젝트 / Project".
    std::string_view rest = names;
    while (!rest.empty()) {
      const std::string_view name = rest.substr(0, rest.find(", "));
      if (!take_link(name, url)) return false;
      rest.remove_prefix(std::min(rest.size(), name.size() + 2));
    }
  }
  return true;
}

bool DigestEntry::take_link(std::string_view name, std::string_view url) {
  if (!is_web_url(url)) return false;
  const std::string to(url);
  if (name == "PDF")
    paper_.links.pdf = to;
  else if (name == "HTML")
    paper_.links.html = to;
  else if (name == "Hugging Face")
    paper_.links.huggingface = to;
  else if (is_wording(name, "코드", "Code"))
    paper_.links.code = to;
  else if (is_wording(name, "프로젝트", "Project"))
    paper_.links.project = to;
  else if (is_wording(name, "논문", "Paper"))
    paper_.links.abs = to;
  else if (is_wording(name, "동영상", "Video") || name == "Watch Video")
    return add_media(MediaKind::video, url);
  else if (is_wording(name, "미디어", "Media"))
    return add_media(MediaKind::image, url);
  else
    return false;
  return true;
}

bool DigestEntry::read_classic(const DigestLine& line) {
  constexpr std::string_view k_votes = "Vote: ", k_authors = "Authors: ";
  if (read_picture(line.text)) return true;
  if (const auto link = read_whole_link(line.text); link && link->text == "Watch Video")
    return add_media(MediaKind::video, link->url);
  if (const auto url = find_video_source(line.text)) return add_media(MediaKind::video, *url);
  if (line.text.starts_with(k_votes)) {
    paper_.votes = read_grouped_number(line.text.substr(k_votes.size()));
    return paper_.votes.has_value();
  }
  if (line.text.starts_with(k_authors)) {
    read_authors(line.text.substr(k_authors.size()), false);
    return true;
  }
  if (line.text == "Authors:") {
    paper_.authors.emplace();
    return true;
  }
  const std::size_t indent = std::min(line.text.find_first_not_of(' '), line.text.size());
  if (read_bullet(line.text) || read_bullet(line.text.substr(indent))) return true;
  if (line.text == "-" || line.text == "---") return true;
  if (!in_bullet_) return false;
  // A line of a bullet that was broken.
  Bullet& bullet = paper_.summary->back();
  std::string& text = bullet.ko.empty() ? bullet.en : bullet.ko;
  text += ' ';
  text += line.text.substr(indent);
  return true;
}

bool DigestEntry::read_daily(const DigestLine& line) {
  const std::string_view text = line.text;
  const bool first = std::exchange(first_line_, false);
  if (read_picture(text)) return true;
  // A Korean title stands right under the heading, alone.
  if (first && line.blank_after && !line.after_blank && !text.starts_with("- ") && !text.starts_with('[')) {
    paper_.title_ko = read_shown(text);
    return true;
  }
  if (const auto community = read_community_line(text)) {
    if (community->withdrawn) paper_.withdrawn = true;
    if (community->votes) paper_.votes = community->votes;
    if (community->comments) paper_.comments = community->comments;
    return true;
  }
  if (is_notice(text)) return no_korean_ = true;
  if (text.starts_with("> ")) {
    std::string raw;
    std::string quoted = read_fragment(text.substr(2), text::Kind::abstract, raw);
    if (!paper_.abstract.empty()) quoted.insert(0, paper_.abstract + "\n");
    paper_.abstract = std::move(quoted);
    paper_.abstract_raw = std::move(raw);
    return true;
  }
  return read_bullet(text) || read_links(text) || read_labelled(text);
}

bool DigestEntry::read_listing(const DigestLine& line) {
  if (paper_.title.empty()) {
    paper_.title = read_fragment(line.text, text::Kind::title, paper_.title_raw);
    return true;
  }
  if (paper_.abstract.empty() && read_links(line.text)) return true;
  std::string raw;
  const std::string text = read_fragment(line.text, text::Kind::abstract, raw);
  if (!paper_.abstract.empty()) paper_.abstract += in_paragraph_ ? " " : "\n";
  paper_.abstract += text;
  if (!raw.empty() || !paper_.abstract_raw.empty()) paper_.abstract_raw += raw.empty() ? text : raw;
  in_paragraph_ = true;
  return true;
}

bool DigestEntry::read(const DigestLine& line) {
  if (line.blank()) {
    in_bullet_ = in_paragraph_ = false;
    return true;
  }
  switch (layout_) {
    case Layout::classic:
      return read_classic(line);
    case Layout::daily:
      return read_daily(line);
    case Layout::listing:
      return read_listing(line);
  }
  return false;
}

Paper DigestEntry::take() && {
  // Other tools' bytes stay as they are but for what no reader of our records keeps.
  if (paper_.summary) {
    for (Bullet& bullet : *paper_.summary) {
      bullet.ko = without_control_characters(bullet.ko);
      bullet.en = without_control_characters(bullet.en);
    }
  }
  if (paper_.authors) {
    for (Author& author : *paper_.authors) author.name = without_control_characters(author.name);
    std::erase_if(*paper_.authors, [](const Author& author) { return author.name.empty(); });
  }
  if (paper_.votes || paper_.comments || paper_.media) {
    paper_.provenance.community = Origin{"digest", paper_.provenance.metadata->fetched_at, {}};
  }
  return std::move(paper_);
}

}  // namespace nonmun::parse
