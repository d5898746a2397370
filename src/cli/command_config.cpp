#include <filesystem>
#include <system_error>

#include "commands.hpp"
#include "nonmun/deliver/file.hpp"
#include "prompt_file.hpp"

namespace nonmun::cli {
namespace {

Result<ExitCode> init(Session& session) {
  const auto& file = session.options.config_file;
  std::error_code error;
  if (std::filesystem::exists(file, error))
    return fail(ErrorKind::local_fault, "it is already there", file.string(),
                "edit it, or move it away and try again");
  std::filesystem::create_directories(file.parent_path(), error);
  if (error)
    return fail(ErrorKind::local_fault, "cannot create its directory: " + error.message(), file.string());
  if (const auto written = deliver::write_file(file, config_template()); !written)
    return std::unexpected(written.error());
  session.streams.note("wrote " + file.string() + "; every setting in it is a comment to begin with");
  return ExitCode::done;
}

}  // namespace

Result<ExitCode> command_config(Session& session) {
  const Options& options = session.options;
  std::string text;
  switch (options.config_action) {
    case ConfigAction::init:
      return init(session);
    case ConfigAction::path:
      text = options.config_file.string() + '\n';
      break;
    case ConfigAction::show:
      text = config_in_use(options);
      break;
    case ConfigAction::prompt: {
      auto prompt = read_prompt_file(options.translation.prompt);
      if (!prompt) return std::unexpected(std::move(prompt).error());
      text = *std::move(prompt);
      break;
    }
    case ConfigAction::check: {
      // Reading the options has checked it: a fault in it has ended the run before this.
      std::error_code error;
      session.streams.note(std::filesystem::exists(options.config_file, error)
                               ? options.config_file.string() + " is good"
                               : "there is no " + options.config_file.string() + ", the defaults hold");
      return ExitCode::done;
    }
  }
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  return ExitCode::done;
}

}  // namespace nonmun::cli
