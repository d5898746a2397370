#include "generate.hpp"
namespace nonmun::cli {
std::string man_page() { return {}; }
std::string options_reference() { return {}; }
std::string bash_completion() { return {}; }
std::string zsh_completion() { return {}; }
std::string fish_completion() { return {}; }
}  // namespace nonmun::cli
