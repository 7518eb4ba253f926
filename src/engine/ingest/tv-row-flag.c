/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yes and no of a customer or a product; mailing tools say them in their own words, of consent and
 * of messages that come back. Works on memory only. */
#include "ingest/tv-row-flag.h"

#include <string.h>

#include "base/tv-yes-no.h"
#include "rows/tv-contact-words.h"

#define NOTHING G_MININT64 /* a word that is understood and says nothing of this */

/* Sí, sì, sim, tak and true may be a letter each, which says yes only where yes or no is asked for.
 */
static gint64
read_letter (const char *word)
{
  if (strlen (word) != 1)
    return -1;
  if (strchr ("sStT", *word) != NULL)
    return 1;
  return *word == 'f' || *word == 'F' ? 0 : -1;
}

/* How somebody stands on a list. Whoever has not confirmed yet may not be written to; who is on it
 * has not taken an objection back that was made elsewhere, unless the column is one of consent. */
static gint64
read_state (const char *word, TvColumn column, gboolean is_consent)
{
  const char *code = tv_contact_words_find_status (word);
  gboolean is_optout = g_strcmp0 (code, "OPTOUT") == 0 || g_strcmp0 (code, "UNCONFIRMED") == 0;

  if (code == NULL)
    return -1;
  if (column == TV_COLUMN_IS_BOUNCED)
    return g_str_equal (code, "BOUNCED") ? 1 : NOTHING;
  if (!is_consent)
    return is_optout ? 1 : NOTHING;
  return is_optout ? 0 : g_str_equal (code, "SUBSCRIBED") ? 1 : NOTHING;
}

static gboolean
is_shared (const TvRowPlan *plan)
{
  int optout = plan->slots[TV_COLUMN_IS_OPTOUT], bounced = plan->slots[TV_COLUMN_IS_BOUNCED];

  return optout >= 0 && bounced >= 0 && plan->indices[optout] == plan->indices[bounced];
}

/**
 * tv_row_flag_read:
 * @plan: the plan
 * @column: a column of yes and no
 * @text: a cell of it
 * @length: its bytes
 *
 * Reads what the cell says; a column of consent is read as it stands.
 *
 * Returns: 1 for yes, 0 for no, G_MININT64 where it says neither, -1 where it is not understood
 */
gint64
tv_row_flag_read (const TvRowPlan *plan, TvColumn column, const char *text, gsize length)
{
  g_autofree char *word = NULL;
  gint64 known;

  if (column == TV_COLUMN_IS_BOUNCED && is_shared (plan))
    {
      word = g_strndup (text, length);
      known = read_state (word, column, FALSE);
      return known < 0 && tv_yes_no_read (text, length) >= 0 ? NOTHING : known;
    }
  known = tv_yes_no_read (text, length);
  if (known >= 0)
    return known;
  word = g_strstrip (g_strndup (text, length));
  known = read_letter (word);
  if (known >= 0)
    return known;
  if (column == TV_COLUMN_IS_BOUNCED)
    return tv_contact_words_find_bounce (word);
  if (column == TV_COLUMN_IS_OPTOUT && (plan->is_consent || plan->is_list_state))
    return read_state (word, column, plan->is_consent);
  return -1;
}
