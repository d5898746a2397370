#include "curl_transfer.hpp"
#include "nonmun/fetch/post_client.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::string_view k_later = "try again later";

List headers_of(const CurlLibrary& curl, const Post& post) {
  List list(nullptr, ListDeleter{&curl});
  // An empty Expect keeps libcurl from waiting for a "100 Continue" before it sends a long body.
  bool whole = append(list, "Content-Type: " + post.content_type) &&
               append(list, "Accept: application/json") && append(list, "Expect:");
  for (const auto& [name, value] : post.headers) whole = whole && append(list, name + ": " + value);
  if (!whole) list.reset();
  return list;
}

}  // namespace

struct CurlPostClient::Handle {
  Easy easy;
};

CurlPostClient::CurlPostClient(PostOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock), handle_(std::make_unique<Handle>()) {}

CurlPostClient::~CurlPostClient() = default;

Result<Response> CurlPostClient::post(const Post& post) {
  const auto url = Url::parse(post.url);
  if (!url) return std::unexpected(url.error());
  const auto library = CurlLibrary::load();
  if (!library) return std::unexpected(library.error());
  const CurlLibrary& curl = **library;
  const auto handle =
      ready_handle(handle_->easy, curl, options_.user_agent, options_.connect_timeout, options_.max_body);
  if (!handle) return std::unexpected(handle.error());
  CURL* const h = *handle;
  curl.easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(post.timeout.count()));
  curl.easy_setopt(h, CURLOPT_POST, 1L);
  curl.easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  curl.easy_setopt(h, CURLOPT_POSTFIELDS, post.body.c_str());

  const List headers = headers_of(curl, post);
  if (!headers) return fail(ErrorKind::local_fault, "libcurl cannot work");
  Transfer transfer;
  transfer.max_body = options_.max_body;
  transfer.stop = options_.stop;
  const CURLcode code = transfer_once(curl, h, *url, post.url, headers, transfer);
  curl.easy_setopt(h, CURLOPT_POSTFIELDS, static_cast<const char*>(nullptr));
  if (code != CURLE_OK) return std::unexpected(to_error(curl, code, transfer, post.url, k_later));
  long status = 0;
  curl.easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
  // A connection closed amid the headers is CURLE_OK with status 200 and no bytes.
  if (status == 0 || (status == 200 && transfer.body.empty()))
    return fail(ErrorKind::unavailable, "the answer was empty", post.url, std::string(k_later));
  return Response{.status = static_cast<int>(status),
                  .headers = std::move(transfer.headers),
                  .body = std::move(transfer.body),
                  .url = post.url,
                  .fetched_at = clock_.now(),
                  .from = AnswerFrom::network,
                  .stale_because = {}};
}

}  // namespace nonmun::fetch
