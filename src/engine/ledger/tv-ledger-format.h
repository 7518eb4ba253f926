/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes that the ledger's hashes are made over; docs/ledger-format.md says the same in words.
 * Inside the ledger's room only. */
#pragma once

#include "base/tv-digest.h"
#include "ledger/tv-ledger.h"

G_BEGIN_DECLS

#define TV_LEDGER_VERSION 1
#define TV_LEDGER_SALT_LENGTH 16

/* A text or blob of a row, with its length, as a text may hold NUL bytes once somebody has changed
 * it. bytes is NULL where NULL. */
typedef struct
{
  const void *bytes;
  gsize length;
} TvLedgerBytes;

/* An integer of a row that may be NULL. */
typedef struct
{
  gint64 value;
  gboolean is_null;
} TvLedgerInteger;

/* What an event's hash covers. */
typedef struct
{
  TvLedgerBytes stream_id;
  gint64 seq;
  TvLedgerBytes prev_hash;
  gint64 time_usec;
  TvLedgerBytes kind, actor, machine;
  TvLedgerInteger batch_id, run_id, status;
  gint64 item_count;
  TvLedgerBytes item_digest, text_digest;
  TvLedgerBytes detail;
} TvLedgerFields;

TvLedgerBytes tv_ledger_bytes_from_text (const char *text);
void tv_ledger_hash_event (TvDigest *digest,
                           const TvLedgerFields *fields,
                           guint8 out_hash[TV_DIGEST_LENGTH]);
void tv_ledger_add_item (TvDigest *digest, gint64 position, const TvLedgerItem *item);
void tv_ledger_hash_text (TvDigest *digest,
                          const void *salt,
                          gsize salt_length,
                          TvLedgerBytes text,
                          guint8 out_hash[TV_DIGEST_LENGTH]);

G_END_DECLS
