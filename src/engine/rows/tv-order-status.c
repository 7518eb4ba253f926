/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shops write all their orders into an export, also those that were cancelled or never paid. Their
 * words for it are read one by one, in three dozen languages, so that "Cancelled by the customer"
 * is understood, too. */
#include "rows/tv-order-status.h"

#include <string.h>

#include "base/tv-text.h"
#include "base/tv-yes-no.h"

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
    "abandonne abandonnee abandonada rechazada reembolsada devuelta expired expire expiree "
    "abgelaufen deleted trash trashed supprime "
    "supprimee geloscht fraud fraude unavailable quote quotation devis angebot presupuesto "
    "preventivo offerte orcamento proforma aborted" },
  { WORD_NONE,
    "refunded refund rembourse remboursee remboursement erstattet erstattung reembolsado "
    "rimborsato terugbetaald returned returning retourne retournee retour retoure zuruckgegeben "
    "devuelto devolvido reso chargeback reversed" },
  { WORD_NONE,
    "anulowane anulowano anulowana anulowany anulowany odrzucone odrzucono nieudane nieudana "
    "zruseno "
    "zrusena zruseny zrusene stornovano stornovane zamitnuto neuspesna annullert annulleret "
    "avbrutt "
    "afbrudt avbruten annullerad makulerad avvist avvisad afvist mislyktes misslyckades "
    "mislykkedes "
    "kansellert kasseret peruttu peruutettu hylatty epaonnistunut torolve torolt visszavonva "
    "lemondva elutasitva sikertelen sztorno anulat anulata respins respinsa esuat esuata iptal "
    "reddedildi basarisiz otkazano otkazana stornirano ponisteno preklicano preklicana zavrnjeno "
    "tuhistatud annulleeritud atcelts atcelta anulets noraidits atsaukts atsauktas atsaukta "
    "anuliuotas "
    "anuliuota ακυρώθηκε ακυρωμένη ακυρωμένο ακύρωση απορρίφθηκε απέτυχε отменен отменён отменена "
    "отменено отмена аннулирован аннулировано отклонен отклонено скасовано скасований скасована "
    "відхилено анулирана анулиран отказана отказан отхвърлена キャンセル キャンセル済み "
    "キャンセル済 取消 取消済 "
    "失敗 已取消 已关闭 已關閉 取消訂單 失败 已失败 취소 취소됨 주문취소 취소완료 실패 ملغي ملغى "
    "ملغاة "
    "ملغية مرفوض מבוטל בוטל בוטלה נכשל נדחה anulada cancellada cancellat rebutjada szkic koncept "
    "utkast kladde luonnos piszkozat ciorna taslak черновик чернетка 下書き 草稿" },
  { WORD_NONE,
    "zwrocone zwrocono zwrot refundowane vraceno vracena vracene refundovano vratene dobropis "
    "refundert refunderet refusjon aterbetald aterbetalt returneret returnert returnerad "
    "tilbagebetalt palautettu hyvitetty visszateritve visszafizetve rambursat rambursata returnat "
    "iade refundirano povrat povraceno vrnjeno vracilo tagastatud tagasimakstud atgriezts "
    "atmaksats grazinta grazintas επιστράφηκε επιστροφή возвращен возвращено возврат повернено "
    "повернення възстановена върната възстановено 返金 返金済み 返金済 返品 已退款 退款 已退货 "
    "退貨 환불 환불됨 "
    "환불완료 반품 مسترد مسترجع مرتجع הוחזר זוכה reemborsat reemborsada retornada" },
  { WORD_SALE,
    "abierta abierto cerrada cerrado archivada archivado recibido recibida pendiente procesando "
    "procesado completada finalizado finalizada aprobado aprobada autorizado entregada enviada "
    "concluido concluida aberto aberta aprovado aprovada aguardando entregue paga aperto chiuso "
    "pagata spedita consegnata evasa afgehandeld open ontvangen verwerkt "
    "zaplacone zaplacono zaplacona oplacone oplacono zrealizowane zrealizowano wyslane wyslano "
    "dostarczone zakonczone nowe nieoplacone oczekujace zaplaceno zaplacena vyrizeno vyrizena "
    "odeslano odeslana doruceno dokonceno nova cekajici zaplatene zaplatena vybavena vybavene "
    "odoslana odoslane dorucene betalt betalad betald fullfort fullford gennemfort afsluttet "
    "levert "
    "leveret levererad sendt skickad avsluttad klar maksettu toimitettu lahetetty valmis avoin "
    "fizetve kifizetve teljesitve kiszallitva feldolgozas fuggoben platit platita achitat livrata "
    "livrat expediat finalizata odendi tamamlandi kargolandi kargoda hazirlaniyor beklemede "
    "placeno placena isporuceno poslano zavrseno zakljuceno placano dobavljeno oddano makstud "
    "tasutud tarnitud saadetud valmis apmaksats apmaksata piegadats pabeigts izpildits apmoketa "
    "apmoketas pristatyta ivykdytas uzbaigta πληρώθηκε πληρωμένη πληρωμένο ολοκληρώθηκε "
    "ολοκληρωμένη εξοφλημένο παραδόθηκε απεστάλη εκκρεμεί оплачен оплачено оплачена выполнен "
    "выполнено завершен завершено доставлен доставлено отправлен отправлено новый обработке "
    "оплачено "
    "сплачено виконано завершено доставлено відправлено нове новий платена платен изпълнена "
    "завършена доставена изпратена 支払済 支払済み 支払い済み 入金済 入金済み 完了 発送済 発送済み "
    "出荷済 "
    "出荷済み 処理中 未払い 新規 已付款 已支付 已完成 已发货 已發貨 已出貨 待付款 待发货 待出貨 "
    "处理中 處理中 "
    "결제완료 결제됨 완료 배송완료 배송중 배송준비중 구매확정 مدفوع مدفوعة مكتمل مكتملة تم التوصيل "
    "المعالجة שולם שולמה הושלם הושלמה נשלח נמסר בטיפול pagada enviada lliurada completada" },
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
    "parzialmente gedeeltelijk not non nicht no requested demandee czesciowo castecne delvist "
    "delvis "
    "delvist osittain reszben partial kismen djelomicno delno osaliselt daleji dalinai μερικώς "
    "частично частково 一部 部分 부분 جزئي חלקית parcialment nie ne не inte ikke" },
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
                                 tv_text_fold (words[k]),
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
  g_autofree char *cleaned = tv_text_clean (text);

  return *cleaned != '\0' && tv_yes_no_read (cleaned, strlen (cleaned)) != 0;
}
