-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the clean room. It writes customer, family, product and product_alias.

-- Newest row of a code first, so that the first value found is the newest.
-- name: list-source-customers
-- in: -
-- out: customer_ref_id, customer_code, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced
SELECT s.customer_ref_id, r.customer_code, s.last_name, s.first_name, s.email, s.phone, s.address, s.postal_code, s.city, s.country, s.is_optout, s.is_bounced
  FROM source_customer AS s JOIN import_batch AS b ON b.id = s.batch_id JOIN customer_ref AS r ON r.id = s.customer_ref_id
 WHERE b.state = 'COMMITTED' ORDER BY s.customer_ref_id, s.id DESC;

-- Mailing tools know people by their addresses: a code may be one.
-- name: list-contact-flags
-- in: -
-- out: customer_ref_id, is_optout, address
SELECT e.customer_ref_id, e.status = 'OPTOUT' AS is_optout, iif (instr (r.customer_code, '@') > 0, r.customer_code, NULL) AS address
  FROM contact_event AS e JOIN import_batch AS b ON b.id = e.batch_id JOIN customer_ref AS r ON r.id = e.customer_ref_id
 WHERE b.state = 'COMMITTED' AND e.status IN ('OPTOUT', 'BOUNCED');

-- Yeses that came behind certain rows of files: flag 0 opted out, 1 bounced.
-- name: list-later-flags
-- in: row, contact
-- out: customer_ref_id, flag, row, contact, address
SELECT s.customer_ref_id AS customer_ref_id, f.flag AS flag, s.id AS row, 0 AS contact, NULL AS address
  FROM source_customer AS s JOIN import_batch AS b ON b.id = s.batch_id JOIN (SELECT 0 AS flag UNION ALL SELECT 1) AS f
 WHERE s.id > :row AND b.state = 'COMMITTED' AND iif (f.flag = 0, s.is_optout, s.is_bounced) = 1
UNION ALL
SELECT e.customer_ref_id, e.status = 'BOUNCED', 0, e.id, iif (instr (r.customer_code, '@') > 0, r.customer_code, NULL)
  FROM contact_event AS e JOIN import_batch AS b ON b.id = e.batch_id JOIN customer_ref AS r ON r.id = e.customer_ref_id
 WHERE e.id > :contact AND b.state = 'COMMITTED' AND e.status IN ('OPTOUT', 'BOUNCED');

-- name: get-customer-stamp
-- in: -
-- out: last_customer, last_contact, last_change
SELECT (SELECT coalesce (max (id), 0) FROM source_customer) AS last_customer, (SELECT coalesce (max (id), 0) FROM contact_event) AS last_contact,
       (SELECT coalesce (max (id), 0) FROM batch_change) AS last_change;

-- Codes that are addresses, of people whom no file brings as customers: rows of sales or contacts name them. Where their owner is known they have a row without
-- values, linked by e-mail.
-- name: list-address-codes
-- in: -
-- out: id, customer_code, is_there
SELECT r.id AS id, r.customer_code AS customer_code, c.id IS NOT NULL AS is_there
  FROM customer_ref AS r LEFT JOIN customer AS c ON c.id = r.id
 WHERE instr (r.customer_code, '@') > 0 AND (c.id IS NULL OR (c.match_rule = 'EMAIL' AND c.email = ''))
   AND (EXISTS (SELECT 1 FROM sales_line AS s WHERE s.customer_ref_id = r.id AND s.batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE'))
        OR +r.id IN (SELECT customer_ref_id FROM contact_event WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE')))
 ORDER BY r.id;

-- name: delete-customer
-- in: id
-- out: -
DELETE FROM customer WHERE id = :id;

-- name: is-bounced
-- in: id
-- out: is_bounced
SELECT is_bounced FROM customer WHERE id = :id;

-- A row that stays as it is is not written again.
-- name: put-customer
-- in: id, master_id, match_rule, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced, search_text
-- out: -
INSERT INTO customer (id, master_id, match_rule, last_name, first_name, email, phone, address, postal_code, city, country, is_optout, is_bounced, search_text)
VALUES (:id, :master_id, :match_rule, :last_name, :first_name, :email, :phone, :address, :postal_code, :city, :country, :is_optout, :is_bounced, :search_text)
ON CONFLICT (id) DO UPDATE SET master_id = excluded.master_id, match_rule = excluded.match_rule, last_name = excluded.last_name, first_name = excluded.first_name,
  email = excluded.email, phone = excluded.phone, address = excluded.address, postal_code = excluded.postal_code, city = excluded.city,
  country = excluded.country, is_optout = excluded.is_optout, is_bounced = excluded.is_bounced, search_text = excluded.search_text
 WHERE (customer.master_id, customer.match_rule, customer.last_name, customer.first_name, customer.email, customer.phone, customer.address, customer.postal_code,
        customer.city, customer.country, customer.is_optout, customer.is_bounced, customer.search_text)
    IS NOT (excluded.master_id, excluded.match_rule, excluded.last_name, excluded.first_name, excluded.email, excluded.phone, excluded.address, excluded.postal_code,
            excluded.city, excluded.country, excluded.is_optout, excluded.is_bounced, excluded.search_text);

-- Customers whom files that count name.
-- name: list-named-customers
-- in: -
-- out: customer_ref_id
SELECT s.customer_ref_id FROM source_customer AS s JOIN import_batch AS b ON b.id = s.batch_id WHERE b.state = 'COMMITTED';

-- name: list-customer-ids
-- in: -
-- out: id
SELECT id FROM customer ORDER BY id;

-- Their profiles have to be gone before.
-- name: delete-customers
-- in: first, last
-- out: -
DELETE FROM customer WHERE id BETWEEN :first AND :last;

-- The same for products; what a person confirmed as the meaning of a label stays.
-- name: list-kept-products
-- in: -
-- out: product_ref_id
SELECT s.product_ref_id AS product_ref_id FROM source_product AS s JOIN import_batch AS b ON b.id = s.batch_id WHERE b.state = 'COMMITTED'
UNION ALL SELECT product_id FROM product_alias WHERE rule = 'CONFIRMED';

-- name: list-product-ids
-- in: -
-- out: id
SELECT id FROM product ORDER BY id;

-- name: delete-products
-- in: first, last
-- out: -
DELETE FROM product WHERE id BETWEEN :first AND :last;

-- What only lines of sales name, as a service: found anew each time, for a catalogue may name it by now.
-- name: delete-found-services
-- in: -
-- out: -
DELETE FROM product WHERE family_id IN (SELECT id FROM family WHERE is_service = 1)
  AND id NOT IN (SELECT product_ref_id FROM source_product) AND id NOT IN (SELECT product_id FROM product_alias WHERE rule = 'CONFIRMED');

-- name: list-unknown-keys
-- in: -
-- out: id, text
SELECT id, text FROM product_ref WHERE is_key = 1 AND id NOT IN (SELECT id FROM product);

-- name: find-product
-- in: product_key
-- out: id
SELECT id FROM product WHERE product_key = :product_key;

-- name: list-sold
-- in: -
-- out: product_ref_id
SELECT product_ref_id FROM sales_line WHERE batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'UNDONE');

-- name: has-changes
-- in: -
-- out: has_changes
SELECT EXISTS (SELECT 1 FROM batch_change) AS has_changes;

-- name: list-families
-- in: -
-- out: id, name
SELECT id, name FROM family;

-- name: insert-family
-- in: name, is_service
-- out: -
INSERT INTO family (name, is_service) VALUES (:name, :is_service);

-- name: list-source-products
-- in: -
-- out: product_ref_id, product_key, product_label, family, sub_family, brand, vintage, grape, price_cents, cost_cents, margin_cents, price_band, premium_tier, is_active, stock
SELECT s.product_ref_id, r.text AS product_key, s.product_label, s.family, s.sub_family, s.brand, s.vintage, s.grape, s.price_cents, s.cost_cents, s.margin_cents,
       s.price_band, s.premium_tier, s.is_active, s.stock
  FROM source_product AS s JOIN import_batch AS b ON b.id = s.batch_id JOIN product_ref AS r ON r.id = s.product_ref_id
 WHERE b.state = 'COMMITTED' ORDER BY s.product_ref_id, s.id DESC;

-- name: put-product
-- in: id, product_key, product_label, family_id, sub_family, brand, vintage, grape, price_cents, cost_cents, margin_cents, premium_tier, is_active, stock
-- out: -
INSERT INTO product (id, product_key, product_label, family_id, sub_family, brand, vintage, grape, price_cents, cost_cents, margin_cents, premium_tier, is_active, stock)
VALUES (:id, :product_key, :product_label, :family_id, :sub_family, :brand, :vintage, :grape, :price_cents, :cost_cents, :margin_cents, :premium_tier, :is_active, :stock)
ON CONFLICT (id) DO UPDATE SET product_key = excluded.product_key, product_label = excluded.product_label, family_id = excluded.family_id,
  sub_family = excluded.sub_family, brand = excluded.brand, vintage = excluded.vintage, grape = excluded.grape, price_cents = excluded.price_cents,
  cost_cents = excluded.cost_cents, margin_cents = excluded.margin_cents, premium_tier = excluded.premium_tier, is_active = excluded.is_active, stock = excluded.stock;

-- Those that some file brought, or that a person chose as the meaning of a label; what only lines name is found anew, as a service.
-- name: list-products
-- in: -
-- out: id, product_label
SELECT p.id, p.product_label FROM product AS p JOIN family AS f ON f.id = p.family_id
 WHERE f.is_service = 0 OR p.id IN (SELECT product_ref_id FROM source_product) OR p.id IN (SELECT product_id FROM product_alias WHERE rule = 'CONFIRMED');

-- What products were ever called: lines that were sold under a former label keep their product. A label may come several times.
-- name: list-source-labels
-- in: -
-- out: id, product_label, is_present
SELECT s.product_ref_id AS id, s.product_label, s.product_label IS p.product_label AS is_present
  FROM source_product AS s JOIN import_batch AS b ON b.id = s.batch_id JOIN product AS p ON p.id = s.product_ref_id
 WHERE b.state = 'COMMITTED';

-- Products that files know by their names alone, of which nobody said that a label means them.
-- name: list-named-products
-- in: -
-- out: id, product_label
SELECT id, product_label FROM product
 WHERE product_key = product_label AND id NOT IN (SELECT product_id FROM product_alias WHERE rule = 'CONFIRMED') ORDER BY id;

-- name: list-keyed-products
-- in: -
-- out: id, product_label
SELECT id, product_label FROM product WHERE product_key <> product_label;

-- name: list-keyed-labels
-- in: -
-- out: id, product_label, is_present
SELECT s.product_ref_id AS id, s.product_label, s.product_label = p.product_label AS is_present
  FROM source_product AS s JOIN import_batch AS b ON b.id = s.batch_id JOIN product AS p ON p.id = s.product_ref_id
 WHERE b.state = 'COMMITTED' AND p.product_key <> p.product_label;

-- Whether the one product says all that is known of the other.
-- name: says-as-much
-- in: id, other_id
-- out: says_as_much
SELECT EXISTS (SELECT 1 FROM product AS p JOIN family AS f ON f.id = p.family_id CROSS JOIN product AS o JOIN family AS g ON g.id = o.family_id
                WHERE p.id = :id AND o.id = :other_id AND (g.name = '' OR g.is_service = f.is_service AND f.name <> '') AND (o.price_cents IS NULL OR p.price_cents IS NOT NULL)
                  AND (o.cost_cents IS NULL OR p.cost_cents IS NOT NULL) AND (o.margin_cents IS NULL OR p.margin_cents IS NOT NULL)) AS says_as_much;

-- name: delete-product
-- in: id
-- out: -
DELETE FROM product WHERE id = :id;

-- name: has-products
-- in: -
-- out: has_products
SELECT EXISTS (SELECT 1 FROM product) AS has_products;

-- name: list-labels
-- in: -
-- out: id, text
SELECT id, text FROM product_ref WHERE is_key = 0;

-- name: delete-aliases
-- in: -
-- out: -
DELETE FROM product_alias WHERE rule <> 'CONFIRMED';

-- name: insert-key-aliases
-- in: -
-- out: -
INSERT OR IGNORE INTO product_alias (product_ref_id, product_id, rule) SELECT id, id, 'KEY' FROM product;

-- name: insert-alias
-- in: product_ref_id, product_id, rule
-- out: -
INSERT OR IGNORE INTO product_alias (product_ref_id, product_id, rule) VALUES (:product_ref_id, :product_id, :rule);
