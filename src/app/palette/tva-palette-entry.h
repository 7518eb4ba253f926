/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that the palette leads to: what a person reads, and the action that goes there. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  TVA_PALETTE_PAGES,
  TVA_PALETTE_ACTIONS,
  TVA_PALETTE_CUSTOMERS,
  TVA_PALETTE_PRODUCTS,
} TvaPaletteGroup;

typedef struct
{
  TvaPaletteGroup group;
  char *title;
  char *subtitle; /* (nullable) */
  char *icon_name;
  char *keys;          /* (nullable): "Ctrl+R" */
  char *action;        /* "win.import" */
  GVariant *parameter; /* (nullable) */
} TvaPaletteEntry;

TvaPaletteEntry *tva_palette_entry_new (TvaPaletteGroup group,
                                        const char *title,
                                        const char *subtitle,
                                        const char *icon_name,
                                        const char *action);
TvaPaletteEntry *tva_palette_entry_new_place (TvaPaletteGroup group,
                                              const char *title,
                                              const char *subtitle,
                                              const char *icon_name,
                                              const char *page,
                                              const char *target);
TvaPaletteEntry *tva_palette_entry_copy (const TvaPaletteEntry *entry);
void tva_palette_entry_free (TvaPaletteEntry *entry);
GtkWidget *tva_palette_entry_to_row (const TvaPaletteEntry *entry);
const char *tva_palette_group_get_title (TvaPaletteGroup group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaPaletteEntry, tva_palette_entry_free)

G_END_DECLS
