# Writes SOURCE as a C++ byte array called NAME into OUTPUT.
file(READ "${SOURCE}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
get_filename_component(label "${SOURCE}" NAME)
file(WRITE "${OUTPUT}" "// ${label}, embedded at build time.
#include <string_view>
namespace nonmun::data {
namespace { constexpr char bytes[] = {${bytes}'\\0'}; }
extern const std::string_view ${NAME};
constinit const std::string_view ${NAME}{bytes, sizeof bytes - 1};
}  // namespace nonmun::data
")
