/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a file change, as JSON and as lines. */
#include "tvc-difference.h"

#include <glib/gi18n.h>

static void
answer_changes (TvcContext *context, const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const TvImportChange *change = g_ptr_array_index (changes, i);

      tvc_json_begin (context, NULL);
      tvc_json_text (context, "key", change->key);
      tvc_json_text (context, "column", change->column);
      tvc_json_text (context, "before", change->before);
      tvc_json_text (context, "after", change->after);
      tvc_json_end (context);
    }
}

/**
 * tvc_difference_answer:
 * @context: the command
 * @difference: what a file does to one table
 *
 * Says how many rows are new, changed and unchanged, and which values are.
 */
void
tvc_difference_answer (TvcContext *context, const TvImportDifference *difference)
{
  g_autofree char *added = tv_count_to_display (difference->new_count);
  g_autofree char *changed = tv_count_to_display (difference->changed_count);
  g_autofree char *unchanged = tv_count_to_display (difference->unchanged_count);
  g_autofree char *kept = tv_count_to_display (difference->kept_count);

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "table", difference->table);
  tvc_json_int (context, "new", difference->new_count);
  tvc_json_int (context, "changed", difference->changed_count);
  tvc_json_int (context, "unchanged", difference->unchanged_count);
  tvc_json_int (context, "rejected", difference->rejected_count);
  tvc_json_begin_list (context, "changes");
  tvc_print (context,
             _ ("  %s: %s new, %s changed, %s unchanged\n"),
             difference->table,
             added,
             changed,
             unchanged);
  answer_changes (context, difference->changes);
  tvc_json_end_list (context);
  tvc_json_int (context, "kept", difference->kept_count);
  tvc_json_begin_list (context, "kept_values");
  answer_changes (context, difference->kept);
  tvc_json_end_list (context);
  tvc_json_end (context);
  if (difference->kept_count > 0)
    tvc_print (context,
               g_dngettext (GETTEXT_PACKAGE,
                            "    %s value written by hand stays, of which the file says something "
                            "else\n",
                            "    %s values written by hand stay, of which the file says something "
                            "else\n",
                            (gulong) difference->kept_count),
               kept);
}

/**
 * tvc_difference_answer_drift:
 * @context: the command
 * @finding: something that is not as it was in the batch before
 *
 * Says so.
 */
void
tvc_difference_answer_drift (TvcContext *context, const TvDriftFinding *finding)
{
  tvc_json_begin (context, NULL);
  tvc_json_text (context, "code", tv_drift_kind_get_code (finding->kind));
  tvc_json_bool (context, "serious", finding->is_serious);
  tvc_json_text (context, "subject", finding->subject);
  tvc_json_text (context, "before", finding->before);
  tvc_json_text (context, "after", finding->after);
  tvc_json_text (context, "message", finding->message);
  tvc_json_end (context);
  tvc_print (context, finding->is_serious ? "  ! %s\n" : "  - %s\n", finding->message);
}
