/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of each kind becomes: one source row, or for a file that holds everything a sales line
 * with its customer and product at their first mention. */
#include "ingest/tv-row.h"

#include <inttypes.h>
#include <string.h>

#include "base/tv-number.h"
#include "base/tv-text.h"

static void
bind_number (TvStatement *statement, int parameter, gint64 value)
{
  if (value == G_MININT64)
    tv_statement_bind_null (statement, parameter);
  else
    tv_statement_bind_int64 (statement, parameter, value);
}

static gboolean
is_first (GHashTable *seen, gint64 id)
{
  return g_hash_table_add (seen, GSIZE_TO_POINTER (id));
}

static gboolean
write_customer (TvIngest *ingest, gint64 ref, GError **error)
{
  static const TvColumn texts[]
      = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME,  TV_COLUMN_EMAIL, TV_COLUMN_PHONE,
          TV_COLUMN_ADDRESS,   TV_COLUMN_POSTAL_CODE, TV_COLUMN_CITY,  TV_COLUMN_COUNTRY };
  gint64 is_optout = tv_row_get_bool (ingest, TV_COLUMN_IS_OPTOUT);
  gint64 is_bounced = tv_row_get_bool (ingest, TV_COLUMN_IS_BOUNCED);
  TvStatement *statement;

  if (ingest->reject_code != NULL)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_CUSTOMER, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, ingest->record->line);
  tv_statement_bind_int64 (statement, 3, ref);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    tv_statement_bind_text (statement, 4 + (int) i, tv_row_get_text (ingest, texts[i]));
  bind_number (statement, 12, is_optout);
  bind_number (statement, 13, is_bounced);
  return tv_statement_run (statement, error);
}

gboolean
tv_row_take_customer (TvIngest *ingest, GError **error)
{
  const char *code = tv_row_require_text (ingest, TV_COLUMN_CUSTOMER_CODE);
  gint64 ref;

  if (code == NULL)
    return TRUE;
  ref = tv_row_get_customer_ref (ingest, code, error);
  if (ref == 0)
    return FALSE;
  if (!is_first (ingest->seen_customers, ref))
    {
      tv_row_reject (ingest, "DUPLICATE_KEY", TV_COLUMN_CUSTOMER_CODE);
      return TRUE;
    }
  return write_customer (ingest, ref, error);
}

/* Further numeric columns of a product, as one JSON object; NULL where it has none. */
static char *
dup_attributes (TvIngest *ingest)
{
  g_autoptr (GString) json = g_string_new (NULL);
  const TvRecord *record = ingest->record;

  for (guint h = 0; h < ingest->header_count && h < record->field_count; h++)
    {
      gboolean is_mapped = FALSE;
      g_autofree char *name = NULL;
      gint64 value;

      for (guint c = 0; c < TV_N_COLUMNS && !is_mapped; c++)
        is_mapped = ingest->index[c] == (int) h;
      if (is_mapped
          || !tv_number_parse (record->fields[h],
                               (gssize) record->lengths[h],
                               ingest->file->decimal_mark,
                               3,
                               &value))
        continue;
      name = g_strescape (ingest->file->header[h], ingest->file->header[h]);
      g_string_append_printf (json,
                              "%s\"%s\":%s%" PRId64 ".%03d",
                              json->len == 0 ? "{" : ",",
                              g_strdelimit (name, "\"\\", '_'),
                              value < 0 && value > -1000 ? "-" : "",
                              value / 1000,
                              (int) ABS (value % 1000));
    }
  return json->len == 0 ? NULL : g_strconcat (json->str, "}", NULL);
}

static gboolean
write_product (TvIngest *ingest, gint64 ref, const char *label, gint64 price, GError **error)
{
  static const TvColumn texts[] = { TV_COLUMN_FAMILY, TV_COLUMN_SUB_FAMILY, TV_COLUMN_BRAND };
  g_autofree char *attributes
      = ingest->file->kind == TV_KIND_PRODUCTS ? dup_attributes (ingest) : NULL;
  gint64 vintage = tv_row_get_number (ingest, TV_COLUMN_VINTAGE, 0);
  gint64 cost = tv_row_get_number (ingest, TV_COLUMN_COST, 2);
  gint64 margin = ingest->file->kind == TV_KIND_PRODUCTS
                      ? tv_row_get_number (ingest, TV_COLUMN_MARGIN, 2)
                      : G_MININT64;
  gint64 tier = tv_row_get_number (ingest, TV_COLUMN_PREMIUM_TIER, 0);
  gint64 is_active = tv_row_get_bool (ingest, TV_COLUMN_IS_ACTIVE);
  gint64 stock = tv_row_get_number (ingest, TV_COLUMN_STOCK, 0);
  TvStatement *statement;

  if (tier != G_MININT64 && (tier < 0 || tier > 3))
    tv_row_reject (ingest, "OUT_OF_RANGE", TV_COLUMN_PREMIUM_TIER);
  if (ingest->reject_code != NULL)
    return TRUE;
  statement = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_PRODUCT, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, ingest->record->line);
  tv_statement_bind_int64 (statement, 3, ref);
  tv_statement_bind_text (statement, 4, label);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    tv_statement_bind_text (statement, 5 + (int) i, tv_row_get_text (ingest, texts[i]));
  bind_number (statement, 8, vintage);
  tv_statement_bind_text (statement, 9, tv_row_get_text (ingest, TV_COLUMN_GRAPE));
  tv_statement_bind_text (statement, 10, tv_row_get_text (ingest, TV_COLUMN_SWEETNESS));
  bind_number (statement, 11, price);
  bind_number (statement, 12, cost);
  bind_number (statement, 13, margin);
  tv_statement_bind_text (statement, 14, tv_row_get_text (ingest, TV_COLUMN_PRICE_BAND));
  bind_number (statement, 15, tier);
  bind_number (statement, 16, is_active);
  tv_statement_bind_text (statement, 17, tv_row_get_text (ingest, TV_COLUMN_SEASON_TAGS));
  bind_number (statement, 18, stock);
  tv_statement_bind_text (statement, 19, attributes);
  return tv_statement_run (statement, error);
}

/* FNV-1a, never 0. */
static gpointer
hash_record (const TvRecord *record)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i < record->raw_length; i++)
    hash = (hash ^ (guchar) record->raw[i]) * G_GUINT64_CONSTANT (1099511628211);
  return GSIZE_TO_POINTER (hash | 1);
}

/* A row that stands twice says nothing new; two rows that differ cannot both be right. */
static gboolean
is_contradiction (TvIngest *ingest, gint64 ref)
{
  gpointer hash = hash_record (ingest->record);
  gpointer before = g_hash_table_lookup (ingest->seen_products, GSIZE_TO_POINTER (ref));

  if (before == NULL)
    g_hash_table_insert (ingest->seen_products, GSIZE_TO_POINTER (ref), hash);
  return before != NULL && before != hash;
}

gboolean
tv_row_take_product (TvIngest *ingest, GError **error)
{
  const char *key = tv_row_require_text (ingest, TV_COLUMN_PRODUCT_KEY);
  const char *label = tv_row_require_text (ingest, TV_COLUMN_PRODUCT_LABEL);
  gint64 price = tv_row_get_number (ingest, TV_COLUMN_PRICE, 2);
  gint64 ref;

  if (ingest->reject_code != NULL)
    return TRUE;
  ref = tv_row_get_product_ref (ingest, TRUE, key, error);
  if (ref == 0)
    return FALSE;
  if (is_contradiction (ingest, ref))
    {
      tv_row_reject (ingest, "DUPLICATE_KEY", TV_COLUMN_PRODUCT_KEY);
      return TRUE;
    }
  return write_product (ingest, ref, label, price, error);
}

typedef struct
{
  TvDay day;
  const char *doc_ref, *doc_type, *key, *label;
  gint64 qty, amount, amount_ttc, margin;
  gint64 unit_price; /* ten-thousandths */
} Line;

/* quantity in thousandths x price in ten-thousandths, as cents rounded half away from zero. */
static gint64
multiply (TvIngest *ingest, gint64 qty, gint64 unit_price)
{
  __int128 product = (__int128) qty * unit_price;
  __int128 cents = (product + (product < 0 ? -50000 : 50000)) / 100000;

  if (cents > TV_ROW_LARGEST_NUMBER || cents < -TV_ROW_LARGEST_NUMBER)
    {
      tv_row_reject (ingest, "OUT_OF_RANGE", TV_COLUMN_UNIT_PRICE);
      return 0;
    }
  return (gint64) cents;
}

/* Only words for documents: a column "type" may also hold a way of paying, such as credit. */
static gboolean
is_credit_note (const char *doc_type)
{
  static const char *const starts[] = { "avoir",  "credit note",     "credit memo",  "creditnote",
                                        "retour", "note de credit",  "refund",       "return",
                                        "rembou", "facture d avoir", "facture avoir" };
  g_autofree char *folded = doc_type != NULL ? tv_text_fold (doc_type) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (folded, starts[i]))
      return TRUE;
  return FALSE;
}

/* A credit note takes back, whichever way its program writes the sign. */
static void
turn_negative (Line *line)
{
  if (line->qty > 0)
    line->qty = -line->qty;
  if (line->amount > 0)
    {
      line->amount = -line->amount;
      line->margin = line->margin == G_MININT64 ? line->margin : -line->margin;
    }
  if (line->amount_ttc > 0)
    line->amount_ttc = -line->amount_ttc;
}

/* Reads the cells that a sales line needs; reject_code tells whether they can be used. */
static void
read_line (TvIngest *ingest, Line *line)
{
  line->day = tv_row_require_day (ingest, TV_COLUMN_ORDER_DATE);
  line->doc_ref = tv_row_require_text (ingest, TV_COLUMN_DOC_REF);
  line->doc_type = tv_row_get_text (ingest, TV_COLUMN_DOC_TYPE);
  line->key = tv_row_get_text (ingest, TV_COLUMN_PRODUCT_KEY);
  line->label = tv_row_get_text (ingest, TV_COLUMN_PRODUCT_LABEL);
  line->qty = tv_row_require_number (ingest, TV_COLUMN_QTY, 3);
  line->unit_price = tv_row_get_number (ingest, TV_COLUMN_UNIT_PRICE, 4);
  line->amount_ttc = tv_row_get_number (ingest, TV_COLUMN_AMOUNT_TTC, 2);
  line->margin = tv_row_get_number (ingest, TV_COLUMN_MARGIN, 2);
  if (line->key == NULL && line->label == NULL)
    tv_row_reject (ingest,
                   "REQUIRED",
                   ingest->index[TV_COLUMN_PRODUCT_LABEL] >= 0 ? TV_COLUMN_PRODUCT_LABEL
                                                               : TV_COLUMN_PRODUCT_KEY);
  if (ingest->index[TV_COLUMN_AMOUNT_HT] >= 0)
    line->amount = tv_row_require_number (ingest, TV_COLUMN_AMOUNT_HT, 2);
  else if (line->unit_price == G_MININT64)
    tv_row_reject (ingest, "REQUIRED", TV_COLUMN_UNIT_PRICE);
  else if (ingest->reject_code == NULL)
    line->amount = multiply (ingest, line->qty, line->unit_price);
  if (ingest->reject_code == NULL && is_credit_note (line->doc_type))
    turn_negative (line);
}

static gboolean
write_line (TvIngest *ingest,
            const Line *line,
            gint64 customer_ref,
            gint64 product_ref,
            GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_LINE, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, ingest->record->line);
  tv_statement_bind_int64 (statement, 3, customer_ref);
  tv_statement_bind_int64 (statement, 4, product_ref);
  tv_statement_bind_int64 (statement, 5, line->day);
  tv_statement_bind_text (statement, 6, line->doc_ref);
  tv_statement_bind_text (statement, 7, line->doc_type);
  tv_statement_bind_int64 (statement, 8, line->qty);
  tv_statement_bind_int64 (statement, 9, line->amount);
  bind_number (statement, 10, line->amount_ttc);
  bind_number (statement, 11, line->margin);
  return tv_statement_run (statement, error);
}

gboolean
tv_row_take_sales_line (TvIngest *ingest, GError **error)
{
  const char *code = tv_row_require_text (ingest, TV_COLUMN_CUSTOMER_CODE);
  Line line = { 0 };
  gint64 customer_ref, product_ref;

  read_line (ingest, &line);
  if (ingest->reject_code != NULL)
    return TRUE;
  customer_ref = tv_row_get_customer_ref (ingest, code, error);
  product_ref = customer_ref == 0
                    ? 0
                    : tv_row_get_product_ref (ingest,
                                              line.key != NULL,
                                              line.key != NULL ? line.key : line.label,
                                              error);
  return product_ref != 0 && write_line (ingest, &line, customer_ref, product_ref, error);
}

/* What a product of a file with everything is called: its key where the file has no labels. A row
 * that takes back may carry a remark in the label's place. */
static const char *
get_product_label (const TvIngest *ingest, const Line *line)
{
  if (line->label != NULL)
    return line->qty > 0 ? line->label : NULL;
  return ingest->index[TV_COLUMN_PRODUCT_LABEL] < 0 ? line->key : NULL;
}

/* Without a key the label is the key. */
gboolean
tv_row_take_invoice_line (TvIngest *ingest, GError **error)
{
  const char *code = tv_row_require_text (ingest, TV_COLUMN_CUSTOMER_CODE);
  Line line = { 0 };
  const char *key, *label;
  gint64 customer_ref, product_ref;

  read_line (ingest, &line);
  if (ingest->reject_code != NULL)
    return TRUE;
  key = line.key != NULL ? line.key : line.label;
  customer_ref = tv_row_get_customer_ref (ingest, code, error);
  product_ref = customer_ref == 0 ? 0 : tv_row_get_product_ref (ingest, TRUE, key, error);
  if (product_ref == 0)
    return FALSE;
  if (is_first (ingest->seen_customers, customer_ref)
      && !write_customer (ingest, customer_ref, error))
    return FALSE;
  label = get_product_label (ingest, &line);
  if (label != NULL && is_first (ingest->seen_products, product_ref)
      && !write_product (ingest, product_ref, label, G_MININT64, error))
    return FALSE;
  return ingest->reject_code != NULL
         || write_line (ingest, &line, customer_ref, product_ref, error);
}

static const char *
match_word (TvIngest *ingest, TvColumn column, const char *const *words, const char *fallback)
{
  const char *text = tv_row_get_text (ingest, column);
  g_autofree char *folded = text != NULL ? tv_text_fold (text) : NULL;

  if (text == NULL)
    return fallback;
  for (gsize i = 0; words[i] != NULL; i += 2)
    if (g_str_equal (folded, words[i]))
      return words[i + 1];
  tv_row_reject (ingest, "BAD_VALUE", column);
  return fallback;
}

gboolean
tv_row_take_contact (TvIngest *ingest, GError **error)
{
  static const char *const channels[]
      = { "email",    "EMAIL",      "e mail", "EMAIL",     "mail",   "EMAIL", "courriel",
          "EMAIL",    "newsletter", "EMAIL",  "sms",       "SMS",    "texto", "SMS",
          "courrier", "MAIL",       "postal", "MAIL",      "letter", "MAIL",  "post",
          "MAIL",     "phone",      "PHONE",  "telephone", "PHONE",  "tel",   "PHONE",
          "call",     "PHONE",      "appel",  "PHONE",     NULL };
  static const char *const statuses[]
      = { "sent",        "SENT",    "envoye",         "SENT",    "envoyee",       "SENT",
          "delivered",   "SENT",    "opened",         "OPENED",  "open",          "OPENED",
          "ouvert",      "OPENED",  "clicked",        "CLICKED", "click",         "CLICKED",
          "clique",      "CLICKED", "bounced",        "BOUNCED", "bounce",        "BOUNCED",
          "rebond",      "BOUNCED", "erreur",         "BOUNCED", "optout",        "OPTOUT",
          "opt out",     "OPTOUT",  "unsubscribed",   "OPTOUT",  "desinscrit",    "OPTOUT",
          "desabonne",   "OPTOUT",  "desinscription", "OPTOUT",  "desabonnement", "OPTOUT",
          "hard bounce", "BOUNCED", "soft bounce",    "BOUNCED", "delivre",       "SENT",
          NULL };
  const char *code = tv_row_require_text (ingest, TV_COLUMN_CUSTOMER_CODE);
  TvDay day = tv_row_require_day (ingest, TV_COLUMN_CONTACT_DATE);
  const char *raw_channel = tv_row_get_text (ingest, TV_COLUMN_CHANNEL);
  const char *channel, *status = match_word (ingest, TV_COLUMN_STATUS, statuses, "SENT");
  TvStatement *statement;
  gint64 ref;

  /* "MAIL" in capitals is the canonical code of a letter; in other writings mail means e-mail. */
  channel = g_strcmp0 (raw_channel, "MAIL") == 0
                ? "MAIL"
                : match_word (ingest, TV_COLUMN_CHANNEL, channels, "EMAIL");
  if (ingest->reject_code != NULL)
    return TRUE;
  ref = tv_row_get_customer_ref (ingest, code, error);
  statement = ref == 0
                  ? NULL
                  : tv_connection_prepare (ingest->job->db, TV_SQL_INGEST_INSERT_CONTACT, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ingest->batch_id);
  tv_statement_bind_int64 (statement, 2, ingest->record->line);
  tv_statement_bind_int64 (statement, 3, ref);
  tv_statement_bind_int64 (statement, 4, day);
  tv_statement_bind_text (statement, 5, channel);
  tv_statement_bind_text (statement, 6, status);
  tv_statement_bind_text (statement, 7, tv_row_get_text (ingest, TV_COLUMN_CAMPAIGN_ID));
  return tv_statement_run (statement, error);
}
