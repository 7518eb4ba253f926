/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about text files share: their options, from the line or from a request of
 * batch, and the parts of their answers. */
#pragma once

#include <json-glib/json-glib.h>

#include "tastevin.h"
#include "tvc-json-out.h"

G_BEGIN_DECLS

typedef struct
{
  TvSniffHints hints;
  TvCsvOptions reading;
  gboolean skips_empty;                 /* records without any text in them are left out */
  char *encoding, *delimiter, *newline; /* what the hints point to */
} TvcTextOptions;

#define TVC_LISTED_REJECTS 10000

void tvc_text_options_init (TvcTextOptions *options);
void tvc_text_options_clear (TvcTextOptions *options);
gboolean
tvc_text_options_set (TvcTextOptions *options, const char *name, const char *value, GError **error);
gboolean tvc_text_options_take (TvcTextOptions *options, char ***arguments, GError **error);
gboolean tvc_text_options_read (TvcTextOptions *options, JsonObject *request, GError **error);

char *tvc_text_dup_encoding (const char *encoding);
void tvc_text_write_dialect (TvcJsonOut *out, const TvSniff *sniff);
void tvc_text_write_reject (TvcJsonOut *out,
                            gint64 row,
                            const TvRecord *record,
                            guint column,
                            const char *code);

/* Each prints one answer of its own; FALSE where it was an error. */
gboolean tvc_text_sniff (const char *path, const TvcTextOptions *options);
gboolean tvc_text_to_json (const char *path, const TvcTextOptions *options);
gboolean tvc_text_check (const char *path, const TvcTextOptions *options, const GPtrArray *schema);
gboolean tvc_text_fail (const GError *error);
char *tvc_value_read (const char *type,
                      const char *text,
                      const char *decimal,
                      const char *hint,
                      const char *locale,
                      const char **out_currency);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvcTextOptions, tvc_text_options_clear)

G_END_DECLS
