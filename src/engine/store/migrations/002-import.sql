-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where batches came from, what they came to, undo, presets. Batches of before have no origin: they are grouped by the names of their files.

-- source, ingest: where a batch came from. Batches of one source are compared with each other.
CREATE TABLE batch_origin (
  batch_id    INTEGER PRIMARY KEY REFERENCES import_batch (id),
  source_name TEXT NOT NULL,  -- the preset's name, or the file's with # for its numbers and dates
  folder      TEXT NOT NULL,
  entry       TEXT NOT NULL,  -- sheet of a workbook or member of an archive, '' = the file itself
  preset_name TEXT NOT NULL   -- '' = none
) STRICT;
CREATE INDEX batch_origin_source ON batch_origin (source_name);

-- source, ingest: what a batch came to in figures, for comparing it with the next one of its source.
CREATE TABLE batch_figure (
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  name     TEXT NOT NULL,     -- records, rejects, amount_cents, first_day ...
  value    INTEGER NOT NULL,
  PRIMARY KEY (batch_id, name)
) STRICT, WITHOUT ROWID;

-- source, ingest: the columns that the file of a batch had.
CREATE TABLE batch_column (
  batch_id     INTEGER NOT NULL REFERENCES import_batch (id),
  position     INTEGER NOT NULL,  -- from 0
  header       TEXT NOT NULL,
  column_name  TEXT NOT NULL,     -- canonical column, '' = not mapped
  form         TEXT NOT NULL,     -- how its values were written, '' = not known
  filled_count INTEGER NOT NULL,  -- cells that were not empty
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;

-- source, ingest: each undo and redo of a batch.
CREATE TABLE batch_change (
  id           INTEGER PRIMARY KEY,
  batch_id     INTEGER NOT NULL REFERENCES import_batch (id),
  state        TEXT NOT NULL CHECK (state IN ('COMMITTED', 'UNDONE')),  -- the new one
  created_usec INTEGER NOT NULL
) STRICT;

-- settings, ingest: how files with a certain header are read, under a name.
CREATE TABLE import_preset (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  kind         TEXT NOT NULL CHECK (kind IN ('CUSTOMERS', 'PRODUCTS', 'SALES_LINES', 'CONTACTS', 'INVOICE_LINES')),
  fingerprint  BLOB NOT NULL CHECK (length (fingerprint) = 32),  -- SHA-256 of the header cells, folded
  mapping      TEXT NOT NULL,                                    -- JSON, docs/formats.md
  created_usec INTEGER NOT NULL
) STRICT;
CREATE INDEX import_preset_fingerprint ON import_preset (fingerprint);
