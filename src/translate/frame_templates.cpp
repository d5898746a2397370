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

enum class Filled { whole, some_empty, unknown_particle };

/// Appends a slot with its particle.
Filled fill_slot(std::string_view slot, const Captures& captures, std::string& out) {
  const std::string_view name = take_until(slot, ':'), particle = slot;
  const auto found = std::ranges::find(captures, name, &Captures::value_type::first);
  if (found == captures.end() || found->second.empty()) return Filled::some_empty;
  if (particle.empty()) {
    out += found->second;
    return Filled::whole;
  }
  const auto joined = with_sure_particle(found->second, particle);
  if (!joined) return Filled::unknown_particle;
  out += *joined;
  return Filled::whole;
}

/// Appends a form without brackets in it.
Filled fill_plain(std::string_view form, const Captures& captures, Register speech, std::string& out) {
  Filled filled = Filled::whole;
  while (!form.empty()) {
    const std::size_t plain = std::min(form.find_first_of("{<"), form.size());
    out += form.substr(0, plain);
    form.remove_prefix(plain);
    if (form.empty()) break;
    const bool slot = form.front() == '{';
    form.remove_prefix(1);
    if (!slot) {
      std::string_view ending = take_until(form, '>');
      const std::string_view polite = take_until(ending, '|');
      out += speech == Register::polite ? polite : ending;
      continue;
    }
    const Filled one = fill_slot(take_until(form, '}'), captures, out);
    if (one == Filled::unknown_particle) return one;
    if (one == Filled::some_empty) filled = one;
  }
  return filled;
}

/// The form with what of its brackets has no empty slot.
std::optional<std::string> fill_form(std::string_view form, const Captures& captures, Register speech) {
  std::string out;
  while (!form.empty()) {
    if (fill_plain(take_until(form, '['), captures, speech, out) == Filled::unknown_particle)
      return std::nullopt;
    const std::string_view optional = take_until(form, ']');
    const std::size_t size = out.size();
    const Filled filled = fill_plain(optional, captures, speech, out);
    if (filled == Filled::unknown_particle) return std::nullopt;
    if (filled == Filled::some_empty) out.resize(size);
  }
  return out;
}

}  // namespace

std::optional<std::string> with_sure_particle(std::string_view word, std::string_view pair) {
  const text::LastSounds sounds = text::last_sounds(word);
  // ㄹ is a vowel's equal before 로 alone
  const bool rieul_takes_vowel = pair.find("로") != std::string_view::npos;
  const bool after_vowel = sounds.vowel || (rieul_takes_vowel && sounds.rieul);
  const bool after_consonant = sounds.consonant || (!rieul_takes_vowel && sounds.rieul);
  if (after_vowel == after_consonant) return std::nullopt;
  return text::josa(word, pair);
}

std::optional<std::string> Template::fill(const Captures& captures, Register speech) const {
  std::string_view rest = source_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(k_or), rest.size());
    auto out = fill_form(rest.substr(0, end), captures, speech);
    if (out && !out->empty()) return out;
    rest.remove_prefix(std::min(end + k_or.size(), rest.size()));
  }
  return std::nullopt;
}

}  // namespace nonmun::translate::frames
