-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the ingest room. It writes import_batch, import_reject, customer_ref, product_ref and the source tables.

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
