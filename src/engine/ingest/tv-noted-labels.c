/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels that a file gives to products, put aside until all files of an import are in. A list of a
 * million products has as many, so they lie in a file without a name, each with the place of the
 * one before: what was said last is asked for first. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "ingest/tv-ingest-private.h"

/**
 * tv_noted_labels_add:
 * @labels: (inout): labels, all zeros where there is none yet
 * @ref: a product, which has its id
 * @line: of the file
 * @label: what it is called there; copied
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Notes a label.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_noted_labels_add (TvNotedLabels *labels,
                     const TvRef *ref,
                     gint64 line,
                     const char *label,
                     GError **error)
{
  TvNotedLabel noted
      = { .before = TV_FAR_PIECES_NONE, .id = ref->id, .index = ref->index, .line = line };
  gsize length = strlen (label) + 1;
  char near[512];
  g_autofree char *far = NULL;
  char *bytes = near;
  guint64 place;

  if (labels->pieces == NULL)
    labels->pieces = tv_far_pieces_new ();
  else
    noted.before = labels->latest;
  if (sizeof noted + length > sizeof near)
    bytes = far = g_malloc (sizeof noted + length);
  memcpy (bytes, &noted, sizeof noted);
  memcpy (bytes + sizeof noted, label, length);
  place = tv_far_pieces_add (labels->pieces, bytes, (guint32) (sizeof noted + length));
  if (place == TV_FAR_PIECES_NONE)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_NO_SPACE,
                           _ ("Could not import: neither disk nor memory has room for the labels "
                              "of the products."));
      return FALSE;
    }
  if (noted.before == TV_FAR_PIECES_NONE)
    labels->first = place;
  labels->latest = place;
  return TRUE;
}

/**
 * tv_noted_labels_get:
 * @labels: labels
 * @place: of one of them
 * @out: (out): the product, and where the label before has its place
 * @out_label: (out) (transfer none): what it is called
 *
 * Looks a label up.
 */
void
tv_noted_labels_get (TvNotedLabels *labels,
                     guint64 place,
                     TvNotedLabel *out,
                     const char **out_label)
{
  guint32 length;
  const char *bytes = tv_far_pieces_get (labels->pieces, place, &length);

  memcpy (out, bytes, sizeof *out);
  *out_label = bytes + sizeof *out;
}

/**
 * tv_noted_labels_clear:
 * @labels: labels
 *
 * Frees all of them.
 */
void
tv_noted_labels_clear (TvNotedLabels *labels)
{
  g_clear_pointer (&labels->pieces, tv_far_pieces_free);
}
