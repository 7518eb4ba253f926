-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the quality room: the figures of a run.

-- name: insert-metric
-- in: run_id, metric, value
-- out: -
INSERT INTO run_metric (run_id, metric, value) VALUES (:run_id, :metric, :value);

-- name: set-metric
-- in: value, run_id, metric
-- out: -
UPDATE run_metric SET value = :value WHERE run_id = :run_id AND metric = :metric;

-- name: insert-count
-- in: run_id, dimension, key, count
-- out: -
INSERT INTO run_count (run_id, dimension, key, count) VALUES (:run_id, :dimension, :key, :count);

-- The checks of data quality. Rows of batches that were undone do not count; of a customer or product the latest row does.

-- name: get-largest-refs
-- in: -
-- out: customer_ref_id, product_ref_id
SELECT (SELECT coalesce (max (id), 0) FROM customer_ref) AS customer_ref_id, (SELECT coalesce (max (id), 0) FROM product_ref) AS product_ref_id;

-- name: list-known-customers
-- in: -
-- out: id
SELECT id FROM customer;

-- name: list-known-products
-- in: -
-- out: product_ref_id
SELECT product_ref_id FROM product_alias;

-- name: list-undone
-- in: -
-- out: id
SELECT id FROM import_batch WHERE state = 'UNDONE';

-- name: list-sales
-- in: batch_id, last_id
-- out: id, batch_id, line, customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents, amount_ttc_cents
SELECT id, batch_id, line, customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents, amount_ttc_cents FROM sales_line
 WHERE (:batch_id = 0 OR batch_id = :batch_id) AND id > :last_id AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
 ORDER BY id;

-- name: list-customers
-- in: batch_id
-- out: id, batch_id, line, customer_ref_id, customer_code, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced
SELECT s.id AS id, s.batch_id AS batch_id, s.line AS line, s.customer_ref_id AS customer_ref_id, r.customer_code AS customer_code, s.last_name AS last_name,
       s.first_name AS first_name, s.email AS email, s.phone AS phone, s.address AS address, s.postal_code AS postal_code, s.city AS city,
       s.country AS country, s.is_optout AS is_optout, s.is_bounced AS is_bounced
FROM source_customer AS s JOIN customer_ref AS r ON r.id = s.customer_ref_id
WHERE CASE WHEN :batch_id = 0
           THEN s.id IN (SELECT max (id) FROM source_customer WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE') GROUP BY customer_ref_id)
           ELSE s.batch_id = :batch_id END
ORDER BY s.id;

-- name: count-contactable
-- in: -
-- out: people, contactable
SELECT count (*) AS people, coalesce (sum (has_address AND NOT is_barred), 0) AS contactable
FROM (SELECT max (email <> '' OR phone <> '') AS has_address, max (is_optout OR is_bounced) AS is_barred FROM customer GROUP BY master_id);

-- name: count-contacts
-- in: batch_id
-- out: contacts
SELECT count (*) AS contacts
FROM contact_event AS e JOIN import_batch AS b ON b.id = e.batch_id
WHERE CASE WHEN :batch_id = 0 THEN b.state = 'COMMITTED' ELSE e.batch_id = :batch_id END;

-- name: list-future-contacts
-- in: batch_id, today
-- out: id, batch_id, line, customer_code, contact_day
SELECT e.id AS id, e.batch_id AS batch_id, e.line AS line, r.customer_code AS customer_code, e.contact_day AS contact_day
FROM contact_event AS e JOIN import_batch AS b ON b.id = e.batch_id JOIN customer_ref AS r ON r.id = e.customer_ref_id
WHERE CASE WHEN :batch_id = 0 THEN b.state = 'COMMITTED' ELSE e.batch_id = :batch_id END AND e.contact_day > :today
ORDER BY e.id;

-- name: get-customer-names
-- in: id
-- out: customer_code, last_name, first_name
SELECT r.customer_code AS customer_code, c.last_name AS last_name, c.first_name AS first_name
FROM customer AS c JOIN customer_ref AS r ON r.id = c.id WHERE c.id = :id;

-- Who is a customer by now: duplicates that are linked or merged have a master, who stands for them.
-- name: list-masters
-- in: batch_id
-- out: id, last_name, first_name, email, phone, address, postal_code, is_of_batch
SELECT c.id AS id, c.last_name AS last_name, c.first_name AS first_name, c.email AS email, c.phone AS phone,
       c.address AS address, c.postal_code AS postal_code,
       :batch_id = 0 OR c.id IN (SELECT customer_ref_id FROM source_customer WHERE batch_id = :batch_id) AS is_of_batch
FROM customer AS c WHERE c.master_id = c.id ORDER BY c.id;

-- name: get-master
-- in: id
-- out: master_id
SELECT master_id FROM customer WHERE id = :id;

-- name: list-products
-- in: batch_id
-- out: id, batch_id, line, product_ref_id, product_key, product_label, family, sub_family, brand, grape, vintage, price_cents, cost_cents
SELECT s.id AS id, s.batch_id AS batch_id, s.line AS line, s.product_ref_id AS product_ref_id, r.text AS product_key, s.product_label AS product_label,
       s.family AS family, s.sub_family AS sub_family, s.brand AS brand, s.grape AS grape, s.vintage AS vintage, s.price_cents AS price_cents,
       s.cost_cents AS cost_cents
FROM source_product AS s JOIN product_ref AS r ON r.id = s.product_ref_id
WHERE CASE WHEN :batch_id = 0
           THEN s.id IN (SELECT max (id) FROM source_product WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE') GROUP BY product_ref_id)
           ELSE s.batch_id = :batch_id END
  AND NOT EXISTS (SELECT 1 FROM product_alias AS a WHERE a.product_ref_id = s.product_ref_id AND a.product_id <> s.product_ref_id)
ORDER BY s.id;

-- name: list-product-refs
-- in: -
-- out: id, text
SELECT id, text FROM product_ref ORDER BY id;

-- Whom and what a sales line names, known or not.
-- name: get-line-names
-- in: id
-- out: customer_code, product
SELECT c.customer_code AS customer_code, p.text AS product
FROM sales_line AS s LEFT JOIN customer_ref AS c ON c.id = s.customer_ref_id LEFT JOIN product_ref AS p ON p.id = s.product_ref_id
WHERE s.id = :id;

-- name: list-rejects
-- in: batch_id
-- out: id, batch_id, line, column_name, code, value
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT id, batch_id, line, column_name, code, value FROM import_reject
 WHERE code NOT IN ('NOT_A_SALE', 'TOTAL_ROW', 'DROPPED') AND (:batch_id = 0 OR batch_id = :batch_id) AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
   AND (:batch_id <> 0 OR ((batch_id || ':' || line) NOT IN settled AND (batch_id || ':' || line || ':' || id) NOT IN settled));

-- The same, counted; the latest import first.
-- name: count-rejects
-- in: batch_id
-- out: batch_id, code, file_name, count
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT r.batch_id AS batch_id, r.code AS code, i.file_name AS file_name, count (*) AS count FROM import_reject AS r JOIN import_batch AS i ON i.id = r.batch_id
 WHERE r.code NOT IN ('NOT_A_SALE', 'TOTAL_ROW', 'DROPPED') AND (:batch_id = 0 OR r.batch_id = :batch_id) AND i.state <> 'UNDONE'
   AND (:batch_id <> 0 OR ((r.batch_id || ':' || r.line) NOT IN settled AND (r.batch_id || ':' || r.line || ':' || r.id) NOT IN settled))
 GROUP BY r.batch_id, r.code ORDER BY r.batch_id DESC;

-- name: list-batches
-- in: -
-- out: id, source_name, file_name, kind, created_usec, accepted_count, amount_cents, first_day, last_day, columns, currency
SELECT b.id AS id, coalesce (o.source_name, b.file_name) AS source_name, b.file_name AS file_name, b.kind AS kind, b.created_usec AS created_usec,
       b.accepted_count AS accepted_count,
       (SELECT value FROM batch_figure AS f WHERE f.batch_id = b.id AND f.name = 'amount_cents') AS amount_cents,
       (SELECT value FROM batch_figure AS f WHERE f.batch_id = b.id AND f.name = 'first_day') AS first_day,
       (SELECT value FROM batch_figure AS f WHERE f.batch_id = b.id AND f.name = 'last_day') AS last_day,
       (SELECT group_concat (header, char (10)) FROM (SELECT header FROM batch_column AS c WHERE c.batch_id = b.id ORDER BY header)) AS columns,
       (SELECT max (nullif (substr (form, 6), '')) FROM batch_column AS c WHERE c.batch_id = b.id AND form LIKE '0_00 %') AS currency
FROM import_batch AS b LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE b.state = 'COMMITTED' ORDER BY source_name, b.id;

-- name: insert-check-score
-- in: batch_id, score, measured_usec
-- out: -
INSERT INTO check_score (batch_id, score, measured_usec) VALUES (:batch_id, :score, :measured_usec)
ON CONFLICT (batch_id) DO UPDATE SET score = excluded.score, measured_usec = excluded.measured_usec;

-- A score no longer says what the rows are worth once others came or went that decide on it: after an undo or a redo, and, of a batch with
-- rows that waited for others or were rejected, after another import.
-- name: list-check-scores
-- in: -
-- out: id, file_name, created_usec, score, source
SELECT b.id AS id, b.file_name AS file_name, b.created_usec AS created_usec,
       iif (c.measured_usec >= max (coalesce ((SELECT max (created_usec) FROM batch_change), 0),
                                    iif (b.pending_count + b.rejected_count > 0, (SELECT max (created_usec) FROM import_batch), 0)),
            c.score, NULL) AS score,
       b.kind || ' ' || coalesce (o.source_name, b.file_name) AS source
FROM import_batch AS b LEFT JOIN check_score AS c ON c.batch_id = b.id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE b.state = 'COMMITTED' ORDER BY b.id;

-- Backtests.

-- name: insert-backtest
-- in: as_of_day, windows, list_length, draws, batch_id, customer_count, is_margin_known, run_ranker, run_preset, shuffled_learned,
--     shuffled_popularity, is_leak_free, report, created_usec, duration_usec
-- out: -
INSERT INTO backtest (as_of_day, windows, list_length, draws, batch_id, customer_count, is_margin_known, run_ranker, run_preset, shuffled_learned,
                      shuffled_popularity, is_leak_free, report, created_usec, duration_usec)
VALUES (:as_of_day, :windows, :list_length, :draws, :batch_id, :customer_count, :is_margin_known, :run_ranker, :run_preset, :shuffled_learned,
        :shuffled_popularity, :is_leak_free, :report, :created_usec, :duration_usec);

-- name: insert-backtest-truth
-- in: backtest_id, protocol, span, customer_count, pair_count, amount_cents, best_ranker
-- out: -
INSERT INTO backtest_truth (backtest_id, protocol, span, customer_count, pair_count, amount_cents, best_ranker)
VALUES (:backtest_id, :protocol, :span, :customer_count, :pair_count, :amount_cents, :best_ranker);

-- name: insert-backtest-figure
-- in: backtest_id, protocol, span, ranker, preset, slice, slice_key, metric, value, low, high
-- out: -
INSERT INTO backtest_figure (backtest_id, protocol, span, ranker, preset, slice, slice_key, metric, value, low, high)
VALUES (:backtest_id, :protocol, :span, :ranker, :preset, :slice, :slice_key, :metric, :value, :low, :high);

-- name: list-backtests
-- in: id
-- out: id, as_of_day, windows, list_length, draws, batch_id, customer_count, is_margin_known, run_ranker, run_preset, shuffled_learned,
--      shuffled_popularity, is_leak_free, report, created_usec, duration_usec
SELECT id, as_of_day, windows, list_length, draws, batch_id, customer_count, is_margin_known, run_ranker, run_preset, shuffled_learned,
       shuffled_popularity, is_leak_free, report, created_usec, duration_usec
  FROM backtest WHERE (:id = 0 OR id = :id) ORDER BY id DESC;

-- name: list-backtest-truths
-- in: backtest_id
-- out: protocol, span, customer_count, pair_count, amount_cents, best_ranker
SELECT protocol, span, customer_count, pair_count, amount_cents, best_ranker FROM backtest_truth WHERE backtest_id = :backtest_id ORDER BY protocol, span;

-- name: list-backtest-figures
-- in: backtest_id
-- out: protocol, span, ranker, preset, slice, slice_key, metric, value, low, high
SELECT protocol, span, ranker, preset, slice, slice_key, metric, value, low, high FROM backtest_figure WHERE backtest_id = :backtest_id
 ORDER BY protocol, span, ranker, preset, slice, slice_key, metric;

-- name: delete-backtest-figures
-- in: backtest_id
-- out: -
DELETE FROM backtest_figure WHERE backtest_id = :backtest_id;

-- name: delete-backtest-truths
-- in: backtest_id
-- out: -
DELETE FROM backtest_truth WHERE backtest_id = :backtest_id;

-- name: delete-backtest
-- in: id
-- out: -
DELETE FROM backtest WHERE id = :id;
