/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which header cell a canonical column may take: by what people call it in English and French, by
 * what its words mean together in these and five other languages, by a name that is nearly one of
 * these, and by what stands in the column. The surer match goes first, whatever the order of the
 * cells: beside "customer_id" a mere "id" is not the customer's. */
#include <string.h>

#include "base/tv-text.h"
#include "rows/tv-header-words.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define WORST_NAME .8 /* of a match by name, for the last of a column's names */
#define NEARLY .7     /* the most that a name gets that is only nearly right */
#define TURNED .75    /* a name whose two words stand in the other order */
#define LEAST_SIMILARITY .8
#define LEAST_LETTERS 5    /* below that, one letter makes another word */
#define AFTER_FEES .6      /* as what a customer paid */
#define DESCRIPTION .9     /* as the label in a catalogue, beside a name */
#define GIVEN_NAME .9      /* as the first name, beside a last name */
#define MOST .5            /* of the cells of a column */
#define REQUIRED_WEIGHT .8 /* of the required columns in the score of the whole mapping */

/* Levenshtein over bytes of folded text, which is ASCII for nearly all headers. */
static guint
edit_distance (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint row[64];

  if (a_length >= G_N_ELEMENTS (row) || b_length >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (guint j = 0; j <= b_length; j++)
    row[j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint above = row[j];
          guint change = diagonal + (a[i - 1] != b[j - 1]);

          row[j] = MIN (MIN (above, row[j - 1]) + 1, change);
          diagonal = above;
        }
    }
  return row[b_length];
}

/* Whether words of the header that stand side by side make the name, and how much of the header
 * that is. */
static double
get_overlap (const char *spaced, gsize letters, const char *name, gsize length)
{
  for (const char *start = spaced; start != NULL; start = strchr (start, ' '))
    {
      gsize matched = 0;
      const char *at = start += *start == ' ';

      for (; *at != '\0' && matched < length; at++)
        if (*at != ' ' && *at != name[matched++])
          break;
      if (matched == length && at[-1] == name[length - 1] && (*at == ' ' || *at == '\0'))
        return (double) length / (double) letters;
    }
  return 0;
}

/* The rank of a header of two words that stand in the other order: Client code, Facture date. A
 * caption over several columns may be in the plural: Amounts over Net and Gross. */
static int
get_turned_rank (TvColumn column, const char *spaced)
{
  const char *blank = strchr (spaced, ' ');
  g_autofree char *turned = NULL;
  gsize length;
  int rank;

  if (blank == NULL || strchr (blank + 1, ' ') != NULL)
    return -1;
  turned = g_strdup_printf ("%s%.*s", blank + 1, (int) (blank - spaced), spaced);
  rank = tv_column_get_rank (column, turned);
  length = strlen (turned);
  if (rank >= 0 || length == 0 || turned[length - 1] != 's')
    return rank;
  turned[length - 1] = '\0';
  return tv_column_get_rank (column, turned);
}

/**
 * tv_header_is_known:
 * @header: a header cell
 *
 * Returns: whether people call some column just so, in one order of two words or the other
 */
gboolean
tv_header_is_known (const char *header)
{
  g_autofree char *spaced = tv_text_fold (header);
  g_autofree char *folded = tv_header_fold (header);

  for (TvColumn column = 0; column < TV_N_COLUMNS; column++)
    if (tv_column_get_rank (column, folded) >= 0 || get_turned_rank (column, spaced) >= 0)
      return TRUE;
  return FALSE;
}

/* A header cell as it is compared. */
typedef struct
{
  char *spaced, *folded;
  TvHeaderWords words;
} Name;

static void
name_init (Name *name, const char *header)
{
  name->spaced = tv_text_fold (header);
  name->folded = tv_header_fold (header);
  name->words = tv_header_words_read (header);
}

static void
name_clear (Name *name)
{
  g_free (name->spaced);
  g_free (name->folded);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Name, name_clear)

/* Which characters a text has; two letters of the same rest count as one. */
static guint64
get_characters (const char *text, gsize length)
{
  guint64 found = 0;

  for (gsize i = 0; i < length; i++)
    found |= G_GUINT64_CONSTANT (1) << (text[i] & 63);
  return found;
}

/* Names of another length, or with other letters, are not nearly alike; most are told so without
 * being compared. */
static gboolean
may_be_near (const char *name, gsize length, guint64 characters, gsize letters)
{
  gsize longer = MAX (length, letters), shorter = MIN (length, letters);
  guint64 own;

  if (length < LEAST_LETTERS || shorter < LEAST_SIMILARITY * longer)
    return FALSE;
  own = get_characters (name, length);
  return MAX (__builtin_popcountll (own & ~characters), __builtin_popcountll (characters & ~own))
         <= (1 - LEAST_SIMILARITY) * longer + .001;
}

static double
score_nearly (TvColumn column, const char *spaced, const char *folded)
{
  gsize letters = strlen (folded);
  guint64 characters = get_characters (folded, letters);
  double best = 0;

  for (const char *name = tv_column_get_names (column); name != NULL;)
    {
      gsize length = strcspn (name, "|");
      gsize longer = MAX (length, letters);
      guint distance = may_be_near (name, length, characters, letters)
                           ? edit_distance (name, length, folded, letters)
                           : G_MAXUINT;
      double similarity = distance < longer ? 1 - (double) distance / (double) longer : 0;

      if (length > LEAST_LETTERS)
        similarity = MAX (similarity, .25 + get_overlap (spaced, letters, name, length));
      best = MAX (best, MIN (similarity, 1));
      name = name[length] == '|' ? name + length + 1 : NULL;
    }
  return best >= LEAST_SIMILARITY ? best * NEARLY : 0;
}

/* How sure a header cell is this column by its name, 0-1. What is understood word by word and means
 * something else is not nearly this column, however alike: a customer's type is no customer. */
static double
score_name (TvColumn column, const Name *name)
{
  int rank = tv_column_get_rank (column, name->folded);
  gboolean is_long = strlen (name->folded) >= LEAST_LETTERS;
  double best = tv_header_words_score (name->words, column);

  if (rank >= 0)
    return 1 - (1 - WORST_NAME) * MIN (rank, 40) / 40;
  if (is_long && get_turned_rank (column, name->spaced) >= 0)
    best = MAX (best, TURNED);
  if (best > 0 || name->words != 0 || !is_long)
    return best;
  return score_nearly (column, name->spaced, name->folded);
}

typedef struct
{
  const TvColumn *columns;
  guint count, header_count;
  double *scores; /* [header_index * count + column] */
} Scores;

static gboolean
has_product_name (const TvImportFile *file)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    if (tv_header_words_score (tv_header_words_read (file->header[h]), TV_COLUMN_PRODUCT_LABEL) > 0
        && tv_header_words_have (tv_header_words_read (file->header[h]), "N"))
      return TRUE;
  return FALSE;
}

/**
 * tv_header_is_fee:
 * @header: a header cell
 *
 * Returns: whether it names what a marketplace keeps of a sale; the fee of a delivery is paid by
 * the customer
 */
gboolean
tv_header_is_fee (const char *header)
{
  static const char *const words[]
      = { "fee",      "fees",       "commission", "commissions", "provision", "kommission",
          "comision", "comisiones", "comissao",   "commissione", "commissie", "provvigione" };
  g_autofree char *spaced = tv_text_fold (header);
  g_auto (GStrv) parts = g_strsplit (spaced, " ", -1);

  if (tv_header_words_have (tv_header_words_read (header), "s"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strv_contains ((const char *const *) parts, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_fees (const TvImportFile *file)
{
  for (guint h = 0; file->header[h] != NULL; h++)
    if (tv_header_is_fee (file->header[h]))
      return TRUE;
  return FALSE;
}

/* What is left of an amount: "net" or a word that begins so in five more languages. */
static gboolean
is_net (const Name *name)
{
  g_auto (GStrv) parts = g_strsplit (name->spaced, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], "net"))
      return TRUE;
  return FALSE;
}

/* In a catalogue the name is what a product is called, and the description beside it tells of it;
 * in a list of sales the description is the name. The number of a line or of its customer is not
 * told from a mere "id". Beside the fees of a marketplace, a net amount is what the seller gets. */
static double
weigh_kind (const TvImportFile *file, TvColumn column, const Name *name)
{
  if (file->kind == TV_KIND_PRODUCTS)
    return column == TV_COLUMN_PRODUCT_LABEL && tv_header_words_have (name->words, "h")
                   && has_product_name (file)
               ? DESCRIPTION
               : 1;
  if (!tv_import_kind_has_lines (file->kind))
    return 1;
  if (column == TV_COLUMN_AMOUNT_HT && is_net (name) && has_fees (file))
    return AFTER_FEES;
  return g_str_equal (name->folded, "id") ? 0 : 1;
}

static gboolean
is_percent (const char *cell)
{
  gsize length = strlen (cell);

  return length > 1 && cell[length - 1] == '%';
}

/* A column of per cents is no amount, whatever it is called. */
static gboolean
is_of_percents (const TvImportFile *file, guint header_index, TvColumn column)
{
  switch (column)
    {
    case TV_COLUMN_MARGIN:
    case TV_COLUMN_COST:
    case TV_COLUMN_PRICE:
    case TV_COLUMN_UNIT_PRICE:
    case TV_COLUMN_AMOUNT_HT:
    case TV_COLUMN_AMOUNT_TTC:
      return strchr (file->header[header_index], '%') != NULL
             || tv_cells_get_fit (file, (int) header_index, is_percent) > MOST;
    default:
      return FALSE;
    }
}

static double
score_cell (const TvImportFile *file, guint header_index, TvColumn column, const Name *name)
{
  double score = score_name (column, name);

  /* Most names mean nothing, so the rows are looked at behind them. */
  if (score <= 0 || !tv_import_file_is_open_to (file, (int) header_index, column)
      || is_of_percents (file, header_index, column))
    return 0;
  return score * weigh_kind (file, column, name)
         * tv_import_content_weigh (file, header_index, column);
}

/**
 * tv_import_match_score:
 * @file: a file with a header; its first rows are looked at where they are there
 * @header_index: a header cell
 * @column: a column, of the file's kind or not
 *
 * Returns: how sure the cell is the column, by its name and by what stands below it, 0-1
 */
double
tv_import_match_score (const TvImportFile *file, guint header_index, TvColumn column)
{
  g_auto (Name) name = { 0 };

  name_init (&name, file->header[header_index]);
  return score_cell (file, header_index, column, &name);
}

static void
score_header (const TvImportFile *file, Scores *scores, guint header_index)
{
  g_auto (Name) name = { 0 };

  name_init (&name, file->header[header_index]);
  for (guint i = 0; i < scores->count; i++)
    scores->scores[header_index * scores->count + i]
        = score_cell (file, header_index, scores->columns[i], &name);
}

/* A mere name beside a last name is the first one. */
static void
score_given_name (const TvImportFile *file, Scores *scores)
{
  int header_index = tv_import_given_name_find (file);

  for (guint i = 0; header_index >= 0 && i < scores->count; i++)
    {
      double *score = scores->scores + (guint) header_index * scores->count + i;

      if (scores->columns[i] == TV_COLUMN_LAST_NAME)
        *score = 0;
      if (scores->columns[i] == TV_COLUMN_FIRST_NAME)
        *score
            = GIVEN_NAME * tv_import_content_weigh (file, (guint) header_index, scores->columns[i]);
    }
}

/* The best pair of what is left, until none is; header cells come in their order. */
static void
assign (TvImportFile *file, const Scores *scores, gboolean *is_taken)
{
  for (;;)
    {
      double best = 0;
      guint best_header = 0, best_column = 0;

      for (guint i = 0; i < scores->count; i++)
        for (guint h = 0; h < scores->header_count && file->columns[i] < 0; h++)
          if (!is_taken[h] && scores->scores[h * scores->count + i] > best)
            {
              best = scores->scores[h * scores->count + i];
              best_header = h;
              best_column = i;
            }
      if (best <= 0)
        return;
      file->columns[best_column] = (int) best_header;
      file->column_scores[best_column] = best;
      is_taken[best_header] = TRUE;
    }
}

/* A list like “2 x Jug, 1 x Cup” says itself what is the name and what the count. */
static void
take_counted (TvImportFile *file)
{
  static const TvColumn columns[]
      = { TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_QTY, TV_COLUMN_PRODUCT_KEY };

  if (file->split == NULL || file->split->form < TV_LIST_COUNTED)
    return;
  for (guint i = 0; i < file->split->count; i++)
    for (int part = 0; part < (int) G_N_ELEMENTS (columns); part++)
      if (file->split->places[i] == -1 - part && tv_cells_get_place (file, columns[part]) >= 0)
        tv_import_file_set_column (file, (guint) tv_cells_get_place (file, columns[part]), (int) i);
}

/**
 * tv_import_propose_mapping:
 * @file: (inout): a file with a kind and a header; its first rows are looked at where they are
 * there
 *
 * Matches header cells to the columns of the kind, each to one at most, and says how sure each
 * match is.
 */
void
tv_import_propose_mapping (TvImportFile *file)
{
  Scores scores = { .header_count = g_strv_length (file->header) };
  g_autofree gboolean *is_taken = g_new0 (gboolean, scores.header_count + 1);
  g_autofree double *table = NULL;

  scores.columns = tv_import_kind_list_columns (file->kind, &scores.count);
  table = scores.scores = g_new0 (double, (gsize) scores.header_count *scores.count + 1);
  for (guint i = 0; i < scores.count; i++)
    {
      file->columns[i] = -1;
      file->column_scores[i] = 0;
    }
  for (guint h = 0; h < scores.header_count; h++)
    score_header (file, &scores, h);
  score_given_name (file, &scores);
  assign (file, &scores, is_taken);
  tv_import_content_complete (file, is_taken);
  take_counted (file);
  tv_import_file_update_score (file);
}

static double
get_score_of (const TvImportFile *file, const TvColumn *columns, guint count, TvColumn column)
{
  for (guint i = 0; i < count; i++)
    if (columns[i] == column)
      return file->column_scores[i];
  return 0;
}

/**
 * tv_import_file_update_score:
 * @file: (inout): a file with a kind
 *
 * Computes the score of the whole mapping: four fifths are the mean over the required columns (or
 * what stands in for them), one fifth the share of header cells that found a column.
 */
void
tv_import_file_update_score (TvImportFile *file)
{
  guint count, required_count = 0, mapped_count = 0, named_count = 0;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);
  double required = 0;

  for (guint i = 0; i < count; i++)
    {
      TvColumn stand_in = tv_column_get_stand_in (file->kind, columns[i]);

      mapped_count += file->columns[i] >= 0;
      if (!table[i].is_required)
        continue;
      required_count++;
      required
          += MAX (file->column_scores[i],
                  stand_in == TV_N_COLUMNS ? 0 : get_score_of (file, columns, count, stand_in));
    }
  for (guint h = 0; file->header[h] != NULL; h++)
    named_count += *file->header[h] != '\0';
  file->mapping_score
      = REQUIRED_WEIGHT * required / MAX (required_count, 1)
        + (1 - REQUIRED_WEIGHT) * MIN (mapped_count, named_count) / MAX (named_count, 1);
}
