-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the ingest room. It writes import_batch and what stands around it, import_reject, customer_ref, product_ref, the source tables and import_preset.

-- name: find-batch
-- in: file_sha256, entry, kind
-- out: id
SELECT b.id AS id FROM import_batch AS b LEFT JOIN batch_origin AS o ON o.batch_id = b.id
 WHERE (EXISTS (SELECT 1 FROM batch_figure AS f WHERE f.batch_id = b.id AND f.name = 'content ' || lower (hex (:file_sha256)))
        OR (b.file_sha256 = :file_sha256 AND coalesce (o.entry, '') = :entry))
   AND b.kind = :kind AND b.state = 'COMMITTED'
 ORDER BY b.id LIMIT 1;

-- name: insert-batch
-- in: kind, file_name, file_size, file_sha256, encoding, delimiter, mapping, created_usec
-- out: -
INSERT INTO import_batch (kind, state, file_name, file_size, file_sha256, encoding, delimiter, mapping, accepted_count, rejected_count, pending_count, created_usec)
VALUES (:kind, 'COMMITTED', :file_name, :file_size, :file_sha256, :encoding, :delimiter, :mapping, 0, 0, 0, :created_usec);

-- name: set-counts
-- in: accepted_count, rejected_count, file_sha256, batch_id
-- out: -
UPDATE import_batch SET accepted_count = :accepted_count, rejected_count = :rejected_count, file_sha256 = :file_sha256 WHERE id = :batch_id;

-- name: set-pending
-- in: pending_count, batch_id
-- out: -
UPDATE import_batch SET pending_count = :pending_count WHERE id = :batch_id;

-- name: list-import-events
-- in: -
-- out: seq, detail, batch_id, file_sha256, accepted_count, rejected_count, kind, is_in_state
SELECT e.seq AS seq, e.detail AS detail, b.id AS batch_id, b.file_sha256 AS file_sha256, b.accepted_count AS accepted_count,
       b.rejected_count AS rejected_count, b.kind AS kind, b.state = iif (last.kind IS 'IMPORT_UNDO', 'UNDONE', 'COMMITTED') AS is_in_state
  FROM ledger_event AS e LEFT JOIN import_batch AS b ON b.id = e.batch_id
  LEFT JOIN (SELECT batch_id, max (seq) AS seq FROM ledger_event WHERE kind IN ('IMPORT_UNDO', 'IMPORT_REDO') GROUP BY batch_id) AS change
    ON change.batch_id = b.id
  LEFT JOIN ledger_event AS last ON last.seq = change.seq
 WHERE e.kind = 'IMPORT' ORDER BY e.seq;

-- name: list-stray-batches
-- in: -
-- out: id
SELECT id FROM import_batch WHERE id NOT IN (SELECT batch_id FROM ledger_event WHERE kind = 'IMPORT' AND batch_id IS NOT NULL) ORDER BY id;

-- name: insert-reject
-- in: batch_id, line, column_name, code, value, raw
-- out: -
INSERT INTO import_reject (batch_id, line, column_name, code, value, raw) VALUES (:batch_id, :line, :column_name, :code, :value, :raw);

-- A code that is an address of somebody else's has a row without values; whose it is can change with the import.
-- name: list-customer-refs
-- in: -
-- out: id, customer_code, is_known
SELECT r.id AS id, r.customer_code AS customer_code, c.id IS NOT NULL AND NOT (c.match_rule IS 'EMAIL' AND c.email = '') AS is_known
  FROM customer_ref AS r LEFT JOIN customer AS c ON c.id = r.id;

-- name: list-addresses
-- in: -
-- out: master_id, email, id
SELECT master_id, email, id FROM customer WHERE email <> '';

-- What files ever called the addresses of customers.
-- name: list-former-addresses
-- in: -
-- out: master_id, email, id
SELECT c.master_id AS master_id, s.email AS email, c.id AS id
  FROM source_customer AS s JOIN customer AS c ON c.id = s.customer_ref_id
 WHERE s.email IS NOT NULL AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- name: get-master
-- in: id
-- out: master_id, last_name, first_name
SELECT master_id, last_name, first_name FROM customer WHERE id = :id;

-- name: insert-customer-ref
-- in: customer_code
-- out: -
INSERT INTO customer_ref (customer_code) VALUES (:customer_code);

-- name: list-product-refs
-- in: is_key
-- out: id, text, is_known
SELECT r.id AS id, r.text AS text, a.product_id IS NOT NULL AS is_known
  FROM product_ref AS r LEFT JOIN product_alias AS a ON a.product_ref_id = r.id WHERE r.is_key = :is_key;

-- name: insert-product-ref
-- in: is_key, text
-- out: -
INSERT INTO product_ref (is_key, text) VALUES (:is_key, :text);

-- name: insert-customer
-- in: batch_id, line, customer_ref_id, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced
-- out: -
INSERT INTO source_customer (batch_id, line, customer_ref_id, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced)
VALUES (:batch_id, :line, :customer_ref_id, :last_name, :first_name, :email, :phone, :address, :postal_code, :city, :country, :is_optout, :is_bounced);

-- name: insert-product
-- in: batch_id, line, product_ref_id, product_label, family, sub_family, brand, vintage, grape, sweetness, price_cents, cost_cents, margin_cents, price_band,
--     premium_tier, is_active, season_tags, stock, attributes
-- out: -
INSERT INTO source_product (batch_id, line, product_ref_id, product_label, family, sub_family, brand, vintage, grape, sweetness, price_cents, cost_cents,
                            margin_cents, price_band, premium_tier, is_active, season_tags, stock, attributes)
VALUES (:batch_id, :line, :product_ref_id, :product_label, :family, :sub_family, :brand, :vintage, :grape, :sweetness, :price_cents, :cost_cents,
        :margin_cents, :price_band, :premium_tier, :is_active, :season_tags, :stock, :attributes);

-- name: insert-line
-- in: batch_id, line, customer_ref_id, product_ref_id, order_day, doc_ref, doc_type, qty_milli, amount_ht_cents, amount_ttc_cents, margin_cents
-- out: -
INSERT INTO sales_line (batch_id, line, customer_ref_id, product_ref_id, order_day, doc_ref, doc_type, qty_milli, amount_ht_cents, amount_ttc_cents, margin_cents)
VALUES (:batch_id, :line, :customer_ref_id, :product_ref_id, :order_day, :doc_ref, :doc_type, :qty_milli, :amount_ht_cents, :amount_ttc_cents, :margin_cents);

-- name: insert-contact
-- in: batch_id, line, customer_ref_id, contact_day, channel, status, campaign_id
-- out: -
INSERT INTO contact_event (batch_id, line, customer_ref_id, contact_day, channel, status, campaign_id)
VALUES (:batch_id, :line, :customer_ref_id, :contact_day, :channel, :status, :campaign_id);

-- name: get-batch
-- in: batch_id
-- out: kind, state, file_name, file_sha256, entry
SELECT b.kind AS kind, b.state AS state, b.file_name AS file_name, b.file_sha256 AS file_sha256, coalesce (o.entry, '') AS entry
  FROM import_batch AS b LEFT JOIN batch_origin AS o ON o.batch_id = b.id WHERE b.id = :batch_id;

-- name: set-state
-- in: state, batch_id
-- out: -
UPDATE import_batch SET state = :state WHERE id = :batch_id;

-- name: insert-change
-- in: batch_id, state, created_usec
-- out: -
INSERT INTO batch_change (batch_id, state, created_usec) VALUES (:batch_id, :state, :created_usec);

-- name: insert-origin
-- in: batch_id, source_name, folder, entry, preset_name
-- out: -
INSERT INTO batch_origin (batch_id, source_name, folder, entry, preset_name) VALUES (:batch_id, :source_name, :folder, :entry, :preset_name);

-- name: insert-figure
-- in: batch_id, name, value
-- out: -
INSERT INTO batch_figure (batch_id, name, value) VALUES (:batch_id, :name, :value);

-- name: insert-column
-- in: batch_id, position, header, column_name, form, filled_count
-- out: -
INSERT INTO batch_column (batch_id, position, header, column_name, form, filled_count)
VALUES (:batch_id, :position, :header, :column_name, :form, :filled_count);

-- The newest batch that still counts, of the same source and kind.
-- name: find-previous
-- in: source_name, kind, batch_id
-- out: id, encoding, delimiter, mapping
SELECT b.id AS id, b.encoding AS encoding, b.delimiter AS delimiter, b.mapping AS mapping
  FROM batch_origin AS o CROSS JOIN import_batch AS b ON b.id = o.batch_id
 WHERE o.source_name = :source_name AND b.kind = :kind AND b.state = 'COMMITTED' AND b.id <> :batch_id ORDER BY b.id DESC LIMIT 1;

-- A reject of another batch whose row is in this one: settled batch:line, or settled batch:line:id of one among several of a line. Line: where the row stands in this batch.
-- name: insert-settled
-- in: batch_id, name, line
-- out: -
INSERT OR IGNORE INTO batch_figure (batch_id, name, value) VALUES (:batch_id, :name, :line);

-- name: list-settled
-- in: -
-- out: batch_id, name, line
SELECT batch_id, name, value AS line FROM batch_figure WHERE name LIKE 'settled %';

-- name: list-figures
-- in: batch_id
-- out: name, value
SELECT name, value FROM batch_figure WHERE batch_id = :batch_id ORDER BY name;

-- name: list-columns
-- in: batch_id
-- out: position, header, column_name, form, filled_count
SELECT position, header, column_name, form, filled_count FROM batch_column WHERE batch_id = :batch_id ORDER BY position;

-- name: put-preset
-- in: name, kind, fingerprint, mapping, created_usec
-- out: -
INSERT INTO import_preset (name, kind, fingerprint, mapping, created_usec) VALUES (:name, :kind, :fingerprint, :mapping, :created_usec)
ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, fingerprint = excluded.fingerprint, mapping = excluded.mapping, created_usec = excluded.created_usec;

-- name: delete-preset
-- in: name
-- out: -
DELETE FROM import_preset WHERE name = :name;

-- name: list-presets
-- in: -
-- out: id, name, kind, mapping, created_usec, fingerprint
SELECT id, name, kind, mapping, created_usec, fingerprint FROM import_preset ORDER BY name;

-- name: find-preset
-- in: name
-- out: mapping
SELECT mapping FROM import_preset WHERE name = :name;

-- name: match-preset
-- in: fingerprint
-- out: name
SELECT name FROM import_preset WHERE fingerprint = :fingerprint ORDER BY created_usec DESC, id DESC LIMIT 1;

-- What is derived about a customer today.
-- name: get-customer
-- in: id
-- out: last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced
SELECT last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced FROM customer WHERE id = :id;

-- name: get-product
-- in: id
-- out: product_label, family, sub_family, brand, grape, vintage, price_cents, cost_cents, premium_tier, is_active, stock, margin_cents
SELECT p.product_label AS product_label, f.name AS family, p.sub_family AS sub_family, p.brand AS brand, p.grape AS grape, p.vintage AS vintage,
       p.price_cents AS price_cents, p.cost_cents AS cost_cents, p.premium_tier AS premium_tier, p.is_active AS is_active, p.stock AS stock,
       p.margin_cents AS margin_cents
  FROM product_alias AS a JOIN product AS p ON p.id = a.product_id JOIN family AS f ON f.id = p.family_id WHERE a.product_ref_id = :id;

-- Lines of other imports that count, for telling which lines of a file are there already.
-- name: list-lines-between
-- in: first_day, last_day, batch_id
-- out: customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents
SELECT customer_ref_id, product_ref_id, order_day, doc_ref, qty_milli, amount_ht_cents FROM sales_line
 WHERE order_day BETWEEN :first_day AND :last_day AND batch_id <> :batch_id AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- name: has-batch-of-size
-- in: file_size, kind
-- out: has_batch
SELECT EXISTS (SELECT 1 FROM import_batch WHERE file_size = :file_size AND kind = :kind AND state = 'COMMITTED')
    OR EXISTS (SELECT 1 FROM batch_figure WHERE name LIKE 'content %' AND value = :file_size) AS has_batch;

-- name: count-lines
-- in: -
-- out: last_id
SELECT coalesce (max (id), 0) AS last_id FROM sales_line;

-- name: get-batch-form
-- in: batch_id
-- out: encoding, delimiter, file_sha256, mapping
SELECT encoding, delimiter, file_sha256, mapping FROM import_batch WHERE id = :batch_id;

-- What each key and label of a product costs, by the catalogue.
-- name: list-prices
-- in: -
-- out: product_ref_id, product_label, price_cents
SELECT a.product_ref_id AS product_ref_id, p.product_label AS product_label, p.price_cents AS price_cents
  FROM product_alias AS a CROSS JOIN product AS p ON p.id = a.product_id WHERE p.price_cents IS NOT NULL;
