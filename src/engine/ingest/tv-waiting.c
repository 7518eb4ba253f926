/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a dry run would wait for their customer or product once all its files were in, and
 * for whom: the same answer that cleaning gives after a real import, from memory. A label means the
 * product that is called so today, else one that was called so before; two products of one label
 * mean none. A service needs no product. */
#include "base/tv-service.h"
#include "base/tv-text.h"
#include "ingest/tv-ingest-private.h"
#include "ingest/tv-ingest.h"

#define AMBIGUOUS G_MININT64

typedef struct
{
  GHashTable *exact, *folded; /* label -> product id, AMBIGUOUS where several have it */
} Labels;

static void
free_id (gpointer id)
{
  g_free (id);
}

static void
labels_init (Labels *labels)
{
  labels->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_id);
  labels->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_id);
}

static void
labels_clear (Labels *labels)
{
  g_clear_pointer (&labels->exact, g_hash_table_unref);
  g_clear_pointer (&labels->folded, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Labels, labels_clear)

static void
add (GHashTable *table, char *label, gint64 id)
{
  const gint64 *found = g_hash_table_lookup (table, label);
  gint64 meaning = found == NULL || *found == id ? id : AMBIGUOUS;

  g_hash_table_insert (table, label, g_memdup2 (&meaning, sizeof meaning));
}

static void
add_label (Labels *labels, const char *label, gint64 id)
{
  add (labels->exact, g_strdup (label), id);
  add (labels->folded, tv_text_fold (label), id);
}

/* A product that the import brings is called by its new label from then on. */
static gboolean
load_labels (TvIngestSession *session,
             TvSql sql,
             Labels *labels,
             GHashTable *renamed,
             GError **error)
{
  TvStatement *statement = tv_connection_prepare (session->job->db, sql, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      if (renamed == NULL || !g_hash_table_contains (renamed, &id))
        add_label (labels, tv_statement_get_text (statement, 1), id);
    }
  return step == TV_STEP_DONE;
}

static gboolean
has_label (const Labels *present, const Labels *former, const char *label)
{
  GHashTable *const exact[] = { present->exact, former->exact };
  GHashTable *const folded[] = { present->folded, former->folded };
  g_autofree char *key = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      const gint64 *id = g_hash_table_lookup (exact[i], label);

      if (id != NULL)
        return *id != AMBIGUOUS;
    }
  key = tv_text_fold (label);
  for (gsize i = 0; *key != '\0' && i < G_N_ELEMENTS (folded); i++)
    {
      const gint64 *id = g_hash_table_lookup (folded[i], key);

      if (id != NULL)
        return *id != AMBIGUOUS;
    }
  return FALSE;
}

/* Marks the labels that mean a product once all files are in. */
static gboolean
resolve_labels (TvIngestSession *session, GError **error)
{
  g_autoptr (GHashTable) renamed = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_auto (Labels) present = { 0 };
  g_auto (Labels) former = { 0 };
  TvRefs *refs = session->tables->products[0];

  labels_init (&present);
  labels_init (&former);
  for (guint i = 0; i < session->new_labels->len; i++)
    {
      const TvNewLabel *fresh = &g_array_index (session->new_labels, TvNewLabel, i);

      g_hash_table_add (renamed, (gpointer) &fresh->id);
      add_label (&present, fresh->label, fresh->id);
      add_label (&former, fresh->label, fresh->id);
    }
  if (!load_labels (session, TV_SQL_CLEAN_LIST_PRODUCTS, &present, renamed, error)
      || !load_labels (session, TV_SQL_CLEAN_LIST_SOURCE_LABELS, &former, NULL, error))
    return FALSE;
  for (guint i = 0; i < tv_refs_get_count (refs); i++)
    {
      TvRef *ref = tv_refs_get (refs, i);

      if ((i & 0xff) == 0 && !tv_progress_check (session->job->progress, error))
        return FALSE;
      ref->is_known = has_label (&present, &former, ref->text) || tv_service_is_label (ref->text);
    }
  return TRUE;
}

static TvRef *
find_ref (const TvIngestSession *session, const TvWaiting *waiting)
{
  TvRefTables *tables = session->tables;

  return tv_refs_get (waiting->kind == TV_WAITING_CUSTOMER
                          ? tables->customers
                          : tables->products[waiting->kind == TV_WAITING_LABEL ? 0 : 1],
                      waiting->index);
}

/* By file; customers before products; those that most rows wait for first. */
static int
compare_waiting (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TvWaiting *left = a, *right = b;
  gboolean is_left_customer = left->kind == TV_WAITING_CUSTOMER;
  gboolean is_right_customer = right->kind == TV_WAITING_CUSTOMER;

  if (left->result != right->result)
    return left->result < right->result ? -1 : 1;
  if (is_left_customer != is_right_customer)
    return is_left_customer ? -1 : 1;
  if (left->count != right->count)
    return left->count > right->count ? -1 : 1;
  return g_strcmp0 (find_ref (user_data, left)->text, find_ref (user_data, right)->text);
}

static void
tell_waiting (TvImportResult *result, const TvWaiting *waiting, const char *name)
{
  gboolean is_customer = waiting->kind == TV_WAITING_CUSTOMER;
  gint64 *total = is_customer ? &result->waiting_customer_count : &result->waiting_product_count;
  TvImportWait *wait;

  result->pending_count += waiting->count;
  if (++*total > TV_MOST_WAITS)
    return;
  wait = g_new0 (TvImportWait, 1);
  wait->is_customer = is_customer;
  wait->name = g_strdup (name);
  wait->row_count = waiting->count;
  g_ptr_array_add (result->waits, wait);
}

/**
 * tv_ingest_session_count_waiting:
 * @session: a dry run, all files taken
 * @results: (element-type TvImportResult): what they came to, in the order in which they were
 * taken; pending_count and waits are completed
 * @error: return location for an error
 *
 * Counts the rows that would have to wait, and says for whom.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_ingest_session_count_waiting (TvIngestSession *session, GPtrArray *results, GError **error)
{
  gboolean has_labels = FALSE;

  for (guint i = 0; !has_labels && i < session->waiting->len; i++)
    has_labels = g_array_index (session->waiting, TvWaiting, i).kind == TV_WAITING_LABEL;
  if (has_labels && !resolve_labels (session, error))
    return FALSE;
  g_array_sort_with_data (session->waiting, compare_waiting, session);
  for (guint i = 0; i < session->waiting->len; i++)
    {
      const TvWaiting *waiting = &g_array_index (session->waiting, TvWaiting, i);
      const TvRef *ref = find_ref (session, waiting);
      gboolean is_service = waiting->kind == TV_WAITING_KEY && tv_service_is_code (ref->text);

      if (!ref->is_known && !is_service)
        tell_waiting (g_ptr_array_index (results, waiting->result), waiting, ref->text);
    }
  return TRUE;
}
