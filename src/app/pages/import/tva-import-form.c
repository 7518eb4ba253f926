/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each row shows what was found, says so, and offers the alternatives. What is chosen goes into the
 * file's choices; dates and decimals take effect without another look at the file. */
#include "pages/import/tva-import-form.h"
#include "pages/import/tva-import-options.h"
#include "widgets/tva-wheel.h"
#include "widgets/tva-whole-words.h"

#include <glib/gi18n.h>

#define MOST_PREAMBLE_ROWS 99999
#define MOST_HEADER_ROWS 3

static const char *const encodings[]
    = { "UTF-8",    "WINDOWS-1252", "ISO-8859-1", "ISO-8859-15",  "MACINTOSH", "IBM850",
        "UTF-16LE", "UTF-16BE",     "ISO-8859-2", "WINDOWS-1250", NULL };
static const char *const delimiters[] = { ",", ";", "\t", "|", ":", " ", NULL };
static const gint64 quotes[] = { '"', '\'', 0 };

struct _TvaImportForm
{
  AdwBin parent_instance;

  GtkWidget *group;
  GtkWidget *kind;
  GtkWidget *entry;
  GtkWidget *encoding;
  GtkWidget *delimiter;
  GtkWidget *quote;
  GtkWidget *preamble;
  GtkWidget *header;
  GtkWidget *rows;
  GtkWidget *dates;
  GtkWidget *decimals;
  TvaImportSource *source;
  gboolean is_quiet;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportForm, tva_import_form, ADW_TYPE_BIN)

static const char *
get_delimiter_title (const char *delimiter)
{
  static const char *const titles[]
      = { N_ ("Comma"), N_ ("Semicolon"), N_ ("Tab"), N_ ("Bar"), N_ ("Colon"), N_ ("Space") };

  for (guint i = 0; delimiters[i] != NULL; i++)
    if (g_strcmp0 (delimiter, delimiters[i]) == 0)
      return _ (titles[i]);
  return delimiter != NULL ? tv_text_layout_get_title (delimiter) : _ ("Nothing: one column");
}

static void
take (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

/* Only the row that was changed is said by the person; what the others show stays a guess. */
static void
chosen_cb (GtkWidget *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportForm *self = TVA_IMPORT_FORM (user_data);
  const char *value;
  TvaImportChoices *choices;

  if (self->is_quiet || self->source == NULL)
    return;
  choices = tva_import_source_get_choices (self->source);
  value = tva_import_options_get_value (row);
  if (row == self->entry)
    take (&choices->entry, value);
  else if (row == self->encoding)
    take (&choices->encoding, value);
  else if (row == self->delimiter)
    take (&choices->delimiter, value);
  else if (row == self->quote && value != NULL)
    choices->quote = (gint64) g_utf8_get_char (value);
  else if (row == self->rows)
    choices->keeps_rows = adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 1;
  else if (row == self->header)
    choices->header_rows = (int) adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  else
    choices->preamble_rows = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->preamble));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
kind_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportForm *self = TVA_IMPORT_FORM (user_data);
  guint selected = adw_combo_row_get_selected (row);

  if (!self->is_quiet && selected > 0 && selected <= TV_N_KINDS)
    tva_import_source_set_kind (self->source, (TvImportKind) (selected - 1));
}

static void
dates_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportForm *self = TVA_IMPORT_FORM (user_data);

  if (!self->is_quiet)
    tva_import_source_set_date_order (self->source, (TvDateOrder) adw_combo_row_get_selected (row));
}

static void
decimals_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportForm *self = TVA_IMPORT_FORM (user_data);

  if (!self->is_quiet)
    tva_import_source_set_decimal_mark (self->source,
                                        adw_combo_row_get_selected (row) == 0 ? '.' : ',');
}

static void
show_entries (TvaImportForm *self, const TvImportFile *file)
{
  const char *const *entries = tva_import_source_get_entries (self->source);
  g_autofree char *hidden = tva_import_source_dup_hidden (self->source);
  g_autofree char *unknown = tva_import_source_dup_unknown (self->source);
  g_autofree char *both
      = hidden != NULL && unknown != NULL ? g_strconcat (hidden, "\n", unknown, NULL) : NULL;
  const char *left_out = both != NULL ? both : hidden != NULL ? hidden : unknown;
  TvaImportOptions options;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->entry), left_out != NULL ? left_out : "");
  gtk_widget_set_visible (self->entry, entries != NULL && entries[0] != NULL && entries[1] != NULL);
  tva_import_options_init (&options);
  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    tva_import_options_add (&options,
                            entries[i],
                            entries[i],
                            g_strcmp0 (entries[i], file->entry) == 0);
  tva_import_options_put (&options, self->entry);
}

static void
show_encodings (TvaImportForm *self, const TvDialect *dialect)
{
  gboolean is_listed = FALSE;
  TvaImportOptions options;

  tva_import_options_init (&options);
  for (guint i = 0; encodings[i] != NULL; i++)
    is_listed |= g_ascii_strcasecmp (encodings[i], dialect->encoding) == 0;
  if (!is_listed)
    tva_import_options_add (&options, dialect->encoding, dialect->encoding, TRUE);
  for (guint i = 0; encodings[i] != NULL; i++)
    tva_import_options_add (&options,
                            encodings[i],
                            encodings[i],
                            g_ascii_strcasecmp (encodings[i], dialect->encoding) == 0);
  tva_import_options_put (&options, self->encoding);
}

/* What a text may be laid out by, unless it is. */
static void
add_layouts (TvaImportOptions *options, TvLayoutKind present)
{
  if (present != TV_LAYOUT_FIXED)
    tva_import_options_add (options,
                            TV_LAYOUT_ANY_FIXED,
                            tv_text_layout_get_title (TV_LAYOUT_ANY_FIXED),
                            FALSE);
  if (present != TV_LAYOUT_BOXED && present != TV_LAYOUT_RULED)
    tva_import_options_add (options,
                            TV_LAYOUT_ANY_RULED,
                            tv_text_layout_get_title (TV_LAYOUT_ANY_RULED),
                            FALSE);
  if (present != TV_LAYOUT_QUOTED)
    tva_import_options_add (options,
                            TV_LAYOUT_ANY_QUOTED,
                            tv_text_layout_get_title (TV_LAYOUT_ANY_QUOTED),
                            FALSE);
}

static void
show_delimiters (TvaImportForm *self, const TvDialect *dialect)
{
  TvaImportOptions options;

  tva_import_options_init (&options);
  if (dialect->delimiter == NULL
      || !g_strv_contains ((const char *const *) delimiters, dialect->delimiter))
    tva_import_options_add (&options,
                            dialect->delimiter,
                            get_delimiter_title (dialect->delimiter),
                            TRUE);
  for (guint i = 0; delimiters[i] != NULL; i++)
    tva_import_options_add (&options,
                            delimiters[i],
                            get_delimiter_title (delimiters[i]),
                            g_strcmp0 (delimiters[i], dialect->delimiter) == 0);
  add_layouts (&options, tv_text_layout_get_kind (dialect->delimiter));
  tva_import_options_put (&options, self->delimiter);
}

static void
show_quotes (TvaImportForm *self, const TvDialect *dialect)
{
  TvaImportOptions options;

  tva_import_options_init (&options);
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 ((gunichar) quotes[i], text);
      tva_import_options_add (&options,
                              text,
                              quotes[i] != 0 ? text : _ ("None"),
                              dialect->quote == (gunichar) quotes[i]);
    }
  tva_import_options_put (&options, self->quote);
}

/* How sure the guess is, or that a person said it, now or when the preset was saved. */
static void
show_certainty (GtkWidget *row, gboolean is_said, gboolean is_kept, double confidence)
{
  g_autofree char *ratio = tv_ratio_to_display (confidence, 0);
  /* Translators: %s is a percentage */
  g_autofree char *found = g_strdup_printf (_ ("Found in the file, %s sure"), ratio);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_said   ? _ ("Chosen by you")
                               : is_kept ? _ ("Kept by the preset")
                                         : found);
}

static void
show_certainties (TvaImportForm *self, const TvImportFile *file)
{
  const TvaImportChoices *choices = tva_import_source_get_choices (self->source);
  TvImportHints form = TV_IMPORT_HINTS_INIT;
  double confidence = file->dialect->confidence;

  if (file->form != NULL)
    tv_import_hints_fill (&form, file->form);
  show_certainty (self->encoding,
                  choices->encoding != NULL,
                  form.encoding != NULL,
                  file->encoding_confidence);
  show_certainty (self->delimiter, choices->delimiter != NULL, form.delimiter != NULL, confidence);
  show_certainty (self->quote, choices->quote != TVA_CHOICE_GUESS, form.quote >= 0, confidence);
}

/* The one that the whole column had to be read for. */
static gboolean
show_late_date (TvaImportForm *self)
{
  const TvDateEvidence *dates = tva_import_source_get_dates (self->source);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  if (dates == NULL || dates->deciding_text == NULL)
    return FALSE;
  line = tv_count_to_display (dates->deciding_line);
  /* Translators: a date as it stands in the file, number of a line */
  text = g_strdup_printf (_ ("Decided by “%s” in line %s, which is no day the other way round"),
                          dates->deciding_text,
                          line);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->dates), text);
  return TRUE;
}

/* The first date that can be read in one order only. */
static void
show_deciding_date (TvaImportForm *self, const TvImportFile *file)
{
  int column = tva_import_source_find_dates (self->source);
  TvDateOrder other = file->date_order == TV_DATE_ORDER_DMY ? TV_DATE_ORDER_MDY : TV_DATE_ORDER_DMY;
  TvDay day;

  if (show_late_date (self))
    return;
  for (guint i = 0; file->date_order != TV_DATE_ORDER_YMD && i < file->preview->len; i++)
    {
      char **cells = g_ptr_array_index (file->preview, i);
      g_autofree char *text = NULL;

      if ((guint) column >= g_strv_length (cells)
          || !tv_import_file_parse_day (file, cells[column], -1, file->date_order, &day)
          || tv_import_file_parse_day (file, cells[column], -1, other, &day))
        continue;
      /* Translators: %s is a date as it stands in the file */
      text = g_strdup_printf (_ ("Decided by “%s”, which is no day the other way round"),
                              cells[column]);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->dates), text);
      return;
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->dates), "");
}

static GtkWidget *
add_combo (TvaImportForm *self, const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  return row;
}

static GtkWidget *
add_fixed (TvaImportForm *self, const char *title, const char *const *choices)
{
  GtkWidget *row = add_combo (self, title);
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  return row;
}

static GtkWidget *
add_kinds (TvaImportForm *self)
{
  const char *titles[TV_N_KINDS + 2] = { _ ("Choose a kind") };

  for (int kind = 0; kind < TV_N_KINDS; kind++)
    titles[kind + 1] = tv_import_kind_get_title ((TvImportKind) kind);
  return add_fixed (self, _ ("Holds"), titles);
}

static void
add_preamble (TvaImportForm *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->preamble = gtk_spin_button_new_with_range (0, MOST_PREAMBLE_ROWS, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Lines above the table"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("They are left out"));
  tva_wheel_leave_to_page (self->preamble);
  gtk_widget_set_valign (self->preamble, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->preamble);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->preamble);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
}

static void
tva_import_form_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_FORM (object)->source);
  G_OBJECT_CLASS (tva_import_form_parent_class)->dispose (object);
}

static void
tva_import_form_class_init (TvaImportFormClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_form_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         TVA_TYPE_IMPORT_FORM,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
tva_import_form_init (TvaImportForm *self)
{
  const char *orders[]
      = { _ ("Year, month, day"), _ ("Day, month, year"), _ ("Month, day, year"), NULL };
  const char *rows[] = { _ ("One line for each product"), _ ("As they stand"), NULL };
  const char *marks[] = { _ ("Point, as in 12.50"), _ ("Comma, as in 12,50"), NULL };
  const char *headers[] = { _ ("None: the first line is data"),
                            _ ("One line"),
                            _ ("Two lines"),
                            _ ("Three lines"),
                            NULL };

  self->group = tva_whole_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Form of the file"));
  self->kind = add_kinds (self);
  self->entry = add_combo (self, _ ("Table"));
  self->encoding = add_combo (self, _ ("Characters"));
  self->delimiter = add_combo (self, _ ("Between columns"));
  self->quote = add_combo (self, _ ("Around texts"));
  add_preamble (self);
  self->header = add_fixed (self, _ ("Header"), headers);
  self->rows = add_fixed (self, _ ("Rows"), rows);
  self->dates = add_fixed (self, _ ("Dates"), orders);
  self->decimals = add_fixed (self, _ ("Decimals"), marks);
  g_signal_connect (self->kind, "notify::selected", G_CALLBACK (kind_selected_cb), self);
  g_signal_connect (self->entry, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->encoding, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->delimiter, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->quote, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->preamble, "notify::value", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->header, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->rows, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->dates, "notify::selected", G_CALLBACK (dates_selected_cb), self);
  g_signal_connect (self->decimals, "notify::selected", G_CALLBACK (decimals_selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), self->group);
}

/**
 * tva_import_form_new:
 *
 * Returns: (transfer floating): the form of no file
 */
GtkWidget *
tva_import_form_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_FORM, NULL);
}

/* What the rows are; orders with several products are taken apart unless a person keeps them. */
static void
show_kind (TvaImportForm *self, const TvImportFile *file)
{
  gboolean is_known = file->kind != TV_KIND_UNKNOWN;
  gboolean is_kept = file->form != NULL && file->form->keeps_rows > 0;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), is_known ? (guint) file->kind + 1 : 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind),
                               is_known ? "" : _ ("The header does not tell what the rows are"));
  gtk_widget_set_visible (self->rows, file->split != NULL || is_kept);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows), is_kept ? 1 : 0);
}

static void
show_text_form (TvaImportForm *self, const TvImportFile *file)
{
  show_encodings (self, file->dialect);
  show_delimiters (self, file->dialect);
  show_quotes (self, file->dialect);
  show_certainties (self, file);
}

/**
 * tva_import_form_show:
 * @form: the rows
 * @source: a file that was read
 *
 * Shows the file's form as it is now.
 */
void
tva_import_form_show (TvaImportForm *form, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);
  g_autofree char *tables = tva_import_source_dup_left_out (source);
  gboolean is_text = file->dialect != NULL && !file->is_book;
  gboolean has_dates = file->kind != TV_KIND_UNKNOWN && tva_import_source_find_dates (source) >= 0
                       && !tva_import_source_is_date_order_asked (source);

  g_set_object (&form->source, source);
  form->is_quiet = TRUE;
  show_kind (form, file);
  show_entries (form, file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (form->header), tables != NULL ? tables : "");
  gtk_widget_set_visible (form->encoding, is_text);
  gtk_widget_set_visible (form->delimiter, is_text);
  gtk_widget_set_visible (form->quote,
                          is_text && !tv_text_layout_is_drawn (file->dialect->delimiter));
  if (is_text)
    show_text_form (form, file);
  if (file->dialect != NULL)
    {
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (form->preamble), file->dialect->preamble_rows);
      adw_combo_row_set_selected (ADW_COMBO_ROW (form->header),
                                  MIN (file->dialect->header_rows, MOST_HEADER_ROWS));
    }
  gtk_widget_set_visible (form->dates, has_dates);
  if (has_dates)
    show_deciding_date (form, file);
  adw_combo_row_set_selected (ADW_COMBO_ROW (form->dates), (guint) file->date_order);
  adw_combo_row_set_selected (ADW_COMBO_ROW (form->decimals), file->decimal_mark == ',' ? 1 : 0);
  form->is_quiet = FALSE;
}
