/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row that could not be used is answered, by import and by rejects. */
#include "tvc-reject.h"

#include <inttypes.h>
#include <glib/gi18n.h>

/**
 * tvc_answer_reject:
 * @context: the command
 * @reject: a row
 *
 * Adds a row to the answer.
 */
void
tvc_answer_reject (TvcContext *context, const TvRejectRow *reject)
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
             *reject->value != '\0' ? _ ("  line %" PRId64 ", %s: %s (%s)\n")
                                    : _ ("  line %" PRId64 ", %s: %s\n"),
             reject->line,
             *reject->column_name != '\0' ? reject->column_name : _ ("whole row"),
             reject->message,
             reject->value);
}
