/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking files in: every kind of reject with its line, column and value, what the rows become, the
 * same content twice, rows that wait for their customer or product, files that hold everything, and
 * a cancel that leaves nothing. */
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-date-column.h"
#include "tv-test-import.h"

#define SALES                                                                                      \
  "customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,margin\n"
#define COUNT_PENDING                                                                              \
  "SELECT count (*) FROM sales_line WHERE customer_ref_id NOT IN (SELECT id FROM customer) OR "    \
  "product_ref_id NOT IN (SELECT product_ref_id FROM product_alias)"

static void
expect_rejects (TvTestImport *import, const char *text, int accepted, const char *expected)
{
  g_autoptr (TvImportResult) result = tv_test_import_take (import, text);
  g_autofree char *rejects = tv_test_import_list_rejects (result);
  g_autofree char *stored
      = g_strdup_printf ("SELECT count (*) FROM import_reject WHERE batch_id = %d",
                         (int) result->batch_id);
  g_autofree char *count
      = g_strdup_printf ("%d", (int) (result->rejected_count + result->total_count));

  g_assert_cmpstr (rejects, ==, expected);
  g_assert_cmpint (result->accepted_count, ==, accepted);
  tv_test_import_expect (import, stored, count);
}

static void
test_rejects (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  SALES "C1,2024-01-02,F1,,A,1,2.50,,\n"
                        ",2024-01-02,F1,,A,1,2.50,,\n"
                        "C1,2024-02-30,F1,,A,1,2.50,,\n"
                        "C1,,F1,,A,1,2.50,,\n"
                        "C1,1801-01-01,F1,,A,1,2.50,,\n"
                        "C1,2024-01-02,,,A,1,2.50,,\n"
                        "C1,2024-01-02,F1,,,1,2.50,,\n"
                        "C1,2024-01-02,F1,,A,one,2.50,,\n"
                        "C1,2024-01-02,F1,,A,,2.50,,\n"
                        "C1,2024-01-02,F1,,A,1,9999999999999,,\n"
                        "C1,2024-01-02,F1,,A\n"
                        "C1,2024-01-02,F1,,A,1,2.50,,,x\n"
                        "C1,2024-01-02,F1,,A,1,2.50,,,,\n"
                        "C1,2024-01-02,F1,,\"A\nB\",1,?,,\n"
                        "C1,2024-01-02,F1,,\351t\351,1,1,,\n"
                        "C1,2024-01-02,F1,,\"A,1,2.50,,\n"
                        "C1,2024-01-02,F1,,B,1,2.50,,\n",
                  4,
                  "3|customer_code|REQUIRED|\n"
                  "4|order_date|BAD_DATE|2024-02-30\n"
                  "5|order_date|REQUIRED|\n"
                  "6|order_date|OUT_OF_RANGE|1801-01-01\n"
                  "7|doc_ref|REQUIRED|\n"
                  "8|product_label|REQUIRED|\n"
                  "9|qty|BAD_NUMBER|one\n"
                  "10|qty|REQUIRED|\n"
                  "11|amount_ht|OUT_OF_RANGE|9999999999999\n"
                  "12||TOO_FEW_FIELDS|\n"
                  "13||TOO_MANY_FIELDS|\n"
                  "15|amount_ht|BAD_NUMBER|?\n"
                  "18||BAD_QUOTING|\n");
}

/* Latin bytes in a file that a byte order mark calls UTF-8. */
static void
test_bad_encoding (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "\357\273\277customer_code,first_name\nC1,Zo\303\251\nC2,Zo\351\nC3,Zo\n",
                  2,
                  "3||BAD_ENCODING|\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (first_name) FROM source_customer",
                         "Zoé,Zo");
  tv_test_import_expect (&import, "SELECT raw FROM import_reject", "C2,Zo\357\277\275");
}

static void
test_values (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "Code client;Nom;Désinscrit;NPAI\n"
                  "C1;Dupont;oui;non\n"
                  "C2;Martin;x;0\n"
                  "C3;Durand;peut-être;\n"
                  "C1;Dupond;non;\n"
                  "C4;;;\n",
                  3,
                  "4|Désinscrit|BAD_VALUE|peut-être\n"
                  "5|Code client|DUPLICATE_KEY|C1\n");
  expect_rejects (&import,
                  "product_key,product_label,premium_tier,is_active,fruit,colour\n"
                  "A,Alpha,4,1,,\n"
                  "B,Beta,3,no,1.5,red\n"
                  "B,Beta,3,no,1.5,red\n"
                  "B,Bêta,3,no,1.5,red\n"
                  "C,,1,1,,\n"
                  "D,Delta,,,-0.25,\n",
                  3,
                  "2|premium_tier|OUT_OF_RANGE|4\n"
                  "5|product_key|DUPLICATE_KEY|B\n"
                  "6|product_label|REQUIRED|\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (attributes) FROM source_product",
                         "{\"fruit\":1.500},{\"fruit\":1.500},{\"fruit\":-0.250}");
  expect_rejects (&import,
                  "customer_code,contact_date,channel,status\n"
                  "C1,2024-01-02,E-mail,Envoyé\n"
                  "C1,2024-01-02,Courrier,\n"
                  "C1,2024-01-02,MAIL,sent\n"
                  "C1,2024-01-02,Téléphone,cliqué\n"
                  "C1,2024-01-02,pigeon,sent\n"
                  "C1,2024-01-02,sms,lost\n"
                  "C1,2024-01-02,SMS,Désinscrit\n",
                  5,
                  "6|channel|BAD_VALUE|pigeon\n"
                  "7|status|BAD_VALUE|lost\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (channel || ' ' || status) FROM contact_event",
                         "EMAIL SENT,MAIL SENT,MAIL SENT,PHONE CLICKED,SMS OPTOUT");
}

/* Decimal commas, thousands marks, French dates, credit notes in either sign, a price in place of
 * the amount, texts tidied, cells without a name at the end of the header. */
static void
test_lines (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "Code client;Date;N° pièce;Type;Désignation;Qté;Montant HT;Total TTC;Marge;\n"
                  " C 1 ;31/01/2024;F1;FACTURE;  Château   Ägir ;1,5;1 234,56 €;1481,47;100\n"
                  "C 1;01/02/2024;A1;Avoir;x;2;-10,00;12,00;-3;\n"
                  "C 1;01/02/2024;A2;AVOIR;x;-2;10,00;;3;\n"
                  "C 1;01/02/2024;F2;Crédit;x;2;10,00;;;\n",
                  4,
                  "");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (line || ':' || order_day || ':' || qty_milli || ':' || "
      "amount_ht_cents || ':' || coalesce (amount_ttc_cents, '-') || ':' || "
      "coalesce (margin_cents, '-'), ' ') FROM sales_line",
      "2:19753:1500:123456:148147:10000 3:19754:-2000:-1000:-1200:-300 "
      "4:19754:-2000:-1000:-:-300 5:19754:2000:1000:-:-");
  tv_test_import_expect (&import, "SELECT group_concat (customer_code) FROM customer_ref", "C 1");
  tv_test_import_expect (&import, "SELECT text FROM product_ref ORDER BY id DESC", "Château Ägir");
  expect_rejects (&import,
                  "customer_code,order_date,doc_ref,product_key,qty,unit_price\n"
                  "C2,2024-01-02,F1,P1,3,0.335\n"
                  "C2,2024-01-02,F1,P1,-3,0.335\n"
                  "C2,2024-01-02,F1,P1,3,\n"
                  "C2,2024-01-02,F1,P1,99999999999,9999999999\n",
                  2,
                  "4|unit_price|REQUIRED|\n"
                  "5|unit_price|OUT_OF_RANGE|9999999999\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line WHERE batch_id = 2",
                         "101,-101");
}

/* The first megabyte leaves day and month open; the very last row decides for all of them. */
static void
test_late_date (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,contact_date,channel\n");
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  for (int i = 0; i < 90000; i++)
    g_string_append (text, "C1,02/01/2024,SMS\n");
  g_string_append (text, "C1,02/13/2024,SMS\n");
  file = tv_test_import_sniff (&import, text->str);
  g_assert_cmpint (file->date_order, ==, TV_DATE_ORDER_DMY);
  g_assert_false (file->is_date_order_sure);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->rejected_count, ==, 0);
  g_assert_cmpint (result->accepted_count, ==, 90001);
  tv_test_import_expect (&import,
                         "SELECT min (contact_day) || ' ' || max (contact_day) FROM contact_event",
                         "19754 19766");
  tv_test_import_expect (&import,
                         "SELECT json_extract (mapping, '$.date_order') FROM import_batch",
                         "MDY");
}

/* What the whole column says of the order, and by which cell. */
static void
test_date_column (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,contact_date,channel\n");
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvDateEvidence) open = NULL, decided = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  for (int i = 0; i < 90000; i++)
    g_string_append (text, "C1,02/01/2024,SMS\n");
  g_string_append (text, "C1,,SMS\nC1,03/05/2024,SMS\n");
  file = tv_test_import_sniff (&import, text->str);
  open = tv_date_column_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (open->is_sure);
  g_assert_null (open->deciding_text);
  g_assert_cmpint (open->seen_count, ==, 90001);
  g_assert_cmpint (open->first_day[0], ==, tv_day_from_ymd (2024, 1, 2));
  g_assert_cmpint (open->last_day[0], ==, tv_day_from_ymd (2024, 5, 3));
  g_assert_cmpint (open->last_day[1], ==, tv_day_from_ymd (2024, 3, 5));
  g_clear_pointer (&file, tv_import_file_free);

  g_string_append (text, "C1,02/13/2024,SMS\n");
  file = tv_test_import_sniff (&import, text->str);
  decided = tv_date_column_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (decided->is_sure);
  g_assert_cmpint (decided->order, ==, TV_DATE_ORDER_MDY);
  g_assert_cmpstr (decided->deciding_text, ==, "02/13/2024");
  g_assert_cmpint (decided->deciding_line, ==, 90004);
}

/* All rejects are counted by kind, and of a rare kind there are examples, however many others stand
 * before them. */
static void
test_many_rejects (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new (SALES);
  g_autoptr (TvImportResult) result = NULL;
  const TvRejectKind *kind;
  const TvRejectRow *last;

  tv_test_import_init (&import);
  for (int i = 0; i < 1500; i++)
    g_string_append (text, ",2024-01-02,F1,,A,1,2.50,,\n");
  g_string_append (text, "C1,2024-02-30,F1,,A,1,2.50,,\nC1,2024-02-03,F1,,A,1,2.50,,\n");
  result = tv_test_import_take (&import, text->str);
  g_assert_cmpint (result->rejected_count, ==, 1501);
  g_assert_cmpuint (result->reject_kinds->len, ==, 2);
  kind = g_ptr_array_index (result->reject_kinds, 0);
  g_assert_cmpstr (kind->code, ==, "REQUIRED");
  g_assert_cmpstr (kind->column_name, ==, "customer_code");
  g_assert_cmpint (kind->count, ==, 1500);
  kind = g_ptr_array_index (result->reject_kinds, 1);
  g_assert_cmpstr (kind->code, ==, "BAD_DATE");
  g_assert_cmpint (kind->count, ==, 1);
  g_assert_cmpuint (result->rejects->len, ==, 1001);
  last = g_ptr_array_index (result->rejects, 1000);
  g_assert_cmpint (last->line, ==, 1502);
}

/* The same row twice counts twice, the same file twice changes nothing, whatever its name; as
 * another kind it is another file. */
static void
test_twice (void)
{
  static const char text[] = SALES "C1,2024-01-02,F1,,A,1,2.50,,\nC1,2024-01-02,F1,,A,1,2.50,,\n";
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) first = NULL;
  g_autoptr (TvImportResult) second = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TvImportFile) other = NULL;

  tv_test_import_init (&import);
  first = tv_test_import_take (&import, text);
  g_assert_cmpint (first->accepted_count, ==, 2);
  g_assert_cmpint (first->same_batch_id, ==, 0);
  path = tv_test_import_write (&import, "copy.csv", text, -1);
  other = tv_ingest_sniff (path, NULL, NULL, NULL);
  second = tv_test_import_take_file (&import, other);
  g_assert_cmpint (second->same_batch_id, ==, first->batch_id);
  g_assert_cmpint (second->accepted_count, ==, 0);
  tv_test_import_expect (&import, "SELECT count (*) FROM sales_line", "2");
  tv_test_import_expect (&import, "SELECT count (*) FROM import_batch", "1");
  tv_test_import_expect (&import, "SELECT count (*) FROM ledger_event WHERE kind = 'IMPORT'", "1");
  tv_test_import_expect (
      &import,
      "SELECT json_extract (detail, '$.sha256') = lower (hex (file_sha256)) FROM "
      "ledger_event, import_batch WHERE ledger_event.kind = 'IMPORT'",
      "1");
}

/* Rows wait for what is not known and are taken up when it comes. */
static void
test_pending (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  SALES "C1,2024-01-02,F1,,Alpha,1,1,,\nC2,2024-01-02,F2,,Alpha,1,1,,\n"
                        "C2,2024-01-02,F2,,ALPHA!,1,1,,\nC1,2024-01-02,F3,,Gamma,1,1,,\n",
                  4,
                  "");
  tv_test_import_expect (&import, COUNT_PENDING, "4");
  expect_rejects (&import, "customer_code,last_name\nC1,Dupont\n", 1, "");
  tv_test_import_expect (&import, COUNT_PENDING, "4");
  expect_rejects (&import, "product_key,product_label\nP1,Alpha\n", 1, "");
  tv_test_import_expect (&import, COUNT_PENDING, "3");
  expect_rejects (&import, "customer_code,last_name\nC2,Martin\n", 1, "");
  tv_test_import_expect (&import, COUNT_PENDING, "1");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (text || ' ' || rule, ',') FROM (SELECT text, rule FROM "
      "product_alias JOIN product_ref ON id = product_ref_id ORDER BY id)",
      "Alpha LABEL,ALPHA! FOLDED,P1 KEY");
}

/* One file with everything: customers and products come from their first mention, sales to nobody
 * are rejects, and a remark on a return is no label. */
static void
test_invoices (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (
      &import,
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
      "C536,85A,check,-2,12/1/2010 8:26,2.55,17850,United Kingdom\n"
      "537,85A,WHITE HEART,6,12/13/2010 8:26,2.55,17850,United Kingdom\n"
      "537,85A,WHITE HEART T-LIGHT,1,12/1/2010 8:26,2.55,17851,France\n"
      "538,90,BOX,1,12/1/2010 8:26,1,,France\n"
      "539,91,,1,12/1/2010 8:26,1,17851,France\n",
      4,
      "5|CustomerID|REQUIRED|\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (product_key || ' ' || product_label) FROM product",
                         "85A WHITE HEART");
  tv_test_import_expect (
      &import,
      "SELECT group_concat (country) FROM (SELECT country FROM customer ORDER BY id)",
      "United Kingdom,France");
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line",
                         "-510,1530,255,100");
  tv_test_import_expect (&import, COUNT_PENDING, "1");
}

/* What stands below a table is told apart from rows that somebody has to mend. */
static void
test_footers (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
                  "C1,2024-01-02,F1,Total Wine,1,1.00\n,2024-01-02,F1,Alpha,1,1.00\n"
                  ",,,Total,2,2.00\nTotal général,,,,,2.00\nTotally new,,,,,\nSous-total: 2\n"
                  ",,,,TOTAL,2.00\n,01/01/2024,,,TOTAL,2.00\n,,,,many,2.00\n"
                  "Razem:,,,,,2.00\n",
                  1,
                  "3|customer_code|REQUIRED|\n4||TOTAL_ROW|\n5||TOTAL_ROW|\n"
                  "6|order_date|REQUIRED|\n7||TOTAL_ROW|\n8||TOTAL_ROW|\n"
                  "9|qty|BAD_NUMBER|TOTAL\n10|qty|BAD_NUMBER|many\n11||TOTAL_ROW|\n");
  tv_test_import_expect (&import, "SELECT rejected_count FROM import_batch", "4");
  tv_test_import_expect (&import, "SELECT value FROM batch_figure WHERE name = 'totals'", "5");
}

/* A table below another is neither its rows nor its rejects; stray blank lines end none, and rows
 * of nothing but delimiters are none. */
static void
test_tables (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "customer_code,last_name\nC1,Dupont\nC2,Martin\n\nProducts\n"
                  "product_key,product_label,family\nP1,Alpha,Red\n",
                  2,
                  "");
  expect_rejects (&import,
                  "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
                  "C1,2024-01-02,F1,Alpha,1,1.00\n\n\nC1,2024-01-03,F2,Beta,1,1.00\n"
                  ",,,,,\n\nC2,2024-01-03,F3,Beta,1,1.00\n",
                  3,
                  "");
}

/* Postage, charges and corrections among the lines of one file are kept apart from products; what
 * is only ever given back is called what it is called there. */
static void
test_invoice_services (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  expect_rejects (&import,
                  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
                  "1,POST,POSTAGE,1,2010-12-01,18,C1\n"
                  "1,M,Manual,1,2010-12-01,5.005,C1\n"
                  "1,85A,WHITE HEART,6,2010-12-01,2.555,C1\n"
                  "C2,D,Discount,-1,2010-12-02,27.50,C1\n"
                  "C2,D,Discount again,-1,2010-12-02,1,C1\n"
                  "C3,86B,RED HEART,-1,2010-12-02,2,C1\n",
                  6,
                  "");
  tv_test_import_expect (&import,
                         "SELECT group_concat (product_key || '=' || product_label || '/' || name "
                         "|| is_service, ', ') FROM (SELECT * FROM product AS p JOIN family AS f "
                         "ON f.id = p.family_id ORDER BY p.id)",
                         "POST=POSTAGE/Services1, M=Manual/Services1, 85A=WHITE HEART/0, "
                         "D=Discount/Services1, 86B=RED HEART/0");
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line",
                         "1800,501,1533,-2750,-100,-200");
  tv_test_import_expect (&import, COUNT_PENDING, "0");
}

static void
expect_failure (TvTestImport *import,
                TvImportFile *file,
                TvProgress *progress,
                GQuark domain,
                int code,
                const char *fact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (import->path, TV_OPEN_DEFAULT, &error);
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (TvImportResult) result = NULL;
  TvJob job = { .now_usec = 1, .thread_count = 1, .actor = "Zoé", .machine = "test" };

  g_assert_no_error (error);
  transaction = tv_store_begin (store, NULL, &error);
  g_assert_no_error (error);
  job.db = tv_transaction_get_connection (transaction);
  job.progress = progress;
  result = tv_ingest_file (&job, file, &error);
  g_assert_null (result);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, fact));
}

static void
test_failures (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,contact_date,channel\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  g_autoptr (TvImportFile) file = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, "alpha,beta\n1,2\n");
  expect_failure (&import, file, NULL, TV_ERROR, TV_ERROR_REFUSED, "file.csv");
  tv_import_file_set_kind (file, TV_KIND_CUSTOMERS);
  expect_failure (&import, file, NULL, TV_ERROR, TV_ERROR_INVALID_INPUT, "customer_code");
  g_clear_pointer (&file, tv_import_file_free);

  for (int i = 0; i < 10000; i++)
    g_string_append (text, "C1,2024-01-02,SMS\n");
  file = tv_test_import_sniff (&import, text->str);
  g_cancellable_cancel (cancellable);
  expect_failure (&import, file, progress, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  tv_test_import_expect (&import, "SELECT count (*) FROM import_batch", "0");
  tv_test_import_expect (&import, "SELECT count (*) FROM customer_ref", "0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ingest/rejects", test_rejects);
  g_test_add_func ("/ingest/bad-encoding", test_bad_encoding);
  g_test_add_func ("/ingest/values", test_values);
  g_test_add_func ("/ingest/lines", test_lines);
  g_test_add_func ("/ingest/late-date", test_late_date);
  g_test_add_func ("/ingest/date-column", test_date_column);
  g_test_add_func ("/ingest/many-rejects", test_many_rejects);
  g_test_add_func ("/ingest/twice", test_twice);
  g_test_add_func ("/ingest/pending", test_pending);
  g_test_add_func ("/ingest/invoices", test_invoices);
  g_test_add_func ("/ingest/footers", test_footers);
  g_test_add_func ("/ingest/tables", test_tables);
  g_test_add_func ("/ingest/invoice-services", test_invoice_services);
  g_test_add_func ("/ingest/failures", test_failures);
  return g_test_run ();
}
