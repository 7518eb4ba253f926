/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A combo row knows titles only; the values behind them go with the row. */
#include "pages/import/tva-import-options.h"

/**
 * tva_import_options_init:
 * @options: (out caller-allocates): the options
 *
 * Begins without any.
 */
void
tva_import_options_init (TvaImportOptions *options)
{
  options->values = g_ptr_array_new_with_free_func (g_free);
  options->titles = gtk_string_list_new (NULL);
  options->selected = 0;
}

/**
 * tva_import_options_add:
 * @options: the options
 * @value: (nullable): what the option stands for
 * @title: what it is called
 * @is_selected: whether it is the present one
 *
 * Adds an option.
 */
void
tva_import_options_add (TvaImportOptions *options,
                        const char *value,
                        const char *title,
                        gboolean is_selected)
{
  if (is_selected)
    options->selected = options->values->len;
  g_ptr_array_add (options->values, g_strdup (value));
  gtk_string_list_append (options->titles, title);
}

/**
 * tva_import_options_put:
 * @options: (transfer full): the options
 * @row: an #AdwComboRow
 *
 * Gives the options to a row.
 */
void
tva_import_options_put (TvaImportOptions *options, GtkWidget *row)
{
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (options->titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), options->selected);
  g_object_set_data_full (G_OBJECT (row),
                          "tva-values",
                          options->values,
                          (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (options->titles);
}

/**
 * tva_import_options_get_value:
 * @row: an #AdwComboRow with options
 *
 * Returns: (transfer none) (nullable): the value that is chosen
 */
const char *
tva_import_options_get_value (GtkWidget *row)
{
  GPtrArray *values = g_object_get_data (G_OBJECT (row), "tva-values");
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  return values != NULL && selected < values->len ? g_ptr_array_index (values, selected) : NULL;
}
