/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products that sales know by their names alone, as a file of invoice lines without keys brings
 * them: where a catalogue has a key for what is called so, it is that product, whichever file comes
 * first. Writes product and product_alias. */
#include "clean/tv-clean-private.h"

#define CANCEL_ROWS 0xfff /* names between two looks at the cancel */

typedef struct
{
  gint64 named, keyed;
  const char *rule;
} Meaning;

/* The names in the order in which they were asked for. */
static GArray *
list_meanings (TvJob *job, TvProductLabels *labels, GError **error)
{
  g_autoptr (GArray) meanings = g_array_new (FALSE, FALSE, sizeof (Meaning));
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_NAMED_PRODUCTS, error);
  TvStep step = TV_STEP_ERROR;

  for (guint32 i = 0;
       statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW;
       i++)
    {
      Meaning meaning = { .named = tv_statement_get_int64 (statement, 0) };

      if (tv_product_labels_get (labels, i, &meaning.keyed, &meaning.rule) && meaning.keyed > 0)
        g_array_append_val (meanings, meaning);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&meanings) : NULL;
}

/* A catalogue that knows less than the sales do, no price where they have one, leaves them theirs.
 */
static gboolean
join (TvJob *job, const Meaning *meaning, GError **error)
{
  gint64 says_as_much;

  if (!tv_connection_get_int64 (job->db,
                                TV_SQL_CLEAN_SAYS_AS_MUCH,
                                &says_as_much,
                                error,
                                "ii",
                                meaning->keyed,
                                meaning->named))
    return FALSE;
  return !says_as_much
         || (tv_connection_execute (job->db,
                                    TV_SQL_CLEAN_DELETE_PRODUCT,
                                    error,
                                    "i",
                                    meaning->named)
             && tv_connection_execute (job->db,
                                       TV_SQL_CLEAN_INSERT_ALIAS,
                                       error,
                                       "iit",
                                       meaning->named,
                                       meaning->keyed,
                                       meaning->rule));
}

/**
 * tv_clean_named_products:
 * @job: a job with the writer, inside a transaction, whose products are made and have no aliases
 * but those that people chose
 * @error: return location for an error or a cancel
 *
 * Lets products that are known by their names alone be those of a catalogue that are called so; of
 * two of one name, none.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_clean_named_products (TvJob *job, GError **error)
{
  g_autoptr (TvProductLabels) labels = tv_product_labels_new ();
  g_autoptr (GArray) meanings = NULL;

  if (!tv_clean_ask_labels (job, TV_SQL_CLEAN_LIST_NAMED_PRODUCTS, labels, error))
    return FALSE;
  if (tv_product_labels_get_count (labels) == 0)
    return TRUE;
  if (!tv_clean_add_labels (job, TV_SQL_CLEAN_LIST_KEYED_PRODUCTS, labels, TV_LABEL_PRESENT, error)
      || !tv_clean_add_labels (job, TV_SQL_CLEAN_LIST_KEYED_LABELS, labels, TV_LABEL_FORMER, error)
      || !tv_product_labels_settle (labels, job->progress, error))
    return FALSE;
  meanings = list_meanings (job, labels, error);
  for (guint i = 0; meanings != NULL && i < meanings->len; i++)
    if (((i & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        || !join (job, &g_array_index (meanings, Meaning, i), error))
      return FALSE;
  return meanings != NULL;
}
