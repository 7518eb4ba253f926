-- SPDX-License-Identifier: GPL-3.0-or-later
-- Backtests, and the one that a run rests on.

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
