-- Format 1. Days are counted from 1970-01-01, moments in seconds from then (UTC); `paper` is papers.key.

-- Keys rise with submission (include/nonmun/archive/paper_key.hpp), so the newest papers are the last rows.
CREATE TABLE papers (
  key    INTEGER PRIMARY KEY,
  votes  INTEGER,        -- as in the record; NULL: not known
  record TEXT NOT NULL   -- nonmun.paper/1, whole; last, so that nothing is read past it
) STRICT;
CREATE INDEX papers_by_votes ON papers (votes) WHERE votes IS NOT NULL;
-- The votes of known papers, without reading their records.
CREATE INDEX votes_of_papers ON papers (key, votes);

-- Titles by their letters and digits alone: order by title, and the same work under two ids.
CREATE TABLE titles (
  folded TEXT NOT NULL,
  paper  INTEGER NOT NULL,
  PRIMARY KEY (folded, paper)
) STRICT, WITHOUT ROWID;

-- Names folded (case, accents, punctuation), the family name first: 'hinton geoffrey e'.
CREATE TABLE authors (
  name  TEXT NOT NULL,
  paper INTEGER NOT NULL,
  PRIMARY KEY (name, paper)
) STRICT, WITHOUT ROWID;

-- Which listing showed a paper on which day. A paper without any has one row of source '' for the day of its
-- submission.
CREATE TABLE listings (
  day      INTEGER NOT NULL,
  source   TEXT NOT NULL,
  category TEXT NOT NULL,  -- '' for Hugging Face
  paper    INTEGER NOT NULL,
  kind     TEXT NOT NULL,  -- new, cross, replace, replace-cross; '' for Hugging Face
  place    INTEGER,        -- in upstream's order, from 0; NULL: not known
  PRIMARY KEY (day, paper, source, category)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_by_paper ON listings (paper, day);

-- An upstream's day as it was last fetched.
CREATE TABLE days (
  source      TEXT NOT NULL,
  category    TEXT NOT NULL,
  day         INTEGER NOT NULL,
  state       TEXT NOT NULL,
  settled     INTEGER NOT NULL,  -- 1: upstream will not change it any more
  approximate INTEGER NOT NULL,
  fetched     INTEGER NOT NULL,  -- entries in upstream's answer
  fetched_at  INTEGER NOT NULL,
  note        TEXT NOT NULL,
  PRIMARY KEY (source, category, day)
) STRICT, WITHOUT ROWID;

-- The last count of votes that upstream stated on a day.
CREATE TABLE votes (
  paper INTEGER NOT NULL,
  day   INTEGER NOT NULL,
  votes INTEGER NOT NULL,
  at    INTEGER NOT NULL,
  PRIMARY KEY (paper, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen (
  paper INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL
) STRICT;

CREATE TABLE reviews (
  number     INTEGER PRIMARY KEY,
  identity   TEXT NOT NULL UNIQUE,  -- 'file ' and the file, or 'title ' and the folded title
  title      TEXT NOT NULL,
  short_name TEXT NOT NULL,
  paper      TEXT,           -- an arXiv id
  links      TEXT NOT NULL,  -- label, tab, URL, line feed, for each
  arxiv_date INTEGER,
  version    INTEGER,
  excerpt    TEXT NOT NULL,
  file       TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  number    INTEGER PRIMARY KEY,
  command   TEXT NOT NULL,
  began_at  INTEGER NOT NULL,
  ended_at  INTEGER NOT NULL,
  exit_code INTEGER NOT NULL,
  account   TEXT NOT NULL
) STRICT;

-- The words of the papers; rowid is papers.key. The text itself stands in the records only, so a row is taken
-- out with the words it was put in with. `korean` holds Hangul as pairs of syllables ('언어모델': '언어 어모
-- 모델'), `marks` one word for each category and each thing a paper has, and 'all'.
CREATE VIRTUAL TABLE words USING fts5 (
  title, abstract, authors, korean, marks,
  content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE review_words USING fts5 (
  title, excerpt, korean,
  content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE word_counts USING fts5vocab ('words', 'col');
