/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of a chosen file from how it will be read: what is missing, what is to be asked,
 * how a cell looks after its transform. Changes nothing. */
#include <glib/gi18n.h>

#include "pages/import/tva-import-source.h"

#define MOST_NAMES 4 /* of what is left out */

/* The file's column that a canonical one is taken from, -1 = none. */
static int
find_column (TvaImportSource *source, const char *name)
{
  guint count;
  const TvImportColumn *columns
      = tv_import_kind_get_columns (tva_import_source_get_file (source)->kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (columns[i].name, name))
      return tva_import_source_get_file (source)->columns[i];
  return -1;
}

/**
 * tva_import_source_find_dates:
 * @source: a source that was read and has a kind
 *
 * Returns: the file's column that holds its days, -1 = none
 */
int
tva_import_source_find_dates (TvaImportSource *source)
{
  int order_date = find_column (source, "order_date");

  return order_date >= 0 ? order_date : find_column (source, "contact_date");
}

/**
 * tva_import_source_get_transform:
 * @source: a source that was read
 * @header: a column of the file
 *
 * Returns: (transfer none) (nullable): what is done to its cells, %NULL = nothing
 */
const TvColumnTransform *
tva_import_source_get_transform (TvaImportSource *source, guint header)
{
  GPtrArray *transforms = tva_import_source_get_file (source)->transforms;

  return transforms != NULL && header < transforms->len ? g_ptr_array_index (transforms, header)
                                                        : NULL;
}

/**
 * tva_import_source_dup_cell:
 * @source: a source that was read
 * @header: a column of the file
 * @text: a cell of it
 *
 * Returns: (transfer full): the cell after the column's transform; "" where it says that it is
 * empty
 */
char *
tva_import_source_dup_cell (TvaImportSource *source, guint header, const char *text)
{
  return tv_import_file_dup_cell (tva_import_source_get_file (source), header, text);
}

/**
 * tva_import_source_dup_date_evidence:
 * @source: a source whose date order is asked
 *
 * Returns: (transfer full): why it is asked, one or two sentences
 */
char *
tva_import_source_dup_date_evidence (TvaImportSource *source)
{
  const TvDateEvidence *dates = tva_import_source_get_dates (source);
  const char *header
      = tva_import_source_get_file (source)->header[tva_import_source_find_dates (source)];
  g_autofree char *count = NULL;

  if (dates == NULL)
    /* Translators: %s is the name of a column */
    return g_strdup_printf (_ ("The first rows leave it open. Looking through all of “%s”…"),
                            header);
  count = tv_count_to_display (dates->seen_count);
  /* Translators: number of dates, name of a column */
  return g_strdup_printf (ngettext ("The %s date of “%s” does not decide it: a day after the 12th "
                                    "would. Please look at the dates that you know.",
                                    "None of the %s dates of “%s” decides it: a day after the 12th "
                                    "would. Please look at the dates that you know.",
                                    (gulong) dates->seen_count),
                          count,
                          header);
}

/**
 * tva_import_source_needs_date_order:
 * @source: a source
 *
 * Returns: whether it has dates that can be read in more than one way, and nobody has said how
 */
gboolean
tva_import_source_needs_date_order (TvaImportSource *source)
{
  return tva_import_source_is_date_order_asked (source)
         && !tva_import_source_get_file (source)->is_date_order_sure;
}

/* Of the columns that the file has, as a person sees only these. */
static guint
count_columns (TvaImportSource *source, guint *out_total)
{
  const TvImportFile *file = tva_import_source_get_file (source);
  guint known, used = 0;

  tv_import_kind_get_columns (file->kind, &known);
  *out_total = g_strv_length (file->header);
  for (guint i = 0; i < *out_total; i++)
    {
      gboolean is_used = FALSE;

      for (guint k = 0; k < known; k++)
        is_used |= file->columns[k] == (int) i;
      used += is_used;
    }
  return used;
}

/**
 * tva_import_source_has_rows:
 * @source: a source
 *
 * Returns: whether it was read and has rows below its header
 */
gboolean
tva_import_source_has_rows (TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);

  return file != NULL && file->preview != NULL && file->preview->len > 0;
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
  const TvImportFile *file = tva_import_source_get_file (source);

  return file != NULL && file->kind != TV_KIND_UNKNOWN && tv_import_file_get_missing (file) == NULL
         && !tva_import_source_needs_date_order (source);
}

/* Names of what is left out of a file, but for what was chosen of it after all; NULL = there are
 * none. */
static char *
join_left_out (TvaImportSource *source, char **names, guint *out_count)
{
  g_autoptr (GString) list = g_string_new (NULL);
  const char *entry = tva_import_source_get_choices (source)->entry;

  *out_count = 0;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_strcmp0 (names[i], entry) != 0 && (*out_count)++ < MOST_NAMES)
      g_string_append_printf (list, *out_count > 1 ? ", %s" : "%s", names[i]);
  if (*out_count > MOST_NAMES)
    g_string_append (list, ", …");
  return *out_count > 0 ? g_strdup (list->str) : NULL;
}

/**
 * tva_import_source_dup_hidden:
 * @source: a source
 *
 * Says which sheets are left out since they are hidden; one that was chosen after all is not.
 *
 * Returns: (transfer full) (nullable): a sentence, %NULL where there are none
 */
char *
tva_import_source_dup_hidden (TvaImportSource *source)
{
  guint count;
  g_autofree char *names
      = join_left_out (source, tva_import_source_get_choices (source)->hidden, &count);

  if (names == NULL)
    return NULL;
  /* Translators: names of sheets of a workbook */
  return g_strdup_printf (
      ngettext ("Hidden sheet left out: %s", "Hidden sheets left out: %s", count),
      names);
}

/**
 * tva_import_source_dup_unknown:
 * @source: a source
 *
 * Says which sheets or members are left out since nothing in them was recognised; one that was
 * chosen after all is not.
 *
 * Returns: (transfer full) (nullable): a sentence, %NULL where there are none
 */
char *
tva_import_source_dup_unknown (TvaImportSource *source)
{
  guint count;
  g_autofree char *names
      = join_left_out (source, tva_import_source_get_choices (source)->unknown, &count);

  if (names == NULL)
    return NULL;
  /* Translators: names of sheets of a workbook, or of files in an archive */
  return g_strdup_printf (_ ("Left out, as nothing was recognised there: %s"), names);
}

static char *
dup_finding (TvaImportSource *source)
{
  guint total, used;
  const TvImportColumn *missing;
  g_autofree char *size = NULL;

  if (tva_import_source_get_error (source) != NULL)
    return g_strdup (tva_import_source_get_error (source));
  if (tva_import_source_get_file (source) == NULL)
    return g_strdup (_ ("Looking at it…"));
  if (tva_import_source_get_file (source)->kind == TV_KIND_UNKNOWN)
    return g_strdup (_ ("Its header does not tell what it holds: choose a kind."));
  if (tv_import_file_is_of_orders (tva_import_source_get_file (source)))
    return g_strdup (
        _ ("It lists orders without what was sold in them: add the file of their lines."));
  missing = tv_import_file_get_missing (tva_import_source_get_file (source));
  if (missing != NULL)
    /* Translators: %s is the title of a column */
    return g_strdup_printf (_ ("No column for “%s” was found: choose the file and match it."),
                            missing->title);
  if (tva_import_source_needs_date_order (source))
    return g_strdup (
        _ ("Its dates can be read in more than one way: choose the file and say how."));
  if (!tva_import_source_has_rows (source))
    return g_strdup (_ ("No rows below the header: nothing to import"));
  used = count_columns (source, &total);
  size = g_format_size ((guint64) tva_import_source_get_file (source)->size);
  if (tva_import_source_get_file (source)->preset_name != NULL)
    /* Translators: name of a preset, size of the file */
    return g_strdup_printf (_ ("Recognised as “%s” · %s"),
                            tva_import_source_get_file (source)->preset_name,
                            size);
  /* Translators: columns of the file that are used, all its columns, its size */
  return g_strdup_printf (
      ngettext ("%u of its %u column used · %s", "%u of its %u columns used · %s", total),
      used,
      total,
      size);
}

static char *
dup_orders (TvaImportSource *source)
{
  const TvImportFile *file = tva_import_source_get_file (source);
  g_autofree char *name = NULL;

  if (file == NULL || file->join == NULL)
    return NULL;
  name = g_filename_display_basename (file->join->path);
  /* Translators: name of a file */
  return g_strdup_printf (_ ("Taken together with the orders of “%s”"), name);
}

/**
 * tva_import_source_dup_status:
 * @source: a source
 *
 * Returns: (transfer full): what was found of it and what is missing; in lines of their own, the
 * file of its orders, what is left out and what came of what was asked
 */
char *
tva_import_source_dup_status (TvaImportSource *source)
{
  g_autofree char *finding = dup_finding (source);
  g_autofree char *hidden = tva_import_source_dup_hidden (source);
  g_autofree char *unknown = tva_import_source_dup_unknown (source);
  g_autofree char *orders = dup_orders (source);
  const char *remark = tva_import_source_get_remark (source);
  GString *status = g_string_new (finding);

  if (orders != NULL)
    g_string_append_printf (status, "\n%s", orders);
  if (hidden != NULL)
    g_string_append_printf (status, "\n%s", hidden);
  if (unknown != NULL)
    g_string_append_printf (status, "\n%s", unknown);
  if (remark != NULL)
    g_string_append_printf (status, "\n%s", remark);
  return g_string_free (status, FALSE);
}

/**
 * tva_import_source_dup_left_out:
 * @source: a source that was read
 *
 * Says which tables of a text are no files of their own in the list: those whose header tells
 * nothing, and the second of a kind.
 *
 * Returns: (transfer full) (nullable): a sentence, %NULL where there are none
 */
char *
tva_import_source_dup_left_out (TvaImportSource *source)
{
  const TvImportFile *file = tva_import_source_get_file (source);
  g_autoptr (GString) list = g_string_new (NULL);
  guint seen = 0;

  for (guint i = 0; file->tables != NULL && i < file->tables->len; i++)
    {
      const TvSniffTable *table = &g_array_index (file->tables, TvSniffTable, i);
      gboolean is_known = table->kind != TV_KIND_UNKNOWN;

      if (table->last_line != file->last_line && (!is_known || (seen & 1u << table->kind) != 0))
        {
          g_string_append (list, list->len > 0 ? ", " : "");
          g_string_append_printf (list,
                                  _ ("%s from line %d"),
                                  tv_import_kind_get_title (table->kind),
                                  (int) table->first_line);
        }
      if (is_known)
        seen |= 1u << table->kind;
    }
  return list->len > 0
             ? g_strdup_printf (_ ("Other tables in this file are left out: %s"), list->str)
             : NULL;
}

/**
 * tva_import_source_find_header:
 * @source: a source that was read
 * @name: a header cell, or a canonical column of the kind
 *
 * Returns: the file's own column, -1 = there is none of that name
 */
int
tva_import_source_find_header (TvaImportSource *source, const char *name)
{
  TvImportFile *file = tva_import_source_get_file (source);

  char **header = tv_import_file_get_own_header (file);

  for (int i = 0; header[i] != NULL; i++)
    if (*name != '\0' && g_str_equal (header[i], name))
      /* Of a list in a cell only one piece is wrong. */
      return file->split == NULL || file->split->form == TV_LIST_NONE ? i : -1;
  return file->split == NULL ? find_column (source, name) : -1;
}
