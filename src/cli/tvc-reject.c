/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row that could not be used is answered, by import and by rejects. */
#include "tvc-reject.h"

#include <inttypes.h>
#include <glib/gi18n.h>

/**
 * tvc_json_reject:
 * @context: the command
 * @reject: a row
 *
 * Adds a row to the answer of a program; a person is shown nothing.
 */
void
tvc_json_reject (TvcContext *context, const TvRejectRow *reject)
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
}

static void
print_reject (TvcContext *context, const TvRejectRow *reject)
{
  tvc_print (context,
             *reject->value != '\0' ? _ ("  line %" PRId64 ", %s: %s (%s)\n")
                                    : _ ("  line %" PRId64 ", %s: %s\n"),
             reject->line,
             *reject->column_name != '\0' ? reject->column_name : _ ("whole row"),
             reject->message,
             reject->value);
}

/**
 * tvc_answer_reject:
 * @context: the command
 * @reject: a row
 *
 * Adds a row to the answer, for whomever.
 */
void
tvc_answer_reject (TvcContext *context, const TvRejectRow *reject)
{
  tvc_json_reject (context, reject);
  print_reject (context, reject);
}

static gboolean
is_of_kind (const TvRejectRow *reject, const TvRejectKind *kind)
{
  return g_str_equal (reject->code, kind->code)
         && g_str_equal (reject->column_name, kind->column_name);
}

/**
 * tvc_print_reject_kinds:
 * @context: the command
 * @result: of an import
 *
 * Shows a person the first row of each kind of reject, and how many more there are of it.
 */
void
tvc_print_reject_kinds (TvcContext *context, const TvImportResult *result)
{
  for (guint i = 0; i < result->reject_kinds->len; i++)
    {
      const TvRejectKind *kind = g_ptr_array_index (result->reject_kinds, i);
      const TvRejectRow *first = NULL;
      g_autofree char *more = tv_count_to_display (kind->count - 1);

      for (guint k = 0; k < result->rejects->len && first == NULL; k++)
        if (is_of_kind (g_ptr_array_index (result->rejects, k), kind))
          first = g_ptr_array_index (result->rejects, k);
      if (first == NULL)
        continue;
      print_reject (context, first);
      if (kind->count > 1)
        tvc_print (context,
                   /* Translators: a count of rejected rows */
                   ngettext ("    and %s more row for the same reason\n",
                             "    and %s more rows for the same reason\n",
                             (gulong) kind->count - 1),
                   more);
    }
}
