/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shops and mailing tools write "Opt-in: No" for what a list of objections calls "Opted out: Yes".
 * The name of the column that is mapped tells which of the two it is. */
#include "rows/tv-consent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-text.h"
#include "rows/tv-contact-words.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-columns.h"

#define MOST_WORDS 5 /* of a list that are named */

/* "Ne pas accepter" is an objection again. */
static gboolean
is_denied (const char *header)
{
  static const char *const denials[]
      = { "not",   "no",     "pas", "sans", "refus", "without", "nicht", "kein",
          "keine", "keinen", "ne",  "nie",  "nao",   "sin",     "senza", "geen",
          "inte",  "ikke",   "ei",  "nem",  "nu",    "bez",     "не",    "без" };
  g_autofree char *folded = tv_text_fold (header);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (denials); i++)
    if (g_strv_contains ((const char *const *) words, denials[i]))
      return TRUE;
  return FALSE;
}

/**
 * tv_consent_is_given:
 * @file: a file with a kind
 *
 * Returns: whether the column of opting out says the opposite: yes to whom one may write
 */
gboolean
tv_consent_is_given (const TvImportFile *file)
{
  static const char *const parts[]
      = { "optin", "optedin", "consent", "accept", "accord", "newsletter" };
  int index = tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT);
  g_autofree char *folded = index >= 0 ? tv_header_fold (file->header[index]) : NULL;
  TvHeaderWords words = index >= 0 ? tv_header_words_read (file->header[index]) : 0;

  if (tv_header_words_have (words, "x"))
    return FALSE;
  if (tv_header_words_have (words, "a"))
    return TRUE;
  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded, parts[i]) != NULL)
      return !is_denied (file->header[index]);
  return FALSE;
}

/**
 * tv_consent_is_list_state:
 * @file: a file with a kind
 *
 * Returns: whether the column of opting out is one of states: subscribed, unsubscribed, cleaned.
 * One that is called by the objection is where its first cells are, and some an objection; else
 * "active" there would mean that the objection is.
 */
gboolean
tv_consent_is_list_state (const TvImportFile *file)
{
  int index = tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT);
  TvHeaderWords words = index >= 0 ? tv_header_words_read (file->header[index]) : 0;

  if (index < 0 || tv_consent_is_given (file))
    return FALSE;
  if (tv_header_words_have (words, "x"))
    return tv_cells_fit (file, index, tv_contact_words_are_of_list, 1)
           && tv_cells_get_fit (file, index, tv_contact_words_are_objection) > 0;
  return tv_header_words_have (words, "g");
}

/**
 * tv_consent_is_list_history:
 * @file: a file with a kind
 *
 * Returns: whether the states of contacts are those of people on a list, and not of messages
 */
gboolean
tv_consent_is_list_history (const TvImportFile *file)
{
  int index = tv_import_file_get_index (file, TV_COLUMN_STATUS);

  return file->kind == TV_KIND_CONTACTS && index >= 0
         && tv_cells_fit (file, index, tv_contact_words_are_of_list, 1);
}

/* The column of consent, or of the states of contacts, that says of some that they have not
 * confirmed yet; -1 = there is none. */
static int
find_unconfirmed (const TvImportFile *file)
{
  int index = -1;

  if (tv_consent_is_list_history (file))
    index = tv_import_file_get_index (file, TV_COLUMN_STATUS);
  else if (tv_consent_is_given (file))
    index = tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT);
  return index >= 0 && tv_cells_get_fit (file, index, tv_contact_words_are_unconfirmed) > 0 ? index
                                                                                            : -1;
}

static gboolean
is_marked (const TvImportFile *file, guint index)
{
  const TvColumnTransform *transform = file->transforms != NULL && index < file->transforms->len
                                           ? g_ptr_array_index (file->transforms, index)
                                           : NULL;

  return transform != NULL && g_strcmp0 (transform->default_text, TV_CONSENT_UNMARKED) == 0;
}

/* The words of the first rows that say this of somebody on a list. */
static char *
dup_words (const TvImportFile *file, int header_index, const char *code)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < tv_cells_count_rows (file) && words->len < MOST_WORDS; i++)
    {
      const char *cell = tv_cells_get (file, i, header_index);

      if (g_utf8_validate (cell, -1, NULL)
          && g_strcmp0 (tv_contact_words_find_status (cell), code) == 0
          && !g_ptr_array_find_with_equal_func (words, cell, g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) cell);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/* What comes of the words of a list of subscribers, by those that the first rows have. */
static char *
dup_list_note (const TvImportFile *file, int index)
{
  g_autofree char *off = dup_words (file, index, "OPTOUT");
  g_autofree char *waiting = dup_words (file, index, "UNCONFIRMED");
  g_autofree char *gone = dup_words (file, index, "BOUNCED");
  g_autoptr (GString) note = g_string_new (NULL);

  /* Translators: name of a column */
  g_string_printf (note,
                   _ ("“%s” says who is on a mailing list; being on it does not undo an objection "
                      "that was made elsewhere."),
                   file->header[index]);
  if (*off != '\0')
    {
      g_string_append_c (note, ' ');
      /* Translators: list of words of a file, such as Unsubscribed */
      g_string_append_printf (note, _ ("Opted out: %s."), off);
    }
  if (*waiting != '\0')
    {
      g_string_append_c (note, ' ');
      /* Translators: list of words of a file, such as Pending */
      g_string_append_printf (note, _ ("Not confirmed, and so opted out: %s."), waiting);
    }
  if (*gone != '\0' && tv_import_file_get_index (file, TV_COLUMN_IS_BOUNCED) == index)
    {
      g_string_append_c (note, ' ');
      /* Translators: list of words of a file, such as Cleaned; of customers whose messages came
       * back */
      g_string_append_printf (note, _ ("Bounced: %s."), gone);
    }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

/**
 * tv_consent_dup_note:
 * @file: a file with a kind
 *
 * Returns: (transfer full) (nullable): a translated sentence or two that say how consent, or a
 * state on a list, is read, %NULL where the file has none
 */
char *
tv_consent_dup_note (const TvImportFile *file)
{
  int index = tv_import_file_get_index (file, TV_COLUMN_IS_OPTOUT);
  int unconfirmed = find_unconfirmed (file);

  if (tv_consent_is_list_state (file))
    return dup_list_note (file, index);
  if (unconfirmed >= 0)
    /* Translators: name of a column; the people on a list of subscribers */
    return g_strdup_printf (_ ("“%s” says of some that they have not confirmed yet: they count as "
                               "opted out."),
                            file->header[unconfirmed]);
  if (!tv_consent_is_given (file))
    return NULL;
  if (is_marked (file, (guint) index))
    /* Translators: name of a column */
    return g_strdup_printf (_ ("“%s” has a mark for whom one may write to, and no cell says no: no "
                               "mark there means opted out. Where it only means that nobody asked, "
                               "take the “no” for its empty cells away."),
                            file->header[index]);
  /* Translators: name of a column */
  return g_strdup_printf (_ ("“%s” says who may be written to: a no there means opted out."),
                          file->header[index]);
}
