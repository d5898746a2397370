#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun {

/// An arXiv identifier in canonical form, without version: "2404.14619", "hep-th/9901001".
/// The rules are those of arxiv-base's arxiv/identifier, and stricter: the sequence is never 0 and is written
/// with four digits before 1501 and five from then on.
class ArxivId {
 public:
  /// Accepts every form in which arXiv ids are met: bare, with version, "arXiv:", old ids with a class or a
  /// missing hyphen, file names, arxiv.org / huggingface.co / alphaxiv.org URLs, OAI identifiers and DataCite
  /// DOIs. A version is dropped. Errors: ErrorKind::usage, naming what is wrong with the text.
  [[nodiscard]] static Result<ArxivId> parse(std::string_view text);

  [[nodiscard]] const std::string& str() const { return value_; }
  /// "https://arxiv.org/abs/ID".
  [[nodiscard]] std::string abs_url() const;
  /// "https://arxiv.org/pdf/ID".
  [[nodiscard]] std::string pdf_url() const;
  /// arXiv's own DOI, "10.48550/arXiv.ID"; a publisher's DOI is a different thing.
  [[nodiscard]] std::string doi() const;

  auto operator<=>(const ArxivId&) const = default;

 private:
  friend struct VersionedArxivId;
  explicit ArxivId(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

/// An id with the version that came with it, if one did.
struct VersionedArxivId {
  ArxivId id;
  std::optional<int> version;  ///< 1 or more

  /// As ArxivId::parse, keeping the version.
  [[nodiscard]] static Result<VersionedArxivId> parse(std::string_view text);
  /// "2404.14619v2", or without the version when none is known.
  [[nodiscard]] std::string str() const;
  bool operator==(const VersionedArxivId&) const = default;
};

}  // namespace nonmun

template <>
struct std::hash<nonmun::ArxivId> {
  std::size_t operator()(const nonmun::ArxivId& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
