-- Format 2.

-- Translations that were paid for. `key` is a SHA-256 over the text, the engine, its model, the language and the
-- register; `versions` names the prompt, the form of the answer and the glossary that made it.
CREATE TABLE translations (
  key      TEXT PRIMARY KEY,
  versions TEXT NOT NULL,
  at       INTEGER NOT NULL,
  answer   TEXT NOT NULL  -- JSON: title_ko, bullets, keywords
) STRICT, WITHOUT ROWID;
