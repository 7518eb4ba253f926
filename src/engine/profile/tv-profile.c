/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewrites the table of profiles (SPEC section 4) as of the frame's day. Reads the frame and its
 * facts; writes profile and the settings that say as of which day it is and by which bounds its
 * scores were given. */
#include "profile/tv-profile.h"

#include "rows/tv-rfm.h"

#define N_COLUMNS 28
#define AT_ONCE 16384         /* customers whose facts are asked for */
#define DELETED_AT_ONCE 16384 /* numbers of customers whose profiles go */

typedef enum
{
  VALUE_NONE,
  VALUE_WHOLE,
  VALUE_REAL,
} ValueKind;

typedef struct
{
  ValueKind kind;
  gint64 whole;
  double real;
} Value;

/* The columns of one customer in the order of the table. */
typedef struct
{
  Value values[N_COLUMNS];
  guint count;
} Row;

static void
add_none (Row *row)
{
  row->values[row->count++] = (Value){ .kind = VALUE_NONE };
}

static void
add_whole (Row *row, gint64 value)
{
  row->values[row->count++] = (Value){ .kind = VALUE_WHOLE, .whole = value };
}

static void
add_real (Row *row, double value)
{
  row->values[row->count++] = (Value){ .kind = VALUE_REAL, .real = value };
}

static void
add_day (Row *row, TvDay day)
{
  if (day == TV_DAY_NONE)
    add_none (row);
  else
    add_whole (row, day);
}

static void
add_orders (Row *row, const TvFrame *frame, const TvFacts *facts)
{
  gboolean has_order = facts->order_count > 0;

  add_day (row, facts->first_order_day);
  add_day (row, facts->last_order_day);
  add_day (row, has_order ? frame->as_of_day - facts->last_order_day : TV_DAY_NONE);
  add_whole (row, facts->order_count);
  add_whole (row, facts->spent_cents);
  add_whole (row, facts->average_order_cents);
  if (facts->average_gap_days < 0)
    add_none (row);
  else
    add_real (row, facts->average_gap_days);
  add_whole (row, facts->line_count);
  add_whole (row, facts->product_count);
  add_whole (row, facts->family_count);
  add_whole (row, facts->recency_score);
  add_whole (row, facts->frequency_score);
  add_whole (row, facts->monetary_score);
  add_whole (row, facts->segment);
  if (facts->top_family < 0)
    add_none (row);
  else
    add_whole (row, frame->family_id[facts->top_family]);
  add_real (row, facts->top_family_share);
  add_real (row, facts->diversity_ratio);
  add_whole (row, facts->budget_level);
}

static void
add_contacts (Row *row, const TvFrame *frame, guint32 customer, guint silence_days)
{
  gboolean is_reachable
      = frame->has_address[customer] && !frame->is_optout[customer] && !frame->is_bounced[customer];

  add_day (row, frame->last_contact_day[customer]);
  add_whole (row, frame->contacts_30[customer]);
  add_whole (row, frame->contacts_90[customer]);
  add_whole (row, frame->contacts_365[customer]);
  add_whole (row, tv_frame_is_silent (frame, customer, silence_days));
  add_whole (row, is_reachable);
}

static void
add_expected (Row *row, const TvExpected *expected)
{
  if (expected != NULL && expected->orders >= 0)
    add_real (row, expected->orders);
  else
    add_none (row);
  if (expected != NULL && expected->cents >= 0)
    add_whole (row, expected->cents);
  else
    add_none (row);
  if (expected != NULL && expected->alive >= 0)
    add_real (row, expected->alive);
  else
    add_none (row);
}

/* Where the profiles come from. */
typedef struct
{
  const TvFrame *frame;
  const TvSettings *settings;
  TvProfileFunc func;
  gpointer data;
  guint32 first, end; /* customers of the part */
  TvProfilePart part;
} Source;

static gboolean
fill_row (Source *source, Row *row, guint32 customer, GError **error)
{
  const TvFrame *frame = source->frame;

  if (customer < source->first || customer >= source->end)
    {
      guint32 count = MIN (frame->customer_count - customer, AT_ONCE);

      if (!source->func (customer, count, source->data, &source->part, error))
        return FALSE;
      source->first = customer;
      source->end = customer + count;
    }
  customer -= source->first;
  row->count = 0;
  add_whole (row, frame->customer_id[source->first + customer]);
  add_orders (row, frame, &source->part.facts[customer]);
  add_contacts (row, frame, source->first + customer, source->settings->silence_days);
  add_expected (row, source->part.expected != NULL ? &source->part.expected[customer] : NULL);
  return TRUE;
}

static void
bind_row (TvStatement *statement, const Row *row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const Value *value = &row->values[i];
      int parameter = (int) i + 1;

      if (value->kind == VALUE_NONE)
        tv_statement_bind_null (statement, parameter);
      else if (value->kind == VALUE_WHOLE)
        tv_statement_bind_int64 (statement, parameter, value->whole);
      else
        tv_statement_bind_double (statement, parameter, value->real);
    }
}

/* Whether a stored row is this one; a column is of one kind, or NULL. */
static gboolean
is_row (TvStatement *statement, const Row *row)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const Value *value = &row->values[i];
      int column = (int) i;
      gboolean is_same;

      if (tv_statement_is_null (statement, column))
        is_same = value->kind == VALUE_NONE;
      else if (value->kind == VALUE_WHOLE)
        is_same = tv_statement_get_int64 (statement, column) == value->whole;
      else
        is_same = value->kind == VALUE_REAL
                  && tv_statement_get_double (statement, column) == value->real;
      if (!is_same)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_stored (TvJob *job, Source *source, gboolean *out_is_stored, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_PROFILE_LIST_ALL, error);
  TvStep step = TV_STEP_ERROR;
  guint32 customer = 0;
  gboolean is_same = TRUE;

  while (statement != NULL && is_same
         && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Row row;

      is_same = customer < source->frame->customer_count;
      if (!is_same)
        break;
      if (!fill_row (source, &row, customer++, error))
        return FALSE;
      is_same = is_row (statement, &row);
    }
  if (statement != NULL && step == TV_STEP_ROW)
    tv_statement_reset (statement);
  *out_is_stored = is_same && customer == source->frame->customer_count;
  return step != TV_STEP_ERROR && tv_progress_check (job->progress, error);
}

typedef struct
{
  const TvFactsTable *facts;
  const TvOutlook *outlook; /* (nullable) */
} Table;

static gboolean
get_part_cb (guint32 first, guint32 count, gpointer data, TvProfilePart *out, GError **error)
{
  const Table *table = data;

  out->facts = table->facts->facts + first;
  out->expected = table->outlook != NULL ? table->outlook->expected + first : NULL;
  return TRUE;
}

/**
 * tv_profile_is_stored:
 * @job: a job
 * @frame: the frame
 * @facts: its facts
 * @settings: for the silence window
 * @outlook: (nullable): what is to be expected of each customer
 * @out_is_stored: (out): whether the table holds these profiles and no others
 * @error: return location for an error or a cancel
 *
 * Compares the stored profiles with those of a frame, up to the first difference. Reading them is
 * many times faster than writing them again, and most runs follow an import that wrote the same.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_profile_is_stored (TvJob *job,
                      const TvFrame *frame,
                      const TvFactsTable *facts,
                      const TvSettings *settings,
                      const TvOutlook *outlook,
                      gboolean *out_is_stored,
                      GError **error)
{
  Table table = { facts, outlook };
  Source source = { .frame = frame, .settings = settings, .func = get_part_cb, .data = &table };

  return is_stored (job, &source, out_is_stored, error);
}

/**
 * tv_profile_delete_all:
 * @job: a job with the writer, inside a transaction
 * @error: return location for an error or a cancel
 *
 * Deletes all profiles, some at a time: one statement notes each row before it deletes the first,
 * where references are looked up.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_profile_delete_all (TvJob *job, GError **error)
{
  gint64 last;

  if (!tv_connection_get_int64 (job->db, TV_SQL_PROFILE_GET_LAST, &last, error, ""))
    return FALSE;
  for (gint64 first = 0; first <= last; first += DELETED_AT_ONCE)
    if (!tv_progress_check (job->progress, error)
        || !tv_connection_execute (job->db,
                                   TV_SQL_PROFILE_DELETE_SOME,
                                   error,
                                   "ii",
                                   first,
                                   first + DELETED_AT_ONCE - 1))
      return FALSE;
  return TRUE;
}

static gboolean
replace_all (TvJob *job, Source *source, GError **error)
{
  guint32 count = source->frame->customer_count;
  TvStatement *statement;

  if (!tv_connection_execute (job->db, TV_SQL_PROFILE_DELETE_ALL, error, ""))
    return FALSE;
  statement = tv_connection_prepare (job->db, TV_SQL_PROFILE_INSERT, error);
  if (statement == NULL)
    return FALSE;
  for (guint32 customer = 0; customer < count; customer++)
    {
      Row row;

      if (!fill_row (source, &row, customer, error))
        return FALSE;
      bind_row (statement, &row);
      if (!tv_statement_run (statement, error))
        return FALSE;
      if ((customer & 0xfff) == 0)
        {
          tv_progress_set (job->progress, customer, count);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * tv_profile_write_of:
 * @job: a job with the writer, inside a transaction
 * @frame: the frame; its lines are not looked at
 * @settings: for the silence window, and the bounds that the facts were scored by
 * @func: tells facts and outlook of some customers, who are asked for in their order, twice at most
 * @data: for @func
 * @error: return location for an error
 *
 * Replaces all profiles by those of the frame's day, unless they are what is stored.
 *
 * Returns: %FALSE on an error or a cancel; then the transaction has to be rolled back
 */
gboolean
tv_profile_write_of (TvJob *job,
                     const TvFrame *frame,
                     const TvSettings *settings,
                     TvProfileFunc func,
                     gpointer data,
                     GError **error)
{
  Source source = { .frame = frame, .settings = settings, .func = func, .data = data };
  g_autofree char *day = g_strdup_printf ("%d", frame->as_of_day);
  g_autofree char *bounds = tv_rfm_bounds_to_text (settings);
  gboolean is_there;

  if (!is_stored (job, &source, &is_there, error)
      || (!is_there && !replace_all (job, &source, error)))
    return FALSE;
  return tv_connection_set_setting (job->db, "profile_as_of_day", day, error)
         && tv_connection_set_setting (job->db, "profile_bins", bounds, error);
}

/**
 * tv_profile_write:
 * @job: a job with the writer, inside a transaction
 * @frame: the frame
 * @facts: its facts
 * @settings: for the silence window, and the bounds that the facts were scored by
 * @outlook: (nullable): what is to be expected of each customer
 * @error: return location for an error
 *
 * The same where facts and outlook of all customers are in memory.
 *
 * Returns: %FALSE on an error or a cancel; then the transaction has to be rolled back
 */
gboolean
tv_profile_write (TvJob *job,
                  const TvFrame *frame,
                  const TvFactsTable *facts,
                  const TvSettings *settings,
                  const TvOutlook *outlook,
                  GError **error)
{
  Table table = { facts, outlook };

  return tv_profile_write_of (job, frame, settings, get_part_cb, &table, error);
}
