#include "nonmun/cli/run.hpp"

#include <exception>
#include <new>

#include "commands.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::cli {
namespace {

Result<ExitCode> write_text(Session& session, std::string_view text) {
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  return ExitCode::done;
}

Result<ExitCode> write_generated(Session& session) {
  const auto text = generate(session.options.topic);
  if (!text) return std::unexpected(text.error());
  return write_text(session, *text);
}

Result<ExitCode> do_command(Session& session) {
  const Options& options = session.options;
  switch (options.command) {
    case Command::help:
      return write_text(session, help_text(options.topic, options.render.columns));
    case Command::version:
      return write_text(session, "nonmun " NONMUN_VERSION "\n");
    case Command::generate:
    case Command::completion:
      return write_generated(session);
    case Command::digest:
    case Command::fetch:
      return command_digest(session);
    case Command::render:
    case Command::translate:
      return command_render(session);
    case Command::verify:
      return command_verify(session);
    case Command::show:
      return command_show(session);
    case Command::search:
      return command_search(session);
    case Command::list:
      return command_list(session);
    case Command::stats:
      return command_stats(session);
    case Command::import:
      return command_import(session);
    case Command::review:
      return command_review(session);
    case Command::harvest:
      return command_harvest(session);
    case Command::snapshot:
      return command_snapshot(session);
    case Command::text:
      return command_text(session);
    case Command::schema:
      return write_text(session, render::paper_schema());
    case Command::explain:
      return command_explain(session);
    case Command::config:
      return command_config(session);
  }
  return fail(ErrorKind::internal, "a command without code");
}

/// Settles what depends on the terminal: only colour and wrapping do.
void settle_terminal(Options& options) {
  const bool is_terminal = stdout_is_terminal() && !options.output;
  options.render.color = options.color == When::always || (options.color == When::automatic && is_terminal);
  options.render.columns = options.columns.value_or(is_terminal ? terminal_columns() : 80);
}

}  // namespace

ExitCode run(const std::vector<std::string>& arguments, const Environment& environment,
             const std::atomic<bool>& stop) {
  Streams streams(Verbosity::normal);
  try {
    auto options = read_options(arguments, environment);
    if (!options) {
      streams.error(options.error());
      return exit_code(options.error().kind);
    }
    settle_terminal(*options);
    Streams session_streams(options->verbosity);
    Session session{*options, environment, session_streams, stop};
    const auto code = do_command(session);
    if (code) return *code;
    session_streams.error(code.error());
    return exit_code(code.error().kind);
  } catch (const std::bad_alloc&) {
    streams.error("out of memory; ask for fewer days at a time");
    return ExitCode::local_fault;
  } catch (const std::exception& exception) {
    streams.error("internal error: " + std::string(exception.what()) +
                  "; please report it with the command line that caused it");
    return ExitCode::internal;
  }
}

}  // namespace nonmun::cli
