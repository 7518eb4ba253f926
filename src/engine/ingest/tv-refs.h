/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, keys and labels in memory while files are taken in: from a text to its reference, made at
 * the first mention. */
#pragma once

#include "base/tv-words.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

#define TV_REF_NEAR 10 /* bytes of a text that have room in the entry itself, its NUL included */

/* What an import does to a customer or product, which it may speak of in several rows and files. */
typedef enum
{
  TV_EFFECT_NONE, /* it has not been counted */
  TV_EFFECT_UNCHANGED,
  TV_EFFECT_CHANGED, /* or new */
} TvEffect;

/* An entry, one line of the processor's cache. */
typedef struct
{
  guint64 hash;
  const char *text;
  gint64 id; /* customer_ref.id or product_ref.id; 0 = not made yet, below 0 for one that a dry run
                made up */
  union
  {
    guint64 row_hash;   /* of the row that gave this product in the present file of products */
    guint64 wait_count; /* lines that wait for it in the file @waiting */
  };
  guint32 length;
  guint32 index;       /* in the table */
  guint32 seen_file;   /* number of the file that last had a source row for it, 0 = none */
  guint32 kept_file;   /* the same of a label that was kept for the case that no better one comes */
  guint32 waiting;     /* number of the file of lines that last waited for it, 0 = none */
  guint8 is_known : 1; /* a customer row or a product stands behind it, or will */
  guint8 is_shared : 1; /* an address that several customers have */
  guint8 effect : 2;    /* TvEffect: as what this import counted it so far */
  guint8 was_there;     /* before this import */
  char near_text[TV_REF_NEAR];
} TvRef;

G_STATIC_ASSERT (sizeof (TvRef) <= 64);

typedef struct _TvRefs TvRefs;

TvRefs *tv_refs_new (void);
void tv_refs_free (TvRefs *refs);
gboolean tv_refs_load (TvRefs *refs, TvJob *job, TvSql sql, gint64 is_key, GError **error);
TvRef *tv_refs_find (TvRefs *refs, const char *text, guint32 length, guint64 hash);
void tv_refs_prefetch (const TvRefs *refs, guint64 hash);
TvRef *tv_refs_guess (const TvRefs *refs, guint64 hash);
TvRef *tv_refs_add (TvRefs *refs, const char *text, guint32 length, guint64 hash, gint64 id);
gsize tv_refs_get_share (const TvRefs *refs);
void tv_refs_leave_near (TvRefs *refs, gsize bytes);
gboolean tv_refs_has_far (TvRefs *refs);
void tv_ref_touch (TvRef *ref);
guint tv_refs_get_count (const TvRefs *refs);
TvRef *tv_refs_get (TvRefs *refs, guint index);

/**
 * tv_ref_is:
 * @ref: an entry
 * @text: (array length=length): a text
 * @length: its bytes
 * @hash: tv_hash_bytes() of it
 *
 * Returns: whether the entry is of this text
 */
static inline gboolean
tv_ref_is (const TvRef *ref, const char *text, guint32 length, guint64 hash)
{
  return ref->hash == hash && ref->length == length && tv_words_are_equal (ref->text, text, length);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRefs, tv_refs_free)

G_END_DECLS
