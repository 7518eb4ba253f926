/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up merchant whose exports go through the ordinary import: French names, commas in labels,
 * returns, one impossible date and one sale to an unknown customer. */
#include "tv-test-merchant.h"

#include "tv-test-workspace.h"

static void
write_file (const char *folder, const char *name, GString *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  g_string_free (text, TRUE);
}

static void
write_customers (const char *folder)
{
  GString *text = g_string_new (
      "customer_code,last_name,first_name,email,phone,city,country,is_optout,is_bounced\n");

  for (int i = 1; i <= TV_TEST_CUSTOMERS; i++)
    g_string_append_printf (text,
                            "C%04d,%s%d,Zoé,c%d@example.org,06 12 34 %02d %02d,%s,FR,%d,%d\n",
                            i,
                            i % 2 ? "Étienne" : "dupont",
                            i % 37,
                            i,
                            i / 100,
                            i % 100,
                            i % 3 ? "Lyon" : "Évian",
                            i % 29 == 0,
                            i % 31 == 0);
  write_file (folder, "clients.csv", text);
}

static void
write_products (const char *folder)
{
  static const char *const families[]
      = { "Rouge", "Blanc", "Rosé", "Bulles", "Liqueur", "Coffret" };
  GString *text
      = g_string_new ("product_key,product_label,family,price,cost,premium_tier,is_active\n");

  for (int i = 1; i <= TV_TEST_PRODUCTS; i++)
    g_string_append_printf (text,
                            "P%03d,\"Château %d, 75 cl\",%s,%d.50,%d.00,%d,%d\n",
                            i,
                            i,
                            families[i % 6],
                            6 + i % 40,
                            3 + i % 17,
                            i % 4,
                            i % 19 != 0);
  write_file (folder, "produits.csv", text);
}

/* Days from 2023-01-02 on; a line in fifty is a return of something bought before. */
static void
write_sales (const char *folder)
{
  GString *text = g_string_new ("customer_code,order_date,doc_ref,product_label,qty,amount_ht\n");
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);

  for (int i = 1; i <= TV_TEST_LINES; i++)
    {
      int customer
          = 1 + (int) (TV_TEST_CUSTOMERS * .9 * g_rand_double (dice) * g_rand_double (dice));
      int product = 1 + g_rand_int_range (dice, 0, TV_TEST_PRODUCTS);
      int quantity = 1 + g_rand_int_range (dice, 0, 6);
      g_autofree char *day = tv_day_to_iso (tv_day_from_ymd (2023, 1, 2) + i * 900 / TV_TEST_LINES);

      if (i % 50 == 0)
        quantity = -1;
      g_string_append_printf (text,
                              "C%04d,%s,F%05d,\"Château %d, 75 cl\",%d,%d.50\n",
                              customer,
                              day,
                              i / 2,
                              product,
                              quantity,
                              quantity * (6 + product % 40));
    }
  g_string_append (text,
                   "C0001,2023-02-30,F9,\"Château 1, 75 "
                   "cl\",1,5\nC9999,2024-01-05,F99999,\"Château 1, 75 cl\",1,7.50\n");
  write_file (folder, "ventes.csv", text);
}

static void
write_contacts (const char *folder)
{
  GString *text = g_string_new ("customer_code,contact_date,channel,status,campaign_id\n");

  for (int i = 5; i <= TV_TEST_CUSTOMERS; i += 5)
    g_string_append_printf (text, "C%04d,2025-06-%02d,EMAIL,SENT,K1\n", i, 1 + i % 20);
  write_file (folder, "contacts.csv", text);
}

/**
 * tv_test_merchant_sniff:
 * @folder: where the exports are
 *
 * Returns: (transfer full) (element-type TvImportFile): the exports, sales first, as a person may
 * drop them
 */
GPtrArray *
tv_test_merchant_sniff (const char *folder)
{
  static const char *const names[]
      = { "ventes.csv", "contacts.csv", "clients.csv", "produits.csv" };
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (files, tv_import_sniff (path, &error));
      g_assert_no_error (error);
    }
  return files;
}

/**
 * tv_test_merchant_init:
 * @merchant: (out caller-allocates): the merchant
 *
 * Writes the exports, makes a workspace and imports them. End with tv_test_merchant_clear().
 */
void
tv_test_merchant_init (TvTestMerchant *merchant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) results = NULL;

  merchant->folder = tv_test_folder_new ();
  merchant->path = g_build_filename (merchant->folder, "merchant.tastevin", NULL);
  write_customers (merchant->folder);
  write_products (merchant->folder);
  write_sales (merchant->folder);
  write_contacts (merchant->folder);
  merchant->engine = tv_engine_open (merchant->path, TV_OPEN_CREATE, &error);
  g_assert_no_error (error);
  tv_engine_set_actor (merchant->engine, "Zoé");
  files = tv_test_merchant_sniff (merchant->folder);
  results = tv_engine_import (merchant->engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_merchant_clear:
 * @merchant: the merchant
 *
 * Closes the workspace and takes the folder away.
 */
void
tv_test_merchant_clear (TvTestMerchant *merchant)
{
  g_clear_object (&merchant->engine);
  g_free (merchant->path);
  tv_test_folder_free (merchant->folder);
}

/**
 * tv_test_merchant_reopen:
 * @merchant: the merchant
 * @flags: how to open
 *
 * Closes the workspace and opens it again.
 */
void
tv_test_merchant_reopen (TvTestMerchant *merchant, TvOpenFlags flags)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&merchant->engine);
  merchant->engine = tv_engine_open (merchant->path, flags, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_merchant_run:
 * @merchant: the merchant
 * @threads: how many workers
 *
 * Returns: the id of a run with all defaults
 */
gint64
tv_test_merchant_run (TvTestMerchant *merchant, guint threads)
{
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .thread_count = threads };
  g_autoptr (GError) error = NULL;
  gint64 id = tv_engine_run (merchant->engine, &options, NULL, &error);

  g_assert_no_error (error);
  return id;
}

/**
 * tv_test_merchant_count_findings:
 * @merchant: the merchant
 *
 * Returns: what verify finds; it is printed, too
 */
guint
tv_test_merchant_count_findings (TvTestMerchant *merchant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvVerifyReport) report = tv_engine_verify (merchant->engine, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TvLedgerFinding *finding = g_ptr_array_index (report->findings, i);

      g_test_message ("%s %s %d %s",
                      finding->code,
                      finding->table,
                      (int) finding->row,
                      finding->message);
    }
  return report->findings->len;
}
