/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mailing tools write in their user's language what became of a message, and of those on a list. A
 * bounce or an objection that is not understood would be lost, so the words of ten languages stand
 * here as people write them, and are folded as cells are. A word means one thing only, whatever its
 * language. */
#include "rows/tv-contact-words.h"

#include <string.h>

#include "base/tv-text.h"

typedef struct
{
  const char *code, *words; /* the words between bars */
} Meaning;

static const Meaning channels[] = {
  { "EMAIL",
    "email|e-mail|mail|courriel|newsletter|emailing|e-mailing|correo electrónico|correo|"
    "posta elettronica|correio eletrónico|correio eletrônico|e-post|epost|mejl|poczta "
    "elektroniczna|"
    "mailing|nieuwsbrief|nyhetsbrev|nyhedsbrev|boletín|boletim" },
  { "SMS",
    "sms|texto|text|text message|textnachricht|kurznachricht|mensaje de texto|"
    "messaggio di testo|sms-bericht|mensagem de texto|torpedo|textmeddelande|sms-besked|"
    "wiadomość sms" },
  { "MAIL",
    "courrier|courrier postal|postal|postal mail|letter|post|brief|postbrief|carta|"
    "correo postal|lettera|posta|posta ordinaria|correio|correio postal|brev|list|poczta" },
  { "PHONE",
    "phone|phone call|telephone|téléphone|tel|call|appel|appel téléphonique|telefon|anruf|"
    "telefonat|teléfono|llamada|llamada telefónica|telefono|telefonata|chiamata|telefoon|"
    "telefoontje|telefone|telefonema|chamada|ligação|telefonsamtal|samtal|opkald|"
    "telefonopkald|rozmowa" },
};

static const Meaning statuses[] = {
  { "SENT",
    "sent|delivered|processed|envoyé|envoyée|délivré|délivrée|distribué|distribuée|livré|"
    "gesendet|versendet|versandt|verschickt|zugestellt|ausgeliefert|"
    "enviado|enviada|entregado|entregada|inviato|inviata|spedito|spedita|consegnato|consegnata|"
    "recapitato|recapitata|verzonden|verstuurd|gestuurd|afgeleverd|bezorgd|entregue|entregues|"
    "skickat|skickad|skickats|levererat|levererad|sendt|afsendt|leveret|"
    "wysłano|wysłany|wysłana|wysłane|dostarczono|dostarczony|dostarczona" },
  /* What fails for a time says nothing of the address: a mailbox that is full, a server that asks
   * to come again. It was sent. */
  { "SENT",
    "soft bounce|soft bounced|soft bounces|softbounce|temporary bounce|transient bounce|transient|"
    "temporary failure|temporarily failed|temporary error|deferred|delayed|mailbox full|"
    "inbox full|over quota|quota exceeded|out of office|autoreply|auto reply|"
    "rebond temporaire|rebond mou|rebond léger|rebond doux|échec temporaire|erreur temporaire|"
    "différé|différée|retardé|boîte pleine|boîte mail pleine|boîte de réception pleine|"
    "messagerie pleine|réponse automatique|absence du bureau|"
    "weicher bounce|postfach voll|mailbox voll|postfach überfüllt|temporärer fehler|"
    "vorübergehender fehler|vorübergehend nicht zustellbar|temporär nicht zustellbar|"
    "vorübergehend unzustellbar|temporär unzustellbar|zurückgestellt|verzögert|"
    "abwesenheitsnotiz|"
    "rebote suave|rebote blando|rebote temporal|buzón lleno|error temporal|fallo temporal|"
    "aplazado|aplazada|diferido|diferida|respuesta automática|"
    "rimbalzo temporaneo|rimbalzo morbido|rimbalzo soft|casella piena|errore temporaneo|"
    "differito|differita|rinviato|rinviata|risposta automatica|"
    "zachte bounce|postvak vol|mailbox vol|tijdelijke fout|tijdelijk niet bezorgd|"
    "tijdelijk onbestelbaar|uitgesteld|vertraagd|"
    "rejeição temporária|devolução temporária|caixa cheia|caixa postal cheia|"
    "caixa de entrada cheia|erro temporário|falha temporária|adiado|adiada|resposta automática|"
    "mjuk studs|tillfällig studs|tillfälligt fel|inkorgen full|full inkorg|brevlådan full|"
    "fördröjd|uppskjuten|autosvar|"
    "blød afvisning|midlertidig fejl|midlertidigt afvist|indbakke fuld|fuld indbakke|"
    "postkasse fuld|forsinket|udsat|autosvar|"
    "miękkie odbicie|odbicie miękkie|błąd tymczasowy|tymczasowy błąd|skrzynka pełna|"
    "pełna skrzynka|przepełniona skrzynka|opóźniony|opóźniono|odroczono|autoodpowiedź" },
  { "OPENED",
    "opened|open|opens|read|viewed|ouvert|ouverte|ouverture|lu|lue|geöffnet|gelesen|öffnung|"
    "abierto|abierta|apertura|leído|leída|aperto|aperta|letto|letta|geopend|gelezen|"
    "aberto|aberta|abertura|lido|lida|öppnat|öppnad|öppnats|läst|öppning|åbnet|læst|åbning|"
    "otwarto|otwarty|otwarta|otwarcie|przeczytano|przeczytany|odczytano" },
  { "CLICKED",
    "clicked|click|clicks|cliqué|cliquée|clic|geklickt|angeklickt|klick|cliqueado|"
    "clicado|clicada|hizo clic|cliccato|cliccata|geklikt|aangeklikt|klik|clique|clicou|"
    "klickat|klickad|klikket|kliknięto|kliknięty|kliknięta|kliknięcie" },
  { "BOUNCED",
    "bounced|bounce|bounces|hard bounce|hard bounced|hard bounces|hardbounce|permanent bounce|"
    "permanent failure|permanently failed|user unknown|unknown user|mailbox not found|"
    "undeliverable|undelivered|not delivered|failed|failure|rejected|"
    "rebond|rebond dur|rebond définitif|rebond permanent|échec définitif|échec permanent|erreur|"
    "non distribué|non délivré|non remis|rejeté|échec|npai|"
    "harter bounce|dauerhaft unzustellbar|"
    "unzustellbar|nicht zustellbar|nicht zugestellt|fehlgeschlagen|abgelehnt|zurückgewiesen|"
    "rebote duro|rebote permanente|"
    "rebotado|rebotada|rebote|no entregado|no entregada|fallido|rechazado|error|"
    "rimbalzo permanente|rimbalzo definitivo|"
    "rimbalzato|rimbalzata|rimbalzo|non consegnato|non consegnata|non recapitato|respinto|"
    "respinta|fallito|harde bounce|permanent onbestelbaar|"
    "onbestelbaar|niet afgeleverd|niet bezorgd|niet bezorgbaar|mislukt|"
    "geweigerd|rejeição permanente|devolução permanente|"
    "devolvido|devolvida|rejeitado|rejeitada|não entregue|falhou|"
    "hård studs|permanent studs|"
    "studsade|studsat|studs|ej levererat|ej levererad|inte levererat|misslyckades|avvisad|"
    "hård afvisning|permanent afvist|"
    "afvist|ikke leveret|kunne ikke leveres|mislykket|"
    "twarde odbicie|odbicie twarde|trwały błąd|"
    "odrzucono|odrzucony|odbity|odbito|niedostarczono|niedostarczony|nie dostarczono|zwrot|"
    /* taken off the list, as messages came back */
    "cleaned|nettoyé|nettoyée|bereinigt|limpiado|limpiada|depurado|depurada|ripulito|ripulita|"
    "opgeschoond|limpo|limpa|rensad|renset|wyczyszczony|wyczyszczono" },
  { "OPTOUT",
    "optout|opt-out|opted out|unsubscribed|unsubscribe|unsubscription|spam|spam complaint|"
    "complaint|complained|désinscrit|désinscrite|désabonné|désabonnée|désinscription|"
    "désabonnement|plainte|"
    "abgemeldet|abmeldung|abbestellt|abbestellung|ausgetragen|austragung|widerrufen|beschwerde|"
    "baja|dado de baja|dada de baja|desuscrito|desuscrita|cancelado|cancelada|queja|"
    "disiscritto|disiscritta|disiscrizione|cancellato|cancellata|cancellazione|reclamo|"
    "uitgeschreven|uitschrijving|afgemeld|afmelding|opgezegd|klacht|"
    "descadastrado|descadastrada|descadastro|cancelou|cancelamento|"
    "avregistrerad|avregistrering|avanmäld|avanmälan|avprenumererad|avslutat|"
    "afmeldt|frameldt|frameldte|afmeldte|"
    "wypisano|wypisany|wypisana|wypisanie|wypisał się|rezygnacja|zrezygnowano|skarga" },
  /* Whoever is on the list for another reason has not said that messages are welcome. */
  { "OPTOUT",
    "not subscribed|never subscribed|non subscribed|nonsubscribed|non inscrit|non inscrite|"
    "non abonné|non abonnée|nicht angemeldet|nicht abonniert|no suscrito|no suscrita|no inscrito|"
    "non iscritto|non iscritta|niet ingeschreven|niet geabonneerd|niet aangemeld|não inscrito|"
    "não inscrita|não subscrito|ej prenumererad|inte prenumererad|ikke tilmeldt|niezapisany|"
    "niezapisana|nie zapisany|nie zapisana" },
  /* Whoever was asked and has not answered yet may not be written to. */
  { "UNCONFIRMED",
    "pending|unconfirmed|not confirmed|pending confirmation|awaiting confirmation|"
    "waiting for confirmation|confirmation pending|double opt-in pending|opt-in pending|"
    "en attente|en attente de confirmation|non confirmé|non confirmée|à confirmer|"
    "double opt-in en attente|"
    "unbestätigt|nicht bestätigt|ausstehend|bestätigung ausstehend|wartet auf bestätigung|"
    "double opt-in ausstehend|"
    "pendiente|pendiente de confirmación|sin confirmar|no confirmado|no confirmada|por confirmar|"
    "in attesa|in attesa di conferma|non confermato|non confermata|da confermare|"
    "in afwachting|in afwachting van bevestiging|niet bevestigd|onbevestigd|nog te bevestigen|"
    "pendente|pendente de confirmação|aguardando confirmação|a aguardar confirmação|"
    "não confirmado|não confirmada|"
    "obekräftad|obekräftat|ej bekräftad|inte bekräftad|väntar på bekräftelse|väntande|"
    "ubekræftet|ikke bekræftet|afventer|afventer bekræftelse|"
    "niepotwierdzony|niepotwierdzona|niepotwierdzono|oczekuje|oczekujący|oczekująca|"
    "oczekuje na potwierdzenie" },
  { "SUBSCRIBED",
    "subscribed|subscriber|subscribe|opted in|opt-in|optin|active|confirmed|"
    "inscrit|inscrite|abonné|abonnée|actif|confirmé|confirmée|"
    "angemeldet|abonniert|abonnent|eingetragen|aktiv|bestätigt|"
    "suscrito|suscrita|suscripto|suscriptor|alta|dado de alta|dada de alta|activo|activa|"
    "confirmado|confirmada|"
    "iscritto|iscritta|attivo|attiva|confermato|confermata|"
    "ingeschreven|aangemeld|geabonneerd|abonnee|actief|bevestigd|"
    "inscrito|inscrita|subscrito|subscrita|assinante|ativo|ativa|"
    "prenumererar|prenumererad|prenumerant|anmäld|bekräftad|tilmeldt|bekræftet|"
    "zapisany|zapisana|zapisano|subskrybent|subskrybuje|aktywny|aktywna|potwierdzony|"
    "potwierdzona" },
};

/* What stands beside an address whose messages come back for good, for a time, or not at all. */
static const Meaning bounces[] = {
  { "BOUNCED",
    "hard|permanent|invalid|dur|définitif|invalide|hart|dauerhaft|ungültig|duro|permanente|"
    "inválido|inválida|non valido|non valida|ongeldig|definitivo|hård|ogiltig|"
    "ugyldig|twarde|twardy|trwały|nieprawidłowy" },
  { "SENT",
    "soft|temporary|transient|none|valid|ok|deliverable|no bounce|not bounced|mou|doux|temporaire|"
    "aucun|aucune|valide|weich|vorübergehend|temporär|keine|keiner|gültig|suave|blando|temporal|"
    "ninguno|ninguna|válido|válida|morbido|temporaneo|nessuno|nessuna|valido|valida|zacht|"
    "tijdelijk|geen|geldig|temporário|temporária|nenhum|nenhuma|mjuk|tillfällig|ingen|inga|giltig|"
    "blød|midlertidig|gyldig|miękkie|miękki|tymczasowy|brak|żadne|prawidłowy" },
};

static GHashTable *
make_table (const Meaning *meanings, gsize count)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < count; i++)
    {
      g_auto (GStrv) words = g_strsplit (meanings[i].words, "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        g_hash_table_insert (table, tv_text_fold (words[k]), (char *) meanings[i].code);
    }
  return table;
}

static gpointer
make_channels (gpointer unused)
{
  return make_table (channels, G_N_ELEMENTS (channels));
}

static gpointer
make_statuses (gpointer unused)
{
  return make_table (statuses, G_N_ELEMENTS (statuses));
}

static gpointer
make_bounces (gpointer unused)
{
  return make_table (bounces, G_N_ELEMENTS (bounces));
}

static const char *
find (GHashTable *table, const char *text)
{
  g_autofree char *folded = tv_text_fold (text);

  return g_hash_table_lookup (table, folded);
}

/* Where a reason begins behind what became of a message: “Bounced (mailbox full)”, “Hard bounce -
 * user unknown”. */
static const char *
find_reason (const char *text)
{
  const char *mark = strpbrk (text, "(:;,");
  const char *dash = strstr (text, " - ");

  return dash != NULL && (mark == NULL || dash < mark) ? dash + 1 : mark;
}

/**
 * tv_contact_words_find_channel:
 * @text: a cell
 *
 * Returns: (nullable): EMAIL, SMS, MAIL or PHONE, static; %NULL where the word is not known
 */
const char *
tv_contact_words_find_channel (const char *text)
{
  static GOnce once = G_ONCE_INIT;

  /* In capitals it is the code of a letter; in other writings mail means e-mail. */
  if (g_str_equal (text, "MAIL"))
    return "MAIL";
  g_once (&once, make_channels, NULL);
  return find (once.retval, text);
}

/**
 * tv_contact_words_find_status:
 * @text: a cell
 *
 * Returns: (nullable): SENT, OPENED, CLICKED, BOUNCED or OPTOUT; of somebody on a list, which says
 * of no message, SUBSCRIBED or UNCONFIRMED; static; %NULL where the word is not known
 */
const char *
tv_contact_words_find_status (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  const char *code, *said, *reason;
  g_autofree char *head = NULL;

  g_once (&once, make_statuses, NULL);
  code = find (once.retval, text);
  reason = code == NULL ? find_reason (text) : NULL;
  if (reason == NULL)
    return code;
  head = g_strndup (text, (gsize) (reason - text));
  code = find (once.retval, head);
  said = find (once.retval, reason);
  /* A reason that passes makes no address a bad one. */
  return g_strcmp0 (code, "BOUNCED") == 0 && g_strcmp0 (said, "SENT") == 0 ? said : code;
}

/**
 * tv_contact_words_find_bounce:
 * @text: a cell of a column that says whether messages come back
 *
 * Returns: 1 where they do for good, 0 where they do not, or for a time only, -1 where the word is
 * not known
 */
int
tv_contact_words_find_bounce (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  const char *code;

  g_once (&once, make_bounces, NULL);
  code = find (once.retval, text);
  if (code == NULL)
    code = tv_contact_words_find_status (text);
  return code == NULL ? -1 : g_str_equal (code, "BOUNCED");
}

/**
 * tv_contact_words_are_of_list:
 * @text: a cell
 *
 * Returns: whether it says how somebody stands on a list of subscribers, and not what became of a
 * message
 */
gboolean
tv_contact_words_are_of_list (const char *text)
{
  const char *code = tv_contact_words_find_status (text);

  return code != NULL
         && (g_str_equal (code, "SUBSCRIBED") || g_str_equal (code, "UNCONFIRMED")
             || g_str_equal (code, "OPTOUT") || g_str_equal (code, "BOUNCED"));
}

/**
 * tv_contact_words_are_unconfirmed:
 * @text: a cell
 *
 * Returns: whether it says that somebody has not confirmed yet that messages are welcome; of a
 * message it would say that it waits
 */
gboolean
tv_contact_words_are_unconfirmed (const char *text)
{
  return g_strcmp0 (tv_contact_words_find_status (text), "UNCONFIRMED") == 0;
}

/**
 * tv_contact_words_are_objection:
 * @text: a cell
 *
 * Returns: whether it says that somebody wants no messages
 */
gboolean
tv_contact_words_are_objection (const char *text)
{
  return g_strcmp0 (tv_contact_words_find_status (text), "OPTOUT") == 0;
}
