#include "link_targets.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "nonmun/core/table.hpp"
#include "utf8.hpp"

namespace nonmun::data {
extern const std::string_view link_targets;
}

namespace nonmun::text {
namespace {

struct Row {
  std::string_view path;     ///< without its slash; empty: any
  std::size_t segments = 0;  ///< how many the path must have at least
  LinkTarget target = LinkTarget::other;
};

using Hosts = std::unordered_map<std::string_view, std::vector<Row>>;

LinkTarget target_named(std::string_view name) {
  return name == "code"      ? LinkTarget::code
         : name == "project" ? LinkTarget::project
         : name == "dataset" ? LinkTarget::dataset
                             : LinkTarget::other;
}

const Hosts& hosts() {
  static const Hosts table = [] {
    Hosts rows;
    for_each_row<2>(data::link_targets, [&](const TableRow<2>& columns, std::size_t) {
      const auto& [address, target] = columns;
      const std::size_t slash = std::min(address.find('/'), address.size());
      Row row;
      row.target = target_named(target);
      std::string_view path = address.substr(std::min(slash + 1, address.size()));
      while (path.ends_with('*')) {
        ++row.segments;
        path.remove_suffix(path.ends_with("/*") ? 2 : 1);
      }
      row.path = path;
      rows[address.substr(0, slash)].push_back(row);
    });
    return rows;
  }();
  return table;
}

constexpr std::size_t k_longest_host = 253;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (is_ascii_upper(as_point(c))) c = static_cast<char>(c | 0x20);
  }
  return result;
}

std::size_t count_segments(std::string_view path) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : path) {
    if (c == '?' || c == '#') break;
    if (c != '/' && !inside) ++count;
    inside = c != '/';
  }
  return count;
}

/// Whether the path begins with whole segments, or a beginning of a DOI's suffix, of `wanted`.
bool path_fits(std::string_view path, const Row& row) {
  if (count_segments(path) < row.segments) return false;
  if (row.path.empty()) return true;
  if (!path.starts_with(row.path)) return false;
  const char next = path.size() == row.path.size() ? '/' : path[row.path.size()];
  return !is_ascii_alnum(as_point(next)) && next != '-';
}

}  // namespace

std::optional<LinkTarget> known_target(std::string_view address) {
  const std::size_t host_end = std::min(address.find_first_of("/?#"), address.size());
  if (host_end > k_longest_host) return std::nullopt;
  std::string host = lower(address.substr(0, host_end));
  if (const std::size_t port = host.find(':'); port != std::string::npos) host.resize(port);
  const std::string path = lower(address.substr(std::min(host_end + 1, address.size()), 64));
  std::string_view rest = host;
  while (!rest.empty()) {
    if (const auto found = hosts().find(rest); found != hosts().end()) {
      const Row* best = nullptr;
      for (const Row& row : found->second) {
        if (path_fits(path, row) && (!best || row.path.size() > best->path.size())) best = &row;
      }
      if (best) return best->target;
    }
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

LinkTarget classify_link(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::string_view address = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  const std::size_t host_end = std::min(address.find_first_of("/?#"), address.size());
  if (const std::size_t user = address.substr(0, host_end).rfind('@'); user != std::string_view::npos) {
    address.remove_prefix(user + 1);
  }
  if (const std::optional<LinkTarget> known = known_target(address)) return *known;
  // A GitLab of one's own, and pages that call themselves a project's.
  const std::string lowered = lower(address.substr(0, 512));
  const std::string_view view = lowered;
  const std::string_view host = view.substr(0, std::min(view.find_first_of("/?#"), view.size()));
  const std::string_view path = view.substr(host.size());
  if ((host.starts_with("gitlab.") || host.starts_with("git.")) && count_segments(path) >= 2)
    return LinkTarget::code;
  for (const std::string_view mark :
       {"/project/", "/projects/", "project-page", "project_page", "projectpage"}) {
    if (path.find(mark) != std::string_view::npos) return LinkTarget::project;
  }
  return LinkTarget::other;
}

}  // namespace nonmun::text
