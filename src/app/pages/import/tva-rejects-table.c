/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows rejected rows. Each row is copied with the name of its file, so that the table depends on
 * nobody. */
#include "pages/import/tva-rejects-table.h"

#include <glib/gi18n.h>

#include "widgets/tva-table.h"

typedef struct
{
  char *file_name;
  gint64 line;
  char *column_name;
  char *message;
  char *raw;
} Reject;

static void
reject_free (gpointer data)
{
  Reject *reject = data;

  g_free (reject->file_name);
  g_free (reject->column_name);
  g_free (reject->message);
  g_free (reject->raw);
  g_free (reject);
}

static char *
file_to_text (gpointer row)
{
  return g_strdup (((Reject *) row)->file_name);
}

static char *
line_to_text (gpointer row)
{
  return tv_count_to_display (((Reject *) row)->line);
}

static char *
column_to_text (gpointer row)
{
  Reject *reject = row;

  return g_strdup (*reject->column_name != '\0' ? reject->column_name : _ ("whole row"));
}

static char *
message_to_text (gpointer row)
{
  return g_strdup (((Reject *) row)->message);
}

static char *
raw_to_text (gpointer row)
{
  return g_strdup (((Reject *) row)->raw);
}

/**
 * tva_rejects_table_new:
 * @rejects: (transfer none): a list filled by tva_rejects_table_add()
 *
 * Makes the table.
 *
 * Returns: (transfer floating): a TvaTable
 */
GtkWidget *
tva_rejects_table_new (GListModel *rejects)
{
  const TvaTableColumn columns[] = {
    { .title = _ ("File"), .to_text = file_to_text, .width = 130 },
    { .title = _ ("Line"), .to_text = line_to_text, .width = 70, .is_numeric = TRUE },
    { .title = _ ("Column"), .to_text = column_to_text, .width = 120 },
    { .title = _ ("Reason"), .to_text = message_to_text, .width = 260 },
    { .title = _ ("Text"), .to_text = raw_to_text, .width = 320, .is_expanding = TRUE },
  };
  GtkSelectionModel *selection
      = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (rejects)));

  return tva_table_new (_ ("Rejected rows"), columns, G_N_ELEMENTS (columns), FALSE, selection);
}

/**
 * tva_rejects_table_add:
 * @rejects: a list of TvaItem
 * @reject: a rejected row
 * @file_name: the file that it stands in
 *
 * Appends a row.
 */
void
tva_rejects_table_add (GListStore *rejects, const TvRejectRow *reject, const char *file_name)
{
  Reject *copy = g_new0 (Reject, 1);
  g_autoptr (TvaItem) item = NULL;

  copy->file_name = g_strdup (file_name);
  copy->line = reject->line;
  copy->column_name = g_strdup (reject->column_name != NULL ? reject->column_name : "");
  copy->message = g_strdup (reject->message);
  copy->raw = g_strdup (reject->raw);
  item = tva_item_new (reject->id, copy, reject_free);
  g_list_store_append (rejects, item);
}
