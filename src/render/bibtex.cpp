#include <algorithm>
#include <string>
#include <string_view>

#include "citation.hpp"
#include "styles.hpp"
#include "view.hpp"

// BibTeX for biber, biblatex and Zotero: Unicode stays, what LaTeX reads as a command does not.
namespace nonmun::render {
namespace {

std::string_view latex_of(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '%':
      return "\\%";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    default:
      return {};
  }
}

/// Whether each brace has its other half.
bool has_even_braces(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0;
}

/// Text as LaTeX shows it. BibTeX counts braces whether a backslash stands before them or not.
std::string escaped(std::string_view text) {
  const bool is_even = has_even_braces(text);
  std::string out;
  for (const char c : text) {
    // Two of these together are one sign to LaTeX.
    if ((c == '-' || c == '`' || c == '\'') && out.ends_with(c)) out += "{}";
    if (c == '{')
      out += is_even ? "\\{" : "\\textbraceleft{}";
    else if (c == '}')
      out += is_even ? "\\}" : "\\textbraceright{}";
    else if (const auto latex = latex_of(c); !latex.empty())
      out += latex;
    else
      out += c;
  }
  return out;
}

/// Formulas as the source wrote them, if it wrote nothing else in TeX: "$n$-gram models". Empty: not so.
std::string with_formulas(const Paper& paper) {
  const std::string raw = one_line(paper.title_raw);
  if (raw.find('$') == raw.npos) return {};
  std::string out;
  std::string_view rest = raw;
  for (bool in_formula = false;; in_formula = !in_formula) {
    const auto dollar = rest.find('$');
    const auto part = rest.substr(0, dollar);
    if (!in_formula && part.find_first_of("\\{}") != part.npos) return {};
    if (in_formula) {
      if (!has_even_braces(part) || part.empty() || part.ends_with('\\') ||
          part.find_first_of("#%&") != part.npos || dollar == rest.npos)
        return {};
      out += '$' + std::string(part) + '$';
    } else {
      out += escaped(part);
    }
    if (dollar == rest.npos) return in_formula ? std::string{} : out;
    rest.remove_prefix(dollar + 1);
  }
}

std::string name_text(const CitedName& name) {
  if (name.is_whole) return '{' + escaped(name.family) + '}';
  // "and" parts names, a comma the parts of one.
  const auto part = [](const std::string& text) {
    const bool is_special = text.find(',') != text.npos || (' ' + text + ' ').find(" and ") != text.npos;
    return is_special ? '{' + escaped(text) + '}' : escaped(text);
  };
  std::string out = name.particle.empty() ? "" : part(name.particle) + ' ';
  out += part(name.family);
  if (!name.suffix.empty()) out += ", " + part(name.suffix);
  return out + ", " + part(name.given);
}

void append_field(std::string& out, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  ((((out += "  ") += name) += " = {") += value) += "},\n";
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

void append_bibtex(std::string& out, const Digest& digest) {
  for (const Paper& paper : digest.papers) {
    const Citation citation = citation_of(paper);
    if (!out.empty()) out += '\n';
    out += "@misc{" + citation.key + ",\n";
    const std::string formulas = with_formulas(paper);
    // In braces of its own a title keeps its capitals in every style.
    append_field(out, "title", '{' + (formulas.empty() ? escaped(citation.title) : formulas) + '}');
    std::string authors;
    for (const CitedName& name : citation.authors)
      authors += (authors.empty() ? "" : " and ") + name_text(name);
    if (citation.has_more_authors && !authors.empty()) authors += " and others";
    append_field(out, "author", authors);
    if (citation.year > 0) {
      append_field(out, "year", std::to_string(citation.year));
      std::string date = std::to_string(citation.year);
      if (citation.month > 0) date += '-' + two(citation.month);
      if (citation.day > 0) date += '-' + two(citation.day);
      append_field(out, "date", date);
    }
    append_field(out, "eprint", citation.eprint);
    append_field(out, "eprinttype", "arxiv");
    append_field(out, "eprintclass", escaped(citation.category));
    append_field(out, "doi", escaped(citation.doi));
    append_field(out, "url", citation.url);
    append_field(out, "note", escaped(citation.note));
    append_field(out, "abstract", escaped(one_line(paper.abstract)));
    std::string keywords;
    if (paper.keywords) {
      for (const std::string& keyword : *paper.keywords) {
        std::string word = one_line(keyword);
        std::ranges::replace(word, ',', ' ');
        keywords += (keywords.empty() ? "" : ", ") + word;
      }
    }
    append_field(out, "keywords", escaped(keywords));
    out += "}\n";
  }
}

}  // namespace nonmun::render
