/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rejects: the rows that could not be used, as a list or as a file to mend. */
#include "tvc-command.h"
#include "tvc-reject.h"

#include <glib/gi18n.h>

/* rejects: what could not be used, of one batch or of all. */
int
tvc_rejects (TvcContext *context, char ***arguments, GError **error)
{
  gint64 batch_id = 0;
  int limit = 1000;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "batch", 'b', 0, G_OPTION_ARG_INT64, &batch_id, NULL, NULL },
    { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) rejects = NULL;

  if (!tvc_parse ("rejects", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (out != NULL && !tv_engine_write_rejects (context->engine, batch_id, out, error))
    return TVC_EXIT_FAILED;
  rejects = tv_engine_list_rejects (context->engine, batch_id, MAX (limit, 0), error);
  if (rejects == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "rejects");
  for (guint i = 0; i < rejects->len; i++)
    tvc_answer_reject (context, g_ptr_array_index (rejects, i));
  tvc_json_end_list (context);
  tvc_print (context,
             g_dngettext (GETTEXT_PACKAGE, "%u row\n", "%u rows\n", rejects->len),
             rejects->len);
  return TVC_EXIT_DONE;
}
