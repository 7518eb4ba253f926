/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as people write them, and what phone numbers become by them: the country of the address
 * first, then that of the business, which can be chosen and taken back. */
#include "base/tv-country.h"
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define PEOPLE                                                                                     \
  "Code client;Nom;Téléphone;Pays\nC1;Dubois;06 12 34 56 78;France\n"                            \
  "C2;Janssens;0475 12 34 56;Belgique\nC3;Smith;06 98 76 54 32;Royaume-Uni\n"                      \
  "C4;Wang;138 1234 5678;Chine\nC5;Marc;0475 12 34 56;\nC6;Jansen;0475 12 34 56;Atlantis\n"

#define NUMBERS                                                                                    \
  "SELECT group_concat (r.customer_code || c.phone, ' ') FROM customer AS c JOIN customer_ref AS " \
  "r ON r.id = c.id ORDER BY c.id"

static void
test_names (void)
{
  static const char *const rows[][2] = {
    { "FR", "FR" },
    { "fra", "FR" },
    { "France", "FR" },
    { " FRANCE ", "FR" },
    { "D", "DE" },
    { "Deutschland", "DE" },
    { "Österreich", "AT" },
    { "Côte d’Ivoire", "CI" },
    { "États-Unis", "US" },
    { "U.S.A.", "US" },
    { "Belgique (Bruxelles)", "BE" },
    { "Royaume-Uni", "GB" },
    { "U.K.", "GB" },
    { "Česko", "CZ" },
    { "Magyarország", "HU" },
    { "Ελλάδα", "GR" },
    { "Германия ", "DE" },
    { "Швеція", "SE" },
    { "Île de La Réunion", "RE" },
    { "La Réunion", "RE" },
    { "Atlantis", NULL },
    { "Französisch", NULL },
    { "(Paris)", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (tv_country_find (rows[i][0]), ==, rows[i][1]);
}

/* Every country whose numbers are known has a name that finds it. */
static void
test_titles (void)
{
  const TvPhonePlan *plan;
  guint count = 0;

  for (; (plan = tv_phone_plan_get (count)) != NULL; count++)
    {
      g_assert_cmpstr (tv_country_find (tv_phone_plan_get_title (plan)),
                       ==,
                       tv_phone_plan_get_country (plan));
      g_assert_true (tv_phone_plan_find (tv_phone_plan_get_country (plan)) == plan);
    }
  g_assert_cmpuint (count, >, 40);
}

static void
test_stated (void)
{
  static const char *const rows[][4] = {
    { "0475 12 34 56", "Belgique", "FR", "+32475123456" },
    { "0475 12 34 56", "", "FR", "+33475123456" },
    { "0475 12 34 56", NULL, "FR", "+33475123456" },
    { "0475 12 34 56", "Belgique", NULL, "+32475123456" },
    { "+33 6 12 34 56 78", "Belgique", "BE", "+33612345678" },
    { "079 123 45 67", "CH", "FR", "+41791234567" },
    /* who moved keeps the number */
    { "06 98 76 54 32", "England", "FR", "+33698765432" },
    { "020 7946 0958", "England", "FR", "+442079460958" },
    { "030 123456", "Deutschland", "FR", "+4930123456" },
    /* no guess where numbers of home are of any length, or those of the country are not known */
    { "12345", "England", "DE", NULL },
    { "0555 12 34 56", "Algérie", "FR", NULL },
    { "+213 555 12 34 56", "Algérie", "FR", "+213555123456" },
    { "0692 12 34 56", "Réunion", "FR", "+262692123456" },
    { NULL, "France", "FR", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *number = tv_phone_normalise_stated (rows[i][0], rows[i][1], rows[i][2]);
      g_autofree char *again = tv_phone_normalise_stated (number, rows[i][1], rows[i][2]);

      g_assert_cmpstr (number, ==, rows[i][3]);
      g_assert_cmpstr (again, ==, rows[i][3]);
    }
}

static void
set_country (TvTestShop *shop, const char *country)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tv_engine_set_country (shop->engine, country, NULL, &error));
  g_assert_no_error (error);
}

static void
expect_numbers (TvTestShop *shop, const char *expected)
{
  g_autofree char *found = tv_test_sqlite (shop->path, NUMBERS);

  g_assert_cmpstr (found, ==, expected);
}

/* A file's column of countries is asked, and whoever looks at a number sees the same. */
static void
test_file (void)
{
  static const char first[]
      = "C1+33612345678 C2+32475123456 C3+33698765432 C4 C5+33475123456 C6+33475123456";
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (TvTrace) trace = NULL;
  g_autoptr (GError) error = NULL;
  const TvImportResult *result;
  const TvImportDifference *difference;
  TvSummary summary;

  tv_test_shop_init (&shop);
  set_country (&shop, "FR");
  tv_test_shop_take (&shop, "people.csv", PEOPLE);
  expect_numbers (&shop, first);

  /* The same numbers once more are no changes. */
  results = tv_test_shop_import (
      &shop,
      tv_test_shop_sniff (&shop, "again.csv", PEOPLE "C7;Noir;06 11 22 33 44;France\n"),
      TRUE);
  g_assert_cmpuint (results->len, ==, 1);
  result = g_ptr_array_index (results, 0);
  difference = g_ptr_array_index (result->differences, 0);
  g_assert_cmpint (difference->changed_count, ==, 0);
  g_assert_cmpint (difference->new_count, ==, 1);
  trace = tv_engine_trace (shop.engine, "customer", "C2", "phone", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (((TvTraceRow *) g_ptr_array_index (trace->rows, 0))->is_used);

  set_country (&shop, "Allemagne");
  g_assert_true (tv_engine_get_summary (shop.engine, &summary, &error));
  g_assert_cmpstr (summary.country, ==, "DE");
  expect_numbers (&shop, "C1+33612345678 C2+32475123456 C3 C4 C5+49475123456 C6+49475123456");
  set_country (&shop, "FR");
  expect_numbers (&shop, first);
  g_assert_false (tv_engine_set_country (shop.engine, "Atlantis", NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  expect_numbers (&shop, first);
}

/* What a person writes is read as where the customer lives, or is going to. */
static void
test_edit (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvCustomerEdit) phone = NULL, both = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  set_country (&shop, "FR");
  tv_test_shop_take (&shop, "people.csv", PEOPLE);
  phone = tv_customer_edit_new (tv_engine_find_customer (shop.engine, "C2", NULL));
  phone->values[TV_CUSTOMER_PHONE] = g_strdup ("0470 11 22 33");
  g_assert_cmpint (tv_engine_edit_customer (shop.engine, phone, NULL, &error), >, 0);
  g_assert_no_error (error);
  both = tv_customer_edit_new (tv_engine_find_customer (shop.engine, "C5", NULL));
  both->values[TV_CUSTOMER_PHONE] = g_strdup ("079 123 45 67");
  both->values[TV_CUSTOMER_COUNTRY] = g_strdup ("Suisse");
  g_assert_cmpint (tv_engine_edit_customer (shop.engine, both, NULL, &error), >, 0);
  g_assert_no_error (error);
  expect_numbers (&shop,
                  "C1+33612345678 C2+32470112233 C3+33698765432 C4 C5+41791234567 C6+33475123456");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/countries/names", test_names);
  g_test_add_func ("/countries/titles", test_titles);
  g_test_add_func ("/countries/stated", test_stated);
  g_test_add_func ("/countries/file", test_file);
  g_test_add_func ("/countries/edit", test_edit);
  return g_test_run ();
}
