/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds what the steps of the assistant share. Each file is looked at on a worker as soon as it is
 * added; whatever is changed of one makes the results of the last check void. */
#include "pages/import/tva-import-draft.h"

#include "pages/import/tva-import-joiner.h"
#include "pages/import/tva-import-look.h"

#define DRAFT "tva-import-draft" /* where the program's window keeps it */

struct _TvaImportDraft
{
  GObject parent_instance;

  TvEngine *engine;
  GListStore *sources;
  TvaImportSource *current; /* unowned: one of the sources */
  TvaImportJoiner *joiner;
  GPtrArray *results;
  guint step;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportDraft, tva_import_draft, G_TYPE_OBJECT)

static void
tell (TvaImportDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
make_void (TvaImportDraft *self)
{
  g_clear_pointer (&self->results, g_ptr_array_unref);
  tell (self);
}

static void
source_changed_cb (TvaImportSource *source, gpointer user_data)
{
  TvaImportDraft *self = TVA_IMPORT_DRAFT (user_data);

  make_void (self);
  tva_import_joiner_look (self->joiner);
}

static void
tva_import_draft_dispose (GObject *object)
{
  TvaImportDraft *self = TVA_IMPORT_DRAFT (object);

  self->current = NULL;
  g_clear_object (&self->engine);
  g_clear_object (&self->sources);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->joiner, tva_import_joiner_free);
  G_OBJECT_CLASS (tva_import_draft_parent_class)->dispose (object);
}

static void
tva_import_draft_class_init (TvaImportDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_draft_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_IMPORT_DRAFT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
tva_import_draft_init (TvaImportDraft *self)
{
  self->sources = g_list_store_new (TVA_TYPE_IMPORT_SOURCE);
  self->joiner = tva_import_joiner_new (self);
}

/**
 * tva_import_draft_new:
 * @engine: the workspace that the files are to go to
 *
 * Returns: (transfer full): a draft without files
 */
TvaImportDraft *
tva_import_draft_new (TvEngine *engine)
{
  TvaImportDraft *self = g_object_new (TVA_TYPE_IMPORT_DRAFT, NULL);

  self->engine = g_object_ref (engine);
  return self;
}

/**
 * tva_import_draft_of:
 * @owner: the program's window
 * @engine: its workspace
 *
 * Returns: (transfer none): the draft that was left on this workspace, or a new one
 */
TvaImportDraft *
tva_import_draft_of (GObject *owner, TvEngine *engine)
{
  TvaImportDraft *draft = g_object_get_data (owner, DRAFT);

  if (draft != NULL && draft->engine == engine)
    return draft;
  draft = tva_import_draft_new (engine);
  g_object_set_data_full (owner, DRAFT, draft, g_object_unref);
  return draft;
}

/**
 * tva_import_draft_forget:
 * @owner: the program's window
 *
 * Lets go of its draft: it was imported.
 */
void
tva_import_draft_forget (GObject *owner)
{
  g_object_set_data (owner, DRAFT, NULL);
}

/**
 * tva_import_draft_get_engine:
 * @draft: a draft
 *
 * Returns: (transfer none): the workspace
 */
TvEngine *
tva_import_draft_get_engine (TvaImportDraft *draft)
{
  return draft->engine;
}

static void tables_told_cb (TvaImportSource *source, GPtrArray *tables, gpointer user_data);

static void
insert_source (TvaImportDraft *self, guint position, TvaImportSource *source)
{
  g_list_store_insert (self->sources, position, source);
  if (self->current == NULL)
    self->current = source;
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed_cb), self, 0);
  g_signal_connect_object (source, "tables", G_CALLBACK (tables_told_cb), self, 0);
}

static void
insert (TvaImportDraft *self, guint position, const char *path, const TvaImportChoices *choices)
{
  g_autoptr (TvaImportSource) source = tva_import_source_new (path, choices);

  insert_source (self, position, source);
  tva_import_look (source, self->engine);
}

/* A workbook or a text of several tables is as many files, one below the other. */
static void
tables_told_cb (TvaImportSource *source, GPtrArray *tables, gpointer user_data)
{
  TvaImportDraft *self = TVA_IMPORT_DRAFT (user_data);
  guint position;

  if (!g_list_store_find (self->sources, source, &position))
    return;
  for (guint i = 0; i < tables->len; i++)
    insert (self,
            position + i + 1,
            tva_import_source_get_path (source),
            g_ptr_array_index (tables, i));
  make_void (self);
}

static gboolean
is_of (TvaImportSource *source, const char *path)
{
  TvaImportSource *orders = tva_import_source_get_orders (source);

  return g_str_equal (tva_import_source_get_path (source), path)
         || (orders != NULL && is_of (orders, path));
}

/**
 * tva_import_draft_add:
 * @draft: a draft
 * @path: a file
 *
 * Adds a file and has it looked at; one that is there already is not added again. Further tables of
 * the same file follow by themselves.
 */
void
tva_import_draft_add (TvaImportDraft *draft, const char *path)
{
  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    if (is_of (tva_import_draft_peek (draft, i), path))
      return;
  insert (draft, tva_import_draft_count (draft), path, NULL);
  make_void (draft);
}

static void
forget (char **names, const char *name)
{
  guint kept = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      g_free (names[i]);
    else
      names[kept++] = names[i];
  if (names != NULL)
    names[kept] = NULL;
}

/**
 * tva_import_draft_add_entry:
 * @draft: a draft
 * @source: one of its files
 * @entry: a sheet or member of it
 *
 * Takes what was left out as a file of its own, below the other.
 */
void
tva_import_draft_add_entry (TvaImportDraft *draft, TvaImportSource *source, const char *entry)
{
  TvaImportChoices *left = tva_import_source_get_choices (source);
  g_autoptr (TvaImportChoices) choices = tva_import_choices_new ();
  guint position;

  if (!g_list_store_find (draft->sources, source, &position))
    return;
  choices->entry = g_strdup (entry);
  forget (left->hidden, entry);
  forget (left->unknown, entry);
  insert (draft, position + 1, tva_import_source_get_path (source), choices);
  make_void (draft);
}

/**
 * tva_import_draft_remove:
 * @draft: a draft
 * @source: one of its files
 *
 * Takes a file off.
 */
void
tva_import_draft_remove (TvaImportDraft *draft, TvaImportSource *source)
{
  guint position;

  if (!g_list_store_find (draft->sources, source, &position))
    return;
  g_signal_handlers_disconnect_by_data (source, draft);
  if (draft->current == source)
    draft->current = NULL;
  g_list_store_remove (draft->sources, position);
  if (draft->current == NULL && tva_import_draft_count (draft) > 0)
    draft->current = tva_import_draft_peek (draft, 0);
  make_void (draft);
}

/**
 * tva_import_draft_join:
 * @draft: a draft
 * @lines: one of its files
 * @orders: another one, that holds the orders of the lines
 *
 * Makes one file of both, in the place of the lines.
 */
void
tva_import_draft_join (TvaImportDraft *draft, TvaImportSource *lines, TvaImportSource *orders)
{
  if (!g_list_store_find (draft->sources, lines, NULL)
      || !g_list_store_find (draft->sources, orders, NULL))
    return;
  tva_import_source_set_orders (lines, orders);
  tva_import_draft_remove (draft, orders);
  tva_import_look (lines, draft->engine);
}

/**
 * tva_import_draft_separate:
 * @draft: a draft
 * @lines: one of its files, that is taken together with its orders
 *
 * Makes two files of it again; they are not taken together by themselves any more.
 */
void
tva_import_draft_separate (TvaImportDraft *draft, TvaImportSource *lines)
{
  g_autoptr (TvaImportSource) orders = NULL;
  guint position;

  if (tva_import_source_get_orders (lines) == NULL
      || !g_list_store_find (draft->sources, lines, &position))
    return;
  orders = g_object_ref (tva_import_source_get_orders (lines));
  tva_import_source_set_orders (lines, NULL);
  insert_source (draft, position + 1, orders);
  tva_import_look (lines, draft->engine);
  make_void (draft);
}

/**
 * tva_import_draft_ask_join:
 * @draft: a draft
 * @lines: one of its files
 * @orders: another one
 *
 * Tries on a worker whether the lines have their orders in the other file, as a person says; joins
 * them, or has the lines say that they do not.
 */
void
tva_import_draft_ask_join (TvaImportDraft *draft, TvaImportSource *lines, TvaImportSource *orders)
{
  tva_import_joiner_ask (draft->joiner, lines, orders);
}

/**
 * tva_import_draft_clear:
 * @draft: a draft
 *
 * Takes all files off and goes back to the first step.
 */
void
tva_import_draft_clear (TvaImportDraft *draft)
{
  while (tva_import_draft_count (draft) > 0)
    tva_import_draft_remove (draft, tva_import_draft_peek (draft, 0));
  draft->step = 0;
}

/**
 * tva_import_draft_get_sources:
 * @draft: a draft
 *
 * Returns: (transfer none): the files, a list of TvaImportSource
 */
GListModel *
tva_import_draft_get_sources (TvaImportDraft *draft)
{
  return G_LIST_MODEL (draft->sources);
}

/**
 * tva_import_draft_count:
 * @draft: a draft
 *
 * Returns: the number of files
 */
guint
tva_import_draft_count (TvaImportDraft *draft)
{
  return g_list_model_get_n_items (G_LIST_MODEL (draft->sources));
}

/**
 * tva_import_draft_peek:
 * @draft: a draft
 * @index: of a file
 *
 * Returns: (transfer none): the file; the draft keeps it alive
 */
TvaImportSource *
tva_import_draft_peek (TvaImportDraft *draft, guint index)
{
  g_autoptr (TvaImportSource) source = g_list_model_get_item (G_LIST_MODEL (draft->sources), index);

  return source;
}

/**
 * tva_import_draft_get_current:
 * @draft: a draft
 *
 * Returns: (transfer none) (nullable): the file that the steps show
 */
TvaImportSource *
tva_import_draft_get_current (TvaImportDraft *draft)
{
  return draft->current;
}

/**
 * tva_import_draft_set_current:
 * @draft: a draft
 * @source: one of its files
 *
 * Has the steps show another file.
 */
void
tva_import_draft_set_current (TvaImportDraft *draft, TvaImportSource *source)
{
  if (draft->current == source)
    return;
  draft->current = source;
  tell (draft);
}

/**
 * tva_import_draft_is_ready:
 * @draft: a draft
 *
 * Returns: whether there are files and nothing is missing for any
 */
gboolean
tva_import_draft_is_ready (TvaImportDraft *draft)
{
  guint count = tva_import_draft_count (draft);

  for (guint i = 0; i < count; i++)
    if (!tva_import_source_is_ready (tva_import_draft_peek (draft, i)))
      return FALSE;
  return count > 0;
}

/**
 * tva_import_draft_get_step:
 * @draft: a draft
 *
 * Returns: the step that was reached, from 0
 */
guint
tva_import_draft_get_step (TvaImportDraft *draft)
{
  return draft->step;
}

/**
 * tva_import_draft_set_step:
 * @draft: a draft
 * @step: from 0
 *
 * Notes where the person is.
 */
void
tva_import_draft_set_step (TvaImportDraft *draft, guint step)
{
  draft->step = step;
}

/**
 * tva_import_draft_get_results:
 * @draft: a draft
 *
 * Returns: (transfer none) (nullable) (element-type TvImportResult): what the last check said of
 * each file; %NULL where something was changed since
 */
GPtrArray *
tva_import_draft_get_results (TvaImportDraft *draft)
{
  return draft->results;
}

/**
 * tva_import_draft_take_results:
 * @draft: a draft
 * @results: (transfer full) (element-type TvImportResult): what the files come to
 *
 * Notes the results of a check.
 */
void
tva_import_draft_take_results (TvaImportDraft *draft, GPtrArray *results)
{
  g_clear_pointer (&draft->results, g_ptr_array_unref);
  draft->results = results;
  tell (draft);
}
