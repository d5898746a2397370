#include "nonmun/render/paper_json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "json_string.hpp"
#include "nonmun/core/parallel.hpp"

namespace nonmun::data {
extern const std::string_view paper_schema;
}

namespace nonmun::render {
namespace {

/// Writes one object's members in the order of the calls; what is not known is left out.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  /// Writes the comma and the key, for a value that the caller writes.
  std::string& key(std::string_view plain_key) {
    separate();
    out_ += '"';
    out_ += plain_key;
    out_ += "\":";
    return out_;
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) append_json_string(key(name), value);
  }
  void number(std::string_view name, std::optional<int> value) {
    if (value) append_number(key(name), *value);
  }
  void instant(std::string_view name, const std::optional<Instant>& value) {
    if (value) append_json_string(key(name), format_instant(*value));
  }
  void timestamp(std::string_view name, const std::optional<Timestamp>& value) {
    if (value) append_json_string(key(name), value->str());
  }
  void extra(const ExtraFields& fields) {
    for (const ExtraField& field : fields) {
      separate();
      append_json_string(out_, field.key);
      out_ += ':';
      append_raw(field.json);
    }
  }
  void close() { out_ += '}'; }

  static void append_number(std::string& out, int value) {
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
  }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  /// A record is one line: line breaks of raw JSON can only stand between its tokens, and go.
  void append_raw(std::string_view json) {
    // The library takes a zero byte for the end of its input.
    if (json.find('\0') != json.npos || !nlohmann::json::accept(json)) return append_json_string(out_, json);
    for (const char c : json) {
      if (c != '\n' && c != '\r') out_ += c;
    }
  }

  std::string& out_;
  bool first_ = true;
};

template <class Items, class Append>
void append_array(std::string& out, const Items& items, Append append) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
  out += ']';
}

void append_strings(std::string& out, const std::vector<std::string>& items) {
  append_array(out, items, [](std::string& to, const std::string& item) { append_json_string(to, item); });
}

void append_author(std::string& out, const Author& author) {
  ObjectWriter object(out);
  append_json_string(object.key("name"), author.name);
  object.text("kind", author.kind);
  if (!author.affiliations.empty()) append_strings(object.key("affiliations"), author.affiliations);
  object.extra(author.extra);
  object.close();
}

void append_verified(ObjectWriter& object, const Bullet& bullet) {
  if (!bullet.verified) return;
  if (!*bullet.verified && !bullet.unverified_reason.empty()) {
    object.text("verified", bullet.unverified_reason);
  } else {
    object.key("verified") += *bullet.verified ? "true" : "false";
  }
}

void append_bullet(std::string& out, const Bullet& bullet) {
  ObjectWriter object(out);
  object.text("role", bullet.role);
  object.text("ko", bullet.ko);
  object.text("en", bullet.en);
  if (!bullet.src.empty()) append_array(object.key("src"), bullet.src, ObjectWriter::append_number);
  object.text("source", bullet.source);
  object.text("engine", bullet.engine);
  append_verified(object, bullet);
  object.extra(bullet.extra);
  object.close();
}

std::string_view to_string(MediaKind kind) {
  switch (kind) {
    case MediaKind::image:
      return "image";
    case MediaKind::video:
      return "video";
    case MediaKind::thumbnail:
      return "thumbnail";
  }
  return "image";
}

void append_media(std::string& out, const Media& media) {
  ObjectWriter object(out);
  object.text("kind", to_string(media.kind));
  append_json_string(object.key("url"), media.url);
  object.extra(media.extra);
  object.close();
}

void append_listing(std::string& out, const Listing& listing) {
  ObjectWriter object(out);
  append_json_string(object.key("source"), listing.source);
  if (listing.day) append_json_string(object.key("day"), listing.day->str());
  object.text("category", listing.category);
  object.text("kind", listing.kind);
  object.extra(listing.extra);
  object.close();
}

void append_links(ObjectWriter& paper, const Links& links) {
  if (links == Links{}) return;
  ObjectWriter object(paper.key("links"));
  object.text("abs", links.abs);
  object.text("pdf", links.pdf);
  object.text("html", links.html);
  object.text("huggingface", links.huggingface);
  object.text("code", links.code);
  object.text("project", links.project);
  object.extra(links.extra);
  object.close();
}

void append_origin(std::string& out, const Origin& origin) {
  ObjectWriter object(out);
  append_json_string(object.key("source"), origin.source);
  object.instant("fetched_at", origin.fetched_at);
  object.extra(origin.extra);
  object.close();
}

void append_engine(std::string& out, const EngineUse& use) {
  ObjectWriter object(out);
  append_json_string(object.key("engine"), use.engine);
  object.text("model", use.model);
  object.text("prompt_version", use.prompt_version);
  object.instant("at", use.at);
  object.extra(use.extra);
  object.close();
}

void append_provenance(ObjectWriter& paper, const Provenance& provenance) {
  if (provenance == Provenance{}) return;
  ObjectWriter object(paper.key("provenance"));
  if (provenance.metadata) append_origin(object.key("metadata"), *provenance.metadata);
  if (provenance.community) append_origin(object.key("community"), *provenance.community);
  if (!provenance.engines.empty()) append_array(object.key("engines"), provenance.engines, append_engine);
  object.extra(provenance.extra);
  object.close();
}

void append_ai_summary(ObjectWriter& paper, const std::optional<AiSummary>& summary) {
  if (!summary) return;
  ObjectWriter object(paper.key("ai_summary"));
  append_json_string(object.key("text"), summary->text);
  object.text("model", summary->model);
  object.extra(summary->extra);
  object.close();
}

}  // namespace

void append_json(std::string& out, const Paper& paper) {
  ObjectWriter object(out);
  object.text("schema", k_paper_schema);
  object.text("id", paper.id.str());
  object.number("version", paper.version);
  append_json_string(object.key("title"), paper.title);
  object.text("title_raw", paper.title_raw);
  object.text("title_ko", paper.title_ko);
  if (paper.authors) append_array(object.key("authors"), *paper.authors, append_author);
  object.text("abstract", paper.abstract);
  object.text("abstract_raw", paper.abstract_raw);
  if (paper.summary) append_array(object.key("summary"), *paper.summary, append_bullet);
  if (paper.categories) append_strings(object.key("categories"), *paper.categories);
  object.text("primary_category", paper.primary_category);
  object.text("comment", paper.comment);
  object.text("journal_ref", paper.journal_ref);
  object.text("doi", paper.doi);
  object.text("license", paper.license);
  object.timestamp("published", paper.published);
  object.timestamp("updated", paper.updated);
  object.timestamp("announced", paper.announced);
  if (paper.withdrawn) object.key("withdrawn") += "true";
  object.number("votes", paper.votes);
  object.number("comments", paper.comments);
  append_links(object, paper.links);
  if (paper.media) append_array(object.key("media"), *paper.media, append_media);
  if (paper.keywords) append_strings(object.key("keywords"), *paper.keywords);
  append_ai_summary(object, paper.ai_summary);
  if (paper.listed) append_array(object.key("listed"), *paper.listed, append_listing);
  append_provenance(object, paper.provenance);
  object.extra(paper.extra);
  object.close();
}

void append_json_lines(std::string& out, std::span<const Paper> papers) {
  constexpr std::size_t k_least = 100;
  const auto append = [&](std::string& lines, std::size_t begin, std::size_t end) {
    lines.reserve(lines.size() + (end - begin) * k_record_bytes);
    for (const Paper& paper : papers.subspan(begin, end - begin)) {
      append_json(lines, paper);
      lines += '\n';
    }
  };
  const auto parts = parts_of(papers.size(), k_least);
  std::vector<std::string> others(parts);
  in_parts(parts, papers.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    append(part == 0 ? out : others[part], begin, end);
  });
  for (const std::string& lines : others) out += lines;
}

std::string_view paper_schema() { return data::paper_schema; }

}  // namespace nonmun::render
