#pragma once

#include <string>
#include <string_view>

#include "digest_heads.hpp"
#include "digest_lines.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/parse/parsed.hpp"
#include "nonmun/text/reading.hpp"

namespace nonmun::parse {

/// A record as far as any digest's entry makes one: listed and with its origin, nothing else.
[[nodiscard]] Paper start_digest_paper(VersionedArxivId id, const std::optional<Day>& day,
                                       const ParseContext& context);

/// Sets the title; `title_raw` too where the finished text is different. False when no title is left.
[[nodiscard]] bool set_title(Paper& paper, std::string_view raw, text::Reader reader);

/// The finished text of a field, and the raw one into `raw_out` where it is different.
[[nodiscard]] std::string finish_text(std::string_view raw, text::Reader reader, text::Kind kind,
                                      std::string& raw_out);

/// The text that a Markdown fragment of ours shows.
[[nodiscard]] std::string read_shown(std::string_view markdown);

/// As read_shown, for a fragment that may hold formulas: one with an unescaped `$` goes into `raw_out`, and
/// the finished text is made of it.
[[nodiscard]] std::string read_fragment(std::string_view markdown, text::Kind kind, std::string& raw_out);

/// The lines of one entry of a Markdown digest, in order, into one record.
class DigestEntry {
 public:
  enum class Layout { classic, daily, listing };

  DigestEntry(Paper paper, Layout layout, bool korean)
      : paper_(std::move(paper)), layout_(layout), korean_(korean) {}

  /// False for a line that stands in no known place.
  [[nodiscard]] bool read(const DigestLine& line);
  [[nodiscard]] Paper take() &&;

 private:
  bool read_classic(const DigestLine& line);
  bool read_daily(const DigestLine& line);
  bool read_listing(const DigestLine& line);
  bool read_picture(std::string_view line);
  bool read_labelled(std::string_view line);
  bool read_links(std::string_view line);
  bool take_link(std::string_view name, std::string_view url);
  bool read_bullet(std::string_view line);
  void read_authors(std::string_view list, bool escapes);
  void read_engines(std::string_view line);
  /// False for what is no web address.
  bool add_media(MediaKind kind, std::string_view url);

  Paper paper_;
  Layout layout_;
  bool korean_;                ///< the digest shows Korean
  bool no_korean_ = false;     ///< the entry says that it has none
  bool first_line_ = true;     ///< nothing but the heading was read
  bool in_bullet_ = false;     ///< the line before belongs to a bullet
  bool in_paragraph_ = false;  ///< the line before belongs to the abstract
};

}  // namespace nonmun::parse
