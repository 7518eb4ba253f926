/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sources: where the workspace's rows came from, batch by batch, and the saved presets. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static void
answer_batch (TvcContext *context, const TvBatchRow *batch)
{
  const gint64 counts[TV_N_ROW_FATES]
      = { [TV_ROW_ACCEPTED] = batch->accepted_count, [TV_ROW_REJECTED] = batch->rejected_count,
          [TV_ROW_LEFT_OUT] = batch->left_out_count, [TV_ROW_TOTALS] = batch->total_count,
          [TV_ROW_DROPPED] = batch->dropped_count,   [TV_ROW_SETTLED] = batch->settled_count };
  g_autofree char *text = tv_row_fate_dup_counts (counts, ", ");

  tvc_json_begin (context, NULL);
  tvc_json_int (context, "batch", batch->id);
  tvc_json_text (context, "file", batch->file_name);
  tvc_json_text (context, "folder", batch->folder);
  tvc_json_text (context, "entry", batch->entry);
  tvc_json_text (context, "sha256", batch->sha256);
  tvc_json_int (context, "size", batch->file_size);
  tvc_json_int (context, "accepted", batch->accepted_count);
  tvc_json_int (context, "rejected", batch->rejected_count);
  tvc_json_int (context, "not_sales", batch->left_out_count);
  tvc_json_int (context, "totals", batch->total_count);
  tvc_json_int (context, "left_out_by_hand", batch->dropped_count);
  tvc_json_int (context, "settled", batch->settled_count);
  tvc_json_int (context, "pending", batch->pending_count);
  tvc_json_bool (context, "undone", batch->is_undone);
  tvc_json_text (context, "mapping", batch->mapping);
  tvc_json_end (context);
  if (batch->is_undone)
    tvc_print (context, _ ("  batch %" PRId64 ", %s: undone\n"), batch->id, batch->file_name);
  else
    tvc_print (context, _ ("  batch %" PRId64 ", %s: %s\n"), batch->id, batch->file_name, text);
}

static void
answer_source (TvcContext *context, const TvSourceRow *source)
{
  tvc_json_begin (context, NULL);
  tvc_json_text (context, "name", source->name);
  tvc_json_text (context, "kind", tv_import_kind_get_code (source->kind));
  tvc_json_text (context, "folder", source->folder);
  tvc_json_text (context, "preset", source->preset_name);
  tvc_json_begin_list (context, "batches");
  tvc_print (context, "%s (%s)\n", source->name, tv_import_kind_get_title (source->kind));
  for (guint i = 0; i < source->batches->len; i++)
    answer_batch (context, g_ptr_array_index (source->batches, i));
  tvc_json_end_list (context);
  tvc_json_end (context);
}

static void
answer_preset (TvcContext *context, const TvPresetRow *preset)
{
  tvc_json_begin (context, NULL);
  tvc_json_text (context, "name", preset->name);
  tvc_json_text (context, "kind", tv_import_kind_get_code (preset->kind));
  tvc_json_text (context, "mapping", preset->mapping);
  tvc_json_end (context);
  tvc_print (context,
             _ ("preset “%s” (%s)\n"),
             preset->name,
             tv_import_kind_get_title (preset->kind));
}

/* sources: all batches by where they came from, undone ones too, and the presets. */
int
tvc_sources (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *deleted = NULL;
  const GOptionEntry entries[] = {
    { "delete-preset", 0, 0, G_OPTION_ARG_STRING, &deleted, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) presets = NULL;

  if (!tvc_parse ("sources", arguments, entries, error))
    return TVC_EXIT_USAGE;
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error)
      || (deleted != NULL && !tv_engine_delete_preset (context->engine, deleted, error)))
    return TVC_EXIT_FAILED;
  sources = tv_engine_list_sources (context->engine, error);
  presets = sources != NULL ? tv_engine_list_presets (context->engine, error) : NULL;
  if (presets == NULL)
    return TVC_EXIT_FAILED;
  tvc_json_begin_list (context, "sources");
  for (guint i = 0; i < sources->len; i++)
    answer_source (context, g_ptr_array_index (sources, i));
  tvc_json_end_list (context);
  tvc_json_begin_list (context, "presets");
  for (guint i = 0; i < presets->len; i++)
    answer_preset (context, g_ptr_array_index (presets, i));
  tvc_json_end_list (context);
  return TVC_EXIT_DONE;
}
