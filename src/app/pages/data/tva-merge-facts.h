/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts about customers who are put beside each other. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_N_MERGE_FACTS 8

const char *tva_merge_fact_get_title (guint fact);
char *tva_merge_fact_dup_text (guint fact, const TvCustomerSide *side, const char *currency);
char *tva_merge_facts_dup_preview (GPtrArray *sides,
                                   const gboolean *is_in,
                                   guint master,
                                   const char *currency);

G_END_DECLS
