/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rejected rows of the files that are being imported, and changes of many of them at once: what a
 * change would come to, making it, and taking it back. Knows no widget. */
#pragma once

#include "pages/import/tva-import-draft.h"

G_BEGIN_DECLS

/* A rejected row; what it has become stands in its source. */
typedef struct
{
  TvaImportSource *source;
  char *file_name;
  gint64 line;
  int header;         /* of the cell that it was rejected for, -1 = the row as a whole */
  const char *column; /* its name, "" = the row as a whole; interned, as is the reason */
  const char *reason; /* translated */
  char *text;         /* what stands in the cell of the file */
  char *raw;
} TvaRejectEntry;

typedef enum
{
  TVA_REJECT_SET,
  TVA_REJECT_REPLACE,
  TVA_REJECT_EMPTY,
  TVA_REJECT_LEAVE_OUT,
  TVA_REJECT_TAKE_IN, /* rows that are left out */
  TVA_N_REJECT_CHANGES,
} TvaRejectChangeKind;

typedef struct
{
  TvaRejectChangeKind kind;
  const char *find; /* what is replaced, "" = nothing is */
  const char *text; /* what it becomes; "" sets nothing, and replaces by nothing */
} TvaRejectChange;

typedef struct _TvaRejectEdit TvaRejectEdit;

TvaRejectEdit *tva_reject_edit_new (TvaImportDraft *draft, const GPtrArray *results);
TvaRejectEdit *tva_reject_edit_ref (TvaRejectEdit *edit);
void tva_reject_edit_unref (TvaRejectEdit *edit);
const GPtrArray *tva_reject_edit_get_entries (const TvaRejectEdit *edit); /* of TvaRejectEntry */
gboolean tva_reject_entry_has (const TvaRejectEntry *entry, const char *words);
gboolean tva_reject_entries_share_column (const GPtrArray *entries);
gboolean tva_reject_entries_share_file (const GPtrArray *entries);
gboolean tva_reject_change_is_of_cell (const TvaRejectChange *change);
char *tva_reject_entry_dup_now (const TvaRejectEntry *entry);
gboolean tva_reject_entry_is_left_out (const TvaRejectEntry *entry);
char *tva_reject_entry_dup_after (const TvaRejectEntry *entry, const TvaRejectChange *change);
guint tva_reject_edit_count (const GPtrArray *entries, const TvaRejectChange *change);
guint tva_reject_edit_apply (TvaRejectEdit *edit,
                             const GPtrArray *entries,
                             const TvaRejectChange *change);
guint tva_reject_edit_undo (TvaRejectEdit *edit); /* rows that it gave back, 0 = nothing to undo */
gboolean tva_reject_edit_can_undo (const TvaRejectEdit *edit);

G_END_DECLS
