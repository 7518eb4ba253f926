/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nobody can list all that headers are called in three dozen languages: "Fecha del pedido",
 * "Bestelldatum" and "orderDate" are made of few words, though. So a header is cut into words of a
 * dictionary, written together or apart, and what they speak of together names the column, in
 * whatever order they stand. */
#include "rows/tv-header-words.h"

#include <string.h>

#include "base/tv-text.h"
#include "rows/tv-header-dictionary.h"

#define LONGEST_WORD 60    /* bytes */
#define LONGEST_HEADER 240 /* bytes; what is longer is a sentence */
#define MOST_PARTS 3       /* of a word that is cut */
#define SURE .92           /* as sure as a name that is used less often for the column */
#define SHORTEST_PART 3    /* letters of words written together, but for "id", "nr" and "no" */
#define LOST_LETTER "\357\277\275" /* U+FFFD */
#define MOST_LOST 2
#define FIRST_DENSE 0xe1 /* the first byte of scripts whose words may be a single character */

/* A column has all of @all, and nothing but those and @others. */
static const struct
{
  TvColumn column;
  const char *all, *others;
  double less; /* than a sure one */
} patterns[] = {
  { TV_COLUMN_CUSTOMER_CODE, "CI", "bDwp3", 0 },
  { TV_COLUMN_CUSTOMER_CODE, "3I", "", .05 },
  { TV_COLUMN_CUSTOMER_CODE, "C3", "", .05 },
  { TV_COLUMN_CUSTOMER_CODE, "C", "b", .03 },
  { TV_COLUMN_LAST_NAME, "N", "Cb", .01 },
  { TV_COLUMN_LAST_NAME, "B", "CbN", 0 },
  { TV_COLUMN_LAST_NAME, "nC", "b", 0 },
  { TV_COLUMN_LAST_NAME, "nB", "Cb", 0 },
  { TV_COLUMN_LAST_NAME, "c", "CbNn", .08 },
  { TV_COLUMN_LAST_NAME, "NCD", "b", .03 },
  { TV_COLUMN_LAST_NAME, "Ns", "CB", .08 },
  { TV_COLUMN_LAST_NAME, "C", "b", .18 },
  { TV_COLUMN_FIRST_NAME, "F", "CbNn", 0 },
  { TV_COLUMN_FIRST_NAME, "n", "b", 0 },
  { TV_COLUMN_FIRST_NAME, "Fs", "CN", .08 },
  { TV_COLUMN_EMAIL, "E", "CbDwpAIM", 0 },
  { TV_COLUMN_EMAIL, "Es", "CAI", .08 },
  { TV_COLUMN_PHONE, "T", "CbDwpAIM", 0 },
  { TV_COLUMN_PHONE, "Ts", "CAI", .08 },
  { TV_COLUMN_ADDRESS, "A", "CbDwpL", 0 },
  { TV_COLUMN_ADDRESS, "As", "CL", .08 },
  { TV_COLUMN_POSTAL_CODE, "Z", "CbAI", 0 },
  { TV_COLUMN_POSTAL_CODE, "Zs", "CAIK", .08 },
  { TV_COLUMN_CITY, "K", "CbA", 0 },
  { TV_COLUMN_CITY, "Ks", "CA", .08 },
  { TV_COLUMN_COUNTRY, "Y", "CbAI", 0 },
  { TV_COLUMN_COUNTRY, "Ye", "CbA", .04 },
  { TV_COLUMN_COUNTRY, "Ys", "CAI", .08 },
  { TV_COLUMN_IS_OPTOUT, "a", "CEkT", 0 },
  { TV_COLUMN_IS_OPTOUT, "x", "CEkTa", 0 },
  { TV_COLUMN_IS_OPTOUT, "ag", "CEkT", 0 },
  { TV_COLUMN_IS_OPTOUT, "g", "CEk", .1 },
  { TV_COLUMN_PRODUCT_KEY, "PI", "LSv", 0 },
  { TV_COLUMN_PRODUCT_KEY, "PyI", "LS", 0 },
  { TV_COLUMN_PRODUCT_KEY, "PIDL", "", 0 },
  { TV_COLUMN_PRODUCT_LABEL, "PN", "LSdhv", 0 },
  { TV_COLUMN_PRODUCT_LABEL, "Pn", "L", 0 },
  { TV_COLUMN_PRODUCT_LABEL, "Pd", "LNhv", .01 },
  { TV_COLUMN_PRODUCT_LABEL, "P", "Lv", .02 },
  { TV_COLUMN_PRODUCT_LABEL, "PDL", "N", .02 },
  { TV_COLUMN_PRODUCT_LABEL, "d", "L", -.02 }, /* surer than a mere name, which may be anybody's */
  { TV_COLUMN_PRODUCT_LABEL, "d", "hL", .04 },
  { TV_COLUMN_PRODUCT_LABEL, "dz", "hL", .2 }, /* a memo may be about anything */
  { TV_COLUMN_PRODUCT_LABEL, "N", "L", .08 },
  { TV_COLUMN_FAMILY, "G", "PNI", 0 },
  { TV_COLUMN_FAMILY, "PL", "", .01 },
  { TV_COLUMN_FAMILY, "y", "P", .08 },
  { TV_COLUMN_SUB_FAMILY, "uG", "PN", 0 },
  { TV_COLUMN_BRAND, "H", "PN", 0 },
  { TV_COLUMN_VINTAGE, "o", "P", 0 },
  { TV_COLUMN_GRAPE, "q", "PNy", 0 },
  { TV_COLUMN_IS_ACTIVE, "1", "Pg", 0 },
  /* With tax only where nothing stands there without. */
  { TV_COLUMN_PRICE, "R", "PUXtv", 0 },
  { TV_COLUMN_PRICE, "RV", "PUXtv", .03 },
  { TV_COLUMN_PRICE, "RDw", "PUXtv", .02 },
  { TV_COLUMN_PRICE, "RDwV", "PUXtv", .05 },
  { TV_COLUMN_PRICE, "MU", "PX", .02 },
  { TV_COLUMN_PRICE, "Rm", "P", .01 },
  { TV_COLUMN_COST, "O", "PRUXtv", 0 },
  { TV_COLUMN_COST, "ODp", "PRUXtv", 0 },
  { TV_COLUMN_COST, "RDp", "PUXtv", 0 },
  { TV_COLUMN_COST, "OV", "PRUXtv", .03 },
  { TV_COLUMN_COST, "RDpV", "PRUXtvO", .03 },
  { TV_COLUMN_MARGIN, "J", "PMX", 0 },
  { TV_COLUMN_STOCK, "S", "PQvg", 0 },
  { TV_COLUMN_STOCK, "Q", "Pv", .1 },
  { TV_COLUMN_ORDER_DATE, "W", "Dmwp", 0 },
  { TV_COLUMN_DOC_REF, "DI", "mwp", 0 },
  { TV_COLUMN_DOC_REF, "D", "wp", .06 },
  { TV_COLUMN_DOC_TYPE, "Dy", "wpP", 0 },
  { TV_COLUMN_ORDER_STATUS, "gD", "wp", 0 },
  { TV_COLUMN_ORDER_STATUS, "g", "wp", .1 },
  { TV_COLUMN_QTY, "Q", "PLUDwpmv", 0 },
  { TV_COLUMN_QTY, "U", "P", .15 },
  { TV_COLUMN_AMOUNT_HT, "M", "XR", .005 },
  { TV_COLUMN_AMOUNT_HT, "ML", "PXR", 0 },
  { TV_COLUMN_AMOUNT_HT, "MP", "LXR", 0 },
  { TV_COLUMN_AMOUNT_HT, "X", "LP", .12 },
  { TV_COLUMN_AMOUNT_HT, "m", "LPXM", 0 },
  { TV_COLUMN_AMOUNT_HT, "MXt", "LPR", 0 },
  { TV_COLUMN_AMOUNT_HT, "MDL", "XP", 0 },
  { TV_COLUMN_AMOUNT_HT, "MDw", "LPXRt", .01 },
  { TV_COLUMN_AMOUNT_HT, "XDw", "LP", .05 },
  { TV_COLUMN_UNIT_PRICE, "R", "UPLXv", 0 },
  { TV_COLUMN_UNIT_PRICE, "RXt", "UPL", 0 },
  { TV_COLUMN_UNIT_PRICE, "RDL", "UPX", 0 },
  { TV_COLUMN_UNIT_PRICE, "RDw", "UPLX", .02 },
  { TV_COLUMN_UNIT_PRICE, "RXtDw", "UPL", .02 },
  { TV_COLUMN_UNIT_PRICE, "MU", "PX", 0 },
  { TV_COLUMN_UNIT_PRICE, "Rm", "UP", .02 },
  { TV_COLUMN_UNIT_PRICE, "OP", "", .2 },
  { TV_COLUMN_DISCOUNT, "f", "LPr", 0 },
  { TV_COLUMN_DISCOUNT, "fUR", "P", .02 },
  { TV_COLUMN_DISCOUNT, "fL", "PMr", 0 },
  { TV_COLUMN_AMOUNT_TTC, "MV", "LPR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "MVt", "LPR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "MXV", "LPR", .02 },
  { TV_COLUMN_AMOUNT_TTC, "mV", "LPMR", 0 },
  { TV_COLUMN_AMOUNT_TTC, "V", "LP", .12 },
  { TV_COLUMN_AMOUNT_TTC, "MVDw", "LPRt", .01 },
  { TV_COLUMN_CONTACT_DATE, "W", "", .02 },
  { TV_COLUMN_CONTACT_DATE, "W2", "Eij", 0 },
  { TV_COLUMN_CONTACT_DATE, "Wi", "Ej", 0 },
  { TV_COLUMN_CONTACT_DATE, "Wj", "E", 0 },
  { TV_COLUMN_CHANNEL, "l", "C", 0 },
  { TV_COLUMN_STATUS, "i", "Eyg", 0 },
  { TV_COLUMN_STATUS, "g", "E2j", .05 },
  { TV_COLUMN_CAMPAIGN_ID, "j", "NIE", 0 },
};

static TvHeaderWords
get_bit (char notion)
{
  if (notion == '.')
    return G_GUINT64_CONSTANT (1) << 63;
  if (notion == '$')
    return G_GUINT64_CONSTANT (1) << 62;
  if (g_ascii_isdigit (notion))
    return G_GUINT64_CONSTANT (1) << (notion - '0' + 52);
  return G_GUINT64_CONSTANT (1) << (g_ascii_isupper (notion) ? notion - 'A' : notion - 'a' + 26);
}

static TvHeaderWords
get_bits (const char *notions)
{
  TvHeaderWords bits = 0;

  for (; *notions != '\0'; notions++)
    bits |= get_bit (*notions);
  return bits;
}

static TvHeaderWords
look_up (const char *word, gsize length)
{
  char text[LONGEST_WORD + 1];
  const char *notions;

  if (length > LONGEST_WORD)
    return 0;
  memcpy (text, word, length);
  text[length] = '\0';
  notions = tv_header_dictionary_find (text);
  return notions != NULL ? get_bits (notions) : 0;
}

static gboolean
is_part (const char *word, gsize length)
{
  gsize letters = 0;

  for (gsize i = 0; i < length; i++)
    letters += ((guchar) word[i] & 0xc0) != 0x80;
  return letters >= SHORTEST_PART || (guchar) *word >= FIRST_DENSE
         || (length == 2
             && (memcmp (word, "id", 2) == 0 || memcmp (word, "nr", 2) == 0
                 || memcmp (word, "no", 2) == 0))
         || (length == 1 && *word == '1');
}

/* Cuts what is written together into as few words as can be. */
static TvHeaderWords
read_word (const char *word, gsize length)
{
  TvHeaderWords found[LONGEST_HEADER + 1] = { 0 };
  guint parts[LONGEST_HEADER + 1] = { 0 };
  TvHeaderWords whole = look_up (word, length);

  if (whole != 0)
    return whole;
  for (gsize end = 1; end <= length; end++)
    for (gsize begin = end > LONGEST_WORD ? end - LONGEST_WORD : 0; begin < end; begin++)
      {
        TvHeaderWords part;

        if ((begin > 0 && parts[begin] == 0) || !is_part (word + begin, end - begin)
            || (parts[end] > 0 && parts[end] <= parts[begin] + 1))
          continue;
        part = look_up (word + begin, end - begin);
        if (part == 0)
          continue;
        parts[end] = parts[begin] + 1;
        found[end] = found[begin] | part;
      }
  return found[length];
}

/* A word that is cut by a mark or a blank: e-mail, e-pošta, кол-во, מע"מ; or into its letters:
 * T.T.C. */
static TvHeaderWords
read_cut_word (const char *at, gsize *inout_end)
{
  gsize end = *inout_end, length = end;
  char text[LONGEST_WORD + 1];

  if (length > LONGEST_WORD)
    return 0;
  memcpy (text, at, length);
  for (guint parts = 1; parts < MOST_PARTS && at[end] == ' '; parts++)
    {
      gsize next = strcspn (at + end + 1, " ");
      gboolean is_letters = length == parts && next == 1;
      TvHeaderWords found;

      if (length + next > LONGEST_WORD || (parts > 1 && !is_letters))
        return 0;
      memcpy (text + length, at + end + 1, next);
      length += next;
      end += 1 + next;
      found = look_up (text, length);
      if (found != 0)
        {
          *inout_end = end;
          return found;
        }
    }
  return 0;
}

static TvHeaderWords
read_words (const char *text, gsize length)
{
  g_autofree char *cut = g_strndup (text, length);
  g_autofree char *folded = tv_text_fold (cut);
  TvHeaderWords words = 0;
  gsize at = 0;

  if (strlen (folded) > LONGEST_HEADER)
    return 0;
  while (folded[at] != '\0')
    {
      gsize size = strcspn (folded + at, " ");
      TvHeaderWords word = read_cut_word (folded + at, &size);

      if (word == 0)
        word = read_word (folded + at, size);
      if (word == 0)
        return 0;
      words |= word;
      at += size + (folded[at + size] == ' ');
    }
  return words;
}

/* Letters that were lost in a conversion, one after another: N\357\277\275mero. Accents are off by
 * then, so that few letters can have stood there. */
static TvHeaderWords
read_lost (const char *text, guint depth)
{
  const char *lost = strstr (text, LOST_LETTER);
  TvHeaderWords words = 0;

  if (lost == NULL)
    return read_words (text, strlen (text));
  for (const char *letter = "aeiouncszyl"; depth < MOST_LOST && words == 0 && *letter != '\0';
       letter++)
    {
      g_autofree char *tried = g_strdup_printf ("%.*s%c%s",
                                                (int) (lost - text),
                                                text,
                                                *letter,
                                                lost + strlen (LOST_LETTER));

      words = read_lost (tried, depth + 1);
    }
  return words;
}

/**
 * tv_header_words_read:
 * @header: a header cell
 *
 * Reads a header cell word by word; what stands in brackets behind them counts only where it is
 * understood, too.
 *
 * Returns: what its words speak of, 0 where one is not known
 */
TvHeaderWords
tv_header_words_read (const char *header)
{
  TvHeaderWords words = read_words (header, strlen (header));
  gsize before = strcspn (header, "([");

  if (words == 0 && before > 0 && header[before] != '\0')
    words = read_words (header, before);
  if (words == 0 && strstr (header, LOST_LETTER) != NULL)
    words = read_lost (header, 0);
  return words;
}

/**
 * tv_header_words_have:
 * @words: what a header cell speaks of
 * @notions: letters of the dictionary
 *
 * Returns: whether it speaks of all these
 */
gboolean
tv_header_words_have (TvHeaderWords words, const char *notions)
{
  return (words & get_bits (notions)) == get_bits (notions);
}

/**
 * tv_header_words_are:
 * @header: a header cell
 * @notions: letters of the dictionary
 *
 * Returns: whether it speaks of these and of nothing else
 */
gboolean
tv_header_words_are (const char *header, const char *notions)
{
  return (tv_header_words_read (header) & ~get_bit ('.')) == get_bits (notions);
}

/**
 * tv_header_words_are_of_one:
 * @a: what a header cell speaks of
 * @b: what another one speaks of
 *
 * Returns: whether both speak of the same person: the customer, who pays, who receives, or nobody
 */
gboolean
tv_header_words_are_of_one (TvHeaderWords a, TvHeaderWords b)
{
  return ((a ^ b) & get_bits ("Cbs")) == 0;
}

/**
 * tv_header_words_score:
 * @words: what a header cell speaks of
 * @column: a column
 *
 * Returns: how sure the cell is this column, 0-1
 */
double
tv_header_words_score (TvHeaderWords words, TvColumn column)
{
  TvHeaderWords told = words & ~get_bit ('.');
  double best = 0;

  if (words == 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      TvHeaderWords all = get_bits (patterns[i].all);

      if (patterns[i].column != column || (told & all) != all
          || (told & ~(all | get_bits (patterns[i].others))) != 0)
        continue;
      best = MAX (best, SURE - patterns[i].less);
    }
  return best;
}
