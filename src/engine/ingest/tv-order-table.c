/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps of each order its number and the cells that some column takes, one behind the other, and
 * finds them by a table of open addressing. An order takes its cells and some 40 bytes. */
#include "ingest/tv-order-table.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "base/tv-hash.h"
#include "ingest/tv-arena.h"
#include "ingest/tv-record-source.h"

#define MOST_BYTES (G_GUINT64_CONSTANT (1) << 29) /* of the cells that are kept */
#define FIRST_SLOTS 4096
#define CHECK_EVERY 0xfff /* records between two looks at the cancel */

/* A cell that is kept: its length, then its bytes. */
typedef guint32 Length;

typedef struct
{
  guint64 hash; /* 0 = free */
  char *cells;  /* the key, then one cell a wanted column */
} Slot;

struct _TvOrderTable
{
  const TvImportJoin *join;
  gboolean *is_wanted; /* by column behind the lines' own */
  TvArena arena;
  guint64 byte_count;
  Slot *slots;
  gsize slot_count, order_count;

  GByteArray *scratch;
  GString *raw; /* of the latest record that was joined */
  const char *fields[TV_RECORD_MAXIMUM_FIELDS];
  gsize lengths[TV_RECORD_MAXIMUM_FIELDS];
};

static const char *
get_cell (const char **at, gsize *out_length)
{
  const char *text = *at + sizeof (Length);
  Length length;

  memcpy (&length, *at, sizeof length);
  *out_length = length;
  *at = text + length;
  return text;
}

static void
append_cell (GByteArray *cells, const char *text, gsize length)
{
  Length kept = (Length) length;

  g_byte_array_append (cells, (const guint8 *) &kept, sizeof kept);
  g_byte_array_append (cells, (const guint8 *) text, (guint) length);
}

static gboolean
has_key (const Slot *slot, const char *key, gsize key_length)
{
  const char *cursor = slot->cells;
  gsize length;
  const char *found = get_cell (&cursor, &length);

  return length == key_length && memcmp (found, key, length) == 0;
}

/* The slot of a key: its own, or a free one. */
static Slot *
find_slot (const TvOrderTable *table, const char *key, gsize key_length, guint64 hash)
{
  gsize at = hash & (table->slot_count - 1);

  while (table->slots[at].hash != 0
         && (table->slots[at].hash != hash || !has_key (&table->slots[at], key, key_length)))
    at = (at + 1) & (table->slot_count - 1);
  return &table->slots[at];
}

static void
grow (TvOrderTable *table)
{
  g_autofree Slot *old = table->slots;
  gsize old_count = table->slot_count;

  table->slot_count *= 2;
  table->slots = g_new0 (Slot, table->slot_count);
  for (gsize i = 0; i < old_count; i++)
    if (old[i].hash != 0)
      {
        gsize at = old[i].hash & (table->slot_count - 1);

        while (table->slots[at].hash != 0)
          at = (at + 1) & (table->slot_count - 1);
        table->slots[at] = old[i];
      }
}

/* Keeps an order; of two that have one number, the first. */
static gboolean
keep (TvOrderTable *table, const TvRecord *record, GError **error)
{
  const TvImportJoin *join = table->join;
  const char *key = record->fields[join->order_key];
  gsize key_length = record->lengths[join->order_key];
  guint64 hash = tv_hash_bytes (key, key_length) | 1;
  Slot *slot = find_slot (table, key, key_length, hash);

  if (slot->hash != 0)
    return TRUE;
  g_byte_array_set_size (table->scratch, 0);
  append_cell (table->scratch, key, key_length);
  for (guint i = 0; i < join->count; i++)
    if (table->is_wanted[i])
      {
        guint index = join->order_fields[i];
        gboolean is_there = index < record->field_count;

        append_cell (table->scratch,
                     is_there ? record->fields[index] : "",
                     is_there ? record->lengths[index] : 0);
      }
  table->byte_count += table->scratch->len;
  if (table->byte_count > MOST_BYTES)
    {
      g_autofree char *name = g_path_get_basename (join->path);

      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not read “%s”: it holds more orders than fit into memory; split both "
                      "files by date."),
                   name);
      return FALSE;
    }
  *slot = (Slot){
    hash,
    tv_arena_copy (&table->arena, (const char *) table->scratch->data, table->scratch->len)
  };
  if (++table->order_count * 2 > table->slot_count)
    grow (table);
  return TRUE;
}

static gboolean
load (TvOrderTable *table, TvRecordSource *source, TvProgress *progress, GError **error)
{
  const TvImportJoin *join = table->join;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) cause = NULL;
  guint seen = 0;

  for (guint i = 0; i < join->dialect->header_rows; i++)
    tv_record_source_read (source, record, NULL);
  while (tv_record_source_read (source, record, &cause)
         && (join->last_line == 0 || record->line <= join->last_line))
    {
      if ((++seen & CHECK_EVERY) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      if (record->problem == NULL && join->order_key < record->field_count
          && record->lengths[join->order_key] > 0 && !keep (table, record, error))
        return FALSE;
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * tv_order_table_load:
 * @join: how lines are joined to the orders; borrowed
 * @is_wanted: (array): for each column behind the lines' own whether it is to be kept
 * @progress: (nullable): cancel
 * @error: return location for an error that names the file, or a cancel
 *
 * Reads a file of orders into memory.
 *
 * Returns: (transfer full) (nullable): its orders
 */
TvOrderTable *
tv_order_table_load (const TvImportJoin *join,
                     const gboolean *is_wanted,
                     TvProgress *progress,
                     GError **error)
{
  g_autoptr (TvOrderTable) table = g_new0 (TvOrderTable, 1);
  g_autoptr (TvRecordSource) source = NULL;

  table->join = join;
  table->is_wanted = g_memdup2 (is_wanted, join->count * sizeof *is_wanted);
  tv_arena_init (&table->arena);
  table->slot_count = FIRST_SLOTS;
  table->slots = g_new0 (Slot, table->slot_count);
  table->scratch = g_byte_array_new ();
  table->raw = g_string_new (NULL);
  source = tv_record_source_open (join->path, join->entry, join->dialect, error);
  if (source == NULL || !load (table, source, progress, error))
    return NULL;
  return g_steal_pointer (&table);
}

/**
 * tv_order_table_free:
 * @table: (transfer full) (nullable): the orders
 *
 * Frees them.
 */
void
tv_order_table_free (TvOrderTable *table)
{
  if (table == NULL)
    return;
  tv_arena_clear (&table->arena);
  g_free (table->is_wanted);
  g_free (table->slots);
  g_byte_array_unref (table->scratch);
  g_string_free (table->raw, TRUE);
  g_free (table);
}

/* A record that is rejected is kept as one that can be imported alone: with its order's cells. */
static void
append_raw (TvOrderTable *table, const char *delimiter, const char *text, gsize length)
{
  gboolean is_plain = memchr (text, '"', length) == NULL && memchr (text, '\n', length) == NULL
                      && memchr (text, '\r', length) == NULL
                      && g_strstr_len (text, (gssize) length, delimiter) == NULL;

  g_string_append (table->raw, delimiter);
  if (is_plain)
    {
      g_string_append_len (table->raw, text, (gssize) length);
      return;
    }
  g_string_append_c (table->raw, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (table->raw, '"');
      g_string_append_c (table->raw, text[i]);
    }
  g_string_append_c (table->raw, '"');
}

/* Cells beyond the header that hold nothing give way to the order's. */
static gboolean
has_surplus (const TvImportJoin *join, const TvRecord *record)
{
  for (guint i = join->own_count; i < record->field_count; i++)
    if (record->lengths[i] > 0)
      return TRUE;
  return FALSE;
}

/**
 * tv_order_table_join:
 * @table: the orders
 * @record: (inout): a record of the lines; its cells stay valid until the next one is joined
 *
 * Puts the cells of its order behind those of a line. A line whose order is not there gets a
 * problem.
 */
void
tv_order_table_join (TvOrderTable *table, TvRecord *record)
{
  const TvImportJoin *join = table->join;
  const char *delimiter = join->delimiter;
  const char *cursor = NULL;
  gsize key_length;

  if (record->problem != NULL || record->field_count < join->own_count)
    return;
  if (has_surplus (join, record))
    {
      record->problem = "TOO_MANY_FIELDS";
      return;
    }
  key_length = record->lengths[join->key];
  if (key_length > 0)
    {
      const char *key = record->fields[join->key];

      cursor = find_slot (table, key, key_length, tv_hash_bytes (key, key_length) | 1)->cells;
      if (cursor == NULL)
        record->problem = "NO_ORDER";
      else
        get_cell (&cursor, &key_length);
    }
  g_string_truncate (table->raw, 0);
  g_string_append_len (table->raw, record->raw, (gssize) record->raw_length);
  memcpy (table->fields, record->fields, join->own_count * sizeof *table->fields);
  memcpy (table->lengths, record->lengths, join->own_count * sizeof *table->lengths);
  for (guint i = 0; i < join->count; i++)
    {
      guint index = join->own_count + i;

      table->fields[index] = "";
      table->lengths[index] = 0;
      if (cursor != NULL && table->is_wanted[i])
        table->fields[index] = get_cell (&cursor, &table->lengths[index]);
      append_raw (table, delimiter, table->fields[index], table->lengths[index]);
    }
  record->fields = table->fields;
  record->lengths = table->lengths;
  record->field_count = join->own_count + join->count;
  record->raw = table->raw->str;
  record->raw_length = table->raw->len;
}
