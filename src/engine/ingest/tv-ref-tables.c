/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the codes, keys and labels of rows to their entries, a block at a time. The tables do not
 * fit into a processor's cache, so what a row will touch is asked for a few rows ahead. */
#include "ingest/tv-ref-tables.h"

#define SHARE_STEP (1u << 20) /* bytes by which tables have grown when memory is shared anew */
#define AHEAD 6               /* rows between two steps of bringing memory nearer */
#define RING 32               /* more rows than are on their way at a time */

/* A file names customers, and products by labels or by keys, each perhaps by the million: what one
 * table takes is for no other. */
static void
share_near (TvRefTables *tables)
{
  TvRefs *each[] = { tables->customers, tables->products[0], tables->products[1] };
  gsize sum = tables->others;

  for (gsize i = 0; i < G_N_ELEMENTS (each); i++)
    sum += tv_refs_get_share (each[i]);
  if (sum < tables->told + SHARE_STEP)
    return;
  tables->told = sum;
  for (gsize i = 0; i < G_N_ELEMENTS (each); i++)
    tv_refs_leave_near (each[i], sum - tv_refs_get_share (each[i]));
}

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
  if (!tv_refs_load (tables->customers, job, TV_SQL_INGEST_LIST_CUSTOMER_REFS, -1, error))
    return NULL;
  for (int is_key = 0; is_key < 2; is_key++)
    {
      share_near (tables);
      if (!tv_refs_load (tables->products[is_key],
                         job,
                         TV_SQL_INGEST_LIST_PRODUCT_REFS,
                         is_key,
                         error))
        return NULL;
    }
  share_near (tables);
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

/**
 * tv_ref_tables_leave_near:
 * @tables: the tables, which no other thread looks up in at the same time
 * @bytes: of memory that something else takes
 *
 * Keeps so much less in memory than usual, if it comes to that many entries.
 */
void
tv_ref_tables_leave_near (TvRefTables *tables, gsize bytes)
{
  tables->others = bytes;
  tables->told = 0;
  share_near (tables);
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

/* A text that is going to be looked up. */
typedef struct
{
  TvRefs *refs; /* (nullable) */
  const TvCell *cell;
  TvRef *guess; /* (nullable) */
} Wanted;

/* What a row asks for: its customer, its product. */
typedef struct
{
  Wanted customer, product;
} RowWanted;

static inline Wanted
want (TvRefs *refs, const TvCell *cell)
{
  Wanted wanted = { NULL, cell, NULL };

  if (cell == NULL || cell->text == NULL)
    return wanted;
  wanted.refs = refs;
  /* The rows' own texts were written by another processor. */
  __builtin_prefetch (cell->text);
  __builtin_prefetch (cell->text + cell->length);
  tv_refs_prefetch (refs, (guint64) cell->value);
  return wanted;
}

static inline RowWanted
want_row (TvRefTables *tables, const TvRowPlan *plan, const TvRow *row)
{
  RowWanted wanted = { 0 };
  const TvCell *cell;
  TvRefs *products;

  if (row->reject_code != NULL)
    return wanted;
  products = choose_product (tables, plan, row, &cell);
  wanted.customer = want (tables->customers, tv_row_get_cell (plan, row, TV_COLUMN_CUSTOMER_CODE));
  if (products != NULL)
    wanted.product = want (products, cell);
  return wanted;
}

static inline void
guess (Wanted *wanted)
{
  if (wanted->refs != NULL)
    wanted->guess = tv_refs_guess (wanted->refs, (guint64) wanted->cell->value);
}

/* A long text does not stand in its entry. */
static inline void
prefetch_text (const Wanted *wanted)
{
  const TvRef *ref = wanted->guess;

  if (ref == NULL || ref->length < TV_REF_NEAR)
    return;
  __builtin_prefetch (ref->text);
  __builtin_prefetch (ref->text + ref->length);
}

static inline TvRef *
find (const Wanted *wanted)
{
  const TvCell *cell = wanted->cell;
  guint64 hash;
  TvRef *ref;

  if (wanted->refs == NULL)
    return NULL;
  hash = (guint64) cell->value;
  if (G_LIKELY (wanted->guess != NULL) && tv_ref_is (wanted->guess, cell->text, cell->length, hash))
    return wanted->guess;
  ref = tv_refs_find (wanted->refs, cell->text, cell->length, hash);
  return ref != NULL ? ref : tv_refs_add (wanted->refs, cell->text, cell->length, hash, 0);
}

/* A row and its cells were written by another processor, too; of the row that comes next, only what
 * is near is known. */
static inline void
prefetch_row (const TvRowPlan *plan, const TvRow *rows, guint index)
{
  const TvCell *cells = rows[0].cells + (gsize) index * plan->slot_count;

  __builtin_prefetch (&rows[index].reject_code);
  __builtin_prefetch (&rows[index].cells);
  for (guint slot = 0; slot < plan->slot_count; slot += 2)
    __builtin_prefetch (&cells[slot]);
}

/**
 * tv_ref_tables_find:
 * @tables: the tables, which no other thread looks up in at the same time
 * @plan: how the rows were read
 * @rows: (array length=count): rows, in the order of the file, their cells side by side; their
 * customer and product are set
 * @count: of rows
 *
 * Finds the customer and the product of each row that can be used; those that are new get an entry
 * without an id.
 */
void
tv_ref_tables_find (TvRefTables *tables, const TvRowPlan *plan, TvRow *rows, guint count)
{
  RowWanted wanted[RING];

  share_near (tables);
  for (guint i = 0; i < count + 3 * AHEAD; i++)
    {
      if (i + AHEAD < count)
        prefetch_row (plan, rows, i + AHEAD);
      if (i < count)
        wanted[i % RING] = want_row (tables, plan, &rows[i]);
      if (i >= AHEAD && i - AHEAD < count)
        {
          guess (&wanted[(i - AHEAD) % RING].customer);
          guess (&wanted[(i - AHEAD) % RING].product);
        }
      if (i >= 2 * AHEAD && i - 2 * AHEAD < count)
        {
          prefetch_text (&wanted[(i - 2 * AHEAD) % RING].customer);
          prefetch_text (&wanted[(i - 2 * AHEAD) % RING].product);
        }
      if (i >= 3 * AHEAD)
        {
          TvRow *row = &rows[i - 3 * AHEAD];

          row->customer = find (&wanted[(i - 3 * AHEAD) % RING].customer);
          row->product = find (&wanted[(i - 3 * AHEAD) % RING].product);
        }
    }
}

/**
 * tv_ref_tables_has_far:
 * @tables: the tables
 *
 * Returns: whether entries may lie in a file, which tv_ref_touch() is for; any thread
 */
gboolean
tv_ref_tables_has_far (TvRefTables *tables)
{
  return tv_refs_has_far (tables->customers) || tv_refs_has_far (tables->products[0])
         || tv_refs_has_far (tables->products[1]);
}
