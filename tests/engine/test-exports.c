/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports of the shapes that shops, tills and mailing tools write in seven languages: what each
 * column is found to be, by the words of its name and by what stands in it. */
#include <string.h>

#include "rows/tv-header-words.h"
#include "rows/tv-import-content.h"
#include "tv-test-import.h"

/* The best column of a name by its words alone. */
static const char *
find_column (const char *header)
{
  TvHeaderWords words = tv_header_words_read (header);
  const char *found = NULL;
  double best = 0;

  for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
    if (tv_header_words_score (words, column) > best)
      {
        best = tv_header_words_score (words, column);
        found = tv_column_get_name (column);
      }
  return found;
}

static void
test_words (void)
{
  static const struct
  {
    const char *header, *column;
  } names[] = {
    { "Bestelldatum", "order_date" },
    { "Fecha del pedido", "order_date" },
    { "Data do Pedido", "order_date" },
    { "orderDate", "order_date" },
    { "Created at", "order_date" },
    { "Kundennummer", "customer_code" },
    { "Cód. Cliente", "customer_code" },
    { "Codice cliente", "customer_code" },
    { "Klantnummer", "customer_code" },
    { "Artikelbezeichnung", "product_label" },
    { "Nombre del producto", "product_label" },
    { "Descrizione articolo", "product_label" },
    { "ARTIKELNUMMER", "product_key" },
    { "Variant SKU", "product_key" },
    { "Order Lines/Quantity", "qty" },
    { "QUANTITYORDERED", "qty" },
    { "Quantity (- Refund)", "qty" },
    { "Gesamtpreis netto", "amount_ht" },
    { "Totaal excl. btw", "amount_ht" },
    { "Importo", "amount_ht" },
    { "Order Lines/Subtotal", "amount_ht" },
    { "Totaal incl. btw", "amount_ttc" },
    { "Gesamtpreis brutto", "amount_ttc" },
    { "E-mail 1 - Value", "email" },
    { "Correo electrónico", "email" },
    { "First Name (Billing)", "first_name" },
    { "Default Address City", "city" },
    { "Straße", "address" },
    { "Endereço", "address" },
    { "Wholesale price", "cost" },
    { "VK-Preis netto", "price" },
    { "Lagerbestand", "stock" },
    { "Warengruppe", "family" },
    /* Of the order or of something else, however alike the name is. */
    { "Order Total", NULL },
    { "Order total amount", NULL },
    { "Customer type", NULL },
    { "Customer note", NULL },
    { "Ship Date", NULL },
    { "Sales Tax", NULL },
    { "Shipping amount", NULL },
    { "Discount amount", NULL },
    { "To Email Address", NULL },
    { "E-mail 2 - Value", NULL },
    { "Zeppelin", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (find_column (names[i].header), ==, names[i].column);
}

static const struct
{
  const char *name, *text, *mapping;
  gint64 accepted, rejected;
  const char *amount; /* of all lines, cents; NULL = not lines */
} exports[] = {
  { "german-shop",
    "Bestellnummer;Bestelldatum;Kundennummer;Nachname;E-Mail;PLZ;Ort;Artikelnummer;"
    "Artikelbezeichnung;Menge;Einzelpreis;Gesamtpreis netto;Gesamtpreis brutto\n"
    "B1;03.02.2024;K1;Müller;a@example.de;10115;Berlin;A1;Riesling;2;1.012,50;2.025,00;2.409,75\n"
    "B2;14.02.2024;K2;Weiß;b@example.de;50667;Köln;A2;Silvaner;1;8,00;8,00;9,52\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=8 product_key=7 qty=9 "
    "amount_ht=11 unit_price=10 amount_ttc=12 last_name=3 email=4 postal_code=5 city=6",
    2,
    0,
    "203300" },
  { "portuguese-shop",
    "Nº Pedido;Data do Pedido;Código do Cliente;Nome do Cliente;E-mail;Código do Produto;"
    "Descrição do Produto;Qtde;Valor Unitário;Valor Total\n"
    "1;28/03/2024;C1;João;a@example.br;P1;Vinho;2;R$ 12,50;R$ 25,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=6 product_key=5 qty=7 "
    "amount_ht=9 unit_price=8 last_name=3 email=4",
    1,
    0,
    "2500" },
  /* The order's number is called its name; only its first line has the order's data and totals. */
  { "order-totals",
    "Name,Email,Financial Status,Total,Subtotal,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem sku,Billing Name,Shipping Name,Receipt Number,Id\n"
    "#1001,a@example.org,paid,56.00,50.00,2024-01-05 10:12:33 +0100,2,Print,15.00,P1,Ann,Bob,,77\n"
    "#1001,a@example.org,,,,2024-01-05 10:12:33 +0100,1,Bag,20.00,,,,,\n"
    "#1002,b@example.org,paid,25.00,25.00,2024-01-06 09:00:00 +0100,1,Mug,25.00,M1,Cy,Cy,,78\n",
    "INVOICE_LINES customer_code=1 order_date=5 doc_ref=0 order_status=2 product_label=7 "
    "product_key=9 qty=6 unit_price=8 last_name=10 email=1",
    3,
    0,
    "7500" },
  /* Nobody's name is beside it; what the order is called is none of a person. */
  { "order-names",
    "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
    "#1001,a@example.org,paid,50.00,2024-01-05 10:12:33 +0100,2,Print,15.00\n"
    "#1001,a@example.org,,,2024-01-05 10:12:33 +0100,1,Bag,20.00\n"
    "#1002,b@example.org,paid,25.00,2024-01-06 09:00:00 +0100,1,Mug,25.00\n",
    "INVOICE_LINES customer_code=1 order_date=4 doc_ref=0 order_status=2 product_label=6 qty=5 "
    "unit_price=7 email=1",
    3,
    0,
    "7500" },
  { "order-names-with-letters",
    "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
    "SO-1001,a@example.org,paid,50.00,2024-01-05 10:12:33 +0100,2,Print,15.00\n"
    "SO-1001,a@example.org,,,2024-01-05 10:12:33 +0100,1,Bag,20.00\n"
    "SO-1002,b@example.org,paid,25.00,2024-01-06 09:00:00 +0100,1,Mug,25.00\n",
    "INVOICE_LINES customer_code=1 order_date=4 doc_ref=0 order_status=2 product_label=6 qty=5 "
    "unit_price=7 email=1",
    3,
    0,
    "7500" },
  /* One row alone goes on, and says nothing of its order but the number and the mail. */
  { "one-head",
    "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Billing Name,Billing City\n"
    "#1001,a@example.org,paid,2024-01-05 10:12:33 +0100,2,Print,15.00,Ann Lee,Lyon\n"
    "#1001,a@example.org,,,1,Bag,20.00,,\n"
    "#1002,b@example.org,paid,2024-01-06 09:00:00 +0100,1,Mug,25.00,Cy Ray,Nice\n",
    "INVOICE_LINES customer_code=1 order_date=3 doc_ref=0 order_status=2 product_label=5 qty=4 "
    "unit_price=6 last_name=7 email=1 city=8",
    3,
    0,
    "7500" },
  /* A margin in per cent is no amount. */
  { "margin-rate",
    "Référence;Désignation;Famille;Prix HT;Marge %;Stock\n"
    "V1;Riesling 2021;Blancs;8,50;42,5;12\n",
    "PRODUCTS product_key=0 product_label=1 family=2 price=3 stock=5",
    1,
    0,
    NULL },
  /* What was refunded is told by yes and no, in part and as a whole. */
  { "refunded",
    "Purchase ID,Item Name,Buyer Email,Purchase Date,Subtotal ($),Refunded?,Fully Refunded?,"
    "Quantity\n"
    "g1,Planner,a@example.org,2024-01-05,12.00,false,false,1\n"
    "g2,Planner,b@example.org,2024-01-06,12.00,true,false,1\n"
    "g3,Tracker,c@example.org,2024-01-07,8.00,true,true,1\n",
    "INVOICE_LINES customer_code=2 order_date=3 doc_ref=0 is_cancelled=6 product_label=1 qty=7 "
    "amount_ht=4 email=2",
    2,
    0,
    "2400" },
  { "net-alone",
    "E-Mail,Datum,Transaktions-ID,Status,Beschreibung,Betrag inkl. MwSt.,Netto,Steuerbetrag\n"
    "a@example.org,2024-03-01 10:00:00,T1,Erfolgreich,Wein,12.00,11.10,0.90\n"
    "b@example.org,2024-03-02 10:00:00,T2,Erfolgreich,Brot,5.00,4.63,0.37\n",
    "INVOICE_LINES customer_code=0 order_date=1 doc_ref=2 product_label=4 "
    "amount_ht=6 amount_ttc=5 email=0",
    2,
    0,
    "1573" },
  { "repeated-totals",
    "Order ID,Order Date,Customer,Product,Quantity,Unit price,Total\n"
    "1,2024-01-05,Ann Lee,Bag,1,20.00,50.00\n1,2024-01-05,Ann Lee,Mug,2,15.00,50.00\n"
    "2,2024-01-06,Bo May,Bag,1,20.00,35.00\n2,2024-01-06,Bo May,Mug,1,15.00,35.00\n"
    "3,2024-01-07,Cy Ray,Bag,2,20.00,55.00\n3,2024-01-07,Cy Ray,Mug,1,15.00,55.00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5 "
    "last_name=2",
    6,
    0,
    "14000" },
  /* What is said of the order stands in its first line alone; totals go on from nothing. */
  { "order-heads",
    "Order Reference,Order Date,Customer,Customer/Email,Order Lines/Product,Order Lines/Quantity,"
    "Order Lines/Unit Price,Order Lines/Subtotal,Total\n"
    "S1,2024-03-01 10:11:12,Ann Lee,a@example.org,Desk,2.0,100.5,201.0,301.5\n"
    ",,,,Chair,1.0,100.5,100.5,\n"
    "Order ID,,,,,,,,\n"
    ",,,,,,,,\n"
    "S2,2024-03-02 10:11:12,Bo May,b@example.org,Lamp,1.0,20,20.0,40\n,,,,Desk,1.0,20,20.0,\n"
    ",,,,Total,4.0,,341.5,\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=7 "
    "unit_price=6 last_name=2 email=3",
    4,
    1, /* the row of totals is told apart */
    "34150" },
  { "variants",
    "Handle,Title,Vendor,Type,Variant SKU,Variant Price,Image Src\n"
    "ring,Ring,Acme,Jewels,,20.00,a.jpg\nring,,,,,22.00,\nring,,,,,,b.jpg\n"
    "bag,Bag,Acme,Bags,,50.00,c.jpg\n",
    "PRODUCTS product_key=0 product_label=1 family=3 brand=2 price=5",
    4,
    0,
    NULL },
  /* Put together from several exports, each with its header, with rows of nothing. */
  { "header-again",
    "Order ID,Product,Quantity Ordered,Price Each,Order Date,Client\n"
    "1,Cable,2,11.95,04/19/19 08:46,C1\n,,,,,\n"
    "Order ID,Product,Quantity Ordered,Price Each,Order Date,Client\n2,Lamp,1,5.00,04/20/19 "
    "09:00,C2\n",
    "SALES_LINES customer_code=5 order_date=4 doc_ref=0 product_label=1 qty=2 unit_price=3",
    2,
    0,
    "2890" },
  /* Neither a number of documents nor a quantity: a day's lines, one piece each. */
  { "no-document",
    "Date,Member_number,Product,Category,Amount\n2024-01-05,17,Bag,Leather,20.00\n"
    "2024-01-05,17,Mug,Ceramics,-15.00\n",
    "SALES_LINES customer_code=1 order_date=0 product_label=2 amount_ht=4",
    2,
    0,
    "500" },
  /* What groups the lines of several days or customers is no document. */
  { "months-and-shops",
    "Month,Shop,Date,Customer,Product,Qty,Amount\n1,7,2024-01-05,C1,Bag,1,20.00\n"
    "1,7,2024-01-06,C1,Mug,1,15.00\n1,8,2024-01-06,C2,Mug,1,15.00\n1,8,2024-01-06,C3,Mug,1,15.00\n"
    "2,9,2024-02-01,C2,Mug,1,15.00\n",
    "SALES_LINES customer_code=3 order_date=2 product_label=4 qty=5 amount_ht=6",
    5,
    0,
    "8000" },
  { "contacts-by-mail",
    "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,"
    "Address 1 - Street,Address 1 - City\n"
    "Ann,Lee,Home,a@example.org,,+33 6 12 34 56 78,1 High St,Leeds\n"
    "Bo,May,Home,b@example.org,c@example.org,,2 High St,York\n",
    "CUSTOMERS customer_code=3 last_name=1 first_name=0 email=3 phone=5 address=6 city=7",
    2,
    0,
    NULL },
  { "catalogue-names",
    "ID,Type,SKU,Name,Published,Short description,Description,Stock,Sale price,Regular price,"
    "Categories\n"
    "1,simple,S1,Bag,1,Nice,A bag of leather,5,,20.00,Bags\n"
    "2,simple,S2,Mug,1,Nice,A mug of clay,7,12.00,15.00,Mugs\n",
    "PRODUCTS product_key=2 product_label=3 family=10 price=9 stock=7",
    2,
    0,
    NULL },
  /* What is called a name may be how long it is. */
  { "catalogue-of-lengths",
    "product_id,product_category_name,product_name_lenght,product_weight_g\n"
    "1e9e8ef0,perfumaria,40,225\n3aa07113,artes,44,1000\n96bd76ec,artes,46,154\n",
    "PRODUCTS product_key=0 product_label=0 family=1",
    3,
    0,
    NULL },
  /* What is left after fees is not what the customer paid. */
  { "after-fees",
    "Transaction creation date,Order number,Buyer username,Item ID,Item title,Custom label,"
    "Quantity,Item subtotal,Final Value Fee - fixed,Final Value Fee - variable,Net amount\n"
    "2024-01-02,12-1,bob,1,Vase,S1,1,20.00,-0.30,-2.35,17.35\n"
    "2024-01-03,12-2,amy,2,Bowl,S2,2,30.00,-0.30,-3.60,26.10\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=4 product_key=3 qty=6 "
    "amount_ht=7 last_name=2",
    2,
    0,
    "5000" },
  /* A code that all customers share is an account of the books; a line's amount goes before the
     document's, what it is called before how it is stocked. */
  { "ledger-account",
    "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,Total,InventoryItemCode,"
    "Description,Quantity,UnitAmount,LineAmount,AccountCode\n"
    "Ann Lee,a@example.org,I1,,2024-03-22,65.00,RING,Ring,2,25.00,50.00,200\n"
    "Ann Lee,a@example.org,I1,,2024-03-22,65.00,BOX,Box,1,15.00,15.00,200\n"
    "Bo May,b@example.org,I2,,2024-03-23,15.00,BOX,Box,1,15.00,15.00,200\n",
    "INVOICE_LINES customer_code=1 order_date=4 doc_ref=2 product_label=7 product_key=6 qty=8 "
    "amount_ht=10 unit_price=9 last_name=0 email=1",
    3,
    0,
    "8000" },
  /* Pieces that came back are no sign that an order was cancelled. */
  { "pieces-refunded",
    "Order number,Date created,Contact email,Item name,Qty,Qty refunded,Price\n"
    "1,2024-03-02,a@example.org,Ring,2,1,25.00\n2,2024-03-05,b@example.org,Box,1,0,15.00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=6 "
    "email=2",
    2,
    0,
    "6500" },
  { "italian-lines",
    "Data;Num. doc.;Cod. cliente;Cliente;Cod. articolo;Descrizione;Q.tà;Prezzo netto;"
    "Importo netto riga\n"
    "22/03/2024;12/A;0001;Rossi Mario;V1;Barolo;3;30,00;90,00\n",
    "INVOICE_LINES customer_code=2 order_date=0 doc_ref=1 product_label=5 product_key=4 qty=6 "
    "amount_ht=8 unit_price=7 last_name=3",
    1,
    0,
    "9000" },
  { "german-prices",
    "Auftragsnummer;Erstelldatum;Kundennummer;Name des Käufers;Artikelname;Gekaufte Menge;"
    "VK netto;VK brutto;Positionssumme netto;Positionssumme brutto;PLZ Lieferort\n"
    "A1;22.03.2024;K1;Anna Lang;Riesling;2;8,40;10,00;16,81;20,00;10115\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=8 "
    "unit_price=6 amount_ttc=9 last_name=3 postal_code=10",
    1,
    0,
    "1681" },
  { "lines-of-documents",
    "Document - Numéro;Document - Date;Document - Code client;Document - Nom du client;"
    "Ligne - Code article;Ligne - Description;Ligne - Quantité;Ligne - PV HT;"
    "Ligne - Montant Net HT\n"
    "F1;22/03/2024;C1;Petit;A1;Chablis;12;8,50;102,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 product_key=4 qty=6 "
    "amount_ht=8 unit_price=7 last_name=3",
    1,
    0,
    "10200" },
  /* Consent in the words of mailing tools, and yes and no in other languages. */
  { "consent-words",
    "Email,First Name,Last Name,Country / Region,Email Marketing Consent\n"
    "a@example.org,Ann,Lee,US,SUBSCRIBED\nb@example.org,Bo,May,US,NEVER_SUBSCRIBED\n",
    "CUSTOMERS customer_code=0 last_name=2 first_name=1 email=0 country=3 is_optout=4",
    2,
    0,
    NULL },
  { "consent-ja-nein",
    "Kundennummer;Vorname;Nachname;E-Mail;Newsletter\nK1;Anna;Lang;a@example.org;Ja\n"
    "K2;Bernd;Roth;b@example.org;Nein\n",
    "CUSTOMERS customer_code=0 last_name=2 first_name=1 email=3 is_optout=4",
    2,
    0,
    NULL },
  { "catalogue-without-keys",
    "Nombre del producto;Categoría;Precio\nVino tinto;Vinos;12,50\nVino blanco;Vinos;8,00\n",
    "PRODUCTS product_key=0 product_label=0 family=1 price=2",
    2,
    0,
    NULL },
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
  if (exports[i].amount != NULL)
    tv_test_import_expect (&import,
                           "SELECT sum (amount_ht_cents) FROM sales_line",
                           exports[i].amount);
}

/* The first line of the file lacks the number of its document. */
static void
test_late_document (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("Customer,Day,Thing,Product,Qty,Amount\n"
                                           "C0,2024-01-01,,Wine,1,9.50\n");
  g_autoptr (TvImportFile) file = NULL;

  for (int i = 1; i < 120; i++)
    g_string_append_printf (text, "C%d,2024-01-%02d,A%d,Wine,1,9.50\n", i / 2, i / 8 + 1, i / 2);
  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, text->str);
  g_assert_cmpint (tv_import_file_get_index (file, TV_COLUMN_DOC_REF), ==, 2);
}

static void
test_no_document (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take (&import,
                                "Date,Customer,Product,Amount\n2024-01-05,C1,Bag,20.00\n"
                                "2024-01-05,C1,Mug,-15.00\n2024-01-06,C1,Mug,15.00\n");
  g_assert_cmpint (result->accepted_count, ==, 3);
  tv_test_import_expect (&import,
                         "SELECT group_concat (doc_ref || ' ' || qty_milli) FROM sales_line",
                         "2024-01-05 1000,2024-01-05 -1000,2024-01-06 1000");
}

/* Files that are no list of customers, products or contacts, although their names would make one;
 * what they lack is asked for. */
static void
test_not_lists (void)
{
  static const struct
  {
    const char *text, *mapping;
  } files[] = {
    { "orderID,customerID,orderDate,shipName,shipAddress,shipCity\n"
      "1,A,1996-07-04 00:00:00.000,Vins,59 rue,Reims\n2,B,1996-07-05,Toms,Luisenstr,Bonn\n"
      "3,A,1996-07-06,Vins,59 rue,Reims\n4,B,1996-07-06,Toms,Luisenstr,Bonn\n",
      "INVOICE_LINES customer_code=1 order_date=2 doc_ref=0 last_name=3 address=4 city=5" },
    { "Member_number,Date,itemDescription\n17,21-07-2015,milk\n18,05-01-2015,yogurt\n",
      "SALES_LINES customer_code=0 order_date=1 product_label=2" },
    { "Customer type,Gender,Invoice ID,Product line,Unit price,Quantity,Date\n"
      "Member,F,7-1,Beauty,7.5,2,1/25/2019\nNormal,M,7-2,Food,8.5,1,1/26/2019\n",
      "SALES_LINES order_date=6 doc_ref=2 product_label=3 qty=5 unit_price=4" },
    /* Suppliers are no products. */
    { "Active (0/1),Name *,Description\n1,Acme,<p>Tools</p>\n1,Beta,<p>Toys</p>\n", "?" },
    /* A family name is no key: two Smiths are not one. */
    { "Order ID,Order Date,First Name,Last Name,Product,Qty,Amount\n"
      "1,2024-01-05,Ann,Smith,Bag,1,20.00\n2,2024-01-06,Bo,Smith,Mug,1,15.00\n",
      "INVOICE_LINES order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=6 last_name=3 "
      "first_name=2" },
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, files[i].text);
      g_autofree char *found = tv_test_import_describe (file);

      g_assert_cmpstr (found, ==, files[i].mapping);
      g_assert_true (file->kind == TV_KIND_UNKNOWN || tv_import_file_get_missing (file) != NULL);
    }
}

/* Who may be written to, and who may not: the same thing said in two ways. */
static void
test_consent (void)
{
  static const struct
  {
    const char *header, *yes, *no, *optouts;
  } cases[] = {
    { "Opt-in", "Oui", "Non", "C2" },           { "Accepts Email Marketing", "yes", "no", "C2" },
    { "Consentement", "1", "0", "C2" },         { "Opt-out", "Oui", "Non", "C1" },
    { "Ne pas contacter", "Oui", "Non", "C1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *text
          = g_strdup_printf ("Code client;Nom;%s\nC1;Un;%s\nC2;Deux;%s\nC3;Trois;\n",
                             cases[i].header,
                             cases[i].yes,
                             cases[i].no);

      tv_test_import_init (&import);
      result = tv_test_import_take (&import, text);
      g_assert_cmpint (result->accepted_count, ==, 3);
      tv_test_import_expect (&import,
                             "SELECT group_concat ('C' || id) FROM customer WHERE is_optout = 1",
                             cases[i].optouts);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exports/words", test_words);
  g_test_add_func ("/exports/consent", test_consent);
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strconcat ("/exports/", exports[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER ((guint) i), test_export);
    }
  g_test_add_func ("/exports/by-day", test_no_document);
  g_test_add_func ("/exports/late-document", test_late_document);
  g_test_add_func ("/exports/not-lists", test_not_lists);
  return g_test_run ();
}
