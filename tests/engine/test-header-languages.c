/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers in the words of one language after another: the columns of sales are found by them. */
#include "ingest/tv-sniff.h"
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
  { "slovak",
    "Číslo faktúry;Dátum;Číslo odberateľa;Kód tovaru;Názov tovaru;Množstvo;Jednotková cena;Spolu "
    "bez DPH\n"
    "1;2024-03-05;O1;T1;Víno;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "croatian",
    "Broj računa;Datum;Šifra kupca;Šifra artikla;Naziv artikla;Količina;Cijena;Iznos bez PDV-a\n"
    "1;2024-03-05;K1;T1;Vino;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "serbian",
    "Broj računa;Datum prodaje;Šifra kupca;Šifra proizvoda;Naziv proizvoda;Količina;Jedinična "
    "cena;Vrednost\n"
    "1;2024-03-05;K1;T1;Vino;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "slovenian",
    "Številka računa;Datum;Šifra stranke;Šifra izdelka;Naziv izdelka;Količina;Cena;Znesek brez "
    "DDV\n"
    "1;2024-03-05;K1;T1;Vino;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "estonian",
    "Arve number;Kuupäev;Kliendi kood;Toote kood;Toote nimetus;Kogus;Ühikuhind;Summa km-ta\n"
    "1;2024-03-05;K1;T1;Vein;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "latvian",
    "Rēķina numurs;Datums;Klienta kods;Preces kods;Preces nosaukums;Daudzums;Cena;Summa bez PVN\n"
    "1;2024-03-05;K1;T1;Vīns;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "lithuanian",
    "Sąskaitos numeris;Data;Kliento kodas;Prekės kodas;Prekės pavadinimas;Kiekis;Kaina;Suma be "
    "PVM\n"
    "1;2024-03-05;K1;T1;Vynas;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "greek",
    "Αριθμός παραστατικού;Ημερομηνία;Κωδικός πελάτη;Κωδικός είδους;Περιγραφή είδους;Ποσότητα;Τιμή "
    "μονάδας;Καθαρή αξία\n"
    "1;2024-03-05;K1;T1;Κρασί;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "russian",
    "Номер заказа;Дата заказа;Код клиента;Артикул;Наименование товара;Кол-во;Цена за единицу;Сумма "
    "без НДС\n"
    "1;2024-03-05;K1;T1;Вино;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "ukrainian",
    "Номер накладної;Дата;Код клієнта;Код товару;Назва товару;К-сть;Ціна;Сума без ПДВ\n"
    "1;2024-03-05;K1;T1;Вино;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "bulgarian",
    "Номер на фактура;Дата;Код на клиент;Код на стока;Наименование на стока;Количество;Единична "
    "цена;Стойност без ДДС\n"
    "1;2024-03-05;K1;T1;Вино;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "japanese",
    "注文番号;注文日;顧客コード;商品コード;商品名;数量;単価;金額\n"
    "1;2024-03-05;K1;T1;ワイン;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "chinese",
    "订单编号;下单日期;客户编号;商品编码;商品名称;数量;单价;金额\n"
    "1;2024-03-05;K1;T1;红酒;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "chinese-traditional",
    "訂單編號;訂單日期;會員編號;商品貨號;商品名稱;數量;單價;小計\n"
    "1;2024-03-05;K1;T1;紅酒;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "korean",
    "주문번호;주문일자;고객번호;상품코드;상품명;수량;단가;금액\n"
    "1;2024-03-05;K1;T1;와인;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "arabic",
    "رقم الفاتورة;التاريخ;كود العميل;كود الصنف;اسم الصنف;الكمية;سعر الوحدة;الإجمالي\n"
    "1;2024-03-05;K1;T1;عصير;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "hebrew",
    "מספר חשבונית;תאריך;מספר לקוח;מק\"ט;שם פריט;כמות;מחיר ליחידה;סכום\n"
    "1;2024-03-05;K1;T1;יין;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "norwegian",
    "Ordrenr;Dato;Kundenr;Varenr;Varenavn;Antall;Pris eks. mva;Beløp eks. mva\n"
    "1;2024-03-05;K1;T1;Vin;2;10,00;20,00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=7 unit_price=6" },
  { "catalan",
    "Número de factura;Data;Codi de client;Codi d'article;Nom de l'article;Quantitat;Preu "
    "unitari;Import sense IVA\n"
    "1;2024-03-05;K1;T1;Vi;2;10,00;20,00\n",
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

/* People: first and last names, the address of e-mail, consent and the words for yes and no. */
static const struct
{
  const char *language, *text;
} lists[] = {
  { "polish",
    "Kod klienta;Imię;Nazwisko;E-mail;Miasto;Zgoda marketingowa\nK1;Jan;Nowak;a@example.org;"
    "Łódź;tak\nK2;Ewa;Lis;b@example.org;Łódź;nie\n" },
  { "slovak",
    "Kód zákazníka;Meno;Priezvisko;E-mail;Mesto;Súhlas\nK1;Ján;Novák;a@example.org;"
    "Nitra;áno\nK2;Eva;Malá;b@example.org;Nitra;nie\n" },
  { "croatian",
    "Šifra kupca;Ime;Prezime;E-pošta;Grad;Privola\nK1;Ivan;Horvat;a@example.org;"
    "Split;da\nK2;Ana;Marić;b@example.org;Split;ne\n" },
  { "finnish",
    "Asiakasnumero;Etunimi;Sukunimi;Sähköposti;Kaupunki;Uutiskirje\nK1;Juha;Virta;"
    "a@example.org;Turku;kyllä\nK2;Aino;Laine;b@example.org;Turku;ei\n" },
  { "greek",
    "Κωδικός πελάτη;Όνομα;Επώνυμο;E-mail;Πόλη;Newsletter\nK1;Νίκος;Παππάς;a@example.org;"
    "Πάτρα;ναι\nK2;Άννα;Ρήγα;b@example.org;Πάτρα;όχι\n" },
  { "russian",
    "Код клиента;Имя;Фамилия;Электронная почта;Город;Согласие\nK1;Иван;Петров;"
    "a@example.org;Тверь;да\nK2;Анна;Белова;b@example.org;Тверь;нет\n" },
  { "japanese",
    "顧客番号;名;姓;メールアドレス;市区町村;メルマガ\nK1;太郎;山田;a@example.org;京都市;はい\n"
    "K2;花子;田中;b@example.org;京都市;いいえ\n" },
  { "korean",
    "고객번호;이름;성;이메일;도시;수신동의\nK1;민수;김;a@example.org;부산;예\n"
    "K2;지은;박;b@example.org;부산;아니오\n" },
};

static void
test_list (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take (&import, lists[i].text);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_test_import_expect (&import,
                         "SELECT group_concat (is_optout || (first_name <> '') || (last_name <> '')"
                         " || substr (email, 1, 1) || (city <> '')) FROM customer",
                         "011a1,111b1");
}

/* What several languages call a column, each in one file: known by the words alone. */
static const struct
{
  const char *header, *mapping;
} words[] = {
  { "Bilagsnr.;Dato;Kunde;By;Varetekst;Mængde;Stykpris",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 unit_price=6 "
    "city=3" },
  { "Fakturanummer;Datum;Kundnr;Produkt;Kvantitet;À-pris",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5" },
  { "Nr dokumentu;Data;Nr klienta;Towar;Liczba sztuk;Kwota",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5" },
  { "Rechnungs-Nr.;Datum;Kd.-Nr.;Familienname;Vorname;Art.-Nr.;Bezeichnung;Stück;Brutto",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=6 product_key=5 qty=7 "
    "amount_ttc=8 last_name=3 first_name=4" },
  { "Factura;Fecha;Cód. cliente;Artículo;Uds.;Base imponible",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5" },
  { "Fattura;Data;Intestatario;Posta elettronica;Prodotto;Q.tà;Importo IVA inclusa",
    "INVOICE_LINES order_date=1 doc_ref=0 product_label=4 qty=5 amount_ttc=6 last_name=2 "
    "email=3" },
  { "Nota fiscal;Data;Nº cliente;Nome;Apelido;Artigo;Qtd;Valor com IVA",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 qty=6 amount_ttc=7 "
    "last_name=4 first_name=3" },
  { "Facture;Date;Compte client;Nom client;Article;Qté;Montant TTC",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ttc=6 "
    "last_name=3" },
  { "Invoice;Date;Account number;Bill to name;Item;Qty;Line total",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_key=4 qty=5 amount_ht=6 "
    "last_name=3" },
  { "Varenummer;Varetekst;Varugrupp;Kostpris;Mobil",
    "PRODUCTS product_key=0 product_label=1 family=2 cost=3" },
  { "Kod towaru;Nazwa;Grupa towarowa;Cena zakupu;Cena",
    "PRODUCTS product_key=0 product_label=1 family=2 price=4 cost=3" },
  { "Cód. artículo;Artículo;Precio coste;P. unitario",
    "PRODUCTS product_key=0 product_label=1 price=3 cost=2" },
  { "Artikelnr.;Bezeichnung;Einstandspreis;VK-Preis;Rohertrag",
    "PRODUCTS product_key=0 product_label=1 price=3 cost=2 margin=4" },
  { "Kuittinumero;Päivämäärä;Asiakasnro;Paikkakunta;Tuotenro;Nimike;Kpl;À-hinta;Veroton summa",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 product_key=4 qty=6 "
    "amount_ht=8 unit_price=7 city=3" },
  { "Bizonylatszám;Dátum;Vevőkód;Vezetéknév;Utónév;Termék;Darab;Egységár;Nettó érték",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 qty=6 amount_ht=8 "
    "unit_price=7 last_name=3 first_name=4" },
  { "Číslo dokladu;Datum;Kód zákazníka;Jméno;Příjmení;Katalogové číslo;Zboží;Počet;Cena/ks",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=6 product_key=5 qty=7 "
    "unit_price=8 last_name=4 first_name=3" },
  { "Nr. bon;Data;Cod client;Prenume;Nume de familie;Cod articol;Denumire produs;Cant.;Total cu "
    "TVA",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=6 product_key=5 qty=7 "
    "amount_ttc=8 last_name=4 first_name=3" },
  { "Fiş No;Tarih;Cari Kodu;Ad;Soyad;İl;Stok Kodu;Stok Adı;Adet;Satır Toplamı",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=7 product_key=6 qty=8 "
    "amount_ht=9 last_name=4 first_name=3 city=5" },
  { "Kvitteringsnr.;Dato;Kundenr.;Artikkelnummer;Artikkel;Antall;Stykkpris",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "unit_price=6" },
  { "Factuurnr.;Datum;Klant ID;Bedrijfsnaam;Artikel;Aantal;Netto bedrag",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 amount_ht=6 "
    "last_name=3" },
};

static void
test_more_words (void)
{
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = g_strconcat (words[i].header, "\n", NULL);
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, text);
      g_autofree char *found = tv_test_import_describe (file);

      g_assert_cmpstr (found, ==, words[i].mapping);
    }
}

/* With or without tax, a catalogue's cost and price are known; without goes before with. */
static void
test_taxed_prices (void)
{
  static const char *const pairs[] = {
    "Prix d'achat HT;Prix de vente TTC",
    "Prix achat HT;Prix vente HT",
    "PA HT;PV HT",
    "PA H.T.;PV T.T.C.",
    "Coût d'achat HT;Prix public TTC",
    "Prix d'achat unitaire HT;Prix de vente conseillé TTC",
    "EK netto;VK brutto",
    "Einkaufspreis netto;VK-Preis inkl. MwSt.",
    "Purchase price excl. VAT;Selling price incl. VAT",
    "Cost price ex VAT;Retail price inc VAT",
    "Cost (net);Price (gross)",
    "Precio de compra sin IVA;Precio de venta con IVA",
    "Prezzo d'acquisto IVA esclusa;Prezzo di vendita IVA inclusa",
    "Preço de custo sem IVA;Preço de venda com IVA",
    "Inkoopprijs excl. btw;Verkoopprijs incl. btw",
    "Inköpspris exkl. moms;Försäljningspris inkl. moms",
    "Indkøbspris ekskl. moms;Salgspris inkl. moms",
    "Cena zakupu netto;Cena sprzedaży brutto",
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs) + 1; i++)
    {
      gboolean is_last = i == G_N_ELEMENTS (pairs);
      g_autofree char *text = g_strdup_printf (
          "Code article;Désignation;%s\nW1;Clos du Lac;7,50;15,00%s\n",
          is_last ? "Prix d'achat TTC;Prix de vente TTC;Prix d'achat HT;Prix de vente HT"
                  : pairs[i],
          is_last ? ";6,25;12,50" : "");
      g_autoptr (TvImportFile) file = tv_test_import_sniff (&import, text);
      g_autofree char *found = tv_test_import_describe (file);

      g_test_message ("%s", text);
      g_assert_cmpstr (found,
                       ==,
                       is_last ? "PRODUCTS product_key=0 product_label=1 price=5 cost=4"
                               : "PRODUCTS product_key=0 product_label=1 price=3 cost=2");
    }
}

/* Letters of customers from abroad speak for other encodings than the names of the columns. */
static void
test_encoding (void)
{
  static const struct
  {
    const char *header, *encoding;
  } headers[] = {
    { "Data;Nr faktury;Klient;Miasto;Towar;Ilo\x9c\xe6;Kwota", "WINDOWS-1250" },
    { "Datum;Faktura;Z\xe1kazn\xedk;M\xecsto;Zbo\x9e\xed;Mno\x9estv\xed;\xc8\xe1stka",
      "WINDOWS-1250" },
  };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (GString) text = g_string_new (headers[i].header);
      g_autofree char *found = NULL;

      for (guint k = 0; k < 40; k++)
        g_string_append_printf (text, "\n2024-03-05;%u;Bj\xf6rn %u;Roma;Vino;1;4,00", k, k);
      file = tv_test_import_sniff (&import, text->str);
      found = tv_test_import_describe (file);
      g_assert_cmpstr (file->dialect->encoding, ==, headers[i].encoding);
      g_assert_true (g_str_has_suffix (found, " product_label=4 qty=5 amount_ht=6 city=3"));
    }
}

/* A text in UTF-16 is what it is, whatever its names are. */
static void
test_utf16 (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *bytes = NULL, *path = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  bytes = g_convert ("\357\273\277Léto;Data;Kod klienta;Towar;Kwota\n1;2024-03-05;K1;Wino;4,00\n",
                     -1,
                     "UTF-16LE",
                     "UTF-8",
                     NULL,
                     &length,
                     &error);
  g_assert_no_error (error);
  tv_test_import_init (&import);
  path = g_build_filename (import.folder, "wide.csv", NULL);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  file = tv_ingest_sniff (path, NULL, NULL, &error);
  g_assert_no_error (error);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "SALES_LINES customer_code=2 order_date=1 product_label=3 amount_ht=4");
}

/* Where the mark of a number is all there is beyond ASCII, only the names tell what it is. */
static void
test_number_sign (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *found = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import,
                               "N\xba factura;Fecha;N\xba cliente;Producto;Uds.;Importe\n"
                               "F1;05-03-2024;C1;Vino;2;20,00\nF2;15-03-2024;C2;Vino;1;10,00\n");
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 "
                   "amount_ht=5");
}

/* The same word is a customer's name and a product's, and a first name where it stands alone. */
static void
test_names (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take_mapped (
      &import,
      "Broj računa;Datum;Ime kupca;Ime proizvoda;Količina;Iznos\n1;2024-03-05;Ana "
      "Marić;Vino;2;20,00\n",
      "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5 "
      "last_name=2");
  g_assert_cmpint (result->accepted_count, ==, 1);
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
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strconcat ("/header-languages/people/", lists[i].language, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_list);
    }
  g_test_add_func ("/header-languages/names", test_names);
  g_test_add_func ("/header-languages/more-words", test_more_words);
  g_test_add_func ("/header-languages/taxed-prices", test_taxed_prices);
  g_test_add_func ("/header-languages/encoding", test_encoding);
  g_test_add_func ("/header-languages/number-sign", test_number_sign);
  g_test_add_func ("/header-languages/utf-16", test_utf16);
  return g_test_run ();
}
