#pragma once

#include <string>
#include <string_view>

// What bytes look like, for the messages about inputs that are not what they should be.
namespace nonmun::parse {

/// Without a UTF-8 byte order mark and the white space of ASCII in front.
[[nodiscard]] std::string_view skip_blank(std::string_view bytes);

/// Without a UTF-8 byte order mark.
[[nodiscard]] std::string_view skip_mark(std::string_view bytes);

/// Whether the text begins an HTML page. `text` is without blank in front.
[[nodiscard]] bool looks_like_html(std::string_view text);

/// "compressed data (gzip)", "a PDF file", "UTF-16 text", "binary data"; empty for text.
[[nodiscard]] std::string_view name_binary(std::string_view bytes);

/// What the bytes are, as a noun: "nothing", "an HTML page (\"502 Bad Gateway\")", "a number", "an XML
/// document", "the text \"Rate exceeded.\"".
[[nodiscard]] std::string name_content(std::string_view bytes);

/// An untrusted text for a message: one line of valid UTF-8, at most 80 code points or so.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace nonmun::parse
