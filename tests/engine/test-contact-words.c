/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mailing tools and catalogues say in the words of one language after another: what became of
 * a message, who may be written to, what a wine is made of. */
#include "rows/tv-contact-words.h"
#include "rows/tv-consent.h"
#include "tv-test-import.h"

static const struct
{
  const char *language, *text;
} histories[] = {
  { "english",
    "Customer No;Send date;Channel;Event;Campaign name\n"
    "C1;2024-03-10;e-mail;delivered;K1\n"
    "C2;2024-03-11;text message;read;K1\n"
    "C3;2024-03-12;call;click;K1\n"
    "C4;2024-03-13;e-mail;undeliverable;K1\n"
    "C5;2024-03-14;e-mail;complaint;K1\n" },
  { "french",
    "Code client;Date d'envoi;Moyen;Événement;Nom de la campagne\n"
    "C1;2024-03-10;e-mail;distribué;K1\n"
    "C2;2024-03-11;texto;lu;K1\n"
    "C3;2024-03-12;appel;clic;K1\n"
    "C4;2024-03-13;e-mail;non distribué;K1\n"
    "C5;2024-03-14;e-mail;plainte;K1\n" },
  { "german",
    "Kunden-Nr.;Versanddatum;Kanal;Ereignis;Kampagne\n"
    "C1;2024-03-10;e-mail;zugestellt;K1\n"
    "C2;2024-03-11;Kurznachricht;gelesen;K1\n"
    "C3;2024-03-12;Anruf;angeklickt;K1\n"
    "C4;2024-03-13;e-mail;unzustellbar;K1\n"
    "C5;2024-03-14;e-mail;abgemeldet;K1\n" },
  { "spanish",
    "Nº cliente;Fecha de envío;Medio;Resultado;Campaña\n"
    "C1;2024-03-10;e-mail;entregado;K1\n"
    "C2;2024-03-11;mensaje de texto;leído;K1\n"
    "C3;2024-03-12;llamada;clic;K1\n"
    "C4;2024-03-13;e-mail;rebotado;K1\n"
    "C5;2024-03-14;e-mail;dado de baja;K1\n" },
  { "italian",
    "Codice cliente;Data invio;Canale;Esito;Campagna\n"
    "C1;2024-03-10;e-mail;consegnato;K1\n"
    "C2;2024-03-11;messaggio di testo;letto;K1\n"
    "C3;2024-03-12;telefonata;cliccato;K1\n"
    "C4;2024-03-13;e-mail;respinto;K1\n"
    "C5;2024-03-14;e-mail;disiscritto;K1\n" },
  { "dutch",
    "Klantnummer;Verzenddatum;Kanaal;Gebeurtenis;Campagne\n"
    "C1;2024-03-10;e-mail;verstuurd;K1\n"
    "C2;2024-03-11;sms-bericht;geopend;K1\n"
    "C3;2024-03-12;telefoon;aangeklikt;K1\n"
    "C4;2024-03-13;e-mail;onbestelbaar;K1\n"
    "C5;2024-03-14;e-mail;uitgeschreven;K1\n" },
  { "portuguese",
    "Nº cliente;Data de envio;Canal;Estado;Campanha\n"
    "C1;2024-03-10;e-mail;entregue;K1\n"
    "C2;2024-03-11;mensagem de texto;lido;K1\n"
    "C3;2024-03-12;chamada;clicado;K1\n"
    "C4;2024-03-13;e-mail;devolvido;K1\n"
    "C5;2024-03-14;e-mail;descadastrado;K1\n" },
  { "swedish",
    "Kundnr;Skickat datum;Kanal;Händelse;Kampanj\n"
    "C1;2024-03-10;e-mail;levererat;K1\n"
    "C2;2024-03-11;textmeddelande;öppnat;K1\n"
    "C3;2024-03-12;samtal;klickat;K1\n"
    "C4;2024-03-13;e-mail;studsade;K1\n"
    "C5;2024-03-14;e-mail;avanmäld;K1\n" },
  { "danish",
    "Kundenr.;Afsendelsesdato;Kanal;Hændelse;Kampagne\n"
    "C1;2024-03-10;e-mail;leveret;K1\n"
    "C2;2024-03-11;sms-besked;åbnet;K1\n"
    "C3;2024-03-12;opkald;klikket;K1\n"
    "C4;2024-03-13;e-mail;ikke leveret;K1\n"
    "C5;2024-03-14;e-mail;frameldt;K1\n" },
  { "polish",
    "Nr klienta;Data wysyłki;Kanał;Zdarzenie;Kampania\n"
    "C1;2024-03-10;e-mail;dostarczono;K1\n"
    "C2;2024-03-11;wiadomość sms;przeczytano;K1\n"
    "C3;2024-03-12;rozmowa;kliknięto;K1\n"
    "C4;2024-03-13;e-mail;niedostarczono;K1\n"
    "C5;2024-03-14;e-mail;wypisano;K1\n" },
};

static void
test_history (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take_mapped (
      &import,
      histories[i].text,
      "CONTACTS customer_code=0 contact_date=1 channel=2 status=3 campaign_id=4");
  g_assert_cmpint (result->accepted_count, ==, 5);
  tv_test_import_expect (&import,
                         "SELECT group_concat (channel || ' ' || status) FROM contact_event",
                         "EMAIL SENT,SMS OPENED,PHONE CLICKED,EMAIL BOUNCED,EMAIL OPTOUT");
}

/* What fails for a time was sent; what fails for good, or without saying why, came back. */
static void
test_bounces (void)
{
  static const char *const passing[] = { "Soft bounce",
                                         "soft_bounces",
                                         "Mailbox full",
                                         "Temporary failure",
                                         "deferred",
                                         "Bounced (mailbox full)",
                                         "Rebond temporaire",
                                         "Boîte pleine",
                                         "Postfach voll",
                                         "Vorübergehend nicht zustellbar",
                                         "Rebote suave",
                                         "Buzón lleno",
                                         "Rimbalzo temporaneo",
                                         "Casella piena",
                                         "Zachte bounce",
                                         "Postvak vol",
                                         "Rejeição temporária",
                                         "Caixa cheia",
                                         "Mjuk studs",
                                         "Inkorgen full",
                                         "Blød afvisning",
                                         "Indbakke fuld",
                                         "Miękkie odbicie",
                                         "Skrzynka pełna",
                                         "Soft bounce: out of office" },
                           *const lasting[] = { "Hard bounce",
                                                "hard_bounces",
                                                "bounced",
                                                "Permanent failure",
                                                "Hard bounce - user unknown",
                                                "Bounced (user unknown)",
                                                "Failed: 550 5.1.1",
                                                "Rebond dur",
                                                "Harter Bounce",
                                                "Rebote duro",
                                                "Rimbalzo permanente",
                                                "Harde bounce",
                                                "Rejeição permanente",
                                                "Hård studs",
                                                "Hård afvisning",
                                                "Twarde odbicie" };

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    g_assert_cmpstr (tv_contact_words_find_status (passing[i]), ==, "SENT");
  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    g_assert_cmpstr (tv_contact_words_find_status (lasting[i]), ==, "BOUNCED");
  g_assert_cmpstr (tv_contact_words_find_status ("Unsubscribed (by link)"), ==, "OPTOUT");
  g_assert_null (tv_contact_words_find_status ("Perhaps: sent"));
}

/* Yes and no as a letter, and what says that nobody may write. */
static void
test_consent (void)
{
  static const struct
  {
    const char *header, *yes, *no;
    const char *optouts;
  } lists[] = {
    { "Customer No;Last name;Email;Do not contact", "T", "F", "10" },
    { "Kundennummer;Nachname;E-Mail;Werbesperre", "wahr", "falsch", "10" },
    { "Kundennummer;Nachname;E-Mail;Werbung erlaubt", "ja", "nein", "01" },
    { "Código cliente;Apellidos;Correo electrónico;Consentimiento", "S", "N", "01" },
    { "Código cliente;Apellidos;Correo electrónico;Acepta publicidad", "S", "N", "01" },
    { "Codice cliente;Cognome;Email;Consenso", "S", "N", "01" },
    { "Código do cliente;Apelido;E-mail;Descadastrado", "S", "N", "10" },
    { "Klantnummer;Achternaam;E-mailadres;Uitgeschreven", "waar", "onwaar", "10" },
    { "Kundnummer;Efternamn;E-post;Samtycke", "sant", "falskt", "01" },
    { "Kundenummer;Efternavn;E-mail;Samtykke", "sand", "falsk", "01" },
    { "Kod klienta;Nazwisko;E-mail;Wypisany", "T", "N", "10" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *text = g_strdup_printf ("%s\nC1;Nowak;a@example.org;%s\n"
                                               "C2;Kern;b@example.org;%s\n",
                                               lists[i].header,
                                               lists[i].yes,
                                               lists[i].no);

      tv_test_import_init (&import);
      result = tv_test_import_take (&import, text);
      g_assert_cmpint (result->accepted_count, ==, 2);
      tv_test_import_expect (&import,
                             "SELECT group_concat (is_optout, '') FROM customer",
                             lists[i].optouts);
    }
}

/* A mark has no opposite that could be written, so that its absence says no; an empty cell beside a
 * yes or a no says nothing, nor does one in a list of objections. */
static void
test_marks (void)
{
  static const struct
  {
    const char *header;
    const char *cells[4];
    const char *optouts;
    gboolean is_told;
  } lists[] = {
    { "Newsletter", { "x", "", "X", " " }, "0101", TRUE },
    { "Opt-in", { " x ", "", "", "x" }, "0110", TRUE },
    { "Newsletter", { "x", "", "no", "x" }, "0010", FALSE },
    { "Newsletter", { "x", "", "-", "x" }, "0110", TRUE },
    { "Newsletter", { "yes", "", "yes", "" }, "0000", FALSE },
    { "Newsletter", { "1", "", "1", "" }, "0000", FALSE },
    { "Newsletter", { "", "", "", "" }, "0000", FALSE },
    { "Unsubscribed", { "x", "", "X", "" }, "1010", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportResult) result = NULL;
      g_autoptr (GString) text = g_string_new ("Customer No;Last name;Email;");

      g_string_append_printf (text, "%s\n", lists[i].header);
      for (guint k = 0; k < 4; k++)
        g_string_append_printf (text, "C%u;Kern;k%u@example.org;%s\n", k, k, lists[i].cells[k]);
      tv_test_import_init (&import);
      result = tv_test_import_take (&import, text->str);
      g_test_message ("%s", text->str);
      g_assert_cmpint (result->accepted_count, ==, 4);
      tv_test_import_expect (&import,
                             "SELECT group_concat (is_optout, '') FROM customer",
                             lists[i].optouts);
      tv_test_import_expect (&import,
                             "SELECT instr (mapping, 'default') > 0 FROM import_batch",
                             lists[i].is_told ? "1" : "0");
    }
}

/* How somebody stands on a list: an objection and mail that comes back are heard, being on it is
 * no message and no reject, with days or without. */
static void
test_lists (void)
{
  static const struct
  {
    const char *state, *on, *off, *gone;
  } lists[] = {
    { "Status", "Subscribed", "Unsubscribed", "Cleaned" },
    { "Statut", "Inscrit", "Désinscrit", "Nettoyé" },
    { "Statut de l'abonnement", "Abonnée", "Désabonnée", "Rebond" },
    { "Status", "Aktiv", "Abgemeldet", "Bereinigt" },
    { "Estado", "Suscrito", "Dado de baja", "Rebotado" },
    { "Stato", "Iscritto", "Disiscritto", "Respinto" },
    { "Status", "Ingeschreven", "Uitgeschreven", "Opgeschoond" },
    { "Situação", "Inscrito", "Descadastrado", "Devolvido" },
    { "Status", "Prenumererar", "Avregistrerad", "Studsade" },
    { "Status", "Tilmeldt", "Afmeldt", "Afvist" },
    { "Status", "Zapisany", "Wypisany", "Odrzucony" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (TvTestImport) people = { 0 }, history = { 0 };
      g_autoptr (TvImportResult) of_people = NULL, of_history = NULL;
      g_autofree char *list = g_strdup_printf ("Email;Nom;%s\na@example.org;Kern;%s\n"
                                               "b@example.org;Roc;%s\nc@example.org;Aubier;%s\n",
                                               lists[i].state,
                                               lists[i].on,
                                               lists[i].off,
                                               lists[i].gone);
      g_autofree char *days
          = g_strdup_printf ("Email;Date;Statut\na@example.org;;%s\n"
                             "b@example.org;2024-03-10;%s\nc@example.org;2024-03-11;%s\n"
                             "d@example.org;2024-03-12;%s\n",
                             lists[i].on,
                             lists[i].off,
                             lists[i].gone,
                             lists[i].on);

      g_test_message ("%s", list);
      tv_test_import_init (&people);
      of_people = tv_test_import_take (&people, list);
      g_assert_cmpint (of_people->accepted_count, ==, 3);
      tv_test_import_expect (&people,
                             "SELECT group_concat (is_optout || is_bounced, ' ') FROM customer",
                             "00 10 01");
      tv_test_import_init (&history);
      of_history = tv_test_import_take (&history, days);
      g_assert_cmpint (of_history->accepted_count, ==, 4);
      g_assert_cmpint (of_history->rejected_count, ==, 0);
      tv_test_import_expect (&history,
                             "SELECT group_concat (status) FROM contact_event",
                             "OPTOUT,BOUNCED");
    }
}

/* Who is on a list has not taken back what was said elsewhere; a state that is no list's says
 * nothing of objections. */
static void
test_list_states (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) said = NULL, listed = NULL;
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *found = NULL, *note = NULL;

  tv_test_import_init (&import);
  said = tv_test_import_take (&import, "Email;Nom;Désinscrit\na@example.org;Kern;oui\n");
  listed = tv_test_import_take (&import,
                                "Email;Nom;Statut\na@example.org;Kern;Inscrit\n"
                                "b@example.org;Roc;Actif\n");
  g_assert_cmpint (listed->accepted_count, ==, 2);
  tv_test_import_expect (&import, "SELECT group_concat (is_optout, '') FROM customer", "10");
  file = tv_test_import_sniff (&import,
                               "Email;Name;Status\na@example.org;Kern;Subscribed\n"
                               "b@example.org;Roc;Unsubscribed\nc@example.org;Abel;Cleaned\n");
  note = tv_consent_dup_note (file);
  g_assert_cmpstr (
      note,
      ==,
      "“Status” says who is on a mailing list; being on it does not undo an objection that "
      "was made elsewhere. Opted out: Unsubscribed. Bounced: Cleaned.");
  g_clear_pointer (&file, tv_import_file_free);
  file = tv_test_import_sniff (&import,
                               "Email;Nom;Statut\na@example.org;Kern;Actif\n"
                               "b@example.org;Roc;Prospect\n");
  g_assert_null (tv_consent_dup_note (file));
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found, ==, "CUSTOMERS customer_code=0 last_name=1 email=0");
}

/* A column that is called by the objection, with words of state in it; without an objection among
 * them nobody knows what "active" means there. */
static void
test_objection_column (void)
{
  static const char *const states[][4] = {
    { "Désinscrit", "Inscrit", "Désinscrit", "Nettoyé" },
    { "Unsubscribed", "active", "unsubscribed", "cleaned" },
    { "Abgemeldet", "Angemeldet", "Abgemeldet", "Bereinigt" },
  };
  g_auto (TvTestImport) other = { 0 };
  g_autoptr (TvImportResult) unclear = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *text = g_strdup_printf ("Email;Nom;%s\na@example.org;Kern;%s\n"
                                               "b@example.org;Roc;%s\nc@example.org;Val;%s\n",
                                               states[i][0],
                                               states[i][1],
                                               states[i][2],
                                               states[i][3]);

      tv_test_import_init (&import);
      result = tv_test_import_take (&import, text);
      g_assert_cmpint (result->accepted_count, ==, 3);
      tv_test_import_expect (&import,
                             "SELECT group_concat (is_optout || is_bounced, ' ') FROM customer",
                             "00 10 01");
    }
  tv_test_import_init (&other);
  unclear = tv_test_import_take (&other,
                                 "Email;Nom;Unsubscribed\na@example.org;Kern;active\n"
                                 "b@example.org;Roc;confirmed\n");
  g_assert_cmpint (unclear->rejected_count, ==, 2);
}

/* Who has not confirmed may not be written to; a message that waits says nothing. */
static void
test_unconfirmed (void)
{
  static const char *const words[]
      = { "Pending",         "unconfirmed",    "En attente",
          "Non confirmée",   "Unbestätigt",    "Pendiente",
          "In attesa",       "Niet bevestigd", "Pendente",
          "Ej bekräftad",    "Ikke bekræftet", "Oczekuje",
          "Niepotwierdzony", "À confirmer",    "Sin confirmar",
          "Nicht bestätigt", "Onbevestigd",    "Não confirmado",
          "Ubekræftet",      "Obekräftad",     "Double opt-in ausstehend" };
  g_auto (TvTestImport) import = { 0 }, messages = { 0 };
  g_autoptr (TvImportResult) listed = NULL, sent = NULL;
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (GString) text = g_string_new ("Email;Nom;Statut\na@example.org;Kern;Inscrit\n");
  g_autofree char *note = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (text, "b%zu@example.org;Roc %zu;%s\n", i, i, words[i]);
  tv_test_import_init (&import);
  listed = tv_test_import_take (&import, text->str);
  g_assert_cmpint (listed->rejected_count, ==, 0);
  tv_test_import_expect (&import,
                         "SELECT sum (is_optout) || ' ' || count (*) FROM customer",
                         "21 22");
  file = tv_test_import_sniff (&import, text->str);
  note = tv_consent_dup_note (file);
  g_assert_nonnull (strstr (note, "so opted out: Pending, unconfirmed, En attente, Non confirmée"));
  tv_test_import_init (&messages);
  sent = tv_test_import_take (&messages,
                              "Email;Channel;Date;Status\na@example.org;Email;2024-01-02;Sent\n"
                              "b@example.org;Email;2024-01-02;Pending\n");
  g_assert_cmpint (sent->accepted_count, ==, 1);
  g_assert_cmpint (sent->rejected_count, ==, 1);
}

/* Whether messages come back, in words: for a time is no. What is not understood is told. */
static void
test_bounced_column (void)
{
  static const char *const lasting[]
      = { "hard", "Permanent", "1", "oui", "Rebond dur", "ungültig", "hård", "twardy" },
      *const passing[] = { "soft",  "None",       "0",    "non",  "Aucun",
                           "keine", "temporaneo", "geen", "brak", "Subscribed" };
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (GString) text = g_string_new ("Customer No;Last name;Bounced\n");

  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    g_string_append_printf (text,
                            "A%" G_GSIZE_FORMAT ";Kern %c;%s\n",
                            i,
                            'a' + (int) i,
                            lasting[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    g_string_append_printf (text, "B%" G_GSIZE_FORMAT ";Roc %c;%s\n", i, 'a' + (int) i, passing[i]);
  g_string_append (text, "C1;Aubier;perhaps\n");
  tv_test_import_init (&import);
  result = tv_test_import_take (&import, text->str);
  g_assert_cmpint (result->accepted_count, ==, G_N_ELEMENTS (lasting) + G_N_ELEMENTS (passing));
  g_assert_cmpint (result->rejected_count, ==, 1);
  tv_test_import_expect (&import,
                         "SELECT sum (is_bounced) || ' ' || sum (is_bounced AND last_name LIKE "
                         "'Kern%') FROM customer",
                         "8 8");
}

static void
test_catalogue (void)
{
  static const char *const headers[] = {
    "SKU;Product name;Category;Producer;Vintage;Grape variety;Stock on hand;Available",
    "Code article;Désignation;Famille;Producteur;Millésime;Cépage;Quantité en stock;Disponible",
    "Artikelnummer;Bezeichnung;Warengruppe;Weingut;Jahrgang;Rebsorte;Bestand;Verfügbar",
    "Código artículo;Descripción;Familia;Bodega;Añada;Uva;Existencias;Activo",
    "Codice articolo;Descrizione;Categoria;Cantina;Annata;Vitigno;Scorta;Disponibile",
    "Artikelnummer;Omschrijving;Productgroep;Producent;Oogstjaar;Druivenras;Voorraad;Actief",
    "Código do artigo;Descrição;Família;Produtor;Colheita;Casta;Estoque;Disponível",
    "Artikelnummer;Benämning;Varugrupp;Producent;Årgång;Druvsort;Lagersaldo;Tillgänglig",
    "Varenummer;Varenavn;Varegruppe;Mærke;Årgang;Druesort;Lagerbeholdning;Tilgængelig",
    "Kod produktu;Nazwa produktu;Kategoria;Producent;Rocznik;Szczep;Stan magazynowy;Dostępny",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *text = g_strconcat (headers[i],
                                           "\nW1;Clos du Lac;Rouge;Kern;2019;Syrah;12;1\n"
                                           "W2;Roc du Val;Blanc;Aubier;2021;Riesling;0;0\n",
                                           NULL);

      tv_test_import_init (&import);
      result = tv_test_import_take_mapped (&import,
                                           text,
                                           "PRODUCTS product_key=0 product_label=1 family=2 "
                                           "brand=3 vintage=4 grape=5 is_active=7 stock=6");
      g_assert_cmpint (result->accepted_count, ==, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autofree char *path = g_strconcat ("/contact-words/", histories[i].language, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_history);
    }
  g_test_add_func ("/contact-words/bounces", test_bounces);
  g_test_add_func ("/contact-words/consent", test_consent);
  g_test_add_func ("/contact-words/marks", test_marks);
  g_test_add_func ("/contact-words/lists", test_lists);
  g_test_add_func ("/contact-words/list-states", test_list_states);
  g_test_add_func ("/contact-words/objection-column", test_objection_column);
  g_test_add_func ("/contact-words/unconfirmed", test_unconfirmed);
  g_test_add_func ("/contact-words/bounced-column", test_bounced_column);
  g_test_add_func ("/contact-words/catalogue", test_catalogue);
  return g_test_run ();
}
