/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: files into the workspace in one transaction, a dry run of that, and a batch back out or
 * in again. */
#include "tvc-command.h"
#include "tvc-difference.h"
#include "tvc-import-reading.h"
#include "tvc-map.h"
#include "tvc-reject.h"

#include <inttypes.h>
#include <glib/gi18n.h>

/* What the line says about how files are read. */
typedef struct
{
  char *kind, *map, *date_order, *decimal_mark, *preset, *saved_preset, *sheet;
  gboolean keeps_all_orders, keeps_rows, has_catalogue_prices, takes_all_sheets;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->kind);
  g_free (reading->map);
  g_free (reading->date_order);
  g_free (reading->decimal_mark);
  g_free (reading->preset);
  g_free (reading->saved_preset);
  g_free (reading->sheet);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* The preset that the line names, else the one that the header is known by, unless the line says
 * otherwise. */
static gboolean
apply_preset (TvcContext *context, TvImportFile *file, const Reading *reading, GError **error)
{
  gboolean is_known;

  if (reading->preset != NULL)
    return tv_engine_apply_preset (context->engine, reading->preset, file, error);
  if (reading->kind != NULL || reading->map != NULL)
    return TRUE;
  return tv_engine_recognise (context->engine, file, &is_known, error);
}

static gboolean
parse_kind (const char *kind, TvImportKind *out_kind, GError **error)
{
  *out_kind = tv_import_kind_from_code (kind);
  if (*out_kind != TV_KIND_UNKNOWN)
    return TRUE;
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no kind of file “%s”; it is customers, products, sales_lines, "
                  "contacts or invoice_lines."),
               kind);
  return FALSE;
}

static gboolean
take_hints (TvcContext *context, const Reading *reading, TvImportHints *hints, GError **error)
{
  hints->progress = context->progress;
  hints->keeps_rows = reading->keeps_rows ? 1 : -1;
  return reading->kind == NULL || parse_kind (reading->kind, &hints->kind, error);
}

/* A file without amounts can have those of the catalogue, if the line says so. */
static gboolean
take_prices (TvImportFile *file, const Reading *reading, GError **error)
{
  g_autofree char *name = g_path_get_basename (file->path);

  file->has_catalogue_prices = reading->has_catalogue_prices;
  if (!file->has_catalogue_prices && file->split != NULL)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not import “%s”: each row is an order with several products, and no "
                    "column says what each of them cost. --catalogue-prices takes quantity times "
                    "the price in the catalogue."),
                 name);
  else if (!file->has_catalogue_prices)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not import “%s”: no column of its header is matched to an amount or a "
                    "unit price. --catalogue-prices takes quantity times the price in the "
                    "catalogue."),
                 name);
  return file->has_catalogue_prices;
}

/* What the line says of how a file is read. */
static gboolean
prepare_file (TvcContext *context, TvImportFile *file, const Reading *reading, GError **error)
{
  TvImportKind kind;

  if (reading->kind != NULL)
    {
      if (!parse_kind (reading->kind, &kind, error))
        return FALSE;
      tv_import_file_set_kind (file, kind);
    }
  if ((reading->map != NULL && !tvc_map_apply (reading->map, file, error))
      || !apply_preset (context, file, reading, error))
    return FALSE;
  if (tv_import_file_can_take_prices (file) && !take_prices (file, reading, error))
    return FALSE;
  if (reading->keeps_all_orders)
    tv_import_file_keep_all_orders (file);
  if (reading->decimal_mark != NULL && !tvc_set_decimal_mark (file, reading->decimal_mark, error))
    return FALSE;
  return reading->date_order == NULL || tvc_set_date_order (file, reading->date_order, error);
}

/* The tables of a text that has several, and which of them was taken. */
static void
answer_tables (TvcContext *context, const TvImportFile *file)
{
  tvc_json_begin_list (context, "tables");
  for (guint i = 0; file->tables != NULL && i < file->tables->len; i++)
    {
      const TvSniffTable *table = &g_array_index (file->tables, TvSniffTable, i);
      gboolean is_taken = table->last_line == file->last_line;

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "kind", tv_import_kind_get_code (table->kind));
      tvc_json_int (context, "first_line", table->first_line);
      tvc_json_int (context, "last_line", table->last_line);
      tvc_json_bool (context, "taken", is_taken);
      tvc_json_end (context);
      if (!is_taken)
        tvc_print (context,
                   _ ("  Another table from line %" PRId64 " on was left out (%s); --kind takes "
                      "the first of a kind.\n"),
                   table->first_line,
                   tv_import_kind_get_title (table->kind));
    }
  tvc_json_end_list (context);
}

/* A table that the look at the file's beginning had not seen. */
static void
answer_next_table (TvcContext *context, const TvImportResult *result)
{
  g_autofree char *sentence = tv_import_result_dup_next_table (result);

  tvc_json_int (context, "next_table_line", result->next_table_line);
  if (sentence == NULL)
    return;
  tvc_json_text (context, "next_table_kind", tv_import_kind_get_code (result->next_table_kind));
  tvc_print (context, _ ("  %s --kind takes the first of a kind.\n"), sentence);
}

/* Cells that hold a word for nothing, and what became of them. */
static void
answer_empties (TvcContext *context, const TvImportResult *result)
{
  tvc_json_begin_list (context, "empty_words");
  for (guint i = 0; i < result->empties->len; i++)
    {
      const TvImportEmpty *empty = g_ptr_array_index (result->empties, i);
      g_autofree char *text = tv_import_empty_dup_text (empty);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "column", empty->column_name);
      tvc_json_begin_list (context, "words");
      for (guint w = 0; empty->words[w] != NULL; w++)
        json_builder_add_string_value (context->json, empty->words[w]);
      tvc_json_end_list (context);
      tvc_json_int (context, "count", empty->count);
      tvc_json_bool (context, "taken_as_empty", empty->is_taken);
      tvc_json_end (context);
      tvc_print (context, "  - %s\n", text);
    }
  tvc_json_end_list (context);
}

static void
answer_lists (TvcContext *context, const TvImportResult *result)
{
  tvc_json_begin_list (context, "difference");
  for (guint i = 0; i < result->differences->len; i++)
    tvc_difference_answer (context, g_ptr_array_index (result->differences, i));
  tvc_json_end_list (context);
  tvc_json_int (context, "previous_batch", result->previous_batch_id);
  tvc_json_begin_list (context, "drift");
  for (guint i = 0; i < result->drift->len; i++)
    tvc_difference_answer_drift (context, g_ptr_array_index (result->drift, i));
  tvc_json_end_list (context);
}

static void
answer_result (TvcContext *context,
               const GPtrArray *files,
               const TvImportFile *file,
               const TvImportResult *result,
               gboolean is_dry_run)
{
  const gint64 counts[TV_N_ROW_FATES] = {
    [TV_ROW_ACCEPTED] = result->accepted_count, [TV_ROW_REJECTED] = result->rejected_count,
    [TV_ROW_LEFT_OUT] = result->left_out_count, [TV_ROW_TOTALS] = result->total_count,
    [TV_ROW_DROPPED] = result->dropped_count,   [TV_ROW_WAITING_FOR] = result->pending_count
  };
  g_autofree char *text = tv_row_fate_dup_counts (counts, ", ");
  g_autofree char *orders = tv_import_result_dup_orders (result);
  g_autofree char *shared = tv_import_result_dup_shared (result);

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "file", result->file_name);
  if (file->join != NULL)
    tvc_json_text (context, "orders", file->join->path);
  tvc_json_text (context, "kind", tv_import_kind_get_code (result->kind));
  tvc_json_text (context, "preset", file->preset_name);
  tvc_json_double (context, "mapping_score", file->mapping_score);
  tvc_json_int (context, "batch", result->batch_id);
  tvc_json_int (context, "same_batch", result->same_batch_id);
  tvc_json_int (context, "accepted", result->accepted_count);
  tvc_json_int (context, "rejected", result->rejected_count);
  tvc_json_int (context, "not_sales", result->left_out_count);
  tvc_json_int (context, "totals", result->total_count);
  tvc_json_int (context, "pending", result->pending_count);
  tvc_json_int (context, "shared_addresses", result->shared_address_count);
  tvc_json_int (context, "orders_taken_apart", result->order_count);
  tvc_json_begin_list (context, "rejects");
  if (result->same_batch_id != 0)
    tvc_print (context,
               _ ("%s: imported before, as batch %" PRId64 "; nothing changed.\n"),
               result->file_name,
               result->same_batch_id);
  else if (tv_import_result_is_empty (result))
    tvc_print (context, _ ("%s: no rows below the header.\n"), result->file_name);
  else
    tvc_print (context,
               _ ("%s (%s): %s.\n"),
               result->file_name,
               tv_import_kind_get_title (result->kind),
               text);
  if (orders != NULL)
    tvc_print (context, "  %s\n", orders);
  if (shared != NULL)
    tvc_print (context, "  %s\n", shared);
  if (tv_import_result_can_bring_all (result))
    tvc_print (context,
               "  %s\n",
               _ ("If there are no files of these customers and products, import it as "
                  "--kind invoice_lines: they are then made from the sales."));
  for (guint i = 0; i < MIN (result->rejects->len, 20); i++)
    tvc_json_reject (context, g_ptr_array_index (result->rejects, i));
  tvc_json_end_list (context);
  tvc_print_reject_kinds (context, result);
  tvc_answer_reading (context, files, file, is_dry_run);
  answer_tables (context, file);
  answer_next_table (context, result);
  tvc_answer_passed (context, &result->passed);
  answer_empties (context, result);
  answer_lists (context, result);
  tvc_json_end (context);
}

static void
answer_undo (TvcContext *context, const TvUndoReport *report)
{
  int outcome = -1;

  tvc_json_int (context, "batch", report->batch_id);
  tvc_json_text (context, "file", report->file_name);
  tvc_json_bool (context, "redone", report->is_redo);
  tvc_json_begin_list (context, "groups");
  tvc_print (context,
             report->is_redo ? _ ("%s (batch %" PRId64 ") counts again.\n")
                             : _ ("%s (batch %" PRId64 ") is undone.\n"),
             report->file_name,
             report->batch_id);
  for (guint i = 0; i < report->groups->len; i++)
    {
      const TvUndoGroup *group = g_ptr_array_index (report->groups, i);

      if ((int) group->outcome != outcome)
        tvc_print (context, "%s\n", tv_undo_outcome_get_title (group->outcome));
      outcome = (int) group->outcome;
      tvc_print (context, "  %s\n", group->message);
      tvc_json_begin (context, NULL);
      tvc_json_text (context, "outcome", tv_undo_outcome_get_code (group->outcome));
      tvc_json_text (context, "code", group->code);
      tvc_json_int (context, "count", group->count);
      tvc_json_begin_list (context, "names");
      for (guint n = 0; n < group->names->len; n++)
        json_builder_add_string_value (context->json, g_ptr_array_index (group->names, n));
      tvc_json_end_list (context);
      tvc_json_end (context);
    }
  tvc_json_end_list (context);
}

/* import --undo BATCH and import --redo BATCH. */
static int
change_batch (TvcContext *context, gint64 batch_id, gboolean is_redo, GError **error)
{
  g_autoptr (TvUndoReport) report = NULL;

  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  report = is_redo ? tv_engine_redo_batch (context->engine, batch_id, context->progress, error)
                   : tv_engine_undo_batch (context->engine, batch_id, context->progress, error);
  if (report == NULL)
    return TVC_EXIT_FAILED;
  answer_undo (context, report);
  return TVC_EXIT_DONE;
}

/* The file that a preset is saved from is the first one read with it. */
static gboolean
save_preset (TvcContext *context, TvImportFile *file, const char *name, GError **error)
{
  if (!tv_engine_save_preset (context->engine, name, file, error))
    return FALSE;
  g_free (file->preset_name);
  file->preset_name = g_strdup (name);
  return TRUE;
}

static gboolean
look_at_files (TvcContext *context,
               char **paths,
               const Reading *reading,
               GPtrArray *files,
               GError **error)
{
  TvImportHints hints = TV_IMPORT_HINTS_INIT;

  if (!take_hints (context, reading, &hints, error))
    return FALSE;
  for (int i = 0; paths[i] != NULL; i++)
    {
      GPtrArray *all = NULL;
      TvImportFile *file = NULL;

      if (reading->takes_all_sheets)
        all = tv_import_sniff_all (paths[i], &hints, error);
      else
        file = tv_import_sniff_with (paths[i], reading->sheet, &hints, error);
      if (file != NULL)
        g_ptr_array_add (files, file);
      else if (all != NULL)
        g_ptr_array_extend_and_steal (files, all);
      else
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
prepare_files (TvcContext *context, char **paths, const Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);

  if (!look_at_files (context, paths, reading, files, error)
      || !tv_import_join_files (files, context->progress, error))
    return NULL;
  for (guint i = 0; i < files->len; i++)
    if (!prepare_file (context, g_ptr_array_index (files, i), reading, error))
      return NULL;
  if (reading->saved_preset != NULL
      && !save_preset (context, g_ptr_array_index (files, 0), reading->saved_preset, error))
    return NULL;
  return g_steal_pointer (&files);
}

static int
import_files (TvcContext *context,
              char **paths,
              const Reading *reading,
              gboolean is_dry_run,
              GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (!tvc_context_open (context, TV_OPEN_CREATE, error))
    return TVC_EXIT_FAILED;
  files = prepare_files (context, paths, reading, error);
  if (files == NULL)
    return TVC_EXIT_FAILED;
  results = tv_engine_import (context->engine, files, is_dry_run, context->progress, error);
  if (results == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_bool (context, "dry_run", is_dry_run);
  tvc_json_begin_list (context, "files");
  for (guint i = 0; i < results->len; i++)
    answer_result (context,
                   files,
                   g_ptr_array_index (files, i),
                   g_ptr_array_index (results, i),
                   is_dry_run);
  tvc_json_end_list (context);
  if (is_dry_run)
    tvc_print (context, "%s\n", _ ("This was a dry run: nothing was written."));
  return TVC_EXIT_DONE;
}

/* import: all files of the line in one transaction. The workspace is created where there is none
 * yet. */
int
tvc_import (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (Reading) reading = { 0 };
  gint64 undo_id = 0, redo_id = 0;
  gboolean is_dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &reading.kind, NULL, NULL },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME, &reading.map, NULL, NULL },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &reading.date_order, NULL, NULL },
    { "decimal-mark", 0, 0, G_OPTION_ARG_STRING, &reading.decimal_mark, NULL, NULL },
    { "preset", 'p', 0, G_OPTION_ARG_STRING, &reading.preset, NULL, NULL },
    { "save-preset", 0, 0, G_OPTION_ARG_STRING, &reading.saved_preset, NULL, NULL },
    { "sheet", 's', 0, G_OPTION_ARG_STRING, &reading.sheet, NULL, NULL },
    { "all-sheets", 'a', 0, G_OPTION_ARG_NONE, &reading.takes_all_sheets, NULL, NULL },
    { "keep-rows", 0, 0, G_OPTION_ARG_NONE, &reading.keeps_rows, NULL, NULL },
    { "keep-cancelled", 0, 0, G_OPTION_ARG_NONE, &reading.keeps_all_orders, NULL, NULL },
    { "catalogue-prices", 0, 0, G_OPTION_ARG_NONE, &reading.has_catalogue_prices, NULL, NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &is_dry_run, NULL, NULL },
    { "undo", 0, 0, G_OPTION_ARG_INT64, &undo_id, NULL, NULL },
    { "redo", 0, 0, G_OPTION_ARG_INT64, &redo_id, NULL, NULL },
    { NULL },
  };

  if (!tvc_parse ("import", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (((*arguments)[0] != NULL) + (undo_id != 0) + (redo_id != 0) != 1)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("import needs the name of at least one file, or --undo or --redo "
                              "with a batch."));
      return TVC_EXIT_USAGE;
    }
  if (reading.sheet != NULL && reading.takes_all_sheets)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("--sheet takes one sheet and --all-sheets all of them; choose one of "
                              "the two."));
      return TVC_EXIT_USAGE;
    }
  if (undo_id != 0 || redo_id != 0)
    return change_batch (context, undo_id + redo_id, redo_id != 0, error);
  return import_files (context, *arguments, &reading, is_dry_run, error);
}
