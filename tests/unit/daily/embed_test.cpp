#include "nonmun/daily/embed.hpp"

#include <catch2/catch.hpp>

#include "nonmun/archive/sqlite_archive.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::daily;

namespace {

/// Makes of a text the vector (its length, 1, ...), and remembers what it was asked for.
struct Model {
  std::size_t dimensions = 2;
  std::vector<std::vector<std::string>> batches{};
  std::size_t fails_at = 1000;  ///< the number of the batch that fails

  AskEmbeddings ask() {
    return [this](std::span<const std::string> texts) -> Result<std::vector<Embedding>> {
      if (batches.size() == fails_at) return fail(ErrorKind::unavailable, "not answered");
      batches.emplace_back(texts.begin(), texts.end());
      std::vector<Embedding> vectors;
      for (const std::string& text : texts) {
        vectors.emplace_back(dimensions, 1.0F);
        vectors.back()[0] = static_cast<float>(text.size()) + 0.25F;
      }
      return vectors;
    };
  }
};

struct Kept {
  test::TemporaryDirectory directory;
  std::unique_ptr<archive::SqliteArchive> archive =
      archive::SqliteArchive::open({.path = directory / "archive.db", .access = archive::Access::write},
                                   {[](const Paper&) { return std::string(); },
                                    [](std::string_view) -> Result<Paper> {
                                      return fail(ErrorKind::internal, "no record is read here");
                                    }})
          .value();
};

std::vector<std::string> many(std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(std::string(i + 1, 'x'));
  return texts;
}

}  // namespace

TEST_CASE("texts are sent in batches, equal ones once, and each gets its vector") {
  Model model;
  std::vector<std::string> texts = many(70);
  texts.push_back("x");
  const auto done = embed(texts, {.identity = "here m", .ask = model.ask()});
  REQUIRE(done);
  REQUIRE(model.batches.size() == 3);
  CHECK(model.batches[0].size() == 32);
  CHECK(model.batches[2].size() == 6);
  CHECK(done->asked_for == 70);
  REQUIRE(done->vectors.size() == 71);
  CHECK(done->vectors[41] == Embedding{42.25F, 1});
  CHECK(done->vectors[70] == done->vectors[0]);
}

TEST_CASE("vectors are kept, so that a text is sent once to each server and model") {
  const Kept kept;
  Model model;
  const auto texts = many(3);
  const auto first = embed(texts, {.identity = "here m", .ask = model.ask(), .archive = kept.archive.get()});
  const auto again = embed(texts, {.identity = "here m", .archive = kept.archive.get()});
  REQUIRE(again);
  CHECK(again->vectors == first.value().vectors);
  CHECK(again->asked_for == 0);
  const auto other = embed(texts, {.identity = "here n", .ask = model.ask(), .archive = kept.archive.get()});
  CHECK(other.value().asked_for == 3);
}

TEST_CASE("what was answered before a failure is kept") {
  const Kept kept;
  Model model{.fails_at = 1};
  const auto texts = many(40);
  const EmbedOptions options{.identity = "here m", .ask = model.ask(), .archive = kept.archive.get()};
  const auto failed = embed(texts, options);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::unavailable);
  model.fails_at = 1000;
  CHECK(embed(texts, options).value().asked_for == 8);
}

TEST_CASE("where nobody may be asked, a vector that is not kept is an error") {
  const Kept kept;
  const auto texts = many(1);
  const auto missing = embed(texts, {.identity = "here m", .archive = kept.archive.get()});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::unavailable);
}

TEST_CASE("a model that changed its vectors' length under its name is asked for all of them") {
  const Kept kept;
  Model model;
  const auto texts = many(4);
  const EmbedOptions options{.identity = "here m", .ask = model.ask(), .archive = kept.archive.get()};
  REQUIRE(embed(std::span(texts).first(2), options));
  model.dimensions = 3;
  const auto done = embed(texts, options);
  REQUIRE(done);
  for (const Embedding& vector : done->vectors) CHECK(vector.size() == 3);
  CHECK(embed(texts, options).value().asked_for == 0);
}

TEST_CASE("a model whose batches have different lengths is refused") {
  int batch = 0;
  const AskEmbeddings ask = [&](std::span<const std::string> texts) -> Result<std::vector<Embedding>> {
    ++batch;
    return std::vector<Embedding>(texts.size(), Embedding(static_cast<std::size_t>(batch), 1.0F));
  };
  const auto refused = embed(many(40), {.identity = "here m", .ask = ask});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::invalid_data);
}
