/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the parts of a workbook by their relations, as writers may call them what they like, and
 * reads what is small: the list of sheets, the epoch of dates, and which cell styles show dates. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-workbook-xml.h"
#include "ingest/tv-xlsx.h"

#define MAXIMUM_SHEETS 10000
#define MAXIMUM_STYLES 70000 /* Excel stops at 65,490 */

/* Answers FALSE with error set to stop. */
typedef gboolean (*StartFunc) (TvXml *xml, gpointer data, GError **error);

static void
sheet_free (TvXlsxSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet->part);
  g_free (sheet);
}

/**
 * tv_xlsx_book_free:
 * @book: (transfer full): the workbook
 *
 * Frees what is known of a workbook.
 */
void
tv_xlsx_book_free (TvXlsxBook *book)
{
  g_free (book->path);
  g_free (book->styles_part);
  g_free (book->strings_part);
  g_clear_pointer (&book->sheets, g_ptr_array_unref);
  g_clear_pointer (&book->forms, g_array_unref);
  g_free (book);
}

/* Calls back at each start of an element of a part. */
static gboolean
walk (const char *path, const char *part, StartFunc func, gpointer data, GError **error)
{
  TvByteSource *source = tv_byte_source_open_part (path, part, error);
  g_autoptr (TvXml) xml = source != NULL ? tv_xml_new (source) : NULL;
  TvXmlEvent event;

  if (xml == NULL)
    return FALSE;
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && !func (xml, data, error))
      return FALSE;
  return event == TV_XML_FINISHED;
}

/* The name of a part from a target that is relative to the folder of another part. */
static char *
resolve (const char *from, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autofree char *joined
      = *target == '/' ? g_strdup (target) : g_strconcat ("/", folder, "/", target, NULL);
  g_autofree char *plain = g_canonicalize_filename (joined, "/");

  return g_strdup (plain + 1);
}

typedef struct
{
  TvXlsxBook *book; /* (nullable) while the main part is looked for */
  const char *from; /* the part that has the relations */
  char *main_part;
} Relations;

static void
take_relation (Relations *relations, const char *type, const char *part, const char *id)
{
  TvXlsxBook *book = relations->book;

  if (g_str_has_suffix (type, "/officeDocument") && relations->main_part == NULL)
    relations->main_part = g_strdup (part);
  if (book == NULL)
    return;
  if (g_str_has_suffix (type, "/styles") && book->styles_part == NULL)
    book->styles_part = g_strdup (part);
  if (g_str_has_suffix (type, "/sharedStrings") && book->strings_part == NULL)
    book->strings_part = g_strdup (part);
  for (guint i = 0; id != NULL && g_str_has_suffix (type, "/worksheet") && i < book->sheets->len;
       i++)
    {
      TvXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);

      if (sheet->part == NULL && g_strcmp0 (sheet->relation, id) == 0)
        sheet->part = g_strdup (part);
    }
}

static gboolean
on_relation (TvXml *xml, gpointer data, GError **error)
{
  Relations *relations = data;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;
  g_autofree char *id = NULL;
  g_autofree char *mode = NULL;
  g_autofree char *part = NULL;

  if (!tv_xml_is (xml, "Relationship"))
    return TRUE;
  type = tv_xml_dup_attribute (xml, "Type");
  target = tv_xml_dup_attribute (xml, "Target");
  id = tv_xml_dup_attribute (xml, "Id");
  mode = tv_xml_dup_attribute (xml, "TargetMode");
  if (type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return TRUE;
  part = resolve (relations->from, target);
  take_relation (relations, type, part, id);
  return TRUE;
}

static gboolean
on_workbook (TvXml *xml, gpointer data, GError **error)
{
  TvXlsxBook *book = data;
  g_autofree char *epoch = NULL;
  g_autofree char *state = NULL;
  TvXlsxSheet *sheet;

  if (tv_xml_is (xml, "workbookPr"))
    {
      /* An extension further down can have an element of that name, which says nothing of days. */
      epoch = tv_xml_dup_attribute (xml, "date1904");
      if (epoch != NULL)
        book->is_1904 = strcmp (epoch, "1") == 0 || g_ascii_strcasecmp (epoch, "true") == 0;
    }
  if (!tv_xml_is (xml, "sheet"))
    return TRUE;
  if (book->sheets->len == MAXIMUM_SHEETS)
    {
      tv_xml_fail (xml, _ ("it holds more than 10,000 sheets"), error);
      return FALSE;
    }
  sheet = g_new0 (TvXlsxSheet, 1);
  sheet->name = tv_xml_dup_attribute (xml, "name");
  sheet->relation = tv_xml_dup_attribute (xml, "id");
  state = tv_xml_dup_attribute (xml, "state");
  sheet->is_hidden = state != NULL && g_str_has_suffix (g_strdelimit (state, "H", 'h'), "idden");
  if (sheet->name == NULL)
    sheet->name = g_strdup_printf ("%u", book->sheets->len + 1);
  g_ptr_array_add (book->sheets, sheet);
  return TRUE;
}

/* As walk(), for a part that a workbook may lack. */
static gboolean
walk_optional (const char *path, const char *part, StartFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (walk (path, part, func, data, &cause)
      || g_error_matches (cause, TV_ERROR, TV_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* Some writers leave the relations out and rely on the usual names. */
static void
take_usual_names (TvXlsxBook *book, gboolean has_relations)
{
  for (guint i = 0; i < book->sheets->len && !has_relations; i++)
    {
      TvXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);

      if (sheet->part == NULL)
        sheet->part = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);
    }
  if (book->styles_part == NULL)
    book->styles_part = g_strdup ("xl/styles.xml");
  if (book->strings_part == NULL)
    book->strings_part = g_strdup ("xl/sharedStrings.xml");
}

static char *
name_relations (const char *part)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);

  return strcmp (folder, ".") == 0 ? g_strconcat ("_rels/", base, ".rels", NULL)
                                   : g_strconcat (folder, "/_rels/", base, ".rels", NULL);
}

/**
 * tv_xlsx_book_open:
 * @path: (type filename): a workbook
 * @error: return location for an error that names the file
 *
 * Reads the list of sheets and where their parts are.
 *
 * Returns: (transfer full) (nullable): the workbook, without its styles
 */
TvXlsxBook *
tv_xlsx_book_open (const char *path, GError **error)
{
  g_autoptr (TvXlsxBook) book = g_new0 (TvXlsxBook, 1);
  Relations root = { .from = "" };
  Relations relations = { .book = book };
  g_autofree char *main_part = NULL;
  g_autofree char *relations_part = NULL;
  gboolean has_relations = FALSE;

  book->path = g_strdup (path);
  book->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  book->forms = g_array_new (FALSE, FALSE, sizeof (guint8));
  if (!walk_optional (path, "_rels/.rels", on_relation, &root, error))
    {
      g_free (root.main_part);
      return NULL;
    }
  main_part = root.main_part != NULL ? root.main_part : g_strdup ("xl/workbook.xml");
  if (!walk (path, main_part, on_workbook, book, error))
    return NULL;
  relations.from = main_part;
  relations_part = name_relations (main_part);
  if (!walk_optional (path, relations_part, on_relation, &relations, error))
    {
      g_free (relations.main_part);
      return NULL;
    }
  g_free (relations.main_part);
  for (guint i = 0; i < book->sheets->len; i++)
    has_relations |= ((TvXlsxSheet *) g_ptr_array_index (book->sheets, i))->part != NULL;
  take_usual_names (book, has_relations);
  return g_steal_pointer (&book);
}

typedef struct
{
  TvXlsxBook *book;
  GHashTable *forms; /* id of a number format -> TvCellForm */
  guint cells_depth; /* of <cellXfs>, 0 = not in it */
} Styles;

static void
take_format (Styles *styles, TvXml *xml)
{
  guint64 id = tv_xml_get_number (xml, "numFmtId", G_MAXUINT32);
  g_autofree char *code = tv_xml_dup_attribute (xml, "formatCode");

  if (code != NULL && id < G_MAXUINT32 && g_hash_table_size (styles->forms) < MAXIMUM_STYLES)
    g_hash_table_insert (styles->forms,
                         GUINT_TO_POINTER (id),
                         GINT_TO_POINTER (tv_cell_form_from_code (code)));
}

static gboolean
on_style (TvXml *xml, gpointer data, GError **error)
{
  Styles *styles = data;
  gpointer form;
  guint64 id;
  guint8 kept;

  if (tv_xml_is (xml, "numFmt"))
    take_format (styles, xml);
  if (tv_xml_is (xml, "cellXfs"))
    styles->cells_depth = tv_xml_get_depth (xml);
  else if (tv_xml_get_depth (xml) <= styles->cells_depth)
    styles->cells_depth = 0;
  if (styles->cells_depth == 0 || !tv_xml_is (xml, "xf")
      || styles->book->forms->len == MAXIMUM_STYLES)
    return TRUE;
  id = tv_xml_get_number (xml, "numFmtId", 0);
  if (g_hash_table_lookup_extended (styles->forms, GUINT_TO_POINTER (id), NULL, &form))
    kept = (guint8) GPOINTER_TO_INT (form);
  else
    kept = (guint8) tv_cell_form_from_id (id);
  g_array_append_val (styles->book->forms, kept);
  return TRUE;
}

/**
 * tv_xlsx_book_read_styles:
 * @book: a workbook
 * @error: return location for an error that names the file
 *
 * Reads which cell styles show dates and times. A workbook without styles has numbers only.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xlsx_book_read_styles (TvXlsxBook *book, GError **error)
{
  g_autoptr (GHashTable) forms = g_hash_table_new (NULL, NULL);
  Styles styles = { .book = book, .forms = forms };

  return walk_optional (book->path, book->styles_part, on_style, &styles, error);
}
