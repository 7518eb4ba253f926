-- SPDX-License-Identifier: GPL-3.0-or-later
-- Scores of the data that came in.

-- derived, quality: how good the rows of a batch were, 0-100, -1 where there was nothing to look at. Measured when it is first asked for.
CREATE TABLE check_score (
  batch_id      INTEGER PRIMARY KEY REFERENCES import_batch (id),
  score         REAL NOT NULL,
  measured_usec INTEGER NOT NULL
) STRICT;
