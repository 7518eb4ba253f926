/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In a label (cut by tv-label-token) a number only counts beside a word that says what it counts: a
 * container (case of 6), a volume (75 cl), a sign of times (x6), bottles. So vintages, degrees,
 * sizes and article numbers stay out. English and French. */
#include "base/tv-unit.h"

#include <glib/gi18n-lib.h>

#include "base/tv-label-token.h"
#include "base/tv-number.h"

#define MAX_COUNT 500
#define MIN_VOLUME_ML 10
#define MAX_VOLUME_ML 100000
#define BOTTLE_ML 750
#define NO_BREAK_SPACE "\xc2\xa0"

typedef struct
{
  const char *word;
  guint ml;
} Volume;

static const Volume measures[]
    = { { "ml", 1 },         { "cl", 10 },         { "dl", 100 },         { "l", 1000 },
        { "ltr", 1000 },     { "litre", 1000 },    { "litres", 1000 },    { "liter", 1000 },
        { "liters", 1000 },  { "centilitre", 10 }, { "centilitres", 10 }, { "millilitre", 1 },
        { "millilitres", 1 } };

/* Names of bottles. Left out is what also names growers, styles or beers, such as Balthazar. */
static const Volume sizes[]
    = { { "magnum", 1500 },          { "magnums", 1500 },         { "jeroboam", 3000 },
        { "jeroboams", 3000 },       { "rehoboam", 4500 },        { "mathusalem", 6000 },
        { "mathusalems", 6000 },     { "methuselah", 6000 },      { "salmanazar", 9000 },
        { "nabuchodonosor", 15000 }, { "nebuchadnezzar", 15000 }, { "clavelin", 620 } };

static const char *const containers[]
    = { "case",   "carton", "caisse",  "caissette", "box",   "boite",  "lot",
        "pack",   "set",    "coffret", "colis",     "crate", "bundle", "etui",
        "paquet", "packet", "sachet",  "bag",       "tin",   NULL };

/* A number may stand right behind these: set 6, set/6. */
static const char *const short_containers[] = { "set", "pack", "carton", "caisse", NULL };

static const char *const bottles[]
    = { "bouteilles", "bottles", "btl", "btls", "bts", "bt", "canettes", "cans", "flacons", NULL };

/* What holds bottles is not sold by them. */
static const char *const holders[]
    = { "rack", "racks",  "casier", "porte",   "support", "holder", "holders", "carrier",
        "seau", "cooler", "stand",  "etagere", "pour",    "for",    NULL };

/* What makes a number something else than a count. */
static const char *const other_units[]
    = { "g",    "gr",    "kg",    "mg",     "cm",   "mm",  "m",    "oz",
        "lb",   "lbs",   "inch",  "inches", "an",   "ans", "mois", "jours",
        "year", "years", "month", "months", "days", "w",   "v",    NULL };

/* Whether the number at @index is the end of a code, as in AB12 or no. 5. */
static gboolean
is_coded (GArray *tokens, gint64 index)
{
  const TvLabelToken *before = tv_label_token_at (tokens, index - 1);

  if (tv_label_token_is_mark (before, '#') || tv_label_token_is_mark (before, 0xb0))
    return TRUE;
  return tv_label_token_at (tokens, index)->is_joined && before->kind == TV_TOKEN_WORD
         && !tv_label_token_is_word (before, "x") && !tv_label_token_is_word (before, "bib");
}

static gboolean
is_count (const TvLabelToken *token)
{
  return token->kind == TV_TOKEN_NUMBER && token->decimals == 0 && token->value >= 1
         && token->value <= MAX_COUNT;
}

/* How many millilitres the word at @index stands for; 0 = it is no measure, as the l of l'or. */
static guint
get_measure (GArray *tokens, gint64 index)
{
  const TvLabelToken *token = tv_label_token_at (tokens, index);
  const TvLabelToken *next = tv_label_token_at (tokens, index + 1);

  if (token->kind != TV_TOKEN_WORD
      || (next->is_joined
          && (tv_label_token_is_mark (next, '\'') || tv_label_token_is_mark (next, 0x2019))))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_str_equal (token->word, measures[i].word))
      return measures[i].ml;
  return 0;
}

/* The volume said by the number at @index and the word behind it, in millilitres; 0 = none. */
static guint
get_volume (GArray *tokens, gint64 index)
{
  const TvLabelToken *number = tv_label_token_at (tokens, index);
  const TvLabelToken *above = tv_label_token_at (tokens, index - 2);
  guint ml = get_measure (tokens, index + 1);
  double volume;

  if (number->kind != TV_TOKEN_NUMBER || ml == 0 || is_coded (tokens, index))
    return 0;
  volume = number->value * ml;
  if (ml == 1 && number->decimals == 3)
    volume *= 1000; /* 1,500 ml */
  if (tv_label_token_is_mark (tv_label_token_at (tokens, index - 1), '/')
      && above->kind == TV_TOKEN_NUMBER && ml == 1000 && number->value <= 4
      && above->value < number->value)
    volume = above->value / number->value * ml; /* 1/2 l */
  else if (ml == 1 && number->value >= 100
           && tv_label_token_at (tokens, index - 1)->kind == TV_TOKEN_NUMBER)
    return 0; /* 1 500 ml may be one number or two */
  return volume >= MIN_VOLUME_ML && volume <= MAX_VOLUME_ML ? (guint) (volume + 0.5) : 0;
}

/* Whether the number at @index is a length, a weight, an age, a degree or a side. */
static gboolean
is_other (GArray *tokens, gint64 index)
{
  const TvLabelToken *next = tv_label_token_at (tokens, index + 1);

  return get_measure (tokens, index + 1) != 0 || tv_label_token_is_one_of (next, other_units)
         || tv_label_token_is_mark (next, '%') || tv_label_token_is_mark (next, 0xb0)
         || tv_label_token_is_mark (next, '"')
         || (tv_label_token_is_word (next, "x")
             && tv_label_token_at (tokens, index + 2)->kind == TV_TOKEN_NUMBER);
}

/* 6 x 75 cl, 6x75cl, 12/75cl, 4 x 6 x 33 cl. */
static gboolean
find_times_volume (GArray *tokens, TvUnit *unit)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const TvLabelToken *count = tv_label_token_at (tokens, i),
                         *sign = tv_label_token_at (tokens, i + 1);
      guint volume = get_volume (tokens, i + 2);

      if (!is_count (count) || volume == 0 || is_coded (tokens, i)
          || !(tv_label_token_is_word (sign, "x")
               || (tv_label_token_is_mark (sign, '/') && count->value > 1
                   && get_measure (tokens, i + 3) < 1000)))
        continue;
      unit->pack_count = count->value;
      if (tv_label_token_is_word (tv_label_token_at (tokens, (gint64) i - 1), "x")
          && is_count (tv_label_token_at (tokens, (gint64) i - 2))
          && tv_label_token_at (tokens, (gint64) i - 2)->value * count->value <= MAX_COUNT)
        unit->pack_count *= tv_label_token_at (tokens, (gint64) i - 2)->value;
      unit->volume_ml = volume;
      return TRUE;
    }
  return FALSE;
}

/* Where a number may stand behind the container at @index: case of 6, caisse bois de 6, set/6. */
static gint64
find_contained (GArray *tokens, gint64 index)
{
  const TvLabelToken *next = tv_label_token_at (tokens, index + 1);
  gint64 at = index + 1;

  if (index == 0 && tv_label_token_is_word (tv_label_token_at (tokens, 0), "s")
      && tv_label_token_is_mark (next, '/'))
    return 2;
  if (tv_label_token_is_one_of (tv_label_token_at (tokens, index), short_containers)
      && next->kind == TV_TOKEN_NUMBER)
    return at;
  if (!tv_label_token_is_one_of (tv_label_token_at (tokens, index), containers))
    return -1;
  if (tv_label_token_is_mark (next, '/'))
    return at + 1;
  if (next->kind == TV_TOKEN_WORD && !tv_label_token_is_word (next, "of")
      && !tv_label_token_is_word (next, "de"))
    at++;
  next = tv_label_token_at (tokens, at);
  return tv_label_token_is_word (next, "of") || tv_label_token_is_word (next, "de") ? at + 1 : -1;
}

static guint
find_container_count (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      gint64 at = find_contained (tokens, i);

      if (at >= 0 && is_count (tv_label_token_at (tokens, at)) && !is_other (tokens, at))
        return tv_label_token_at (tokens, at)->value;
    }
  return 0;
}

static gboolean
has_holder (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    if (tv_label_token_is_one_of (tv_label_token_at (tokens, i), holders)
        || (tv_label_token_is_word (tv_label_token_at (tokens, i), "cave")
            && tv_label_token_is_word (tv_label_token_at (tokens, i + 1), "a")))
      return TRUE;
  return FALSE;
}

static guint
get_size (const TvLabelToken *token)
{
  for (guint i = 0; token->kind == TV_TOKEN_WORD && i < G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (token->word, sizes[i].word))
      return sizes[i].ml;
  return 0;
}

/* 6 bouteilles, 6 x bottles, 6-pack, 3 magnums. */
static guint
find_bottle_count (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      gint64 at = i + 1;
      const TvLabelToken *next = tv_label_token_at (tokens, at);

      if (!is_count (tv_label_token_at (tokens, i)) || is_coded (tokens, i))
        continue;
      if (tv_label_token_is_word (next, "x") || tv_label_token_is_mark (next, '-'))
        next = tv_label_token_at (tokens, ++at);
      if (tv_label_token_is_one_of (next, bottles) || tv_label_token_is_word (next, "pack")
          || tv_label_token_is_word (next, "pk")
          || (get_size (next) != 0 && g_str_has_suffix (next->word, "s")))
        return tv_label_token_at (tokens, i)->value;
    }
  return 0;
}

/* x6; a capital may be a model's name, unless a volume or bottles stand before it. */
static guint
find_times_count (GArray *tokens, gboolean is_all_capital)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const TvLabelToken *sign = tv_label_token_at (tokens, i),
                         *count = tv_label_token_at (tokens, i + 1);
      const TvLabelToken *before = tv_label_token_at (tokens, (gint64) i - 1);
      gboolean is_behind
          = get_measure (tokens, (gint64) i - 1) != 0 || tv_label_token_is_one_of (before, bottles);
      gboolean is_near = count->is_joined && (!sign->is_capital || is_all_capital);

      if (tv_label_token_is_word (sign, "x") && is_count (count)
          && (before->kind != TV_TOKEN_NUMBER || before->value > MAX_COUNT)
          && !is_other (tokens, i + 1) && (is_behind || is_near))
        return count->value;
    }
  return 0;
}

/* demi-bouteille, half bottle, 1/2 bouteille; demi alone only at the end (demi-sec is a style). */
static gboolean
is_half (GArray *tokens, gint64 index)
{
  const TvLabelToken *token = tv_label_token_at (tokens, index);
  gint64 at = index + 1;
  gboolean is_demi
      = tv_label_token_is_word (token, "demi") || tv_label_token_is_word (token, "demie");

  if (token->kind == TV_TOKEN_NUMBER && token->value == 1
      && tv_label_token_is_mark (tv_label_token_at (tokens, index + 1), '/')
      && tv_label_token_at (tokens, index + 2)->value == 2)
    at = index + 3;
  else if (!is_demi && !tv_label_token_is_word (token, "demis")
           && !tv_label_token_is_word (token, "demies") && !tv_label_token_is_word (token, "half"))
    return FALSE;
  else if (tv_label_token_is_mark (tv_label_token_at (tokens, at), '-'))
    at++;
  token = tv_label_token_at (tokens, at);
  return tv_label_token_is_one_of (token, bottles) || tv_label_token_is_word (token, "bouteille")
         || tv_label_token_is_word (token, "bottle")
         || (is_demi && at == index + 1
             && (token->kind == TV_TOKEN_NONE || tv_label_token_is_mark (token, ')')));
}

/* 75 cl, 1.5 L; else a name that says a volume. */
static guint
find_volume (GArray *tokens, gboolean is_holder)
{
  for (guint i = 0; i < tokens->len; i++)
    if (get_volume (tokens, i) != 0)
      return get_volume (tokens, i);
  for (guint i = 0; !is_holder && i < tokens->len; i++)
    {
      guint size = get_size (tv_label_token_at (tokens, i));

      if (size != 0)
        return size == 1500
                       && tv_label_token_is_word (tv_label_token_at (tokens, (gint64) i - 1),
                                                  "double")
                   ? 3000
                   : size;
      if (is_half (tokens, i))
        return BOTTLE_ML / 2;
    }
  return 0;
}

/**
 * tv_unit_parse:
 * @label: (nullable): what a product is called
 * @unit: (out): the unit it is sold by, one piece of unknown volume where nothing is said
 *
 * Reads packs (case of 6, carton de 6, x6, 6 bouteilles) and volumes (75 cl, 0,75 L, magnum) from a
 * label. Counts go from 1 to 500, volumes from 10 ml to 100 l. Can be called on any thread.
 *
 * Returns: whether the label says a pack or a volume
 */
gboolean
tv_unit_parse (const char *label, TvUnit *unit)
{
  g_autoptr (GArray) tokens = tv_label_cut (label);
  gboolean is_holder = has_holder (tokens);
  gboolean is_all_capital = TRUE;
  guint count = 0;

  *unit = (TvUnit){ .pack_count = 1, .volume_ml = 0 };
  if (find_times_volume (tokens, unit))
    return TRUE;
  for (const char *at = label; at != NULL && *at != '\0'; at++)
    is_all_capital &= !g_ascii_islower (*at);
  count = find_container_count (tokens);
  if (count == 0 && !is_holder)
    count = find_bottle_count (tokens);
  if (count == 0)
    count = find_times_count (tokens, is_all_capital);
  unit->pack_count = MAX (count, 1);
  unit->volume_ml = find_volume (tokens, is_holder);
  return count > 0 || unit->volume_ml > 0;
}

/**
 * tv_unit_get_bottles:
 * @unit: a unit of sale
 *
 * Returns: how many bottles of 75 cl it is worth by volume, 0 where no volume is said
 */
double
tv_unit_get_bottles (const TvUnit *unit)
{
  return (double) unit->pack_count * unit->volume_ml / BOTTLE_ML;
}

static char *
volume_to_display (guint ml)
{
  gboolean is_litre = ml >= 1000;
  gboolean is_centilitre = !is_litre && ml >= 100 && ml % 5 == 0;
  double value = ml / (is_litre ? 1000.0 : is_centilitre ? 10.0 : 1.0);
  int decimals = 0;
  g_autofree char *number = NULL;

  if (is_litre)
    decimals = ml % 1000 == 0 ? 0 : ml % 100 == 0 ? 1 : ml % 10 == 0 ? 2 : 3;
  else if (is_centilitre)
    decimals = ml % 10 == 0 ? 0 : 1;
  number = tv_number_to_display (value, decimals);
  return g_strconcat (number, NO_BREAK_SPACE, is_litre ? "L" : is_centilitre ? "cl" : "ml", NULL);
}

/**
 * tv_unit_to_display:
 * @unit: a unit of sale
 *
 * Prints a unit for the screen: “6 × 75 cl”, “1.5 L”, “pack of 6”.
 *
 * Returns: (transfer full): the unit in the user's language and locale, "" where nothing is said
 */
char *
tv_unit_to_display (const TvUnit *unit)
{
  g_autofree char *volume = unit->volume_ml > 0 ? volume_to_display (unit->volume_ml) : NULL;
  g_autofree char *count = tv_count_to_display (unit->pack_count);

  if (unit->pack_count <= 1)
    return g_strdup (volume != NULL ? volume : "");
  if (volume == NULL)
    /* Translators: the unit a product is sold by, a number: “pack of 6” */
    return g_strdup_printf (_ ("pack of %s"), count);
  return g_strconcat (count, NO_BREAK_SPACE "×" NO_BREAK_SPACE, volume, NULL);
}
