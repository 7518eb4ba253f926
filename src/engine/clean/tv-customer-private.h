/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer while it is cleaned, shared by the file that loads and writes customers, the file that
 * finds duplicates and the file that does as people said. Inside the room only. */
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
  const char *rule;            /* NULL for a master, and for who was merged by a person */
  GArray *apart; /* (nullable) of guint32: who must not be in its group; of a root: all of them */
} Customer;

guint32 tv_duplicates_find_master (GArray *customers, guint32 index);
gboolean tv_duplicates_link (GArray *customers,
                             Field field,
                             const char *rule,
                             TvProgress *progress,
                             GError **error);

gboolean tv_duplicates_is_apart (GArray *customers, guint32 root, guint32 other);
void tv_duplicates_complete (Customer *master, const Customer *customer);

void tv_links_keep_apart (GArray *customers, GPtrArray *links);
void tv_links_merge (GArray *customers, GPtrArray *links);
Customer *tv_customers_find (GArray *customers, gint64 id);

G_END_DECLS
