/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fits the buyer models on the frame as of a day, or on a file of purchases that are separated by
 * blanks: a customer's number, perhaps a second one, the day as yyyymmdd, pieces, amount. Writes
 * nothing. */
#include "pipeline/tv-engine-profile.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/tv-error.h"
#include "pipeline/tv-engine-private.h"
#include "profile/tv-outlook.h"

#define SHOWN_CUSTOMERS 20

static void
fit_customer_free (gpointer data)
{
  TvFitCustomer *customer = data;

  g_free (customer->customer_code);
  g_free (customer);
}

typedef struct
{
  guint index;
  double orders;
} Expected;

static int
compare_expected (gconstpointer a, gconstpointer b)
{
  const Expected *x = a, *y = b;

  if (x->orders != y->orders)
    return x->orders > y->orders ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

static TvFitCustomer *
foresee (const TvBuyerModel *models, const TvBuyer *buyer, char *code)
{
  TvFitCustomer *customer = g_new0 (TvFitCustomer, 1);
  TvExpected expected
      = tv_outlook_expect (&models[TV_BUYER_BG_NBD], &models[TV_BUYER_GAMMA_GAMMA], buyer);

  customer->customer_code = code;
  customer->repeats = buyer->repeats;
  customer->p_alive = expected.alive;
  customer->expected_orders = expected.orders;
  customer->expected_cents = (double) expected.cents;
  return customer;
}

static void
copy_model (const TvBuyerModel *from, TvFitModel *to)
{
  to->code = tv_buyer_kind_get_code (from->kind);
  to->is_fitted = from->is_fitted;
  to->is_bounded = from->is_bounded;
  to->count = from->count;
  memcpy (to->names, from->names, sizeof to->names);
  memcpy (to->parameters, from->parameters, sizeof to->parameters);
  to->log_likelihood = from->log_likelihood;
  to->customer_count = from->customer_count;
}

/* codes: by buyer. */
static TvFitReport *
make_report (GArray *buyers, GPtrArray *codes, TvDay as_of_day)
{
  g_autoptr (TvFitReport) report = g_new0 (TvFitReport, 1);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  TvBuyerModel models[TV_N_BUYER_MODELS];

  report->as_of_day = as_of_day;
  report->customers = g_ptr_array_new_with_free_func (fit_customer_free);
  for (int i = 0; i < TV_N_BUYER_MODELS; i++)
    {
      g_autoptr (GArray) groups
          = tv_buyers_group (buyers, i == TV_BUYER_GAMMA_GAMMA, TV_OUTLOOK_MANY_BUYERS);

      tv_buyer_model_fit (&models[i], i, groups);
      copy_model (&models[i], &report->models[i]);
    }
  for (guint i = 0; i < buyers->len; i++)
    {
      const TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);

      report->customer_count += buyer->weight > 0;
      if (buyer->weight > 0 && models[TV_BUYER_BG_NBD].is_fitted)
        g_array_append_vals (
            expected,
            &(Expected){
                i,
                tv_outlook_expect (&models[TV_BUYER_BG_NBD], &models[TV_BUYER_GAMMA_GAMMA], buyer)
                    .orders },
            1);
    }
  g_array_sort (expected, compare_expected);
  for (guint i = 0; i < MIN (expected->len, SHOWN_CUSTOMERS); i++)
    {
      guint index = g_array_index (expected, Expected, i).index;

      g_ptr_array_add (report->customers,
                       foresee (models,
                                &g_array_index (buyers, TvBuyer, index),
                                g_strdup (g_ptr_array_index (codes, index))));
    }
  return g_steal_pointer (&report);
}

static GPtrArray *
list_codes (TvJob *job, const TvFrame *frame, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_CODES, error);
  TvStep step = TV_STEP_ERROR;

  g_ptr_array_set_size (codes, (gint) frame->customer_count);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint32 customer;

      if (tv_frame_find_customer (frame, tv_statement_get_int64 (statement, 1), &customer)
          && codes->pdata[customer] == NULL)
        codes->pdata[customer] = tv_statement_dup_text (statement, 0);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&codes) : NULL;
}

/**
 * tv_engine_fit_profiles:
 * @engine: the engine
 * @as_of_day: the reference date
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Fits the models on the workspace as of a day.
 *
 * Returns: (transfer full) (nullable): the report
 */
TvFitReport *
tv_engine_fit_profiles (TvEngine *engine, TvDay as_of_day, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GArray) buyers = NULL;

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  frame = tv_frame_load (&read.job, as_of_day, error);
  codes = frame != NULL ? list_codes (&read.job, frame, error) : NULL;
  if (codes == NULL)
    return NULL;
  buyers = tv_buyers_new (frame, as_of_day);
  return make_report (buyers, codes, as_of_day);
}

/* A customer of a history while its lines are read. */
typedef struct
{
  char *code;
  TvDay first, last;
  double repeat_spend;
  guint32 repeats;
} History;

static void
close_history (History *history, TvDay as_of_day, GArray *buyers, GPtrArray *codes)
{
  TvBuyer buyer = { .repeats = history->repeats, .weight = 1 };

  if (history->code == NULL)
    return;
  buyer.last = (history->last - history->first) / 7.0;
  buyer.age = (as_of_day - history->first) / 7.0;
  buyer.spend = history->repeats > 0 ? history->repeat_spend / history->repeats : 0;
  g_array_append_val (buyers, buyer);
  g_ptr_array_add (codes, g_steal_pointer (&history->code));
}

/* The fields of a line: the last three are day, pieces, amount; the first is the customer. */
static gboolean
read_purchase (const char *line, char **out_code, TvDay *out_day, double *out_amount)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", -1);
  const char *fields[8];
  guint count = 0;
  gint64 day;

  for (char **word = words; *word != NULL && count < G_N_ELEMENTS (fields); word++)
    if (**word != '\0')
      fields[count++] = *word;
  if (count < 4 || strlen (fields[count - 3]) != 8)
    return FALSE;
  day = g_ascii_strtoll (fields[count - 3], NULL, 10);
  *out_day = tv_day_from_ymd ((int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100));
  *out_amount = g_ascii_strtod (fields[count - 1], NULL);
  if (*out_day == TV_DAY_NONE)
    return FALSE;
  *out_code = g_strdup (fields[0]);
  return TRUE;
}

/**
 * tv_fit_history:
 * @path: (type filename): a file of purchases, a customer's lines together and by day
 * @as_of_day: the reference date; later purchases are left out
 * @error: return location for an error
 *
 * Fits the models on a published purchase history, such as CDNOW's.
 *
 * Returns: (transfer full) (nullable): the report
 */
TvFitReport *
tv_fit_history (const char *path, TvDay as_of_day, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) buyers = g_array_new (FALSE, FALSE, sizeof (TvBuyer));
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;
  History history = { 0 };

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *code = NULL;
      TvDay day;
      double amount;

      if (!read_purchase (*line, &code, &day, &amount) || day > as_of_day)
        continue;
      if (g_strcmp0 (code, history.code) != 0)
        {
          close_history (&history, as_of_day, buyers, codes);
          history = (History){ g_steal_pointer (&code), day, day, 0, 0 };
          continue;
        }
      history.repeats += day != history.last;
      history.repeat_spend += history.repeats > 0 ? amount : 0;
      history.last = day;
    }
  close_history (&history, as_of_day, buyers, codes);
  if (buyers->len > 0)
    return make_report (buyers, codes, as_of_day);
  g_set_error (
      error,
      TV_ERROR,
      TV_ERROR_INVALID_INPUT,
      _ ("Could not read “%s”: it has no line with a customer, a day as yyyymmdd, pieces and an "
         "amount before that date."),
      path);
  return NULL;
}

/**
 * tv_fit_report_free:
 * @report: (transfer full): a report
 *
 * Frees a report.
 */
void
tv_fit_report_free (TvFitReport *report)
{
  g_clear_pointer (&report->customers, g_ptr_array_unref);
  g_free (report);
}
