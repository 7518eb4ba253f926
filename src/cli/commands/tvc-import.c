/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import and rejects: files into the workspace, and the rows that could not be used out of it. */
#include "tvc-command.h"
#include "tvc-map.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static gboolean
set_date_order (TvImportFile *file, const char *text, GError **error)
{
  for (int order = TV_DATE_ORDER_YMD; order <= TV_DATE_ORDER_MDY; order++)
    if (g_ascii_strcasecmp (text, tv_date_order_get_code (order)) == 0)
      {
        file->date_order = order;
        file->is_date_order_sure = TRUE;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no date order “%s”; it is YMD, DMY or MDY."),
               text);
  return FALSE;
}

static TvImportFile *
prepare_file (const char *path,
              const char *kind,
              const char *map,
              const char *date_order,
              GError **error)
{
  g_autoptr (TvImportFile) file = tv_import_sniff (path, error);

  if (file == NULL)
    return NULL;
  if (kind != NULL)
    {
      TvImportKind wanted = tv_import_kind_from_code (kind);

      if (wanted == TV_KIND_UNKNOWN)
        {
          g_set_error (error,
                       G_OPTION_ERROR,
                       G_OPTION_ERROR_BAD_VALUE,
                       _ ("There is no kind of file “%s”; it is customers, products, sales_lines, "
                          "contacts or invoice_lines."),
                       kind);
          return NULL;
        }
      tv_import_file_set_kind (file, wanted);
    }
  if (map != NULL && !tvc_map_apply (map, file, error))
    return NULL;
  if (date_order != NULL && !set_date_order (file, date_order, error))
    return NULL;
  return g_steal_pointer (&file);
}

static void
answer_reject (TvcContext *context, const TvRejectRow *reject)
{
  tvc_json_begin (context, NULL);
  tvc_json_int (context, "batch", reject->batch_id);
  tvc_json_int (context, "line", reject->line);
  tvc_json_text (context, "column", reject->column_name);
  tvc_json_text (context, "code", reject->code);
  tvc_json_text (context, "message", reject->message);
  tvc_json_text (context, "value", reject->value);
  tvc_json_text (context, "raw", reject->raw);
  tvc_json_end (context);
  tvc_print (context,
             _ ("  line %" PRId64 ", %s: %s (%s)\n"),
             reject->line,
             *reject->column_name != '\0' ? reject->column_name : _ ("whole row"),
             reject->message,
             reject->value);
}

static void
answer_result (TvcContext *context, const TvImportResult *result)
{
  g_autofree char *accepted = tv_count_to_display (result->accepted_count);
  g_autofree char *rejected = tv_count_to_display (result->rejected_count);
  g_autofree char *pending = tv_count_to_display (result->pending_count);

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "file", result->file_name);
  tvc_json_text (context, "kind", tv_import_kind_get_code (result->kind));
  tvc_json_int (context, "batch", result->batch_id);
  tvc_json_int (context, "same_batch", result->same_batch_id);
  tvc_json_int (context, "accepted", result->accepted_count);
  tvc_json_int (context, "rejected", result->rejected_count);
  tvc_json_int (context, "pending", result->pending_count);
  tvc_json_begin_list (context, "rejects");
  if (result->same_batch_id != 0)
    tvc_print (context,
               _ ("%s: imported before, as batch %" PRId64 "; nothing changed.\n"),
               result->file_name,
               result->same_batch_id);
  else
    tvc_print (context,
               _ ("%s (%s): %s accepted, %s rejected, %s waiting for their customer or product.\n"),
               result->file_name,
               tv_import_kind_get_title (result->kind),
               accepted,
               rejected,
               pending);
  for (guint i = 0; i < MIN (result->rejects->len, 20); i++)
    answer_reject (context, g_ptr_array_index (result->rejects, i));
  tvc_json_end_list (context);
  tvc_json_end (context);
}

/* import: all files of the line in one transaction. The workspace is created where there is none
 * yet, but not for a dry run. */
int
tvc_import (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *map = NULL;
  g_autofree char *date_order = NULL;
  gboolean is_dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME, &map, NULL, NULL },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &date_order, NULL, NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &is_dry_run, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) results = NULL;

  if (!tvc_parse ("import", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if ((*arguments)[0] == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("import needs the name of at least one file."));
      return TVC_EXIT_USAGE;
    }
  for (int i = 0; (*arguments)[i] != NULL; i++)
    {
      TvImportFile *file = prepare_file ((*arguments)[i], kind, map, date_order, error);

      if (file == NULL)
        return TVC_EXIT_FAILED;
      g_ptr_array_add (files, file);
    }
  if (!tvc_context_open (context, TV_OPEN_CREATE, error))
    return TVC_EXIT_FAILED;
  results = tv_engine_import (context->engine, files, is_dry_run, context->progress, error);
  if (results == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_bool (context, "dry_run", is_dry_run);
  tvc_json_begin_list (context, "files");
  for (guint i = 0; i < results->len; i++)
    answer_result (context, g_ptr_array_index (results, i));
  tvc_json_end_list (context);
  if (is_dry_run)
    tvc_print (context, "%s\n", _ ("This was a dry run: nothing was written."));
  return TVC_EXIT_DONE;
}

/* rejects: what could not be used, of one batch or of all. */
int
tvc_rejects (TvcContext *context, char ***arguments, GError **error)
{
  gint64 batch_id = 0;
  int limit = 1000;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "batch", 'b', 0, G_OPTION_ARG_INT64, &batch_id, NULL, NULL },
    { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) rejects = NULL;

  if (!tvc_parse ("rejects", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (out != NULL && !tv_engine_write_rejects (context->engine, batch_id, out, error))
    return TVC_EXIT_FAILED;
  rejects = tv_engine_list_rejects (context->engine, batch_id, MAX (limit, 0), error);
  if (rejects == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "rejects");
  for (guint i = 0; i < rejects->len; i++)
    answer_reject (context, g_ptr_array_index (rejects, i));
  tvc_json_end_list (context);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE, "%u row\n", "%u rows\n", rejects->len),
             rejects->len);
  return TVC_EXIT_DONE;
}
