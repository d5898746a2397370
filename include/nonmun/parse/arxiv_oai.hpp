#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// How the list goes on. Whether it does: a page without a token is the whole list, and an empty token is
/// the end of it.
struct ResumptionToken {
  std::string value;  ///< as it stands there; to be encoded like any value of a query, even if it looks so
  std::optional<std::size_t> complete_list_size, cursor;  ///< only the older service says them
  std::string expires;                                    ///< "2026-08-22T00:00:00Z"; empty: not said
};

/// An answer to GetRecord or ListRecords of arXiv's OAI-PMH service.
struct ArxivOai {
  Parsed parsed;                         ///< the records that are not deleted
  std::vector<ArxivId> deleted;          ///< of headers with status="deleted"; not among parsed.entries
  std::optional<ResumptionToken> token;  ///< absent at the end of the list
  std::string format;                    ///< "arXiv", "arXivRaw", "arXivOld", "oai_dc" of the first record
  std::optional<Day> newest;             ///< the latest datestamp: where a harvest may begin again
  std::optional<Instant> answered_at;
};

/// Reads arXiv, arXivRaw, arXivOld and oai_dc, each record by its own namespace. noRecordsMatch is an empty
/// answer. What the formats say differs: arXivRaw has versions and TeX as it was typed; arXiv has the date of
/// the newest version only (the service until 2025: also that of the first), so such a record has no
/// `published`; oai_dc has categories by name, which are settled by the record's sets.
/// Errors: OAI's own are ErrorKind::usage (badArgument, badVerb, cannotDisseminateFormat), not_found
/// (idDoesNotExist) or unavailable (badResumptionToken: the token has expired, the list must be begun again);
/// an answer to another verb and anything that is no OAI-PMH is ErrorKind::invalid_data.
[[nodiscard]] Result<ArxivOai> parse_arxiv_oai(std::string_view body, const ParseContext& context);

}  // namespace nonmun::parse
