-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the recommend room. It writes run, recommendation, run_exclusion, run_model and run_backtest.

-- name: get-next-item
-- in: -
-- out: id
SELECT coalesce (max (id), 0) + 1 AS id FROM recommendation;

-- name: get-next-run
-- in: -
-- out: id
SELECT coalesce (max (id), 0) + 1 AS id FROM run;

-- name: insert-run
-- in: as_of_day, top_n, policy_id, settings, customer_count, eligible_count, served_count, item_count, first_item_id, is_margin_known, digest,
--     created_usec, duration_usec
-- out: -
INSERT INTO run (as_of_day, top_n, policy_id, settings, customer_count, eligible_count, served_count, item_count, first_item_id, is_margin_known, digest,
                 created_usec, duration_usec)
VALUES (:as_of_day, :top_n, :policy_id, :settings, :customer_count, :eligible_count, :served_count, :item_count, :first_item_id, :is_margin_known, :digest,
        :created_usec, :duration_usec);

-- name: insert-item
-- in: id, run_id, customer_id, rank, product_id, scenario, score, affinity, popularity, profit, base, explanation
-- out: -
INSERT INTO recommendation (id, run_id, customer_id, rank, product_id, scenario, score, affinity, popularity, profit, base, explanation)
VALUES (:id, :run_id, :customer_id, :rank, :product_id, :scenario, :score, :affinity, :popularity, :profit, :base, :explanation);

-- name: insert-exclusion
-- in: run_id, customer_id, reason
-- out: -
INSERT INTO run_exclusion (run_id, customer_id, reason) VALUES (:run_id, :customer_id, :reason);

-- name: get-run
-- in: run_id
-- out: as_of_day, settings, first_item_id, item_count
SELECT as_of_day, settings, first_item_id, item_count FROM run WHERE id = :run_id;

-- name: set-policy
-- in: policy_id, run_id
-- out: -
UPDATE run SET policy_id = :policy_id WHERE id = :run_id;

-- name: list-items
-- in: first_id, last_id
-- out: run_id, customer_id, rank, product_id, scenario, score, affinity, popularity, profit, base, explanation
SELECT run_id, customer_id, rank, product_id, scenario, score, affinity, popularity, profit, base, explanation
  FROM recommendation WHERE id BETWEEN :first_id AND :last_id ORDER BY id;

-- name: list-exclusions
-- in: run_id
-- out: customer_id, reason
SELECT customer_id, reason FROM run_exclusion WHERE run_id = :run_id ORDER BY customer_id;

-- name: list-products
-- in: -
-- out: id, product_key, product_label, family
SELECT p.id AS id, p.product_key AS product_key, p.product_label AS product_label, f.name AS family
  FROM product AS p JOIN family AS f ON f.id = p.family_id ORDER BY p.product_key;

-- name: list-before
-- in: run_id
-- out: id, customer_id, product_id, score, affinity, popularity, profit, base
SELECT r.id AS id, r.customer_id AS customer_id, r.product_id AS product_id, r.score AS score, r.affinity AS affinity,
       r.popularity AS popularity, r.profit AS profit, r.base AS base
  FROM run AS u JOIN recommendation AS r ON r.id BETWEEN u.first_item_id AND u.first_item_id + u.item_count - 1
 WHERE u.id = :run_id ORDER BY r.id;

-- name: list-after
-- in: run_id
-- out: id, customer_id, product_id, score, affinity, popularity, profit, base
SELECT r.id AS id, r.customer_id AS customer_id, r.product_id AS product_id, r.score AS score, r.affinity AS affinity,
       r.popularity AS popularity, r.profit AS profit, r.base AS base
  FROM run AS u JOIN recommendation AS r ON r.id BETWEEN u.first_item_id AND u.first_item_id + u.item_count - 1
 WHERE u.id = :run_id ORDER BY r.id;

-- name: list-exclusions-after
-- in: run_id
-- out: customer_id, reason
SELECT customer_id, reason FROM run_exclusion WHERE run_id = :run_id ORDER BY customer_id;

-- name: insert-model
-- in: run_id, ranker, all_ranker, novel_ranker, preset, digest, report
-- out: -
INSERT INTO run_model (run_id, ranker, all_ranker, novel_ranker, preset, digest, report)
VALUES (:run_id, :ranker, :all_ranker, :novel_ranker, :preset, :digest, :report);

-- name: get-model
-- in: run_id
-- out: ranker, all_ranker, novel_ranker, preset, digest, report
SELECT ranker, all_ranker, novel_ranker, preset, digest, report FROM run_model WHERE run_id = :run_id;

-- name: insert-run-backtest
-- in: run_id, backtest_id
-- out: -
INSERT INTO run_backtest (run_id, backtest_id) SELECT :run_id, id FROM backtest WHERE id = :backtest_id;
