/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows say of columns whose names promise something else: names that are no codes, names
 * of what is sold, what is left of an amount. Exports in the columns that tills and services write.
 */
#include "rows/tv-import-columns.h"
#include "rows/tv-import-mapping.h"
#include "tv-test-import.h"

static const struct
{
  const char *name, *text, *mapping;
  gint64 accepted, rejected;
  const char *amount;
} exports[] = {
  /* Where customers are named beside their codes, “Client” is the name. */
  { "client-and-code",
    "N° facture;Date;Client;Code client;Article;Quantité;Montant HT\n"
    "F1;01/02/2024;Jean Petit;C1;Chablis;2;10,50\nF2;02/02/2024;Anne Roux;C2;Cidre;1;11,50\n",
    "INVOICE_LINES customer_code=3 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=6 "
    "last_name=2",
    2,
    0,
    "2200" },
  /* A name that is another one in each line of a receipt is of what is sold. */
  { "names-of-a-till",
    "Date,Time,Receipt number,Customer,Name,Variant,SKU,Quantity,Price,Total\n"
    "2024-02-01,10:11,100,Ann Lee,Coffee,,S1,2,3,6\n2024-02-01,10:11,100,Ann Lee,Tea,,S2,1,2,2\n"
    "2024-02-03,10:13,101,Bo May,Cake,,S3,3,4,12\n2024-02-03,10:13,101,Bo May,Bun,,S4,2,2,4\n",
    "INVOICE_LINES customer_code=3 order_date=0 doc_ref=2 product_label=4 product_key=6 qty=7 "
    "amount_ht=9 unit_price=8 last_name=3",
    4,
    0,
    "2400" },
  /* Net is what a fee leaves of gross, in each row. */
  { "net-of-fees",
    "Date,Name,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Item Title,Quantity\n"
    "2024-02-01,Ann Lee,EUR,20.00,-0.90,19.10,a@example.org,T1X,Vase,1\n"
    "2024-02-03,Bo May,EUR,10.00,-0.60,9.40,b@example.org,T2X,Bowl,2\n",
    "INVOICE_LINES customer_code=6 order_date=0 doc_ref=7 product_label=8 qty=9 amount_ht=3 "
    "amount_ttc=3 last_name=1 email=6",
    2,
    0,
    "3000" },
  /* The discount was taken off the net price already. */
  { "net-of-discount",
    "Order Id,Order Date,Customer,Menu Item,Gross Price,Discount,Net Price,Qty\n"
    "8001,2024-02-01,Ann Lee,Merlot,12.00,2.00,10.00,2\n"
    "8002,2024-02-03,Bo May,Pinot,15.00,0,15.00,1\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=7 unit_price=6 "
    "last_name=2",
    2,
    0,
    "3500" },
  { "net-beside-price",
    "Order Id,Order Date,Customer,Item,Price,Discount,Net Price,Qty\n"
    "8001,2024-02-01,Ann Lee,Merlot,12.00,2.00,10.00,2\n"
    "8002,2024-02-03,Bo May,Pinot,15.00,0,15.00,1\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=7 unit_price=4 "
    "discount=5 last_name=2",
    2,
    0,
    "3700" },
  /* The total has the delivery in it, as the rows tell; what was sold for is of one piece. */
  { "total-with-delivery",
    "Order Number,Buyer Username,Item Number,Item Title,Quantity,Sold For,"
    "Shipping And Handling,Collected Tax,Total Price,Sale Date\n"
    "101,ann,9001,Vase,1,$20.00,$4.50,$0.00,$24.50,2024-02-01\n"
    "102,bo,9002,Bowl,2,$15.00,$6.00,$1.20,$37.20,2024-02-02\n",
    "INVOICE_LINES customer_code=1 order_date=9 doc_ref=0 product_label=3 product_key=2 qty=4 "
    "unit_price=5 last_name=1",
    2,
    0,
    "5000" },
  /* The same with a column for all pieces, of which the delivery is not a part. */
  { "amount-beside-delivery",
    "Order,Date,Customer,Product,Qty,Goods,Postage,Total\n"
    "1,2024-02-01,C1,Vase,2,40.00,4.50,44.50\n2,2024-02-02,C2,Bowl,3,45.00,6.00,51.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5",
    2,
    0,
    "8500" },
  /* With the tax in it, the total is the amount with tax. */
  { "total-with-tax",
    "Order,Date,Customer,Product,Qty,Price,Tax,Total\n"
    "1,2024-02-01,C1,Vase,2,20.00,8.00,48.00\n2,2024-02-02,C2,Bowl,3,15.00,9.00,54.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5 "
    "amount_ttc=7",
    2,
    0,
    "8500" },
  /* Two of one name are two, as each has an address; one who writes it in two ways is one. */
  { "addresses-of-buyers",
    "Order,Date,Customer,Email,Product,Qty,Amount\n1,2024-02-01,Ann Lee,a@example.org,Bag,1,20.00\n"
    "2,2024-02-02,Ann Lee,b@example.org,Mug,1,15.00\n3,2024-02-03,Lee "
    "Ann,a@example.org,Mug,1,15.00\n",
    "INVOICE_LINES customer_code=3 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=6 "
    "last_name=2 email=3",
    3,
    0,
    "5000" },
  /* Not everybody has an address, so that names have to do. */
  { "few-addresses",
    "Order,Date,Customer,Email,Product,Qty,Amount\n1,2024-02-01,Ann Lee,a@example.org,Bag,1,20.00\n"
    "2,2024-02-02,Bo May,,Mug,1,15.00\n3,2024-02-03,Ann Lee,a@example.org,Mug,1,15.00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=6 "
    "last_name=2 email=3",
    3,
    0,
    "5000" },
  /* Who signs the card is another one each time, and no name of the customer. */
  { "signatures",
    "Pedido;Fecha;Cliente;Producto;Precio;Firma\n1;2024-02-01;Ana Vera;Rosas;20,00;Tu hija\n"
    "2;2024-02-02;Ana Vera;Rosas;20,00;Tu madre\n3;2024-02-03;Ana Vera;Rosas;20,00;Mario\n"
    "4;2024-02-04;Ana Vera;Rosas;20,00;Los vecinos\n5;2024-02-05;Luis Sol;Rosas;20,00;Eva\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 unit_price=4 last_name=2",
    5,
    0,
    "10000" },
  /* A number of the document that no row has: the days stand in for it. */
  { "empty-documents",
    "Order Number,Date,Customer,Product,Qty,Amount\n,2024-02-01,C1,Bag,1,20.00\n"
    ",2024-02-02,C2,Mug,1,15.00\n,2024-02-03,C1,Mug,1,15.00\n",
    "SALES_LINES customer_code=2 order_date=1 product_label=3 qty=4 amount_ht=5",
    3,
    0,
    "5000" },
  /* The discount is the order's, as only its first line has one, and would be more than that line
     comes to. No amount that is imported tells the decimal mark, but the total does. Letters were
     lost before the file was written. */
  { "discount-of-orders",
    "N\357\277\275mero de orden;Email;Fecha;Descuento;Total;Precio del producto;Cantidad del "
    "producto;Nombre del producto;C\357\277\275digo postal\n"
    "1;a@example.org;2024-02-01;45.50;54.50;30;1;Gorro;1000\n1;a@example.org;2024-02-01;;;40;1;"
    "Polo;\n"
    "1;a@example.org;2024-02-01;;;30;1;Bolso;\n2;b@example.org;2024-02-02;0.00;60.00;30;2;Gorro;"
    "2000\n",
    "INVOICE_LINES customer_code=1 order_date=2 doc_ref=0 product_label=7 qty=6 unit_price=5 "
    "email=1 "
    "postal_code=8",
    4,
    0,
    "16000" },
  { "mark-of-discounts",
    "Orden;Fecha;Cliente;Producto;Cantidad;Precio;Descuento\n"
    "1;2024-02-01;C1;Gorro;1;30;4.50\n2;2024-02-02;C2;Polo;2;40;0.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5 "
    "discount=6",
    2,
    0,
    "10550" },
  /* Gross is what was asked for before the discounts, not with tax. */
  { "before-discounts",
    "Date,Transaction ID,Customer ID,Item,SKU,Qty,Gross Sales,Discounts,Net Sales,Tax\n"
    "2024-02-01,T1,C1,Merlot,M1,2,$24.00,$0.00,$24.00,$4.80\n"
    "2024-02-02,T2,C2,Pinot,P1,1,$15.00,-$1.50,$13.50,$2.70\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=3 product_key=4 qty=5 "
    "amount_ht=8",
    2,
    0,
    "3750" },
  /* The tax is that of all pieces, and so is the price that it is of. */
  { "net-and-tax",
    "Date;Client;Ticket;Description;Quantité;Prix (HT);TVA;Prix (TTC)\n"
    "2024-02-01;C1;1;Merlot;2;20,00;4,00;24,00\n2024-02-02;C2;2;Pinot;1;10,00;2,00;12,00\n",
    "SALES_LINES customer_code=1 order_date=0 doc_ref=2 product_label=3 qty=4 amount_ht=5 "
    "amount_ttc=7",
    2,
    0,
    "3000" },
  /* Nobody is born as a customer's code. */
  { "day-of-birth",
    "Order Number,Order Date,Customer DOB,Customer Email,Product,Quantity,Price\n"
    "V1,2024-02-01,02/01/1980,a@example.org,Merlot,2,12.00\n"
    "V2,2024-02-13,03/14/1970,b@example.org,Pinot,1,15.00\n",
    "INVOICE_LINES customer_code=3 order_date=1 doc_ref=0 product_label=4 qty=5 unit_price=6 "
    "email=3",
    2,
    0,
    "3900" },
  /* A report has the customer once, above the lines, and a total below them. */
  { "captions",
    ",Date,Transaction Type,Num,Item,Qty,Sales Price,Amount\nAnn Lee,,,,,,,\n"
    ",2024-02-01,Invoice,1001,Merlot,2.00,12.00,24.00\n"
    ",2024-02-13,Invoice,1002,Pinot,1.00,15.00,15.00\nTotal for Ann Lee,,,,,3.00,,$39.00\n"
    "Bo May,,,,,,,\n,2024-02-14,Credit Memo,1003,Pinot,-1.00,15.00,-15.00\n"
    "Total for Bo May,,,,,-1.00,,$-15.00\nTOTAL,,,,,2.00,,$24.00\n",
    "INVOICE_LINES customer_code=0 order_date=1 doc_ref=3 doc_type=2 product_label=4 qty=5 "
    "amount_ht=7 "
    "unit_price=6 last_name=0",
    3,
    0, /* totals are told apart */
    "2400" },
  /* A variant is no family, though a line of products is one. */
  { "variants-of-items",
    "Order ID,Created at,Email,Lineitem quantity,Lineitem name,Lineitem variant,Lineitem price\n"
    "1,2024-02-01,a@example.org,2,Merlot,75cl,12.00\n2,2024-02-02,b@example.org,1,Pinot,Magnum,15."
    "00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=3 unit_price=6 "
    "email=2",
    2,
    0,
    "3900" },
};

static void
test_export (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take_mapped (&import, exports[i].text, exports[i].mapping);
  g_assert_cmpint (result->accepted_count, ==, exports[i].accepted);
  g_assert_cmpint (result->rejected_count, ==, exports[i].rejected);
  tv_test_import_expect (&import,
                         "SELECT sum (amount_ht_cents) FROM sales_line",
                         exports[i].amount);
}

/* What a preset keeps of a mapping makes the same of the next file, also where one header cell is
 * two columns. */
static void
test_again (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, exports[i].text);
      g_autoptr (TvImportFile) again = tv_test_import_sniff (&import, exports[i].text);
      g_autofree char *mapping = tv_import_mapping_write (file);
      g_autofree char *found = NULL;

      g_assert_true (tv_import_mapping_apply ("preset", mapping, again, &error));
      g_assert_no_error (error);
      found = tv_test_import_describe (again);
      g_assert_cmpstr (found, ==, exports[i].mapping);
    }
}

static const struct
{
  const char *text, *mapping;
} headers[] = {
  /* In a list an address is the key that is another one in each row; where two share one, it is
   * none. */
  { "Customer,Email,City\nAnn Lee,a@example.org,Lyon\nBo May,b@example.org,Nice\n",
    "CUSTOMERS customer_code=1 last_name=0 email=1 city=2" },
  { "Customer,Email,City\nAnn Lee,a@example.org,Lyon\nBo May,a@example.org,Nice\n",
    "CUSTOMERS customer_code=0 last_name=0 email=1 city=2" },
  /* A name that goes with the product is the product's, and nobody's who buys. */
  { "Date,Receipt,Name,Variant,SKU,Quantity,Unit price\n2024-02-01,100,Merlot,75cl,M1,2,12.00\n"
    "2024-02-02,101,Pinot,75cl,P1,1,15.00\n2024-02-02,102,Pinot,75cl,P1,1,15.00\n"
    "2024-02-03,103,Merlot,75cl,M1,1,12.00\n",
    "INVOICE_LINES order_date=0 doc_ref=1 product_label=2 product_key=4 qty=5 unit_price=6" },
  /* A mere name is the first one beside last names, where these are not in it. */
  { "Codice,Nome,Cognome,Email\nC1,Ada,Neri,a@example.org\nC2,Ugo,Bo,b@example.org\n",
    "CUSTOMERS customer_code=0 last_name=2 first_name=1 email=3" },
  { "Código cliente;Apellidos;Nombre\nC1;Rey;Inés\nC2;Gil;Luz\n",
    "CUSTOMERS customer_code=0 last_name=1 first_name=2" },
  { "Customer no,Name,Surname,City\nC1,Ann Lee,Lee,Leeds\nC2,Bo May,May,York\n",
    "CUSTOMERS customer_code=0 last_name=2 city=3" },
  { "Kundennummer,Name,Vorname,Ort\nC1,Huber,Ina,Wien\nC2,Moser,Udo,Graz\n",
    "CUSTOMERS customer_code=0 last_name=1 first_name=2 city=3" },
  /* Beside last names, too, a name may be that of what is sold. */
  { "Data,Ordine,Cliente,Cognome,Nome,Codice articolo,Quantità,Importo\n"
    "2024-02-01,1,C1,Neri,Tazza,T1,2,12.00\n2024-02-01,1,C1,Neri,Vaso,V1,1,15.00\n"
    "2024-02-02,2,C2,Bo,Vaso,V1,1,15.00\n2024-02-03,3,C1,Neri,Tazza,T1,1,6.00\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 product_key=5 qty=6 "
    "amount_ht=7 last_name=3" },
  /* Who sold is another one in most rows of a customer. */
  { "Date,Invoice,Customer no,User,Product,Quantity,Amount\n2024-02-01,1,C1,Kim,Cup,2,12.00\n"
    "2024-02-02,2,C2,Lou,Cup,1,6.00\n2024-02-03,3,C1,Lou,Cup,1,6.00\n"
    "2024-02-04,4,C2,Kim,Jug,1,9.00\n2024-02-05,5,C2,Lou,Jug,1,9.00\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 qty=5 amount_ht=6" },
  /* A memo may be about anything, and is the label where nothing else is. */
  { "Memo,SKU,Description,Price\nnew,S1,Red cup,4.00\nfrom Lyon,S2,Jug,2.00\n",
    "PRODUCTS product_key=1 product_label=2 price=3" },
  { "Date,Num,Customer,Memo/Description,Qty,Amount\n2024-02-01,1,C1,Red cup,2,12.00\n"
    "2024-02-02,2,C2,Jug,1,6.00\n2024-02-03,3,C1,Jug,1,6.00\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=3 qty=4 amount_ht=5" },
  /* A number that is said to be nobody's is the list's key, unless it counts the rows. */
  { "Nr.,Descrizione,Prezzo\nA1,Tazza,4.00\nA2,Vaso,5.00\nB3,Libro,12.00\n",
    "PRODUCTS product_key=0 product_label=1 price=2" },
  { "Nr.,Nome,Cognome,Email\n1,Ada,Neri,a@example.org\n2,Ugo,Bo,b@example.org\n",
    "CUSTOMERS customer_code=3 last_name=2 first_name=1 email=3" },
  /* In lines it is the number of what it goes with. */
  { "Data,Fattura,Cliente,Codice,Descrizione,Quantità,Importo\n"
    "2024-02-01,1,C1,A1,Tazza,1,4.00\n2024-02-01,1,C1,A2,Vaso,1,5.00\n"
    "2024-02-02,2,C2,A2,Vaso,1,5.00\n2024-02-03,3,C1,A1,Tazza,2,8.00\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 product_key=3 qty=5 "
    "amount_ht=6" },
  { "Data,Fattura,Code,Ragione sociale,Articolo,Descrizione,Quantità,Importo\n"
    "2024-02-01,1,C1,Bar Roma,A1,Tazza,1,4.00\n2024-02-01,1,C1,Bar Roma,A2,Vaso,1,5.00\n"
    "2024-02-02,2,C2,Da Ugo,A2,Vaso,1,5.00\n2024-02-03,3,C1,Bar Roma,A1,Tazza,2,8.00\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=5 product_key=4 qty=6 "
    "amount_ht=7 last_name=3" },
  { "Date,Belegnr.,Kd.-Nr.,Art.-Nr.,Bezeichnung,Menge,Betrag\n2024-02-01,1,C1,A1,Tasse,1,4.00\n"
    "2024-02-02,2,C2,A2,Vase,1,5.00\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 product_key=3 qty=5 "
    "amount_ht=6" },
  /* "Item No." says more of a key than "Item", and nothing else names what was sold. */
  { "Date,Invoice,Customer no,Item No.,Item,Qty,Price\n2024-02-01,1,C1,S1,Cup,1,4.00\n"
    "2024-02-02,2,C2,S2,Jug,1,5.00\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 product_key=3 qty=5 "
    "unit_price=6" },
  { "Data,Pedido,Nº cliente,Referência,Quantidade,Valor\n2024-02-01,1,C1,S1,1,4.00\n"
    "2024-02-01,1,C1,S2,1,5.00\n2024-02-02,2,C2,S2,2,10.00\n",
    "SALES_LINES customer_code=2 order_date=0 doc_ref=1 product_key=3 qty=4 amount_ht=5" },
  /* A mere name that differs in the orders of a customer is the product's, if that has no other. */
  { "Data,Nazwa,E-mail,Ilość,Cena\n2024-02-01,Kubek,a@example.org,1,4.00\n"
    "2024-02-02,Wazon,a@example.org,1,5.00\n2024-02-03,Taca,a@example.org,1,6.00\n"
    "2024-02-04,Kubek,a@example.org,1,4.00\n",
    "INVOICE_LINES customer_code=2 order_date=0 product_label=1 qty=3 unit_price=4 email=2" },
  /* The customer's own name is found then, be it called by less. */
  { "Client;Denumire;Cod client;Data;Cantitate;Total\nAna Pop;Vin;C1;01.02.2024;1;4,00\n"
    "Ana Pop;Bere;C1;02.02.2024;1;5,00\nAna Pop;Apa;C1;03.02.2024;1;6,00\n"
    "Ana Pop;Vin;C1;04.02.2024;1;4,00\nIon Dan;Vin;C2;03.02.2024;2;8,00\n",
    "INVOICE_LINES customer_code=2 order_date=3 product_label=1 qty=4 amount_ht=5 last_name=0" },
  /* What differs in the lines of an order is nobody's name, also where the product has another. */
  { "Date,Order,Customer no,City,Product name,Client,Qty,Amount\n"
    "2024-02-01,1,C1,Leeds,Wine,Red,1,4.00\n2024-02-01,1,C1,Leeds,Beer,Pale ale,1,5.00\n"
    "2024-02-02,2,C2,York,Wine,White,1,5.00\n2024-02-02,2,C2,York,Beer,Stout,2,8.00\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 qty=6 amount_ht=7 "
    "city=3" },
  /* What a product is counted in is no count; an hour is no document. */
  { "Datum,Tid,Kundnr,Artikel,Stück,Summa\n2024-02-01,08:11,C1,Kopp,2,4.00\n"
    "2024-02-01,08:11,C1,Vas,1,5.00\n2024-02-02,09:12,C2,Kopp,3,6.00\n",
    "SALES_LINES customer_code=2 order_date=0 product_label=3 qty=4 amount_ht=5" },
  { "Datum,Kundnr,Artikel,Stück,Summa\n2024-02-01,C1,Kopp,st,4.00\n2024-02-02,C2,Kopp,st,6.00\n",
    "SALES_LINES customer_code=1 order_date=0 product_label=2 amount_ht=4" },
  /* Everybody has a phone, and few an address. */
  { "Crm Name,Phone Number,Email,Gender\nAnn Lee,0611111111,a@example.org,F\n"
    "Bo May,0622222222,,M\nCy Ray,0633333333,,M\n",
    "CUSTOMERS customer_code=1 last_name=0 email=2 phone=1" },
  /* Whether somebody is a customer is no code, and what a share is no price. */
  { "id,name,email,city,customer\np1,Ann Lee,a@example.org,Leeds,1\n"
    "p2,Bo May,b@example.org,Leeds,0\np3,Cy Ray,c@example.org,York,1\n",
    "CUSTOMERS customer_code=0 last_name=1 email=2 city=3" },
  { "Product code,Product name,Group,Cost,Price\nA1,Cocoa,Sweet,41.69%,4.00\n"
    "A2,Tea,Hot,30.00%,2.00\n",
    "PRODUCTS product_key=0 product_label=1 family=2 price=4" },
  /* Days and pieces: the same products again and again are sales, be it that nobody is named. */
  { "Fecha,Sku,Nombre producto,Unidades,Venta neta\n2024-02-01,S1,Gorro,2,30.00\n"
    "2024-02-02,S1,Gorro,1,15.00\n2024-02-02,S2,Polo,1,15.00\n2024-02-03,S2,Polo,1,15.00\n",
    "SALES_LINES order_date=0 product_label=2 product_key=1 qty=3 amount_ht=4" },
  /* A catalogue tells when a product was made and how many there are. */
  { "sku,category,created_at,description,name,price,qty\nS1,Prints,2024-02-01,A red "
    "print,Red,10.00,5\n"
    "S2,Prints,2024-02-01,A blue print,Blue,12.00,7\nS3,Prints,2024-02-02,A green "
    "one,Green,12.00,7\n",
    "PRODUCTS product_key=0 product_label=4 family=1 price=5 stock=6" },
};

static void
test_headers (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, headers[i].text);
      g_autofree char *found = tv_test_import_describe (file);

      g_assert_cmpstr (found, ==, headers[i].mapping);
    }
}

/* Each line has the customer of the caption above it, also where the next one comes in between. */
static void
test_captions (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take (
      &import,
      ",Date,Num,Item,Qty,Amount\nAnn Lee,,,,,\n,2024-02-01,1,Wine,1,24.00\n"
      ",2024-02-02,2,Wine,1,15.00\nBo May,,,,,\n,2024-02-03,3,Wine,1,9.00\n");
  g_assert_cmpint (result->accepted_count, ==, 3);
  tv_test_import_expect (
      &import,
      "SELECT group_concat (customer_code || ' ' || n) FROM (SELECT c.customer_code, count (*) n "
      "FROM sales_line l JOIN customer_ref c ON c.id = l.customer_ref_id "
      "GROUP BY c.customer_code)",
      "Ann Lee 2,Bo May 1");
}

static void
test_orders (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import,
                               "Order number,Date,Customer,Total\n1,2024-02-01,C1,20.00\n"
                               "2,2024-02-02,C1,15.00\n3,2024-02-02,C3,15.00\n");
  g_assert_true (tv_import_file_is_of_orders (file));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strconcat ("/row-evidence/", exports[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_export);
    }
  g_test_add_func ("/row-evidence/headers", test_headers);
  g_test_add_func ("/row-evidence/captions-above", test_captions);
  g_test_add_func ("/row-evidence/again", test_again);
  g_test_add_func ("/row-evidence/orders", test_orders);
  return g_test_run ();
}
