/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each factor is looked for like a value of its own, as a row beside that of the amount; then their
 * texts become the amount's. So files of two, rows taken apart and archives need nothing more. */
#include "ingest/tv-trace-factors.h"

#include "rows/tv-import-mapping.h"

#define TIMES " × "
#define LESS ", " /* a discount may be a share, per cents or money */

/**
 * tv_trace_factors_find:
 * @mapping: of a batch
 * @out_has_discount: (out): whether the last one is a discount
 *
 * Looks for the columns that its amounts are made of.
 *
 * Returns: (transfer full) (nullable): their header cells: quantity, price, discount, as far as
 *   they are mapped; %NULL where amounts are cells themselves, or prices come from the catalogue
 */
char **
tv_trace_factors_find (const char *mapping, gboolean *out_has_discount)
{
  static const char *const columns[] = { "qty", "unit_price", "discount" };
  g_autofree char *amount = tv_import_mapping_dup_header (mapping, "amount_ht");
  g_autofree char *price = tv_import_mapping_dup_header (mapping, "unit_price");
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();

  *out_has_discount = FALSE;
  if (*amount != '\0' || *price == '\0')
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *header = tv_import_mapping_dup_header (mapping, columns[i]);

      if (*header == '\0')
        continue;
      g_strv_builder_add (headers, header);
      *out_has_discount = i == G_N_ELEMENTS (columns) - 1;
    }
  return g_strv_builder_end (headers);
}

static TvTraceRow *
make_factor (const TvTraceRow *row, const char *header)
{
  TvTraceRow *factor = g_new0 (TvTraceRow, 1);

  factor->batch_id = row->batch_id;
  factor->file_name = g_strdup (row->file_name);
  factor->folder = g_strdup (row->folder);
  factor->entry = g_strdup (row->entry);
  factor->line = row->line;
  factor->header = g_strdup (header);
  factor->code = g_strdup (row->code);
  factor->product = g_strdup (row->product);
  factor->value = g_strdup ("");
  return factor;
}

/**
 * tv_trace_factors_new:
 * @rows: (element-type TvTraceRow): rows of a trace
 *
 * Makes a row for each factor of those that have some, in their order.
 *
 * Returns: (transfer full) (element-type TvTraceRow): the rows of the factors
 */
GPtrArray *
tv_trace_factors_new (GPtrArray *rows)
{
  GPtrArray *factors = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_trace_row_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const TvTraceRow *row = g_ptr_array_index (rows, i);

      for (guint k = 0; row->factors != NULL && row->factors[k] != NULL; k++)
        g_ptr_array_add (factors, make_factor (row, row->factors[k]));
    }
  return factors;
}

/* "12 × 2.10", or "12 × 2.10, 5%" where there is a discount. */
static char *
join (const TvTraceRow *const *factors, guint count, gsize member, gboolean has_discount)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < count; k++)
    {
      /* One cell may hold all of them. */
      if (k > 0 && g_str_equal (factors[k]->header, factors[k - 1]->header))
        continue;
      if (k > 0)
        g_string_append (text, has_discount && k == count - 1 ? LESS : TIMES);
      g_string_append (text, G_STRUCT_MEMBER (char *, factors[k], member));
    }
  return g_string_free (text, FALSE);
}

static gboolean
are_read (const TvTraceRow *const *factors, guint count)
{
  for (guint k = 0; k < count; k++)
    if (factors[k]->original == NULL)
      return FALSE;
  return count > 0;
}

/**
 * tv_trace_factors_multiply:
 * @rows: (inout) (element-type TvTraceRow): rows of a trace
 * @factors: (element-type TvTraceRow): those of tv_trace_factors_new(), with what their files say
 *
 * Gives amounts the columns and texts of their factors.
 */
void
tv_trace_factors_multiply (GPtrArray *rows, const GPtrArray *factors)
{
  const TvTraceRow *const *at = (const TvTraceRow *const *) factors->pdata;

  for (guint i = 0; i < rows->len; i++)
    {
      TvTraceRow *row = g_ptr_array_index (rows, i);
      guint count = row->factors != NULL ? g_strv_length (row->factors) : 0;

      if (count == 0)
        continue;
      g_free (row->header);
      row->header = join (at, count, G_STRUCT_OFFSET (TvTraceRow, header), row->is_discounted);
      if (are_read (at, count))
        row->original
            = join (at, count, G_STRUCT_OFFSET (TvTraceRow, original), row->is_discounted);
      at += count;
    }
}
