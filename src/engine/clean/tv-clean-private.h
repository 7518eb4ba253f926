/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the room. */
#pragma once

#include "base/tv-product-labels.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* The family of services without one; the same word in both languages. */
#define TV_CLEAN_SERVICES "Services"

/* A label or key that no file has a product for, and that came to mean one of another name. */
typedef struct
{
  gint64 ref, product;
} TvCleanMeaning;

/* Services that only lines name, as they are found. */
typedef struct
{
  TvJob *job;
  GHashTable *families; /* ids by name */
  gint64 family;        /* of services, 0 = none was found yet */
  gboolean has_changes; /* since then: whether an import was ever undone */
  GByteArray *sold;     /* (nullable) a bit for each reference that a line names, asked then */
  GArray *others;       /* (nullable) of TvCleanMeaning */
} TvCleanServices;

gboolean tv_clean_customers (TvJob *job, GError **error);
gboolean tv_clean_products (TvJob *job, GError **error);
gboolean tv_clean_named_products (TvJob *job, GError **error);
gboolean tv_clean_delete_lost (TvJob *job, TvSql named, TvSql all, TvSql delete, GError **error);
gboolean tv_clean_ask_labels (TvJob *job, TvSql sql, TvProductLabels *labels, GError **error);
gboolean tv_clean_add_labels (TvJob *job,
                              TvSql sql,
                              TvProductLabels *labels,
                              TvLabelAge age,
                              GError **error);
gint64 tv_clean_get_family (TvJob *job, GHashTable *families, const char *name, GError **error);
void tv_clean_services_clear (TvCleanServices *services);
gboolean
tv_clean_take_service (TvCleanServices *services, gint64 ref, const char *text, GError **error);
gboolean tv_clean_take_service_codes (TvCleanServices *services, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvCleanServices, tv_clean_services_clear)

G_END_DECLS
