/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nobody can list all that headers are called in a dozen languages: "Fecha del pedido",
 * "Bestelldatum" and "orderDate" are made of few words, though. So a header is cut into words of a
 * small dictionary, written together or apart, and what they speak of together names the column, in
 * whatever order they stand. */
#include "rows/tv-header-words.h"

#include <string.h>

#include "base/tv-text.h"

#define LONGEST_WORD 20
#define LONGEST_HEADER 80 /* bytes; what is longer is a sentence */
#define SURE .92          /* as sure as a name that is used less often for the column */
#define SHORTEST_PART 3   /* of words written together, but for "id", "nr" and "no" */

/* One letter a notion, so that a pattern can be read: C customer, D document (order, invoice,
 * receipt), P product, L line; I number or code, N name, d label and h description, F first and B
 * last name, c company, E e-mail, T telephone, A address, Z postal code, K city, Y country, W when,
 * Q quantity, U of one, R price, M amount, m turnover, X without and V with tax, t tax, G family, u
 * sub, H brand, S stock, O cost, J margin, y type, b for the bill, s for the delivery, z something
 * else, e region; a full stop is a word that says nothing. Words may speak of two things. */
static const struct
{
  const char *notions, *words;
} dictionary[] = {
  { "C",
    "customer customers client clients cliente clientes kunde kunden klant klanten buyer "
    "buyers acheteur acheteurs comprador acquirente koper kaufer kaufers member membre "
    "mitglied miembro socio tiers debitor debiteur retailer user usuario utilisateur account "
    "klient klienci klienta zakaznik zakaznika kund kunder musteri vevo ugyfel asiakas" },
  { "D",
    "order orders invoice invoices receipt ticket transaction document doc pedido pedidos "
    "orden commande commandes cmd facture factures factura facturas fattura fatture ordine "
    "ordini fatura encomenda bestellung bestell bestellungs auftrag auftrags rechnung "
    "rechnungs beleg kassenbon bon bestelling bestel factuur piece documento zamowienie "
    "zamowienia zamowien faktura faktury paragon paragonu objednavka objednavky doklad "
    "dokladu uctenka ordre bestallning bestilling kvitto kvittering comanda comenzi siparis "
    "szamla rendeles tilaus lasku" },
  { "Dw", "sale vente ventes venta ventas venda vendas vendita vendite verkauf verkaufs verkoop" },
  { "Dp", "purchase achat compra compras acquisto kauf" },
  { "P",
    "product products item items article articles artikel produit produits producto "
    "productos prodotto prodotti articolo articoli articulo articulos produto produtos "
    "artigo variant variante produkt produkte waren art towar towaru artykul artykulu "
    "produktu vyrobek vyrobku zbozi vare varer varan vara produs produse urun termek cikk "
    "tuote" },
  { "L",
    "line lines ligne lignes linea lineas riga righe linha position positions pos zeile "
    "regel rad rader linje linjer radek pozycja" },
  { "LP", "lineitem lineitems" },
  { "PI", "sku upc gtin ean barcode artnr" },
  { "I",
    "id no nr num number numero nummer code codigo cod codice key cle clave chave ref "
    "reference referencia riferimento username identifiant schlussel n numer cislo kod "
    "nummeret numar kodu szam koodi szama" },
  { "N",
    "name nom nome nombre naam intitule title titulo titel titolo titre raison ragione razon "
    "razao fullname nazwa nazev namn navn denumire adi nev neve nimi adı" },
  { "d",
    "bezeichnung designation libelle denominazione denominacion concepto memo benamning "
    "betegnelse megnevezes" },
  { "dh",
    "description descripcion descrizione descricao beschreibung omschrijving opis popis "
    "beskrivelse beskrivning" },
  { "F",
    "first given vorname prenom voornaam firstname forename imie fornamn fornavn krestni "
    "prenume keresztnev etunimi" },
  { "B",
    "last surname nachname apellido apellidos cognome sobrenome achternaam lastname nazwisko "
    "prijmeni efternamn etternavn efternavn soyadi vezeteknev sukunimi" },
  { "c", "company firma azienda empresa bedrijf societe organization organisation" },
  { "E", "email mail correo courriel electronique epost" },
  { "T",
    "phone telephone tel telefono telefon telefone telefoon mobile mobil movil cellulare celular "
    "portable handy gsm fone" },
  { "A",
    "address adresse adres street strasse rue direccion domicilio endereco indirizzo straat "
    "calle adresa ulica ulice adress gata gade adresi cim osoite" },
  { "Z", "zip zipcode postal postcode postleitzahl plz cp cap cep psc postnummer postnr" },
  { "K",
    "city town ville ort stadt ciudad poblacion localidad citta comune cidade municipio "
    "localidade plaats woonplaats stad wohnort miasto miejscowosc mesto oras sehir varos "
    "kaupunki" },
  { "Y", "country pays land pais paese kraj zeme ulke orszag" },
  { "W",
    "date datum fecha data created creation creacion criacao creazione datetime timestamp "
    "zeitpunkt dato daty tarih tarihi kelte paiva paivamaara" },
  { "Q",
    "quantity qty qte quantite cantidad cant quantita qta quantidade qtd qtde menge anzahl "
    "aantal units unidades pieces stuckzahl hoeveelheid ilosc mnozstvi pocet antal antall "
    "sztuk kusu cantitate miktar adet mennyiseg maara" },
  { "U",
    "unit unitario unitaria unitaire unite unidad unidade each einzel stuck stuk jednostkowa "
    "jednotkova jednostka unitar birim egyseg yksikko" },
  { "R",
    "price prices prix precio precios prezzo preco preis preise prijs tarif tarifa vk pv "
    "cena ceny pris priser pret fiyat fiyati hinta" },
  { "RU", "pu egysegar" },
  { "M",
    "amount total totals montant importe betrag summe gesamt importo totale valor valore "
    "bedrag totaal value subtotal subtotale sum imponibile kwota wartosc razem castka celkem "
    "hodnota belopp belop beloeb summa valoare tutar tutari toplam osszeg yhteensa beløb "
    "belob suma" },
  { "m",
    "sales revenue umsatz omzet fatturato ricavo faturamento receita ingreso ingresos "
    "turnover obrot omsattning omsetning" },
  { "X",
    "net netto neto netta liquido excl excluded excluding exkl ht sin ohne hors senza bez "
    "exklusive fara" },
  { "V", "gross brutto bruto lordo ttc incl included including inkl con mit vcetne inklusive" },
  { "t",
    "tax taxes tva vat iva btw mwst ust taxe impuesto imposta imposto steuer podatek dph "
    "moms mva kdv afa alv" },
  { "G",
    "category categories categorie categoria kategorie family famille familia famiglia group "
    "groupe gruppe grupo gruppo groep warengruppe rayon department departamento collection "
    "kategoria kategori grupa skupina gruppa kategorija kategorisi csoport ryhma" },
  { "u", "sub unter sous sotto" },
  { "H",
    "brand marque marca marke merk vendor manufacturer fabricant hersteller fabricante "
    "produttore znacka producent vyrobce varumarke" },
  { "S", "stock lagerbestand bestand inventory existencias giacenza estoque voorraad inventario" },
  { "O", "cost costs cout coste costo custo ek wholesale" },
  { "J", "margin marge margen margine margem profit gewinn ganancia utile lucro winst" },
  { "y", "type typ tipo" },
  { "b", "billing bill default contact primary facturation" },
  { "s",
    "shipping ship delivery livraison lieferung liefer envio spedizione entrega verzend recipient "
    "destinatario destinataire" },
  { "g", "status statut etat estado stato zustand situacao situation" },
  { "f", "discount discounts remise remises descuento desconto sconto korting rabatt rabat sleva" },
  { "r", "rate rates taux percent percentage pct prozent porcentaje percentuale percentagem" },
  { "z$", "currency devise monnaie moneda valuta moeda wahrung waluta mena" },
  { "z",
    "note notes state gender rating count since message comment comments tags "
    "segment method url image band points balance sexe "
    "notas "
    "website fax language birthday province" },
  { "e", "region" },
  { ".",
    "de du des do da dos das del della dello di d der die l la le les el los of the van per par "
    "por pro en and y e final menu gekaufte gekauft bestellte ordered purchased sold bestellt "
    "verkauft vendue vendida sociale social "
    "electronico at on utc from or regular 1 amazon ebay etsy shopify woocommerce prestashop "
    "magento odoo" },
};

/* A column has all of @all, and nothing but those and @others. */
static const struct
{
  TvColumn column;
  const char *all, *others;
  double less; /* than a sure one */
} patterns[] = {
  { TV_COLUMN_CUSTOMER_CODE, "CI", "bDwp", 0 },
  { TV_COLUMN_CUSTOMER_CODE, "C", "b", .03 },
  { TV_COLUMN_LAST_NAME, "N", "Cb", 0 },
  { TV_COLUMN_LAST_NAME, "B", "CbN", 0 },
  { TV_COLUMN_LAST_NAME, "c", "CbN", .08 },
  { TV_COLUMN_LAST_NAME, "NCD", "b", .03 },
  { TV_COLUMN_LAST_NAME, "Ns", "CB", .08 },
  { TV_COLUMN_LAST_NAME, "C", "b", .18 },
  { TV_COLUMN_FIRST_NAME, "F", "CbN", 0 },
  { TV_COLUMN_FIRST_NAME, "Fs", "CN", .08 },
  { TV_COLUMN_EMAIL, "E", "CbDwpAIM", 0 },
  { TV_COLUMN_EMAIL, "Es", "CAI", .08 },
  { TV_COLUMN_PHONE, "T", "CbDwpAIM", 0 },
  { TV_COLUMN_PHONE, "Ts", "CAI", .08 },
  { TV_COLUMN_ADDRESS, "A", "CbDwpL", 0 },
  { TV_COLUMN_ADDRESS, "As", "CL", .08 },
  { TV_COLUMN_POSTAL_CODE, "Z", "CbAI", 0 },
  { TV_COLUMN_POSTAL_CODE, "Zs", "CAIK", .08 },
  { TV_COLUMN_CITY, "K", "CbA", 0 },
  { TV_COLUMN_CITY, "Ks", "CA", .08 },
  { TV_COLUMN_COUNTRY, "Y", "CbAI", 0 },
  { TV_COLUMN_COUNTRY, "Ye", "CbA", .04 },
  { TV_COLUMN_COUNTRY, "Ys", "CAI", .08 },
  { TV_COLUMN_PRODUCT_KEY, "PI", "LS", 0 },
  { TV_COLUMN_PRODUCT_KEY, "PIDL", "", 0 },
  { TV_COLUMN_PRODUCT_LABEL, "PN", "Ldh", 0 },
  { TV_COLUMN_PRODUCT_LABEL, "Pd", "LNh", .01 },
  { TV_COLUMN_PRODUCT_LABEL, "P", "L", .02 },
  { TV_COLUMN_PRODUCT_LABEL, "PDL", "N", .02 },
  { TV_COLUMN_PRODUCT_LABEL, "d", "hL", .04 },
  { TV_COLUMN_PRODUCT_LABEL, "N", "L", .08 },
  { TV_COLUMN_FAMILY, "G", "PNI", 0 },
  { TV_COLUMN_FAMILY, "PL", "", .01 },
  { TV_COLUMN_FAMILY, "y", "P", .08 },
  { TV_COLUMN_SUB_FAMILY, "uG", "PN", 0 },
  { TV_COLUMN_BRAND, "H", "PN", 0 },
  { TV_COLUMN_PRICE, "R", "PUXVt", 0 },
  { TV_COLUMN_PRICE, "RDw", "PU", .02 },
  { TV_COLUMN_PRICE, "Rm", "P", .01 },
  { TV_COLUMN_COST, "O", "PRU", 0 },
  { TV_COLUMN_COST, "RDp", "PU", 0 },
  { TV_COLUMN_MARGIN, "J", "PMX", 0 },
  { TV_COLUMN_STOCK, "S", "PQ", 0 },
  { TV_COLUMN_STOCK, "Q", "P", .1 },
  { TV_COLUMN_ORDER_DATE, "W", "Dmwp", 0 },
  { TV_COLUMN_DOC_REF, "DI", "mwp", 0 },
  { TV_COLUMN_DOC_REF, "D", "wp", .06 },
  { TV_COLUMN_DOC_TYPE, "Dy", "wp", 0 },
  { TV_COLUMN_ORDER_STATUS, "gD", "wp", 0 },
  { TV_COLUMN_ORDER_STATUS, "g", "wp", .1 },
  { TV_COLUMN_QTY, "Q", "PLUDwpm", 0 },
  { TV_COLUMN_AMOUNT_HT, "M", "XR", .005 },
  { TV_COLUMN_AMOUNT_HT, "ML", "PXR", 0 },
  { TV_COLUMN_AMOUNT_HT, "MP", "LXR", 0 },
  { TV_COLUMN_AMOUNT_HT, "X", "LP", .12 },
  { TV_COLUMN_AMOUNT_HT, "m", "LPXM", 0 },
  { TV_COLUMN_AMOUNT_HT, "MXt", "LPR", 0 },
  { TV_COLUMN_AMOUNT_HT, "MDL", "XP", 0 },
  { TV_COLUMN_AMOUNT_HT, "MDw", "LPXRt", .01 },
  { TV_COLUMN_UNIT_PRICE, "R", "UPLX", 0 },
  { TV_COLUMN_UNIT_PRICE, "RXt", "UPL", 0 },
  { TV_COLUMN_UNIT_PRICE, "RDL", "UPX", 0 },
  { TV_COLUMN_UNIT_PRICE, "RDw", "UPLX", .02 },
  { TV_COLUMN_UNIT_PRICE, "MU", "PX", 0 },
  { TV_COLUMN_UNIT_PRICE, "Rm", "UP", .02 },
  { TV_COLUMN_UNIT_PRICE, "OP", "", .2 },
  { TV_COLUMN_DISCOUNT, "f", "LPr", 0 },
  { TV_COLUMN_DISCOUNT, "fUR", "P", .02 },
  { TV_COLUMN_DISCOUNT, "fL", "PMr", 0 },
  { TV_COLUMN_AMOUNT_TTC, "MV", "LPR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "MVt", "LPR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "mV", "LPMR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "V", "LP", .12 },
  { TV_COLUMN_AMOUNT_TTC, "MVDw", "LPRt", .01 },
};

static TvHeaderWords
get_bit (char notion)
{
  if (notion == '.')
    return G_GUINT64_CONSTANT (1) << 63;
  if (notion == '$')
    return G_GUINT64_CONSTANT (1) << 62;
  return G_GUINT64_CONSTANT (1) << (g_ascii_isupper (notion) ? notion - 'A' : notion - 'a' + 26);
}

static TvHeaderWords
get_bits (const char *notions)
{
  TvHeaderWords bits = 0;

  for (; *notions != '\0'; notions++)
    bits |= get_bit (*notions);
  return bits;
}

static GHashTable *
get_table (void)
{
  static GHashTable *table = NULL;

  if (g_once_init_enter (&table))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (dictionary); i++)
        {
          g_auto (GStrv) words = g_strsplit (dictionary[i].words, " ", -1);

          for (guint k = 0; words[k] != NULL; k++)
            g_hash_table_insert (made, g_strdup (words[k]), (char *) dictionary[i].notions);
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

static TvHeaderWords
look_up (const char *word, gsize length)
{
  char text[LONGEST_WORD + 1];
  const char *notions;

  if (length > LONGEST_WORD)
    return 0;
  memcpy (text, word, length);
  text[length] = '\0';
  notions = g_hash_table_lookup (get_table (), text);
  return notions != NULL ? get_bits (notions) : 0;
}

static gboolean
is_part (const char *word, gsize length)
{
  return length >= SHORTEST_PART
         || (length == 2
             && (memcmp (word, "id", 2) == 0 || memcmp (word, "nr", 2) == 0
                 || memcmp (word, "no", 2) == 0))
         || (length == 1 && *word == '1');
}

/* Cuts what is written together into as few words as can be. */
static TvHeaderWords
read_word (const char *word, gsize length)
{
  TvHeaderWords found[LONGEST_HEADER + 1] = { 0 };
  guint parts[LONGEST_HEADER + 1] = { 0 };
  TvHeaderWords whole = look_up (word, length);

  if (whole != 0)
    return whole;
  for (gsize end = 1; end <= length; end++)
    for (gsize begin = end > LONGEST_WORD ? end - LONGEST_WORD : 0; begin < end; begin++)
      {
        TvHeaderWords part;

        if ((begin > 0 && parts[begin] == 0) || !is_part (word + begin, end - begin)
            || (parts[end] > 0 && parts[end] <= parts[begin] + 1))
          continue;
        part = look_up (word + begin, end - begin);
        if (part == 0)
          continue;
        parts[end] = parts[begin] + 1;
        found[end] = found[begin] | part;
      }
  return found[length];
}

static TvHeaderWords
read_words (const char *text, gsize length)
{
  g_autofree char *cut = g_strndup (text, length);
  g_autofree char *folded = tv_text_fold (cut);
  TvHeaderWords words = 0;
  gsize at = 0;

  if (strlen (folded) > LONGEST_HEADER)
    return 0;
  while (folded[at] != '\0')
    {
      gsize end = at + strcspn (folded + at, " ");
      TvHeaderWords word = read_word (folded + at, end - at);

      if (word == 0)
        return 0;
      words |= word;
      at = folded[end] == ' ' ? end + 1 : end;
    }
  return words;
}

/**
 * tv_header_words_read:
 * @header: a header cell
 *
 * Reads a header cell word by word; what stands in brackets behind them counts only where it is
 * understood, too.
 *
 * Returns: what its words speak of, 0 where one is not known
 */
TvHeaderWords
tv_header_words_read (const char *header)
{
  TvHeaderWords words = read_words (header, strlen (header));
  gsize before = strcspn (header, "([");

  if (words == 0 && before > 0 && header[before] != '\0')
    words = read_words (header, before);
  return words;
}

/**
 * tv_header_words_have:
 * @words: what a header cell speaks of
 * @notions: letters of the dictionary
 *
 * Returns: whether it speaks of all these
 */
gboolean
tv_header_words_have (TvHeaderWords words, const char *notions)
{
  return (words & get_bits (notions)) == get_bits (notions);
}

/**
 * tv_header_words_are_of_one:
 * @a: what a header cell speaks of
 * @b: what another one speaks of
 *
 * Returns: whether both speak of the same person: the customer, who pays, who receives, or nobody
 */
gboolean
tv_header_words_are_of_one (TvHeaderWords a, TvHeaderWords b)
{
  return ((a ^ b) & get_bits ("Cbs")) == 0;
}

/**
 * tv_header_words_score:
 * @words: what a header cell speaks of
 * @column: a column
 *
 * Returns: how sure the cell is this column, 0-1
 */
double
tv_header_words_score (TvHeaderWords words, TvColumn column)
{
  TvHeaderWords told = words & ~get_bit ('.');
  double best = 0;

  if (words == 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      TvHeaderWords all = get_bits (patterns[i].all);

      if (patterns[i].column != column || (told & all) != all
          || (told & ~(all | get_bits (patterns[i].others))) != 0)
        continue;
      best = MAX (best, SURE - patterns[i].less);
    }
  return best;
}
