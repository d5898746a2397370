#include "frame_templates.hpp"

#include <algorithm>

#include "nonmun/text/korean.hpp"

namespace nonmun::translate::frames {
namespace {

constexpr std::string_view k_or = " || ";

std::string_view take_until(std::string_view& source, char end) {
  const std::size_t at = std::min(source.find(end), source.size());
  const std::string_view taken = source.substr(0, at);
  source.remove_prefix(std::min(at + 1, source.size()));
  return taken;
}

}  // namespace

Template::Template(std::string_view source) {
  while (!source.empty()) {
    const std::size_t end = std::min(source.find(k_or), source.size());
    std::string_view form = source.substr(0, end);
    forms_.push_back(read(form, '\0'));
    source.remove_prefix(std::min(end + k_or.size(), source.size()));
  }
}

Template::Form Template::read(std::string_view& source, char until) {
  Form form;
  const auto text = [&](std::string_view polite, std::string_view plain) {
    if (form.empty() || !form.back().slot.empty() || !form.back().optional.empty()) form.emplace_back();
    form.back().polite += polite;
    form.back().plain += plain;
  };
  while (!source.empty() && source.front() != until) {
    const char c = source.front();
    if (c != '{' && c != '<' && c != '[') {
      const std::string_view plain = source.substr(0, source.find_first_of("{<[]"));
      text(plain, plain);
      source.remove_prefix(plain.size());
      if (plain.empty()) source.remove_prefix(1);
      continue;
    }
    source.remove_prefix(1);
    if (c == '{') {
      std::string_view slot = take_until(source, '}');
      const std::string_view name = take_until(slot, ':');
      form.push_back({.polite = {},
                      .plain = {},
                      .slot = std::string(name),
                      .particle = std::string(slot),
                      .optional = {}});
    } else if (c == '<') {
      std::string_view ending = take_until(source, '>');
      const std::string_view polite = take_until(ending, '|');
      text(polite, ending);
    } else {
      Form inner = read(source, ']');
      form.push_back({.polite = {}, .plain = {}, .slot = {}, .particle = {}, .optional = std::move(inner)});
      if (!source.empty()) source.remove_prefix(1);
    }
  }
  return form;
}

bool Template::fill(const Form& form, const Captures& captures, Register speech, std::string& out,
                    bool& empty) {
  for (const Piece& piece : form) {
    if (!piece.optional.empty()) {
      std::string inner;
      bool none = false;
      if (!fill(piece.optional, captures, speech, inner, none)) return false;
      if (!none) out += inner;
    } else if (piece.slot.empty()) {
      out += speech == Register::polite ? piece.polite : piece.plain;
    } else {
      const auto found = std::ranges::find(captures, piece.slot, &Captures::value_type::first);
      if (found == captures.end() || found->second.empty()) {
        empty = true;
      } else if (piece.particle.empty()) {
        out += found->second;
      } else {
        const std::string joined = text::josa(found->second, piece.particle);
        const std::size_t size = found->second.size();
        if (joined.size() <= size || joined.find('(', size) != std::string::npos) return false;
        out += joined;
      }
    }
  }
  return true;
}

std::optional<std::string> Template::fill(const Captures& captures, Register speech) const {
  for (const Form& form : forms_) {
    std::string out;
    bool empty = false;
    if (fill(form, captures, speech, out, empty) && !out.empty()) return out;
  }
  return std::nullopt;
}

}  // namespace nonmun::translate::frames
