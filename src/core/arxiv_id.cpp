#include "nonmun/core/arxiv_id.hpp"

#include <algorithm>
#include <array>

#include "digits.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return ascii::equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool strip_prefix(std::string_view& text, std::string_view prefix) {
  if (!starts_with_ignoring_case(text, prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool strip_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

/// Archives of the ids given out until March 2007 (arXiv's taxonomy, the subsumed archives included).
constexpr std::array k_old_archives{
    "acc-phys", "adap-org", "alg-geom", "ao-sci",  "astro-ph", "atom-ph",  "bayes-an", "chao-dyn", "chem-ph",
    "cmp-lg",   "comp-gas", "cond-mat", "cs",      "dg-ga",    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",
    "hep-ph",   "hep-th",   "math",     "math-ph", "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol",
    "physics",  "plasm-ph", "q-alg",    "q-bio",   "quant-ph", "solv-int", "supr-con"};

/// What stands before an id on the pages and in the files where ids are met. Strips it, together with what
/// may follow an id there.
std::string_view bare(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
  if (strip_prefix(text, "oai:arxiv.org:")) return text;
  std::string_view rest = text;
  const bool schemed = strip_prefix(rest, "https://") || strip_prefix(rest, "http://");
  if (strip_prefix(rest, "doi.org/") || strip_prefix(rest, "dx.doi.org/") ||
      strip_prefix(rest, "www.doi.org/") || strip_prefix(rest, "doi:")) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    return strip_prefix(rest, "10.48550/arxiv.") ? rest : text;
  }
  if (strip_prefix(rest, "10.48550/arxiv.")) return rest;
  bool host = false;
  if (std::string_view at = rest;
      (strip_prefix(at, "www."), strip_prefix(at, "export."), strip_prefix(at, "arxiv.org/"))) {
    for (const std::string_view path :
         {"abs/", "pdf/", "html/", "src/", "e-print/", "ps/", "format/", "tb/"}) {
      if (std::string_view page = at; strip_prefix(page, path)) {
        rest = page;
        host = true;
        break;
      }
    }
  } else {
    at = rest;
    strip_prefix(at, "www.");
    for (const std::string_view site : {"huggingface.co/papers/", "hf.co/papers/", "alphaxiv.org/abs/"}) {
      if (std::string_view page = at; strip_prefix(page, site)) {
        rest = page;
        strip_suffix(rest, ".md");
        host = true;
        break;
      }
    }
  }
  if (host) {
    rest = rest.substr(0, rest.find_first_of("?#"));
    strip_suffix(rest, "/");
  } else if (schemed) {
    return text;  // a page of some other site is no id, whatever it ends in
  }
  while (strip_prefix(rest, "/")) {
  }
  if (strip_prefix(rest, "arxiv:")) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  for (const std::string_view ending : {".pdf", ".ps.gz", ".gz", ".ps"}) {
    if (strip_suffix(rest, ending)) break;
  }
  return rest;
}

/// Takes a version "vN" off the end. Returns false for one that cannot be ("v0", "v01").
bool take_version(std::string_view& text, std::optional<int>& version) {
  const auto at = text.find_last_of("vV");
  if (at == text.npos || at == 0 || !is_digit(text[at - 1])) return true;
  const auto digits = text.substr(at + 1);
  const auto number = read_number(digits);
  if (!number || *number == 0 || digits.front() == '0' || digits.size() > 4) return false;
  version = number;
  text = text.substr(0, at);
  return true;
}

struct YearMonth {
  int year = 0, month = 0;
};

/// The first four digits of an id; yy from 91 on is in the twentieth century.
std::optional<YearMonth> read_year_month(std::string_view digits) {
  const auto yy = read_number(digits.substr(0, 2)), mm = read_number(digits.substr(2, 2));
  if (!yy || !mm || *mm < 1 || *mm > 12) return std::nullopt;
  return YearMonth{*yy >= 91 ? 1900 + *yy : 2000 + *yy, *mm};
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }
bool all_zero(std::string_view text) { return text.find_first_not_of('0') == text.npos; }

/// "YYMM.NNNN" until 1412, "YYMM.NNNNN" from 1501 on, the first in 0704.
std::optional<std::string> new_style(std::string_view text) {
  if (text.size() < 9 || text[4] != '.' || !all_digits(text.substr(0, 4)) || !all_digits(text.substr(5)))
    return std::nullopt;
  const auto date = read_year_month(text);
  const auto number = text.substr(5);
  if (!date || date->year < 2007 || (date->year == 2007 && date->month < 4)) return std::nullopt;
  if (number.size() != (date->year >= 2015 ? 5U : 4U) || all_zero(number)) return std::nullopt;
  return std::string(text);
}

/// The archive in canonical spelling: lower case, its class dropped, a missing hyphen put back.
std::optional<std::string> old_archive(std::string_view text) {
  std::string archive;
  for (const char c : text.substr(0, text.find('.'))) {
    if (c == '-' && archive.ends_with('-')) continue;
    if (!ascii::is_letter(c) && c != '-') return std::nullopt;
    archive += ascii::lower(c);
  }
  if (const auto dot = text.find('.'); dot != text.npos) {
    const auto subject_class = text.substr(dot + 1);
    if (subject_class.size() < 2 || !std::all_of(subject_class.begin(), subject_class.end(),
                                                 [](char c) { return ascii::is_letter(c) || c == '-'; }))
      return std::nullopt;
  }
  for (const std::string_view known : k_old_archives) {
    if (archive == known) return archive;
    std::string joined(known);
    std::erase(joined, '-');
    if (archive == joined) return std::string(known);
  }
  return std::nullopt;
}

/// "archive/YYMMNNN", 9108 to 0703.
std::optional<std::string> old_style(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  auto number = text.substr(slash);
  while (strip_prefix(number, "/")) {
  }
  const auto archive = old_archive(text.substr(0, slash));
  if (!archive || number.size() != 7 || !all_digits(number) || all_zero(number.substr(4)))
    return std::nullopt;
  const auto date = read_year_month(number);
  const auto is_before = [&](int year, int month) {
    return date->year < year || (date->year == year && date->month < month);
  };
  if (!date || is_before(1991, 8) || !is_before(2007, 4)) return std::nullopt;
  return *archive + '/' + std::string(number);
}

}  // namespace

Result<VersionedArxivId> VersionedArxivId::parse(std::string_view text) {
  const auto bad = [&](std::string_view why) {
    return fail(ErrorKind::usage,
                "not an arXiv id" + std::string(why) + ": \"" + std::string(text.substr(0, 80)) + "\"", {},
                "an id is written 2404.14619, 2404.14619v2 or hep-th/9901001");
  };
  if (text.size() > 300) return bad(", it is too long");
  std::string_view rest = bare(text);
  std::optional<int> version;
  if (!take_version(rest, version)) return bad(", its version is wrong");
  if (auto id = new_style(rest)) return VersionedArxivId{ArxivId(std::move(*id)), version};
  if (auto id = old_style(rest)) return VersionedArxivId{ArxivId(std::move(*id)), version};
  return bad("");
}

std::string VersionedArxivId::str() const {
  return version ? id.str() + 'v' + std::to_string(*version) : id.str();
}

Result<ArxivId> ArxivId::parse(std::string_view text) {
  auto parsed = VersionedArxivId::parse(text);
  if (!parsed) return std::unexpected(std::move(parsed).error());
  return std::move(parsed->id);
}

std::string ArxivId::abs_url() const { return "https://arxiv.org/abs/" + value_; }
std::string ArxivId::pdf_url() const { return "https://arxiv.org/pdf/" + value_; }
std::string ArxivId::doi() const { return "10.48550/arXiv." + value_; }

}  // namespace nonmun
