/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose addresses are those that mailing tools have in the place of codes. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

typedef struct _TvAddressOwners TvAddressOwners;

TvAddressOwners *tv_address_owners_load (TvJob *job, GError **error);
void tv_address_owners_free (TvAddressOwners *owners);
const GArray *tv_address_owners_get (const TvAddressOwners *owners, gint64 ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvAddressOwners, tv_address_owners_free)

G_END_DECLS
