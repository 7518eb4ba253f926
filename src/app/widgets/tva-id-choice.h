/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down of things that have an id: runs, imports, backtests. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _TvaIdChoice TvaIdChoice;

/* The person, and nobody else, chose what has @id. */
typedef void (*TvaIdChosen) (gpointer owner, gint64 id);

TvaIdChoice *tva_id_choice_new (GtkDropDown *drop_down, TvaIdChosen chosen, gpointer owner);
void tva_id_choice_free (TvaIdChoice *choice);
void tva_id_choice_clear (TvaIdChoice *choice);
void tva_id_choice_add (TvaIdChoice *choice, gint64 id, const char *text);
void tva_id_choice_show (TvaIdChoice *choice, gint64 selected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaIdChoice, tva_id_choice_free)

G_END_DECLS
