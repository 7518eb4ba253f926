/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of each kind becomes: one source row, or for a file that holds everything a sales line
 * with its customer and product at their first mention. A dry run goes the same way and writes
 * nothing. */
#include <string.h>

#include "base/tv-service.h"
#include "ingest/tv-ingest-private.h"
#include "rows/tv-customer-link.h"

#define ONE_PIECE 1000 /* thousandths */

static void
bind_number (TvStatement *statement, int parameter, gint64 value)
{
  if (value == G_MININT64)
    tv_statement_bind_null (statement, parameter);
  else
    tv_statement_bind_int64 (statement, parameter, value);
}

static void
bind_cell (const TvIngest *ingest,
           TvStatement *statement,
           int parameter,
           const TvRow *row,
           TvColumn column)
{
  const TvCell *cell = tv_row_get_cell (ingest->plan, row, column);

  tv_statement_bind_fixed_text (statement,
                                parameter,
                                cell != NULL ? cell->text : NULL,
                                cell != NULL ? cell->length : 0);
}

/* Makes the reference that an entry stands for, where there is none. */
static gboolean
make_ref (TvIngest *ingest, TvRef *ref, gint64 is_key, GError **error)
{
  TvStatement *statement;

  if (ref->id != 0)
    return TRUE;
  if (ingest->session->is_dry_run)
    {
      ref->id = --ingest->session->made_up;
      return TRUE;
    }
  statement = tv_connection_prepare (ingest->job->db,
                                     is_key < 0 ? TV_SQL_INGEST_INSERT_CUSTOMER_REF
                                                : TV_SQL_INGEST_INSERT_PRODUCT_REF,
                                     error);
  if (statement == NULL)
    return FALSE;
  if (is_key >= 0)
    tv_statement_bind_int64 (statement, 1, is_key);
  tv_statement_bind_text (statement, is_key < 0 ? 1 : 2, ref->text);
  if (!tv_statement_run (statement, error))
    return FALSE;
  ref->id = tv_connection_get_last_rowid (ingest->job->db);
  return TRUE;
}

/* Whether the present file has had no source row for it; from now on it has. */
static gboolean
is_first (TvIngest *ingest, TvRef *ref)
{
  if (ref->seen_file == ingest->session->file_count)
    return FALSE;
  ref->seen_file = ingest->session->file_count;
  return TRUE;
}

/* Whether a row that was rejected for its key comes back while that key stands: taken as it is, it
 * would take the place of the row that was taken then. One whose cell of the code was emptied is
 * meant to. */
static gboolean
stands_already (const TvRow *row, const TvRef *ref)
{
  return G_UNLIKELY (row->was_repeated) && ref->is_known;
}

/* Whether a person wrote the customer's address, which files do not change. */
static gboolean
keeps_address (const TvIngest *ingest, const TvRef *ref)
{
  gpointer bits = g_hash_table_lookup (ingest->session->held, GSIZE_TO_POINTER ((gsize) ref->id));

  return (GPOINTER_TO_UINT (bits) & 1u << TV_CUSTOMER_EMAIL) != 0;
}

static gboolean
write_customer (TvIngest *ingest, const TvRow *row, TvRef *ref, GError **error)
{
  static const TvColumn texts[]
      = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL, TV_COLUMN_PHONE,
          TV_COLUMN_ADDRESS,   TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,  TV_COLUMN_COUNTRY };
  TvStatement *statement;

  if (!tv_difference_of_customer (ingest, row, ref, error))
    return FALSE;
  ref->is_known = TRUE;
  if (ingest->session->has_rows_of_codes && !keeps_address (ingest, ref))
    tv_known_addresses_note (ingest->session->addresses,
                             tv_row_get_text (ingest->plan, row, TV_COLUMN_EMAIL),
                             ref->id,
                             tv_row_get_text (ingest->plan, row, TV_COLUMN_LAST_NAME),
                             tv_row_get_text (ingest->plan, row, TV_COLUMN_FIRST_NAME));
  if (ingest->session->is_dry_run)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_CUSTOMER, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, row->line);
  tv_statement_bind_int64 (statement, 3, ref->id);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_cell (ingest, statement, 4 + (int) i, row, texts[i]);
  bind_number (statement, 12, tv_row_get_value (ingest->plan, row, TV_COLUMN_IS_OPTOUT));
  bind_number (statement, 13, tv_row_get_value (ingest->plan, row, TV_COLUMN_IS_BOUNCED));
  return tv_statement_run (statement, error);
}

static gboolean
take_customer (TvIngest *ingest, TvRow *row, GError **error)
{
  TvRef *ref = row->customer;

  if (!make_ref (ingest, ref, -1, error))
    return FALSE;
  if (!stands_already (row, ref) && is_first (ingest, ref))
    return write_customer (ingest, row, ref, error);
  tv_row_reject (ingest->plan, row, TV_REJECT_DUPLICATE_KEY, TV_COLUMN_CUSTOMER_CODE);
  row->reject_value = ref->text;
  return TRUE;
}

static gboolean
write_product (TvIngest *ingest, const TvRow *row, TvRef *ref, const char *label, GError **error)
{
  static const struct
  {
    TvColumn column;
    int parameter;
  } texts[]
      = { { TV_COLUMN_FAMILY, 5 },      { TV_COLUMN_SUB_FAMILY, 6 }, { TV_COLUMN_BRAND, 7 },
          { TV_COLUMN_GRAPE, 9 },       { TV_COLUMN_SWEETNESS, 10 }, { TV_COLUMN_PRICE_BAND, 14 },
          { TV_COLUMN_SEASON_TAGS, 17 } },
      numbers[]
      = { { TV_COLUMN_VINTAGE, 8 },       { TV_COLUMN_PRICE, 11 },     { TV_COLUMN_COST, 12 },
          { TV_COLUMN_PREMIUM_TIER, 15 }, { TV_COLUMN_IS_ACTIVE, 16 }, { TV_COLUMN_STOCK, 18 } };
  gboolean is_catalogue = ingest->file->kind == TV_KIND_PRODUCTS;
  gint64 price = tv_row_get_value (ingest->plan, row, TV_COLUMN_PRICE);
  TvStatement *statement;

  if (ingest->products != NULL && !tv_difference_of_product (ingest, row, label, ref, error))
    return FALSE;
  ref->is_known = TRUE;
  if (ingest->session->prices != NULL && is_catalogue && price != G_MININT64)
    tv_prices_note (ingest->session->prices, ref->id, label, price);
  if (!tv_noted_labels_add (&ingest->session->new_labels, ref, row->line, label, error))
    return FALSE;
  if (ingest->session->is_dry_run)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_PRODUCT, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, row->line);
  tv_statement_bind_int64 (statement, 3, ref->id);
  tv_statement_bind_text (statement, 4, label);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_cell (ingest, statement, texts[i].parameter, row, texts[i].column);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    bind_number (statement,
                 numbers[i].parameter,
                 tv_row_get_value (ingest->plan, row, numbers[i].column));
  /* On a line, margin is the line's. */
  bind_number (statement,
               13,
               is_catalogue ? tv_row_get_value (ingest->plan, row, TV_COLUMN_MARGIN) : G_MININT64);
  tv_statement_bind_text (statement, 19, row->attributes);
  return tv_statement_run (statement, error);
}

/* A row that stands twice says nothing new; two rows that differ cannot both be right. */
static gboolean
is_contradiction (TvIngest *ingest, TvRef *ref, guint64 row_hash)
{
  if (is_first (ingest, ref))
    {
      tv_ingest_keep_waiting (ingest->session, ref, TV_WAITING_KEY);
      ref->row_hash = row_hash;
    }
  return ref->row_hash != row_hash;
}

static gboolean
take_product (TvIngest *ingest, TvRow *row, GError **error)
{
  TvRef *ref = row->product;

  if (!make_ref (ingest, ref, 1, error))
    return FALSE;
  if (!stands_already (row, ref) && !is_contradiction (ingest, ref, row->hash))
    return write_product (ingest,
                          row,
                          ref,
                          tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_LABEL),
                          error);
  tv_row_reject (ingest->plan, row, TV_REJECT_DUPLICATE_KEY, TV_COLUMN_PRODUCT_KEY);
  row->reject_value = ref->text;
  return TRUE;
}

/* The count stands in the entry, which is at hand; a file of millions of lines asks for it each
 * time. */
static void
count_waiting (TvIngest *ingest, TvRef *ref, TvWaitingKind kind)
{
  if (G_UNLIKELY (ref->waiting != ingest->session->file_count))
    {
      tv_ingest_keep_waiting (ingest->session, ref, kind);
      ref->waiting = ingest->session->file_count;
      ref->wait_count = 0;
    }
  ref->wait_count++;
}

static gboolean
wait_for (TvIngest *ingest, TvRef *customer, TvRef *product, gboolean is_label, GError **error)
{
  gboolean is_heard = customer->is_known;

  if (!is_heard && !tv_ingest_find_address (ingest, customer, &is_heard, error))
    return FALSE;
  if (!is_heard)
    count_waiting (ingest, customer, TV_WAITING_CUSTOMER);
  /* A label that means a product may mean none once a file of the import names products anew. */
  else if (product != NULL && (is_label || !product->is_known))
    count_waiting (ingest, product, is_label ? TV_WAITING_LABEL : TV_WAITING_KEY);
  return TRUE;
}

static gboolean
write_line (TvIngest *ingest,
            const TvRow *row,
            TvRef *customer,
            TvRef *product,
            gboolean is_label,
            GError **error)
{
  TvStatement *statement;

  tv_difference_count_line (ingest, row, customer, product);
  if (!wait_for (ingest, customer, product, is_label, error))
    return FALSE;
  if (ingest->session->is_dry_run)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_LINE, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, row->line);
  tv_statement_bind_int64 (statement, 3, customer->id);
  tv_statement_bind_int64 (statement, 4, product->id);
  tv_statement_bind_int64 (statement,
                           5,
                           tv_row_get_value (ingest->plan, row, TV_COLUMN_ORDER_DATE));
  tv_statement_bind_fixed_text (statement, 6, row->doc.text, row->doc.length);
  bind_cell (ingest, statement, 7, row, TV_COLUMN_DOC_TYPE);
  tv_statement_bind_int64 (statement, 8, row->qty);
  tv_statement_bind_int64 (statement, 9, row->amount);
  bind_number (statement, 10, tv_row_get_value (ingest->plan, row, TV_COLUMN_AMOUNT_TTC));
  bind_number (statement, 11, tv_row_get_value (ingest->plan, row, TV_COLUMN_MARGIN));
  return tv_statement_run (statement, error);
}

/* A line has no room for a label beside the key, but the label of an unknown key may be all that
 * says that it is a service. */
static gboolean
keep_service (TvIngest *ingest, const TvRow *row, GError **error)
{
  const char *label = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_LABEL);

  return label == NULL || row->product->is_known || !is_first (ingest, row->product)
         || !tv_service_is_label (label) || write_product (ingest, row, row->product, label, error);
}

/* The amount of a line that has none: its quantity in thousandths times the price of the catalogue,
 * rounded half away from zero. A line whose product has no price is a reject. */
static gboolean
find_amount (TvIngest *ingest, TvRow *row)
{
  const char *key = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_KEY);
  const char *label = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_LABEL);
  __int128 product;
  gint64 cents;

  if (row->amount != G_MININT64)
    return TRUE;
  if (!tv_prices_find (ingest->session->prices,
                       row->product->id,
                       key == NULL ? label : NULL,
                       &cents))
    {
      tv_row_reject (ingest->plan,
                     row,
                     "NO_PRICE",
                     key != NULL ? TV_COLUMN_PRODUCT_KEY : TV_COLUMN_PRODUCT_LABEL);
      row->reject_value = row->product->text;
      return FALSE;
    }
  product = (__int128) row->qty * cents;
  product = (product + (product < 0 ? -ONE_PIECE / 2 : ONE_PIECE / 2)) / ONE_PIECE;
  if (product > TV_ROW_LARGEST_NUMBER || product < -TV_ROW_LARGEST_NUMBER)
    {
      tv_row_reject (ingest->plan, row, "OUT_OF_RANGE", TV_COLUMN_QTY);
      row->reject_value = "";
      return FALSE;
    }
  row->amount = (gint64) product;
  return TRUE;
}

static gboolean
take_sales_line (TvIngest *ingest, TvRow *row, GError **error)
{
  gboolean is_label = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_KEY) == NULL;

  if (!find_amount (ingest, row))
    return TRUE;
  return make_ref (ingest, row->customer, -1, error)
         && make_ref (ingest, row->product, is_label ? 0 : 1, error)
         && (is_label || keep_service (ingest, row, error))
         && write_line (ingest, row, row->customer, row->product, is_label, error);
}

/* A row that takes back may carry a remark in the label's place, so that what is sold decides; but
 * a discount or what was only ever given back has no other. */
static gboolean
keep_label (TvIngest *ingest, const TvRow *row, const char *label, GError **error)
{
  if (row->product->seen_file == ingest->session->file_count
      || row->product->kept_file == ingest->session->file_count)
    return TRUE;
  row->product->kept_file = ingest->session->file_count;
  return tv_noted_labels_add (&ingest->kept_labels, row->product, row->line, label, error);
}

/**
 * tv_ingest_write_kept:
 * @ingest: a file, all rows taken
 * @error: return location for an error
 *
 * Writes the products that the file only takes back, where nobody knows them.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_write_kept (TvIngest *ingest, GError **error)
{
  g_autofree TvCell *cells = g_new0 (TvCell, MAX (ingest->plan->slot_count, 1));
  TvNotedLabels *labels = &ingest->kept_labels;

  for (guint i = 0; i < ingest->plan->slot_count; i++)
    cells[i].value = G_MININT64;
  for (guint64 place = labels->pieces != NULL ? labels->first : TV_FAR_PIECES_NONE;
       place != TV_FAR_PIECES_NONE;
       place = tv_far_pieces_get_next (labels->pieces, place))
    {
      TvRow row = { .cells = cells };
      TvNotedLabel kept;
      const char *label;
      TvRef *ref;

      tv_noted_labels_get (labels, place, &kept, &label);
      ref = tv_refs_get (ingest->session->tables->products[1], kept.index);
      row.line = kept.line;
      if (!ref->is_known && is_first (ingest, ref)
          && !write_product (ingest, &row, ref, label, error))
        return FALSE;
    }
  return TRUE;
}

/* What a product of a file with everything is called: its key where the file has no labels. */
static const char *
get_product_label (const TvIngest *ingest, const TvRow *row)
{
  const char *label = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_LABEL);

  if (label == NULL && ingest->plan->slots[TV_COLUMN_PRODUCT_LABEL] < 0)
    label = tv_row_get_text (ingest->plan, row, TV_COLUMN_PRODUCT_KEY);
  return label;
}

static gboolean
take_invoice_line (TvIngest *ingest, TvRow *row, GError **error)
{
  TvRef *customer = row->customer, *product = row->product;
  const char *label;

  if (!find_amount (ingest, row))
    return TRUE;
  if (!make_ref (ingest, customer, -1, error) || !make_ref (ingest, product, 1, error))
    return FALSE;
  if (is_first (ingest, customer) && !write_customer (ingest, row, customer, error))
    return FALSE;
  label = get_product_label (ingest, row);
  if (label != NULL && ingest->plan->slots[TV_COLUMN_PRODUCT_LABEL] >= 0 && row->qty <= 0)
    {
      if (!keep_label (ingest, row, label, error))
        return FALSE;
    }
  else if (label != NULL && is_first (ingest, product)
           && !write_product (ingest, row, product, label, error))
    return FALSE;
  return write_line (ingest, row, customer, product, FALSE, error);
}

static gboolean
take_contact (TvIngest *ingest, TvRow *row, GError **error)
{
  TvRef *customer = row->customer;
  gint32 day = (gint32) tv_row_get_value (ingest->plan, row, TV_COLUMN_CONTACT_DATE);
  const char *channel = tv_row_get_text (ingest->plan, row, TV_COLUMN_CHANNEL);
  const char *status = tv_row_get_text (ingest->plan, row, TV_COLUMN_STATUS);
  TvStatement *statement;

  if (tv_row_is_subscriber (ingest->plan, row))
    return TRUE;
  if (!make_ref (ingest, customer, -1, error))
    return FALSE;
  ingest->first_day = MIN (ingest->first_day, day);
  ingest->last_day = MAX (ingest->last_day, day);
  ingest->lines->new_count++;
  if (!wait_for (ingest, customer, NULL, FALSE, error))
    return FALSE;
  if (ingest->session->is_dry_run)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_CONTACT, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, row->line);
  tv_statement_bind_int64 (statement, 3, customer->id);
  tv_statement_bind_int64 (statement, 4, day);
  tv_statement_bind_text (statement, 5, channel != NULL ? channel : "EMAIL");
  tv_statement_bind_text (statement, 6, status != NULL ? status : "SENT");
  bind_cell (ingest, statement, 7, row, TV_COLUMN_CAMPAIGN_ID);
  return tv_statement_run (statement, error);
}

/**
 * tv_ingest_write_row:
 * @ingest: the file
 * @row: (inout): a row that can be used as far as its reading told
 * @error: return location for an error of the import as a whole
 *
 * Takes a row in; it may still become a reject, where its key stands in an earlier row.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_write_row (TvIngest *ingest, TvRow *row, GError **error)
{
  switch (ingest->file->kind)
    {
    case TV_KIND_CUSTOMERS:
      return take_customer (ingest, row, error);
    case TV_KIND_PRODUCTS:
      return take_product (ingest, row, error);
    case TV_KIND_SALES_LINES:
      return take_sales_line (ingest, row, error);
    case TV_KIND_INVOICE_LINES:
      return take_invoice_line (ingest, row, error);
    default:
      return take_contact (ingest, row, error);
    }
}
