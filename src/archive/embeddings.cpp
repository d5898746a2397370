#include <bit>
#include <cstdint>

#include "store.hpp"

namespace nonmun::archive {
namespace {

constexpr std::size_t k_bytes = 4;

std::string to_bytes(const Embedding& vector) {
  std::string bytes;
  bytes.reserve(vector.size() * k_bytes);
  for (const float number : vector) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    for (std::size_t at = 0; at < k_bytes; ++at) bytes += static_cast<char>(bits >> (8 * at) & 0xFF);
  }
  return bytes;
}

Embedding from_bytes(std::string_view bytes) {
  Embedding vector;
  vector.reserve(bytes.size() / k_bytes);
  for (std::size_t begin = 0; begin + k_bytes <= bytes.size(); begin += k_bytes) {
    std::uint32_t bits = 0;
    for (std::size_t at = 0; at < k_bytes; ++at)
      bits |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[begin + at])) << (8 * at);
    vector.push_back(std::bit_cast<float>(bits));
  }
  return vector;
}

}  // namespace

Result<std::vector<std::optional<Embedding>>> find_embeddings(Store& store,
                                                              std::span<const std::string> keys) {
  std::vector<std::optional<Embedding>> found;
  for (const std::string& key : keys) {
    auto ask = store.db.prepare("SELECT vector FROM embeddings WHERE key = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind(1, key).step();
    if (!row) return std::unexpected(row.error());
    found.push_back(*row ? std::optional(from_bytes(ask->text(0))) : std::nullopt);
  }
  return found;
}

Result<void> put_embeddings(Store& store, std::span<const KeptEmbedding> embeddings) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  for (const auto& [key, vector] : embeddings) {
    auto write = store.db.prepare("INSERT OR REPLACE INTO embeddings (key, vector) VALUES (?1, ?2)");
    if (!write) return std::unexpected(std::move(write).error());
    const std::string bytes = to_bytes(vector);
    write->bind(1, key).bind_blob(2, bytes);
    NONMUN_TRY(write->run());
    write->reset();
  }
  return writing->commit();
}

}  // namespace nonmun::archive
