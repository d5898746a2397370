#include "generate.hpp"

#include "flags.hpp"
#include "nonmun/cli/options.hpp"
#include "suggest.hpp"
#include "values.hpp"

namespace nonmun::cli {

Result<std::string> generate(std::string_view kind) {
  if (kind == "man") return man_page();
  if (kind == "options") return options_reference();
  if (kind == "bash") return bash_completion();
  if (kind == "zsh") return zsh_completion();
  if (kind == "fish") return fish_completion();
  const auto known = choices_of(flag_of(FlagId::generate));
  return fail(ErrorKind::usage, quote(kind) + " is not known", "--generate",
              did_you_mean(kind, known, "choose " + one_of(known)));
}

}  // namespace nonmun::cli
