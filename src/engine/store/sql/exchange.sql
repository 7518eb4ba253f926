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

-- Who is written to is the person that the customer is a code of by now. An item whose customer or product is gone, or whose customer or
-- person has opted out or bounced, is barred. Items of a run have ids one behind the other, so a part of them is named by two.
-- name: list-approved
-- in: run_id, first, last
-- out: id, person_id, customer_code, last_name, first_name, email, phone, address, postal_code, city, country, rank, product_key,
--      product_label, family, scenario, score, explanation, is_barred
SELECT i.id AS id, coalesce (m.id, r.customer_id) AS person_id, ref.customer_code AS customer_code, m.last_name AS last_name,
       m.first_name AS first_name, m.email AS email, m.phone AS phone, m.address AS address, m.postal_code AS postal_code, m.city AS city,
       m.country AS country, r.rank AS rank, p.product_key AS product_key, p.product_label AS product_label, f.name AS family,
       r.scenario AS scenario, r.score AS score, r.explanation AS explanation,
       coalesce (c.is_optout + c.is_bounced + m.is_optout + m.is_bounced, 1) + (p.id IS NULL) AS is_barred
FROM review_item AS i
CROSS JOIN recommendation AS r ON r.id = i.id
LEFT JOIN customer AS c ON c.id = r.customer_id
LEFT JOIN customer AS m ON m.id = c.master_id
LEFT JOIN customer_ref AS ref ON ref.id = m.id
LEFT JOIN product_alias AS a ON a.product_ref_id = r.product_id
LEFT JOIN product AS p ON p.id = a.product_id
LEFT JOIN family AS f ON f.id = p.family_id
WHERE i.run_id = :run_id AND i.status = 1 AND i.id BETWEEN :first AND :last
ORDER BY i.id;

-- People of whom several codes have items: each item of theirs, the best of a person first.
-- name: list-merged
-- in: run_id
-- out: id
WITH person (id) AS (
  SELECT DISTINCT x.master_id FROM customer AS x
  WHERE x.master_id <> x.id AND EXISTS (SELECT 1 FROM recommendation AS y WHERE y.run_id = :run_id AND y.customer_id = x.id))
SELECT r.id AS id
FROM person
CROSS JOIN customer AS c ON c.master_id = person.id
CROSS JOIN recommendation AS r ON r.run_id = :run_id AND r.customer_id = c.id
CROSS JOIN review_item AS i ON i.id = r.id AND i.status = 1
ORDER BY person.id, r.score DESC, r.id;

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
-- out: seq, detail, file_id, file_sha256, row_count, is_of_run, layout, file_path, created_usec
SELECT e.seq AS seq, e.detail AS detail, x.id AS file_id, x.file_sha256 AS file_sha256, x.row_count AS row_count,
       x.run_id IS e.run_id AS is_of_run, x.layout AS layout, x.file_path AS file_path, x.created_usec AS created_usec
FROM ledger_event AS e LEFT JOIN export_file AS x ON x.ledger_seq = e.seq
WHERE e.kind = 'EXPORT'
ORDER BY e.seq;

-- name: list-strays
-- in: -
-- out: id
SELECT x.id AS id FROM export_file AS x LEFT JOIN ledger_event AS e ON e.seq = x.ledger_seq AND e.kind = 'EXPORT'
 WHERE e.seq IS NULL ORDER BY x.id;
