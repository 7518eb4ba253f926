/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two small windows over the imports page. They copy what they show, so that the list below may be
 * made anew meanwhile. */
#include "pages/import/tva-batch-window.h"

#include <glib/gi18n.h>

#include "pages/import/tva-rejects-pane.h"
#include "widgets/tva-small-window.h"
#include "widgets/tva-whole-words.h"

/**
 * tva_batch_window_present_rejects:
 * @parent: a widget of the window that it belongs to
 * @engine: the workspace
 * @batch_id: a batch
 * @file_name: what its file is called
 *
 * Shows the rejected rows of a batch.
 */
void
tva_batch_window_present_rejects (GtkWidget *parent,
                                  TvEngine *engine,
                                  gint64 batch_id,
                                  const char *file_name)
{
  GtkWidget *pane = tva_rejects_pane_new ();

  tva_rejects_pane_show (TVA_REJECTS_PANE (pane), engine, batch_id, file_name);
  tva_small_window_present (parent, _ ("Rejected rows"), pane, 900, 560);
}

static void
add_fact (GtkWidget *group, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-selectable", TRUE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_file (const TvBatchRow *batch)
{
  GtkWidget *group = tva_whole_group_new ();
  g_autofree char *folder = g_filename_display_name (batch->folder);
  g_autofree char *size = g_format_size ((guint64) batch->file_size);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("File"));
  add_fact (group, _ ("Name"), batch->file_name);
  add_fact (group, _ ("Table"), batch->entry);
  add_fact (group, _ ("Folder"), folder);
  add_fact (group, _ ("Size"), size);
  add_fact (group, _ ("Preset"), batch->preset_name);
  add_fact (group, _ ("SHA-256"), batch->sha256);
  return group;
}

static GtkWidget *
make_columns (const TvBatchRow *batch)
{
  GtkWidget *group = tva_whole_group_new ();
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (batch->kind, &count);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Columns"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("What was taken from which column of the file."));
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *header = tv_import_mapping_dup_header (batch->mapping, columns[i].name);

      add_fact (group, columns[i].title, header);
    }
  return group;
}

/**
 * tva_batch_window_present_details:
 * @parent: a widget of the window that it belongs to
 * @batch: a batch
 *
 * Shows where a batch came from and how its columns were read.
 */
void
tva_batch_window_present_details (GtkWidget *parent, const TvBatchRow *batch)
{
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_file (batch)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_columns (batch)));
  tva_small_window_present (parent, _ ("How it was read"), page, 560, 620);
}
