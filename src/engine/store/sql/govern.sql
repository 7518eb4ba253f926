-- SPDX-License-Identifier: GPL-3.0-or-later
-- Statements of the govern room: policies, the gate's verdicts, the review list, decisions, and the comparison with the ledger.

-- name: list-policies
-- in: -
-- out: id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
SELECT id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
FROM policy AS p
WHERE version = (SELECT max (version) FROM policy AS newer WHERE newer.name = p.name)
ORDER BY id;

-- name: list-policy-versions
-- in: -
-- out: id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
SELECT id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
FROM policy ORDER BY id;

-- name: find-policy
-- in: name, version
-- out: id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
SELECT id, name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
FROM policy WHERE name = lower (:name) AND version = :version;

-- name: get-next-version
-- in: name
-- out: version
SELECT coalesce (max (version), 0) + 1 AS version FROM policy WHERE name = :name;

-- name: insert-policy
-- in: name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days
-- out: -
INSERT INTO policy (name, version, minimum_score, maximum_score, minimum_coverage, is_approval_required, family_extra_count, recent_purchase_days)
VALUES (:name, :version, :minimum_score, :maximum_score, :minimum_coverage, :is_approval_required, :family_extra_count, :recent_purchase_days);

-- name: list-judged
-- in: run_id
-- out: id, customer_id, scenario, score, issues, status, decided_seq
SELECT i.id AS id, r.customer_id AS customer_id, r.scenario AS scenario, r.score AS score, i.issues AS issues, i.status AS status, i.decided_seq AS decided_seq
FROM run AS u JOIN review_item AS i ON i.id BETWEEN u.first_item_id AND u.first_item_id + u.item_count - 1 CROSS JOIN recommendation AS r ON r.id = i.id
WHERE u.id = :run_id ORDER BY i.id;

-- name: judge-again
-- in: is_passed, issues, status, decided_seq, id
-- out: -
UPDATE review_item SET is_passed = :is_passed, issues = :issues, status = :status, version = version + 1, decided_seq = :decided_seq WHERE id = :id;

-- name: get-run
-- in: run_id
-- out: as_of_day, top_n, item_count, first_item_id, digest, settings, customer_count, eligible_count, served_count, is_margin_known, created_usec
SELECT as_of_day, top_n, item_count, first_item_id, digest, settings, customer_count, eligible_count, served_count, is_margin_known, created_usec
FROM run WHERE id = :run_id;

-- Each run beside the event that records it.
-- name: list-recorded-runs
-- in: -
-- out: seq, detail, run_id, top_n, item_count, customer_count, eligible_count, served_count, is_margin_known, created_usec
SELECT e.seq AS seq, e.detail AS detail, r.id AS run_id, r.top_n AS top_n, r.item_count AS item_count, r.customer_count AS customer_count,
       r.eligible_count AS eligible_count, r.served_count AS served_count, r.is_margin_known AS is_margin_known, r.created_usec AS created_usec
FROM ledger_event AS e JOIN run AS r ON r.id = e.run_id
WHERE e.kind = 'RUN' ORDER BY e.seq;

-- Each time a policy judged, the last one of a run beside the policy that the run names.
-- name: list-recorded-policies
-- in: -
-- out: seq, detail, run_id, name, version
SELECT e.seq AS seq, e.detail AS detail, r.id AS run_id, p.name AS name, p.version AS version
FROM ledger_event AS e
LEFT JOIN (SELECT run_id, max (seq) AS seq FROM ledger_event WHERE kind = 'GATE' GROUP BY run_id) AS last ON last.seq = e.seq
LEFT JOIN run AS r ON r.id = last.run_id LEFT JOIN policy AS p ON p.id = r.policy_id
WHERE e.kind = 'GATE' ORDER BY e.seq;

-- name: get-latest-run
-- in: -
-- out: id
SELECT id FROM run ORDER BY id DESC LIMIT 1;

-- name: insert-item
-- in: id, run_id, is_passed, issues, status, version, decided_seq
-- out: -
INSERT INTO review_item (id, run_id, is_passed, issues, status, version, decided_seq)
VALUES (:id, :run_id, :is_passed, :issues, :status, :version, :decided_seq);

-- name: delete-items
-- in: first_id, last_id
-- out: -
DELETE FROM review_item WHERE id BETWEEN :first_id AND :last_id;

-- name: list-items
-- in: first_id, last_id, status, scenario, minimum_score
-- out: id, customer_id, product_id
SELECT i.id AS id, r.customer_id AS customer_id, r.product_id AS product_id
FROM review_item AS i CROSS JOIN recommendation AS r ON r.id = i.id
WHERE i.id BETWEEN :first_id AND :last_id
  AND (:status < 0 OR i.status = :status)
  AND (:scenario < 0 OR r.scenario = :scenario)
  AND r.score >= :minimum_score
ORDER BY i.id;

-- name: list-items-of-status
-- in: run_id, status, scenario, minimum_score
-- out: id, customer_id, product_id
SELECT i.id AS id, r.customer_id AS customer_id, r.product_id AS product_id
FROM review_item AS i CROSS JOIN recommendation AS r ON r.id = i.id
WHERE i.run_id = :run_id
  AND i.status = :status
  AND (:scenario < 0 OR r.scenario = :scenario)
  AND r.score >= :minimum_score;

-- name: get-search-text
-- in: customer_id
-- out: search_text
SELECT search_text FROM customer WHERE id = :customer_id;

-- name: list-product-labels
-- in: -
-- out: id, product_label
SELECT id, product_label FROM product;

-- name: get-item
-- in: id
-- out: run_id, status, version, decided_seq
SELECT run_id, status, version, decided_seq FROM review_item WHERE id = :id;

-- name: get-verdict
-- in: id
-- out: is_passed
SELECT is_passed FROM review_item WHERE id = :id;

-- name: update-item
-- in: status, decided_seq, id, version
-- out: -
UPDATE review_item SET status = :status, version = version + 1, decided_seq = :decided_seq WHERE id = :id AND version = :version;

-- name: get-event
-- in: seq
-- out: kind, status, run_id, item_count
SELECT kind, status, run_id, item_count FROM ledger_event WHERE seq = :seq;

-- name: list-event-items
-- in: seq
-- out: recommendation_id, from_status, to_status
SELECT recommendation_id, from_status, to_status FROM ledger_item WHERE seq = :seq ORDER BY position;

-- name: list-item-history
-- in: recommendation_id, below_seq
-- out: seq, status
SELECT li.seq AS seq, e.status AS status
FROM ledger_item AS li JOIN ledger_event AS e ON e.seq = li.seq
WHERE li.recommendation_id = :recommendation_id AND li.seq < :below_seq
ORDER BY li.seq DESC;

-- name: get-gate-seq
-- in: run_id
-- out: seq, detail
SELECT seq, detail FROM ledger_event WHERE run_id = :run_id AND kind = 'GATE' ORDER BY seq DESC LIMIT 1;

-- name: get-event-text
-- in: seq
-- out: text
SELECT text FROM ledger_text WHERE seq = :seq;

-- name: list-run-decisions
-- in: run_id
-- out: detail
SELECT detail FROM ledger_event WHERE run_id = :run_id AND kind IN ('DECISION', 'GATE') ORDER BY seq DESC;

-- name: get-undoable
-- in: run_id
-- out: seq, item_count
SELECT e.seq AS seq, e.item_count AS item_count
FROM ledger_event AS e
WHERE e.run_id = :run_id AND e.kind = 'DECISION' AND e.status >= 0 AND e.item_count > 0
  AND NOT EXISTS (SELECT 1 FROM ledger_item AS li LEFT JOIN review_item AS i ON i.id = li.recommendation_id
                  WHERE li.seq = e.seq AND i.decided_seq IS NOT e.seq)
ORDER BY e.seq DESC LIMIT 1;

-- name: list-run-events
-- in: -
-- out: seq, kind, run_id, detail
SELECT seq, kind, run_id, detail FROM ledger_event WHERE kind IN ('RUN', 'GATE') ORDER BY seq;

-- name: list-ledger-items
-- in: -
-- out: seq, recommendation_id, to_status, status
SELECT li.seq AS seq, li.recommendation_id AS recommendation_id, li.to_status AS to_status, e.status AS status
FROM ledger_item AS li JOIN ledger_event AS e ON e.seq = li.seq
ORDER BY li.seq, li.position;

-- name: list-statuses
-- in: -
-- out: id, run_id, is_passed, issues, status, decided_seq, recommendation_id
SELECT i.id AS id, i.run_id AS run_id, i.is_passed AS is_passed, i.issues AS issues, i.status AS status, i.decided_seq AS decided_seq,
       r.id AS recommendation_id
FROM review_item AS i LEFT JOIN recommendation AS r ON r.id = i.id
ORDER BY i.id;

-- name: get-item-customer
-- in: id
-- out: customer_code
SELECT ref.customer_code AS customer_code
FROM recommendation AS r JOIN customer_ref AS ref ON ref.id = r.customer_id
WHERE r.id = :id;
