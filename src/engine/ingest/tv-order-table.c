/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps of each order its number and the cells that some column takes, one behind the other, and
 * finds them by a table of open addressing. Lines mostly come in the order of their orders, so the
 * latest order and the next one are looked at before the table is. The slots of very many orders
 * lie in a file that is mapped, whose pages rest every now and then, as the orders themselves. */
#include "ingest/tv-order-table.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "base/tv-far-memory.h"
#include "base/tv-far-pieces.h"
#include "base/tv-hash.h"
#include "ingest/tv-float-codes.h"
#include "ingest/tv-record-source.h"

#define PLACE_BITS 33
#define PLACE_MASK ((G_GUINT64_CONSTANT (1) << PLACE_BITS) - 1)
#define FIRST_BITS 12
#define NEAR_BITS 21     /* 16 MB of slots: one and a half million orders */
#define MOST_BITS 31     /* what a slot keeps of a hash */
#define FAR_TOUCHES 1024 /* looks at far pages between two rests */
#define PAGE 4096
#define CHECK_EVERY 0xfff /* records between two looks at the cancel */

/* A cell that is kept: its length, then its bytes. */
typedef guint32 Length;

/* The highest bits of the order's hash, below them its place in units of its alignment and one; 0 =
 * free. The hash's first bits say where a slot is, so that it finds its place in a larger table. */
typedef guint64 Slot;

struct _TvOrderTable
{
  const TvImportJoin *join;
  gboolean *is_wanted; /* by column behind the lines' own */
  TvFarPieces *orders; /* each its key, then a cell for each wanted column */
  Slot *slots;
  TvFarMemory *far_slots; /* (nullable) where they lie if there are very many */
  guint slot_bits;
  gsize order_count;
  guint far_touches;
  guint64 latest; /* place of the order of the latest line; TV_FAR_PIECES_NONE */

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

static void
touch_slot (TvOrderTable *table, gsize at)
{
  __atomic_fetch_or ((guint8 *) &table->slots[at], 0, __ATOMIC_RELAXED);
  if (++table->far_touches < FAR_TOUCHES)
    return;
  table->far_touches = 0;
  tv_far_memory_rest (table->far_slots);
}

static gboolean
has_key (TvOrderTable *table, guint64 place, const char *key, gsize key_length)
{
  guint32 order_length;
  const char *cursor = tv_far_pieces_get (table->orders, place, &order_length);
  gsize length;
  const char *found = get_cell (&cursor, &length);

  return length == key_length && memcmp (found, key, length) == 0;
}

static guint64
get_place (Slot slot)
{
  return ((slot & PLACE_MASK) - 1) * TV_FAR_PIECES_ALIGNMENT;
}

/* The slot of a key: its own, or a free one. */
static Slot *
find_slot (TvOrderTable *table, const char *key, gsize key_length, guint64 hash)
{
  gsize mask = ((gsize) 1 << table->slot_bits) - 1;
  gsize at = hash >> (64 - table->slot_bits);

  if (table->far_slots != NULL)
    touch_slot (table, at);
  while (table->slots[at] != 0
         && (table->slots[at] >> PLACE_BITS != hash >> PLACE_BITS
             || !has_key (table, get_place (table->slots[at]), key, key_length)))
    at = (at + 1) & mask;
  return &table->slots[at];
}

static void
make_slots (TvOrderTable *table)
{
  gsize count = (gsize) 1 << table->slot_bits;

  table->slots = NULL;
  table->far_slots = NULL;
  if (table->slot_bits > NEAR_BITS)
    table->far_slots = tv_far_memory_new (count * sizeof (Slot));
  if (table->far_slots != NULL)
    table->slots = tv_far_memory_add (table->far_slots, count * sizeof (Slot));
  if (table->slots != NULL)
    return;
  g_clear_pointer (&table->far_slots, tv_far_memory_free);
  table->slots = g_new0 (Slot, count);
}

static void
free_slots (Slot *slots, TvFarMemory *far_slots)
{
  if (far_slots != NULL)
    tv_far_memory_free (far_slots);
  else
    g_free (slots);
}

/* Slots stand in the order of their hashes, so old and new are gone through page by page. */
static void
grow (TvOrderTable *table)
{
  Slot *old = table->slots;
  TvFarMemory *old_far = table->far_slots;
  gsize old_count = (gsize) 1 << table->slot_bits;
  gsize mask = old_count * 2 - 1;

  table->slot_bits++;
  make_slots (table);
  for (gsize i = 0; i < old_count; i++)
    {
      gsize at = old[i] >> (64 - table->slot_bits);

      if (i * 2 % (PAGE / sizeof (Slot)) == 0 && table->far_slots != NULL)
        touch_slot (table, i * 2);
      if (i % (FAR_TOUCHES * PAGE / sizeof (Slot)) == 0 && old_far != NULL)
        tv_far_memory_rest (old_far);
      if (old[i] == 0)
        continue;
      while (table->slots[at] != 0)
        at = (at + 1) & mask;
      table->slots[at] = old[i];
    }
  free_slots (old, old_far);
}

static gboolean
fail_full (const TvOrderTable *table, GError **error)
{
  g_autofree char *name = g_path_get_basename (table->join->path);

  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not read “%s”: it holds more orders than fit into memory; split both "
                  "files by date."),
               name);
  return FALSE;
}

static void
write_cells (TvOrderTable *table, const TvRecord *record)
{
  const TvImportJoin *join = table->join;
  const char *key = record->fields[join->order_key];

  g_byte_array_set_size (table->scratch, 0);
  append_cell (table->scratch,
               key,
               tv_float_code_get_length (key, record->lengths[join->order_key]));
  for (guint i = 0; i < join->count; i++)
    if (table->is_wanted[i])
      {
        guint index = join->order_fields[i];
        gboolean is_there = index < record->field_count;

        append_cell (table->scratch,
                     is_there ? record->fields[index] : "",
                     is_there ? record->lengths[index] : 0);
      }
}

/* Keeps an order; of two that have one number, the first. */
static gboolean
keep (TvOrderTable *table, const TvRecord *record, GError **error)
{
  const TvImportJoin *join = table->join;
  const char *key = record->fields[join->order_key];
  gsize key_length = tv_float_code_get_length (key, record->lengths[join->order_key]);
  guint64 hash = tv_hash_bytes (key, key_length);
  Slot *slot = find_slot (table, key, key_length, hash);
  guint64 place;

  if (*slot != 0)
    return TRUE;
  write_cells (table, record);
  place = tv_far_pieces_add (table->orders, table->scratch->data, table->scratch->len);
  if (place == TV_FAR_PIECES_NONE)
    return fail_full (table, error);
  *slot = (hash & ~PLACE_MASK) | (place / TV_FAR_PIECES_ALIGNMENT + 1);
  /* Three quarters of the slots are taken at most. */
  if (++table->order_count * 4 > ((gsize) 3 << table->slot_bits) && table->slot_bits < MOST_BITS)
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
 * Reads a file of orders into memory, and into a file without a name what is more than a few MB.
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
  table->orders = tv_far_pieces_new ();
  table->latest = TV_FAR_PIECES_NONE;
  table->slot_bits = FIRST_BITS;
  make_slots (table);
  table->scratch = g_byte_array_new ();
  table->raw = g_string_new (NULL);
  source = tv_record_source_open (join->path, join->entry, join->dialect, error);
  if (source == NULL || !load (table, source, progress, error))
    return NULL;
  return g_steal_pointer (&table);
}

/**
 * tv_order_table_get_near_bytes:
 * @table: the orders
 *
 * Returns: how many bytes of memory the slots take that never rest
 */
gsize
tv_order_table_get_near_bytes (const TvOrderTable *table)
{
  return table->far_slots != NULL ? 0 : sizeof (Slot) << table->slot_bits;
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
  free_slots (table->slots, table->far_slots);
  tv_far_pieces_free (table->orders);
  g_free (table->is_wanted);
  g_byte_array_unref (table->scratch);
  g_string_free (table->raw, TRUE);
  g_free (table);
}

/* The cells behind the key of an order; NULL = there is none of that key. */
static const char *
find_order (TvOrderTable *table, const char *key, gsize key_length)
{
  guint64 place = table->latest;
  const char *cursor;
  guint32 order_length;
  gsize found_length;

  if (place != TV_FAR_PIECES_NONE && !has_key (table, place, key, key_length))
    {
      place = tv_far_pieces_get_next (table->orders, place);
      if (place != TV_FAR_PIECES_NONE && !has_key (table, place, key, key_length))
        place = TV_FAR_PIECES_NONE;
    }
  if (place == TV_FAR_PIECES_NONE)
    {
      Slot slot = *find_slot (table, key, key_length, tv_hash_bytes (key, key_length));

      if (slot == 0)
        return NULL;
      place = get_place (slot);
    }
  table->latest = place;
  cursor = tv_far_pieces_get (table->orders, place, &order_length);
  get_cell (&cursor, &found_length);
  return cursor;
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

/* The line as its file has it, or its cells, so that one form holds for all of the record. */
static void
append_own (TvOrderTable *table, const TvRecord *record)
{
  const TvImportJoin *join = table->join;

  if (!join->is_written_anew)
    {
      g_string_append_len (table->raw, record->raw, (gssize) record->raw_length);
      return;
    }
  for (guint i = 0; i < MIN (record->field_count, join->own_count); i++)
    {
      if (i > 0)
        g_string_append (table->raw, join->delimiter);
      tv_record_append_cell (table->raw, join->delimiter, record->fields[i], record->lengths[i]);
    }
}

/* A line with too few cells for an order behind them is kept in the form of those that have one. */
static void
keep_own (TvOrderTable *table, TvRecord *record)
{
  g_string_truncate (table->raw, 0);
  append_own (table, record);
  record->raw = table->raw->str;
  record->raw_length = table->raw->len;
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

  if (record->problem != NULL)
    return;
  if (record->field_count < join->own_count)
    {
      keep_own (table, record);
      return;
    }
  if (has_surplus (join, record))
    {
      record->problem = "TOO_MANY_FIELDS";
      return;
    }
  key_length = tv_float_code_get_length (record->fields[join->key], record->lengths[join->key]);
  if (key_length > 0)
    {
      cursor = find_order (table, record->fields[join->key], key_length);
      if (cursor == NULL)
        record->problem = "NO_ORDER";
    }
  /* A record that is rejected is kept as one that can be imported alone: with its order's cells. */
  g_string_truncate (table->raw, 0);
  append_own (table, record);
  memcpy (table->fields, record->fields, join->own_count * sizeof *table->fields);
  memcpy (table->lengths, record->lengths, join->own_count * sizeof *table->lengths);
  for (guint i = 0; i < join->count; i++)
    {
      guint index = join->own_count + i;

      table->fields[index] = "";
      table->lengths[index] = 0;
      if (cursor != NULL && table->is_wanted[i])
        table->fields[index] = get_cell (&cursor, &table->lengths[index]);
      g_string_append (table->raw, delimiter);
      tv_record_append_cell (table->raw, delimiter, table->fields[index], table->lengths[index]);
    }
  record->fields = table->fields;
  record->lengths = table->lengths;
  record->field_count = join->own_count + join->count;
  record->raw = table->raw->str;
  record->raw_length = table->raw->len;
}
