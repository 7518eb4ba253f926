-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the frame: one SELECT a table in rowid order. They write nothing.

-- name: list-customers
-- in: -
-- out: id, master_id, is_optout, is_bounced, has_address
SELECT id, master_id, is_optout, is_bounced, (email <> '' OR phone <> '' OR address <> '') AS has_address FROM customer ORDER BY id;

-- name: list-families
-- in: -
-- out: id, name, is_service
SELECT id, name, is_service FROM family ORDER BY id;

-- name: list-products
-- in: -
-- out: id, product_key, family_id, price_cents, margin_cents, premium_tier, is_active, stock, product_label
SELECT id, product_key, family_id, price_cents, margin_cents, premium_tier, is_active, stock, product_label FROM product ORDER BY id;

-- name: list-aliases
-- in: -
-- out: product_ref_id, product_id
SELECT product_ref_id, product_id FROM product_alias ORDER BY product_ref_id;

-- An upper bound: lines of undone batches count too.
-- name: count-lines
-- in: -
-- out: line_count
SELECT count (*) AS line_count FROM sales_line;

-- The state of the sources: each change of them is an event.
-- name: get-latest-event
-- in: -
-- out: seq
SELECT coalesce (max (seq), 0) AS seq FROM ledger_event;

-- name: get-line-range
-- in: -
-- out: first_id, last_id
SELECT coalesce ((SELECT min (id) FROM sales_line), 0) AS first_id, coalesce ((SELECT max (id) FROM sales_line), 0) AS last_id;

-- name: list-lines
-- in: first_id, last_id
-- out: customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents, margin_cents
SELECT customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents, margin_cents FROM sales_line
 WHERE id BETWEEN :first_id AND :last_id AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- name: list-undone
-- in: -
-- out: id
SELECT id FROM import_batch WHERE state = 'UNDONE' ORDER BY id;

-- name: list-contacts
-- in: -
-- out: customer_ref_id, contact_day
SELECT customer_ref_id, contact_day FROM contact_event
 WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- Addresses that contacts know people by, and that belong to no single customer: those that do have a row. Codes are looked at before contacts are gathered, of
-- which there may be many more.
-- name: list-contact-addresses
-- in: -
-- out: customer_ref_id, address
SELECT r.id AS customer_ref_id, r.customer_code AS address FROM customer_ref AS r
 WHERE EXISTS (SELECT 1 FROM contact_event) AND instr (r.customer_code, '@') > 0 AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.id = r.id)
   AND +r.id IN (SELECT e.customer_ref_id FROM contact_event AS e);

-- name: list-customer-addresses
-- in: -
-- out: master_id, email
SELECT master_id, email FROM customer WHERE email <> '';

-- name: get-largest-refs
-- in: -
-- out: customer_ref_id, product_ref_id
SELECT (SELECT coalesce (max (id), 0) FROM customer_ref) AS customer_ref_id, (SELECT coalesce (max (id), 0) FROM product_ref) AS product_ref_id;
