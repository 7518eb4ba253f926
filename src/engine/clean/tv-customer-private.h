/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer while it is cleaned, shared by the file that loads and writes customers and the file
 * that finds duplicates. Inside the room only. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

typedef enum
{
  FIELD_CODE,
  FIELD_LAST_NAME,
  FIELD_FIRST_NAME,
  FIELD_EMAIL,
  FIELD_PHONE,
  FIELD_ADDRESS,
  FIELD_POSTAL_CODE,
  FIELD_CITY,
  FIELD_COUNTRY,
  N_FIELDS,
} Field;

typedef struct
{
  gint64 id;
  const char *fields[N_FIELDS]; /* NULL = none; like all texts, kept by who loads */
  const char *last_fold, *first_fold;
  const char *group_name;      /* last_fold of the first of its group that has one; of a root */
  gint8 is_optout, is_bounced; /* -1 = not said */
  guint32 master;              /* index, union-find */
  const char *rule;            /* NULL for a master */
} Customer;

guint32 tv_duplicates_find_master (GArray *customers, guint32 index);
gboolean tv_duplicates_link (GArray *customers,
                             Field field,
                             const char *rule,
                             TvProgress *progress,
                             GError **error);

G_END_DECLS
