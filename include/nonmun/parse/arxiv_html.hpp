#pragma once

#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"
#include "nonmun/core/full_text.hpp"

namespace nonmun::parse {

/// Reads a paper as arXiv shows it in HTML (arxiv.org/html/ID, made by LaTeXML): its sections in their order,
/// each with the paragraphs of those within it. Formulas are read by the text room. Left out are what stands
/// before the abstract and the abstract itself, headings below the first level, references, notes,
/// citations in brackets, figures, tables, listings and acknowledgements; what stands behind the references
/// is an appendix. Linear on any bytes. Errors: ErrorKind::invalid_data, naming `where`, for a page that is
/// no such paper or has no paragraph.
[[nodiscard]] Result<FullText> parse_arxiv_html(std::string_view page, const std::string& where);

}  // namespace nonmun::parse
