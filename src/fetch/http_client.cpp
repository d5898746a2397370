#include "nonmun/fetch/http_client.hpp"

#include "ascii.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::fetch {

std::string_view to_string(HostGroup group) {
  switch (group) {
    case HostGroup::huggingface:
      return "huggingface";
    case HostGroup::arxiv_api:
      return "arxiv_api";
    case HostGroup::arxiv_web:
      return "arxiv_web";
  }
  return "unknown";
}

std::string_view find_header(const std::vector<Header>& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (ascii::equal_ignoring_case(key, name)) return value;
  }
  return {};
}

std::string_view Response::header(std::string_view name) const { return find_header(headers, name); }

}  // namespace nonmun::fetch
