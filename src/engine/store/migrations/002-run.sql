-- SPDX-License-Identifier: GPL-3.0-or-later
-- Recommendations of a customer are found by run: another run writes behind those before it, and
-- not between them.

DROP INDEX recommendation_customer;
CREATE INDEX recommendation_run ON recommendation (run_id, customer_id);
