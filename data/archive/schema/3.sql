-- Format 3.

-- What a model made of a text, for --rank embeddings. `key` is a SHA-256 over the server, its model and the text;
-- `vector` is 32-bit floating-point numbers, the lowest byte first.
CREATE TABLE embeddings (
  key    TEXT NOT NULL UNIQUE,
  vector BLOB NOT NULL
) STRICT;
