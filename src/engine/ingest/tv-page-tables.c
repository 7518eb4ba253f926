/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the tables of a web page. Pages use tables for their looks, too: those without a row of two
 * texts count as hidden, where there is another one. */
#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "ingest/tv-page-markup.h"
#include "ingest/tv-page.h"

#define MAXIMUM_TABLES 10000
#define DEEPEST 64

typedef struct
{
  guint number; /* among all, from 0 */
  guint filled; /* cells of the present row with a text */
  gboolean has_text;
} Open;

typedef struct
{
  const char *path;
  GPtrArray *tables;
  Open open[DEEPEST];
  guint depth;
} Tables;

static void
fail (const char *path, const char *fact, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);

  g_set_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT, _ ("Could not read “%s”: %s."), base, fact);
}

static gboolean
begin_table (Tables *tables, GError **error)
{
  TvByteEntry *table;

  if (tables->tables->len == MAXIMUM_TABLES || tables->depth == DEEPEST)
    {
      fail (tables->path, _ ("it holds more than 10,000 sheets"), error);
      return FALSE;
    }
  tables->open[tables->depth++] = (Open){ .number = tables->tables->len };
  table = g_new0 (TvByteEntry, 1);
  table->name = g_strdup_printf ("%u", tables->tables->len + 1);
  table->size = -1;
  table->is_hidden = TRUE;
  g_ptr_array_add (tables->tables, table);
  return TRUE;
}

static gboolean
is_blank (const GString *text)
{
  const char *end = text->str + text->len;

  for (const char *at = text->str; at < end; at++)
    if (!g_ascii_isspace (*at) && (guchar) *at != 0xc2 && (guchar) *at != 0xa0)
      return FALSE;
  return TRUE;
}

static void
take_cell (Tables *tables, Open *open)
{
  open->filled += open->has_text;
  open->has_text = FALSE;
  if (open->filled >= 2)
    ((TvByteEntry *) g_ptr_array_index (tables->tables, open->number))->is_hidden = FALSE;
}

static gboolean
take_event (Tables *tables, TvPageMarkup *page, TvPageEvent event, GError **error)
{
  Open *open = tables->depth > 0 ? &tables->open[tables->depth - 1] : NULL;

  if (event == TV_PAGE_START && tv_page_markup_is (page, "table"))
    return begin_table (tables, error);
  if (open == NULL)
    return TRUE;
  if (event == TV_PAGE_TEXT)
    open->has_text |= !is_blank (tv_page_markup_get_text (page));
  else if (tv_page_markup_is (page, "td") || tv_page_markup_is (page, "th")
           || tv_page_markup_is (page, "tr"))
    {
      take_cell (tables, open);
      if (tv_page_markup_is (page, "tr"))
        open->filled = 0;
    }
  else if (event == TV_PAGE_END && tv_page_markup_is (page, "table"))
    {
      take_cell (tables, open);
      tables->depth--;
    }
  return TRUE;
}

/**
 * tv_page_list_tables:
 * @path: (type filename): a web page
 * @error: return location for TV_ERROR_INVALID_INPUT where there is none, and other errors that
 * name the file
 *
 * Lists the tables.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in the order in which they
 * begin
 */
GPtrArray *
tv_page_list_tables (const char *path, GError **error)
{
  g_autoptr (TvPageMarkup) page = tv_page_markup_open (path, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  Tables tables = { .path = path, .tables = list };
  TvPageEvent event = TV_PAGE_ERROR;
  gboolean has_visible = FALSE;

  while (page != NULL && (event = tv_page_markup_next (page, error)) > TV_PAGE_FINISHED)
    if (!take_event (&tables, page, event, error))
      return NULL;
  if (event == TV_PAGE_ERROR)
    return NULL;
  if (list->len == 0)
    {
      fail (path, _ ("it is a web page without a table"), error);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    has_visible |= !((TvByteEntry *) list->pdata[i])->is_hidden;
  for (guint i = 0; i < list->len && !has_visible; i++)
    ((TvByteEntry *) list->pdata[i])->is_hidden = FALSE;
  return g_steal_pointer (&list);
}
