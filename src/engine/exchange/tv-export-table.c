/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an export. Reads the approved items with their customers and products as they stand
 * at this second, leaves out and counts what may no longer be addressed, and writes CSV. The
 * columns are listed in docs/formats.md. */
#include "exchange/tv-export-table.h"

#include "rows/tv-explanation.h"

/* Columns of the statement list-approved. */
enum
{
  CUSTOMER_ID,
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

/* Items come by customer and rank, so a row is open until the next customer begins. */
typedef struct
{
  gint64 customer_id;
  guint product_count;
  gboolean is_open;
} CustomerRow;

static gboolean
write_customer_item (TvExportTable *table,
                     CustomerRow *row,
                     TvCsvWriter *writer,
                     TvStatement *statement,
                     GError **error)
{
  gint64 customer_id = tv_statement_get_int64 (statement, CUSTOMER_ID);

  if (!row->is_open || row->customer_id != customer_id)
    {
      if (row->is_open && !end_customer (table, writer, row->product_count, error))
        return FALSE;
      for (int column = CUSTOMER_CODE; column <= COUNTRY; column++)
        add_text (writer, statement, column);
      *row = (CustomerRow){ .customer_id = customer_id, .is_open = TRUE };
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
write_approved (TvExportTable *table,
                CustomerRow *row,
                TvCsvWriter *writer,
                TvStatement *statement,
                GError **error)
{
  gint64 before = table->item_count;

  if (!(table->layout == TV_EXPORT_CUSTOMERS
            ? write_customer_item (table, row, writer, statement, error)
            : write_item (table, writer, statement, error)))
    return FALSE;
  if (table->item_count == before)
    table->cut_count++;
  else if (is_blank (statement, EMAIL) && is_blank (statement, PHONE))
    table->no_address_count++;
  return TRUE;
}

static gboolean
write_rows (TvJob *job,
            TvExportTable *table,
            CustomerRow *row,
            TvCsvWriter *writer,
            TvStatement *statement,
            GError **error)
{
  gint64 count = 0;
  TvStep step;

  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if ((count++ & 1023) == 0)
        {
          tv_progress_set (job->progress, count, 0);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
      if (tv_statement_get_int64 (statement, IS_BARRED) != 0)
        table->left_out_count++;
      else if (!write_approved (table, row, writer, statement, error))
        return FALSE;
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
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
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_LIST_APPROVED, error);
  gboolean is_by_customer = table->layout == TV_EXPORT_CUSTOMERS;
  CustomerRow row = { 0 };

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, table->run_id);
  if (!(is_by_customer ? write_customer_header (table, writer, error)
                       : write_item_header (writer, error)))
    return FALSE;
  if (!write_rows (job, table, &row, writer, statement, error))
    return FALSE;
  if (row.is_open && !end_customer (table, writer, row.product_count, error))
    return FALSE;
  return tv_csv_writer_flush (writer, error);
}
