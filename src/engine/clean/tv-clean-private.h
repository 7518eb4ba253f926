/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the room. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

/* A label or key that means a service and that no file has a product for. */
typedef struct
{
  gint64 ref;
  gint64 product; /* that it came to mean, 0 = none yet */
  char *text;
} TvCleanService;

gboolean tv_clean_customers (TvJob *job, GError **error);
gboolean tv_clean_products (TvJob *job, GError **error);
gboolean tv_clean_list_service_codes (TvJob *job, GArray *services, GError **error);
gboolean tv_clean_write_services (TvJob *job, gint64 family, GArray *services, GError **error);

G_END_DECLS
