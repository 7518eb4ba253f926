/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the value of an entry row, in a row below it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TVA_TYPE_ENTRY_REFUSAL (tva_entry_refusal_get_type ())
G_DECLARE_FINAL_TYPE (TvaEntryRefusal, tva_entry_refusal, TVA, ENTRY_REFUSAL, AdwPreferencesRow)

GtkWidget *tva_entry_refusal_new (GtkWidget *entry);
void tva_entry_refusal_say (TvaEntryRefusal *refusal, const char *sentence); /* NULL = nothing */
void tva_entry_refusal_focus (TvaEntryRefusal *refusal); /* the entry, behind its text */

G_END_DECLS
