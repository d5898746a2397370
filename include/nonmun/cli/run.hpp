#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "nonmun/cli/environment.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// The program: reads the arguments (without the program's name), does the command, says on stderr what went
/// wrong, returns the documented exit code. `stop` is set by a signal and ends the run soon.
[[nodiscard]] ExitCode run(const std::vector<std::string>& arguments, const Environment& environment,
                           const std::atomic<bool>& stop);

}  // namespace nonmun::cli
