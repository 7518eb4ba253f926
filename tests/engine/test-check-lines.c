/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks come to the same whether the lines are read from the pages of the file, by a
 * statement, or by one from the middle on. */
#include <string.h>

#include "quality/tv-check.h"
#include "tv-test-import.h"
#include "tv-test-workspace.h"

#define SALES "customer_code,order_date,doc_ref,product_key,qty,amount_ht,amount_ttc\n"
#define LINES 3000

/* Lines with all that the checks of sales look for. */
static char *
make_lines (GRand *rand)
{
  GString *text = g_string_new (SALES);

  for (guint i = 0; i < LINES; i++)
    {
      g_autofree char *day
          = tv_day_to_iso (tv_day_from_ymd (g_rand_int_range (rand, 0, 200) == 0 ? 2094 : 2024,
                                            g_rand_int_range (rand, 1, 13),
                                            g_rand_int_range (rand, 1, 29)));
      int amount = g_rand_int_range (rand, 0, 40) == 0 ? 90000 : g_rand_int_range (rand, 900, 1100);
      g_autofree char *with_tax
          = i % 3 == 0
                ? g_strdup ("")
                : g_strdup_printf ("%d.%02d", amount / (i % 50 == 1 ? 200 : 90), amount % 100);

      g_string_append_printf (text,
                              "C%d,%s,F%05u,P%d,%d,%d.%02d,%s\n",
                              g_rand_int_range (rand, 1, 50),
                              day,
                              i / 2 + (i > LINES / 2 ? 5 : 0),
                              g_rand_int_range (rand, 1, 9),
                              g_rand_int_range (rand, 0, 30) == 0 ? 0 : 1,
                              amount / 100,
                              amount % 100,
                              with_tax);
      if (i % 97 == 0)
        {
          g_autofree char *so_far = g_strndup (text->str, text->len - 1);

          g_string_append_printf (text, "%s\n", strrchr (so_far, '\n') + 1);
        }
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  TvCheckReport *report;
  GString *rows; /* of all checks */
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->report);
  g_string_free (answer->rows, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ask (TvStore *store, Answer *out)
{
  static const TvCheck checks[]
      = { TV_CHECK_FUTURE_DATE, TV_CHECK_OUTLIER,      TV_CHECK_RANGE,
          TV_CHECK_TOTALS,      TV_CHECK_SEQUENCE_GAP, TV_CHECK_DUPLICATE_ROWS };
  const TvDay today = tv_day_from_ymd (2026, 1, 15);
  g_autoptr (GError) error = NULL;
  TvJob job = { .thread_count = 1, .db = tv_store_lease_reader (store, NULL, &error) };

  g_assert_no_error (error);
  out->rows = g_string_new (NULL);
  out->report = tv_check_measure (&job, 0, today, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GPtrArray) rows = tv_check_list_rows (&job, 0, today, checks[i], 1000, &error);

      g_assert_no_error (error);
      g_test_message ("%s", tv_check_get_code (checks[i]));
      g_assert_cmpuint (rows->len, >, 0);
      for (guint k = 0; k < rows->len; k++)
        {
          const TvCheckRow *row = g_ptr_array_index (rows, k);

          g_string_append_printf (out->rows,
                                  "%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %s\n",
                                  i,
                                  row->id,
                                  row->line,
                                  row->key,
                                  row->column,
                                  row->value);
        }
    }
  tv_store_return_reader (store, job.db);
}

static void
ask_at (const char *path, const char *note, Answer *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (path, TV_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  /* What is in the log is not in the pages: a note that is not there yet. */
  if (note != NULL)
    {
      g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (tv_connection_set_setting (tv_transaction_get_connection (transaction),
                                                note,
                                                "y",
                                                &error));
      g_assert_true (tv_transaction_commit (transaction, &error));
    }
  ask (store, out);
}

static void
compare (const char *path, const char *note)
{
  g_auto (Answer) pages = { NULL }, statement = { NULL };

  ask_at (path, NULL, &pages);
  ask_at (path, note, &statement);
  g_assert_cmpstr (pages.rows->str, ==, statement.rows->str);
  g_assert_cmpmem (pages.report->figures,
                   sizeof pages.report->figures,
                   statement.report->figures,
                   sizeof statement.report->figures);
  g_assert_cmpmem (&pages.report->headline,
                   sizeof pages.report->headline,
                   &statement.report->headline,
                   sizeof statement.report->headline);
  g_assert_cmpint (pages.report->revenue_cents, ==, statement.report->revenue_cents);
}

static void
test_same (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autofree char *first = make_lines (rand), *second = make_lines (rand);

  tv_test_import_init (&import);
  tv_import_result_free (tv_test_import_take (&import, first));
  tv_import_result_free (tv_test_import_take (&import, second));
  compare (import.path, "all");
  /* Lines of a batch that was undone count in neither. */
  g_free (tv_test_sqlite (import.path,
                          "UPDATE import_batch SET state = 'UNDONE' WHERE id = "
                          "(SELECT min (id) FROM import_batch)"));
  compare (import.path, "standing");
  /* A row that goes on in other pages ends the reading of pages there. */
  g_free (tv_test_sqlite (import.path,
                          "UPDATE sales_line SET doc_ref = hex (zeroblob (4000)) WHERE id = "
                          "(SELECT max (id) - 1000 FROM sales_line)"));
  compare (import.path, "long");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-lines/same", test_same);
  return g_test_run ();
}
