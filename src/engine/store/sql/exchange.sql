-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the exchange room: what is approved and may go out, the exports made, the sweep of unfinished ones.

-- name: get-run
-- in: run_id
-- out: as_of_day, top_n
SELECT as_of_day, top_n FROM run WHERE id = :run_id;

-- name: get-latest-run
-- in: -
-- out: id
SELECT id FROM run ORDER BY id DESC LIMIT 1;

-- An item whose customer or product is gone, or whose customer or master has opted out or bounced, is barred.
-- name: list-approved
-- in: run_id
-- out: customer_id, customer_code, last_name, first_name, email, phone, address, postal_code, city, country, rank, product_key,
--      product_label, family, scenario, score, explanation, is_barred
SELECT r.customer_id AS customer_id, ref.customer_code AS customer_code, c.last_name AS last_name, c.first_name AS first_name, c.email AS email,
       c.phone AS phone, c.address AS address, c.postal_code AS postal_code, c.city AS city, c.country AS country, r.rank AS rank,
       p.product_key AS product_key, p.product_label AS product_label, f.name AS family, r.scenario AS scenario, r.score AS score,
       r.explanation AS explanation,
       coalesce (c.is_optout + c.is_bounced + m.is_optout + m.is_bounced, 1) + (p.id IS NULL) AS is_barred
FROM review_item AS i
CROSS JOIN recommendation AS r ON r.id = i.id
LEFT JOIN customer_ref AS ref ON ref.id = r.customer_id
LEFT JOIN customer AS c ON c.id = r.customer_id
LEFT JOIN customer AS m ON m.id = c.master_id
LEFT JOIN product_alias AS a ON a.product_ref_id = r.product_id
LEFT JOIN product AS p ON p.id = a.product_id
LEFT JOIN family AS f ON f.id = p.family_id
WHERE i.run_id = :run_id AND i.status = 1
ORDER BY i.id;

-- name: insert-file
-- in: ledger_seq, run_id, file_path, temp_path, layout, row_count, file_sha256, created_usec
-- out: -
INSERT INTO export_file (ledger_seq, run_id, file_path, temp_path, layout, row_count, file_sha256, state, created_usec)
VALUES (:ledger_seq, :run_id, :file_path, :temp_path, :layout, :row_count, :file_sha256, 'PREPARED', :created_usec);

-- name: set-state
-- in: state, id
-- out: -
UPDATE export_file SET state = :state WHERE id = :id AND state = 'PREPARED';

-- name: list-prepared
-- in: -
-- out: id, file_path, temp_path, file_sha256
SELECT id, file_path, temp_path, file_sha256 FROM export_file WHERE state = 'PREPARED' ORDER BY id;

-- name: count-prepared
-- in: -
-- out: count
SELECT count (*) AS count FROM export_file WHERE state = 'PREPARED';

-- name: list-files
-- in: -
-- out: id, run_id, row_count, created_usec, file_path, layout, file_sha256, state
SELECT id, run_id, row_count, created_usec, file_path, layout, file_sha256, state FROM export_file ORDER BY id DESC;

-- name: list-events
-- in: -
-- out: seq, detail, file_id, file_sha256, row_count
SELECT e.seq AS seq, e.detail AS detail, x.id AS file_id, x.file_sha256 AS file_sha256, x.row_count AS row_count
FROM ledger_event AS e LEFT JOIN export_file AS x ON x.ledger_seq = e.seq
WHERE e.kind = 'EXPORT'
ORDER BY e.seq;
