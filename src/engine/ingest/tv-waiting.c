/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of an import wait for their customer or product once all its files are in, and for
 * whom: the same answer that the tables give after cleaning, from memory. A label means the
 * product that is called so today, else one that was called so before; two products of one label
 * mean none. A service needs no product. */
#include <string.h>

#include "base/tv-product-labels.h"
#include "base/tv-service.h"
#include "ingest/tv-ingest-private.h"
#include "ingest/tv-ingest.h"
#include "store/tv-bulk.h"

#define CANCEL_ROWS 0xfff /* entries between looks at the cancel */

/* Products by number, a bit for each. */
typedef struct
{
  GByteArray *renamed; /* the import gives them a label */
  GByteArray *keyed;   /* it writes their key in the place of one */
  GByteArray *sourced; /* files before it name them */
} Names;

static void
names_clear (Names *names)
{
  g_byte_array_unref (names->renamed);
  g_byte_array_unref (names->keyed);
  g_byte_array_unref (names->sourced);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

/* What the import makes up has a number below 0. */
static void
set_bit (GByteArray *bits, gint64 id)
{
  guint64 bit = id < 0 ? (guint64) (-id) * 2 + 1 : (guint64) id * 2;
  guint length = bits->len;

  if (bit / 8 >= G_MAXUINT / 2)
    return;
  if (bit / 8 >= length)
    {
      g_byte_array_set_size (bits, MAX ((guint) (bit / 8) + 1, length + length / 2));
      memset (bits->data + length, 0, bits->len - length);
    }
  bits->data[bit / 8] |= (guint8) (1 << bit % 8);
}

static gboolean
has_bit (const GByteArray *bits, gint64 id)
{
  guint64 bit = id < 0 ? (guint64) (-id) * 2 + 1 : (guint64) id * 2;

  return bit / 8 < bits->len && (bits->data[bit / 8] & 1 << bit % 8) != 0;
}

/* From the last file on: what it calls a product is what the product is called then. A key in the
 * place of a label is no new name of a product that has another. */
static gboolean
add_new_labels (TvIngestSession *session, TvProductLabels *labels, Names *names, GError **error)
{
  TvNotedLabels *notes = &session->new_labels;
  TvNotedLabel noted;

  for (guint64 place = notes->pieces != NULL ? notes->latest : TV_FAR_PIECES_NONE;
       place != TV_FAR_PIECES_NONE;
       place = noted.before)
    {
      gboolean is_key, is_present;
      const char *label;

      tv_noted_labels_get (notes, place, &noted, &label);
      is_key = g_str_equal (label, tv_refs_get (session->tables->products[1], noted.index)->text);
      is_present = !is_key && !has_bit (names->renamed, noted.id);
      set_bit (is_key ? names->keyed : names->renamed, noted.id);
      if (!tv_product_labels_add (labels,
                                  is_present ? TV_LABEL_PRESENT : TV_LABEL_FORMER,
                                  label,
                                  noted.id,
                                  error))
        return FALSE;
    }
  return TRUE;
}

/* Products that nobody calls by anything but their key are called by that. */
static gboolean
add_keys (TvIngestSession *session, TvProductLabels *labels, const Names *names, GError **error)
{
  TvNotedLabels *notes = &session->new_labels;
  TvNotedLabel noted;

  for (guint64 place = names->keyed->len > 0 ? notes->latest : TV_FAR_PIECES_NONE;
       place != TV_FAR_PIECES_NONE;
       place = noted.before)
    {
      const char *label;

      tv_noted_labels_get (notes, place, &noted, &label);
      if (!has_bit (names->renamed, noted.id) && !has_bit (names->sourced, noted.id)
          && !tv_product_labels_add (labels, TV_LABEL_PRESENT, label, noted.id, error))
        return FALSE;
    }
  return TRUE;
}

/* What products were called before the import. */
static gboolean
add_former_labels (TvIngestSession *session, TvProductLabels *labels, Names *names, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (session->job->db, TV_SQL_CLEAN_LIST_SOURCE_LABELS, error);
  TvStep step = tv_bulk_step_first (session->job->db, statement, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if (names->keyed->len > 0)
        set_bit (names->sourced, id);
      if ((tv_statement_get_int64 (statement, 2) == 0 || has_bit (names->renamed, id))
          && !tv_product_labels_add (labels,
                                     TV_LABEL_FORMER,
                                     tv_statement_get_text (statement, 1),
                                     id,
                                     error))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}

/* A product that the import brings is called by its new label from then on; the others stay as they
 * are called. */
static gboolean
add_present_labels (TvIngestSession *session,
                    TvProductLabels *labels,
                    const Names *names,
                    GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (session->job->db, TV_SQL_CLEAN_LIST_PRODUCTS, error);
  TvStep step = tv_bulk_step_first (session->job->db, statement, error);

  for (; step == TV_STEP_ROW; step = tv_statement_step (statement, error))
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      gboolean is_wanted = !has_bit (names->renamed, id)
                           && (has_bit (names->sourced, id) || !has_bit (names->keyed, id));

      if (is_wanted
          && !tv_product_labels_add (labels,
                                     TV_LABEL_PRESENT,
                                     tv_statement_get_text (statement, 1),
                                     id,
                                     error))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}

/* Marks the labels that mean a product once all files are in. A service needs no product, but a
 * label that two products share is not taken for one. */
static gboolean
resolve_labels (TvIngestSession *session, GError **error)
{
  g_auto (Names) names = { g_byte_array_new (), g_byte_array_new (), g_byte_array_new () };
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
  TvRefs *refs = session->tables->products[0];

  for (guint i = 0; i < tv_refs_get_count (refs); i++)
    if (!tv_product_labels_ask (labels, tv_refs_get (refs, i)->text, error))
      return FALSE;
  if (!add_new_labels (session, labels, &names, error)
      || !add_former_labels (session, labels, &names, error)
      || !add_present_labels (session, labels, &names, error)
      || !add_keys (session, labels, &names, error)
      || !tv_product_labels_settle (labels, session->job->progress, error))
    return FALSE;
  for (guint i = 0; i < tv_refs_get_count (refs); i++)
    {
      TvRef *ref = tv_refs_get (refs, i);
      gint64 id;

      if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (session->job->progress, error))
        return FALSE;
      ref->is_known = tv_product_labels_get (labels, i, &id, NULL)
                          ? id != TV_PRODUCT_AMBIGUOUS
                          : tv_service_is_label (ref->text);
    }
  return TRUE;
}

/**
 * tv_ingest_find_address:
 * @ingest: the file
 * @customer: (inout): a code that no file has a customer for
 * @out_is_heard: (out): whether a row that names it counts all the same
 * @error: return location for an error
 *
 * Finds out whether the code is somebody's address; asked once in each file where its rows wait.
 * What is said of an address that several customers have is heard of each, but none of them has
 * bought what it names.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_find_address (TvIngest *ingest, TvRef *customer, gboolean *out_is_heard, GError **error)
{
  TvIngestSession *session = ingest->session;
  TvAddressFate fate;

  *out_is_heard = FALSE;
  if (customer->waiting == session->file_count)
    return TRUE;
  fate = tv_known_addresses_find (session->addresses, customer->text, customer->id, error);
  customer->is_known = fate == TV_ADDRESS_OWNED;
  customer->is_shared = fate == TV_ADDRESS_SHARED;
  *out_is_heard
      = customer->is_known || (customer->is_shared && ingest->file->kind == TV_KIND_CONTACTS);
  return fate != TV_ADDRESS_ERROR;
}

/**
 * tv_ingest_keep_waiting:
 * @session: a session
 * @ref: a customer or a product
 * @kind: which
 *
 * Puts aside what an earlier file waits for, so that its entry can count for another.
 */
void
tv_ingest_keep_waiting (TvIngestSession *session, TvRef *ref, TvWaitingKind kind)
{
  TvWaiting waiting = { ref->waiting - 1, ref->index, kind, (gint64) ref->wait_count };

  if (ref->waiting != 0)
    g_array_append_val (session->waiting, waiting);
  ref->waiting = 0;
}

static TvRefs *
find_refs (const TvIngestSession *session, TvWaitingKind kind)
{
  TvRefTables *tables = session->tables;

  return kind == TV_WAITING_CUSTOMER ? tables->customers
                                     : tables->products[kind == TV_WAITING_LABEL ? 0 : 1];
}

/* Those that most rows wait for first. */
static int
compare_waits (const TvImportWait *one, const TvImportWait *other)
{
  if (one->row_count != other->row_count)
    return one->row_count > other->row_count ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

/* Keeps the first ones only, customers before products: a file may wait for millions. */
static void
tell_waiting (TvImportResult *result, const TvWaiting *waiting, const TvRef *ref)
{
  TvImportWait wait = { .is_customer = waiting->kind == TV_WAITING_CUSTOMER,
                        .is_shared = waiting->kind == TV_WAITING_CUSTOMER && ref->is_shared,
                        .name = (char *) ref->text,
                        .row_count = waiting->count };
  gint64 *total
      = wait.is_customer ? &result->waiting_customer_count : &result->waiting_product_count;
  guint count = (guint) MIN (*total, TV_MOST_WAITS);
  guint begin = wait.is_customer ? 0 : result->waits->len - count, at = begin;

  result->pending_count += waiting->count;
  result->shared_address_count += wait.is_shared;
  ++*total;
  if (count == TV_MOST_WAITS)
    {
      if (compare_waits (g_ptr_array_index (result->waits, begin + count - 1), &wait) < 0)
        return;
      g_ptr_array_remove_index (result->waits, begin + --count);
    }
  while (at < begin + count && compare_waits (g_ptr_array_index (result->waits, at), &wait) < 0)
    at++;
  wait.name = g_strdup (ref->text);
  g_ptr_array_insert (result->waits, (int) at, g_memdup2 (&wait, sizeof wait));
}

static void
settle (TvIngestSession *session, GPtrArray *results, const TvWaiting *waiting)
{
  const TvRef *ref = tv_refs_get (find_refs (session, waiting->kind), waiting->index);

  if (!ref->is_known && !(waiting->kind == TV_WAITING_KEY && tv_service_is_code (ref->text)))
    tell_waiting (g_ptr_array_index (results, waiting->result), waiting, ref);
}

/* Whether rows name a label whose meaning is open: one that meant nothing before the import, or any
 * where it names products. */
static gboolean
has_open_labels (const TvIngestSession *session)
{
  TvRefs *refs = find_refs (session, TV_WAITING_LABEL);
  gboolean has_names = session->new_labels.pieces != NULL;

  for (guint i = 0; i < session->waiting->len; i++)
    {
      const TvWaiting *waiting = &g_array_index (session->waiting, TvWaiting, i);

      if (waiting->kind == TV_WAITING_LABEL
          && (has_names || !tv_refs_get (refs, waiting->index)->is_known))
        return TRUE;
    }
  for (guint i = 0; i < tv_refs_get_count (refs); i++)
    {
      const TvRef *ref = tv_refs_get (refs, i);

      if (ref->waiting != 0 && (has_names || !ref->is_known))
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_ingest_session_count_waiting:
 * @session: a session, all files taken
 * @results: (element-type TvImportResult): what they came to, in the order in which they were
 * taken; pending_count and waits are completed
 * @error: return location for an error
 *
 * Counts the rows that have to wait, and says for whom. To ask the tables instead would take a look
 * at each line there is.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_ingest_session_count_waiting (TvIngestSession *session, GPtrArray *results, GError **error)
{
  if (has_open_labels (session) && !resolve_labels (session, error))
    return FALSE;
  for (guint i = 0; i < session->waiting->len; i++)
    settle (session, results, &g_array_index (session->waiting, TvWaiting, i));
  for (TvWaitingKind kind = TV_WAITING_LABEL; kind <= TV_WAITING_CUSTOMER; kind++)
    {
      TvRefs *refs = find_refs (session, kind);

      for (guint i = 0; i < tv_refs_get_count (refs); i++)
        {
          const TvRef *ref = tv_refs_get (refs, i);
          TvWaiting waiting = { ref->waiting - 1, i, kind, (gint64) ref->wait_count };

          if ((i & CANCEL_ROWS) == 0 && !tv_progress_check (session->job->progress, error))
            return FALSE;
          if (ref->waiting != 0)
            settle (session, results, &waiting);
        }
    }
  return TRUE;
}
