/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the codes, keys and labels of rows to their entries, a block at a time. The tables do not
 * fit into a processor's cache, so what a row will touch is asked for a few rows ahead. */
#include "ingest/tv-ref-tables.h"

#define AHEAD 4 /* rows between two steps of bringing memory nearer */

/**
 * tv_ref_tables_load:
 * @job: a job
 * @error: return location for an error or a cancel
 *
 * Loads what is known.
 *
 * Returns: (transfer full) (nullable): the tables
 */
TvRefTables *
tv_ref_tables_load (TvJob *job, GError **error)
{
  g_autoptr (TvRefTables) tables = g_new0 (TvRefTables, 1);

  g_atomic_ref_count_init (&tables->references);
  tables->customers = tv_refs_new ();
  tables->products[0] = tv_refs_new ();
  tables->products[1] = tv_refs_new ();
  if (!tv_refs_load (tables->customers, job, TV_SQL_INGEST_LIST_CUSTOMER_REFS, -1, error)
      || !tv_refs_load (tables->products[0], job, TV_SQL_INGEST_LIST_PRODUCT_REFS, 0, error)
      || !tv_refs_load (tables->products[1], job, TV_SQL_INGEST_LIST_PRODUCT_REFS, 1, error))
    return NULL;
  return g_steal_pointer (&tables);
}

/**
 * tv_ref_tables_ref:
 * @tables: the tables
 *
 * Takes a reference; any thread.
 *
 * Returns: (transfer full): @tables
 */
TvRefTables *
tv_ref_tables_ref (TvRefTables *tables)
{
  g_atomic_ref_count_inc (&tables->references);
  return tables;
}

/**
 * tv_ref_tables_unref:
 * @tables: (transfer full): the tables
 *
 * Gives a reference back; any thread. The last one frees them.
 */
void
tv_ref_tables_unref (TvRefTables *tables)
{
  if (!g_atomic_ref_count_dec (&tables->references))
    return;
  g_clear_pointer (&tables->customers, tv_refs_free);
  g_clear_pointer (&tables->products[0], tv_refs_free);
  g_clear_pointer (&tables->products[1], tv_refs_free);
  g_free (tables);
}

/* Where a row's product is looked up, and by which cell; no text where it has none. */
static TvRefs *
choose_product (TvRefTables *tables, const TvRowPlan *plan, const TvRow *row, const TvCell **cell)
{
  TvImportKind kind = plan->file->kind;
  const TvCell *key = tv_row_get_cell (plan, row, TV_COLUMN_PRODUCT_KEY);

  *cell = NULL;
  if (kind == TV_KIND_CUSTOMERS || kind == TV_KIND_CONTACTS)
    return NULL;
  *cell = key != NULL && key->text != NULL ? key
                                           : tv_row_get_cell (plan, row, TV_COLUMN_PRODUCT_LABEL);
  /* A label in a file that holds everything is the product's key. */
  return tables->products[*cell == key || kind != TV_KIND_SALES_LINES];
}

static void
prefetch (TvRefTables *tables, const TvRowPlan *plan, const TvRow *row, guint stage)
{
  const TvCell *code = tv_row_get_cell (plan, row, TV_COLUMN_CUSTOMER_CODE);
  const TvCell *cell;
  TvRefs *products;

  if (row->reject_code != NULL)
    return;
  products = choose_product (tables, plan, row, &cell);
  /* The rows' own texts were written by another processor. */
  if (stage == 0 && cell != NULL && cell->text != NULL)
    {
      __builtin_prefetch (cell->text);
      __builtin_prefetch (cell->text + cell->length);
    }
  if (stage == 0 && code != NULL && code->text != NULL)
    __builtin_prefetch (code->text);
  if (code != NULL && code->text != NULL)
    tv_refs_prefetch (tables->customers, (guint64) code->value, stage);
  if (cell != NULL && cell->text != NULL)
    tv_refs_prefetch (products, (guint64) cell->value, stage);
}

static TvRef *
find (TvRefs *refs, const TvCell *cell)
{
  guint64 hash;
  TvRef *ref;

  if (cell == NULL || cell->text == NULL)
    return NULL;
  hash = (guint64) cell->value;
  ref = tv_refs_find (refs, cell->text, cell->length, hash);
  return ref != NULL ? ref : tv_refs_add (refs, cell->text, cell->length, hash, 0);
}

/**
 * tv_ref_tables_find:
 * @tables: the tables, which no other thread looks up in at the same time
 * @plan: how the rows were read
 * @rows: (array length=count): rows, in the order of the file; their customer and product are set
 * @count: of rows
 *
 * Finds the customer and the product of each row that can be used; those that are new get an entry
 * without an id.
 */
void
tv_ref_tables_find (TvRefTables *tables, const TvRowPlan *plan, TvRow *rows, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      const TvCell *cell;
      TvRefs *products;

      for (guint stage = 0; stage < 3; stage++)
        if (i + AHEAD * (3 - stage) < count)
          prefetch (tables, plan, &rows[i + AHEAD * (3 - stage)], stage);
      rows[i].customer = rows[i].product = NULL;
      if (rows[i].reject_code != NULL)
        continue;
      products = choose_product (tables, plan, &rows[i], &cell);
      rows[i].customer
          = find (tables->customers, tv_row_get_cell (plan, &rows[i], TV_COLUMN_CUSTOMER_CODE));
      rows[i].product = products != NULL ? find (products, cell) : NULL;
    }
}

/**
 * tv_ref_tables_touch:
 * @tables: the tables
 * @row: a row whose customer and product were found
 *
 * Brings the entries of a row near; any thread.
 */
void
tv_ref_tables_touch (TvRefTables *tables, const TvRow *row)
{
  if (G_LIKELY (!tv_refs_has_far (tables->customers) && !tv_refs_has_far (tables->products[0])
                && !tv_refs_has_far (tables->products[1])))
    return;
  tv_ref_touch (row->customer);
  tv_ref_touch (row->product);
}
