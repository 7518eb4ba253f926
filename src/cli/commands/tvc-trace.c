/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace: from a stored value back to file, row and column. */
#include "commands/tvc-customer-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* What a person wrote is in no file. */
static void
answer_edit (TvcContext *context, const TvTraceRow *row)
{
  g_autofree char *day = tvc_customer_edit_dup_day (row->imported_usec);

  tvc_json_begin (context, NULL);
  tvc_json_int (context, "edit", row->edit_seq);
  tvc_json_text (context, "by", row->actor);
  tvc_json_int (context, "time_usec", row->imported_usec);
  tvc_json_text (context, "value", row->value);
  tvc_json_bool (context, "used", row->is_used);
  tvc_json_end (context);
  /* Translators: an arrow, a day, a person, a value */
  tvc_print (context,
             _ ("%s edited by hand on %s by %s: %s\n"),
             row->is_used ? "→" : " ",
             day,
             row->actor,
             row->value);
}

static void
answer_row (TvcContext *context, const TvTraceRow *row)
{
  tvc_json_begin (context, NULL);
  tvc_json_int (context, "batch", row->batch_id);
  tvc_json_bool (context, "undone", row->is_undone);
  tvc_json_text (context, "file", row->file_name);
  tvc_json_text (context, "folder", row->folder);
  tvc_json_text (context, "entry", row->entry);
  tvc_json_int (context, "line", row->line);
  tvc_json_text (context, "header", row->header);
  tvc_json_text (context, "code", row->code);
  tvc_json_text (context, "value", row->value);
  tvc_json_text (context, "original", row->original);
  tvc_json_text (context, "file_state", tv_trace_file_get_code (row->file));
  tvc_json_bool (context, "used", row->is_used);
  tvc_json_end (context);
  if (*row->header == '\0' && row->line != 0)
    tvc_print (context,
               _ ("%s batch %" PRId64 ", %s, line %" PRId64 ": %s\n"),
               row->is_used ? "→" : (row->is_undone ? "×" : " "),
               row->batch_id,
               row->file_name,
               row->line,
               row->value);
  else if (row->line == 0)
    tvc_print (context,
               _ ("%s batch %" PRId64 ", %s, column “%s”: %s\n"),
               row->is_used ? "→" : (row->is_undone ? "×" : " "),
               row->batch_id,
               row->file_name,
               row->header,
               row->value);
  else
    tvc_print (context,
               _ ("%s batch %" PRId64 ", %s, line %" PRId64 ", column “%s”: %s\n"),
               row->is_used ? "→" : (row->is_undone ? "×" : " "),
               row->batch_id,
               row->file_name,
               row->line,
               row->header,
               row->original != NULL ? row->original : row->value);
}

/* Why the text of a file is not there, once for all rows of a batch. */
static void
answer_note (TvcContext *context, const TvTraceRow *row, GHashTable *told)
{
  const char *note = tv_trace_row_get_note (row);

  if (note != NULL && g_hash_table_add (told, GSIZE_TO_POINTER ((gsize) row->batch_id)))
    tvc_print (context, "    %s\n", note);
}

/* trace TABLE KEY COLUMN. */
int
tvc_trace (TvcContext *context, char ***arguments, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (TvTrace) trace = NULL;
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  if (!tvc_parse ("trace", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (g_strv_length (*arguments) != 3)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("trace needs a table, a key and a column, such as “customer C1 "
                              "email”, “product 42 price”, “sales_line 3:17 qty” or “profile C1 "
                              "spent”."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  trace = tv_engine_trace (context->engine,
                           (*arguments)[0],
                           (*arguments)[1],
                           (*arguments)[2],
                           context->progress,
                           error);
  if (trace == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_text (context, "table", trace->table);
  tvc_json_text (context, "key", trace->key);
  tvc_json_text (context, "column", trace->column);
  tvc_json_text (context, "value", trace->value);
  tvc_json_int (context, "count", trace->count);
  tvc_json_begin_list (context, "rows");
  tvc_print (context, "%s.%s = %s\n", trace->key, trace->column, trace->value);
  for (guint i = 0; i < trace->rows->len; i++)
    {
      const TvTraceRow *row = g_ptr_array_index (trace->rows, i);

      if (row->edit_seq != 0)
        answer_edit (context, row);
      else
        {
          answer_row (context, row);
          answer_note (context, row, told);
        }
    }
  tvc_json_end_list (context);
  return TVC_EXIT_DONE;
}
