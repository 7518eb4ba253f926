/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shops write all their orders into an export, also those that were cancelled or never paid. Their
 * words for it are read one by one, in seven languages, so that "Cancelled by the customer" is
 * understood, too. */
#include "rows/tv-order-status.h"

#include <string.h>

#include "base/tv-text.h"

#define LONGEST 100 /* bytes; what is longer is a remark */

typedef enum
{
  WORD_UNKNOWN,
  WORD_SALE,
  WORD_NONE,
  WORD_IN_PART, /* what is cancelled or refunded in part is a sale, as is what is not so */
} Word;

static const struct
{
  Word word;
  const char *words;
} dictionary[] = {
  { WORD_NONE,
    "cancelled canceled cancel cancellation annule annulee annules annulees annulation storniert "
    "storno annulliert abgebrochen cancelado cancelada anulado anulada annullato annullata "
    "cancellato geannuleerd void voided failed failure fail echoue echouee echec fehlgeschlagen "
    "fallido fallito mislukt declined denied refused refuse refusee rejected rejete rejetee "
    "abgelehnt rechazado rifiutato draft brouillon entwurf borrador bozza rascunho abandoned "
    "abandonne abandonnee expired expire expiree abgelaufen deleted trash trashed supprime "
    "supprimee geloscht fraud fraude unavailable quote quotation devis angebot presupuesto "
    "preventivo offerte orcamento proforma aborted" },
  { WORD_NONE,
    "refunded refund rembourse remboursee remboursement erstattet erstattung reembolsado "
    "rimborsato terugbetaald returned returning retourne retournee retour retoure zuruckgegeben "
    "devuelto devolvido reso chargeback reversed" },
  { WORD_SALE,
    "paid payee payed complete completed completee termine terminee shipped shipping expedie "
    "expediee delivered livre livree processing processed process pending open closed fulfilled "
    "unfulfilled authorized authorised approved accepted invoiced facture facturee confirmed "
    "confirme confirmee valide validee validated active cours attente hold bezahlt versendet "
    "versandt abgeschlossen geliefert offen pagado pagada pago pagato enviado entregado spedito "
    "consegnato evaso completato completado betaald verzonden afgerond geleverd unpaid impaye "
    "impayee resolved created success successful succeeded received transit dispatched disputed "
    "picked settled captured solde soldee reglee" },
  { WORD_IN_PART,
    "partially partial partly part partiellement partielle partiel teilweise parcialmente parcial "
    "parzialmente gedeeltelijk not non nicht no requested demandee" },
};

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
            g_hash_table_insert (made,
                                 g_strdup (words[k]),
                                 GUINT_TO_POINTER ((guint) dictionary[i].word));
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/**
 * tv_order_status_read:
 * @text: what a file says of the state of an order, valid UTF-8
 *
 * Reads the state of an order. What is cancelled or refunded in part stays a sale.
 *
 * Returns: what it means for the order's lines
 */
TvOrderStatus
tv_order_status_read (const char *text)
{
  gboolean has_word[WORD_IN_PART + 1] = { FALSE };
  g_autofree char *folded = NULL;

  if (strlen (text) > LONGEST)
    return TV_ORDER_STATUS_UNKNOWN;
  folded = tv_text_fold (text);
  for (char *at = folded; *at != '\0';)
    {
      gsize length = strcspn (at, " ");
      gboolean is_last = at[length] == '\0';

      at[length] = '\0';
      has_word[GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), at))] = TRUE;
      at += length + !is_last;
    }
  if (has_word[WORD_NONE])
    return has_word[WORD_IN_PART] ? TV_ORDER_STATUS_SALE : TV_ORDER_STATUS_NONE;
  return has_word[WORD_SALE] ? TV_ORDER_STATUS_SALE : TV_ORDER_STATUS_UNKNOWN;
}

/**
 * tv_order_status_is_known:
 * @cell: a cell
 *
 * Returns: whether it says in what state an order is
 */
gboolean
tv_order_status_is_known (const char *cell)
{
  g_autofree char *valid = g_utf8_make_valid (cell, -1);

  return tv_order_status_read (valid) != TV_ORDER_STATUS_UNKNOWN;
}

/**
 * tv_order_status_is_set:
 * @text: a cell of a column that says whether an order was cancelled, valid UTF-8
 *
 * Returns: whether it was: yes, a day, a reason; whatever is not a no
 */
gboolean
tv_order_status_is_set (const char *text)
{
  static const char *const no[] = { "", "0", "no", "n", "false", "non", "faux", "nein", "nee" };
  g_autofree char *folded = tv_text_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (g_str_equal (folded, no[i]))
      return FALSE;
  return TRUE;
}
