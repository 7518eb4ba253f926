-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the quality room: the figures of a run.

-- name: insert-metric
-- in: run_id, metric, value
-- out: -
INSERT INTO run_metric (run_id, metric, value) VALUES (:run_id, :metric, :value);

-- name: insert-count
-- in: run_id, dimension, key, count
-- out: -
INSERT INTO run_count (run_id, dimension, key, count) VALUES (:run_id, :dimension, :key, :count);
