-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the views: what lists, panes and reports read. They write nothing.

-- The state that caches of sources and of profiles are good for.
-- name: get-stamp
-- in: -
-- out: batch_id, run_id, profile_day, profile_bins
SELECT coalesce ((SELECT max (id) FROM import_batch), 0) + coalesce ((SELECT max (id) FROM batch_change), 0)
       + coalesce ((SELECT sum (cast (value AS INTEGER)) FROM setting WHERE key IN ('customer_links', 'customer_edits')), 0) AS batch_id,
       coalesce ((SELECT max (id) FROM run), 0) AS run_id,
       (SELECT value FROM setting WHERE key = 'profile_as_of_day') AS profile_day,
       (SELECT value FROM setting WHERE key = 'profile_bins') AS profile_bins;

-- name: count-base
-- in: -
-- out: customer_count, product_count, run_count, event_count, family_count, sources_usec
SELECT (SELECT count (*) FROM customer WHERE master_id = id) AS customer_count,
       (SELECT count (*) FROM product) AS product_count,
       (SELECT count (*) FROM run) AS run_count,
       (SELECT coalesce (max (seq), 0) FROM ledger_event) AS event_count,
       (SELECT count (*) FROM family) AS family_count,
       max (coalesce ((SELECT max (created_usec) FROM import_batch), 0), coalesce ((SELECT max (created_usec) FROM batch_change), 0)) AS sources_usec;

-- Days of sales; a credit note is no order. From what each batch noted of its lines: in doubt where one that counts noted nothing, or has a later day.
-- A batch without a sale noted the largest and the smallest number.
-- name: get-noted-days
-- in: last_day
-- out: first_order_day, last_order_day, is_in_doubt
SELECT min (nullif (f.value, 2147483647)) AS first_order_day, max (nullif (l.value, -2147483648)) AS last_order_day,
       coalesce (max (f.value IS NULL OR l.value IS NULL OR l.value > :last_day), 0) AS is_in_doubt
  FROM import_batch AS b LEFT JOIN batch_figure AS f ON f.batch_id = b.id AND f.name = 'first_sale_day'
                         LEFT JOIN batch_figure AS l ON l.batch_id = b.id AND l.name = 'last_sale_day'
 WHERE b.kind IN ('SALES_LINES', 'INVOICE_LINES') AND b.accepted_count > 0 AND b.state <> 'UNDONE';

-- name: get-order-days
-- in: last_day
-- out: first_order_day, last_order_day, is_in_doubt
SELECT min (order_day) AS first_order_day, max (order_day) AS last_order_day, 0 AS is_in_doubt FROM sales_line
 WHERE order_day <= :last_day AND qty_milli > 0 AND amount_ht_cents >= 0 AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- The one that files name beside their amounts; the first import that names a single one says it.
-- name: get-imported-currency
-- in: -
-- out: currency
SELECT substr (c.form, 6) AS currency FROM batch_column AS c JOIN import_batch AS b ON b.id = c.batch_id
 WHERE b.state = 'COMMITTED' AND c.form LIKE '0_00 ___' ORDER BY b.id LIMIT 1;

-- name: has-pending
-- in: -
-- out: has_pending
SELECT EXISTS (SELECT 1 FROM customer_ref AS r LEFT JOIN customer AS c ON c.id = r.id WHERE c.id IS NULL)
    OR EXISTS (SELECT 1 FROM product_ref AS r LEFT JOIN product_alias AS a ON a.product_ref_id = r.id WHERE a.product_ref_id IS NULL) AS has_pending;

-- One row for each that waits: to count them by batch here would take a sort of them all.
-- name: list-pending
-- in: -
-- out: batch_id
SELECT s.batch_id AS batch_id FROM sales_line AS s
 WHERE s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
   AND (NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.id = s.customer_ref_id)
        OR NOT EXISTS (SELECT 1 FROM product_alias AS a WHERE a.product_ref_id = s.product_ref_id));

-- The same of contacts, whose customers may be known by an address all the same.
-- name: list-pending-contacts
-- in: -
-- out: batch_id, customer_ref_id
SELECT e.batch_id AS batch_id, e.customer_ref_id AS customer_ref_id FROM contact_event AS e
 WHERE e.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
   AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.id = e.customer_ref_id);

-- name: count-unexported
-- in: run_id
-- out: count
SELECT count (*) AS count FROM review_item
WHERE run_id = :run_id AND status = 1
  AND coalesce (decided_seq, 0) > coalesce ((SELECT max (ledger_seq) FROM export_file WHERE run_id = :run_id AND state <> 'LOST'), -1);

-- name: list-batches
-- in: -
-- out: id, kind, file_name, file_size, accepted_count, rejected_count, created_usec, state, file_sha256, mapping, source_name, folder, entry, preset_name,
--      settled_count, left_out_count, total_count, dropped_count
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT b.id AS id, b.kind AS kind, b.file_name AS file_name, b.file_size AS file_size, b.accepted_count AS accepted_count,
       b.rejected_count AS rejected_count, b.created_usec AS created_usec, b.state AS state, b.file_sha256 AS file_sha256, b.mapping AS mapping,
       o.source_name AS source_name, o.folder AS folder, o.entry AS entry, o.preset_name AS preset_name,
       iif (EXISTS (SELECT 1 FROM settled WHERE key LIKE b.id || ':%'),
            (SELECT count (*) FROM import_reject AS r WHERE r.batch_id = b.id AND r.code NOT IN ('NOT_A_SALE', 'TOTAL_ROW', 'DROPPED')
                AND ((r.batch_id || ':' || r.line) IN settled OR (r.batch_id || ':' || r.line || ':' || r.id) IN settled)), 0) AS settled_count,
       coalesce ((SELECT value FROM batch_figure AS n WHERE n.batch_id = b.id AND n.name = 'not_sales'), 0) AS left_out_count,
       coalesce ((SELECT value FROM batch_figure AS n WHERE n.batch_id = b.id AND n.name = 'totals'), 0) AS total_count,
       coalesce ((SELECT value FROM batch_figure AS n WHERE n.batch_id = b.id AND n.name = 'dropped'), 0) AS dropped_count
FROM import_batch AS b LEFT JOIN batch_origin AS o ON o.batch_id = b.id ORDER BY b.id DESC;

-- Rejects that are open: those whose row came back in a file that counts are settled, by their line or, where several products of one order were rejected, by the reject.
-- name: list-rejects
-- in: limit_count
-- out: id, batch_id, line, column_name, code, value, raw, is_of_several
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT id, batch_id, line, column_name, code, value, raw,
       EXISTS (SELECT 1 FROM import_reject AS n WHERE n.id IN (r.id - 1, r.id + 1) AND n.batch_id = r.batch_id AND n.line = r.line) AS is_of_several
  FROM import_reject AS r
 WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
   AND (batch_id || ':' || line) NOT IN settled AND (batch_id || ':' || line || ':' || id) NOT IN settled
 ORDER BY id LIMIT :limit_count;

-- name: list-rejects-of-batch
-- in: batch_id, limit_count
-- out: id, batch_id, line, column_name, code, value, raw, is_of_several
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT id, batch_id, line, column_name, code, value, raw,
       EXISTS (SELECT 1 FROM import_reject AS n WHERE n.id IN (r.id - 1, r.id + 1) AND n.batch_id = r.batch_id AND n.line = r.line) AS is_of_several
  FROM import_reject AS r WHERE batch_id = :batch_id
   AND (batch_id || ':' || line) NOT IN settled AND (batch_id || ':' || line || ':' || id) NOT IN settled
 ORDER BY id LIMIT :limit_count;

-- name: list-customer-keys
-- in: -
-- out: id, customer_code, search_text, segment, recency_score, frequency_score, monetary_score, order_count, spent_cents,
--      average_order_cents, top_family_id, budget_level, last_order_day, last_contact_day, expected_orders, expected_cents
SELECT c.id AS id, ref.customer_code AS customer_code, c.search_text AS search_text, p.segment AS segment, p.recency_score AS recency_score,
       p.frequency_score AS frequency_score, p.monetary_score AS monetary_score, p.order_count AS order_count, p.spent_cents AS spent_cents,
       p.average_order_cents AS average_order_cents, p.top_family_id AS top_family_id, p.budget_level AS budget_level,
       p.last_order_day AS last_order_day, p.last_contact_day AS last_contact_day, p.expected_orders AS expected_orders,
       p.expected_cents AS expected_cents
FROM customer AS c CROSS JOIN customer_ref AS ref ON ref.id = c.id
LEFT JOIN profile AS p ON p.customer_id = c.id
WHERE c.master_id = c.id
ORDER BY c.id;

-- The customers that a batch names in any of its rows, as their masters.
-- name: list-batch-masters
-- in: batch_id
-- out: master_id
SELECT DISTINCT master_id AS master_id FROM customer
 WHERE id IN (SELECT customer_ref_id FROM source_customer WHERE batch_id = :batch_id UNION
              SELECT customer_ref_id FROM sales_line WHERE batch_id = :batch_id UNION
              SELECT customer_ref_id FROM contact_event WHERE batch_id = :batch_id);

-- name: find-master-of-row
-- in: id
-- out: master_id
SELECT c.master_id AS master_id FROM source_customer AS s JOIN customer AS c ON c.id = s.customer_ref_id WHERE s.id = :id;

-- name: find-master-of-line
-- in: id
-- out: master_id
SELECT c.master_id AS master_id FROM sales_line AS s JOIN customer AS c ON c.id = s.customer_ref_id WHERE s.id = :id;

-- name: list-segments
-- in: -
-- out: customer_id, segment
SELECT customer_id, segment FROM profile ORDER BY customer_id;

-- name: list-families
-- in: -
-- out: id, name
SELECT id, name FROM family ORDER BY id;

-- name: get-customer
-- in: id
-- out: id, customer_code, last_name, first_name, is_optout, is_bounced, segment, recency_score, frequency_score, monetary_score,
--      first_order_day, last_order_day, order_count, spent_cents, average_order_cents, average_gap_days, top_family, top_family_share,
--      diversity_ratio, product_count, family_count, budget_level, last_contact_day, contacts_30, contacts_90, contacts_365, is_silent,
--      is_contactable, email, phone, address, postal_code, city, country, expected_orders, expected_cents, alive_ratio
SELECT c.id AS id, ref.customer_code AS customer_code, c.last_name AS last_name, c.first_name AS first_name, c.is_optout AS is_optout,
       c.is_bounced AS is_bounced, p.segment AS segment, p.recency_score AS recency_score, p.frequency_score AS frequency_score,
       p.monetary_score AS monetary_score, p.first_order_day AS first_order_day, p.last_order_day AS last_order_day,
       p.order_count AS order_count, p.spent_cents AS spent_cents, p.average_order_cents AS average_order_cents,
       p.average_gap_days AS average_gap_days, f.name AS top_family, p.top_family_share AS top_family_share,
       p.diversity_ratio AS diversity_ratio, p.product_count AS product_count, p.family_count AS family_count,
       p.budget_level AS budget_level, p.last_contact_day AS last_contact_day, p.contacts_30 AS contacts_30, p.contacts_90 AS contacts_90,
       p.contacts_365 AS contacts_365, p.is_silent AS is_silent, p.is_contactable AS is_contactable, c.email AS email, c.phone AS phone,
       c.address AS address, c.postal_code AS postal_code, c.city AS city, c.country AS country, p.expected_orders AS expected_orders,
       p.expected_cents AS expected_cents, p.alive_ratio AS alive_ratio
FROM customer AS c CROSS JOIN customer_ref AS ref ON ref.id = c.id
LEFT JOIN profile AS p ON p.customer_id = c.id
LEFT JOIN family AS f ON f.id = p.top_family_id
WHERE c.id = :id;

-- name: find-customer
-- in: customer_code
-- out: master_id
SELECT c.master_id AS master_id FROM customer_ref AS ref JOIN customer AS c ON c.id = ref.id WHERE ref.customer_code = :customer_code;

-- An address that contacts alone have in the place of a code says nothing beside the address.
-- name: list-linked-codes
-- in: master_id
-- out: customer_code
SELECT ref.customer_code AS customer_code
FROM customer AS c JOIN customer_ref AS ref ON ref.id = c.id
WHERE c.master_id = :master_id AND c.id <> c.master_id
  AND (c.match_rule IS NOT 'EMAIL' OR c.email <> '' OR EXISTS (SELECT 1 FROM sales_line AS s WHERE s.customer_ref_id = c.id))
ORDER BY ref.customer_code;

-- A customer beside others who may be the same person.
-- name: get-side
-- in: id
-- out: customer_code, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced, master_id, order_count, spent_cents,
--      last_order_day, line_count, contact_count, item_count, run_count
SELECT r.customer_code AS customer_code, c.last_name AS last_name, c.first_name AS first_name, c.email AS email, c.phone AS phone, c.address AS address,
       c.postal_code AS postal_code, c.city AS city, c.country AS country, c.is_optout AS is_optout, c.is_bounced AS is_bounced, c.master_id AS master_id,
       coalesce (p.order_count, 0) AS order_count, coalesce (p.spent_cents, 0) AS spent_cents, p.last_order_day AS last_order_day,
       (SELECT count (*) FROM customer AS m CROSS JOIN sales_line AS s ON s.customer_ref_id = m.id
         WHERE m.master_id = c.id AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')) AS line_count,
       (SELECT count (*) FROM contact_event AS e WHERE e.customer_ref_id IN (SELECT m.id FROM customer AS m WHERE m.master_id = c.id)
         AND e.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')) AS contact_count,
       (SELECT count (*) FROM run AS u CROSS JOIN recommendation AS i ON i.run_id = u.id AND i.customer_id = c.id) AS item_count,
       (SELECT count (*) FROM run AS u WHERE EXISTS (SELECT 1 FROM recommendation AS i WHERE i.run_id = u.id AND i.customer_id = c.id)) AS run_count
FROM customer AS c JOIN customer_ref AS r ON r.id = c.id LEFT JOIN profile AS p ON p.customer_id = c.id WHERE c.id = :id;

-- name: find-linked
-- in: customer_code
-- out: id, master_id, match_rule
SELECT c.id AS id, c.master_id AS master_id, coalesce (c.match_rule, '') AS match_rule
FROM customer_ref AS r JOIN customer AS c ON c.id = r.id WHERE r.customer_code = :customer_code;

-- name: list-group
-- in: master_id
-- out: id
SELECT id FROM customer WHERE master_id = :master_id ORDER BY id LIMIT 1000;

-- name: list-orders
-- in: master_id
-- out: order_day, doc_ref, doc_type, line_count, amount_cents
SELECT s.order_day AS order_day, s.doc_ref AS doc_ref, max (s.doc_type) AS doc_type, count (*) AS line_count, sum (s.amount_ht_cents) AS amount_cents
FROM customer AS c CROSS JOIN sales_line AS s ON s.customer_ref_id = c.id
WHERE c.master_id = :master_id AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
GROUP BY s.order_day, s.doc_ref
ORDER BY s.order_day DESC, s.doc_ref DESC
LIMIT 5000;

-- name: list-family-shares
-- in: master_id
-- out: family, spent_cents
SELECT f.name AS family, sum (s.amount_ht_cents) AS spent_cents
FROM customer AS c CROSS JOIN sales_line AS s ON s.customer_ref_id = c.id
JOIN product_alias AS a ON a.product_ref_id = s.product_ref_id
JOIN product AS p ON p.id = a.product_id
JOIN family AS f ON f.id = p.family_id
WHERE c.master_id = :master_id AND f.is_service = 0 AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
GROUP BY f.id
HAVING sum (s.amount_ht_cents) > 0
ORDER BY spent_cents DESC, f.id;

-- Whom a number means, and whose code it is by now.
-- name: get-identity
-- in: id
-- out: customer_code, last_name, first_name, kept_id, kept_code, kept_last_name, kept_first_name
SELECT ref.customer_code AS customer_code, c.last_name AS last_name, c.first_name AS first_name, m.id AS kept_id,
       kept.customer_code AS kept_code, m.last_name AS kept_last_name, m.first_name AS kept_first_name
FROM customer_ref AS ref
LEFT JOIN customer AS c ON c.id = ref.id
LEFT JOIN customer AS m ON m.id = c.master_id
LEFT JOIN customer_ref AS kept ON kept.id = c.master_id
WHERE ref.id = :id;

-- name: list-items-of-customer
-- in: customer_id, run_id
-- out: id
SELECT id FROM recommendation WHERE customer_id = :customer_id AND run_id = :run_id ORDER BY id;

-- name: get-exclusion
-- in: run_id, customer_id
-- out: reason
SELECT reason FROM run_exclusion WHERE run_id = :run_id AND customer_id = :customer_id;

-- What is recommended to somebody who was merged with another customer since is that one's by now.
-- name: get-item
-- in: id
-- out: id, run_id, customer_id, customer_code, last_name, first_name, segment, budget_level, last_order_day, last_contact_day, rank,
--      product_id, product_key, product_label, family, price_cents, scenario, score, affinity, popularity, profit, base, explanation,
--      status, is_passed, issues, version, decided_seq, kind, time_usec, actor, text, bar, kept_code
SELECT r.id AS id, r.run_id AS run_id, r.customer_id AS customer_id, ref.customer_code AS customer_code, m.last_name AS last_name,
       m.first_name AS first_name, pr.segment AS segment, pr.budget_level AS budget_level, pr.last_order_day AS last_order_day,
       pr.last_contact_day AS last_contact_day, r.rank AS rank, r.product_id AS product_id, p.product_key AS product_key,
       p.product_label AS product_label, f.name AS family, p.price_cents AS price_cents, r.scenario AS scenario, r.score AS score,
       r.affinity AS affinity, r.popularity AS popularity, r.profit AS profit, r.base AS base, r.explanation AS explanation,
       i.status AS status, i.is_passed AS is_passed, i.issues AS issues, i.version AS version, i.decided_seq AS decided_seq, e.kind AS kind,
       e.time_usec AS time_usec, e.actor AS actor, t.text AS text,
       CASE WHEN c.is_optout = 1 OR m.is_optout = 1 THEN 1 WHEN c.is_bounced = 1 OR m.is_bounced = 1 THEN 2
            WHEN c.id IS NULL OR p.id IS NULL THEN 3 ELSE 0 END AS bar,
       CASE WHEN c.master_id <> c.id THEN kept.customer_code ELSE '' END AS kept_code
FROM recommendation AS r CROSS JOIN review_item AS i ON i.id = r.id
LEFT JOIN customer_ref AS ref ON ref.id = r.customer_id
LEFT JOIN customer AS c ON c.id = r.customer_id
LEFT JOIN customer AS m ON m.id = c.master_id
LEFT JOIN customer_ref AS kept ON kept.id = c.master_id
LEFT JOIN profile AS pr ON pr.customer_id = c.master_id
LEFT JOIN product_alias AS a ON a.product_ref_id = r.product_id
LEFT JOIN product AS p ON p.id = a.product_id
LEFT JOIN family AS f ON f.id = p.family_id
LEFT JOIN ledger_event AS e ON e.seq = i.decided_seq
LEFT JOIN ledger_text AS t ON t.seq = i.decided_seq
WHERE r.id = :id;

-- name: get-product
-- in: id
-- out: product_key, product_label, family, price_cents
SELECT p.product_key AS product_key, p.product_label AS product_label, f.name AS family, p.price_cents AS price_cents
FROM product_alias AS a JOIN product AS p ON p.id = a.product_id JOIN family AS f ON f.id = p.family_id WHERE a.product_ref_id = :id;

-- name: list-runs
-- in: -
-- out: id, as_of_day, top_n, policy, policy_version, settings, customer_count, eligible_count, served_count, item_count,
--      is_margin_known, digest, created_usec, duration_usec, minimum_score, backtest_id
SELECT r.id AS id, r.as_of_day AS as_of_day, r.top_n AS top_n, p.name AS policy, p.version AS policy_version, r.settings AS settings,
       r.customer_count AS customer_count, r.eligible_count AS eligible_count, r.served_count AS served_count, r.item_count AS item_count,
       r.is_margin_known AS is_margin_known, r.digest AS digest, r.created_usec AS created_usec, r.duration_usec AS duration_usec,
       p.minimum_score AS minimum_score, coalesce (b.backtest_id, 0) AS backtest_id
FROM run AS r JOIN policy AS p ON p.id = r.policy_id LEFT JOIN run_backtest AS b ON b.run_id = r.id
ORDER BY r.id DESC;

-- name: get-run
-- in: id
-- out: id, as_of_day, top_n, policy, policy_version, settings, customer_count, eligible_count, served_count, item_count,
--      is_margin_known, digest, created_usec, duration_usec, minimum_score, backtest_id
SELECT r.id AS id, r.as_of_day AS as_of_day, r.top_n AS top_n, p.name AS policy, p.version AS policy_version, r.settings AS settings,
       r.customer_count AS customer_count, r.eligible_count AS eligible_count, r.served_count AS served_count, r.item_count AS item_count,
       r.is_margin_known AS is_margin_known, r.digest AS digest, r.created_usec AS created_usec, r.duration_usec AS duration_usec,
       p.minimum_score AS minimum_score, coalesce (b.backtest_id, 0) AS backtest_id
FROM run AS r JOIN policy AS p ON p.id = r.policy_id LEFT JOIN run_backtest AS b ON b.run_id = r.id
WHERE r.id = :id;

-- name: list-run-metrics
-- in: run_id
-- out: metric, value
SELECT metric, value FROM run_metric WHERE run_id = :run_id ORDER BY metric;

-- name: count-statuses
-- in: run_id
-- out: status, is_passed, count
SELECT status, is_passed, count (*) AS count FROM review_item WHERE run_id = :run_id GROUP BY status, is_passed;

-- name: list-run-counts
-- in: run_id, dimension
-- out: key, count, family
SELECT k.key AS key, k.count AS count, f.name AS family
FROM run_count AS k LEFT JOIN family AS f ON f.id = k.key
WHERE k.run_id = :run_id AND k.dimension = :dimension
ORDER BY k.key;

-- name: list-run-events
-- in: -
-- out: run_id, detail
SELECT run_id, detail FROM ledger_event WHERE kind = 'RUN' ORDER BY seq;

-- name: list-run-digests
-- in: -
-- out: id, digest
SELECT id, digest FROM run ORDER BY id;

-- name: get-batch
-- in: batch_id
-- out: file_name, kind, state, accepted_count
SELECT file_name, kind, state, accepted_count FROM import_batch WHERE id = :batch_id;

-- Each customer that a batch brought, with what is known of him today; a code that is not known has no row.
-- name: list-batch-customers
-- in: batch_id
-- out: id, customer_code, is_known, values_text
SELECT r.id AS id, r.customer_code AS customer_code, c.id IS NOT NULL AS is_known,
       coalesce (c.last_name || char (31) || c.first_name || char (31) || c.email || char (31) || c.phone || char (31) || c.address || char (31)
                 || c.postal_code || char (31) || c.city || char (31) || c.country || char (31) || c.is_optout || c.is_bounced, '') AS values_text
FROM (SELECT DISTINCT customer_ref_id FROM source_customer WHERE batch_id = :batch_id) AS s
JOIN customer_ref AS r ON r.id = s.customer_ref_id LEFT JOIN customer AS c ON c.id = r.id ORDER BY r.id;

-- name: list-batch-products
-- in: batch_id
-- out: id, product_key, is_known, values_text
SELECT r.id AS id, r.text AS product_key, p.id IS NOT NULL AS is_known,
       coalesce (p.product_label || char (31) || p.family_id || char (31) || p.sub_family || char (31) || p.brand || char (31)
                 || coalesce (p.vintage, '') || char (31) || p.grape || char (31) || coalesce (p.price_cents, '') || char (31)
                 || coalesce (p.cost_cents, '') || char (31) || coalesce (p.margin_cents, '') || char (31) || coalesce (p.premium_tier, '') || char (31)
                 || p.is_active || char (31) || coalesce (p.stock, ''), '') AS values_text
FROM (SELECT DISTINCT product_ref_id FROM source_product WHERE batch_id = :batch_id) AS s
JOIN product_ref AS r ON r.id = s.product_ref_id LEFT JOIN product AS p ON p.id = r.id ORDER BY r.id;

-- Decisions that a person took after a batch came, on recommendations of runs that knew it.
-- name: list-later-decisions
-- in: batch_id
-- out: seq, run_id, item_count
SELECT e.seq AS seq, e.run_id AS run_id, e.item_count AS item_count FROM ledger_event AS e
 WHERE e.kind = 'DECISION' AND e.seq > (SELECT min (seq) FROM ledger_event WHERE kind = 'IMPORT' AND batch_id = :batch_id) ORDER BY e.seq;

-- name: list-later-runs
-- in: batch_id
-- out: run_id
SELECT e.run_id AS run_id FROM ledger_event AS e
 WHERE e.kind = 'RUN' AND e.seq > (SELECT min (seq) FROM ledger_event WHERE kind = 'IMPORT' AND batch_id = :batch_id) ORDER BY e.seq;

-- name: list-later-exports
-- in: batch_id
-- out: file_path
SELECT file_path FROM export_file
 WHERE state = 'PLACED' AND ledger_seq > (SELECT min (seq) FROM ledger_event WHERE kind = 'IMPORT' AND batch_id = :batch_id) ORDER BY id;

-- name: list-batch-links
-- in: batch_id
-- out: text
SELECT r.text AS text FROM product_alias AS a JOIN product_ref AS r ON r.id = a.product_ref_id
 WHERE a.rule = 'CONFIRMED' AND a.product_id IN (SELECT product_ref_id FROM source_product WHERE batch_id = :batch_id) ORDER BY r.text;

-- Every row that says something about a customer: his own code first, then the linked ones; the newest row of a code first.
-- name: trace-customer
-- in: customer_code
-- out: batch_id, line, file_name, state, created_usec, mapping, folder, entry, code, is_own, last_name, first_name, email, phone, address, postal_code,
--      city, country, is_optout, is_bounced
SELECT s.batch_id AS batch_id, s.line AS line, b.file_name AS file_name, b.state AS state, b.created_usec AS created_usec, b.mapping AS mapping,
       o.folder AS folder, o.entry AS entry, r.customer_code AS code, r.customer_code = :customer_code AS is_own, s.last_name AS last_name,
       s.first_name AS first_name, s.email AS email, s.phone AS phone, s.address AS address, s.postal_code AS postal_code, s.city AS city,
       s.country AS country, s.is_optout AS is_optout, s.is_bounced AS is_bounced
FROM customer_ref AS k LEFT JOIN customer AS c ON c.id = k.id
JOIN source_customer AS s ON s.customer_ref_id = k.id OR s.customer_ref_id IN (SELECT id FROM customer WHERE master_id = c.id)
JOIN customer_ref AS r ON r.id = s.customer_ref_id
JOIN import_batch AS b ON b.id = s.batch_id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE k.customer_code = :customer_code
ORDER BY is_own DESC, s.customer_ref_id, s.id DESC;

-- name: trace-product
-- in: product_key
-- out: batch_id, line, file_name, state, created_usec, mapping, folder, entry, code, is_own, product_label, family, sub_family, brand, vintage, grape,
--      price, cost, margin, price_band, premium_tier, is_active, stock
SELECT s.batch_id AS batch_id, s.line AS line, b.file_name AS file_name, b.state AS state, b.created_usec AS created_usec, b.mapping AS mapping,
       o.folder AS folder, o.entry AS entry, r.text AS code, 1 AS is_own, s.product_label AS product_label, s.family AS family,
       s.sub_family AS sub_family, s.brand AS brand, s.vintage AS vintage, s.grape AS grape, iif (s.price_cents IS NULL, NULL, printf ('%.2f', s.price_cents / 100.0)) AS price,
       iif (s.cost_cents IS NULL, NULL, printf ('%.2f', s.cost_cents / 100.0)) AS cost, iif (s.margin_cents IS NULL, NULL, printf ('%.2f', s.margin_cents / 100.0)) AS margin, s.price_band AS price_band,
       s.premium_tier AS premium_tier, s.is_active AS is_active, s.stock AS stock
FROM product_ref AS r JOIN source_product AS s ON s.product_ref_id = r.id
JOIN import_batch AS b ON b.id = s.batch_id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE r.text = :product_key AND r.is_key = 1
ORDER BY s.id DESC;

-- name: trace-line
-- in: batch_id, line
-- out: batch_id, line, file_name, state, created_usec, mapping, folder, entry, code, is_own, customer_code, product, order_date, doc_ref, doc_type, qty,
--      amount_ht, amount_ttc, margin
SELECT s.batch_id AS batch_id, s.line AS line, b.file_name AS file_name, b.state AS state, b.created_usec AS created_usec, b.mapping AS mapping,
       o.folder AS folder, o.entry AS entry, r.customer_code AS code, 1 AS is_own, r.customer_code AS customer_code, p.text AS product,
       date (s.order_day * 86400, 'unixepoch') AS order_date, s.doc_ref AS doc_ref, s.doc_type AS doc_type,
       rtrim (rtrim (printf ('%.3f', s.qty_milli / 1000.0), '0'), '.') AS qty, iif (s.amount_ht_cents IS NULL, NULL, printf ('%.2f', s.amount_ht_cents / 100.0)) AS amount_ht,
       iif (s.amount_ttc_cents IS NULL, NULL, printf ('%.2f', s.amount_ttc_cents / 100.0)) AS amount_ttc, iif (s.margin_cents IS NULL, NULL, printf ('%.2f', s.margin_cents / 100.0)) AS margin
FROM sales_line AS s JOIN customer_ref AS r ON r.id = s.customer_ref_id JOIN product_ref AS p ON p.id = s.product_ref_id
JOIN import_batch AS b ON b.id = s.batch_id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE s.batch_id = :batch_id AND s.line = :line;

-- The lines of a customer; postage and the like, and what waits for its product, count for nothing in the profile.
-- name: trace-lines-of-customer
-- in: customer_code
-- out: batch_id, line, file_name, state, created_usec, mapping, folder, entry, code, is_own, customer_code, product, order_date, doc_ref, doc_type, qty,
--      amount_ht, amount_ttc, margin, counts
SELECT s.batch_id AS batch_id, s.line AS line, b.file_name AS file_name, b.state AS state, b.created_usec AS created_usec, b.mapping AS mapping,
       o.folder AS folder, o.entry AS entry, r.customer_code AS code, 1 AS is_own, r.customer_code AS customer_code, p.text AS product,
       date (s.order_day * 86400, 'unixepoch') AS order_date, s.doc_ref AS doc_ref, s.doc_type AS doc_type,
       rtrim (rtrim (printf ('%.3f', s.qty_milli / 1000.0), '0'), '.') AS qty, iif (s.amount_ht_cents IS NULL, NULL, printf ('%.2f', s.amount_ht_cents / 100.0)) AS amount_ht,
       iif (s.amount_ttc_cents IS NULL, NULL, printf ('%.2f', s.amount_ttc_cents / 100.0)) AS amount_ttc, iif (s.margin_cents IS NULL, NULL, printf ('%.2f', s.margin_cents / 100.0)) AS margin,
       f.is_service = 0 AS counts
FROM customer_ref AS k JOIN customer AS c ON c.master_id = k.id JOIN sales_line AS s ON s.customer_ref_id = c.id
JOIN customer_ref AS r ON r.id = s.customer_ref_id JOIN product_ref AS p ON p.id = s.product_ref_id
JOIN import_batch AS b ON b.id = s.batch_id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
LEFT JOIN product_alias AS a ON a.product_ref_id = s.product_ref_id LEFT JOIN product AS d ON d.id = a.product_id
LEFT JOIN family AS f ON f.id = d.family_id
WHERE k.customer_code = :customer_code
ORDER BY s.order_day DESC, s.id DESC;

-- By any of the codes, or by the address in the place of one.
-- name: trace-contacts-of-customer
-- in: customer_code
-- out: batch_id, line, file_name, state, created_usec, mapping, folder, entry, code, is_own, contact_date, channel, status, campaign_id
SELECT e.batch_id AS batch_id, e.line AS line, b.file_name AS file_name, b.state AS state, b.created_usec AS created_usec, b.mapping AS mapping,
       o.folder AS folder, o.entry AS entry, r.customer_code AS code, 1 AS is_own, date (e.contact_day * 86400, 'unixepoch') AS contact_date,
       e.channel AS channel, e.status AS status, e.campaign_id AS campaign_id
FROM customer_ref AS k JOIN customer AS m ON m.id = k.id JOIN contact_event AS e JOIN customer_ref AS r ON r.id = e.customer_ref_id
JOIN import_batch AS b ON b.id = e.batch_id LEFT JOIN batch_origin AS o ON o.batch_id = b.id
WHERE k.customer_code = :customer_code
  AND (e.customer_ref_id IN (SELECT c.id FROM customer AS c WHERE c.master_id = k.id)
       OR (m.email <> '' AND instr (r.customer_code, '@') > 0 AND lower (r.customer_code) = m.email))
ORDER BY e.contact_day DESC, e.id DESC;

-- What is stored today, by the names that a trace asks for.
-- name: trace-stored-customer
-- in: customer_code
-- out: last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced
SELECT c.last_name AS last_name, c.first_name AS first_name, c.email AS email, c.phone AS phone, c.address AS address, c.postal_code AS postal_code,
       c.city AS city, c.country AS country, c.is_optout AS is_optout, c.is_bounced AS is_bounced
FROM customer_ref AS r JOIN customer AS c ON c.id = r.id WHERE r.customer_code = :customer_code;

-- name: trace-stored-product
-- in: product_key
-- out: product_label, family, sub_family, brand, vintage, grape, price, cost, margin, premium_tier, is_active, stock
SELECT p.product_label AS product_label, f.name AS family, p.sub_family AS sub_family, p.brand AS brand, p.vintage AS vintage, p.grape AS grape,
       iif (p.price_cents IS NULL, NULL, printf ('%.2f', p.price_cents / 100.0)) AS price, iif (p.cost_cents IS NULL, NULL, printf ('%.2f', p.cost_cents / 100.0)) AS cost,
       iif (p.margin_cents IS NULL, NULL, printf ('%.2f', p.margin_cents / 100.0)) AS margin, p.premium_tier AS premium_tier, p.is_active AS is_active, p.stock AS stock
FROM product AS p JOIN family AS f ON f.id = p.family_id WHERE p.product_key = :product_key;

-- name: trace-stored-profile
-- in: customer_code
-- out: spent, order_count, line_count, first_order_date, last_order_date, average_order, contacts_30, contacts_90, contacts_365, last_contact_date
SELECT iif (p.spent_cents IS NULL, NULL, printf ('%.2f', p.spent_cents / 100.0)) AS spent, p.order_count AS order_count, p.line_count AS line_count,
       date (p.first_order_day * 86400, 'unixepoch') AS first_order_date, date (p.last_order_day * 86400, 'unixepoch') AS last_order_date,
       iif (p.average_order_cents IS NULL, NULL, printf ('%.2f', p.average_order_cents / 100.0)) AS average_order, p.contacts_30 AS contacts_30, p.contacts_90 AS contacts_90,
       p.contacts_365 AS contacts_365, date (p.last_contact_day * 86400, 'unixepoch') AS last_contact_date
FROM customer_ref AS r JOIN profile AS p ON p.customer_id = r.id WHERE r.customer_code = :customer_code;

-- name: list-reject-batches
-- in: -
-- out: batch_id
WITH settled (key) AS (SELECT substr (f.name, 9) FROM batch_figure AS f JOIN import_batch AS b ON b.id = f.batch_id WHERE b.state = 'COMMITTED' AND f.name LIKE 'settled %')
SELECT DISTINCT batch_id FROM import_reject WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')
   AND (batch_id || ':' || line) NOT IN settled AND (batch_id || ':' || line || ':' || id) NOT IN settled
 LIMIT 2;

-- name: list-codes
-- in: -
-- out: customer_code, master_id
SELECT r.customer_code AS customer_code, c.master_id AS master_id FROM customer AS c JOIN customer_ref AS r ON r.id = c.id ORDER BY c.id;

-- name: get-run-of-backtest
-- in: backtest_id
-- out: run_id
SELECT coalesce (max (run_id), 0) AS run_id FROM run_backtest WHERE backtest_id = :backtest_id;
