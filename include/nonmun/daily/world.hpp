#pragma once

#include <vector>

#include "nonmun/archive/archive.hpp"
#include "nonmun/core/time.hpp"
#include "nonmun/fetch/endpoints.hpp"
#include "nonmun/fetch/http_client.hpp"

namespace nonmun::daily {

/// Told how far a run is, for a progress line.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_day(Day day, std::size_t number, std::size_t of) = 0;
  virtual void on_enrichment(std::size_t papers) = 0;
};

/// What a run touches outside itself; built once in main, faked in tests.
struct World {
  fetch::HttpClient& http;
  const fetch::Endpoints& endpoints;
  const Clock& clock;
  Observer* observer = nullptr;
  /// Upstream is never asked: what the cache does not hold is unknown, not out of reach.
  bool cached_only = false;
  /// What is known and where it is kept; nullptr: nowhere.
  archive::Archive* archive = nullptr;
  /// What the archive has is asked for again.
  bool refresh = false;
  /// Why the archive could not be used, if it could not: the run went on without it.
  std::vector<Error> archive_faults = {};
};

}  // namespace nonmun::daily
