/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the codes, keys and labels of rows to their entries, a block at a time. The tables do not
 * fit into a processor's cache, so what a row will touch is asked for a few rows ahead. */
#include "ingest/tv-ref-tables.h"

#define AHEAD 4   /* rows between two steps of bringing memory nearer */
#define WINDOW 16 /* rows under way, more than three times as many; a power of 2 */

/* A cell on its way to its entry. */
typedef struct
{
  TvRefs *refs;
  const TvCell *cell; /* (nullable) NULL = there is nothing to look up */
  TvRef *likely;      /* (nullable) */
} LookUp;

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

/* Begins to look up a cell; its text was written by another processor. */
static inline void
begin (LookUp *look_up, TvRefs *refs, const TvCell *cell)
{
  *look_up = (LookUp){ .refs = refs };
  if (refs == NULL || cell == NULL || cell->text == NULL)
    return;
  look_up->cell = cell;
  __builtin_prefetch (cell->text);
  __builtin_prefetch (cell->text + cell->length);
  tv_refs_prefetch (refs, (guint64) cell->value);
}

/* A few rows later. */
static inline void
guess (LookUp *look_up)
{
  if (look_up->cell != NULL)
    look_up->likely = tv_refs_guess (look_up->refs, (guint64) look_up->cell->value);
}

/* Again a few rows later, for texts that have no room in the entry. */
static inline void
prefetch_text (const LookUp *look_up)
{
  const TvRef *ref = look_up->likely;

  if (ref == NULL || ref->length < TV_REF_NEAR)
    return;
  __builtin_prefetch (ref->text);
  __builtin_prefetch (ref->text + ref->length);
}

static TvRef *
find (const LookUp *look_up)
{
  const TvCell *cell = look_up->cell;
  guint64 hash;
  TvRef *ref;

  if (cell == NULL)
    return NULL;
  hash = (guint64) cell->value;
  if (look_up->likely != NULL && tv_ref_is (look_up->likely, cell->text, cell->length, hash))
    return look_up->likely;
  ref = tv_refs_find (look_up->refs, cell->text, cell->length, hash);
  return ref != NULL ? ref : tv_refs_add (look_up->refs, cell->text, cell->length, hash, 0);
}

static void
begin_row (TvRefTables *tables, const TvRowPlan *plan, const TvRow *row, LookUp both[2])
{
  const TvCell *cell = NULL;
  TvRefs *products = NULL;

  if (row->reject_code == NULL)
    products = choose_product (tables, plan, row, &cell);
  begin (&both[0],
         row->reject_code == NULL ? tables->customers : NULL,
         tv_row_get_cell (plan, row, TV_COLUMN_CUSTOMER_CODE));
  begin (&both[1], products, cell);
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
  LookUp ring[WINDOW][2];

  for (guint i = 0; i < count + 3 * AHEAD; i++)
    {
      if (i < count)
        begin_row (tables, plan, &rows[i], ring[i % WINDOW]);
      for (guint j = 0; j < 2; j++)
        {
          if (i >= AHEAD && i < count + AHEAD)
            guess (&ring[(i - AHEAD) % WINDOW][j]);
          if (i >= 2 * AHEAD && i < count + 2 * AHEAD)
            prefetch_text (&ring[(i - 2 * AHEAD) % WINDOW][j]);
        }
      if (i >= 3 * AHEAD)
        {
          rows[i - 3 * AHEAD].customer = find (&ring[(i - 3 * AHEAD) % WINDOW][0]);
          rows[i - 3 * AHEAD].product = find (&ring[(i - 3 * AHEAD) % WINDOW][1]);
        }
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
