#include "embedding.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "archive_access.hpp"
#include "nonmun/daily/embed.hpp"
#include "nonmun/fetch/curl_http_client.hpp"
#include "nonmun/fetch/pause.hpp"
#include "nonmun/translate/embedder.hpp"
#include "service_key.hpp"

namespace nonmun::cli {
namespace {

constexpr std::string_view k_openai = "https://api.openai.com/v1";

std::string text_of(const Paper& paper) {
  return paper.abstract.empty() ? paper.title : paper.title + "\n\n" + paper.abstract;
}

/// All that is embedded: papers, then keywords, then liked papers.
std::vector<std::string> texts_of(std::span<const Paper> papers, const archive::Interests& interests,
                                  std::span<const Paper> liked) {
  std::vector<std::string> texts;
  for (const Paper& paper : papers) texts.push_back(text_of(paper));
  for (const archive::Weighted& keyword : interests.keywords) texts.push_back(keyword.name);
  for (const Paper& paper : liked) texts.push_back(text_of(paper));
  return texts;
}

/// Whom to ask, and with which key. Errors: usage for what is missing.
Result<translate::ServiceOptions> service_of(const Session& session) {
  const EmbeddingOptions& options = session.options.embedding;
  if (options.model.empty())
    return fail(ErrorKind::usage, "which model?", "--rank embeddings", "name it with --embeddings-model");
  // OpenAI's key is for OpenAI: another server is not told it.
  auto key = service_key(session, options.key_file,
                         {"NONMUN_EMBEDDINGS_KEY", options.url.empty() ? "OPENAI_API_KEY" : ""});
  if (!key) return std::unexpected(std::move(key).error());
  if (options.url.empty() && key->empty())
    return fail(ErrorKind::usage, "OpenAI needs a key", "--rank embeddings",
                "set OPENAI_API_KEY or --embeddings-key-file, or name another server with --embeddings-url");
  return translate::ServiceOptions{.url = options.url.empty() ? std::string(k_openai) : options.url,
                                   .key = *std::move(key)};
}

}  // namespace

Result<std::optional<archive::Embedded>> embed_papers(const Session& session, Digest& digest,
                                                      const archive::Interests& interests,
                                                      std::span<const Paper> liked) {
  using Embedded = std::optional<archive::Embedded>;
  const Options& options = session.options;
  if (!options.rank_by_embeddings) return Embedded{};
  auto service = service_of(session);
  if (!service) return std::unexpected(std::move(service).error());
  // A profile of authors and categories alone has nothing that a model could be asked about.
  if (interests.keywords.empty() && liked.empty()) return Embedded{archive::Embedded{}};

  const bool only_reads = options.cache == CacheUse::offline;
  const FixedClock clock(now_of(options));
  fetch::CurlPostClient client(
      {.user_agent = fetch::make_user_agent(NONMUN_VERSION, options.contact), .stop = &session.stop}, clock);
  fetch::SystemPause pause(&session.stop);
  translate::Embedder embedder(*service, options.embedding.model, client, pause);
  daily::EmbedOptions how{.identity = service->url + '\n' + options.embedding.model};
  if (!only_reads) how.ask = [&](std::span<const std::string> texts) { return embedder.embed(texts); };
  std::unique_ptr<archive::Archive> archive;
  if (archive_path(options)) {
    auto opened = open_archive(session, only_reads ? archive::Access::read : archive::Access::write);
    if (opened)
      archive = *std::move(opened);
    else if (!only_reads)
      session.streams.note(to_line(opened.error()) + "; vectors are not kept");
  }
  how.archive = archive.get();

  session.streams.progress("asking for the vectors of " + std::to_string(digest.papers.size()) + " papers");
  auto embedded = daily::embed(texts_of(digest.papers, interests, liked), how);
  session.streams.end_progress();
  if (!embedded) {
    Error& error = embedded.error();
    if (error.kind == ErrorKind::interrupted) return std::unexpected(std::move(error));
    error.what = "ranked by words, not by embeddings: " + error.what;
    if (!digest.account) digest.account.emplace();
    digest.account->failures.push_back(std::move(error));
    return Embedded{};
  }
  if (embedded->fault) session.streams.note(to_line(*embedded->fault) + "; vectors are not kept");
  session.streams.detail(std::to_string(embedded->asked_for) + " of " +
                         std::to_string(embedded->vectors.size()) + " vectors were asked for");
  archive::Embedded result;
  auto at = std::make_move_iterator(embedded->vectors.begin());
  const auto take = [&](std::vector<Embedding>& into, std::size_t count) {
    into.assign(at, at + static_cast<std::ptrdiff_t>(count));
    at += static_cast<std::ptrdiff_t>(count);
  };
  take(result.papers, digest.papers.size());
  take(result.keywords, interests.keywords.size());
  take(result.liked, liked.size());
  return Embedded{std::move(result)};
}

}  // namespace nonmun::cli
