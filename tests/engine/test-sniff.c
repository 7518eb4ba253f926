/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file will be read: kinds and columns from English and French headers, encodings,
 * delimiters, the order of day and month, the decimal mark, and the one sentence for a file that is
 * none. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/tv-error.h"
#include "rows/tv-import-columns.h"
#include "tv-test-import.h"

static const struct
{
  const char *header;
  const char *expected;
} headers[] = {
  { "customer_code,last_name,first_name,email",
    "CUSTOMERS customer_code=0 last_name=1 first_name=2 email=3" },
  { "Code client;Nom;Prénom;E-mail;Téléphone;Adresse;Code postal;Ville;Pays;Désinscrit",
    "CUSTOMERS customer_code=0 last_name=1 first_name=2 email=3 phone=4 address=5 postal_code=6 "
    "city=7 country=8 is_optout=9" },
  { "id,customer_id,name,email", "CUSTOMERS customer_code=1 last_name=2 email=3" },
  { "N° client\tRaison sociale\tCourriel", "CUSTOMERS customer_code=0 last_name=1 email=2" },
  { "Réf. client|PRENOM|NOM", "CUSTOMERS customer_code=0 last_name=2 first_name=1" },
  { "Réf;Désignation;Famille;Prix d'achat;PV HT;Millésime",
    "PRODUCTS product_key=0 product_label=1 family=2 vintage=5 price=4 cost=3" },
  { "Code;Article;Famille", "PRODUCTS product_key=0 product_label=1 family=2" },
  /* One cell is never two columns: here the key is missing. */
  { "Article;Prix;Famille", "PRODUCTS product_label=0 family=2 price=1" },
  { "Article;Désignation;Marque", "PRODUCTS product_key=0 product_label=1 brand=2" },
  { "customer_code,order_date,doc_ref,doc_type,product_label,qty,amount_ht,amount_ttc,margin",
    "SALES_LINES customer_code=0 order_date=1 doc_ref=2 doc_type=3 product_label=4 qty=5 "
    "amount_ht=6 amount_ttc=7 margin=8" },
  { "Code client;Date commande;N° facture;Désignation;Qté;Montant HT;Total TTC",
    "SALES_LINES customer_code=0 order_date=1 doc_ref=2 product_label=3 qty=4 amount_ht=5 "
    "amount_ttc=6" },
  { "Client;Date;Ticket;Code article;Quantité;PU HT",
    "SALES_LINES customer_code=0 order_date=1 doc_ref=2 product_key=3 qty=4 unit_price=5" },
  { "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    "INVOICE_LINES customer_code=6 order_date=4 doc_ref=0 product_label=2 product_key=1 qty=3 "
    "unit_price=5 country=7" },
  { "Code client;Nom;Date facture;N° facture;Désignation;Qté;Montant HT",
    "INVOICE_LINES customer_code=0 order_date=2 doc_ref=3 product_label=4 qty=5 amount_ht=6 "
    "last_name=1" },
  { "customer_code,contact_date,channel,status,campaign_id",
    "CONTACTS customer_code=0 contact_date=1 channel=2 status=3 campaign_id=4" },
  { "Code client;Date d'envoi;Canal;Statut",
    "CONTACTS customer_code=0 contact_date=1 channel=2 status=3" },
  /* Sales without a document: the kind is told, so that the missing column can be named. */
  { "customer_code,order_date,product_label,qty,amount_ht",
    "SALES_LINES customer_code=0 order_date=1 product_label=2 qty=3 amount_ht=4" },
  { "customer_code,order_date,product_label,qty,amount_ht,country",
    "INVOICE_LINES customer_code=0 order_date=1 product_label=2 qty=3 amount_ht=4 country=5" },
  { "code", "?" },
  { "alpha,beta,gamma", "?" },
};

static void
test_headers (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strconcat (headers[i].header, "\n", NULL);
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, text);
      g_autofree char *found = tv_test_import_describe (file);

      g_assert_cmpstr (found, ==, headers[i].expected);
    }
}

/* All names of the table find their way back, in any writing. */
static void
test_names (void)
{
  for (TvImportKind kind = 0; kind < TV_N_KINDS; kind++)
    {
      guint count;
      const TvImportColumn *columns = tv_import_kind_get_columns (kind, &count);

      for (guint i = 0; i < count; i++)
        {
          g_autofree char *loud = g_ascii_strup (columns[i].name, -1);
          g_autofree char *spaced = g_strdelimit (g_strdup (columns[i].name), "_", ' ');

          g_assert_cmpint (tv_import_match_header (kind, columns[i].name), ==, i);
          g_assert_cmpint (tv_import_match_header (kind, loud), ==, i);
          g_assert_cmpint (tv_import_match_header (kind, spaced), ==, i);
        }
      g_assert_cmpint (tv_import_match_header (kind, ""), ==, -1);
      g_assert_cmpint (tv_import_match_header (kind, "?!"), ==, -1);
    }
}

static const struct
{
  const char *rows; /* of dates */
  TvDateOrder order;
  gboolean is_sure;
} dates[] = {
  { "2024-05-06", TV_DATE_ORDER_YMD, TRUE },
  { "20240506", TV_DATE_ORDER_YMD, TRUE },
  { "45000", TV_DATE_ORDER_YMD, TRUE },
  { "05/06/2024", TV_DATE_ORDER_DMY, FALSE },
  { "25/06/2024", TV_DATE_ORDER_DMY, TRUE },
  { "06/25/2024 8:26", TV_DATE_ORDER_MDY, TRUE },
  { "5.6.24\n31.6.24", TV_DATE_ORDER_DMY, FALSE },
  { "1/2/2024\n\n1/13/2024", TV_DATE_ORDER_MDY, TRUE },
  { "5 Sep 2026\n6 Sep 2026", TV_DATE_ORDER_YMD, TRUE },
};

static void
test_dates (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_auto (GStrv) rows = g_strsplit (dates[i].rows, "\n", -1);
      g_autoptr (TvImportFile) file = tv_test_import_sniff_days (&import, rows);

      g_assert_cmpint (file->date_order, ==, dates[i].order);
      g_assert_cmpint (file->is_date_order_sure, ==, dates[i].is_sure);
      g_assert_cmpuint (file->preview->len, ==, g_strv_length (rows));
    }
}

static void
test_marks (void)
{
  static const struct
  {
    const char *text;
    char delimiter, mark;
  } marks[] = {
    { "product_key;product_label;price\nA;B;1,5\nC;D;2,25\n", ';', ',' },
    { "product_key,product_label,price\nA,B,1.5\n", ',', '.' },
    { "product_key,product_label,price\nA,\"B, c\",\"1,50\"\n", ',', ',' },
    { "product_key\tproduct_label\tprice\nA\tB; c; d\t1.234,50\n", '\t', ',' },
    { "product_key|product_label|price\nA|B, c|1,234.50\nA|B, c|1,234\n", '|', '.' },
    { "product_key;product_label;price\nA;B;12\n", ';', ',' },
    /* Three digits behind the mark of each amount part thousands. */
    { "product_key,product_label,price\nA,B,$97.000\nC,D,$112.500\nE,F,$8.000\n", ',', ',' },
    { "product_key,product_label,price\nA,B,97.000\nC,D,112.500\nE,F,8.25\n", ',', '.' },
    { "product_key,product_label,price\nA,B,1.250.000\n", ',', ',' },
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, marks[i].text);

      g_assert_cmpint (file->kind, ==, TV_KIND_PRODUCTS);
      g_assert_cmpint (file->dialect->delimiter[0], ==, marks[i].delimiter);
      g_assert_cmpint (file->decimal_mark, ==, marks[i].mark);
    }
}

/* Bytes that are a letter in one encoding and a sign in another. */
static void
test_signs (void)
{
  static const struct
  {
    const char *text, *expected;
  } files[] = {
    { "name;price\nTax services;\243512\nRent;\243 1,80\n", "WINDOWS-1252" },
    { "name;limit\nunder (\243);1\nover;2\n", "WINDOWS-1252" },
    { "name;price\nCh\342teau;12,50 \244\nRos\351;9,90 \244\n", "ISO-8859-15" },
    { "name;price\nCh\342teau;12,50 \200\nRos\351;9,90 \200\n", "WINDOWS-1252" },
    { "name;said\nBod;\223yes\224\nJim;\223no\224 \226 maybe\n", "WINDOWS-1252" },
    { "name;city\nJos\351;Lyon\n", "WINDOWS-1252" },
    { "name;city\n\243ukasz;\243\363d\274\nWa\263\352sa;Pozna\361\n", "ISO-8859-2" },
    { "name;city\nDvo\336\207k;Plze\313\nRu\354i\213ka;\344elezn\207\n", "MAC-CENTRALEUROPE" },
    { "name;city\n\300\340uolas;\320iauliai\nIgn\353;\332em\353\n", "WINDOWS-1257" },
    { "name;said\nJim;it\325s\nBob;a day\325s work\n", "MACINTOSH" },
    { "name;owner\nmap;\251 City of Lyon\nplan;\251 IGN\n", "WINDOWS-1252" },
    { "name;place\nCall\240Center;Lyon\nBob\240Ray;Paris\n", "WINDOWS-1252" },
    { "name;note\nAnne;asked.\240 Yes\nBob;none?\240 No\n", "WINDOWS-1252" },
    { "name;size\nBox;3\32712\nCrate;\32748\n", "WINDOWS-1252" },
    { "name;city\nJo\377\377hn;Lyon\nBob;Paris\n", "UTF-8" },
    { "name;city\nno_\377\377_name;Lyon\nBob;Paris\n", "UTF-8" },
    /* One such byte in all of the file. */
    { "code;place\nC1;n\260 5\nC2;Lyon\n", "WINDOWS-1252" },
    { "name;price\nHamper\205;13,50\nWine\231;9,90\n", "WINDOWS-1252" },
    { "name;price\nJalape\361o;1,50\nRed;9,90\n", "WINDOWS-1252" },
    { "name;size\nRed;75 cl \267 oak\nWhite;75 cl\n", "WINDOWS-1252" },
    { "name;price\nB\234uf;13,50\nRed;9,90\n", "WINDOWS-1252" },
    { "name;city\nM\201ller;Ulm\nMaier;Berlin\n", "IBM850" },
    { "name;city\nEra;Citt\205 alta\nPer\225;Lecco\nPerch\202;Como\n", "IBM850" },
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = tv_test_import_write (&import, "file.csv", files[i].text, -1);
      g_autoptr (TvImportFile) file = tv_ingest_sniff (path, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (file->dialect->encoding, ==, files[i].expected);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *to, *expected;
  } encodings[] = {
    { "UTF-8", "UTF-8" },     { "WINDOWS-1252", "WINDOWS-1252" }, { "ISO-8859-1", "WINDOWS-1252" },
    { "UTF-16", "UTF-16LE" }, { "UTF-16LE", "UTF-16LE" },         { "UTF-16BE", "UTF-16BE" }
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      g_autofree char *bytes
          = g_convert ("Code client;Prénom;Désinscrit\nC1;Zoé;non\nC2;Aimée;oui\n",
                       -1,
                       encodings[i].to,
                       "UTF-8",
                       NULL,
                       &length,
                       &error);
      g_autofree char *path = tv_test_import_write (&import, "file.csv", bytes, (gssize) length);
      g_autoptr (TvImportFile) file = tv_ingest_sniff (path, NULL, NULL, &error);
      g_autofree char *found = NULL;

      g_assert_no_error (error);
      found = tv_test_import_describe (file);
      g_assert_cmpstr (file->dialect->encoding, ==, encodings[i].expected);
      g_assert_cmpstr (found, ==, "CUSTOMERS customer_code=0 first_name=1 is_optout=2");
      g_assert_cmpstr (file->header[1], ==, "Prénom");
      g_assert_cmpstr (((char **) file->preview->pdata[1])[1], ==, "Aimée");
      g_assert_cmpint (file->size, ==, length);
    }
}

/* One letter far from the beginning decides, where the rest is ASCII. */
static void
test_late_letter (void)
{
  static const char *const letters[] = { "\xa3", "\xc2\xa3" };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GString) text = g_string_new ("product_key,product_label,price\n");
      g_autoptr (GError) error = NULL;
      g_autoptr (TvImportFile) file = NULL;
      g_autofree char *path = NULL;

      for (int row = 0; row < 200000; row++)
        g_string_append_printf (text, "P%d,Wine %s,1.00\n", row, row == 123457 ? letters[i] : "x");
      path = tv_test_import_write (&import, "late.csv", text->str, (gssize) text->len);
      file = tv_ingest_sniff (path, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (file->dialect->encoding, ==, i == 0 ? "WINDOWS-1252" : "UTF-8");
    }
}

static void
expect_error (const char *path, int code, const char *fact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = tv_ingest_sniff (path, NULL, NULL, &error);
  g_autofree char *name = g_path_get_basename (path);

  g_assert_null (file);
  g_assert_error (error, TV_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, fact));
}

static void
expect_error_of_bytes (TvTestImport *import, const char *bytes, gssize length, const char *fact)
{
  g_autofree char *path = tv_test_import_write (import, "bad.csv", bytes, length);

  expect_error (path, TV_ERROR_INVALID_INPUT, fact);
}

static void
test_no_file (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autofree char *missing = NULL;
  g_autofree char *pipe = NULL;
  g_autofree guint8 *noise = g_malloc (4096);

  tv_test_import_init (&import);
  missing = g_build_filename (import.folder, "missing.csv", NULL);
  expect_error (missing, TV_ERROR_NOT_FOUND, "No such file");
  expect_error (import.folder, TV_ERROR_INVALID_INPUT, "folder");
  pipe = g_build_filename (import.folder, "pipe", NULL);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  expect_error (pipe, TV_ERROR_INVALID_INPUT, "ordinary file");
  expect_error_of_bytes (&import, "", 0, "empty");
  expect_error_of_bytes (&import, "\n \n\r\n", -1, "header");
  expect_error_of_bytes (&import, "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", 24, "a picture");
  for (gsize i = 0; i < 4096; i++)
    noise[i] = (guint8) ((i * 2654435761u) >> 7);
  expect_error_of_bytes (&import, (const char *) noise, 4096, "no text");
}

/* One torn record does not make a binary file of ten thousand sound ones. */
static void
test_torn (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("customer_code,first_name\n");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = NULL;

  tv_test_import_init (&import);
  for (int i = 0; i < 10000; i++)
    g_string_append_printf (text, "C%d,Zoé\n", i);
  g_string_append_len (text, "C\0D,Zoé\n", 9);
  path = tv_test_import_write (&import, "file.csv", text->str, (gssize) text->len);
  file = tv_ingest_sniff (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->dialect->encoding, ==, "UTF-8");
}

/* A word with one capital in front tells small letters from capitals, even where a few other signs
 * of the file could be letters as well. */
static void
test_capital_words (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("Domaine de l’Étoile;;;\n;;;\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *path = NULL;
  gsize length;

  tv_test_import_init (&import);
  g_string_append (text, "N° document;Date;Code client;Produit\n");
  for (int i = 0; i < 60; i++)
    g_string_append_printf (text, "D%d;2024-01-02;C1;Riesling Réserve 2020\n", i);
  bytes = g_convert (text->str, -1, "WINDOWS-1252", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  path = tv_test_import_write (&import, "file.csv", bytes, (gssize) length);
  file = tv_ingest_sniff (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->dialect->encoding, ==, "WINDOWS-1252");
  g_assert_cmpstr (file->header[0], ==, "N° document");
}

static TvImportFile *
sniff_with (TvTestImport *import, const char *text, const TvImportHints *hints)
{
  g_autofree char *path = tv_test_import_write (import, "hinted.csv", text, -1);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_ingest_sniff (path, NULL, hints, &error);

  g_assert_no_error (error);
  return file;
}

static void
expect_row (const TvImportFile *file, guint row, const char *expected)
{
  g_autofree char *cells = g_strjoinv ("|", g_ptr_array_index (file->preview, row));

  g_assert_cmpstr (cells, ==, expected);
}

/* What a person says of the form of a file counts, whatever its text looks like. */
static void
test_hints (void)
{
  g_auto (TvTestImport) import = { 0 };
  const char *text = "'customer_code','city'\n'C1','a''b'\n'C2',c\n";
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) unquoted = NULL, below = NULL, nameless = NULL, twofold = NULL;
  g_autofree char *joined = NULL;

  tv_test_import_init (&import);
  hints.quote = 0;
  unquoted = sniff_with (&import, text, &hints);
  g_assert_cmpuint (unquoted->dialect->quote, ==, 0);
  g_assert_cmpstr (unquoted->header[0], ==, "'customer_code'");

  hints = (TvImportHints) TV_IMPORT_HINTS_INIT;
  hints.preamble_rows = 1;
  below = sniff_with (&import, "customer_code,city\ncode,ville\nC1,Lyon\n", &hints);
  g_assert_cmpstr (below->header[0], ==, "code");
  g_assert_cmpuint (below->preview->len, ==, 1);

  hints = (TvImportHints) TV_IMPORT_HINTS_INIT;
  hints.header_rows = 0;
  nameless = sniff_with (&import, "C1,Lyon\nC2,Nice\n", &hints);
  g_assert_cmpuint (nameless->dialect->header_rows, ==, 0);
  g_assert_cmpstr (nameless->header[1], ==, "#2");
  expect_row (nameless, 0, "C1|Lyon");

  hints.header_rows = 2;
  twofold = sniff_with (&import, "Client,,Total\nCode,City,\nC1,Lyon,3\n", &hints);
  joined = g_strjoinv ("|", twofold->header);
  g_assert_cmpstr (joined, ==, "Client Code|City|Total");
  expect_row (twofold, 0, "C1|Lyon|3");
}

/* A file without a header is taken in from its first row on. */
static void
test_no_header (void)
{
  g_auto (TvTestImport) import = { 0 };
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  hints.header_rows = 0;
  file = sniff_with (&import, "C1,Lyon\nC2,Nice\n", &hints);
  tv_import_file_set_kind (file, TV_KIND_CUSTOMERS);
  tv_import_file_set_column (file, 0, 0);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code, ' ') FROM customer_ref",
                         "C1 C2");
}

static void
map_amount (TvImportFile *file, int header)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (columns[i].name, "amount_ht"))
      tv_import_file_set_column (file, i, header);
}

/* Customers and products can be made from a till's sales alone; what was mapped by hand stays so.
 */
static void
test_bring_all (void)
{
  static const char text[] = "Code client;Date;Ticket;Article;Qté;Montant HT;Net\n"
                             "C1;13/01/2024;F1;Rouge;1;10,50;9,00\n"
                             "C2;14/01/2024;F2;Blanc;2;20,00;18,00\n";
  g_auto (TvTestImport) import = { 0 };
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  file = sniff_with (&import, text, &hints);
  g_assert_cmpint (file->kind, ==, TV_KIND_SALES_LINES);
  map_amount (file, 6);
  file->has_catalogue_prices = TRUE;
  tv_import_file_bring_all (file);
  g_assert_true (file->has_catalogue_prices);
  file->has_catalogue_prices = FALSE;
  g_assert_cmpint (file->kind, ==, TV_KIND_INVOICE_LINES);
  g_assert_cmpint (tv_import_file_get_index (file, TV_COLUMN_AMOUNT_HT), ==, 6);
  g_assert_cmpint (tv_import_file_get_index (file, TV_COLUMN_CUSTOMER_CODE), ==, 0);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code, ' ') FROM customer_ref",
                         "C1 C2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sniff/headers", test_headers);
  g_test_add_func ("/sniff/names", test_names);
  g_test_add_func ("/sniff/dates", test_dates);
  g_test_add_func ("/sniff/bring-all", test_bring_all);
  g_test_add_func ("/sniff/marks", test_marks);
  g_test_add_func ("/sniff/encodings", test_encodings);
  g_test_add_func ("/sniff/late-letter", test_late_letter);
  g_test_add_func ("/sniff/capital-words", test_capital_words);
  g_test_add_func ("/sniff/hints", test_hints);
  g_test_add_func ("/sniff/no-header", test_no_header);
  g_test_add_func ("/sniff/signs", test_signs);
  g_test_add_func ("/sniff/no-file", test_no_file);
  g_test_add_func ("/sniff/torn", test_torn);
  return g_test_run ();
}
