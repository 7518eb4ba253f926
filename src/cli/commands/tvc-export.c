/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: the approved recommendations of a run as a CSV file, recorded in the ledger. */
#include "tvc-command.h"

#include <inttypes.h>
#include <glib/gi18n.h>

static gboolean
read_layout (const char *text, TvExportLayout *out_layout, GError **error)
{
  if (text == NULL || g_ascii_strcasecmp (text, "items") == 0)
    *out_layout = TV_EXPORT_ITEMS;
  else if (g_ascii_strcasecmp (text, "customers") == 0)
    *out_layout = TV_EXPORT_CUSTOMERS;
  else
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no layout “%s”; it is items or customers."),
                   text);
      return FALSE;
    }
  return TRUE;
}

/* What was approved and is not in the file, and what is in it and reaches nobody. */
static void
print_missing (TvcContext *context, const TvExportResult *result)
{
  if (result->left_out_count > 0)
    tvc_print (
        context,
        _ ("Left out, because their customers have opted out or bounced since: %" PRId64 ".\n"),
        result->left_out_count);
  if (result->doubled_count > 0)
    tvc_print (context,
               _ ("Left out, because customers who are one person by now have the product already: "
                  "%" PRId64 ".\n"),
               result->doubled_count);
  if (result->cut_count > 0)
    tvc_print (context,
               _ ("Left out, because a row has no more product columns: %" PRId64 ".\n"),
               result->cut_count);
  if (result->no_address_count > 0)
    tvc_print (context,
               _ ("Written with neither an e-mail address nor a phone number: %" PRId64 ".\n"),
               result->no_address_count);
}

/* export: replaces an existing file in one step. */
int
tvc_export (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *out = NULL;
  g_autofree char *layout_text = NULL;
  gint64 run_id = 0;
  int columns = 0;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { "run", 0, 0, G_OPTION_ARG_INT64, &run_id, NULL, NULL },
    { "layout", 0, 0, G_OPTION_ARG_STRING, &layout_text, NULL, NULL },
    { "columns", 0, 0, G_OPTION_ARG_INT, &columns, NULL, NULL },
    { NULL },
  };
  TvExportLayout layout;
  g_autoptr (TvExportResult) result = NULL;

  if (!tvc_parse ("export", arguments, entries, error)
      || !read_layout (layout_text, &layout, error))
    return TVC_EXIT_USAGE;
  if (out == NULL || columns < 0 || columns > 20)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("export needs --out FILE, and --columns from 1 to 20."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  result
      = tv_engine_export (context->engine, run_id, out, layout, columns, context->progress, error);
  if (result == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_int (context, "export", result->export_id);
  tvc_json_int (context, "event", result->ledger_seq);
  tvc_json_int (context, "rows", result->row_count);
  tvc_json_int (context, "items", result->item_count);
  tvc_json_int (context, "left_out", result->left_out_count);
  tvc_json_int (context, "doubled", result->doubled_count);
  tvc_json_int (context, "cut", result->cut_count);
  tvc_json_int (context, "no_address", result->no_address_count);
  tvc_json_text (context, "file", result->path);
  tvc_json_text (context, "sha256", result->sha256);
  tvc_print (context,
             _ ("Wrote “%s”. Rows: %" PRId64 ", recommendations: %" PRId64
                ".\nSHA-256 %s (ledger event %" PRId64 ")\n"),
             result->path,
             result->row_count,
             result->item_count,
             result->sha256,
             result->ledger_seq);
  print_missing (context, result);
  return TVC_EXIT_DONE;
}
