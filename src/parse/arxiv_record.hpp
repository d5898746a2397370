#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/parse/parsed.hpp"

// From what an arXiv format holds of a paper to the record: the same for all of them.
namespace nonmun::parse {

/// A paper's metadata as they stand in the source, valid UTF-8; what is not there is empty.
struct ArxivEntry {
  std::string id;  ///< in any form that ArxivId reads, with or without version
  std::optional<int> version;
  std::string title, abstract, comment, journal_ref, doi, license;
  std::vector<Author> authors;          ///< finished
  std::vector<std::string> categories;  ///< as add_category leaves them
  std::string primary_category;
  std::optional<Timestamp> published, updated, announced;
  std::optional<Listing> listed;
  std::vector<std::string> notes;  ///< faults in single fields
};

/// Adds a category of arXiv's; classes of ACM and MSC and repetitions are left out.
void add_category(ArxivEntry& entry, std::string_view term);

/// Adds each of the categories between white space, the first of which is the primary one.
void add_categories(ArxivEntry& entry, std::string_view terms);

/// Adds one author whose name is given whole; a name of nothing but punctuation becomes a note.
void add_author(ArxivEntry& entry, std::string_view raw);

/// Adds one author of a name in parts. The parts may be empty.
void add_author(ArxivEntry& entry, std::string_view forenames, std::string_view keyname,
                std::string_view suffix);

/// Adds the authors of one string ("A. B, C. D (City) and E").
void add_authors(ArxivEntry& entry, std::string_view raw);

/// Adds what a source says of an author's institutions.
void add_affiliations(Author& author, const std::vector<std::string>& raw);

/// Takes note of one of the paper's versions, whose date is as mail writes it: the first is when the paper
/// was published, the highest what the record is of.
void add_version(ArxivEntry& entry, int number, std::string_view date);

/// Reads a time in RFC 3339; one that is none becomes a note.
[[nodiscard]] std::optional<Timestamp> read_timestamp(ArxivEntry& entry, std::string_view field,
                                                      std::string_view text);

/// The record. Required are a usable id and a title. Errors: ErrorKind::invalid_data.
[[nodiscard]] Result<Paper> to_paper(ArxivEntry&& entry, std::string_view source,
                                     const ParseContext& context);

/// to_paper into `parsed`: as a record, or held back with an issue ("entry 3 (2401.00001)").
void add_paper(Parsed& parsed, ArxivEntry&& entry, std::string_view source, const ParseContext& context);

/// The listing's category under which a paper of these categories stands: the only one that was asked for;
/// of several the paper's primary one, else the first that it has. Empty when none fits.
[[nodiscard]] std::string listing_category(const ArxivEntry& entry, const std::vector<std::string>& asked);

}  // namespace nonmun::parse
