-- SPDX-License-Identifier: GPL-3.0-or-later
-- The ledger: appended to, walked from its beginning, never changed.

-- name: get-last-event
-- in: -
-- out: seq, hash
SELECT seq, hash FROM ledger_event ORDER BY seq DESC LIMIT 1;

-- name: count-events
-- in: -
-- out: event_count
SELECT count (*) AS event_count FROM ledger_event;

-- name: insert-event
-- in: seq, stream_id, time_usec, kind, actor, machine, batch_id, run_id, status, item_count, item_digest, text_digest, detail, prev_hash, hash
-- out: -
INSERT INTO ledger_event (seq, stream_id, time_usec, kind, actor, machine, batch_id, run_id, status, item_count, item_digest, text_digest, detail,
                          prev_hash, hash)
VALUES (:seq, :stream_id, :time_usec, :kind, :actor, :machine, :batch_id, :run_id, :status, :item_count, :item_digest, :text_digest, :detail,
        :prev_hash, :hash);

-- name: insert-item
-- in: seq, position, recommendation_id, from_status, to_status
-- out: -
INSERT INTO ledger_item (seq, position, recommendation_id, from_status, to_status)
VALUES (:seq, :position, :recommendation_id, :from_status, :to_status);

-- name: insert-text
-- in: seq, salt, text
-- out: -
INSERT INTO ledger_text (seq, salt, text) VALUES (:seq, :salt, :text);

-- name: list-events
-- in: -
-- out: seq, stream_id, time_usec, kind, actor, machine, batch_id, run_id, status, item_count, item_digest, text_digest, detail, prev_hash, hash
SELECT seq, stream_id, time_usec, kind, actor, machine, batch_id, run_id, status, item_count, item_digest, text_digest, detail, prev_hash, hash
FROM ledger_event NOT INDEXED ORDER BY seq;

-- name: list-items
-- in: -
-- out: seq, position, recommendation_id, from_status, to_status
SELECT seq, position, recommendation_id, from_status, to_status FROM ledger_item NOT INDEXED ORDER BY seq, position;

-- name: list-texts
-- in: -
-- out: seq, salt, text
SELECT seq, salt, text FROM ledger_text NOT INDEXED ORDER BY seq;

-- What people said about codes being one customer, or two.
-- name: list-link-events
-- in: -
-- out: seq, kind, time_usec, actor, detail
SELECT seq, kind, time_usec, actor, detail FROM ledger_event NOT INDEXED WHERE kind IN ('MERGE', 'APART', 'LEAVE', 'LINK_UNDO') ORDER BY seq;

-- What people wrote about customers by hand; the text is NULL where there is none.
-- name: list-edit-events
-- in: -
-- out: seq, kind, time_usec, actor, detail, text
SELECT e.seq AS seq, e.kind AS kind, e.time_usec AS time_usec, e.actor AS actor, e.detail AS detail, t.text AS text
FROM ledger_event AS e NOT INDEXED LEFT JOIN ledger_text AS t ON t.seq = e.seq WHERE e.kind IN ('EDIT', 'EDIT_UNDO') ORDER BY e.seq;
