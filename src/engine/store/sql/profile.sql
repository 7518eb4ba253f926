-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the profile room. It writes profile.

-- name: delete-all
-- in: -
-- out: -
DELETE FROM profile;

-- name: get-last
-- in: -
-- out: customer_id
SELECT coalesce (max (customer_id), -1) AS customer_id FROM profile;

-- name: delete-some
-- in: first, last
-- out: -
DELETE FROM profile WHERE customer_id BETWEEN :first AND :last;

-- name: insert
-- in: customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days, line_count, product_count,
--     family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share, diversity_ratio, budget_level,
--     last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable, expected_orders, expected_cents, alive_ratio
-- out: -
INSERT INTO profile (customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days, line_count,
                     product_count, family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share, diversity_ratio,
                     budget_level, last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable,
                     expected_orders, expected_cents, alive_ratio)
VALUES (:customer_id, :first_order_day, :last_order_day, :recency_days, :order_count, :spent_cents, :average_order_cents, :average_gap_days, :line_count,
        :product_count, :family_count, :recency_score, :frequency_score, :monetary_score, :segment, :top_family_id, :top_family_share, :diversity_ratio,
        :budget_level, :last_contact_day, :contacts_30, :contacts_90, :contacts_365, :is_silent, :is_contactable, :expected_orders,
        :expected_cents, :alive_ratio);

-- name: list-all
-- in: -
-- out: customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days, line_count, product_count,
--     family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share, diversity_ratio, budget_level,
--     last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable, expected_orders, expected_cents, alive_ratio
SELECT customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days, line_count,
       product_count, family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share, diversity_ratio,
       budget_level, last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable,
       expected_orders, expected_cents, alive_ratio
FROM profile ORDER BY customer_id;
