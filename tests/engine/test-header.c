/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers of several rows, in a text and in a sheet alike: names that go on in the row below,
 * captions over groups of columns, in merged cells or repeated, and where each column ends up. */
#include <string.h>

#include "rows/tv-import-columns.h"
#include "tv-test-archive.h"
#include "tv-test-import.h"

/* Three rows of data below each header, each line with its own code. */
#define LINES                                                                                      \
  "C1;Durand;Lyon;03/01/2024;F1;Bordeaux;2;12,50\n"                                                \
  "C2;Martin;Paris;14/02/2024;F2;Chablis;1;8,00\n"                                                 \
  "C3;Petit;Nice;25/02/2024;F3;Cahors;1;12,50\n"
#define INVOICES                                                                                   \
  "INVOICE_LINES customer_code=0 order_date=3 doc_ref=4 product_label=5 qty=6 amount_ht=7 "        \
  "last_name=1 city=2"
#define PAIRS "C1;Durand;P1;Bordeaux;3;9,00;10,80\nC2;Martin;P2;Chablis;1;5,00;6,00\n"
#define PRICES "P1;Bordeaux;Vins;9,00;12,50\nP2;Chablis;Vins;5,00;8,00\n"

static const struct
{
  const char *name, *text, *expected;
  guint header_rows, first_line; /* of the first row of data */
} examples[] = {
  { "merged-captions",
    "Client;;;Vente;;;;\nCode client;Nom;Ville;Date;Facture;Produit;Qté;Montant HT\n" LINES,
    INVOICES,
    2,
    3 },
  { "short-names",
    "Client;;;Vente;;;;\nCode;Nom;Ville;Date;N°;Produit;Qté;Montant HT\n" LINES,
    "INVOICE_LINES customer_code=0 order_date=3 product_label=5 qty=6 amount_ht=7 last_name=1 "
    "city=2",
    2,
    3 },
  { "repeated-captions",
    "Export;;;;;;;\nClient;Client;Client;Vente;Vente;Vente;Vente;Vente\n"
    "Code;Nom;Ville;Date;Facture;Produit;Qté;Montant HT\n" LINES,
    INVOICES,
    2,
    4 },
  { "equal-names",
    "Client;;Produit;;Vente;;\nCode;Nom;Code;Libellé;Qté;Montant HT;Montant TTC\n" PAIRS,
    "INVOICE_LINES customer_code=0 product_label=3 product_key=2 qty=4 amount_ht=5 amount_ttc=6 "
    "last_name=1",
    2,
    3 },
  { "plural-caption",
    "Client;;Produit;;Sales;Amounts;\nCode;Nom;Code;Libellé;Qty;Net;Gross\n" PAIRS,
    "INVOICE_LINES customer_code=0 product_label=3 product_key=2 qty=4 amount_ht=5 amount_ttc=6 "
    "last_name=1",
    2,
    3 },
  { "names-over-two",
    "Code article;Désignation;Famille;Prix;\n;;;d'achat;de vente\n" PRICES,
    "PRODUCTS product_key=0 product_label=1 family=2 price=4 cost=3",
    2,
    3 },
  { "card",
    "Card No;Surname;Email;Town\nC1;Durand;d@example.org;Lyon\nC2;Martin;m@example.org;Paris\n",
    "CUSTOMERS customer_code=0 last_name=1 email=2 city=3",
    1,
    2 },
  { "customer-card",
    "Customer card;Date;Receipt;Item;Qty;Net\nC1;03/01/2024;R1;Bag;2;12.50\n"
    "C2;14/02/2024;R2;Mug;1;8.00\nC1;25/02/2024;R3;Mug;1;8.00\n",
    "SALES_LINES customer_code=0 order_date=1 doc_ref=2 product_label=3 qty=4 amount_ht=5",
    1,
    2 },
  { "item-codes",
    "Customer No;Date;Receipt;Item;Qty;Net\nC1;03/01/2024;R1;BAG-01;2;12.50\n"
    "C2;14/02/2024;R2;MUG;1;8.00\nC1;25/02/2024;R3;MUG;1;8.00\n",
    "SALES_LINES customer_code=0 order_date=1 doc_ref=2 product_key=3 qty=4 amount_ht=5",
    1,
    2 },
  { "one-row",
    "Code client;Nom;Ville;Date;Facture;Produit;Qté;Montant HT\n" LINES,
    INVOICES,
    1,
    2 },
};

/* The rows of a sheet, all cells as text; an empty cell is not written, as below a merged one. */
static char *
write_rows (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *rows = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

      g_string_append_printf (rows, "<row r=\"%u\">", i + 1);
      for (guint k = 0; cells[k] != NULL; k++)
        if (*cells[k] != '\0')
          g_string_append_printf (rows,
                                  "<c r=\"%c%u\" t=\"inlineStr\"><is><t>%s</t></is></c>",
                                  'A' + k,
                                  i + 1,
                                  cells[k]);
      g_string_append (rows, "</row>");
    }
  return g_string_free (rows, FALSE);
}

static void
expect (const TvImportFile *file, gsize example, const char *first_cell)
{
  g_autofree char *found = tv_test_import_describe (file);

  g_assert_cmpstr (found, ==, examples[example].expected);
  g_assert_cmpuint (file->dialect->header_rows, ==, examples[example].header_rows);
  g_assert_cmpuint (file->dialect->preamble_rows + file->dialect->header_rows + 1,
                    ==,
                    examples[example].first_line);
  g_assert_cmpstr (((char **) g_ptr_array_index (file->preview, 0))[0], ==, first_cell);
}

static void
test_example (gconstpointer data)
{
  gsize example = (gsize) GPOINTER_TO_UINT (data);
  const char *text = examples[example].text;
  const char *first_cell = strstr (text, "\nC1;") != NULL ? "C1" : "P1";
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) plain = NULL, sheet = NULL;
  g_autofree char *rows = write_rows (text);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  plain = tv_test_import_sniff (&import, text);
  expect (plain, example, first_cell);
  path = g_build_filename (import.folder, "book.xlsx", NULL);
  tv_test_xlsx_write (path, rows, NULL, NULL, "");
  sheet = tv_ingest_sniff_book (path, NULL, NULL, &error);
  g_assert_no_error (error);
  expect (sheet, example, first_cell);
}

/* A sheet says of whom it is above its first columns, whose names are known without that. */
static void
test_note_above (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) sheet = NULL;
  g_autofree char *path = NULL, *found = NULL;
  g_autofree char *rows = write_rows (
      "Demo SARL;Page 1;;;;;;\n"
      "Importe con IVA;Fecha pedido;Localidad;Teléfono;País;Producto;Unidades;Correo\n"
      "6,25;22/05/2024;Lyon;0610000002;France;Taza;1;a@example.org\n"
      "8,50;23/05/2024;Nice;0610000003;France;Jarra;2;b@example.org\n");
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  path = g_build_filename (import.folder, "book.xlsx", NULL);
  tv_test_xlsx_write (path, rows, NULL, NULL, "");
  sheet = tv_ingest_sniff_book (path, NULL, NULL, &error);
  g_assert_no_error (error);
  found = tv_test_import_describe (sheet);
  g_assert_cmpstr (found,
                   ==,
                   "INVOICE_LINES customer_code=7 order_date=1 product_label=5 qty=6 amount_ht=0 "
                   "amount_ttc=0 email=7 phone=3 city=2 country=4");
}

/* What is said of a file in two rows is taken in from the row below them. */
static void
test_taken (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take (&import, examples[0].text);
  g_assert_cmpint (result->accepted_count, ==, 3);
  g_assert_cmpint (result->rejected_count, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/header/", examples[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_example);
    }
  g_test_add_func ("/header/note-above", test_note_above);
  g_test_add_func ("/header/taken", test_taken);
  return g_test_run ();
}
