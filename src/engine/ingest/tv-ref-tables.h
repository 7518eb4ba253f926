/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of customers and products while files are taken in. The thread that reads may look
 * up and add, while the one that writes uses the entries it was handed. */
#pragma once

#include "ingest/tv-refs.h"
#include "ingest/tv-row.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount references;
  TvRefs *customers;
  TvRefs *products[2]; /* labels, keys */
  gsize others;        /* bytes of memory that others than the tables take */
  gsize told;          /* the same with the tables, as they were last told */
} TvRefTables;

TvRefTables *tv_ref_tables_load (TvJob *job, GError **error);
TvRefTables *tv_ref_tables_ref (TvRefTables *tables);
void tv_ref_tables_unref (TvRefTables *tables);
void tv_ref_tables_leave_near (TvRefTables *tables, gsize bytes);
void tv_ref_tables_find (TvRefTables *tables, const TvRowPlan *plan, TvRow *rows, guint count);
gboolean tv_ref_tables_has_far (TvRefTables *tables);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRefTables, tv_ref_tables_unref)

G_END_DECLS
