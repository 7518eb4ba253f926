/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up merchant: a folder with exports and a workspace into which they were imported through
 * the public face. */
#pragma once

#include "tastevin.h"

G_BEGIN_DECLS

#define TV_TEST_CUSTOMERS 240
#define TV_TEST_PRODUCTS 48
#define TV_TEST_LINES 3000

typedef struct
{
  char *folder;
  char *path; /* of the workspace */
  TvEngine *engine;
} TvTestMerchant;

void tv_test_merchant_init (TvTestMerchant *merchant);
void tv_test_merchant_clear (TvTestMerchant *merchant);
void tv_test_merchant_reopen (TvTestMerchant *merchant, TvOpenFlags flags);
GPtrArray *tv_test_merchant_sniff (const char *folder);
gint64 tv_test_merchant_run (TvTestMerchant *merchant, guint threads);
guint tv_test_merchant_count_findings (TvTestMerchant *merchant);

G_END_DECLS
