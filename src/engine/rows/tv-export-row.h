/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files handed out: the layouts, what one export came to, and the list of all exports. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_EXPORT_ITEMS,     /* one row per item */
  TV_EXPORT_CUSTOMERS, /* one row per customer, with up to N product columns */
} TvExportLayout;

typedef struct
{
  gint64 export_id;
  gint64 ledger_seq;
  gint64 row_count;
  gint64 item_count;
  gint64 left_out_count;   /* approved items of customers that have opted out or bounced since */
  gint64 doubled_count;    /* approved items that a person has by another code already */
  gint64 cut_count;        /* approved items beyond the product columns of their customer's row */
  gint64 no_address_count; /* items in the file whose customer has neither e-mail nor phone */
  char *path;
  char *sha256; /* hex */
} TvExportResult;

typedef struct
{
  gint64 id, run_id, row_count, created_usec;
  char *file_path;
  char *layout;
  char *sha256;
  char *state;
} TvExportRow;

const char *tv_export_layout_get_code (TvExportLayout layout);
void tv_export_result_free (TvExportResult *result);
void tv_export_row_free (TvExportRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvExportResult, tv_export_result_free)

G_END_DECLS
