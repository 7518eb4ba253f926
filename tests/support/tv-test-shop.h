/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace behind the public face that takes in texts written by a test. */
#pragma once

#include "tastevin.h"

G_BEGIN_DECLS

#define TV_TEST_SALES "customer_code;order_date;doc_ref;product_label;qty;amount_ht;email\n"

typedef struct
{
  char *folder, *path;
  TvEngine *engine;
} TvTestShop;

void tv_test_shop_init (TvTestShop *shop);
void tv_test_shop_clear (TvTestShop *shop);
TvImportFile *tv_test_shop_sniff (TvTestShop *shop, const char *name, const char *text);
GPtrArray *tv_test_shop_import (TvTestShop *shop, TvImportFile *file, gboolean is_dry_run);
void tv_test_shop_check_pending (TvTestShop *shop, GPtrArray *results);
gint64 tv_test_shop_take (TvTestShop *shop, const char *name, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvTestShop, tv_test_shop_clear)

G_END_DECLS
