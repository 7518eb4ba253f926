/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Once all chosen files were looked at, each that lacks something is tried with each other one, on
 * a worker, one pair after the other and no pair twice. Of two that belong together the file of
 * orders goes off the list, and that of the lines is looked at anew with it. */
#include "pages/import/tva-import-joiner.h"

#include <glib/gi18n.h>

struct _TvaImportJoiner
{
  TvaImportDraft *draft; /* unowned: it owns the joiner */
  GHashTable *tried;     /* of char *: pairs of files by what was found of them */
  gboolean is_busy;
};

/* Two files that are tried, and copies of how they are read for the worker. */
typedef struct
{
  TvaImportDraft *draft;
  TvaImportJoiner *joiner; /* as long as the draft is there */
  TvaImportSource *lines, *orders;
  gboolean is_asked; /* a person says that they belong together */
} Attempt;

typedef struct
{
  TvImportFile *lines, *orders;
  gboolean is_asked;
} Input;

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->draft);
  g_object_unref (attempt->lines);
  g_object_unref (attempt->orders);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
input_free (gpointer data)
{
  Input *input = data;

  tv_import_file_free (input->lines);
  tv_import_file_free (input->orders);
  g_free (input);
}

static gpointer
join_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;

  return tv_import_join (input->lines, input->orders, input->is_asked, progress, error);
}

static void
tell_no_orders (Attempt *attempt)
{
  /* Translators: %s is the name of a file */
  g_autofree char *remark
      = g_strdup_printf (_ ("“%s” has no column with the number of any of its orders, each once."),
                         tva_import_source_get_name (attempt->orders));

  tva_import_source_set_remark (attempt->lines, remark);
}

/* What cannot be read is told by the look at the file itself, or by the check. */
static void
joined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attempt) attempt = user_data;
  g_autoptr (TvImportFile) file = tv_engine_call_finish (TV_ENGINE (object), result, NULL);

  attempt->joiner->is_busy = FALSE;
  if (file != NULL)
    tva_import_draft_join (attempt->draft, attempt->lines, attempt->orders);
  else if (attempt->is_asked)
    tell_no_orders (attempt);
  tva_import_joiner_look (attempt->joiner);
}

static void
try_pair (TvaImportJoiner *self, TvaImportSource *lines, TvaImportSource *orders, gboolean is_asked)
{
  Attempt *attempt = g_new0 (Attempt, 1);
  Input *input = g_new0 (Input, 1);

  attempt->draft = g_object_ref (self->draft);
  attempt->joiner = self;
  attempt->lines = g_object_ref (lines);
  attempt->orders = g_object_ref (orders);
  input->lines = tv_import_file_copy (tva_import_source_get_file (lines));
  input->orders = tv_import_file_copy (tva_import_source_get_file (orders));
  attempt->is_asked = input->is_asked = is_asked;
  self->is_busy = TRUE;
  tv_engine_call_async (tva_import_draft_get_engine (self->draft),
                        join_in_worker,
                        input,
                        input_free,
                        (GDestroyNotify) tv_import_file_free,
                        NULL,
                        joined_cb,
                        attempt);
}

static char *
dup_form (const TvImportFile *file)
{
  g_autofree char *header = g_strjoinv ("\t", file->header);

  return g_strdup_printf ("%s\n%s\n%s", file->path, file->entry != NULL ? file->entry : "", header);
}

static gboolean
is_new_pair (TvaImportJoiner *self, const TvImportFile *lines, const TvImportFile *orders)
{
  g_autofree char *one = dup_form (lines);
  g_autofree char *other = dup_form (orders);

  return g_hash_table_add (self->tried, g_strconcat (one, "\n", other, NULL));
}

/**
 * tva_import_joiner_can_ask:
 * @lines: a chosen file
 *
 * Returns: whether it was read, lacks what another file may have, and is not taken together with
 * one
 */
gboolean
tva_import_joiner_can_ask (TvaImportSource *lines)
{
  const TvImportFile *file = tva_import_source_get_file (lines);

  return file != NULL && file->join == NULL
         && (file->kind == TV_KIND_UNKNOWN || tv_import_file_get_missing (file) != NULL
             || tv_import_lacks_orders (file));
}

/* Tries the first pair that was not tried yet. */
static void
try_next (TvaImportJoiner *self)
{
  guint count = tva_import_draft_count (self->draft);

  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < count; k++)
      {
        TvaImportSource *lines = tva_import_draft_peek (self->draft, i);
        TvaImportSource *orders = tva_import_draft_peek (self->draft, k);
        const TvImportFile *lines_file = tva_import_source_get_file (lines);
        const TvImportFile *orders_file = tva_import_source_get_file (orders);

        if (i == k || lines_file == NULL || orders_file == NULL
            || !tva_import_joiner_can_ask (lines) || tva_import_source_get_orders (orders) != NULL
            || !is_new_pair (self, lines_file, orders_file))
          continue;
        try_pair (self, lines, orders, FALSE);
        return;
      }
}

/**
 * tva_import_joiner_new:
 * @draft: the draft whose files are looked at; it owns the joiner
 *
 * Returns: (transfer full): the joiner
 */
TvaImportJoiner *
tva_import_joiner_new (TvaImportDraft *draft)
{
  TvaImportJoiner *self = g_new0 (TvaImportJoiner, 1);

  self->draft = draft;
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * tva_import_joiner_free:
 * @joiner: (transfer full): the joiner
 *
 * Frees it; an attempt keeps the draft, and so the joiner, until it is over.
 */
void
tva_import_joiner_free (TvaImportJoiner *joiner)
{
  g_hash_table_unref (joiner->tried);
  g_free (joiner);
}

/**
 * tva_import_joiner_look:
 * @joiner: the joiner
 *
 * Tries what was not tried yet, if all files were looked at.
 */
void
tva_import_joiner_look (TvaImportJoiner *joiner)
{
  guint count = tva_import_draft_count (joiner->draft);

  if (joiner->is_busy || count < 2)
    return;
  for (guint i = 0; i < count; i++)
    {
      TvaImportSource *source = tva_import_draft_peek (joiner->draft, i);

      if (tva_import_source_get_file (source) == NULL
          && tva_import_source_get_error (source) == NULL)
        return;
    }
  try_next (joiner);
}

/**
 * tva_import_joiner_ask:
 * @joiner: the joiner
 * @lines: a file that was read
 * @orders: another one
 *
 * Tries two files that a person says belong together.
 */
void
tva_import_joiner_ask (TvaImportJoiner *joiner, TvaImportSource *lines, TvaImportSource *orders)
{
  if (tva_import_joiner_can_ask (lines) && tva_import_source_get_file (orders) != NULL)
    try_pair (joiner, lines, orders, TRUE);
}
