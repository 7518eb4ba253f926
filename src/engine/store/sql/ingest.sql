-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the ingest room. It writes import_batch and what stands around it, import_reject, customer_ref, product_ref, the source tables and import_preset.

-- name: find-batch
-- in: file_sha256, kind
-- out: id
SELECT id FROM import_batch WHERE file_sha256 = :file_sha256 AND kind = :kind AND state = 'COMMITTED' ORDER BY id LIMIT 1;

-- name: insert-batch
-- in: kind, file_name, file_size, file_sha256, encoding, delimiter, mapping, created_usec
-- out: -
INSERT INTO import_batch (kind, state, file_name, file_size, file_sha256, encoding, delimiter, mapping, accepted_count, rejected_count, pending_count, created_usec)
VALUES (:kind, 'COMMITTED', :file_name, :file_size, :file_sha256, :encoding, :delimiter, :mapping, 0, 0, 0, :created_usec);

-- name: set-counts
-- in: accepted_count, rejected_count, batch_id
-- out: -
UPDATE import_batch SET accepted_count = :accepted_count, rejected_count = :rejected_count WHERE id = :batch_id;

-- name: set-pending
-- in: pending_count, batch_id
-- out: -
UPDATE import_batch SET pending_count = :pending_count WHERE id = :batch_id;

-- name: insert-reject
-- in: batch_id, line, column_name, code, value, raw
-- out: -
INSERT INTO import_reject (batch_id, line, column_name, code, value, raw) VALUES (:batch_id, :line, :column_name, :code, :value, :raw);

-- name: list-customer-refs
-- in: -
-- out: id, customer_code
SELECT id, customer_code FROM customer_ref;

-- name: insert-customer-ref
-- in: customer_code
-- out: -
INSERT INTO customer_ref (customer_code) VALUES (:customer_code);

-- name: list-product-refs
-- in: is_key
-- out: id, text
SELECT id, text FROM product_ref WHERE is_key = :is_key;

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
-- out: kind, state, file_name, file_sha256
SELECT kind, state, file_name, file_sha256 FROM import_batch WHERE id = :batch_id;

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
-- in: source_name, kind
-- out: id, encoding, delimiter, mapping
SELECT b.id AS id, b.encoding AS encoding, b.delimiter AS delimiter, b.mapping AS mapping
  FROM batch_origin AS o CROSS JOIN import_batch AS b ON b.id = o.batch_id
 WHERE o.source_name = :source_name AND b.kind = :kind AND b.state = 'COMMITTED' ORDER BY b.id DESC LIMIT 1;

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
-- out: id, name, kind, mapping, created_usec
SELECT id, name, kind, mapping, created_usec FROM import_preset ORDER BY name;

-- name: find-preset
-- in: name
-- out: mapping
SELECT mapping FROM import_preset WHERE name = :name;

-- name: match-preset
-- in: fingerprint
-- out: name
SELECT name FROM import_preset WHERE fingerprint = :fingerprint ORDER BY created_usec DESC, id DESC LIMIT 1;
