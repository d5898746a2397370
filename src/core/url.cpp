#include "nonmun/core/url.hpp"

#include "digits.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun {
namespace {

bool is_host_character(char c) {
  return ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  const auto bad = [&](std::string_view why) {
    return fail(ErrorKind::usage,
                "not a web address, " + std::string(why) + ": \"" + std::string(text.substr(0, 120)) + "\"");
  };
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f)
      return bad("it holds white space or a control character");
  }
  const auto colon = text.find("://");
  if (colon == text.npos) return bad("it has no scheme");
  Url url;
  url.scheme = ascii::lower(text.substr(0, colon));
  if (url.scheme != "http" && url.scheme != "https") return bad("only http and https are spoken");
  std::string_view rest = text.substr(colon + 3);
  const auto end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view authority = rest.substr(0, end);
  rest.remove_prefix(end);
  if (authority.find('@') != authority.npos)  // not quoted: what stands there is secret
    return fail(ErrorKind::usage, "not a web address: a user name or a key has no place in it");

  url.port = url.scheme == "https" ? 443 : 80;
  std::string_view host = authority, port;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == authority.npos) return bad("its host is not closed");
    host = authority.substr(1, close - 1);
    authority.remove_prefix(close + 1);
    if (!authority.empty() && authority.front() != ':') return bad("its host is wrong");
    port = authority.empty() ? authority : authority.substr(1);
    if (host.find_first_not_of("0123456789abcdefABCDEF:.") != host.npos) return bad("its host is wrong");
  } else {
    if (const auto at = authority.rfind(':'); at != authority.npos) {
      host = authority.substr(0, at);
      port = authority.substr(at + 1);
    }
    for (const char c : host) {
      if (!is_host_character(c)) return bad("its host is wrong");
    }
  }
  if (host.empty() || host == ".") return bad("it has no host");
  if (!port.empty()) {
    const auto number = read_number(port);
    if (!number || *number == 0 || *number > 65535) return bad("its port is wrong");
    url.port = *number;
  }
  url.host = ascii::lower(host);
  url.target = rest.substr(0, rest.find('#'));
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  return url;
}

bool Url::is_loopback() const {
  if (host == "localhost" || host == "::1") return true;
  if (!host.starts_with("127.")) return false;
  return host.find_first_not_of("0123456789.") == host.npos;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

}  // namespace nonmun
