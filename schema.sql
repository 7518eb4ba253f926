-- SPDX-License-Identifier: GPL-3.0-or-later
-- A fresh Tastevin workspace. Each table says what kind of data it holds (source, derived, ledger or settings; SPEC section 1) and
-- which room alone writes it. Money is integer cents, quantities are integer thousandths, dates are day numbers (days since
-- 1970-01-01, proleptic Gregorian), instants are UTC microseconds since the epoch.

PRAGMA application_id = 1414746710;  -- 'TSTV'
PRAGMA user_version = 2;

-- settings, store: small facts about the workspace itself (currency, country, stream_id, sample ...).
CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------------------- sources

-- source, ingest: one file taken in. A batch becomes visible by the commit of the transaction that wrote its rows.
CREATE TABLE import_batch (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('CUSTOMERS', 'PRODUCTS', 'SALES_LINES', 'CONTACTS', 'INVOICE_LINES')),
  state          TEXT NOT NULL CHECK (state IN ('COMMITTED', 'UNDONE')),
  file_name      TEXT NOT NULL,
  file_size      INTEGER NOT NULL CHECK (file_size >= 0),
  file_sha256    BLOB NOT NULL CHECK (length (file_sha256) = 32),
  encoding       TEXT NOT NULL,
  delimiter      TEXT NOT NULL,
  mapping        TEXT NOT NULL,  -- JSON: canonical column -> header of the file, and the formats decided per column
  accepted_count INTEGER NOT NULL CHECK (accepted_count >= 0),
  rejected_count INTEGER NOT NULL CHECK (rejected_count >= 0),
  pending_count  INTEGER NOT NULL CHECK (pending_count >= 0),  -- at the time of the import
  created_usec   INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_sha ON import_batch (file_sha256, kind);

-- source, ingest: a row that could not be used.
CREATE TABLE import_reject (
  id          INTEGER PRIMARY KEY,
  batch_id    INTEGER NOT NULL REFERENCES import_batch (id),
  line        INTEGER NOT NULL,      -- 1-based line of the file where the record starts
  column_name TEXT NOT NULL,         -- header of the offending column, or '' for the whole row
  code        TEXT NOT NULL,         -- REQUIRED, BAD_DATE, BAD_NUMBER, TOO_FEW_FIELDS, TOO_MANY_FIELDS, BAD_QUOTING, BAD_ENCODING, BAD_VALUE, OUT_OF_RANGE, DUPLICATE_KEY
  value       TEXT NOT NULL,         -- the offending cell
  raw         TEXT NOT NULL          -- the record as in the file
) STRICT;
CREATE INDEX import_reject_batch ON import_reject (batch_id);

-- source, ingest: every customer code ever seen, in any file. Rows of other tables point here, so a sales line can wait for its customer.
CREATE TABLE customer_ref (
  id            INTEGER PRIMARY KEY,
  customer_code TEXT NOT NULL UNIQUE
) STRICT;

-- source, ingest: every product key or label ever seen in any file.
CREATE TABLE product_ref (
  id     INTEGER PRIMARY KEY,
  is_key INTEGER NOT NULL CHECK (is_key IN (0, 1)),  -- 1 = the text is a product_key, 0 = it is a label
  text   TEXT NOT NULL,
  UNIQUE (text, is_key)
) STRICT;

-- source, ingest
CREATE TABLE source_customer (
  id              INTEGER PRIMARY KEY,
  batch_id        INTEGER NOT NULL REFERENCES import_batch (id),
  line            INTEGER NOT NULL,
  customer_ref_id INTEGER NOT NULL REFERENCES customer_ref (id),
  last_name       TEXT,
  first_name      TEXT,
  email           TEXT,
  phone           TEXT,
  address         TEXT,
  postal_code     TEXT,
  city            TEXT,
  country         TEXT,
  is_optout       INTEGER,
  is_bounced      INTEGER
) STRICT;

-- source, ingest
CREATE TABLE source_product (
  id             INTEGER PRIMARY KEY,
  batch_id       INTEGER NOT NULL REFERENCES import_batch (id),
  line           INTEGER NOT NULL,
  product_ref_id INTEGER NOT NULL REFERENCES product_ref (id),  -- the key
  product_label  TEXT NOT NULL,
  family         TEXT,
  sub_family     TEXT,
  brand          TEXT,
  vintage        INTEGER,
  grape          TEXT,
  sweetness      TEXT,
  price_cents    INTEGER,
  cost_cents     INTEGER,
  margin_cents   INTEGER,
  price_band     TEXT,
  premium_tier   INTEGER CHECK (premium_tier BETWEEN 0 AND 3),
  is_active      INTEGER,
  season_tags    TEXT,
  stock          INTEGER,
  attributes     TEXT              -- JSON object of further numeric columns, or NULL
) STRICT;

-- source, ingest
CREATE TABLE sales_line (
  id               INTEGER PRIMARY KEY,
  batch_id         INTEGER NOT NULL REFERENCES import_batch (id),
  line             INTEGER NOT NULL,
  customer_ref_id  INTEGER NOT NULL REFERENCES customer_ref (id),
  product_ref_id   INTEGER NOT NULL REFERENCES product_ref (id),
  order_day        INTEGER NOT NULL,
  doc_ref          TEXT NOT NULL,
  doc_type         TEXT,
  qty_milli        INTEGER NOT NULL,
  amount_ht_cents  INTEGER NOT NULL,
  amount_ttc_cents INTEGER,
  margin_cents     INTEGER
) STRICT;
CREATE INDEX sales_line_customer ON sales_line (customer_ref_id);  -- one customer's orders

-- source, ingest
CREATE TABLE contact_event (
  id              INTEGER PRIMARY KEY,
  batch_id        INTEGER NOT NULL REFERENCES import_batch (id),
  line            INTEGER NOT NULL,
  customer_ref_id INTEGER NOT NULL REFERENCES customer_ref (id),
  contact_day     INTEGER NOT NULL,
  channel         TEXT NOT NULL CHECK (channel IN ('EMAIL', 'SMS', 'MAIL', 'PHONE')),
  status          TEXT NOT NULL CHECK (status IN ('SENT', 'OPENED', 'CLICKED', 'BOUNCED', 'OPTOUT')),
  campaign_id     TEXT
) STRICT;

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

-- ---------------------------------------------------------------------------------------------------------------- derived

-- derived, clean: one row per known customer code (a code without a row here is pending). id = customer_ref.id; master_id points to the
-- customer that a duplicate belongs to, or to itself. Whom a person merged has a master and no rule; the ledger says which (MERGE, APART, LEAVE).
CREATE TABLE customer (
  id          INTEGER PRIMARY KEY REFERENCES customer_ref (id),
  master_id   INTEGER NOT NULL REFERENCES customer_ref (id),
  match_rule  TEXT CHECK (match_rule IN ('EMAIL', 'PHONE')),  -- why it is linked; NULL for a master
  last_name   TEXT NOT NULL,
  first_name  TEXT NOT NULL,
  email       TEXT NOT NULL,  -- normalised; '' where there is none that can be used
  phone       TEXT NOT NULL,  -- E.164, or ''
  address     TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  city        TEXT NOT NULL,
  country     TEXT NOT NULL,
  is_optout   INTEGER NOT NULL CHECK (is_optout IN (0, 1)),
  is_bounced  INTEGER NOT NULL CHECK (is_bounced IN (0, 1)),
  search_text TEXT NOT NULL   -- folded "last first code email city" for search and for sorting by name
) STRICT;
CREATE INDEX customer_master ON customer (master_id);

-- derived, clean: product families, in order of first appearance.
CREATE TABLE family (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  is_service INTEGER NOT NULL CHECK (is_service IN (0, 1))  -- postage, charges: never recommended, never in affinity
) STRICT;

-- derived, clean: one row per product key. id = product_ref.id of the key.
CREATE TABLE product (
  id            INTEGER PRIMARY KEY REFERENCES product_ref (id),
  product_key   TEXT NOT NULL UNIQUE,
  product_label TEXT NOT NULL,
  family_id     INTEGER NOT NULL REFERENCES family (id),  -- the family named '' holds products without one
  sub_family    TEXT NOT NULL,
  brand         TEXT NOT NULL,
  vintage       INTEGER,
  grape         TEXT NOT NULL,
  price_cents   INTEGER,
  cost_cents    INTEGER,
  margin_cents  INTEGER,        -- per unit, given or price - cost
  premium_tier  INTEGER,        -- 0-3; given, else from the price band, else NULL
  is_active     INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  stock         INTEGER         -- NULL = not known, counts as in stock
) STRICT;

-- derived, clean: which product a key or label means. A product_ref without a row here is pending.
CREATE TABLE product_alias (
  product_ref_id INTEGER PRIMARY KEY REFERENCES product_ref (id),
  product_id     INTEGER NOT NULL REFERENCES product (id),
  rule           TEXT NOT NULL CHECK (rule IN ('KEY', 'LABEL', 'FOLDED', 'CONFIRMED'))
) STRICT;

-- derived, profile: one row per master customer, as of the day in setting 'profile_as_of_day'.
CREATE TABLE profile (
  customer_id       INTEGER PRIMARY KEY REFERENCES customer (id),
  first_order_day   INTEGER,
  last_order_day    INTEGER,
  recency_days      INTEGER,          -- NULL without an order
  order_count       INTEGER NOT NULL,
  spent_cents       INTEGER NOT NULL,
  average_order_cents INTEGER NOT NULL,
  average_gap_days  REAL,             -- mean days between orders, NULL below two
  line_count        INTEGER NOT NULL,
  product_count     INTEGER NOT NULL,
  family_count      INTEGER NOT NULL,
  recency_score     INTEGER NOT NULL CHECK (recency_score BETWEEN 0 AND 5),
  frequency_score   INTEGER NOT NULL CHECK (frequency_score BETWEEN 0 AND 5),
  monetary_score    INTEGER NOT NULL CHECK (monetary_score BETWEEN 0 AND 5),
  segment           INTEGER NOT NULL,  -- TvSegment
  top_family_id     INTEGER REFERENCES family (id),
  top_family_share  REAL NOT NULL,     -- 0-1 of spend
  diversity_ratio   REAL NOT NULL,     -- normalised entropy of the family shares, 0-1
  budget_level      INTEGER NOT NULL,  -- TvBudgetLevel
  last_contact_day  INTEGER,
  contacts_30       INTEGER NOT NULL,
  contacts_90       INTEGER NOT NULL,
  contacts_365      INTEGER NOT NULL,
  is_silent         INTEGER NOT NULL CHECK (is_silent IN (0, 1)),      -- within the silence window
  is_contactable    INTEGER NOT NULL CHECK (is_contactable IN (0, 1)),
  expected_orders   REAL,              -- days with an order in the next 90; NULL where too few customers came back, or without an order
  expected_cents    INTEGER,           -- what they are worth; NULL = not known
  alive_ratio       REAL               -- probability that the customer still buys, 0-1; NULL also where the base has no sign of customers leaving
) STRICT;

-- derived, recommend: one calculation over the whole base.
CREATE TABLE run (
  id              INTEGER PRIMARY KEY,
  as_of_day       INTEGER NOT NULL,
  top_n           INTEGER NOT NULL,
  policy_id       INTEGER NOT NULL REFERENCES policy (id),
  settings        TEXT NOT NULL,      -- JSON, every weight and threshold it ran with
  customer_count  INTEGER NOT NULL,   -- master customers
  eligible_count  INTEGER NOT NULL,   -- of these, neither opted out, bounced nor silent
  served_count    INTEGER NOT NULL,   -- eligible customers with at least one item
  item_count      INTEGER NOT NULL,
  first_item_id   INTEGER NOT NULL,   -- its recommendations are first_item_id .. first_item_id + item_count - 1
  is_margin_known INTEGER NOT NULL CHECK (is_margin_known IN (0, 1)),
  digest          BLOB NOT NULL CHECK (length (digest) = 32),
  created_usec    INTEGER NOT NULL,
  duration_usec   INTEGER NOT NULL
) STRICT;

-- derived, recommend
CREATE TABLE recommendation (
  id          INTEGER PRIMARY KEY,
  run_id      INTEGER NOT NULL REFERENCES run (id),
  customer_id INTEGER NOT NULL REFERENCES customer_ref (id),
  rank        INTEGER NOT NULL CHECK (rank >= 1),
  product_id  INTEGER NOT NULL REFERENCES product_ref (id),
  scenario    INTEGER NOT NULL,  -- TvScenario
  score       REAL NOT NULL CHECK (score BETWEEN 0 AND 100),
  affinity    REAL NOT NULL,     -- the four parts, 0-100 each, before their weights
  popularity  REAL NOT NULL,
  profit      REAL NOT NULL,
  base        REAL NOT NULL,
  explanation TEXT NOT NULL      -- codes and values, see rows/tv-explanation.h
) STRICT;
-- By run, as they are written: another run leaves the places of those before as they are.
CREATE INDEX recommendation_run ON recommendation (run_id, customer_id);

-- derived, recommend: customers that got nothing, and why.
CREATE TABLE run_exclusion (
  run_id      INTEGER NOT NULL REFERENCES run (id),
  customer_id INTEGER NOT NULL REFERENCES customer_ref (id),
  reason      INTEGER NOT NULL,  -- TvExclusion
  PRIMARY KEY (run_id, customer_id)
) STRICT, WITHOUT ROWID;

-- derived, recommend: the model that a run's affinity comes from; none for the original formula.
CREATE TABLE run_model (
  run_id       INTEGER PRIMARY KEY REFERENCES run (id),
  ranker       TEXT NOT NULL,  -- what was asked for: LEARNED
  all_ranker   TEXT NOT NULL,  -- what the base's own last weeks spoke for, over all products
  novel_ranker TEXT NOT NULL,  -- and over new ones
  preset       TEXT NOT NULL,  -- of the weights of the four parts
  digest       BLOB NOT NULL CHECK (length (digest) = 32),
  report       TEXT NOT NULL   -- JSON: windows, rows, weights, figures of the trial
) STRICT;

-- derived, govern: the gate's verdict and the present status; the status can be rebuilt from the ledger.
CREATE TABLE review_item (
  id             INTEGER PRIMARY KEY REFERENCES recommendation (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),
  is_passed      INTEGER NOT NULL CHECK (is_passed IN (0, 1)),   -- the run's policy lets it through
  issues         INTEGER NOT NULL,                               -- bit set of TvGateIssue
  status         INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),-- TvStatus
  version        INTEGER NOT NULL,                               -- goes up by one with each decision
  decided_seq    INTEGER                                         -- ledger_event.seq of the decision in force (an undo brings back the one before), NULL if none
) STRICT;
CREATE INDEX review_item_status ON review_item (run_id, status, is_passed);

-- settings, govern: every version of every policy.
CREATE TABLE policy (
  id                   INTEGER PRIMARY KEY,
  name                 TEXT NOT NULL,
  version              INTEGER NOT NULL,
  minimum_score        REAL NOT NULL,
  maximum_score        REAL NOT NULL,
  minimum_coverage     REAL NOT NULL,
  is_approval_required INTEGER NOT NULL CHECK (is_approval_required IN (0, 1)),
  family_extra_count   INTEGER NOT NULL,   -- same-family items allowed beyond the first
  recent_purchase_days INTEGER NOT NULL,   -- not bought in the last N days; 0 = rule off
  UNIQUE (name, version)
) STRICT;
INSERT INTO policy VALUES (1, 'strict', 1, 80, 100, 0.70, 1, 0, 60);
INSERT INTO policy VALUES (2, 'standard', 1, 60, 100, 0.50, 0, 0, 60);
INSERT INTO policy VALUES (3, 'permissive', 1, 40, 100, 0.30, 0, 0, 60);

-- derived, quality: the figures of a run (SPEC section 9).
CREATE TABLE run_metric (
  run_id INTEGER NOT NULL REFERENCES run (id),
  metric INTEGER NOT NULL,       -- TvMetric
  value  REAL NOT NULL,
  PRIMARY KEY (run_id, metric)
) STRICT, WITHOUT ROWID;

-- derived, quality: counts of a run by scenario, family, segment, score bin, exclusion.
CREATE TABLE run_count (
  run_id    INTEGER NOT NULL REFERENCES run (id),
  dimension INTEGER NOT NULL,    -- TvDimension
  key       INTEGER NOT NULL,    -- scenario, family id, segment, bin of 5 points (0-19), exclusion
  count     INTEGER NOT NULL,
  PRIMARY KEY (run_id, dimension, key)
) STRICT, WITHOUT ROWID;

-- derived, quality: how good the rows of a batch were, 0-100, -1 where there was nothing to look at. Measured when it is asked for, and kept
-- until others come or go that the rows depend on.
CREATE TABLE check_score (
  batch_id      INTEGER PRIMARY KEY REFERENCES import_batch (id),
  score         REAL NOT NULL,
  measured_usec INTEGER NOT NULL
) STRICT;

-- derived, quality: one look back: the last days hidden, what each way of choosing would have foreseen of them.
CREATE TABLE backtest (
  id                  INTEGER PRIMARY KEY,
  as_of_day           INTEGER NOT NULL,  -- the first hidden day
  windows             TEXT NOT NULL,     -- numbers of days with commas: 30,60,90
  list_length         INTEGER NOT NULL,
  draws               INTEGER NOT NULL,  -- of the bootstrap
  batch_id            INTEGER NOT NULL,  -- the state of the sources: the latest change of them
  customer_count      INTEGER NOT NULL,  -- with a purchase before
  is_margin_known     INTEGER NOT NULL CHECK (is_margin_known IN (0, 1)),
  run_ranker          INTEGER NOT NULL,  -- TvRanker and TvPreset that it speaks for
  run_preset          INTEGER NOT NULL,
  shuffled_learned    REAL NOT NULL,     -- the leak test
  shuffled_popularity REAL NOT NULL,
  is_leak_free        INTEGER NOT NULL CHECK (is_leak_free IN (0, 1)),
  report              TEXT NOT NULL,     -- JSON: the training
  created_usec        INTEGER NOT NULL,
  duration_usec       INTEGER NOT NULL
) STRICT;

-- derived, quality: what there was to foresee.
CREATE TABLE backtest_truth (
  backtest_id    INTEGER NOT NULL REFERENCES backtest (id),
  protocol       INTEGER NOT NULL,  -- TvProtocol
  span           INTEGER NOT NULL,  -- index in windows
  customer_count INTEGER NOT NULL,
  pair_count     INTEGER NOT NULL,
  amount_cents   INTEGER NOT NULL,
  best_ranker    INTEGER NOT NULL,  -- TvRanker, by the first window
  PRIMARY KEY (backtest_id, protocol, span)
) STRICT, WITHOUT ROWID;

-- derived, quality: what each way of choosing came to.
CREATE TABLE backtest_figure (
  backtest_id INTEGER NOT NULL REFERENCES backtest (id),
  protocol    INTEGER NOT NULL,
  span        INTEGER NOT NULL,
  ranker      INTEGER NOT NULL,
  preset      INTEGER NOT NULL,  -- TvPreset, -1 = the ranker's own list
  slice       INTEGER NOT NULL,  -- 0 all customers, 1 by segment, 2 by orders before, 3 by scenario
  slice_key   INTEGER NOT NULL,
  metric      INTEGER NOT NULL,  -- the numbers of tv-backtest-store.c
  value       REAL NOT NULL,
  low         REAL,              -- 95 % of the draws, where there are any
  high        REAL,
  PRIMARY KEY (backtest_id, protocol, span, ranker, preset, slice, slice_key, metric)
) STRICT, WITHOUT ROWID;

-- derived, recommend: the backtest that a run rests on; none where nothing was chosen from one.
CREATE TABLE run_backtest (
  run_id      INTEGER PRIMARY KEY REFERENCES run (id),
  backtest_id INTEGER NOT NULL REFERENCES backtest (id)
) STRICT;

-- ----------------------------------------------------------------------------------------------------------------- ledger

-- ledger, ledger: append-only hash chain. hash = SHA-256 over the typed canonical fields and prev_hash (docs/ledger-format.md).
CREATE TABLE ledger_event (
  seq         INTEGER PRIMARY KEY CHECK (seq >= 1),
  stream_id   TEXT NOT NULL,
  time_usec   INTEGER NOT NULL,
  kind        TEXT NOT NULL,     -- WORKSPACE, IMPORT, RUN, GATE, DECISION, EXPORT
  actor       TEXT NOT NULL,
  machine     TEXT NOT NULL,
  batch_id    INTEGER,
  run_id      INTEGER,
  status      INTEGER,           -- DECISION: the new TvStatus; -1 = each item back to what it was (undo)
  item_count  INTEGER NOT NULL,
  item_digest BLOB,              -- SHA-256 over its ledger_item rows in order
  text_digest BLOB,              -- SHA-256 (salt | text) of the free text in ledger_text
  detail      TEXT NOT NULL,     -- machine facts as JSON, no personal data
  prev_hash   BLOB NOT NULL CHECK (length (prev_hash) = 32),
  hash        BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;

-- ledger, ledger: the recommendations that a decision is about.
CREATE TABLE ledger_item (
  seq               INTEGER NOT NULL REFERENCES ledger_event (seq),
  position          INTEGER NOT NULL,
  recommendation_id INTEGER NOT NULL,
  from_status       INTEGER NOT NULL,
  to_status         INTEGER NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_item_recommendation ON ledger_item (recommendation_id);

-- ledger, ledger: free text of an event, salted so that it can be erased without breaking the chain.
CREATE TABLE ledger_text (
  seq  INTEGER PRIMARY KEY REFERENCES ledger_event (seq),
  salt BLOB NOT NULL CHECK (length (salt) = 16),
  text TEXT NOT NULL
) STRICT;

CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON ledger_event BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_item_no_update BEFORE UPDATE ON ledger_item BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_item_no_delete BEFORE DELETE ON ledger_item BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_text_no_update BEFORE UPDATE ON ledger_text BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_text_no_delete BEFORE DELETE ON ledger_text BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;

-- ledger, exchange: files handed out. state goes PREPARED -> PLACED when the finished file has its name; an open sweeps PREPARED ones.
CREATE TABLE export_file (
  id           INTEGER PRIMARY KEY,
  ledger_seq   INTEGER NOT NULL REFERENCES ledger_event (seq),
  run_id       INTEGER NOT NULL REFERENCES run (id),
  file_path    TEXT NOT NULL,
  temp_path    TEXT NOT NULL,
  layout       TEXT NOT NULL CHECK (layout IN ('ITEMS', 'CUSTOMERS')),
  row_count    INTEGER NOT NULL,
  file_sha256  BLOB NOT NULL CHECK (length (file_sha256) = 32),
  state        TEXT NOT NULL CHECK (state IN ('PREPARED', 'PLACED', 'LOST')),
  created_usec INTEGER NOT NULL
) STRICT;
