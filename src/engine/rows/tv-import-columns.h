/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All canonical columns of SPEC section 2, and which kind of file has which. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef enum
{
  TV_COLUMN_CUSTOMER_CODE,
  TV_COLUMN_LAST_NAME,
  TV_COLUMN_FIRST_NAME,
  TV_COLUMN_EMAIL,
  TV_COLUMN_PHONE,
  TV_COLUMN_ADDRESS,
  TV_COLUMN_POSTAL_CODE,
  TV_COLUMN_CITY,
  TV_COLUMN_COUNTRY,
  TV_COLUMN_IS_OPTOUT,
  TV_COLUMN_IS_BOUNCED,
  TV_COLUMN_PRODUCT_KEY,
  TV_COLUMN_PRODUCT_LABEL,
  TV_COLUMN_FAMILY,
  TV_COLUMN_SUB_FAMILY,
  TV_COLUMN_BRAND,
  TV_COLUMN_VINTAGE,
  TV_COLUMN_GRAPE,
  TV_COLUMN_SWEETNESS,
  TV_COLUMN_PRICE,
  TV_COLUMN_COST,
  TV_COLUMN_MARGIN,
  TV_COLUMN_PRICE_BAND,
  TV_COLUMN_PREMIUM_TIER,
  TV_COLUMN_IS_ACTIVE,
  TV_COLUMN_SEASON_TAGS,
  TV_COLUMN_STOCK,
  TV_COLUMN_ORDER_DATE,
  TV_COLUMN_DOC_REF,
  TV_COLUMN_DOC_TYPE,
  TV_COLUMN_ORDER_STATUS,
  TV_COLUMN_IS_CANCELLED,
  TV_COLUMN_QTY,
  TV_COLUMN_AMOUNT_HT,
  TV_COLUMN_UNIT_PRICE,
  TV_COLUMN_DISCOUNT,
  TV_COLUMN_AMOUNT_TTC,
  TV_COLUMN_CONTACT_DATE,
  TV_COLUMN_CHANNEL,
  TV_COLUMN_STATUS,
  TV_COLUMN_CAMPAIGN_ID,
  TV_N_COLUMNS,
} TvColumn;

const TvColumn *tv_import_kind_list_columns (TvImportKind kind, guint *out_count);
const char *tv_column_get_name (TvColumn column);
const char *tv_column_get_names (TvColumn column);
gboolean tv_column_is_required (TvImportKind kind, TvColumn column);
gboolean tv_column_is_of_item (TvColumn column);
gboolean tv_import_file_is_open_to (const TvImportFile *file, int header_index, TvColumn column);
TvColumn tv_column_get_stand_in (TvImportKind kind, TvColumn column);
gboolean tv_import_kind_has_lines (TvImportKind kind);
char *tv_header_fold (const char *header);
gboolean tv_header_is_known (const char *header);
int tv_column_get_rank (TvColumn column, const char *folded);
/* The cells that stand before a batch's own columns in its file of rejects. */
const char *const *tv_mended_list_headers (void);
#define TV_MENDED_CODE 3 /* the cell of a file of rejects that says why a row was rejected */
gboolean tv_mended_has_header (const TvImportFile *file);
/* For each column of the file's kind the header cell that it may take, and how sure that is. */
void tv_import_propose_mapping (TvImportFile *file);
double tv_import_match_score (const TvImportFile *file, guint header_index, TvColumn column);
void tv_import_file_update_score (TvImportFile *file);
/* The header index of a canonical column in a file, -1 where it has none or is not mapped. */
int tv_import_file_get_index (const TvImportFile *file, TvColumn column);

G_END_DECLS
