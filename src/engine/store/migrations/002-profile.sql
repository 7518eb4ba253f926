-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is to be expected of customers. The figures come with the next import or run.

CREATE TABLE profile_before AS SELECT * FROM profile;
DROP TABLE profile;

-- derived, profile: one row per master customer, as of the day in setting 'profile_as_of_day'.
CREATE TABLE profile (
  customer_id       INTEGER PRIMARY KEY REFERENCES customer (id),
  first_order_day   INTEGER,
  last_order_day    INTEGER,
  recency_days      INTEGER,          -- NULL without an order
  order_count       INTEGER NOT NULL,
  spent_cents       INTEGER NOT NULL,
  average_order_cents INTEGER NOT NULL,
  average_gap_days  REAL,             -- mean days between orders, NULL below two
  line_count        INTEGER NOT NULL,
  product_count     INTEGER NOT NULL,
  family_count      INTEGER NOT NULL,
  recency_score     INTEGER NOT NULL CHECK (recency_score BETWEEN 0 AND 5),
  frequency_score   INTEGER NOT NULL CHECK (frequency_score BETWEEN 0 AND 5),
  monetary_score    INTEGER NOT NULL CHECK (monetary_score BETWEEN 0 AND 5),
  segment           INTEGER NOT NULL,  -- TvSegment
  top_family_id     INTEGER REFERENCES family (id),
  top_family_share  REAL NOT NULL,     -- 0-1 of spend
  diversity_ratio   REAL NOT NULL,     -- normalised entropy of the family shares, 0-1
  budget_level      INTEGER NOT NULL,  -- TvBudgetLevel
  last_contact_day  INTEGER,
  contacts_30       INTEGER NOT NULL,
  contacts_90       INTEGER NOT NULL,
  contacts_365      INTEGER NOT NULL,
  is_silent         INTEGER NOT NULL CHECK (is_silent IN (0, 1)),      -- within the silence window
  is_contactable    INTEGER NOT NULL CHECK (is_contactable IN (0, 1)),
  expected_orders   REAL,              -- days with an order in the next 90; NULL where too few customers came back, or without an order
  expected_cents    INTEGER,           -- what they are worth; NULL = not known
  alive_ratio       REAL               -- probability that the customer still buys, 0-1; NULL also where the base has no sign of customers leaving
) STRICT;

INSERT INTO profile (
  customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days,
  line_count, product_count, family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share,
  diversity_ratio, budget_level, last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable)
SELECT
  customer_id, first_order_day, last_order_day, recency_days, order_count, spent_cents, average_order_cents, average_gap_days,
  line_count, product_count, family_count, recency_score, frequency_score, monetary_score, segment, top_family_id, top_family_share,
  diversity_ratio, budget_level, last_contact_day, contacts_30, contacts_90, contacts_365, is_silent, is_contactable
FROM profile_before;
DROP TABLE profile_before;
