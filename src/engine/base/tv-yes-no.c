/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yes and no as people and programs write them. No two languages of the list mean opposite things
 * by one word. The words are facts of the Unicode CLDR (yesstr, nostr), beside those of programs.
 */
#include "base/tv-yes-no.h"

#include "base/tv-text.h"

#define LONGEST 24 /* bytes; what is longer is a sentence */

static const char yes_words[] = "1 x y o j true yes oui vrai ja wahr vero verdadero verdadeiro si "
                                "sim on tak ano da áno jah jā "
                                "taip igen evet kyllä ναι да так はい 有 是 예 네 نعم כן sí prawda "
                                "pravda igaz doğru tosi sant sann sand waar "
                                "истина істина adevărat αληθές 真";

static const char no_words[]
    = "0 - n false no non faux nein nee não falsch falso off nie ne nej nei ei nē nem nu hayır όχι "
      "не "
      "нет ні いいえ 無 否 아니오 아니요 لا לא fałsz nepravda hamis yanlış epätosi falsk falskt "
      "usann onwaar yanlis ложь хибність fals ψευδές 偽 假";

static void
add_words (GHashTable *table, const char *words, int value)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *folded = tv_text_fold (parts[i]);

      g_hash_table_insert (table, folded, GINT_TO_POINTER (value + 1));
    }
}

static gpointer
make_table (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_words (table, yes_words, 1);
  add_words (table, no_words, 0);
  g_hash_table_remove (table, ""); /* of the dash, which is asked for apart */
  return table;
}

/**
 * tv_yes_no_read:
 * @text: a cell
 * @length: its bytes
 *
 * Reads yes or no, whatever the case and the blanks around it; a dash is a no.
 *
 * Returns: 1 for yes, 0 for no, -1 for anything else
 */
int
tv_yes_no_read (const char *text, gsize length)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;

  if (length == 1 && (*text == '0' || *text == '1'))
    return *text - '0';
  if (length > LONGEST)
    return -1;
  word = g_strstrip (g_strndup (text, length));
  if (word[0] == '-' && word[1] == '\0')
    return 0;
  g_once (&once, make_table, NULL);
  folded = tv_text_fold (word);
  return GPOINTER_TO_INT (g_hash_table_lookup (once.retval, folded)) - 1;
}
