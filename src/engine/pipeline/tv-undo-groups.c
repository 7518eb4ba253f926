/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects names and says what they have in common. */
#include "pipeline/tv-undo-groups.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-number.h"

#define LISTED 100 /* names of a group */

/**
 * tv_undo_group_begin:
 * @outcome: what became of those in it
 * @code: (transfer none): what it is about; static
 *
 * Returns: (transfer full): a group of nobody
 */
TvUndoGroup *
tv_undo_group_begin (TvUndoOutcome outcome, const char *code)
{
  TvUndoGroup *group = g_new0 (TvUndoGroup, 1);

  group->outcome = outcome;
  group->code = code;
  group->names = g_ptr_array_new_with_free_func (g_free);
  return group;
}

/**
 * tv_undo_group_add:
 * @group: a group
 * @name: of one more
 *
 * Counts it; the first ones are listed.
 */
void
tv_undo_group_add (TvUndoGroup *group, const char *name)
{
  group->count++;
  if (group->names->len < LISTED)
    g_ptr_array_add (group->names, g_strdup (name));
}

/* The sentence of a group; the words differ for an undo and for a redo. */
static char *
describe (const TvUndoGroup *group, gboolean is_redo)
{
  static const struct
  {
    const char *code;
    const char *undo;
    const char *redo;
  } sentences[] = {
    { "SALES_LINES",
      N_ ("Sales lines that do not count any more"),
      N_ ("Sales lines that count again") },
    { "CONTACTS", N_ ("Contacts that do not count any more"), N_ ("Contacts that count again") },
    { "CUSTOMERS_GONE",
      N_ ("Customers that no other import names"),
      N_ ("Customers that are back") },
    { "CUSTOMERS_CHANGED",
      N_ ("Customers that have the values of other imports again"),
      N_ ("Customers that have the values of this import again") },
    { "PRODUCTS_GONE", N_ ("Products that no other import names"), N_ ("Products that are back") },
    { "PRODUCTS_CHANGED",
      N_ ("Products that have the values of other imports again"),
      N_ ("Products that have the values of this import again") },
    { "CUSTOMERS_KEPT",
      N_ ("Customers that stay, because other imports name them too"),
      N_ ("Customers that stay, because other imports name them too") },
    { "PRODUCTS_KEPT",
      N_ ("Products that stay, because other imports name them too"),
      N_ ("Products that stay, because other imports name them too") },
    { "EDITS",
      N_ ("Customers edited by hand; the edits stay"),
      N_ ("Customers edited by hand; the edits stay") },
    { "LINKS",
      N_ ("Labels whose product a person confirmed"),
      N_ ("Labels whose product a person confirmed") },
    { "DECISIONS",
      N_ ("Decisions that people took since"),
      N_ ("Decisions that people took since") },
    { "RUNS",
      N_ ("Runs that were calculated since, to be calculated again"),
      N_ ("Runs that were calculated since, to be calculated again") },
    { "EXPORTS", N_ ("Files that were handed out since"), N_ ("Files that were handed out since") },
  };

  g_autofree char *count = tv_count_to_display (group->count);

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].code, group->code))
      return g_strdup_printf (_ ("%s: %s"),
                              _ (is_redo ? sentences[i].redo : sentences[i].undo),
                              count);
  return g_strdup (group->code);
}

/**
 * tv_undo_group_end:
 * @report: the report that it belongs to
 * @group: (transfer full): a group
 *
 * Adds it to the report with its sentence, unless nobody is in it.
 */
void
tv_undo_group_end (TvUndoReport *report, TvUndoGroup *group)
{
  if (group->count == 0)
    {
      tv_undo_group_free (group);
      return;
    }
  group->message = describe (group, report->is_redo);
  g_ptr_array_add (report->groups, group);
}

/**
 * tv_undo_group_add_sorted:
 * @group: a group
 * @name: of one more
 *
 * The same in the order of the names, of which the first ones are listed.
 */
void
tv_undo_group_add_sorted (TvUndoGroup *group, const char *name)
{
  GPtrArray *names = group->names;
  guint at = names->len;

  group->count++;
  while (at > 0 && strcmp (g_ptr_array_index (names, at - 1), name) > 0)
    at--;
  if (at == LISTED)
    return;
  if (names->len == LISTED)
    g_ptr_array_remove_index (names, LISTED - 1);
  g_ptr_array_insert (names, (int) at, g_strdup (name));
}
