/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions and products are dealt to shares by the hash of the label, as it stands and folded, and
 * meet a share at a time. What nobody asks for is hardly ever kept: a filter of bits tells. */
#include "base/tv-product-labels.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "base/tv-far-array.h"
#include "base/tv-far-shares.h"
#include "base/tv-hash.h"
#include "base/tv-text.h"

#define FILTER_BITS (1u << 24) /* 2 MB */
#define SHARES 128
#define QUESTION TV_N_LABEL_AGES /* the kind of a text that is no product's */

typedef enum
{
  RULE_NONE,
  RULE_LABEL,
  RULE_FOLDED,
} Rule;

/* A label of a share; its text follows. */
typedef struct
{
  guint64 hash;
  gint64 number; /* of the question, or of the product */
  guint32 length;
  guint32 kind; /* QUESTION, or a TvLabelAge */
} Head;

/* What a label means. */
typedef struct
{
  const char *text;
  guint32 length;
  gboolean is_there[TV_N_LABEL_AGES];
  guint64 hash;
  gint64 ids[TV_N_LABEL_AGES];
} Meaning;

struct _TvProductLabels
{
  TvFarShares *exact, *folded;
  guint8 *filter;    /* of the hashes that are asked for */
  guint32 count;     /* of questions */
  TvFarArray *ids;   /* of gint64: the answers */
  TvFarArray *rules; /* of guint8: by which Rule */
  /* Of the share at hand: */
  Rule rule;
  GString *scratch; /* a record */
  GArray *meanings;
  guint32 *places; /* index of a meaning and 1, 0 = free */
  guint32 place_count;
};

/**
 * tv_product_labels_new:
 *
 * Not to be changed by two threads at once.
 *
 * Returns: (transfer full): no label yet
 */
TvProductLabels *
tv_product_labels_new (void)
{
  TvProductLabels *labels = g_new0 (TvProductLabels, 1);

  labels->exact = tv_far_shares_new (SHARES);
  labels->folded = tv_far_shares_new (SHARES);
  labels->filter = g_malloc0 (FILTER_BITS / 8);
  labels->ids = tv_far_array_new (sizeof (gint64));
  labels->rules = tv_far_array_new (sizeof (guint8));
  labels->scratch = g_string_new (NULL);
  labels->meanings = g_array_new (FALSE, FALSE, sizeof (Meaning));
  return labels;
}

/**
 * tv_product_labels_free:
 * @labels: (nullable): labels
 */
void
tv_product_labels_free (TvProductLabels *labels)
{
  if (labels == NULL)
    return;
  tv_far_shares_free (labels->exact);
  tv_far_shares_free (labels->folded);
  tv_far_array_free (labels->ids);
  tv_far_array_free (labels->rules);
  g_string_free (labels->scratch, TRUE);
  g_array_unref (labels->meanings);
  g_free (labels->filter);
  g_free (labels->places);
  g_free (labels);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error,
                       TV_ERROR,
                       TV_ERROR_NO_SPACE,
                       _ ("Could not match labels with products: neither disk nor memory has room "
                          "for them."));
  return FALSE;
}

/* Two bits a hash. */
static void
note_asked (TvProductLabels *labels, guint64 hash)
{
  guint32 one = (guint32) hash % FILTER_BITS, other = (guint32) (hash >> 40) % FILTER_BITS;

  labels->filter[one / 8] |= (guint8) (1 << one % 8);
  labels->filter[other / 8] |= (guint8) (1 << other % 8);
}

static gboolean
is_asked (const TvProductLabels *labels, guint64 hash)
{
  guint32 one = (guint32) hash % FILTER_BITS, other = (guint32) (hash >> 40) % FILTER_BITS;

  return (labels->filter[one / 8] & 1 << one % 8) && (labels->filter[other / 8] & 1 << other % 8);
}

static gboolean
put (TvProductLabels *labels,
     TvFarShares *shares,
     guint32 kind,
     const char *label,
     gint64 number,
     GError **error)
{
  Head head = { .number = number, .length = (guint32) strlen (label), .kind = kind };

  head.hash = tv_hash_bytes (label, head.length);
  if (kind == QUESTION)
    note_asked (labels, head.hash);
  else if (!is_asked (labels, head.hash))
    return TRUE;
  g_string_truncate (labels->scratch, 0);
  g_string_append_len (labels->scratch, (const char *) &head, sizeof head);
  g_string_append_len (labels->scratch, label, head.length);
  return tv_far_shares_add (shares,
                            (guint) (head.hash >> 32) % SHARES,
                            labels->scratch->str,
                            (guint32) labels->scratch->len)
         || fail (error);
}

/* A label without any letter or digit folds to nothing and only counts as it stands. */
static gboolean
put_both (TvProductLabels *labels, guint32 kind, const char *label, gint64 number, GError **error)
{
  g_autofree char *key = tv_text_fold (label);

  return put (labels, labels->exact, kind, label, number, error)
         && (*key == '\0' || put (labels, labels->folded, kind, key, number, error));
}

/**
 * tv_product_labels_ask:
 * @labels: labels, without any product yet
 * @label: of a sale
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Asks what a label means. Answers have the numbers of their questions, from 0 on.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_product_labels_ask (TvProductLabels *labels, const char *label, GError **error)
{
  tv_far_array_add (labels->ids);
  tv_far_array_add (labels->rules);
  return put_both (labels, QUESTION, label, labels->count++, error);
}

/**
 * tv_product_labels_get_count:
 * @labels: labels
 *
 * Returns: how many labels were asked for; where there is none, products need not be added
 */
guint32
tv_product_labels_get_count (const TvProductLabels *labels)
{
  return labels->count;
}

/**
 * tv_product_labels_add:
 * @labels: labels, after all questions
 * @age: whether the product is called so today
 * @label: as the export writes it
 * @id: of the product
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Adds what a product is or was called; it may be added twice. Who is called so today need not be
 * added as having been called so before.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_product_labels_add (TvProductLabels *labels,
                       TvLabelAge age,
                       const char *label,
                       gint64 id,
                       GError **error)
{
  return put_both (labels, age, label, id, error);
}

/* Where a label has its place: that of its meaning, or the free one that it would get. */
static guint32 *
find_place (TvProductLabels *labels, const Head *head, const char *text)
{
  guint32 mask = labels->place_count - 1, at = (guint32) head->hash & mask;

  for (; labels->places[at] != 0; at = (at + 1) & mask)
    {
      const Meaning *meaning = &g_array_index (labels->meanings, Meaning, labels->places[at] - 1);

      if (meaning->hash == head->hash && meaning->length == head->length
          && memcmp (meaning->text, text, head->length) == 0)
        break;
    }
  return &labels->places[at];
}

static void
take_product (TvProductLabels *labels, const Head *head, const char *text)
{
  guint32 *place = find_place (labels, head, text);
  Meaning *meaning;

  if (*place == 0)
    {
      Meaning fresh = { .text = text, .length = head->length, .hash = head->hash };

      g_array_append_val (labels->meanings, fresh);
      *place = labels->meanings->len;
    }
  meaning = &g_array_index (labels->meanings, Meaning, *place - 1);
  if (meaning->is_there[head->kind] && meaning->ids[head->kind] != head->number)
    meaning->ids[head->kind] = TV_PRODUCT_AMBIGUOUS;
  else
    meaning->ids[head->kind] = head->number;
  meaning->is_there[head->kind] = TRUE;
}

static void
answer (TvProductLabels *labels, const Head *head, const char *text)
{
  guint8 *rule = tv_far_array_get (labels->rules, (guint32) head->number);
  guint32 place = *rule == RULE_NONE ? *find_place (labels, head, text) : 0;
  const Meaning *meaning;

  if (place == 0)
    return;
  meaning = &g_array_index (labels->meanings, Meaning, place - 1);
  *rule = (guint8) labels->rule;
  *(gint64 *) tv_far_array_get (labels->ids, (guint32) head->number)
      = meaning->ids[meaning->is_there[TV_LABEL_PRESENT] ? TV_LABEL_PRESENT : TV_LABEL_FORMER];
}

static void
take_products_cb (const char *bytes, guint32 length, gpointer data)
{
  Head head;

  for (const char *at = bytes; at < bytes + length; at += sizeof head + head.length)
    {
      memcpy (&head, at, sizeof head);
      if (head.kind != QUESTION)
        take_product (data, &head, at + sizeof head);
    }
}

static void
answer_cb (const char *bytes, guint32 length, gpointer data)
{
  Head head;

  for (const char *at = bytes; at < bytes + length; at += sizeof head + head.length)
    {
      memcpy (&head, at, sizeof head);
      if (head.kind == QUESTION)
        answer (data, &head, at + sizeof head);
    }
}

static gboolean
settle_share (TvProductLabels *labels, TvFarShares *shares, guint share)
{
  guint32 wanted = 16;

  while (wanted / 2 < tv_far_shares_get_count (shares, share))
    wanted *= 2;
  if (wanted > labels->place_count)
    {
      labels->place_count = wanted;
      labels->places = g_renew (guint32, labels->places, wanted);
    }
  memset (labels->places, 0, labels->place_count * sizeof *labels->places);
  g_array_set_size (labels->meanings, 0);
  return tv_far_shares_foreach (shares, share, take_products_cb, labels)
         && (labels->meanings->len == 0
             || tv_far_shares_foreach (shares, share, answer_cb, labels));
}

/**
 * tv_product_labels_settle:
 * @labels: labels, with all products
 * @progress: (nullable): cancel
 * @error: return location for an error or a cancel
 *
 * Finds all answers. What a product was called to the letter says more than what another's name
 * looks like.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_product_labels_settle (TvProductLabels *labels, TvProgress *progress, GError **error)
{
  for (labels->rule = RULE_LABEL; labels->rule <= RULE_FOLDED; labels->rule++)
    for (guint i = 0; i < SHARES; i++)
      {
        if (!tv_progress_check (progress, error))
          return FALSE;
        if (!settle_share (labels, labels->rule == RULE_LABEL ? labels->exact : labels->folded, i))
          return fail (error);
      }
  return TRUE;
}

/**
 * tv_product_labels_get:
 * @labels: labels that are settled
 * @index: of a question
 * @out_id: (out): the product, or %TV_PRODUCT_AMBIGUOUS
 * @out_rule: (out) (optional): "LABEL" or "FOLDED": by which of the two it was found
 *
 * Returns: %FALSE if no product is or was called so
 */
gboolean
tv_product_labels_get (TvProductLabels *labels,
                       guint32 index,
                       gint64 *out_id,
                       const char **out_rule)
{
  guint8 rule = *(guint8 *) tv_far_array_get (labels->rules, index);

  if (rule == RULE_NONE)
    return FALSE;
  *out_id = *(gint64 *) tv_far_array_get (labels->ids, index);
  if (out_rule != NULL)
    *out_rule = rule == RULE_LABEL ? "LABEL" : "FOLDED";
  return TRUE;
}
