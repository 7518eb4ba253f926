/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading the frame: one SELECT a table in rowid order, references resolved through plain arrays,
 * lines grouped by customer and day with two stable counting sorts. Reads customer, family,
 * product, product_alias, contact_event, sales_line; writes nothing. */
#include "frame/tv-frame-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

#define NONE G_MAXUINT32

typedef struct
{
  TvJob *job;
  TvFrame *frame;
  gint64 customer_ref_count, product_ref_count; /* largest ids */
  guint32 *customer_of_ref; /* by customer_ref.id: index of the master, or NONE */
  guint32 *product_of_ref;  /* by product_ref.id: index of the product, or NONE */
  guint32 *family_of_id;    /* by family.id */
  gint64 family_id_count;
  gint64 *margin_cents; /* by product */
} Loader;

static void
loader_clear (Loader *loader)
{
  g_free (loader->customer_of_ref);
  g_free (loader->product_of_ref);
  g_free (loader->family_of_id);
  g_free (loader->margin_cents);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

static guint32 *
new_index (gint64 largest)
{
  guint32 *index = g_new (guint32, largest + 1);

  memset (index, 0xff, (largest + 1) * sizeof *index);
  return index;
}

static gboolean
load_sizes (Loader *loader, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_GET_LARGEST_REFS, error);

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  loader->customer_ref_count = tv_statement_get_int64 (statement, 0);
  loader->product_ref_count = tv_statement_get_int64 (statement, 1);
  tv_statement_reset (statement);
  if (loader->customer_ref_count >= G_MAXINT32 || loader->product_ref_count >= G_MAXINT32)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("Could not load the base: it has more than two thousand million "
                              "customers or products."));
      return FALSE;
    }
  loader->customer_of_ref = new_index (loader->customer_ref_count);
  loader->product_of_ref = new_index (loader->product_ref_count);
  return TRUE;
}

/* Masters come before or after their duplicates, so the flags of duplicates are folded in at a
 * second pass. */
static gboolean
load_customers (Loader *loader, GError **error)
{
  TvFrame *frame = loader->frame;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int pass = 0; pass < 2; pass++)
    {
      TvStatement *statement
          = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_CUSTOMERS, error);
      TvStep step = TV_STEP_ERROR;

      while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
        {
          gint64 id = tv_statement_get_int64 (statement, 0);
          gint64 master = tv_statement_get_int64 (statement, 1);

          if (id > loader->customer_ref_count || master > loader->customer_ref_count)
            continue;
          if (pass == 0 && id == master)
            {
              loader->customer_of_ref[id] = ids->len;
              g_array_append_val (ids, id);
            }
          else if (pass == 1 && loader->customer_of_ref[master] != NONE)
            {
              guint32 customer = loader->customer_of_ref[master];

              loader->customer_of_ref[id] = customer;
              frame->is_optout[customer] |= tv_statement_get_int64 (statement, 2) != 0;
              frame->is_bounced[customer] |= tv_statement_get_int64 (statement, 3) != 0;
              frame->has_address[customer] |= tv_statement_get_int64 (statement, 4) != 0;
            }
        }
      if (step != TV_STEP_DONE)
        return FALSE;
      if (pass == 0)
        {
          frame->customer_count = ids->len;
          frame->customer_id = g_new (gint64, ids->len + 1);
          memcpy (frame->customer_id, ids->data, ids->len * sizeof (gint64));
          frame->is_optout = g_new0 (guint8, ids->len + 1);
          frame->is_bounced = g_new0 (guint8, ids->len + 1);
          frame->has_address = g_new0 (guint8, ids->len + 1);
        }
    }
  return TRUE;
}

static gboolean
load_families (Loader *loader, GError **error)
{
  TvFrame *frame = loader->frame;
  TvStatement *statement
      = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_FAMILIES, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GByteArray) services = g_byte_array_new ();
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      guint8 is_service = tv_statement_get_int64 (statement, 2) != 0;

      g_array_append_val (ids, id);
      g_ptr_array_add (names, tv_statement_dup_text (statement, 1));
      g_byte_array_append (services, &is_service, 1);
      loader->family_id_count = MAX (loader->family_id_count, id);
    }
  frame->family_count = ids->len;
  frame->family_id = (gint64 *) (void *) g_array_free (g_steal_pointer (&ids), FALSE);
  frame->family_name = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  frame->family_is_service = g_byte_array_free (g_steal_pointer (&services), FALSE);
  loader->family_of_id = new_index (loader->family_id_count);
  for (guint32 i = 0; i < frame->family_count; i++)
    loader->family_of_id[frame->family_id[i]] = i;
  return step == TV_STEP_DONE;
}

static void
reserve_products (TvFrame *frame, Loader *loader, guint32 capacity)
{
  frame->product_id = g_renew (gint64, frame->product_id, capacity);
  frame->product_key = g_renew (char *, frame->product_key, capacity);
  frame->product_family = g_renew (guint32, frame->product_family, capacity);
  frame->price_cents = g_renew (gint64, frame->price_cents, capacity);
  frame->premium_tier = g_renew (gint8, frame->premium_tier, capacity);
  frame->is_sellable = g_renew (guint8, frame->is_sellable, capacity);
  loader->margin_cents = g_renew (gint64, loader->margin_cents, capacity);
}

static void
read_product (Loader *loader, TvStatement *statement, guint32 product)
{
  TvFrame *frame = loader->frame;
  guint32 family = loader->family_of_id[tv_statement_get_int64 (statement, 2)];
  gboolean is_out
      = !tv_statement_is_null (statement, 7) && tv_statement_get_int64 (statement, 7) <= 0;

  frame->product_id[product] = tv_statement_get_int64 (statement, 0);
  frame->product_key[product] = tv_statement_dup_text (statement, 1);
  frame->product_family[product] = family;
  frame->price_cents[product]
      = tv_statement_is_null (statement, 3) ? -1 : tv_statement_get_int64 (statement, 3);
  loader->margin_cents[product]
      = tv_statement_is_null (statement, 4) ? G_MININT64 : tv_statement_get_int64 (statement, 4);
  frame->premium_tier[product]
      = tv_statement_is_null (statement, 5) ? -1 : (gint8) tv_statement_get_int64 (statement, 5);
  frame->is_sellable[product]
      = tv_statement_get_int64 (statement, 6) != 0 && !is_out && !frame->family_is_service[family];
}

static gboolean
load_products (Loader *loader, GError **error)
{
  TvFrame *frame = loader->frame;
  TvStatement *statement
      = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_PRODUCTS, error);
  g_autofree guint32 *product_of_id = new_index (loader->product_ref_count);
  guint32 capacity = 256;
  TvStep step = TV_STEP_ERROR;

  reserve_products (frame, loader, capacity);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if (frame->product_count + 1 == capacity)
        reserve_products (frame, loader, capacity *= 2);
      product_of_id[tv_statement_get_int64 (statement, 0)] = frame->product_count;
      read_product (loader, statement, frame->product_count++);
    }
  if (step != TV_STEP_DONE)
    return FALSE;
  statement = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_ALIASES, error);
  step = TV_STEP_ERROR;
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    loader->product_of_ref[tv_statement_get_int64 (statement, 0)]
        = product_of_id[tv_statement_get_int64 (statement, 1)];
  return step == TV_STEP_DONE;
}

static gboolean
load_contacts (Loader *loader, GError **error)
{
  TvFrame *frame = loader->frame;
  TvStatement *statement
      = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_CONTACTS, error);
  TvStep step = TV_STEP_ERROR;

  frame->last_contact_day = g_new (TvDay, frame->customer_count + 1);
  frame->contacts_30 = g_new0 (guint32, frame->customer_count + 1);
  frame->contacts_90 = g_new0 (guint32, frame->customer_count + 1);
  frame->contacts_365 = g_new0 (guint32, frame->customer_count + 1);
  for (guint32 i = 0; i < frame->customer_count; i++)
    frame->last_contact_day[i] = TV_DAY_NONE;
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint32 customer = loader->customer_of_ref[tv_statement_get_int64 (statement, 0)];
      TvDay day = (TvDay) tv_statement_get_int64 (statement, 1);
      gint64 age = (gint64) frame->as_of_day - day;

      if (customer == NONE || age < 0)
        continue;
      frame->last_contact_day[customer] = MAX (frame->last_contact_day[customer], day);
      frame->contacts_30[customer] += age < 30;
      frame->contacts_90[customer] += age < 90;
      frame->contacts_365[customer] += age < 365;
    }
  return step == TV_STEP_DONE;
}

/* Lines as they come, before they are grouped. */
typedef struct
{
  guint32 count;
  guint32 *customer, *product;
  TvDay *day;
  guint64 *doc;
  gint64 *qty, *amount, *margin;
} Lines;

static void
lines_clear (Lines *lines)
{
  g_free (lines->customer);
  g_free (lines->product);
  g_free (lines->day);
  g_free (lines->doc);
  g_free (lines->qty);
  g_free (lines->amount);
  g_free (lines->margin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

/* FNV-1a, 64 bits (Fowler, Noll, Vo), with a final mix: two documents of one customer do not meet
 * in practice. */
static guint64
hash_doc (const char *text)
{
  guint64 hash = 14695981039346656037u;

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    hash = (hash ^ *c) * 1099511628211u;
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15u;
}

static void
lines_reserve (Lines *lines, gint64 count)
{
  lines->customer = g_new (guint32, count + 1);
  lines->product = g_new (guint32, count + 1);
  lines->day = g_new (TvDay, count + 1);
  lines->doc = g_new (guint64, count + 1);
  lines->qty = g_new (gint64, count + 1);
  lines->amount = g_new (gint64, count + 1);
  lines->margin = g_new (gint64, count + 1);
}

static gboolean
read_lines (Loader *loader, Lines *lines, GError **error)
{
  TvFrame *frame = loader->frame;
  TvStatement *statement;
  gint64 total = 0, seen = 0;
  TvStep step = TV_STEP_ERROR;

  if (!tv_connection_get_int64 (loader->job->db, TV_SQL_FRAME_COUNT_LINES, &total, error, ""))
    return FALSE;
  if (total >= G_MAXUINT32)
    {
      g_set_error_literal (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not load the base: it has more than four thousand million sales lines."));
      return FALSE;
    }
  lines_reserve (lines, total);
  statement = tv_connection_prepare (loader->job->db, TV_SQL_FRAME_LIST_LINES, error);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW
         && seen < total)
    {
      guint32 customer = loader->customer_of_ref[tv_statement_get_int64 (statement, 0)];
      guint32 product = loader->product_of_ref[tv_statement_get_int64 (statement, 1)];
      TvDay day = (TvDay) tv_statement_get_int64 (statement, 2);
      guint32 i = lines->count;

      if ((++seen & 0x3fff) == 0)
        {
          tv_progress_set (loader->job->progress, seen, total);
          if (!tv_progress_check (loader->job->progress, error))
            return FALSE;
        }
      if (customer == NONE || product == NONE || day > frame->as_of_day
          || frame->family_is_service[frame->product_family[product]])
        continue;
      lines->customer[i] = customer;
      lines->product[i] = product;
      lines->day[i] = day;
      lines->doc[i] = hash_doc (tv_statement_get_text (statement, 3));
      lines->qty[i] = tv_statement_get_int64 (statement, 4);
      lines->amount[i] = tv_statement_get_int64 (statement, 5);
      lines->margin[i] = tv_statement_is_null (statement, 6)
                             ? G_MININT64
                             : tv_statement_get_int64 (statement, 6);
      lines->count++;
    }
  return step == TV_STEP_DONE;
}

/* Stable counting sort of the permutation by a small key. */
static void
sort_by_key (const guint32 *from,
             guint32 *to,
             guint32 count,
             const guint32 *key,
             guint32 *offset,
             guint32 key_count)
{
  memset (offset, 0, (key_count + 1) * sizeof *offset);
  for (guint32 i = 0; i < count; i++)
    offset[key[from[i]] + 1]++;
  for (guint32 i = 0; i < key_count; i++)
    offset[i + 1] += offset[i];
  for (guint32 i = 0; i < count; i++)
    to[offset[key[from[i]]]++] = from[i];
  memmove (offset + 1, offset, key_count * sizeof *offset);
  offset[0] = 0;
}

static void
sort_by_day (const Lines *lines, guint32 *order)
{
  TvDay first = G_MAXINT32, last = G_MININT32;
  g_autofree guint32 *key = g_new (guint32, lines->count + 1);
  g_autofree guint32 *identity = g_new (guint32, lines->count + 1);
  g_autofree guint32 *offset = NULL;

  for (guint32 i = 0; i < lines->count; i++)
    {
      first = MIN (first, lines->day[i]);
      last = MAX (last, lines->day[i]);
    }
  for (guint32 i = 0; i < lines->count; i++)
    {
      key[i] = (guint32) (lines->day[i] - first);
      identity[i] = i;
    }
  offset = g_new (guint32, lines->count > 0 ? (gsize) (last - first) + 2 : 2);
  sort_by_key (identity,
               order,
               lines->count,
               key,
               offset,
               lines->count > 0 ? (guint32) (last - first) + 1 : 0);
}

static void
group_lines (TvFrame *frame, const Lines *lines)
{
  g_autofree guint32 *by_day = g_new (guint32, lines->count + 1);
  g_autofree guint32 *order = g_new (guint32, lines->count + 1);

  sort_by_day (lines, by_day);
  frame->line_offset = g_new (guint32, frame->customer_count + 1);
  sort_by_key (by_day,
               order,
               lines->count,
               lines->customer,
               frame->line_offset,
               frame->customer_count);
  frame->line_product = g_new (guint32, lines->count + 1);
  frame->line_day = g_new (TvDay, lines->count + 1);
  frame->line_doc = g_new (guint64, lines->count + 1);
  frame->line_qty_milli = g_new (gint64, lines->count + 1);
  frame->line_amount_cents = g_new (gint64, lines->count + 1);
  frame->line_margin_cents = g_new (gint64, lines->count + 1);
  for (guint32 i = 0; i < lines->count; i++)
    {
      guint32 from = order[i];

      frame->line_product[i] = lines->product[from];
      frame->line_day[i] = lines->day[from];
      frame->line_doc[i] = lines->doc[from];
      frame->line_qty_milli[i] = lines->qty[from];
      frame->line_amount_cents[i] = lines->amount[from];
      frame->line_margin_cents[i] = lines->margin[from];
    }
}

static gboolean
load_lines (Loader *loader, GError **error)
{
  g_auto (Lines) lines = { 0 };

  if (!read_lines (loader, &lines, error))
    return FALSE;
  group_lines (loader->frame, &lines);
  return TRUE;
}

/**
 * tv_frame_load:
 * @job: a job with a reader or the writer
 * @as_of_day: the reference date; later lines and contacts are left out
 * @error: return location for an error
 *
 * Loads the base. Takes 45 bytes a line while it groups them. Cancel works.
 *
 * Returns: (transfer full) (nullable): the frame
 */
TvFrame *
tv_frame_load (TvJob *job, TvDay as_of_day, GError **error)
{
  g_autoptr (TvFrame) frame = g_atomic_rc_box_new0 (TvFrame);
  g_auto (Loader) loader = { .job = job, .frame = frame };

  frame->as_of_day = as_of_day;
  if (!load_sizes (&loader, error) || !load_customers (&loader, error)
      || !load_families (&loader, error) || !load_products (&loader, error)
      || !load_contacts (&loader, error) || !load_lines (&loader, error))
    return NULL;
  tv_frame_match_returns (frame);
  tv_frame_complete_products (frame, loader.margin_cents);
  return g_steal_pointer (&frame);
}
