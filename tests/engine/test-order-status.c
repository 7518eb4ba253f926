/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders that came to nothing: which words mean it, which column says it, and that their lines are
 * left out, told and counted apart from what is rejected. */
#include <string.h>

#include "rows/tv-import-notes.h"
#include "rows/tv-order-status.h"
#include "tv-test-import.h"

/* In many languages. */
static const char *const none[] = { "Cancelled",
                                    "canceled",
                                    "CANCELED",
                                    "Annulé",
                                    "Annulée",
                                    "storniert",
                                    "Voided",
                                    "refunded",
                                    "Refund",
                                    "Failed",
                                    "wc-cancelled",
                                    "Annulée par le client",
                                    "Draft",
                                    "checkout-draft",
                                    "abandonné",
                                    "Payment declined",
                                    "Devis",
                                    "expired",
                                    "Remboursée",
                                    "Shipped - Returned to Seller",
                                    "geannuleerd",
                                    "Cancelado",
                                    "SUSPECTED_FRAUD",
                                    "Anulowane",
                                    "Zrušeno",
                                    "Annulleret",
                                    "Peruttu",
                                    "Törölve",
                                    "İptal edildi",
                                    "Otkazano",
                                    "Atsaukts",
                                    "Ακυρώθηκε",
                                    "Отменён",
                                    "Скасовано",
                                    "キャンセル済み",
                                    "已取消",
                                    "주문 취소",
                                    "ملغي",
                                    "בוטל",
                                    "返金済み",
                                    "Возврат" };
static const char *const sales[] = { "paid",
                                     "Complete",
                                     "Shipped",
                                     "Expédiée",
                                     "wc-completed",
                                     "pending",
                                     "partially_refunded",
                                     "delivered",
                                     "En cours",
                                     "Bezahlt",
                                     "On hold",
                                     "Partially canceled",
                                     "not void",
                                     "Payment Review",
                                     "Livrée",
                                     "Terminée",
                                     "cancellation requested",
                                     "Abierta",
                                     "Recibido",
                                     "Pedido entregue",
                                     "Zrealizowane",
                                     "Zaplaceno",
                                     "Maksettu",
                                     "Fizetve",
                                     "Ödendi",
                                     "Plaćeno",
                                     "Πληρώθηκε",
                                     "Выполнен",
                                     "Частично отменён",
                                     "支払い済み",
                                     "已完成",
                                     "결제 완료",
                                     "Ikke annullert" };
static const char *const unknown[] = { "", "NY", "SP", "Île-de-France", "Zeppelin", "42" };

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (tv_order_status_read (none[i]), ==, TV_ORDER_STATUS_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (sales); i++)
    g_assert_cmpint (tv_order_status_read (sales[i]), !=, TV_ORDER_STATUS_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_cmpint (tv_order_status_read (unknown[i]), ==, TV_ORDER_STATUS_UNKNOWN);
}

static const struct
{
  const char *name, *text, *mapping;
  gint64 accepted, rejected, left_out;
  const char *rejects, *amount;
} exports[] = {
  { "column",
    "Order ID,Order Date,Customer,Product,Quantity,Amount,Order Status\n"
    "1,2024-01-05,C1,Bag,1,20.00,Completed\n2,2024-01-05,C2,Mug,1,15.00,Cancelled\n"
    "3,2024-01-06,C1,Mug,1,15.00,Refunded\n4,2024-01-06,C3,Bag,1,20.00,Processing\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 order_status=6 product_label=3 qty=4 "
    "amount_ht=5",
    2,
    0,
    2,
    "3|Order Status|NOT_A_SALE|Cancelled\n4|Order Status|NOT_A_SALE|Refunded\n",
    "4000" },
  /* What takes back is a return; nothing has to be right in a line that does not count. */
  { "returns",
    "N° facture;Date;Code client;Article;Qté;Montant HT;Statut\n"
    "F1;05/01/2024;C1;Sac;1;20,00;Réglée\nF2;15/01/2024;C1;Sac;-1;-20,00;Remboursée\n"
    "F3;16/01/2024;C2;Bol;;;Annulée\nF4;17/01/2024;C2;Bol;1;abc;Livrée\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 order_status=6 product_label=3 qty=4 "
    "amount_ht=5",
    2,
    1,
    1,
    "4|Statut|NOT_A_SALE|Annulée\n5|Montant HT|BAD_NUMBER|abc\n",
    "0" },
  /* The state of an order stands in its first line only, and in a day of its own. */
  { "first-lines",
    "Name,Email,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Billing Name\n"
    "#1,a@example.org,paid,2024-01-05 10:12:33 +0100,,2,Print,15.00,Ann\n"
    "#1,a@example.org,,2024-01-05 10:12:33 +0100,,1,Bag,20.00,\n"
    "#2,b@example.org,voided,2024-01-06 10:12:33 +0100,,1,Bag,20.00,\n"
    "#2,b@example.org,,2024-01-06 10:12:33 +0100,,1,Mug,15.00,\n"
    "#3,b@example.org,pending,2024-01-07 10:12:33 +0100,2024-01-08 09:00:00 +0100,1,Bag,20.00,\n"
    "#3,b@example.org,,2024-01-07 10:12:33 +0100,,1,Mug,15.00,\n"
    "#4,a@example.org,paid,2024-01-08 10:12:33 +0100,,1,Mug,15.00,\n",
    "INVOICE_LINES customer_code=1 order_date=3 doc_ref=0 order_status=2 is_cancelled=4 "
    "product_label=6 qty=5 unit_price=7 last_name=8 email=1",
    3,
    0,
    4,
    "4|Financial Status|NOT_A_SALE|voided\n5||NOT_A_SALE|\n6|Cancelled at|NOT_A_SALE|2024-01-08 "
    "09:00:00 +0100\n7||NOT_A_SALE|\n",
    "6500" },
  /* Whatever number of lines it has, and where its first line alone has the day, too. */
  { "many-lines",
    "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Billing Name\n"
    "#1,a@example.org,paid,2024-01-05 10:12:33 +0100,2,Print,15.00,Ann\n"
    "#1,a@example.org,,,1,Bag,20.00,\n"
    "#2,b@example.org,refunded,2024-01-06 10:12:33 +0100,1,Bag,20.00,Bob\n"
    "#2,b@example.org,,,1,Mug,15.00,\n#2,b@example.org,,,3,Print,15.00,\n"
    "#2,b@example.org,,,1,Pen,2.00,\n"
    "#3,a@example.org,paid,2024-01-08 10:12:33 +0100,1,Mug,15.00,Ann\n"
    "#3,a@example.org,,,1,Pen,2.00,\n",
    "INVOICE_LINES customer_code=1 order_date=3 doc_ref=0 order_status=2 product_label=5 qty=4 "
    "unit_price=6 last_name=7 email=1",
    4,
    0,
    4,
    "4|Financial Status|NOT_A_SALE|refunded\n5||NOT_A_SALE|\n6||NOT_A_SALE|\n7||NOT_A_SALE|\n",
    "6700" },
  /* States of a federation are none of an order. */
  { "federation",
    "Order ID,Order Date,Customer ID,City,State,Product Name,Quantity,Sales\n"
    "1,2024-01-05,C1,Austin,TX,Bag,1,20.00\n2,2024-01-05,C2,Reno,Nevada,Mug,1,15.00\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 qty=6 amount_ht=7 city=3",
    2,
    0,
    0,
    "",
    "3500" },
  { "quotes",
    "Type,Numéro de pièce,Date,Code client,Désignation,Quantité,Total HT\n"
    "Facture,F1,2024-01-05,C1,Sac,1,20.00\nDevis,D1,2024-01-05,C1,Sac,3,60.00\n"
    "Avoir,A1,2024-01-06,C1,Sac,1,20.00\n",
    "SALES_LINES customer_code=3 order_date=2 doc_ref=1 doc_type=0 product_label=4 qty=5 "
    "amount_ht=6",
    2,
    0,
    1,
    "3|Type|NOT_A_SALE|Devis\n",
    "0" },
};

static void
test_export (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *rejects = NULL, *left_out = NULL;

  tv_test_import_init (&import);
  result = tv_test_import_take_mapped (&import, exports[i].text, exports[i].mapping);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, exports[i].rejects);
  g_assert_cmpint (result->accepted_count, ==, exports[i].accepted);
  g_assert_cmpint (result->rejected_count, ==, exports[i].rejected);
  g_assert_cmpint (result->left_out_count, ==, exports[i].left_out);
  tv_test_import_expect (&import,
                         "SELECT sum (amount_ht_cents) FROM sales_line",
                         exports[i].amount);
  left_out = g_strdup_printf ("%d", (int) exports[i].left_out);
  tv_test_import_expect (&import,
                         "SELECT value FROM batch_figure WHERE name = 'not_sales'",
                         left_out);
}

/* Without the column everything counts, and nothing is said of it. */
static void
test_switched_off (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_auto (GStrv) before = NULL, after = NULL;
  guint count, column = 0;
  const TvImportColumn *columns;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, exports[0].text);
  before = tv_import_file_list_notes (file);
  g_assert_cmpuint (g_strv_length (before), ==, 1);
  g_assert_nonnull (strstr (before[0], "“Order Status”: Cancelled, Refunded."));
  columns = tv_import_kind_get_columns (file->kind, &count);
  while (!g_str_equal (columns[column].name, "order_status"))
    column++;
  tv_import_file_set_column (file, column, -1);
  after = tv_import_file_list_notes (file);
  g_assert_cmpuint (g_strv_length (after), ==, 0);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 4);
  g_assert_cmpint (result->left_out_count, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-status/words", test_words);
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strconcat ("/order-status/", exports[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER ((guint) i), test_export);
    }
  g_test_add_func ("/order-status/switched-off", test_switched_off);
  return g_test_run ();
}
