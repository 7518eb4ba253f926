/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical bytes of the ledger, version 1: an event's typed fields behind a head of two bytes,
 * the items of an event, its salted text. Both the appending and the verifying side hash through
 * here, so they cannot come apart. Reads and writes nothing. */
#include "ledger/tv-ledger-format.h"

#include <string.h>

#define EVENT_TAG 0x01

/**
 * tv_ledger_bytes_from_text:
 * @text: (nullable): a text
 *
 * Returns: the text with its length
 */
TvLedgerBytes
tv_ledger_bytes_from_text (const char *text)
{
  return (TvLedgerBytes){ text, text != NULL ? strlen (text) : 0 };
}

static void
add_text (TvDigest *digest, TvLedgerBytes text)
{
  if (text.bytes == NULL)
    tv_digest_add_null (digest);
  else
    tv_digest_add_text_length (digest, text.bytes, text.length);
}

static void
add_integer (TvDigest *digest, TvLedgerInteger integer)
{
  if (integer.is_null)
    tv_digest_add_null (digest);
  else
    tv_digest_add_int64 (digest, integer.value);
}

/**
 * tv_ledger_hash_event:
 * @digest: any digest, begun anew
 * @fields: the fields of the event
 * @out_hash: (out caller-allocates): its hash
 *
 * Makes the hash of an event, which covers the hash of the event before.
 */
void
tv_ledger_hash_event (TvDigest *digest,
                      const TvLedgerFields *fields,
                      guint8 out_hash[TV_DIGEST_LENGTH])
{
  static const guint8 head[] = { EVENT_TAG, TV_LEDGER_VERSION };

  tv_digest_reset (digest);
  tv_digest_add_raw (digest, head, sizeof head);
  add_text (digest, fields->stream_id);
  tv_digest_add_int64 (digest, fields->seq);
  tv_digest_add_blob (digest, fields->prev_hash.bytes, fields->prev_hash.length);
  tv_digest_add_int64 (digest, fields->time_usec);
  add_text (digest, fields->kind);
  add_text (digest, fields->actor);
  add_text (digest, fields->machine);
  add_integer (digest, fields->batch_id);
  add_integer (digest, fields->run_id);
  add_integer (digest, fields->status);
  tv_digest_add_int64 (digest, fields->item_count);
  tv_digest_add_blob (digest, fields->item_digest.bytes, fields->item_digest.length);
  tv_digest_add_blob (digest, fields->text_digest.bytes, fields->text_digest.length);
  add_text (digest, fields->detail);
  tv_digest_finish (digest, out_hash);
}

/**
 * tv_ledger_add_item:
 * @digest: the digest over an event's items
 * @position: the item's place among them, from 0
 * @item: the item
 *
 * Adds the next item of an event.
 */
void
tv_ledger_add_item (TvDigest *digest, gint64 position, const TvLedgerItem *item)
{
  tv_digest_add_int64 (digest, position);
  tv_digest_add_int64 (digest, item->recommendation_id);
  tv_digest_add_int64 (digest, item->from_status);
  tv_digest_add_int64 (digest, item->to_status);
}

/**
 * tv_ledger_hash_text:
 * @digest: any digest, begun anew
 * @salt: (array length=salt_length): random bytes
 * @salt_length: their number
 * @text: what the person wrote
 * @out_hash: (out caller-allocates): the hash
 *
 * Makes the hash of a free text. Without the salt nobody can guess the text from it once both are
 * erased.
 */
void
tv_ledger_hash_text (TvDigest *digest,
                     const void *salt,
                     gsize salt_length,
                     TvLedgerBytes text,
                     guint8 out_hash[TV_DIGEST_LENGTH])
{
  tv_digest_reset (digest);
  tv_digest_add_raw (digest, salt, salt_length);
  tv_digest_add_raw (digest, text.bytes, text.length);
  tv_digest_finish (digest, out_hash);
}
