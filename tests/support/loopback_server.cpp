#include "support/loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace nonmun::test {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string chunks_of(std::string_view body) {
  constexpr std::string_view k_hex = "0123456789abcdef";
  std::string out;
  while (!body.empty()) {
    const auto chunk = body.substr(0, 1000);
    body.remove_prefix(chunk.size());
    for (const int shift : {8, 4, 0}) out += k_hex[(chunk.size() >> shift) & 15];
    out += "\r\n" + std::string(chunk) + "\r\n";
  }
  return out;
}

std::optional<ServerRequest> parse_request(std::string_view head) {
  ServerRequest request;
  const auto line_end = head.find("\r\n");
  const auto line = head.substr(0, line_end);
  const auto first = line.find(' '), second = line.rfind(' ');
  if (first == line.npos || second == first) return std::nullopt;
  request.method = line.substr(0, first);
  request.target = line.substr(first + 1, second - first - 1);
  head.remove_prefix(line_end + 2);
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const auto header = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const auto colon = header.find(':');
    if (colon == header.npos) continue;
    std::string name(header.substr(0, colon));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    auto value = header.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    request.headers.emplace_back(std::move(name), std::string(value));
  }
  return request;
}

}  // namespace

std::string_view ServerRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::string_view ServerRequest::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::optional<std::string> ServerRequest::query(std::string_view name) const {
  const auto mark = target.find('?');
  if (mark == target.npos) return std::nullopt;
  std::string_view rest = std::string_view(target).substr(mark + 1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == name) return std::string(pair.substr(std::min(equals + 1, pair.size())));
  }
  return std::nullopt;
}

ServerResponse json_response(std::string body, int status) {
  ServerResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  response.body = std::move(body);
  return response;
}

struct LoopbackServer::State {
  Handler handler;
  int listener = -1;
  int port = 0;
  std::atomic<bool> stopping{false};
  std::thread acceptor;
  mutable std::mutex mutex;
  std::mutex handler_mutex;
  std::condition_variable stopped;
  std::list<std::thread> workers;
  std::vector<int> sockets;
  std::vector<ServerRequest> journal;
  std::size_t connections = 0, running = 0, most = 0;

  void accept_all() {
    while (!stopping) {
      pollfd ready{listener, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      const int yes = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      const std::lock_guard lock(mutex);
      ++connections;
      sockets.push_back(socket);
      workers.emplace_back([this, socket] { serve(socket); });
    }
  }

  void serve(int socket) {
    std::string buffer;
    while (!stopping) {
      const auto end = buffer.find("\r\n\r\n");
      if (end == buffer.npos) {
        char bytes[8192];
        const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
        if (count <= 0) break;
        buffer.append(bytes, static_cast<std::size_t>(count));
        continue;
      }
      auto request = parse_request(std::string_view(buffer).substr(0, end));
      buffer.erase(0, end + 4);
      if (!request || !read_body(socket, buffer, *request) || !answer(socket, *request)) break;
    }
    const std::lock_guard lock(mutex);
    std::erase(sockets, socket);
    ::close(socket);
  }

  static bool read_body(int socket, std::string& buffer, ServerRequest& request) {
    const std::size_t length =
        std::strtoull(std::string(request.header("content-length")).c_str(), nullptr, 10);
    while (buffer.size() < length) {
      char bytes[8192];
      const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
      if (count <= 0) return false;
      buffer.append(bytes, static_cast<std::size_t>(count));
    }
    request.body = buffer.substr(0, length);
    buffer.erase(0, length);
    return true;
  }

  /// False when the connection is to be closed.
  bool answer(int socket, ServerRequest& request) {
    request.time = std::chrono::steady_clock::now();
    {
      const std::lock_guard lock(mutex);
      journal.push_back(request);
      most = std::max(most, ++running);
    }
    ServerResponse response;
    {
      const std::lock_guard lock(handler_mutex);
      response = handler(request);
    }
    if (response.delay.count() > 0) pause(response.delay);
    if (response.never_answer) pause(std::chrono::hours{1});
    {
      const std::lock_guard lock(mutex);  // before the bytes: a client that has them may ask again at once
      --running;
    }
    return !response.never_answer && send(socket, request, response);
  }

  void pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, time, [this] { return stopping.load(); });
  }

  static bool send(int socket, const ServerRequest& request, const ServerResponse& response) {
    std::string head =
        "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason(response.status)) + "\r\n";
    for (const auto& [name, value] : response.headers) head += name + ": " + value + "\r\n";
    if (response.close_in_headers) {
      send_all(socket, head + "X-Cut: ");
      return false;
    }
    const bool has_body = response.status != 304 && response.status != 204;
    std::string body = request.method == "HEAD" || !has_body ? std::string() : response.body;
    if (response.chunked) {
      head += "Transfer-Encoding: chunked\r\n";
      body = chunks_of(body);
    } else if (response.no_length) {
      head += "Connection: close\r\n";
    } else if (has_body) {
      head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    head += "\r\n";
    if (response.truncate_after) {
      send_all(socket, head + body.substr(0, *response.truncate_after));
      return false;
    }
    if (response.chunked) body += "0\r\n\r\n";
    return send_all(socket, head + body) && !response.no_length;
  }
};

LoopbackServer::LoopbackServer(Handler handler) : state_(std::make_unique<State>()) {
  state_->handler = std::move(handler);
  state_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (state_->listener < 0 || ::bind(state_->listener, generic, size) != 0 ||
      ::listen(state_->listener, 64) != 0 || ::getsockname(state_->listener, generic, &size) != 0) {
    throw std::runtime_error("no loopback socket for the test server");
  }
  state_->port = ntohs(address.sin_port);
  state_->acceptor = std::thread([state = state_.get()] { state->accept_all(); });
}

LoopbackServer::~LoopbackServer() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->stopped.notify_all();
  state_->acceptor.join();
  ::close(state_->listener);
  {
    const std::lock_guard lock(state_->mutex);
    for (const int socket : state_->sockets) ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& worker : state_->workers) worker.join();
}

int LoopbackServer::port() const { return state_->port; }

std::string LoopbackServer::url() const { return "http://127.0.0.1:" + std::to_string(state_->port); }

std::vector<ServerRequest> LoopbackServer::journal() const {
  const std::lock_guard lock(state_->mutex);
  return state_->journal;
}

std::size_t LoopbackServer::hits() const {
  const std::lock_guard lock(state_->mutex);
  return state_->journal.size();
}

std::size_t LoopbackServer::connections() const {
  const std::lock_guard lock(state_->mutex);
  return state_->connections;
}

std::size_t LoopbackServer::most_at_once() const {
  const std::lock_guard lock(state_->mutex);
  return state_->most;
}

}  // namespace nonmun::test
