/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fingerprint of a schema: SHA-256 over the sorted rows of sqlite_schema. A workspace must have
 * the one of a fresh schema, made in memory for the comparison: a trigger, view or table that is
 * not ours could change what our statements do. Reads sqlite_schema only. */
#include "store/tv-schema.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"

/* The tables of the planner's statistics come from PRAGMA optimize, the automatic indices have no
 * SQL. */
#define SCHEMA_QUERY                                                                               \
  "SELECT type, name, tbl_name, sql FROM sqlite_schema"                                            \
  " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"                       \
  " AND NOT (type = 'index' AND sql IS NULL AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\')"   \
  " ORDER BY type, name"

static const char *
column_text (sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text != NULL ? text : "";
}

/* One object of a schema as one text: type, name, table, SQL. */
static GPtrArray *
list_objects (TvConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (connection->db, SCHEMA_QUERY, -1, &stmt, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (stmt);
      if (code == SQLITE_ROW)
        g_ptr_array_add (objects,
                         g_strjoin ("\x1f",
                                    column_text (stmt, 0),
                                    column_text (stmt, 1),
                                    column_text (stmt, 2),
                                    column_text (stmt, 3),
                                    NULL));
    }
  if (code != SQLITE_DONE)
    tv_sqlite_set_error (error, connection, code, "schema");
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE ? g_steal_pointer (&objects) : NULL;
}

static void
digest_objects (GPtrArray *objects, guint8 out_hash[TV_DIGEST_LENGTH])
{
  g_autoptr (TvDigest) digest = tv_digest_new ();

  for (guint i = 0; i < objects->len; i++)
    tv_digest_add_text (digest, g_ptr_array_index (objects, i));
  tv_digest_finish (digest, out_hash);
}

/**
 * tv_schema_fingerprint:
 * @connection: a connection
 * @out_hash: (out caller-allocates): the fingerprint
 * @error: return location
 *
 * Makes the fingerprint of a schema.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tv_schema_fingerprint (TvConnection *connection, guint8 out_hash[TV_DIGEST_LENGTH], GError **error)
{
  g_autoptr (GPtrArray) objects = list_objects (connection, error);

  if (objects == NULL)
    return FALSE;
  digest_objects (objects, out_hash);
  return TRUE;
}

static GPtrArray *
list_fresh_objects (GError **error)
{
  TvConnection *memory = tv_connection_open (NULL, TV_CONNECT_MEMORY, error);
  GPtrArray *objects = NULL;

  if (memory == NULL)
    return NULL;
  if (tv_connection_exec (memory, tv_sql_get_schema (), error))
    objects = list_objects (memory, error);
  tv_connection_close (memory);
  return objects;
}

/* The object of the same type and name, NULL where there is none. */
static const char *
find_object (GPtrArray *objects, const char *object)
{
  gsize length = (gsize) (strchr (strchr (object, '\x1f') + 1, '\x1f') - object) + 1;

  for (guint i = 0; i < objects->len; i++)
    if (strncmp (g_ptr_array_index (objects, i), object, length) == 0)
      return g_ptr_array_index (objects, i);
  return NULL;
}

/* "trigger “x”" of an object. */
static char *
describe (const char *object)
{
  g_auto (GStrv) parts = g_strsplit (object, "\x1f", 3);
  g_autofree char *name = g_utf8_make_valid (parts[1], -1);

  return g_strdup_printf ("%s “%s”", parts[0], name);
}

static char *
find_difference (GPtrArray *objects, GPtrArray *fresh)
{
  for (guint i = 0; i < objects->len; i++)
    {
      const char *object = g_ptr_array_index (objects, i);
      const char *wanted = find_object (fresh, object);
      g_autofree char *text = describe (object);

      if (wanted == NULL)
        return g_strdup_printf (_ ("it has an unknown %s"), text);
      if (strcmp (wanted, object) != 0)
        return g_strdup_printf (_ ("its %s is not the one that Tastevin makes"), text);
    }
  for (guint i = 0; i < fresh->len; i++)
    if (find_object (objects, g_ptr_array_index (fresh, i)) == NULL)
      {
        g_autofree char *text = describe (g_ptr_array_index (fresh, i));

        return g_strdup_printf (_ ("its %s is missing"), text);
      }
  return g_strdup (_ ("its tables are not the ones that Tastevin makes"));
}

/**
 * tv_schema_compare:
 * @connection: a connection to a workspace of the present version
 * @out_finding: (out) (nullable): what is different, half a sentence; %NULL when nothing is
 * @error: return location
 *
 * Compares the schema of a workspace with a fresh one.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tv_schema_compare (TvConnection *connection, char **out_finding, GError **error)
{
  g_autoptr (GPtrArray) objects = list_objects (connection, error);
  g_autoptr (GPtrArray) fresh = objects != NULL ? list_fresh_objects (error) : NULL;
  guint8 have[TV_DIGEST_LENGTH], want[TV_DIGEST_LENGTH];

  *out_finding = NULL;
  if (fresh == NULL)
    return FALSE;
  digest_objects (objects, have);
  digest_objects (fresh, want);
  if (memcmp (have, want, TV_DIGEST_LENGTH) != 0)
    *out_finding = find_difference (objects, fresh);
  return TRUE;
}
