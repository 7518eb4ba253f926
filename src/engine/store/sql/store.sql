-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings of the workspace: small facts by name.

-- name: get-setting
-- in: key
-- out: value
SELECT value FROM setting WHERE key = :key;

-- name: set-setting
-- in: key, value
-- out: -
INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: delete-setting
-- in: key
-- out: -
DELETE FROM setting WHERE key = :key;

-- name: list-settings
-- in: -
-- out: key, value
SELECT key, value FROM setting ORDER BY key;
