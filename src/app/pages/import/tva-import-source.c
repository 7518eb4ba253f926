/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen file between choosing and importing. It owns what sniffing found and what the person
 * changed of it, and says what is still missing. Reads no file itself. */
#include "pages/import/tva-import-source.h"

#include <glib/gi18n.h>

struct _TvaImportSource
{
  GObject parent_instance;

  char *path;
  char *name;
  TvImportFile *file;
  char *error;
  char **entries;               /* sheets or members to choose from, empty = none */
  TvDateEvidence *dates;        /* what the whole column of dates says */
  TvaImportChoices *choices;    /* about its form */
  TvaImportSource *orders;      /* (nullable) the file that it is taken together with */
  char *remark;                 /* (nullable) what came of the latest thing that was asked for */
  gboolean is_date_order_asked; /* the values do not decide it */
  guint request;                /* the latest look at the file that was asked for */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TABLES,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportSource, tva_import_source, G_TYPE_OBJECT)

static void
tell (TvaImportSource *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tva_import_source_finalize (GObject *object)
{
  TvaImportSource *self = TVA_IMPORT_SOURCE (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->error);
  g_free (self->remark);
  g_clear_object (&self->orders);
  g_strfreev (self->entries);
  tva_import_choices_free (self->choices);
  g_clear_pointer (&self->file, tv_import_file_free);
  g_clear_pointer (&self->dates, tv_date_evidence_free);
  G_OBJECT_CLASS (tva_import_source_parent_class)->finalize (object);
}

static void
tva_import_source_class_init (TvaImportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_import_source_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_IMPORT_SOURCE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_TABLES] = g_signal_new ("tables",
                                         TVA_TYPE_IMPORT_SOURCE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_PTR_ARRAY);
}

static void
tva_import_source_init (TvaImportSource *self)
{
  self->choices = tva_import_choices_new ();
}

/* What a table among several of one text is called: what it holds, or where it begins. */
static char *
dup_table_name (TvaImportSource *self)
{
  const TvImportFile *file = self->file;

  if (file == NULL || file->tables == NULL || file->tables->len < 2)
    return NULL;
  if (file->kind != TV_KIND_UNKNOWN)
    return g_strdup (tv_import_kind_get_title (file->kind));
  /* Translators: where a table begins in a file */
  return g_strdup_printf (_ ("line %u"), file->dialect->preamble_rows + 1);
}

/* A table among several of one file is named after both. */
static void
name_source (TvaImportSource *self)
{
  g_autofree char *table = dup_table_name (self);
  gboolean has_several
      = self->choices->entry != NULL
        && (self->entries == NULL || (self->entries[0] != NULL && self->entries[1] != NULL));
  g_autofree char *base = g_filename_display_basename (self->path);

  g_free (self->name);
  if (has_several || table != NULL)
    self->name = g_strdup_printf ("%s · %s", base, table != NULL ? table : self->choices->entry);
  else
    self->name = g_steal_pointer (&base);
}

/**
 * tva_import_source_new:
 * @path: a file
 * @choices: (nullable): which of its tables; %NULL = the first
 *
 * Returns: (transfer full): a source that was not read yet
 */
TvaImportSource *
tva_import_source_new (const char *path, const TvaImportChoices *choices)
{
  TvaImportSource *self = g_object_new (TVA_TYPE_IMPORT_SOURCE, NULL);

  self->path = g_strdup (path);
  if (choices != NULL)
    {
      tva_import_choices_free (self->choices);
      self->choices = tva_import_choices_copy (choices);
    }
  name_source (self);
  return self;
}

/**
 * tva_import_source_get_path:
 * @source: a source
 *
 * Returns: (transfer none): its path
 */
const char *
tva_import_source_get_path (TvaImportSource *source)
{
  return source->path;
}

/**
 * tva_import_source_get_name:
 * @source: a source
 *
 * Returns: (transfer none): its name, for display
 */
const char *
tva_import_source_get_name (TvaImportSource *source)
{
  return source->name;
}

/**
 * tva_import_source_get_file:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): how it will be read; NULL before it was looked at, or where
 * that failed
 */
TvImportFile *
tva_import_source_get_file (TvaImportSource *source)
{
  return source->file;
}

/**
 * tva_import_source_get_error:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const char *
tva_import_source_get_error (TvaImportSource *source)
{
  return source->error;
}

/**
 * tva_import_source_await:
 * @source: a source
 *
 * Begins another look at the file, which makes the answers of older ones void.
 *
 * Returns: the number of this look
 */
guint
tva_import_source_await (TvaImportSource *source)
{
  return ++source->request;
}

/**
 * tva_import_source_is_awaited:
 * @source: a source
 * @request: a number of tva_import_source_await()
 *
 * Returns: whether no later look was begun
 */
gboolean
tva_import_source_is_awaited (TvaImportSource *source, guint request)
{
  return source->request == request;
}

/* What a person has said of the columns holds on when only the form of the file was changed. */
static void
carry_over (TvaImportSource *self, TvImportFile *file)
{
  TvImportFile *old = self->file;
  gboolean is_answered = old->is_date_order_said;

  if (g_strv_equal ((const char *const *) old->header, (const char *const *) file->header)
      && g_strcmp0 (old->preset_name, file->preset_name) == 0)
    {
      tva_import_source_carry_columns (old, file);
      if (old->is_decimal_mark_said)
        file->decimal_mark = old->decimal_mark;
      file->is_decimal_mark_said |= old->is_decimal_mark_said;
    }
  else
    is_answered = FALSE;
  self->is_date_order_asked = !file->is_date_order_sure;
  if (!is_answered)
    return;
  file->date_order = old->date_order;
  file->is_date_order_sure = TRUE;
  file->is_date_order_said = TRUE;
}

/**
 * tva_import_source_take_file:
 * @source: a source
 * @file: (transfer full): what was found
 * @entries: (transfer full) (array zero-terminated=1): sheets or members to choose from
 *
 * Notes what sniffing found, and keeps what the person had said where it still fits.
 */
void
tva_import_source_take_file (TvaImportSource *source, TvImportFile *file, char **entries)
{
  if (source->file != NULL)
    carry_over (source, file);
  else
    source->is_date_order_asked = !file->is_date_order_sure;
  g_clear_pointer (&source->file, tv_import_file_free);
  g_clear_pointer (&source->error, g_free);
  g_clear_pointer (&source->remark, g_free);
  g_clear_pointer (&source->dates, tv_date_evidence_free);
  g_strfreev (source->entries);
  source->file = file;
  source->entries = entries;
  name_source (source);
  tell (source);
}

/**
 * tva_import_source_tell_tables:
 * @source: a source that was read
 * @tables: (element-type TvaImportChoices): how to read the further ones that it holds
 *
 * Has those who know the list of files add the others.
 */
void
tva_import_source_tell_tables (TvaImportSource *source, GPtrArray *tables)
{
  g_signal_emit (source, signals[SIGNAL_TABLES], 0, tables);
}

/**
 * tva_import_source_take_dates:
 * @source: a source that was read
 * @dates: (transfer full): what its column of dates says
 *
 * Notes it; where the column decides the order of day and month, there is nothing to be asked.
 */
void
tva_import_source_take_dates (TvaImportSource *source, TvDateEvidence *dates)
{
  g_clear_pointer (&source->dates, tv_date_evidence_free);
  source->dates = dates;
  if (dates->is_sure)
    {
      source->file->date_order = dates->order;
      source->file->is_date_order_sure = TRUE;
      source->is_date_order_asked = FALSE;
    }
  tell (source);
}

/**
 * tva_import_source_get_dates:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): what its whole column of dates says; %NULL where its
 * beginning decided it already, and until the column was read
 */
const TvDateEvidence *
tva_import_source_get_dates (TvaImportSource *source)
{
  return source->dates;
}

/**
 * tva_import_source_get_entries:
 * @source: a source that was read
 *
 * Returns: (transfer none) (array zero-terminated=1): its sheets or members, empty for a plain file
 */
const char *const *
tva_import_source_get_entries (TvaImportSource *source)
{
  return (const char *const *) source->entries;
}

/**
 * tva_import_source_get_choices:
 * @source: a source
 *
 * Returns: (transfer none): what was said about its form; change it, then have it looked at again
 */
TvaImportChoices *
tva_import_source_get_choices (TvaImportSource *source)
{
  return source->choices;
}

/**
 * tva_import_source_get_orders:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): the file of orders that its lines are taken together with
 */
TvaImportSource *
tva_import_source_get_orders (TvaImportSource *source)
{
  return source->orders;
}

/**
 * tva_import_source_set_orders:
 * @source: a source that was read
 * @orders: (nullable): another one that was read, whose orders its lines are of; %NULL = none
 *
 * Takes two files together, or apart; the source is to be looked at again.
 */
void
tva_import_source_set_orders (TvaImportSource *source, TvaImportSource *orders)
{
  g_set_object (&source->orders, orders);
  g_clear_pointer (&source->choices->orders, tv_import_file_free);
  if (orders != NULL)
    source->choices->orders = tv_import_file_copy (orders->file);
}

/**
 * tva_import_source_get_remark:
 * @source: a source
 *
 * Returns: (transfer none) (nullable): what is to be said beside what was found
 */
const char *
tva_import_source_get_remark (TvaImportSource *source)
{
  return source->remark;
}

/**
 * tva_import_source_set_remark:
 * @source: a source
 * @remark: (nullable): a sentence
 *
 * Notes it; the next look at the file forgets it.
 */
void
tva_import_source_set_remark (TvaImportSource *source, const char *remark)
{
  g_free (source->remark);
  source->remark = g_strdup (remark);
  tell (source);
}

/**
 * tva_import_source_note_preset:
 * @source: a source that was read
 * @name: (nullable): of a preset that says just what the file says now
 *
 * Notes that the present reading was saved; %NULL: that its preset is gone.
 */
void
tva_import_source_note_preset (TvaImportSource *source, const char *name)
{
  g_free (source->file->preset_name);
  source->file->preset_name = g_strdup (name);
  tell (source);
}

/**
 * tva_import_source_set_error:
 * @source: a source
 * @error: why it cannot be read
 *
 * Notes an error, with what to do about it where the error does not say so itself: what is wrong
 * with the content of a file does.
 */
void
tva_import_source_set_error (TvaImportSource *source, const GError *error)
{
  gboolean says_what_to_do = g_error_matches (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  const char *advice = says_what_to_do ? "" : tv_error_get_advice (error);

  g_free (source->error);
  source->error = *advice != '\0' ? g_strdup_printf ("%s %s", error->message, advice)
                                  : g_strdup (error->message);
  tell (source);
}

/**
 * tva_import_source_set_kind:
 * @source: a source that was read
 * @kind: what its rows are
 *
 * Changes the kind; the columns are proposed anew.
 */
void
tva_import_source_set_kind (TvaImportSource *source, TvImportKind kind)
{
  if (source->file == NULL || source->file->kind == kind)
    return;
  tv_import_file_set_kind (source->file, kind);
  name_source (source);
  tell (source);
}

/**
 * tva_import_source_is_date_order_asked:
 * @source: a source
 *
 * Returns: whether it has dates whose values do not decide what comes first, answered or not
 */
gboolean
tva_import_source_is_date_order_asked (TvaImportSource *source)
{
  return source->file != NULL && source->file->kind != TV_KIND_UNKNOWN
         && source->is_date_order_asked && tva_import_source_find_dates (source) >= 0;
}

/**
 * tva_import_source_set_date_order:
 * @source: a source that was read
 * @order: how its dates are written
 *
 * Decides the order of day, month and year.
 */
void
tva_import_source_set_date_order (TvaImportSource *source, TvDateOrder order)
{
  if (source->file == NULL)
    return;
  source->file->date_order = order;
  source->file->is_date_order_sure = TRUE;
  source->file->is_date_order_said = TRUE;
  tell (source);
}
