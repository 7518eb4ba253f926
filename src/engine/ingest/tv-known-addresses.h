/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose the addresses are that rows of an import have in the place of codes. Inside the room only.
 */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

typedef enum
{
  TV_ADDRESS_ERROR,
  TV_ADDRESS_UNKNOWN, /* or none at all */
  TV_ADDRESS_OWNED,
  TV_ADDRESS_SHARED, /* by several customers, so that none is meant */
} TvAddressFate;

typedef struct _TvKnownAddresses TvKnownAddresses;

TvKnownAddresses *tv_known_addresses_new (TvJob *job);
void tv_known_addresses_free (TvKnownAddresses *known);
void tv_known_addresses_note (TvKnownAddresses *known,
                              const char *email,
                              gint64 customer,
                              const char *last_name,
                              const char *first_name);
TvAddressFate
tv_known_addresses_find (TvKnownAddresses *known, const char *code, gint64 ref, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvKnownAddresses, tv_known_addresses_free)

G_END_DECLS
