/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of an import wait for their customer or product once all its files are in, and for
 * whom: the same answer that the tables give after cleaning, from memory. A label means the
 * product that is called so today, else one that was called so before; two products of one label
 * mean none. A service needs no product. */
#include "base/tv-product-labels.h"
#include "base/tv-service.h"
#include "ingest/tv-ingest-private.h"
#include "ingest/tv-ingest.h"

#define CANCEL_ROWS 0xfff /* entries between looks at the cancel */

/* A product that the import brings is called by its new label from then on. */
static gboolean
load_labels (TvIngestSession *session,
             TvSql sql,
             TvProductLabels *labels,
             TvLabelAge age,
             GHashTable *renamed,
             GError **error)
{
  TvStatement *statement = tv_connection_prepare (session->job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if (renamed == NULL || !g_hash_table_contains (renamed, &id))
        tv_product_labels_add (labels, age, tv_statement_get_text (statement, 1), id);
    }
  return step == TV_STEP_DONE;
}

/* A service needs no product, but a label that two products share is not taken for one. */
static gboolean
is_understood (const TvProductLabels *labels, const char *label)
{
  gint64 id;

  return tv_product_labels_find (labels, label, &id, NULL) ? id != TV_PRODUCT_AMBIGUOUS
                                                           : tv_service_is_label (label);
}

/* Marks the labels that mean a product once all files are in. */
static gboolean
resolve_labels (TvIngestSession *session, GError **error)
{
  g_autoptr (GHashTable) renamed = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
  TvRefs *refs = session->tables->products[0];

  /* From the last file on: what it calls a product is what the product is called then. */
  for (guint i = session->new_labels->len; i-- > 0;)
    {
      const TvNewLabel *fresh = &g_array_index (session->new_labels, TvNewLabel, i);

      if (g_hash_table_add (renamed, (gpointer) &fresh->id))
        tv_product_labels_add (labels, TV_LABEL_PRESENT, fresh->label, fresh->id);
      tv_product_labels_add (labels, TV_LABEL_FORMER, fresh->label, fresh->id);
    }
  if (!load_labels (session, TV_SQL_CLEAN_LIST_PRODUCTS, labels, TV_LABEL_PRESENT, renamed, error)
      || !load_labels (session,
                       TV_SQL_CLEAN_LIST_SOURCE_LABELS,
                       labels,
                       TV_LABEL_FORMER,
                       NULL,
                       error))
    return FALSE;
  for (guint i = 0; i < tv_refs_get_count (refs); i++)
    {
      TvRef *ref = tv_refs_get (refs, i);

      if ((i & 0xff) == 0 && !tv_progress_check (session->job->progress, error))
        return FALSE;
      ref->is_known = is_understood (labels, ref->text);
    }
  return TRUE;
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
tell_waiting (TvImportResult *result, const TvWaiting *waiting, const char *name)
{
  TvImportWait wait = { .is_customer = waiting->kind == TV_WAITING_CUSTOMER,
                        .name = (char *) name,
                        .row_count = waiting->count };
  gint64 *total
      = wait.is_customer ? &result->waiting_customer_count : &result->waiting_product_count;
  guint count = (guint) MIN (*total, TV_MOST_WAITS);
  guint begin = wait.is_customer ? 0 : result->waits->len - count, at = begin;

  result->pending_count += waiting->count;
  ++*total;
  if (count == TV_MOST_WAITS)
    {
      if (compare_waits (g_ptr_array_index (result->waits, begin + count - 1), &wait) < 0)
        return;
      g_ptr_array_remove_index (result->waits, begin + --count);
    }
  while (at < begin + count && compare_waits (g_ptr_array_index (result->waits, at), &wait) < 0)
    at++;
  wait.name = g_strdup (name);
  g_ptr_array_insert (result->waits, (int) at, g_memdup2 (&wait, sizeof wait));
}

static void
settle (TvIngestSession *session, GPtrArray *results, const TvWaiting *waiting)
{
  const TvRef *ref = tv_refs_get (find_refs (session, waiting->kind), waiting->index);

  if (!ref->is_known && !(waiting->kind == TV_WAITING_KEY && tv_service_is_code (ref->text)))
    tell_waiting (g_ptr_array_index (results, waiting->result), waiting, ref->text);
}

/* Whether rows name a label whose meaning is open: one that meant nothing before the import, or any
 * where it names products. */
static gboolean
has_open_labels (const TvIngestSession *session)
{
  TvRefs *refs = find_refs (session, TV_WAITING_LABEL);
  gboolean has_names = session->new_labels->len > 0;

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
