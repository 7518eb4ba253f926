/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file was read, by import: what each column is, what stands in, which sheets were left out;
 * and what the line says of days and numbers. */
#include "tvc-import-reading.h"

#include <glib/gi18n.h>

#include "tvc-command.h"

static void
answer_columns (TvcContext *context, const TvImportFile *file, gboolean is_dry_run)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  tvc_json_begin (context, "columns");
  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0)
      {
        const char *header = file->header[file->columns[i]];

        tvc_json_text (context, columns[i].name, header);
        g_string_append_printf (text,
                                "%s%s = %s",
                                text->len > 0 ? ", " : "",
                                columns[i].name,
                                header);
      }
  tvc_json_end (context);
  if (is_dry_run && text->len > 0)
    tvc_print (context, _ ("  Columns: %s\n"), text->str);
}

/* What to do where a preset does not fit; the window has a button. */
static void
answer_own_values (TvcContext *context, const TvImportFile *file)
{
  if (tv_import_file_has_own_order (file))
    tvc_print (
        context,
        _ ("  - --date-order %s reads days as they are written; with --save-preset it is kept.\n"),
        tv_date_order_get_code (file->own_order));
  if (tv_import_file_has_own_mark (file))
    tvc_print (
        context,
        _ ("  - --decimal-mark %c reads numbers as they are written; with --save-preset it is "
           "kept.\n"),
        file->own_mark);
}

static void
answer_notes (TvcContext *context, const TvImportFile *file)
{
  g_auto (GStrv) notes = tv_import_file_list_notes (file);

  tvc_json_begin_list (context, "notes");
  for (guint i = 0; notes[i] != NULL; i++)
    {
      json_builder_add_string_value (context->json, notes[i]);
      tvc_print (context, "  - %s\n", notes[i]);
    }
  tvc_json_end_list (context);
}

/* Whether a sheet is one of the import's files, by itself or as the orders of another one. */
static gboolean
is_taken_sheet (const GPtrArray *files, const char *path, const char *sheet)
{
  for (guint i = 0; i < files->len; i++)
    {
      const TvImportFile *file = g_ptr_array_index (files, i);

      if ((g_str_equal (file->path, path) && g_strcmp0 (file->entry, sheet) == 0)
          || (file->join != NULL && g_str_equal (file->join->path, path)
              && g_strcmp0 (file->join->entry, sheet) == 0))
        return TRUE;
    }
  return FALSE;
}

/* The first file of a workbook speaks for all its sheets. */
static gboolean
is_first_of_path (const GPtrArray *files, const TvImportFile *file)
{
  for (guint i = 0; i < files->len; i++)
    {
      const TvImportFile *other = g_ptr_array_index (files, i);

      if (g_str_equal (other->path, file->path))
        return other == file;
    }
  return TRUE;
}

/* Every sheet but those that are read, so that nothing is left out silently. */
static void
answer_sheets (TvcContext *context, const GPtrArray *files, const TvImportFile *file)
{
  g_auto (GStrv) visible = NULL, all = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  tvc_json_begin_list (context, "sheets");
  if (file->is_book)
    {
      visible = tv_import_list_entries (file->path, FALSE, NULL);
      all = tv_import_list_entries (file->path, TRUE, NULL);
    }
  for (guint i = 0; all != NULL && visible != NULL && all[i] != NULL; i++)
    {
      gboolean is_hidden = !g_strv_contains ((const char *const *) visible, all[i]);
      gboolean is_taken = is_taken_sheet (files, file->path, all[i]);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "name", all[i]);
      tvc_json_bool (context, "hidden", is_hidden);
      tvc_json_bool (context, "taken", is_taken);
      tvc_json_end (context);
      if (is_taken)
        continue;
      g_string_append_printf (text, text->len > 0 ? ", %s" : "%s", all[i]);
      if (is_hidden)
        g_string_append_printf (text, " (%s)", _ ("hidden"));
    }
  tvc_json_end_list (context);
  if (text->len > 0 && is_first_of_path (files, file))
    tvc_print (
        context,
        /* Translators: %s is a list of sheets */
        _ ("  Sheets that were left out: %s; --sheet takes one of them, --all-sheets all that hold "
           "a table.\n"),
        text->str);
}

/**
 * tvc_answer_reading:
 * @context: the command's
 * @files: (element-type TvImportFile): all files of the import
 * @file: one of them, which was read
 * @is_dry_run: whether the columns are worth a line of text
 *
 * Answers which column of the file is what, what stands in for what is not there, and which sheets
 * were left out.
 */
void
tvc_answer_reading (TvcContext *context,
                    const GPtrArray *files,
                    const TvImportFile *file,
                    gboolean is_dry_run)
{
  answer_columns (context, file, is_dry_run);
  answer_notes (context, file);
  answer_own_values (context, file);
  answer_sheets (context, files, file);
}

/**
 * tvc_set_date_order:
 * @file: (inout): a file that was looked at
 * @text: what the line says of its days
 * @error: return location for a usage error
 *
 * Returns: whether it is an order of day, month and year
 */
gboolean
tvc_set_date_order (TvImportFile *file, const char *text, GError **error)
{
  for (int order = TV_DATE_ORDER_YMD; order <= TV_DATE_ORDER_MDY; order++)
    if (g_ascii_strcasecmp (text, tv_date_order_get_code (order)) == 0)
      {
        file->date_order = order;
        file->is_date_order_sure = TRUE;
        file->is_date_order_said = TRUE;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no date order “%s”; it is YMD, DMY or MDY."),
               text);
  return FALSE;
}

/**
 * tvc_set_decimal_mark:
 * @file: (inout): a file that was looked at
 * @text: what the line says of its numbers
 * @error: return location for a usage error
 *
 * Returns: whether it is a decimal mark
 */
gboolean
tvc_set_decimal_mark (TvImportFile *file, const char *text, GError **error)
{
  if (g_str_equal (text, ".") || g_str_equal (text, ","))
    {
      file->decimal_mark = *text;
      file->is_decimal_mark_said = TRUE;
      return TRUE;
    }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no decimal mark “%s”; it is a point or a comma."),
               text);
  return FALSE;
}

/**
 * tvc_answer_passed:
 * @context: the context
 * @passed: lines of a file that are none of its table's rows, and rows written otherwise
 *
 * Tells how many they are, and what.
 */
void
tvc_answer_passed (TvcContext *context, const TvPassedLines *passed)
{
  g_autofree char *text = tv_passed_lines_dup_text (passed);

  tvc_json_begin (context, "passed");
  tvc_json_int (context, "lines", tv_passed_lines_get_total (passed));
  for (int i = 0; i < TV_N_PASSED; i++)
    tvc_json_int (context, tv_passed_kind_get_code (i), passed->counts[i]);
  tvc_json_int (context, "recut", passed->recut_count);
  tvc_json_end (context);
  if (text != NULL)
    tvc_print (context, "  %s\n", text);
}
