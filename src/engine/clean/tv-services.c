/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services that only lines of sales name: postage, charges, discounts under a label or a code that
 * no catalogue knows. Each becomes a product of the family of services, so that its lines do not
 * wait for a catalogue that will never name it. Reads product_ref and sales_line; writes product.
 */
#include <string.h>

#include "base/tv-service.h"
#include "clean/tv-clean-private.h"

/* Marks what the lines that are not undone name: one pass over them for all services, a bit for
 * each reference. */
static gboolean
mark_sold (TvCleanServices *services, GError **error)
{
  TvStatement *statement = tv_connection_prepare (services->job->db, TV_SQL_CLEAN_LIST_SOLD, error);
  GByteArray *sold;
  TvStep step = TV_STEP_ERROR;

  services->sold = sold = g_byte_array_new ();
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint64 ref = (guint64) tv_statement_get_int64 (statement, 0);
      guint length = sold->len;

      if (ref / 8 >= length)
        {
          g_byte_array_set_size (sold, (guint) MAX (ref / 8 + 1, 2 * (guint64) length));
          memset (sold->data + length, 0, sold->len - length);
        }
      sold->data[ref / 8] |= (guint8) (1 << ref % 8);
    }
  return step == TV_STEP_DONE;
}

/* An undo takes away what names a service as well as what names a product. */
static gboolean
is_sold (TvCleanServices *services, gint64 ref, gboolean *out_is_sold, GError **error)
{
  guint64 place = (guint64) ref / 8;

  *out_is_sold = TRUE;
  if (!services->has_changes)
    return TRUE;
  if (services->sold == NULL && !mark_sold (services, error))
    return FALSE;
  *out_is_sold = place < services->sold->len && (services->sold->data[place] >> ref % 8 & 1) != 0;
  return TRUE;
}

static gboolean
write_service (TvJob *job, gint64 family, gint64 ref, const char *text, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_PUT_PRODUCT, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, ref);
  tv_statement_bind_text (statement, 2, text);
  tv_statement_bind_text (statement, 3, text);
  tv_statement_bind_int64 (statement, 4, family);
  for (int i = 5; i <= 8; i++)
    if (i == 7)
      tv_statement_bind_null (statement, i);
    else
      tv_statement_bind_text (statement, i, "");
  for (int i = 9; i <= 14; i++)
    if (i == 13)
      tv_statement_bind_int64 (statement, i, 1);
    else
      tv_statement_bind_null (statement, i);
  return tv_statement_run (statement, error);
}

static gboolean
find_product (TvJob *job, const char *key, gint64 *out_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_FIND_PRODUCT, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_text (statement, 1, key);
  step = tv_statement_step (statement, error);
  *out_id = step == TV_STEP_ROW ? tv_statement_get_int64 (statement, 0) : 0;
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/**
 * tv_clean_services_clear:
 * @services: services
 *
 * Frees what is noted of them.
 */
void
tv_clean_services_clear (TvCleanServices *services)
{
  g_clear_pointer (&services->others, g_array_unref);
  g_clear_pointer (&services->sold, g_byte_array_unref);
}

static gboolean
begin (TvCleanServices *services, GError **error)
{
  gint64 has_changes;

  if (services->family != 0)
    return TRUE;
  services->family
      = tv_clean_get_family (services->job, services->families, TV_CLEAN_SERVICES, error);
  if (services->family == 0
      || !tv_connection_get_int64 (services->job->db,
                                   TV_SQL_CLEAN_HAS_CHANGES,
                                   &has_changes,
                                   error,
                                   ""))
    return FALSE;
  services->has_changes = has_changes != 0;
  return TRUE;
}

/**
 * tv_clean_take_service:
 * @services: (inout): services
 * @ref: a label or a key without a product
 * @text: how it is written
 * @error: return location for an error
 *
 * Makes a product of a service. One whose text is a product's key means that product, which is
 * noted.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_take_service (TvCleanServices *services, gint64 ref, const char *text, GError **error)
{
  TvJob *job = services->job;
  TvCleanMeaning meaning = { .ref = ref };
  gboolean is_wanted;

  if (!tv_progress_check (job->progress, error) || !begin (services, error)
      || !is_sold (services, ref, &is_wanted, error))
    return FALSE;
  if (!is_wanted)
    return TRUE;
  if (!find_product (job, text, &meaning.product, error))
    return FALSE;
  if (meaning.product == 0)
    return write_service (job, services->family, ref, text, error);
  if (services->others == NULL)
    services->others = g_array_new (FALSE, FALSE, sizeof (TvCleanMeaning));
  if (meaning.product != ref)
    g_array_append_val (services->others, meaning);
  return TRUE;
}

/**
 * tv_clean_take_service_codes:
 * @services: (inout): services
 * @error: return location for an error
 *
 * Does the same for the keys that no file has a product for and that mean a service.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_take_service_codes (TvCleanServices *services, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (services->job->db, TV_SQL_CLEAN_LIST_UNKNOWN_KEYS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *text = tv_statement_get_text (statement, 1);

      if (tv_service_is_code (text)
          && !tv_clean_take_service (services, tv_statement_get_int64 (statement, 0), text, error))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}
