/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values that a combo row offers, with their titles. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *values; /* of char *, (nullable) */
  GtkStringList *titles;
  guint selected;
} TvaImportOptions;

void tva_import_options_init (TvaImportOptions *options);
void tva_import_options_add (TvaImportOptions *options,
                             const char *value,
                             const char *title,
                             gboolean is_selected);
void tva_import_options_put (TvaImportOptions *options, GtkWidget *row);
const char *tva_import_options_get_value (GtkWidget *row);

G_END_DECLS
