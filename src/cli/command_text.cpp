#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>

#include "commands.hpp"
#include "lines.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/links.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The names of an author's entry or of a line of authors; none for another kind of text.
std::vector<text::AuthorName> read_authors(std::string_view raw, const Options& options) {
  if (options.text_kind == TextKind::authors) return text::split_authors(raw, options.text_from);
  std::vector<text::AuthorName> authors;
  if (options.text_kind == TextKind::name)
    for (const std::string& name : text::clean_names(raw, options.text_from))
      authors.push_back(text::with_suffix(name));
  return authors;
}

text::Kind reader_kind(TextKind kind) {
  switch (kind) {
    case TextKind::title:
      return text::Kind::title;
    case TextKind::abstract:
      return text::Kind::abstract;
    case TextKind::comment:
      return text::Kind::comment;
    case TextKind::name:
    case TextKind::authors:
      break;
  }
  return text::Kind::name;
}

text::Views views_of_finished(std::string text) {
  const std::string markdown = text::escape_markdown_linking(text, text::Place::paragraph);
  std::string html = text::finished_to_html(text);
  return {.markdown = markdown,
          .markdown_tex = markdown,
          .html = std::move(html),
          .text = std::move(text),
          .unknown = {}};
}

text::Views read_views(std::string_view raw, const Options& options) {
  if (options.text_kind != TextKind::name)
    return text::to_views(raw, options.text_from, reader_kind(options.text_kind));
  text::Views views = views_of_finished(text::clean_name(raw, options.text_from).value_or(""));
  views.unknown = text::unknown_macros(raw, options.text_from, text::Kind::name);
  return views;
}

// --- Lines of text --------------------------------------------------------------------------------------

std::string_view form_of(const text::Views& views, const Options& options) {
  switch (options.text_to) {
    case TextForm::plain:
      return views.text;
    case TextForm::html:
      return views.html;
    case TextForm::markdown:
      break;
  }
  return options.render.math == text::MathStyle::tex ? views.markdown_tex : views.markdown;
}

/// Appends a text as one line, for one line of input is one of output.
void append_line(std::string& out, std::string_view line) {
  const std::size_t begin = out.size();
  out.append(line);
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '\n', ' ');
  out.push_back('\n');
}

void append_sentences(std::string& out, const std::string& text, const Options& options, bool is_first) {
  if (!is_first) out.push_back('\n');
  for (const text::Span& span : text::split_sentences(text)) {
    std::string sentence = text.substr(span.begin, span.end - span.begin);
    append_line(out, options.text_to == TextForm::plain
                         ? sentence
                         : form_of(views_of_finished(std::move(sentence)), options));
  }
}

void answer_line(std::string& out, std::string_view raw, const Options& options, bool is_first) {
  if (options.text_kind == TextKind::authors) {
    std::string names;
    for (const text::AuthorName& author : read_authors(raw, options))
      names.append(names.empty() ? "" : "; ").append(author.name);
    return append_line(out, form_of(views_of_finished(std::move(names)), options));
  }
  const text::Views views = read_views(raw, options);
  if (options.text_sentences) return append_sentences(out, views.text, options, is_first);
  append_line(out, form_of(views, options));
}

// --- JSON -----------------------------------------------------------------------------------------------

/// Counts code points up to rising byte offsets of one text.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  std::size_t at(std::size_t byte) {
    if (byte < byte_) byte_ = count_ = 0;
    count_ += text::count_code_points(text_.substr(byte_, byte - byte_));
    byte_ = byte;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, count_ = 0;
};

/// In the words of the record's links and of arXiv.
std::string_view name_of(text::LinkKind kind) {
  switch (kind) {
    case text::LinkKind::url:
      return "url";
    case text::LinkKind::doi:
      return "doi";
    case text::LinkKind::arxiv:
      break;
  }
  return "arxiv_id";
}

Json object_of(std::string_view raw, const Options& options) {
  const text::Views views = read_views(raw, options);
  const std::string& text = views.text;
  Json object = {{"text", text},
                 {"markdown", views.markdown},
                 {"markdown_tex", views.markdown_tex},
                 {"html", views.html},
                 {"sentences", Json::array()},
                 {"links", Json::array()},
                 {"authors", Json::array()},
                 {"unknown", views.unknown}};
  CodePoints points(text);
  for (const text::Span& span : text::split_sentences(text)) {
    const std::size_t start = points.at(span.begin);
    object["sentences"].push_back({{"start", start},
                                   {"end", points.at(span.end)},
                                   {"text", text.substr(span.begin, span.end - span.begin)}});
  }
  for (const text::FoundLink& link : text::find_links(text)) {
    const std::size_t start = points.at(link.begin);
    object["links"].push_back(
        {{"kind", name_of(link.kind)}, {"start", start}, {"end", points.at(link.end)}, {"href", link.href}});
  }
  for (const text::AuthorName& author : read_authors(raw, options)) {
    object["authors"].push_back(
        {{"name", author.name}, {"suffix", author.suffix}, {"affiliations", author.affiliations}});
  }
  return object;
}

/// What a line of JSON is answered with; nullopt when it is not what it should be.
std::optional<Json> answer_json(std::string_view line, const Options& options) {
  // Bytes that are no UTF-8 cost themselves, not the line.
  const text::Repaired repaired = text::repair_utf8(line);
  const Json input = Json::parse(repaired.text, nullptr, false);
  if (options.text_mode == TextMode::json) {
    if (!input.is_string()) return std::nullopt;
    return object_of(input.get_ref<const std::string&>(), options);
  }
  if (!input.is_array() || input.size() != 2 || !input[0].is_string() || !input[1].is_string())
    return std::nullopt;
  return Json(text::josa(input[0].get_ref<const std::string&>(), input[1].get_ref<const std::string&>()));
}

// --- The stream -----------------------------------------------------------------------------------------

class TextCommand {
 public:
  explicit TextCommand(Session& session) : session_(session) {}

  Result<ExitCode> run() {
    // Nothing is lost by ending at once: what was read is answered before more is waited for.
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    const std::vector<std::string>& files = session_.options.files;
    for (std::size_t i = 0; i < std::max<std::size_t>(files.size(), 1) && !reader_gone_; ++i) {
      const auto done = read(files.empty() ? "-" : files[i]);
      if (done) continue;
      if (const auto flushed = flush(); !flushed) return std::unexpected(flushed.error());
      if (files.size() < 2) return std::unexpected(done.error());
      session_.streams.error(done.error());
      if (!failure_) failure_ = done.error().kind;
    }
    if (const auto flushed = flush(); !flushed) return std::unexpected(flushed.error());
    if (bad_ > k_shown)
      session_.streams.error("and " + std::to_string(bad_ - k_shown) + " more lines like these");
    if (bad_ == 0 && !failure_) return ExitCode::done;
    if (lines_ > bad_) return ExitCode::partial;
    return failure_ ? exit_code(*failure_) : ExitCode::invalid_data;
  }

 private:
  static constexpr std::size_t k_shown = 10;

  Result<void> flush() {
    if (pending_.empty() || reader_gone_) return {};
    const auto written = deliver::write_descriptor(STDOUT_FILENO, pending_, "stdout");
    if (!written) return std::unexpected(written.error());
    reader_gone_ = *written == deliver::Written::reader_gone;
    pending_.clear();
    return {};
  }

  Result<void> read(const std::string& name) {
    if (name == "-") return read(STDIN_FILENO, "stdin");
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
      const int reason = errno;
      if (reason == ENOENT || reason == ENOTDIR)
        return fail(ErrorKind::not_found, "there is no such file", name);
      return fail(ErrorKind::local_fault, "cannot open it: " + std::generic_category().message(reason), name,
                  "check its permissions");
    }
    auto done = read(descriptor, name);
    ::close(descriptor);
    return done;
  }

  Result<void> read(int descriptor, const std::string& name) {
    LineReader reader(descriptor, [this] { return flush(); });
    std::string_view line;
    for (std::size_t number = 1;; ++number) {
      const auto more = reader.next(line);
      if (!more) {
        Error error = more.error();
        if (error.where.empty()) error.where = name;
        return std::unexpected(std::move(error));
      }
      if (!*more || reader_gone_) return {};
      answer(line, name, number);
      ++lines_;
      // A line may be long, and many short ones make a long answer.
      if (pending_.size() < (1 << 16)) continue;
      if (const auto flushed = flush(); !flushed) return flushed;
    }
  }

  void answer(std::string_view line, const std::string& name, std::size_t number) {
    const Options& options = session_.options;
    if (options.text_mode == TextMode::lines) return answer_line(pending_, line, options, lines_ == 0);
    const auto answer = answer_json(line, options);
    pending_.append(answer ? answer->dump(-1, ' ', false, Json::error_handler_t::replace) : "null")
        .push_back('\n');
    if (answer || ++bad_ > k_shown) return;
    session_.streams.error(Error{ErrorKind::invalid_data,
                                 options.text_mode == TextMode::josa
                                     ? "not a JSON array of a word and a pair of particles"
                                     : "not a JSON string",
                                 name + " line " + std::to_string(number), "answered with null"});
  }

  Session& session_;
  std::string pending_;
  std::size_t lines_ = 0, bad_ = 0;
  std::optional<ErrorKind> failure_;
  bool reader_gone_ = false;
};

}  // namespace

Result<ExitCode> command_text(Session& session) { return TextCommand(session).run(); }

}  // namespace nonmun::cli
