/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file that a person chose to import: how it will be read, or why it cannot be. */
#pragma once

#include "pages/import/tva-import-choices.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_SOURCE (tva_import_source_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportSource, tva_import_source, TVA, IMPORT_SOURCE, GObject)

/* What becomes of a row of the file in this import. */
typedef struct
{
  gint64 line;
  int header; /* of the cell that is mended, -1 = none */
  char *text; /* (nullable) what is read instead of it; NULL = what stands in the file */
  gboolean is_left_out;
} TvaImportMend;

/* Signal "changed": kind, columns or error. Signal "tables" (GPtrArray of TvaImportChoices): the
 * file holds these further tables. */
TvaImportSource *tva_import_source_new (const char *path, const TvaImportChoices *choices);
const char *tva_import_source_get_path (TvaImportSource *source);
const char *tva_import_source_get_name (TvaImportSource *source);
TvImportFile *tva_import_source_get_file (TvaImportSource *source); /* NULL until it was read */
const char *tva_import_source_get_error (TvaImportSource *source);  /* NULL = none */
/* Looks at the file on workers: only the answer to the latest one counts. */
guint tva_import_source_await (TvaImportSource *source);
gboolean tva_import_source_is_awaited (TvaImportSource *source, guint request);
void tva_import_source_take_file (TvaImportSource *source, TvImportFile *file, char **entries);
void tva_import_source_tell_tables (TvaImportSource *source, GPtrArray *tables);
/* What the whole column of dates says; NULL before it was read to its end. */
void tva_import_source_take_dates (TvaImportSource *source, TvDateEvidence *dates);
char *tva_import_source_dup_hidden (TvaImportSource *source); /* (nullable) */
void tva_import_source_carry_columns (const TvImportFile *old, TvImportFile *file);
char *tva_import_source_dup_unknown (TvaImportSource *source);  /* (nullable) */
char *tva_import_source_dup_left_out (TvaImportSource *source); /* (nullable) */
const TvDateEvidence *tva_import_source_get_dates (TvaImportSource *source);
const char *const *tva_import_source_get_entries (TvaImportSource *source);
TvaImportChoices *tva_import_source_get_choices (TvaImportSource *source);
TvaImportSource *tva_import_source_get_orders (TvaImportSource *source); /* (nullable) */
void tva_import_source_set_orders (TvaImportSource *source, TvaImportSource *orders);
const char *tva_import_source_get_remark (TvaImportSource *source); /* (nullable) */
void tva_import_source_set_remark (TvaImportSource *source, const char *remark);
void tva_import_source_note_preset (TvaImportSource *source, const char *name);
const TvColumnTransform *tva_import_source_get_transform (TvaImportSource *source, guint header);
char *tva_import_source_dup_cell (TvaImportSource *source, guint header, const char *text);
void tva_import_source_set_error (TvaImportSource *source, const GError *error);
void tva_import_source_set_kind (TvaImportSource *source, TvImportKind kind);
void tva_import_source_set_column (TvaImportSource *source,
                                   guint column,
                                   int header); /* header: -1 = not in the file */
void tva_import_source_set_transform (TvaImportSource *source,
                                      guint header,
                                      const TvColumnTransform *transform);
void tva_import_source_set_empties (TvaImportSource *source, guint header, char *const *words);
void tva_import_source_set_repair (TvaImportSource *source,
                                   const GArray *lines,
                                   guint header,
                                   const char *text);
GArray *tva_import_mends_new (void); /* of TvaImportMend */
void tva_import_source_mend (TvaImportSource *source, const GArray *mends);
void tva_import_source_take_in_all (TvaImportSource *source);
void tva_import_source_keep_all (TvaImportSource *source);
void tva_import_source_bring_all (TvaImportSource *source);
gboolean tva_import_source_keeps_all (TvaImportSource *source);
void tva_import_source_leave_out (TvaImportSource *source);
void tva_import_source_set_date_order (TvaImportSource *source, TvDateOrder order);
void tva_import_source_set_decimal_mark (TvaImportSource *source, char mark);
gboolean tva_import_source_has_own_values (TvaImportSource *source);
void tva_import_source_take_own_values (TvaImportSource *source);
gboolean tva_import_source_is_date_order_asked (TvaImportSource *source);
char *tva_import_source_dup_date_evidence (TvaImportSource *source);
gboolean tva_import_source_needs_date_order (TvaImportSource *source);
int tva_import_source_find_dates (TvaImportSource *source); /* column of the file, -1 = none */
int tva_import_source_find_header (TvaImportSource *source, const char *name); /* -1 = none */
gboolean tva_import_source_has_rows (TvaImportSource *source);
gboolean tva_import_source_is_ready (TvaImportSource *source);
char *tva_import_source_dup_status (TvaImportSource *source); /* one line or two */

G_END_DECLS
