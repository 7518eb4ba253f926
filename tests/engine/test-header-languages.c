/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers in the words of one language after another: the columns of sales are found by them. */
#include "tv-test-import.h"

static const struct
{
  const char *language, *text, *mapping;
} files[] = {
  { "polish",
    "Numer faktury;Data sprzedaży;Kod klienta;Nazwa klienta;Kod towaru;Nazwa towaru;Ilość;"
    "Cena netto;Wartość netto\n"
    "FV/1;2024-03-05;K1;Nowak;T1;Wino czerwone;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 product_key=4 qty=6 "
    "amount_ht=8 unit_price=7 last_name=3" },
  { "czech",
    "Číslo faktury;Datum;Číslo zákazníka;Název zboží;Množství;Jednotková cena;Celkem bez DPH\n"
    "2024001;2024-03-05;Z1;Ryzlink;2;10,00;20,00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=6 "
    "unit_price=5" },
  { "swedish",
    "Ordernummer;Datum;Kundnummer;Artikelnummer;Benämning;Antal;Pris;Belopp exkl moms\n"
    "O1;2024-03-05;1001;A1;Rött vin;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "danish",
    "Ordrenr;Dato;Kundenr;Varenr;Varenavn;Antal;Pris;Beløb\n"
    "O1;2024-03-05;1001;A1;Rødvin;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "finnish",
    "Tilausnumero;Päivämäärä;Asiakasnumero;Tuotenumero;Tuotenimi;Määrä;Yksikköhinta;Yhteensä\n"
    "1;2024-03-05;A1;T1;Punaviini;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "hungarian",
    "Számla száma;Dátum;Vevő kód;Cikk kód;Termék neve;Mennyiség;Egységár;Összeg\n"
    "1;2024-03-05;V1;C1;Vörösbor;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "romanian",
    "Număr factură;Data;Cod client;Cod produs;Denumire produs;Cantitate;Preț unitar;"
    "Valoare fără TVA\n"
    "1;2024-03-05;C1;P1;Vin roșu;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "turkish",
    "Sipariş No;Tarih;Müşteri Kodu;Ürün Kodu;Ürün Adı;Miktar;Birim Fiyat;Tutar\n"
    "1;2024-03-05;M1;U1;Şarap;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
};

static void
test_language (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take_mapped (&import, files[i].text, files[i].mapping);
  g_assert_cmpint (result->accepted_count, ==, 1);
  tv_test_import_expect (&import, "SELECT sum (amount_ht_cents) FROM sales_line", "2000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/header-languages/", files[i].language, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_language);
    }
  return g_test_run ();
}
