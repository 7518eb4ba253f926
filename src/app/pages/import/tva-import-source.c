/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen file between choosing and importing. It owns what sniffing found and what the person
 * changed of it, and says what is still missing. Reads no file itself. */
#include "pages/import/tva-import-source.h"

#include <glib/gi18n.h>

struct _TvaImportSource
{
  GObject parent_instance;

  char *path;
  char *name;
  TvImportFile *file;
  char *error;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportSource, tva_import_source, G_TYPE_OBJECT)

static void
tell (TvaImportSource *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tva_import_source_finalize (GObject *object)
{
  TvaImportSource *self = TVA_IMPORT_SOURCE (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->error);
  g_clear_pointer (&self->file, tv_import_file_free);
  G_OBJECT_CLASS (tva_import_source_parent_class)->finalize (object);
}

static void
tva_import_source_class_init (TvaImportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_import_source_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_IMPORT_SOURCE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
tva_import_source_init (TvaImportSource *self)
{
}

/**
 * tva_import_source_new:
 * @path: a file
 *
 * Returns: (transfer full): a source that was not read yet
 */
TvaImportSource *
tva_import_source_new (const char *path)
{
  TvaImportSource *self = g_object_new (TVA_TYPE_IMPORT_SOURCE, NULL);

  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  return self;
}

/**
 * tva_import_source_get_path:
 * @source: a source
 *
 * Returns: (transfer none): its path
 */
const char *
tva_import_source_get_path (TvaImportSource *source)
{
  return source->path;
}

/**
 * tva_import_source_get_name:
 * @source: a source
 *
 * Returns: (transfer none): its name, for display
 */
const char *
tva_import_source_get_name (TvaImportSource *source)
{
  return source->name;
}

/**
 * tva_import_source_get_file:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): how it will be read; NULL before it was looked at, or where
 * that failed
 */
TvImportFile *
tva_import_source_get_file (TvaImportSource *source)
{
  return source->file;
}

/**
 * tva_import_source_get_error:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const char *
tva_import_source_get_error (TvaImportSource *source)
{
  return source->error;
}

/**
 * tva_import_source_take_file:
 * @source: a source
 * @file: (transfer full): what was found
 *
 * Notes what sniffing found.
 */
void
tva_import_source_take_file (TvaImportSource *source, TvImportFile *file)
{
  g_clear_pointer (&source->file, tv_import_file_free);
  g_clear_pointer (&source->error, g_free);
  source->file = file;
  tell (source);
}

/**
 * tva_import_source_set_error:
 * @source: a source
 * @error: why it cannot be read
 *
 * Notes an error, with what to do about it.
 */
void
tva_import_source_set_error (TvaImportSource *source, const GError *error)
{
  const char *advice = tv_error_get_advice (error);

  g_free (source->error);
  source->error = advice != NULL ? g_strdup_printf ("%s %s", error->message, advice)
                                 : g_strdup (error->message);
  tell (source);
}

/**
 * tva_import_source_set_kind:
 * @source: a source that was read
 * @kind: what its rows are
 *
 * Changes the kind; the columns are proposed anew.
 */
void
tva_import_source_set_kind (TvaImportSource *source, TvImportKind kind)
{
  if (source->file == NULL || source->file->kind == kind)
    return;
  tv_import_file_set_kind (source->file, kind);
  tell (source);
}

/**
 * tva_import_source_set_column:
 * @source: a source that was read
 * @column: a column of its kind
 * @header: the file's column that holds it, -1 = none
 *
 * Maps one column.
 */
void
tva_import_source_set_column (TvaImportSource *source, guint column, int header)
{
  if (source->file == NULL || source->file->columns[column] == header)
    return;
  source->file->columns[column] = header;
  tell (source);
}

/**
 * tva_import_source_set_date_order:
 * @source: a source that was read
 * @order: how its dates are written
 *
 * Decides the order of day, month and year.
 */
void
tva_import_source_set_date_order (TvaImportSource *source, TvDateOrder order)
{
  if (source->file == NULL)
    return;
  source->file->date_order = order;
  source->file->is_date_order_sure = TRUE;
  tell (source);
}

/**
 * tva_import_source_set_decimal_mark:
 * @source: a source that was read
 * @mark: '.' or ','
 *
 * Decides the decimal mark.
 */
void
tva_import_source_set_decimal_mark (TvaImportSource *source, char mark)
{
  if (source->file == NULL)
    return;
  source->file->decimal_mark = mark;
  tell (source);
}

static gboolean
has_column (TvaImportSource *source, const char *name)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (source->file->kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (columns[i].name, name))
      return source->file->columns[i] >= 0;
  return FALSE;
}

/**
 * tva_import_source_is_required:
 * @source: a source that was read
 * @column: a column of its kind
 *
 * A line needs its product's label or key, so either makes the other optional.
 *
 * Returns: whether the file cannot be imported without this column
 */
gboolean
tva_import_source_is_required (TvaImportSource *source, guint column)
{
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (source->file->kind, &count);

  if (!columns[column].is_required)
    return FALSE;
  if (source->file->kind == TV_KIND_SALES_LINES
      && g_str_equal (columns[column].name, "product_label"))
    return !has_column (source, "product_key");
  return TRUE;
}

static guint
count_columns (TvaImportSource *source, guint *out_missing, guint *out_total)
{
  guint found = 0;

  *out_missing = 0;
  tv_import_kind_get_columns (source->file->kind, out_total);
  for (guint i = 0; i < *out_total; i++)
    if (source->file->columns[i] >= 0)
      found++;
    else if (tva_import_source_is_required (source, i))
      (*out_missing)++;
  return found;
}

/**
 * tva_import_source_is_ready:
 * @source: a source
 *
 * Returns: TRUE when nothing is missing for importing it
 */
gboolean
tva_import_source_is_ready (TvaImportSource *source)
{
  guint missing, total;

  if (source->file == NULL || source->file->kind == TV_KIND_UNKNOWN)
    return FALSE;
  count_columns (source, &missing, &total);
  return missing == 0;
}

/**
 * tva_import_source_dup_status:
 * @source: a source
 *
 * Returns: (transfer full): what was found of it and what is missing, one line
 */
char *
tva_import_source_dup_status (TvaImportSource *source)
{
  guint missing, total, found;
  g_autofree char *size = NULL;

  if (source->error != NULL)
    return g_strdup (source->error);
  if (source->file == NULL)
    return g_strdup (_ ("Looking at it…"));
  if (source->file->kind == TV_KIND_UNKNOWN)
    return g_strdup (_ ("Its header does not tell what it holds: choose a kind."));
  found = count_columns (source, &missing, &total);
  if (missing > 0)
    return g_strdup_printf (ngettext ("%u required column is missing: match it by hand.",
                                      "%u required columns are missing: match them by hand.",
                                      missing),
                            missing);
  if (!source->file->is_date_order_sure
      && (has_column (source, "order_date") || has_column (source, "contact_date")))
    return g_strdup (_ ("Its dates can be read in more than one way: choose the file and check."));
  size = g_format_size ((guint64) source->file->size);
  /* Translators: found columns, known columns, size of the file */
  return g_strdup_printf (_ ("%u of %u columns found · %s"), found, total, size);
}
