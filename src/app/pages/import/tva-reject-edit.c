/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies the rejects of a check, as the first change makes the check's results void. A change notes
 * what each row was before it, so that one undo takes back all of it. */
#include "pages/import/tva-reject-edit.h"

#include <glib/gi18n.h>
#include <string.h>

struct _TvaRejectEdit
{
  grefcount references;
  GPtrArray *entries; /* of TvaRejectEntry */
  GPtrArray *changes; /* of GPtrArray of Before: the way back from each, the latest last */
};

/* What one source was before a change. */
typedef struct
{
  TvaImportSource *source;
  GArray *mends; /* of TvaImportMend */
} Before;

static void
entry_free (gpointer data)
{
  TvaRejectEntry *entry = data;

  g_object_unref (entry->source);
  g_free (entry->file_name);
  g_free (entry->text);
  g_free (entry->raw);
  g_free (entry);
}

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->source);
  g_array_unref (before->mends);
  g_free (before);
}

/* Rows that are no sales and totals are left out as they should be. */
static gboolean
is_fault (const TvRejectRow *reject)
{
  return !g_str_equal (reject->code, TV_REJECT_NOT_A_SALE)
         && !g_str_equal (reject->code, TV_REJECT_TOTAL_ROW);
}

static TvaRejectEntry *
entry_new (TvaImportSource *source, const TvImportResult *result, const TvRejectRow *reject)
{
  TvaRejectEntry *entry = g_new0 (TvaRejectEntry, 1);
  const char *column = reject->column_name != NULL ? reject->column_name : "";

  entry->source = g_object_ref (source);
  entry->file_name = g_strdup (result->file_name);
  entry->line = reject->line;
  entry->header = tva_import_source_find_header (source, column);
  entry->column = g_intern_string (entry->header >= 0 ? column : "");
  entry->reason = g_intern_string (reject->message);
  entry->text = g_strdup (reject->value != NULL ? reject->value : "");
  entry->raw = g_strdup (reject->raw != NULL ? reject->raw : "");
  return entry;
}

/**
 * tva_reject_edit_new:
 * @draft: the files
 * @results: (element-type TvImportResult): what a check of them came to
 *
 * Returns: (transfer full): the rejected rows that the check lists
 */
TvaRejectEdit *
tva_reject_edit_new (TvaImportDraft *draft, const GPtrArray *results)
{
  TvaRejectEdit *edit = g_new0 (TvaRejectEdit, 1);

  g_ref_count_init (&edit->references);
  edit->entries = g_ptr_array_new_with_free_func (entry_free);
  edit->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      for (guint k = 0; k < result->rejects->len; k++)
        {
          const TvRejectRow *reject = g_ptr_array_index (result->rejects, k);

          if (is_fault (reject))
            g_ptr_array_add (edit->entries,
                             entry_new (tva_import_draft_peek (draft, i), result, reject));
        }
    }
  return edit;
}

/**
 * tva_reject_edit_ref:
 * @edit: rejected rows
 *
 * Returns: (transfer full): the same
 */
TvaRejectEdit *
tva_reject_edit_ref (TvaRejectEdit *edit)
{
  g_ref_count_inc (&edit->references);
  return edit;
}

/**
 * tva_reject_edit_unref:
 * @edit: (transfer full): rejected rows
 *
 * Forgets them with the last reference; what was changed stays changed.
 */
void
tva_reject_edit_unref (TvaRejectEdit *edit)
{
  if (!g_ref_count_dec (&edit->references))
    return;
  g_ptr_array_unref (edit->entries);
  g_ptr_array_unref (edit->changes);
  g_free (edit);
}

/**
 * tva_reject_edit_get_entries:
 * @edit: rejected rows
 *
 * Returns: (transfer none) (element-type TvaRejectEntry): all of them, in the order of the files
 */
const GPtrArray *
tva_reject_edit_get_entries (const TvaRejectEdit *edit)
{
  return edit->entries;
}

static const char *
get_repair (const TvaRejectEntry *entry)
{
  const TvImportFile *file = tva_import_source_get_file (entry->source);

  return file != NULL && entry->header >= 0
             ? tv_import_file_get_repair (file, entry->line, (guint) entry->header)
             : NULL;
}

/**
 * tva_reject_entry_dup_now:
 * @entry: a rejected row
 *
 * Returns: (transfer full): what is read from its cell now, mended or not
 */
char *
tva_reject_entry_dup_now (const TvaRejectEntry *entry)
{
  const char *repair = get_repair (entry);

  return g_strdup (repair != NULL ? repair : entry->text);
}

/**
 * tva_reject_entry_is_left_out:
 * @entry: a rejected row
 *
 * Returns: whether a person leaves it out
 */
gboolean
tva_reject_entry_is_left_out (const TvaRejectEntry *entry)
{
  const TvImportFile *file = tva_import_source_get_file (entry->source);

  return file != NULL && tv_import_file_drops_line (file, entry->line);
}

/**
 * tva_reject_entry_has:
 * @entry: a rejected row
 * @words: a text, case-folded; "" is in all
 *
 * Returns: whether it stands in the row of the file, in its cell as it is now, or in the file's
 * name
 */
gboolean
tva_reject_entry_has (const TvaRejectEntry *entry, const char *words)
{
  g_autofree char *now = tva_reject_entry_dup_now (entry);
  g_autofree char *all = g_strconcat (now, "\n", entry->raw, "\n", entry->file_name, NULL);
  g_autofree char *folded = *words != '\0' ? g_utf8_casefold (all, -1) : NULL;

  return folded == NULL || strstr (folded, words) != NULL;
}

/**
 * tva_reject_entries_share_column:
 * @entries: (element-type TvaRejectEntry): rejected rows
 *
 * Returns: whether all are of one column; one text for cells of several is hardly ever meant
 */
gboolean
tva_reject_entries_share_column (const GPtrArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (((const TvaRejectEntry *) g_ptr_array_index (entries, i))->column
        != ((const TvaRejectEntry *) g_ptr_array_index (entries, 0))->column)
      return FALSE;
  return TRUE;
}

/**
 * tva_reject_entries_share_file:
 * @entries: (element-type TvaRejectEntry): rejected rows
 *
 * Returns: whether all are of one file
 */
gboolean
tva_reject_entries_share_file (const GPtrArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (((const TvaRejectEntry *) g_ptr_array_index (entries, i))->source
        != ((const TvaRejectEntry *) g_ptr_array_index (entries, 0))->source)
      return FALSE;
  return TRUE;
}

/**
 * tva_reject_change_is_of_cell:
 * @change: a change
 *
 * Returns: whether it changes cells, not what becomes of whole rows
 */
gboolean
tva_reject_change_is_of_cell (const TvaRejectChange *change)
{
  return change->kind == TVA_REJECT_SET || change->kind == TVA_REJECT_REPLACE
         || change->kind == TVA_REJECT_EMPTY;
}

static char *
replace (const char *text, const char *find, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, find, -1);

  return g_strjoinv (with, parts);
}

/**
 * tva_reject_entry_dup_after:
 * @entry: a rejected row
 * @change: a change
 *
 * Returns: (transfer full) (nullable): what its cell would be after the change, or a word for what
 * would become of the row; %NULL where it stays as it is
 */
char *
tva_reject_entry_dup_after (const TvaRejectEntry *entry, const TvaRejectChange *change)
{
  g_autofree char *now = tva_reject_entry_dup_now (entry);
  g_autofree char *after = NULL;
  gboolean is_left_out = tva_reject_entry_is_left_out (entry);

  if (change->kind == TVA_REJECT_LEAVE_OUT)
    return is_left_out ? NULL : g_strdup (_ ("left out"));
  if (change->kind == TVA_REJECT_TAKE_IN)
    return is_left_out ? g_strdup (_ ("taken in")) : NULL;
  if (entry->header < 0 || is_left_out)
    return NULL;
  if (change->kind == TVA_REJECT_EMPTY || (change->kind == TVA_REJECT_SET && *change->text != '\0'))
    after = g_strdup (change->kind == TVA_REJECT_EMPTY ? "" : change->text);
  else if (change->kind == TVA_REJECT_REPLACE && *change->find != '\0')
    after = replace (now, change->find, change->text);
  return after != NULL && !g_str_equal (after, now) ? g_steal_pointer (&after) : NULL;
}

/**
 * tva_reject_edit_count:
 * @entries: (element-type TvaRejectEntry): rejected rows
 * @change: a change
 *
 * Returns: how many of them it would change
 */
guint
tva_reject_edit_count (const GPtrArray *entries, const TvaRejectChange *change)
{
  guint count = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *after = tva_reject_entry_dup_after (g_ptr_array_index (entries, i), change);

      count += after != NULL;
    }
  return count;
}

static GArray *
find_mends (GPtrArray *befores, TvaImportSource *source)
{
  Before *before;

  for (guint i = 0; i < befores->len; i++)
    {
      before = g_ptr_array_index (befores, i);
      if (before->source == source)
        return before->mends;
    }
  before = g_new0 (Before, 1);
  before->source = g_object_ref (source);
  before->mends = tva_import_mends_new ();
  g_ptr_array_add (befores, before);
  return before->mends;
}

static void
add_mend (GPtrArray *befores, const TvaRejectEntry *entry, const char *text, gboolean is_left_out)
{
  TvaImportMend mend = { .line = entry->line,
                         .header = entry->header,
                         .text = g_strdup (text),
                         .is_left_out = is_left_out };
  GArray *mends = find_mends (befores, entry->source);

  g_array_append_val (mends, mend);
}

/* A source tells of all its mends at once. */
static void
mend_all (const GPtrArray *befores)
{
  for (guint i = 0; i < befores->len; i++)
    {
      const Before *before = g_ptr_array_index (befores, i);

      tva_import_source_mend (before->source, before->mends);
    }
}

/**
 * tva_reject_edit_apply:
 * @edit: rejected rows
 * @entries: (element-type TvaRejectEntry): those that are changed
 * @change: how
 *
 * Changes rows for this import; the files stay as they are.
 *
 * Returns: how many were changed
 */
guint
tva_reject_edit_apply (TvaRejectEdit *edit, const GPtrArray *entries, const TvaRejectChange *change)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (before_free);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (before_free);
  guint count = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const TvaRejectEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *text = tva_reject_entry_dup_after (entry, change);

      if (text == NULL)
        continue;
      add_mend (before, entry, get_repair (entry), tva_reject_entry_is_left_out (entry));
      add_mend (after,
                entry,
                tva_reject_change_is_of_cell (change) ? text : get_repair (entry),
                change->kind == TVA_REJECT_LEAVE_OUT);
      count++;
    }
  if (count == 0)
    return 0;
  g_ptr_array_add (edit->changes, g_steal_pointer (&before));
  mend_all (after);
  return count;
}

/**
 * tva_reject_edit_undo:
 * @edit: rejected rows
 *
 * Takes the latest change back, the whole of it.
 *
 * Returns: how many rows are what they were before, 0 = there was nothing to undo
 */
guint
tva_reject_edit_undo (TvaRejectEdit *edit)
{
  g_autoptr (GPtrArray) before = NULL;
  guint count = 0;

  if (edit->changes->len == 0)
    return 0;
  before = g_ptr_array_steal_index (edit->changes, edit->changes->len - 1);
  for (guint i = 0; i < before->len; i++)
    count += ((const Before *) g_ptr_array_index (before, i))->mends->len;
  mend_all (before);
  return count;
}

/**
 * tva_reject_edit_can_undo:
 * @edit: rejected rows
 *
 * Returns: whether there is a change to take back
 */
gboolean
tva_reject_edit_can_undo (const TvaRejectEdit *edit)
{
  return edit->changes->len > 0;
}
