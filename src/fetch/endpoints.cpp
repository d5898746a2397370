#include "nonmun/fetch/endpoints.hpp"

#include <array>
#include <utility>

#include "ascii.hpp"
#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::array<std::pair<std::string_view, std::string Endpoints::*>, 5> k_variables{{
    {"HF_ENDPOINT", &Endpoints::huggingface},
    {"NONMUN_ARXIV_API", &Endpoints::arxiv_api},
    {"NONMUN_ARXIV_RSS", &Endpoints::arxiv_rss},
    {"NONMUN_ARXIV_OAI", &Endpoints::arxiv_oai},
    {"NONMUN_ARXIV_WEB", &Endpoints::arxiv_web},
}};

}  // namespace

Result<Endpoints> read_endpoints(const std::function<std::optional<std::string>(std::string_view)>& lookup) {
  Endpoints endpoints;
  for (const auto& [name, member] : k_variables) {
    const auto value = lookup(name);
    if (!value) continue;
    std::string_view base = trimmed(*value);
    if (base.empty()) continue;
    while (base.ends_with('/')) base.remove_suffix(1);
    const auto url = Url::parse(base);
    if (!url) return fail(ErrorKind::usage, url.error().what, std::string(name), "give it as https://host");
    if (base.find_first_of("?#") != base.npos) {
      return fail(ErrorKind::usage, "a base address has no query and no fragment", std::string(name),
                  "give it as https://host");
    }
    endpoints.*member = base;
  }
  return endpoints;
}

}  // namespace nonmun::fetch
