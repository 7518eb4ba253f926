/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of data quality: each finds the one defect of a small base and nothing in the same
 * base without it; a batch's rows are its own. */
#include "quality/tv-check.h"
#include "quality/tv-check-text.h"
#include "tv-test-import.h"
#include "tv-test-workspace.h"

#define CUSTOMERS                                                                                  \
  "customer_code,last_name,first_name,email,phone,postal_code,city,country,is_optout\n"
#define PRODUCTS "product_key,product_label,family,price,cost,vintage\n"
#define SALES "customer_code,order_date,doc_ref,product_key,qty,amount_ht,amount_ttc\n"
#define ALICE "C1,Dupont,Alice,alice@example.org,06 12 34 56 78,75011,Paris,FR,0\n"
#define WINE "P1,Chinon rouge 2019,Rouge,12.00,6.00,2019\n"

static const struct
{
  TvCheck check;
  const char *good[3], *bad[3]; /* files */
  const char *value;            /* (nullable) of the bad row */
} cases[] = {
  { TV_CHECK_REQUIRED_EMPTY, { CUSTOMERS ALICE }, { CUSTOMERS "C1,,,a@example.org,,,,,0\n" }, "" },
  { TV_CHECK_TYPE,
    { SALES "C1,2024-03-05,F1,P1,1,12.00,\n" },
    { SALES "C1,2024-03-05,F1,P1,1,12.00,\nC1,2024-03-05,F2,P1,one,12.00,\n" },
    "one" },
  { TV_CHECK_FORMAT,
    { CUSTOMERS ALICE },
    { CUSTOMERS "C1,Dupont,Alice,alice@,,75011,Paris,FR,0\n" },
    "alice@" },
  { TV_CHECK_FORMAT,
    { PRODUCTS "4006381333931,Pen,Office,1,,\n" },
    { PRODUCTS "4006381333932,Pen,Office,1,,\n" },
    "4006381333932" },
  { TV_CHECK_FORMAT,
    { CUSTOMERS "73282932000074,Shop,,,,75011,Paris,FR,0\n" },
    { CUSTOMERS "73282932000075,Shop,,,,75011,Paris,FR,0\n" },
    "73282932000075" },
  { TV_CHECK_FORMAT,
    { CUSTOMERS "FR83404833048,Shop,,,,75011,Paris,FR,0\n" },
    { CUSTOMERS "FR84404833048,Shop,,,,75011,Paris,FR,0\n" },
    "FR84404833048" },
  { TV_CHECK_RANGE, { PRODUCTS WINE }, { PRODUCTS "P1,Chinon,Rouge,12.00,16.00,\n" }, NULL },
  { TV_CHECK_FUTURE_DATE,
    { SALES "C1,2024-03-05,F1,P1,1,12.00,\n" },
    { SALES "C1,2094-03-05,F1,P1,1,12.00,\n" },
    "2094-03-05" },
  { TV_CHECK_UNIQUE_KEY,
    { PRODUCTS WINE },
    { PRODUCTS WINE "P1,Chinon blanc,Blanc,13.00,6.00,\n" },
    NULL },
  { TV_CHECK_DUPLICATE_ROWS,
    { SALES "C1,2024-03-05,F1,P1,1,12.00,\nC1,2024-03-05,F1,P2,1,12.00,\n" },
    { SALES "C1,2024-03-05,F1,P1,1,12.00,\nC1,2024-03-05,F1,P1,1,12.00,\n" },
    NULL },
  { TV_CHECK_SAME_PERSON,
    { CUSTOMERS ALICE "C2,Dupont,Alice,,,69001,Lyon,FR,0\n" },
    { CUSTOMERS ALICE "C2,DUPONT,Alice,,,75011,Paris,FR,0\n" },
    "DUPONT Alice" },
  { TV_CHECK_UNKNOWN_CUSTOMER,
    { CUSTOMERS ALICE, SALES "C1,2024-03-05,F1,P1,1,12.00,\n" },
    { CUSTOMERS ALICE, SALES "C2,2024-03-05,F1,P1,1,12.00,\n" },
    "C2" },
  { TV_CHECK_UNKNOWN_PRODUCT,
    { PRODUCTS WINE, SALES "C1,2024-03-05,F1,P1,1,12.00,\n" },
    { PRODUCTS WINE, SALES "C1,2024-03-05,F1,P9,1,12.00,\n" },
    "P9" },
  { TV_CHECK_LABEL_WITHOUT_ALIAS,
    { PRODUCTS WINE, SALES "C1,2024-03-05,F1,P1,1,12.00,\n" },
    { PRODUCTS WINE, SALES "C1,2024-03-05,F1,P9,1,12.00,\n" },
    "P9" },
  { TV_CHECK_PLACEHOLDER,
    { CUSTOMERS ALICE },
    { CUSTOMERS "C1,Dupont,Alice,test@nowhere.fr,,75011,Paris,FR,0\n" },
    "test@nowhere.fr" },
  { TV_CHECK_MOJIBAKE,
    { CUSTOMERS "C1,Élodie,Ça,,,75011,Paris,FR,0\n" },
    { CUSTOMERS "C1,Ã‰lodie,Ça,,,75011,Paris,FR,0\n" },
    "Ã‰lodie" },
  { TV_CHECK_SPELLING_VARIANTS,
    { PRODUCTS WINE "P2,Bourgueil,Rouge,9,,\n" },
    { PRODUCTS WINE "P2,Bourgueil,ROUGE,9,,\n" },
    "ROUGE" },
  { TV_CHECK_TOTALS,
    { SALES "C1,2024-03-05,F1,P1,1,10.00,12.00\n" },
    { SALES "C1,2024-03-05,F1,P1,1,12.00,10.00\n" },
    NULL },
  { TV_CHECK_VINTAGE_MISMATCH,
    { PRODUCTS WINE },
    { PRODUCTS "P1,Chinon rouge 2019,Rouge,12,6,2020\n" },
    "2020" },
  { TV_CHECK_CONSENT_MISSING,
    { CUSTOMERS ALICE },
    { CUSTOMERS "C1,Dupont,Alice,,,75011,Paris,FR,\n" },
    "" },
  { TV_CHECK_ROLE_ADDRESS,
    { CUSTOMERS ALICE },
    { CUSTOMERS "C1,Dupont,Alice,Contact@shop.fr,,75011,Paris,FR,0\n" },
    "Contact@shop.fr" },
  { TV_CHECK_LOST_ZERO,
    { CUSTOMERS "C1,Dupont,Alice,,,06000,Nice,FR,0\n" },
    { CUSTOMERS "C1,Dupont,Alice,,,6000,Nice,FR,0\n" },
    "6000" },
  { TV_CHECK_SCIENTIFIC,
    { PRODUCTS WINE },
    { PRODUCTS "\"1,23E+12\",Chinon,Rouge,12,6,\n" },
    "1,23E+12" },
};

static TvDay
get_today (void)
{
  return tv_day_from_ymd (2026, 1, 15);
}

typedef struct
{
  gint64 batch_id;
  TvCheck check;
  TvCheckReport *report;
  GPtrArray *rows;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->report);
  g_clear_pointer (&answer->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
measure (const char *path, Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  TvJob job = { .thread_count = 1 };

  g_assert_no_error (error);
  job.db = tv_store_lease_reader (store, NULL, &error);
  g_assert_no_error (error);
  answer->report = tv_check_measure (&job, answer->batch_id, get_today (), &error);
  g_assert_no_error (error);
  answer->rows
      = tv_check_list_rows (&job, answer->batch_id, get_today (), answer->check, 100, &error);
  g_assert_no_error (error);
  tv_store_return_reader (store, job.db);
}

static void
take (TvTestImport *import, const char *const *files, guint count)
{
  for (guint i = 0; i < count && files[i] != NULL; i++)
    tv_import_result_free (tv_test_import_take (import, files[i]));
}

static void
test_each (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int is_bad = 0; is_bad < 2; is_bad++)
      {
        g_auto (TvTestImport) import = { 0 };
        g_auto (Answer) answer = { .check = cases[i].check };
        const TvCheckFigure *figure;

        tv_test_import_init (&import);
        take (&import, is_bad ? cases[i].bad : cases[i].good, 3);
        measure (import.path, &answer);
        figure = &answer.report->figures[cases[i].check];
        g_test_message ("%s, case %u, %s",
                        tv_check_get_code (cases[i].check),
                        i,
                        is_bad ? "bad" : "good");
        g_assert_cmpint (figure->concerned_count, >, 0);
        g_assert_cmpint (figure->bad_count, ==, is_bad);
        g_assert_cmpuint (answer.rows->len, ==, is_bad);
        if (is_bad)
          g_assert_cmpstr (((TvCheckRow *) answer.rows->pdata[0])->table, !=, "");
        if (is_bad && cases[i].value != NULL)
          g_assert_cmpstr (((TvCheckRow *) answer.rows->pdata[0])->value, ==, cases[i].value);
      }
}

/* Sales of one product on many days; prices around 10.00 but for one, numbers without one. */
static char *
make_series (int odd_price, int missing, const char *odd_day)
{
  GString *text = g_string_new (SALES);

  for (int i = 1; i <= 120; i++)
    {
      g_autofree char *iso = tv_day_to_iso (tv_day_from_ymd (2024, 3, 1) + i);

      if (i == missing)
        continue;
      g_string_append_printf (text,
                              "C%d,%s,F-%04d,P1,1,%d.%02d,\n",
                              i % 7,
                              i == 60 && odd_day != NULL ? odd_day : iso,
                              i,
                              i == 50 && odd_price > 0 ? odd_price : 10,
                              i % 30);
    }
  return g_string_free (text, FALSE);
}

static void
expect_bad (TvTestImport *import, TvCheck check, gint64 bad, const char *value)
{
  g_auto (Answer) answer = { .check = check };

  measure (import->path, &answer);
  g_assert_cmpint (answer.report->figures[check].concerned_count, >, 0);
  g_assert_cmpint (answer.report->figures[check].bad_count, ==, bad);
  if (value != NULL)
    g_assert_cmpstr (((TvCheckRow *) answer.rows->pdata[0])->value, ==, value);
}

static void
test_series (void)
{
  g_auto (TvTestImport) good = { 0 }, bad = { 0 };
  g_autofree char *good_text = make_series (0, 0, NULL);
  g_autofree char *bad_text = make_series (1000, 77, "2024-10-04");

  tv_test_import_init (&good);
  tv_test_import_init (&bad);
  take (&good, (const char *const[]){ good_text, NULL }, 1);
  take (&bad, (const char *const[]){ bad_text, NULL }, 1);
  expect_bad (&good, TV_CHECK_OUTLIER, 0, NULL);
  expect_bad (&bad, TV_CHECK_OUTLIER, 1, "1000.20");
  expect_bad (&good, TV_CHECK_SEQUENCE_GAP, 0, NULL);
  expect_bad (&bad, TV_CHECK_SEQUENCE_GAP, 1, "F-0077");
  expect_bad (&good, TV_CHECK_DAY_MONTH_SWAP, 0, NULL);
  expect_bad (&bad, TV_CHECK_DAY_MONTH_SWAP, 1, "2024-10-04");
}

static const TvCheckRow *
get_row (const Answer *answer, guint index)
{
  g_assert_cmpuint (answer->rows->len, >, index);
  return g_ptr_array_index (answer->rows, index);
}

/* What only a whole column tells has its rows, too, and says what they sold for. */
static void
test_columns (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_auto (Answer) answer = { .check = TV_CHECK_TRUNCATED };
  g_autoptr (GString) text = g_string_new (CUSTOMERS);

  tv_test_import_init (&import);
  for (int i = 0; i < 60; i++)
    g_string_append_printf (text,
                            "C%d,%c%.*s,A,,,75011,Paris,FR,0\n",
                            i,
                            'A' + i % 26,
                            i < 20 ? 11 : 2 + i % 8,
                            "bcdefghijklmnop");
  take (&import,
        (const char *const[]){ text->str,
                               SALES "C5,2024-03-05,F1,P1,1,12.00,\nC50,2024-03-05,F1,P1,1,7.00,\n",
                               NULL },
        2);
  measure (import.path, &answer);
  g_assert_cmpint (answer.report->figures[TV_CHECK_TRUNCATED].bad_count, ==, 20);
  g_assert_cmpint (answer.report->figures[TV_CHECK_TRUNCATED].revenue_cents, ==, 1200);
  g_assert_cmpuint (answer.rows->len, ==, 20);
  g_assert_cmpstr (get_row (&answer, 19)->key, ==, "C19");
  g_assert_cmpstr (get_row (&answer, 19)->value, ==, "Tbcdefghijkl");
  g_assert_cmpint (get_row (&answer, 19)->line, ==, 21);
  expect_bad (&import, TV_CHECK_CONSTANT_COLUMN, 4, "A");
}

/* A long name that many people have was cut by nobody; labels made by a pattern are of one length,
 * and so are numbered ones among others. */
static void
test_whole_names (void)
{
  static const char *const first[] = { "Marie-Claude", "Anne", "Marie-Helene", "Paul", "Jean-Luc" };
  static const char *const last[] = { "Li", "Max", "Nora", "Customer ", "Customer " };
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new (CUSTOMERS);

  tv_test_import_init (&import);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text,
                            "C%u,%s%u,%s,,,75011,City of %c%c,FR,0\n",
                            i,
                            last[i % G_N_ELEMENTS (last)],
                            10 + i,
                            first[i % G_N_ELEMENTS (first)],
                            'A' + i % 26,
                            'A' + i / 26);
  take (&import, (const char *const[]){ text->str, NULL }, 1);
  expect_bad (&import, TV_CHECK_TRUNCATED, 0, NULL);
}

/* An article number that lost its zero, among others that are whole. */
static void
test_short_key (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new (PRODUCTS);

  tv_test_import_init (&import);
  for (int i = 0; i < 20; i++)
    g_string_append_printf (text, "40063813339%02d,Pen %d,Office,1,,\n", i, i);
  g_string_append (text, "406381333931,Pencil,Office,1,,\n");
  take (&import, (const char *const[]){ text->str, NULL }, 1);
  expect_bad (&import, TV_CHECK_LOST_ZERO, 1, "406381333931");
}

/* The second of two equal lines is the double: where it stands, and what it is worth. */
static void
test_double_line (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_auto (Answer) answer = { .check = TV_CHECK_DUPLICATE_ROWS };

  tv_test_import_init (&import);
  take (&import,
        (const char *const[]){ SALES "C1,2024-03-05,F1,P1,1,12.00,\nC1,2024-03-05,F1,P2,1,5.00,\n"
                                     "C1,2024-03-05,F1,P1,1,12.00,\n",
                               NULL },
        1);
  measure (import.path, &answer);
  g_assert_cmpint (answer.report->figures[TV_CHECK_DUPLICATE_ROWS].concerned_count, ==, 3);
  g_assert_cmpint (answer.report->figures[TV_CHECK_DUPLICATE_ROWS].bad_count, ==, 1);
  g_assert_cmpint (answer.report->figures[TV_CHECK_DUPLICATE_ROWS].revenue_cents, ==, 1200);
  g_assert_cmpstr (get_row (&answer, 0)->key, ==, "F1");
  g_assert_cmpint (get_row (&answer, 0)->batch_id, ==, 1);
  g_assert_cmpint (get_row (&answer, 0)->line, ==, 4);
}

/* The second export of the same source has a third of the rows. */
static void
test_drift (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autofree char *first = make_series (0, 0, NULL);
  g_auto (Answer) answer = { .check = TV_CHECK_STALE_SOURCE, .batch_id = 2 };

  tv_test_import_init (&import);
  take (&import, (const char *const[]){ first, SALES "C1,2024-09-05,F1,P1,1,12.00,\n", NULL }, 2);
  expect_bad (&import, TV_CHECK_ROW_COUNT_JUMP, 1, "1 / 120");
  expect_bad (&import, TV_CHECK_COLUMN_DRIFT, 0, NULL);
  expect_bad (&import, TV_CHECK_VOLUME_DRIFT, 0, NULL);
  expect_bad (&import, TV_CHECK_STALE_SOURCE, 1, NULL); /* the test's clock stands in 1970 */
  measure (import.path, &answer);
  g_assert_cmpint (answer.report->figures[TV_CHECK_UNKNOWN_CUSTOMER].concerned_count, ==, 1);
  g_assert_cmpint (answer.report->revenue_cents, ==, 1200);
}

/* Sales that a check touches twice, by their customer and by their product, are no more than all.
 */
static void
test_revenue (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_auto (Answer) answer = { .check = TV_CHECK_REQUIRED_EMPTY };

  tv_test_import_init (&import);
  take (&import,
        (const char *const[]){ CUSTOMERS "C1,,,a@example.org,,,,,0\n",
                               PRODUCTS "P1,Chinon rouge 2019,,12.00,6.00,2019\n",
                               SALES "C1,2024-03-05,F1,P1,1,12.00,\nC1,2094-03-05,F2,P1,1,0,\n" },
        3);
  measure (import.path, &answer);
  /* What is dated in the future is no latest sale. */
  g_assert_cmpint (answer.report->headline.last_order_day, ==, tv_day_from_ymd (2024, 3, 5));
  g_assert_cmpint (answer.report->figures[TV_CHECK_REQUIRED_EMPTY].bad_count, ==, 2);
  g_assert_cmpint (answer.report->figures[TV_CHECK_REQUIRED_EMPTY].revenue_cents, ==, 1200);
  g_assert_cmpint (answer.report->revenue_cents, ==, 1200);
}

/* The second export has a column more, and ten times the money a day. */
static void
test_other_columns (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_auto (Answer) answer = { .check = TV_CHECK_VOLUME_DRIFT };

  tv_test_import_init (&import);
  take (&import,
        (const char *const[]){ SALES "C1,2024-09-05,F1,P1,1,12.00,\n",
                               "customer_code,order_date,doc_ref,product_key,qty,amount_ht,"
                               "amount_ttc,margin\nC1,2024-10-05,F2,P1,1,120.00,,3.00\n",
                               NULL },
        2);
  expect_bad (&import, TV_CHECK_COLUMN_DRIFT, 1, "+margin");
  expect_bad (&import, TV_CHECK_VOLUME_DRIFT, 1, "120 / 12");
  measure (import.path, &answer);
  g_assert_cmpint (answer.report->figures[TV_CHECK_VOLUME_DRIFT].bad_count, ==, 1);
  g_assert_cmpint (answer.report->figures[TV_CHECK_VOLUME_DRIFT].revenue_cents, ==, 12000);
  g_assert_cmpint (get_row (&answer, 0)->batch_id, ==, 2);
}

/* Euros, then dollars; and both in one file. */
static void
test_currencies (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  take (&import,
        (const char *const[]){ SALES "C1,2024-09-05,F1,P1,1,12.00 €,\n",
                               SALES "C1,2024-10-05,F2,P1,1,13.00 €,\n",
                               NULL },
        2);
  expect_bad (&import, TV_CHECK_CURRENCY_MIX, 0, NULL);
  take (&import, (const char *const[]){ SALES "C1,2024-11-05,F3,P1,1,$14.00,\n", NULL }, 1);
  expect_bad (&import, TV_CHECK_CURRENCY_MIX, 1, "USD");
  take (&import,
        (const char *const[]){ SALES
                               "C1,2024-12-05,F4,P1,1,15.00 €,\nC1,2024-12-06,F5,P1,1,£16.00,\n",
                               NULL },
        1);
  expect_bad (&import, TV_CHECK_CURRENCY_MIX, 2, NULL);
}

/* The row with the other currency stands far behind what a look at the file sees. */
static void
test_late_currency (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new (SALES);

  tv_test_import_init (&import);
  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "C1,2024-12-05,F%u,P1,1,-15.00 €,\n", i);
  g_string_append (text, "C1,2024-12-06,G1,P1,1,17.00 €,\nC1,2024-12-06,G2,P1,1,£16.00,\n");
  take (&import, (const char *const[]){ text->str, NULL }, 1);
  expect_bad (&import, TV_CHECK_CURRENCY_MIX, 1, "EUR GBP");
}

static void
test_table (void)
{
  double weights = 0;

  for (int i = 0; i < TV_N_CHECK_DIMENSIONS; i++)
    weights += tv_check_dimension_get_weight (i);
  g_assert_cmpfloat_with_epsilon (weights, 1, 1e-9);
  for (int i = 0; i < TV_N_CHECKS; i++)
    {
      g_assert_cmpint (tv_check_from_code (tv_check_get_code (i)), ==, i);
      g_assert_cmpstr (tv_check_get_title (i), !=, "");
      g_assert_cmpstr (tv_check_get_advice (i), !=, "");
    }
  g_assert_cmpint (tv_check_from_code ("nothing"), ==, -1);
}

static void
test_texts (void)
{
  g_assert_true (tv_check_is_placeholder ("N/A") && tv_check_is_placeholder ("xxxx")
                 && tv_check_is_placeholder ("0000"));
  g_assert_false (tv_check_is_placeholder ("Nathan") || tv_check_is_placeholder ("")
                  || tv_check_is_placeholder ("1000"));
  g_assert_true (tv_check_is_mojibake ("cafÃ©") && tv_check_is_mojibake ("â€™")
                 && tv_check_is_mojibake ("\xef\xbf\xbd"));
  g_assert_false (tv_check_is_mojibake ("São Ângelo") || tv_check_is_mojibake ("âge"));
  g_assert_true (tv_check_is_scientific ("3,76E+12") && tv_check_is_scientific ("1e+9"));
  g_assert_false (tv_check_is_scientific ("12E+4") || tv_check_is_scientific ("E+4"));
  g_assert_cmpint (tv_check_find_year ("Chinon 2019 75cl"), ==, 2019);
  g_assert_cmpint (tv_check_find_year ("Cuvée 1664 réf. A2019"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/table", test_table);
  g_test_add_func ("/checks/texts", test_texts);
  g_test_add_func ("/checks/revenue", test_revenue);
  g_test_add_func ("/checks/each", test_each);
  g_test_add_func ("/checks/series", test_series);
  g_test_add_func ("/checks/columns", test_columns);
  g_test_add_func ("/checks/whole-names", test_whole_names);
  g_test_add_func ("/checks/short-key", test_short_key);
  g_test_add_func ("/checks/double-line", test_double_line);
  g_test_add_func ("/checks/drift", test_drift);
  g_test_add_func ("/checks/other-columns", test_other_columns);
  g_test_add_func ("/checks/currencies", test_currencies);
  g_test_add_func ("/checks/late-currency", test_late_currency);
  return g_test_run ();
}
