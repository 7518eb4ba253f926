/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines of a dry run would wait for their customer or product once all its files were in: the
 * same answer that cleaning gives after a real import, from memory. A label means the product that
 * is called so today, else one that was called so before; two products of one label mean none. A
 * service needs no product. */
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

/**
 * tv_ingest_session_count_waiting:
 * @session: a dry run, all files taken
 * @results: (element-type TvImportResult): what they came to, in the order in which they were
 * taken; pending_count is completed
 * @error: return location for an error
 *
 * Counts the rows that would have to wait.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_ingest_session_count_waiting (TvIngestSession *session, GPtrArray *results, GError **error)
{
  gboolean has_labels = FALSE;

  for (guint i = 0; !has_labels && i < session->waiting->len; i++)
    {
      const TvWaiting *waiting = &g_array_index (session->waiting, TvWaiting, i);

      has_labels = waiting->is_label;
    }
  if (has_labels && !resolve_labels (session, error))
    return FALSE;
  for (guint i = 0; i < session->waiting->len; i++)
    {
      const TvWaiting *waiting = &g_array_index (session->waiting, TvWaiting, i);
      TvRefs *products = session->tables->products[waiting->is_label ? 0 : 1];

      TvRef *product = tv_refs_get (products, waiting->product);

      if (!product->is_known && (waiting->is_label || !tv_service_is_code (product->text)))
        ((TvImportResult *) g_ptr_array_index (results, waiting->result))->pending_count
            += waiting->count;
    }
  return TRUE;
}
