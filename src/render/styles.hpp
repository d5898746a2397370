#pragma once

#include <string>

#include "nonmun/core/digest.hpp"
#include "nonmun/render/options.hpp"

/// One writer for each style and format; each appends to `out`.
namespace nonmun::render {

void append_classic(std::string& out, const Digest& digest);
void append_daily(std::string& out, const Digest& digest, const RenderOptions& options);
void append_listing(std::string& out, const Digest& digest, const RenderOptions& options);
void append_terminal(std::string& out, const Digest& digest, const RenderOptions& options);
void append_csv(std::string& out, const Digest& digest);
void append_bibtex(std::string& out, const Digest& digest);
void append_ris(std::string& out, const Digest& digest);
void append_csl_json(std::string& out, const Digest& digest);
void append_markdown_table(std::string& out, const Digest& digest, const RenderOptions& options);

}  // namespace nonmun::render
