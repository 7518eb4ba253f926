/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an export. Reads the approved items with their customers and products as they stand
 * at this second, leaves out and counts what may no longer be addressed, and writes CSV. Customers
 * who were merged since are one: their items stand together, and a product once. The columns are
 * listed in docs/formats.md. */
#include "exchange/tv-export-table.h"

#include "exchange/tv-export-people.h"
#include "rows/tv-explanation.h"

/* Columns of the statement list-approved. */
enum
{
  ITEM_ID,
  PERSON_ID,
  CUSTOMER_CODE,
  LAST_NAME,
  FIRST_NAME,
  EMAIL,
  PHONE,
  ADDRESS,
  POSTAL_CODE,
  CITY,
  COUNTRY,
  RANK,
  PRODUCT_KEY,
  PRODUCT_LABEL,
  FAMILY,
  SCENARIO,
  SCORE,
  EXPLANATION,
  IS_BARRED,
};

static const char *const customer_headers[]
    = { "customer_code", "last_name",   "first_name", "email",  "phone",
        "address",       "postal_code", "city",       "country" };
static const char *const item_headers[]
    = { "customer_code", "last_name", "first_name", "email", "phone",  "rank",   "product_key",
        "product_label", "family",    "scenario",   "score", "reason", "run_id", "as_of_date" };

static void
add_text (TvCsvWriter *writer, TvStatement *statement, int column)
{
  tv_csv_writer_add_text (writer, tv_statement_get_text (statement, column));
}

static void
add_reason (TvCsvWriter *writer, TvStatement *statement)
{
  const char *explanation = tv_statement_get_text (statement, EXPLANATION);
  g_autoptr (GArray) reasons = tv_explanation_parse (explanation != NULL ? explanation : "");
  g_autofree char *title
      = tv_explanation_to_title (tv_statement_get_int64 (statement, SCENARIO), reasons);

  tv_csv_writer_add_text (writer, title);
}

static gboolean
write_item_header (TvCsvWriter *writer, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (item_headers); i++)
    tv_csv_writer_add_text (writer, item_headers[i]);
  return tv_csv_writer_end_row (writer, error);
}

static gboolean
write_item (TvExportTable *table, TvCsvWriter *writer, TvStatement *statement, GError **error)
{
  for (int column = CUSTOMER_CODE; column <= PHONE; column++)
    add_text (writer, statement, column);
  tv_csv_writer_add_int64 (writer, tv_statement_get_int64 (statement, RANK));
  for (int column = PRODUCT_KEY; column <= FAMILY; column++)
    add_text (writer, statement, column);
  tv_csv_writer_add_text (writer,
                          tv_scenario_get_code (tv_statement_get_int64 (statement, SCENARIO)));
  tv_csv_writer_add_score (writer, tv_statement_get_double (statement, SCORE));
  add_reason (writer, statement);
  tv_csv_writer_add_int64 (writer, table->run_id);
  tv_csv_writer_add_text (writer, table->as_of);
  table->row_count++;
  table->item_count++;
  return tv_csv_writer_end_row (writer, error);
}

static gboolean
write_customer_header (const TvExportTable *table, TvCsvWriter *writer, GError **error)
{
  static const char *const parts[] = { "key", "label", "score", "reason" };

  for (guint i = 0; i < G_N_ELEMENTS (customer_headers); i++)
    tv_csv_writer_add_text (writer, customer_headers[i]);
  for (guint product = 1; product <= table->product_columns; product++)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      {
        g_autofree char *header = g_strdup_printf ("product_%u_%s", product, parts[i]);

        tv_csv_writer_add_text (writer, header);
      }
  tv_csv_writer_add_text (writer, "run_id");
  tv_csv_writer_add_text (writer, "as_of_date");
  return tv_csv_writer_end_row (writer, error);
}

/* Ends the row of a customer that has product_count products in it. */
static gboolean
end_customer (const TvExportTable *table, TvCsvWriter *writer, guint product_count, GError **error)
{
  for (guint i = product_count * 4; i < table->product_columns * 4; i++)
    tv_csv_writer_add_text (writer, NULL);
  tv_csv_writer_add_int64 (writer, table->run_id);
  tv_csv_writer_add_text (writer, table->as_of);
  return tv_csv_writer_end_row (writer, error);
}

/* Items come person by person, so a row is open until the next one begins. */
typedef struct
{
  gint64 person_id;
  guint product_count;
  gboolean is_open;
} CustomerRow;

/* A table while it is written. */
typedef struct
{
  TvJob *job;
  TvExportTable *table;
  TvCsvWriter *writer;
  TvStatement *statement;
  CustomerRow row;
  gint64 count;
  GHashTable *merged;   /* ids of items that come after all others */
  GHashTable *products; /* keys, of the merged person who is being written */
  gint64 products_of;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->merged, g_hash_table_unref);
  g_clear_pointer (&walk->products, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
write_customer_item (TvExportTable *table,
                     CustomerRow *row,
                     TvCsvWriter *writer,
                     TvStatement *statement,
                     GError **error)
{
  gint64 person_id = tv_statement_get_int64 (statement, PERSON_ID);

  if (!row->is_open || row->person_id != person_id)
    {
      if (row->is_open && !end_customer (table, writer, row->product_count, error))
        return FALSE;
      for (int column = CUSTOMER_CODE; column <= COUNTRY; column++)
        add_text (writer, statement, column);
      *row = (CustomerRow){ .person_id = person_id, .is_open = TRUE };
      table->row_count++;
    }
  if (row->product_count == table->product_columns)
    return TRUE;
  add_text (writer, statement, PRODUCT_KEY);
  add_text (writer, statement, PRODUCT_LABEL);
  tv_csv_writer_add_score (writer, tv_statement_get_double (statement, SCORE));
  add_reason (writer, statement);
  row->product_count++;
  table->item_count++;
  return TRUE;
}

static gboolean
is_blank (TvStatement *statement, int column)
{
  const char *text = tv_statement_get_text (statement, column);

  return text == NULL || text[0] == '\0';
}

/* One approved item that may be addressed: a full row of its customer takes it no more, and without
 * an e-mail or a phone whoever sends the file reaches nobody with it. */
static gboolean
write_approved (Walk *walk, GError **error)
{
  TvExportTable *table = walk->table;
  gint64 before = table->item_count;

  if (!(table->layout == TV_EXPORT_CUSTOMERS
            ? write_customer_item (table, &walk->row, walk->writer, walk->statement, error)
            : write_item (table, walk->writer, walk->statement, error)))
    return FALSE;
  if (table->item_count == before)
    table->cut_count++;
  else if (is_blank (walk->statement, EMAIL) && is_blank (walk->statement, PHONE))
    table->no_address_count++;
  return TRUE;
}

/* Whether a merged person has the product already, by another code. */
static gboolean
is_doubled (Walk *walk)
{
  gint64 person_id = tv_statement_get_int64 (walk->statement, PERSON_ID);

  if (walk->products_of != person_id)
    g_hash_table_remove_all (walk->products);
  walk->products_of = person_id;
  return !g_hash_table_add (walk->products,
                            g_strdup (tv_statement_get_text (walk->statement, PRODUCT_KEY)));
}

static gboolean
write_row (Walk *walk, gboolean is_merged, GError **error)
{
  if (tv_statement_get_int64 (walk->statement, IS_BARRED) != 0)
    walk->table->left_out_count++;
  else if (is_merged && is_doubled (walk))
    walk->table->doubled_count++;
  else
    return write_approved (walk, error);
  return TRUE;
}

/* The items from one to another; of all, those of merged people come later. */
static gboolean
write_rows (Walk *walk, gint64 first, gint64 last, GError **error)
{
  gboolean is_merged = first == last;
  TvStep step;

  tv_statement_bind_int64 (walk->statement, 1, walk->table->run_id);
  tv_statement_bind_int64 (walk->statement, 2, first);
  tv_statement_bind_int64 (walk->statement, 3, last);
  while ((step = tv_statement_step (walk->statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (walk->statement, ITEM_ID);

      if ((walk->count++ & 1023) == 0)
        {
          tv_progress_set (walk->job->progress, walk->count, 0);
          if (!tv_progress_check (walk->job->progress, error))
            return FALSE;
        }
      if ((is_merged || !g_hash_table_contains (walk->merged, &id))
          && !write_row (walk, is_merged, error))
        return FALSE;
    }
  tv_statement_reset (walk->statement);
  return step == TV_STEP_DONE;
}

static gboolean
write_all (Walk *walk, GError **error)
{
  g_autoptr (GArray) merged = tv_export_list_merged (walk->job, walk->table->run_id, error);

  if (merged == NULL)
    return FALSE;
  for (guint i = 0; i < merged->len; i++)
    g_hash_table_add (walk->merged, &g_array_index (merged, gint64, i));
  if (!write_rows (walk, 0, G_MAXINT64, error))
    return FALSE;
  for (guint i = 0; i < merged->len; i++)
    {
      gint64 id = g_array_index (merged, gint64, i);

      if (!write_rows (walk, id, id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_export_table_write:
 * @job: the writer's job, so that no decision comes between
 * @table: what to write; the counts are filled in
 * @writer: where to
 * @error: return location for an error
 *
 * Writes header and rows. Items of customers that have opted out or bounced since, or that are gone
 * with their product, are left out.
 *
 * Returns: TRUE on success
 */
gboolean
tv_export_table_write (TvJob *job, TvExportTable *table, TvCsvWriter *writer, GError **error)
{
  gboolean is_by_customer = table->layout == TV_EXPORT_CUSTOMERS;
  g_auto (Walk) walk = { .job = job, .table = table, .writer = writer };

  walk.statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_LIST_APPROVED, error);
  if (walk.statement == NULL)
    return FALSE;
  walk.merged = g_hash_table_new (g_int64_hash, g_int64_equal);
  walk.products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!(is_by_customer ? write_customer_header (table, writer, error)
                       : write_item_header (writer, error)))
    return FALSE;
  if (!write_all (&walk, error))
    return FALSE;
  if (walk.row.is_open && !end_customer (table, writer, walk.row.product_count, error))
    return FALSE;
  return tv_csv_writer_flush (writer, error);
}
