/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services that only lines of sales name: postage, charges, discounts under a label or a code that
 * no catalogue knows. Each becomes a product of the family of services, so that its lines do not
 * wait for a catalogue that will never name it. Reads product_ref and sales_line; writes product.
 */
#include "base/tv-service.h"
#include "clean/tv-clean-private.h"

/* An undo takes away what names a service as well as what names a product. */
static gboolean
is_sold (TvJob *job, gint64 ref, gboolean has_changes, gboolean *out_is_sold, GError **error)
{
  gint64 is_so = 1;

  if (has_changes
      && !tv_connection_get_int64 (job->db, TV_SQL_CLEAN_IS_SOLD, &is_so, error, "i", ref))
    return FALSE;
  *out_is_sold = is_so != 0;
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
 * tv_clean_list_service_codes:
 * @job: a job with the writer, inside a transaction
 * @services: (element-type TvCleanService): takes what is found
 * @error: return location for an error
 *
 * Finds the keys that no file has a product for and that mean a service.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_clean_list_service_codes (TvJob *job, GArray *services, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_CLEAN_LIST_UNKNOWN_KEYS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    if (tv_service_is_code (tv_statement_get_text (statement, 1)))
      {
        TvCleanService service = { .ref = tv_statement_get_int64 (statement, 0),
                                   .text = tv_statement_dup_text (statement, 1) };

        g_array_append_val (services, service);
      }
  return step == TV_STEP_DONE;
}

/**
 * tv_clean_write_services:
 * @job: a job with the writer, inside a transaction
 * @family: the family of services
 * @services: (element-type TvCleanService): references without a product; what each one means is
 * set
 * @error: return location for an error
 *
 * Makes products of them. One whose text is a product's key means that product.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_clean_write_services (TvJob *job, gint64 family, GArray *services, GError **error)
{
  gint64 has_changes;

  if (!tv_connection_get_int64 (job->db, TV_SQL_CLEAN_HAS_CHANGES, &has_changes, error, ""))
    return FALSE;
  for (guint i = 0; i < services->len; i++)
    {
      TvCleanService *service = &g_array_index (services, TvCleanService, i);
      gboolean is_wanted;

      if (!tv_progress_check (job->progress, error)
          || !is_sold (job, service->ref, has_changes != 0, &is_wanted, error))
        return FALSE;
      if (!is_wanted)
        continue;
      if (!find_product (job, service->text, &service->product, error))
        return FALSE;
      if (service->product == 0)
        {
          service->product = service->ref;
          if (!write_service (job, family, service->ref, service->text, error))
            return FALSE;
        }
    }
  return TRUE;
}
