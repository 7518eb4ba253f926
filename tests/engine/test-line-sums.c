/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts that quantity, price and discount come to, whatever their columns are called; and numbers
 * of documents that have blanks in them. Exports whose Japanese words are few. */
#include "rows/tv-header-words.h"
#include "tv-test-import.h"

static void
expect (const char *text, const char *found)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *told = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, text);
  told = tv_test_import_describe (file);
  g_assert_cmpstr (told, ==, found);
}

/* The subtotal is the line without tax, the total the one with it. */
static void
test_subtotal (void)
{
  expect (
      "Date;Invoice no;Customer code;Item name;SKU;Units;Price;Discount %;Subtotal;VAT;Total\n"
      "13/01/2024;F1;C1;Jug;J1;2;10,00;10;18,00;21%;21,78\n"
      "13/01/2024;F1;C1;Cup;K1;1;4,00;0;4,00;21%;4,84\n"
      "14/01/2024;F2;C2;Cup;K1;3;4,00;0;12,00;21%;14,52\n"
      "15/01/2024;F3;C1;Jug;J1;-2;10,00;10;-18,00;21%;-21,78\n",
      "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=3 product_key=4 qty=5 "
      "amount_ht=8 unit_price=6 amount_ttc=10");
}

/* Three decimals after a comma are no thousands where the amounts say so. */
static void
test_decimals (void)
{
  expect ("Data documento;Nr. documento;Codice cliente;Descrizione articolo;Quantità;Prezzo "
          "unitario;% Sconto;Imponibile;Imposta;Totale riga\n"
          "13.01.2024;1;C1;Brocca;2,000;10,00;10,00;18,00;3,60;21,60\n"
          "14.01.2024;2;C2;Tazza;1,000;4,00;0,00;4,00;0,80;4,80\n"
          "15.01.2024;3;C1;Tazza;3,000;4,00;0,00;12,00;2,40;14,40\n",
          "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=3 qty=4 amount_ht=7 "
          "unit_price=5 amount_ttc=9");
}

/* A price may be called a rate. */
static void
test_rate (void)
{
  expect ("Client Name,Invoice #,Date Issued,Date Paid,Item Name,Rate,Quantity,Line Subtotal,Tax 1 "
          "Amount,Line Total\n"
          "Ann Roux,1,2024-01-13,2024-02-01,Jug,10.00,2,20.00,4.00,24.00\n"
          "Bo Noir,2,2024-01-14,2024-02-02,Cup,4.00,1,4.00,0.80,4.80\n"
          "Ann Roux,3,2024-01-15,2024-02-03,Cup,4.00,3,12.00,2.40,14.40\n",
          "INVOICE_LINES customer_code=0 order_date=2 doc_ref=1 product_label=4 qty=6 amount_ht=7 "
          "amount_ttc=9 last_name=0");
}

/* A price with tax makes amounts with tax; a total of the cost is none. */
static void
test_others (void)
{
  expect ("Date,Order number,Customer code,Product,Qty,Price incl. tax,Line total excl. tax,Line "
          "total incl. "
          "tax\n"
          "2024-01-13,1,C1,Jug,2,12.00,20.00,24.00\n2024-01-14,2,C2,Cup,1,6.00,5.00,6.00\n"
          "2024-01-15,3,C1,Cup,3,6.00,15.00,18.00\n",
          "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=3 qty=4 amount_ht=6 "
          "amount_ttc=7");
}

static void
test_spaced_numbers (void)
{
  expect ("Numer;Data wystawienia;Symbol kontrahenta;Kontrahent;Nazwa towaru;Ilość;Cena "
          "netto;Wartość netto\n"
          "FS 1/2024;2024-01-13;K1;Roux;Dzban;2;10,00;20,00\n"
          "FS 1/2024;2024-01-13;K1;Roux;Kubek;1;4,00;4,00\n"
          "FS 2/2024;2024-01-14;K2;Noir;Kubek;3;4,00;12,00\n",
          "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=7 "
          "unit_price=6 last_name=3");
}

static void
test_names (void)
{
  static const struct
  {
    const char *header;
    TvColumn column;
  } names[] = {
    { "Date Issued", TV_COLUMN_ORDER_DATE },
    { "Cust No", TV_COLUMN_CUSTOMER_CODE },
    { "Symbol kontrahenta", TV_COLUMN_CUSTOMER_CODE },
    { "独自商品コード", TV_COLUMN_PRODUCT_KEY },
    { "Total Ex. Tax", TV_COLUMN_AMOUNT_HT },
    { "Ext Price", TV_COLUMN_AMOUNT_HT },
    { "Total Inc. Tax", TV_COLUMN_AMOUNT_TTC },
    { "Importo ivato", TV_COLUMN_AMOUNT_TTC },
    { "Montant Net TTC", TV_COLUMN_AMOUNT_TTC },
    { "Lev ant", TV_COLUMN_QTY },
    { "Uds.", TV_COLUMN_QTY },
    { "Bottles", TV_COLUMN_QTY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TvHeaderWords words = tv_header_words_read (names[i].header);
      double score = tv_header_words_score (words, names[i].column);

      g_assert_cmpfloat (score, >, .8);
      for (TvColumn column = TV_COLUMN_QTY; column <= TV_COLUMN_AMOUNT_TTC; column++)
        g_assert_cmpfloat (tv_header_words_score (words, column), <=, score);
    }
}

/* Shift_JIS with few words of Japanese among numbers and names in ASCII; what Latin letters make of
 * it stays Latin. */
static void
test_shift_jis (void)
{
  static const struct
  {
    const char *encoding, *expected, *text, *line;
  } files[] = {
    { "SHIFT_JIS",
      "SHIFT_JIS",
      "注文番号,注文日時,会員ID,商品名,個数,単価,小計\n",
      "1,2024-03-05,C1,Riesling Kabinett 2021 RSL-75,2,1050,2100\n" },
    { "WINDOWS-1252",
      "WINDOWS-1252",
      "Référence,Désignation,Prénom,Téléphone,Numéro,Déjà,Réglé\n",
      "1,Gewürztraminer Sélection,Zoé,060000,12,1050,Célébré à Bâle\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (GString) text = g_string_new (files[i].text);
      g_autofree char *bytes = NULL;

      for (int line = 0; line < 40; line++)
        g_string_append (text, files[i].line);
      bytes = g_convert (text->str, -1, files[i].encoding, "UTF-8", NULL, NULL, NULL);
      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, bytes);
      g_assert_cmpstr (file->dialect->encoding, ==, files[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-sums/names", test_names);
  g_test_add_func ("/line-sums/subtotal", test_subtotal);
  g_test_add_func ("/line-sums/decimals", test_decimals);
  g_test_add_func ("/line-sums/rate", test_rate);
  g_test_add_func ("/line-sums/others", test_others);
  g_test_add_func ("/line-sums/spaced-numbers", test_spaced_numbers);
  g_test_add_func ("/line-sums/shift-jis", test_shift_jis);
  return g_test_run ();
}
