// Any bytes as an arXiv id: refused, or a canonical id that is read back as itself in every form it is
// written in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nonmun/core/arxiv_id.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto id = nonmun::VersionedArxivId::parse(text);
  if (!id) {
    if (id.error().kind != nonmun::ErrorKind::usage) std::abort();
    return 0;
  }
  for (const std::string& form : {id->str(), "arXiv:" + id->str(), "https://arxiv.org/abs/" + id->str()}) {
    const auto again = nonmun::VersionedArxivId::parse(form);
    if (!again || *again != *id) std::abort();
  }
  for (const std::string& form :
       {id->id.abs_url(), id->id.pdf_url(), "doi:" + id->id.doi(), "oai:arXiv.org:" + id->id.str()}) {
    const auto again = nonmun::ArxivId::parse(form);
    if (!again || *again != id->id) std::abort();
  }
  return 0;
}
