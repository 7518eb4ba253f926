-- SPDX-License-Identifier: GPL-3.0-or-later
-- Models of runs.

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
