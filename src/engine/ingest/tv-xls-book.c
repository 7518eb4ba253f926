/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what stands before the sheets: which there are and where, how texts are written, the epoch
 * of dates, and which cell styles show dates. */
#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "ingest/tv-compound-sectors.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-xls.h"

#define MAXIMUM_SHEETS 10000
#define MAXIMUM_STYLES 70000 /* Excel stops at 4,050 */
#define VERSION_97 0x0600
#define VERSION_5 0x0500
#define BOF_SHEET 0x0010
#define BOF_SEVERAL 0x0100 /* of Excel 4: sheets that are bound */
#define KIND_OF_CELLS 0

static const char password[] = N_ ("it is protected by a password; save it without one");

/* While the workbook is read. */
typedef struct
{
  TvXlsBook *book;
  TvBiff *biff;
  guint version; /* 2 to 5; that of all later ones counts as 5 */
  guint format_count;
  GHashTable *forms; /* number of a format -> TvCellForm */
  GArray *styles;    /* of guint16: the number of the format of each */
  GString *text;
} Globals;

static void
sheet_free (TvXlsSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet);
}

/**
 * tv_xls_book_free:
 * @book: (transfer full): the workbook
 *
 * Closes the workbook.
 */
void
tv_xls_book_free (TvXlsBook *book)
{
  g_free (book->path);
  g_free (book->cipher);
  g_clear_pointer (&book->sheets, g_ptr_array_unref);
  g_clear_pointer (&book->forms, g_array_unref);
  tv_xls_text_clear (&book->text);
  g_clear_pointer (&book->compound, tv_compound_free);
  g_free (book);
}

static gboolean
fail (TvXlsBook *book, const char *fact, GError **error)
{
  tv_compound_fail (book->compound, fact, error);
  return FALSE;
}

/* What Excel encrypts is a stream of its own; other programs write compound files as well. */
static gboolean
find_stream (TvXlsBook *book, GError **error)
{
  static const char *const names[] = { "Workbook", "Book" };

  if (tv_compound_is_bare (book->compound))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (tv_compound_has (book->compound, names[i]))
      {
        book->stream = names[i];
        return TRUE;
      }
  if (tv_compound_has (book->compound, "EncryptedPackage"))
    return fail (book, _ (password), error);
  if (tv_compound_has (book->compound, "WordDocument"))
    return fail (book, _ ("it is a text document; save the table in it as XLSX or CSV"), error);
  return fail (book, _ ("there is no workbook in it"), error);
}

static gboolean
add_sheet (Globals *globals, const char *name, gint64 position, guint state, GError **error)
{
  GPtrArray *sheets = globals->book->sheets;
  TvXlsSheet *sheet;

  if (sheets->len == MAXIMUM_SHEETS)
    return fail (globals->book, _ ("it holds more than 10,000 sheets"), error);
  sheet = g_new0 (TvXlsSheet, 1);
  sheet->name = *name != '\0' && g_utf8_validate (name, -1, NULL)
                    ? g_strdup (name)
                    : g_strdup_printf ("%u", sheets->len + 1);
  sheet->position = position;
  sheet->is_hidden = (state & 3) != 0;
  g_ptr_array_add (sheets, sheet);
  return TRUE;
}

/* The first record. Before Excel 5 it had other types, and a file was one sheet. */
static gboolean
read_first (Globals *globals, GError **error)
{
  TvXlsBook *book = globals->book;
  TvBiff *biff = globals->biff;
  guint version;

  if (!tv_biff_next (biff, error))
    return FALSE;
  if (!tv_biff_is_bof (biff->type) || biff->length < 4)
    return tv_biff_fail_damaged (biff, error);
  globals->version = biff->type == TV_BIFF_BOF_2   ? 2
                     : biff->type == TV_BIFF_BOF_3 ? 3
                     : biff->type == TV_BIFF_BOF_4 ? 4
                                                   : 5;
  if (globals->version < 5 && tv_bytes_get_16 (biff->body + 2) == BOF_SEVERAL)
    return fail (book, _ ("it is a workbook of Excel 4; save it as XLSX or CSV"), error);
  version = tv_bytes_get_16 (biff->body);
  book->text.is_unicode
      = globals->version == 5
        && (version == VERSION_97
            || (version != VERSION_5 && book->stream != NULL && *book->stream == 'W'));
  /* A sheet that stands alone. */
  return tv_bytes_get_16 (biff->body + 2) != BOF_SHEET || add_sheet (globals, "", 0, 0, error);
}

static gboolean
take_sheet (Globals *globals, GError **error)
{
  TvBiff *biff = globals->biff;
  guint8 head[6];

  if (!tv_biff_read (biff, head, sizeof head, error))
    return FALSE;
  g_string_truncate (globals->text, 0);
  if (!tv_xls_text_read (&globals->book->text, biff, FALSE, globals->text, error))
    return FALSE;
  return head[5] != KIND_OF_CELLS
         || add_sheet (globals, globals->text->str, tv_bytes_get_32 (head), head[4], error);
}

static void
add_style (Globals *globals, guint format)
{
  guint16 kept = (guint16) format;

  if (globals->styles->len < MAXIMUM_STYLES)
    g_array_append_val (globals->styles, kept);
}

static gboolean
take_format (Globals *globals, GError **error)
{
  TvBiff *biff = globals->biff;
  g_autoptr (GError) cause = NULL;
  guint number = globals->format_count++;
  guint8 id[2] = { 0 };

  if (biff->type == TV_BIFF_FORMAT && !tv_biff_read (biff, id, sizeof id, error))
    return FALSE;
  if (globals->version == 5)
    number = tv_bytes_get_16 (id);
  if (number > G_MAXUINT16)
    return TRUE;
  g_string_truncate (globals->text, 0);
  /* Some are shorter than they say; what is there tells dates from numbers. */
  if (!tv_xls_text_read (&globals->book->text,
                         biff,
                         globals->book->text.is_unicode,
                         globals->text,
                         &cause)
      && !g_error_matches (cause, TV_ERROR, TV_ERROR_INVALID_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  g_hash_table_insert (globals->forms,
                       GUINT_TO_POINTER (number),
                       GINT_TO_POINTER (tv_cell_form_from_code (globals->text->str)));
  /* The oldest cells name their format themselves. */
  if (globals->version == 2)
    add_style (globals, number);
  return TRUE;
}

/* Where Excel asks for no password, the person has none to take off. */
static gboolean
take_password (Globals *globals, GError **error)
{
  TvXlsBook *book = globals->book;
  TvBiff *biff = globals->biff;

  if (book->cipher != NULL)
    return tv_biff_fail_damaged (biff, error);
  book->cipher = g_new0 (TvXlsCipher, 1);
  if (!tv_xls_cipher_init (book->cipher, biff->body, biff->length))
    return fail (book, _ (password), error);
  tv_biff_set_cipher (biff, book->cipher);
  return TRUE;
}

static gboolean
take_record (Globals *globals, GError **error)
{
  TvXlsBook *book = globals->book;
  TvBiff *biff = globals->biff;
  guint number = biff->length >= 2 ? tv_bytes_get_16 (biff->body) : 0;

  if (biff->type == TV_BIFF_BOUNDSHEET)
    return take_sheet (globals, error);
  if (biff->type == TV_BIFF_FORMAT || (biff->type == TV_BIFF_FORMAT_3 && globals->version < 4))
    return take_format (globals, error);
  if (biff->type == TV_BIFF_FILEPASS)
    return take_password (globals, error);
  if (biff->type == TV_BIFF_CODEPAGE)
    tv_xls_text_set_page (&book->text, number);
  else if (biff->type == TV_BIFF_DATEMODE)
    book->is_1904 = number == 1;
  else if (biff->type == TV_BIFF_SST && book->shared_position < 0)
    book->shared_position = tv_biff_get_position (biff) - 4;
  else if (biff->type == TV_BIFF_XF && biff->length >= 4)
    add_style (globals, tv_bytes_get_16 (biff->body + 2));
  else if ((biff->type == TV_BIFF_XF_3 || biff->type == TV_BIFF_XF_4) && globals->version < 5
           && biff->length >= 2)
    add_style (globals, biff->body[1]);
  return TRUE;
}

static void
choose_forms (Globals *globals)
{
  for (guint i = 0; i < globals->styles->len; i++)
    {
      guint id = g_array_index (globals->styles, guint16, i);
      gpointer form;
      guint8 kept;

      if (g_hash_table_lookup_extended (globals->forms, GUINT_TO_POINTER (id), NULL, &form))
        kept = (guint8) GPOINTER_TO_INT (form);
      else
        kept = (guint8) tv_cell_form_from_id (id);
      g_array_append_val (globals->book->forms, kept);
    }
}

static gboolean
read_globals (Globals *globals, GError **error)
{
  TvBiff *biff = globals->biff;
  guint depth = 1;

  if (!read_first (globals, error))
    return FALSE;
  while (depth > 0)
    {
      if (!tv_biff_next (biff, error))
        return FALSE;
      if (tv_biff_is_bof (biff->type))
        depth++;
      else if (biff->type == TV_BIFF_EOF)
        depth--;
      else if (depth == 1 && !take_record (globals, error))
        return FALSE;
    }
  choose_forms (globals);
  return TRUE;
}

/**
 * tv_xls_book_open:
 * @path: (type filename): a workbook
 * @progress: (nullable): whose cancel ends the reading
 * @error: return location for an error that names the file
 *
 * Reads what is known of a workbook before its sheets.
 *
 * Returns: (transfer full) (nullable): the workbook
 */
TvXlsBook *
tv_xls_book_open (const char *path, TvProgress *progress, GError **error)
{
  g_autoptr (TvXlsBook) book = g_new0 (TvXlsBook, 1);
  g_autoptr (TvBiff) biff = NULL;
  g_autoptr (GHashTable) forms = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GString) text = g_string_new (NULL);
  Globals globals = { .book = book, .forms = forms, .styles = styles, .text = text };

  book->path = g_strdup (path);
  book->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  book->forms = g_array_new (FALSE, FALSE, sizeof (guint8));
  book->shared_position = -1;
  book->text.converter = (GIConv) -1;
  tv_xls_text_set_page (&book->text, 0);
  book->compound = tv_compound_open (path, progress, error);
  if (book->compound == NULL || !find_stream (book, error))
    return NULL;
  biff = globals.biff = tv_biff_open (book->compound, book->stream, error);
  return biff != NULL && read_globals (&globals, error) ? g_steal_pointer (&book) : NULL;
}

/**
 * tv_xls_book_open_records:
 * @book: a workbook; stands as long as the records
 * @error: return location for an error that names the file
 *
 * Opens the workbook once more, for reading from any place in it.
 *
 * Returns: (transfer full) (nullable): its records
 */
TvBiff *
tv_xls_book_open_records (const TvXlsBook *book, GError **error)
{
  TvBiff *biff = tv_biff_open (book->compound, book->stream, error);

  if (biff != NULL)
    tv_biff_set_cipher (biff, book->cipher);
  return biff;
}

/**
 * tv_xls_book_find:
 * @book: a workbook
 * @sheet: (nullable): name of a sheet; %NULL = the first that is not hidden
 * @error: return location for TV_ERROR_NOT_FOUND, or TV_ERROR_INVALID_INPUT where it has none
 *
 * Looks for a sheet.
 *
 * Returns: (transfer none) (nullable): it
 */
TvXlsSheet *
tv_xls_book_find (const TvXlsBook *book, const char *sheet, GError **error)
{
  TvXlsSheet *first = NULL;

  for (guint i = 0; i < book->sheets->len; i++)
    {
      TvXlsSheet *each = g_ptr_array_index (book->sheets, i);

      if (g_strcmp0 (each->name, sheet) == 0)
        return each;
      if (first == NULL || (first->is_hidden && !each->is_hidden))
        first = each;
    }
  if (sheet == NULL && first != NULL)
    return first;
  tv_workbook_row_fail_sheet (book->path, sheet, error);
  return NULL;
}

/**
 * tv_xls_list_sheets:
 * @path: (type filename): a workbook
 * @error: return location for an error that names the file
 *
 * Lists the sheets with cells.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order
 */
GPtrArray *
tv_xls_list_sheets (const char *path, GError **error)
{
  g_autoptr (TvXlsBook) book = tv_xls_book_open (path, NULL, error);
  g_autoptr (GPtrArray) list = NULL;

  if (book == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const TvXlsSheet *sheet = g_ptr_array_index (book->sheets, i);
      TvByteEntry *entry = g_new0 (TvByteEntry, 1);

      entry->name = g_strdup (sheet->name);
      entry->size = -1;
      entry->is_hidden = sheet->is_hidden;
      g_ptr_array_add (list, entry);
    }
  return g_steal_pointer (&list);
}
