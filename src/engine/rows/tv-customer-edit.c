/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit as its event of the ledger bears it, and back. What names nobody is JSON of the event:
 * the customer's number, and whether mail is wanted. The values are text that can be erased: one
 * line each, the column, an equals sign, the value. */
#include "rows/tv-customer-edit.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "rows/tv-event-json.h"

#define KIND_EDIT "EDIT"
#define KIND_UNDO "EDIT_UNDO"
#define MAX_GROUP 1000 /* codes of one customer */

static const struct
{
  const char *code, *title;
} flags[TV_N_CUSTOMER_FLAGS] = {
  [TV_FLAG_OPTOUT] = { "is_optout", N_ ("Opted out") },
  [TV_FLAG_BOUNCED] = { "is_bounced", N_ ("Bounced") },
};

/**
 * tv_customer_edit_new:
 * @customer: a customer's number
 *
 * Returns: (transfer full): an edit that says nothing yet
 */
TvCustomerEdit *
tv_customer_edit_new (gint64 customer)
{
  TvCustomerEdit *edit = g_new0 (TvCustomerEdit, 1);

  edit->customer = customer;
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    edit->flags[f] = -1;
  return edit;
}

/**
 * tv_customer_edit_free:
 * @edit: (transfer full) (nullable): an edit
 *
 * Frees it.
 */
void
tv_customer_edit_free (TvCustomerEdit *edit)
{
  if (edit == NULL)
    return;
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    g_free (edit->values[i]);
  g_clear_pointer (&edit->group, g_array_unref);
  g_free (edit->actor);
  g_free (edit);
}

static gboolean
has_values (const TvCustomerEdit *edit)
{
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (edit->values[i] != NULL)
      return TRUE;
  return FALSE;
}

/**
 * tv_customer_edit_is_empty:
 * @edit: an edit
 *
 * Returns: whether it says nothing
 */
gboolean
tv_customer_edit_is_empty (const TvCustomerEdit *edit)
{
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] >= 0)
      return FALSE;
  return !has_values (edit);
}

/**
 * tv_customer_edit_get_said:
 * @edit: an edit
 * @column: a canonical column of customers
 *
 * Returns: (transfer none) (nullable): what it says of the column, "1" or "0" of a flag
 */
const char *
tv_customer_edit_get_said (const TvCustomerEdit *edit, const char *column)
{
  int field = tv_customer_field_from_code (column);
  int flag = tv_customer_flag_from_code (column);

  if (field >= 0)
    return edit->values[field];
  return flag < 0 || edit->flags[flag] < 0 ? NULL : edit->flags[flag] != 0 ? "1" : "0";
}

/**
 * tv_customer_edit_says:
 * @edit: an edit
 * @column: a canonical column of customers
 *
 * Returns: whether it says something of the column, and holds
 */
gboolean
tv_customer_edit_says (const TvCustomerEdit *edit, const char *column)
{
  return !edit->is_undo && !edit->is_undone && tv_customer_edit_get_said (edit, column) != NULL;
}

static void
add_title (GString *titles, const char *title)
{
  g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "", title);
}

/**
 * tv_customer_edit_dup_titles:
 * @edit: an edit
 * @but_column: (nullable): a column to leave out
 *
 * Returns: (transfer full): what a person calls all that it says something of, "" = nothing
 */
char *
tv_customer_edit_dup_titles (const TvCustomerEdit *edit, const char *but_column)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (edit->values[i] != NULL
        && g_strcmp0 (tv_customer_field_get_code ((TvCustomerField) i), but_column) != 0)
      add_title (titles, tv_customer_field_get_title ((TvCustomerField) i));
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] >= 0 && g_strcmp0 (flags[f].code, but_column) != 0)
      {
        /* Translators: what a customer may have done, such as opted out; and that it is not so */
        g_autofree char *without = g_strdup_printf (_ ("%s: no"), _ (flags[f].title));

        add_title (titles, edit->flags[f] != 0 ? _ (flags[f].title) : without);
      }
  return g_strdup (titles->str);
}

/**
 * tv_customer_edit_to_json:
 * @edit: an edit
 *
 * Returns: (transfer full): what its event of the ledger bears, without the values
 */
char *
tv_customer_edit_to_json (const TvCustomerEdit *edit)
{
  g_autoptr (GString) json = g_string_new (NULL);

  if (edit->is_undo)
    return g_strdup_printf ("{\"event\":%" PRId64 "}", edit->undone_seq);
  g_string_printf (json, "{\"customer\":%" PRId64 ",\"group\":[", edit->customer);
  for (guint i = 0; edit->group != NULL && i < edit->group->len; i++)
    g_string_append_printf (json,
                            "%s%" PRId64,
                            i > 0 ? "," : "",
                            g_array_index (edit->group, gint64, i));
  g_string_append_c (json, ']');
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] >= 0)
      g_string_append_printf (json, ",\"%s\":%d", flags[f].code, edit->flags[f]);
  g_string_append_printf (json,
                          ",\"row\":%" PRId64 ",\"contact\":%" PRId64 "}",
                          edit->last_row,
                          edit->last_contact);
  return g_strdup (json->str);
}

/**
 * tv_customer_edit_to_text:
 * @edit: an edit
 *
 * Returns: (transfer full) (nullable): its values, %NULL where it has none
 */
char *
tv_customer_edit_to_text (const TvCustomerEdit *edit)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!has_values (edit))
    return NULL;
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (edit->values[i] != NULL)
      g_string_append_printf (text,
                              "%s=%s\n",
                              tv_customer_field_get_code ((TvCustomerField) i),
                              edit->values[i]);
  return g_strdup (text->str);
}

static void
read_group (TvCustomerEdit *edit, JsonObject *object)
{
  JsonArray *list = tv_event_json_get_list (object, "group");
  guint count = list != NULL ? MIN (json_array_get_length (list), MAX_GROUP) : 0;

  g_clear_pointer (&edit->group, g_array_unref);
  edit->group = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < count; i++)
    {
      JsonNode *number = json_array_get_element (list, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (number) ? json_node_get_int (number) : 0;

      g_array_append_val (edit->group, id);
    }
}

static void
read_values (TvCustomerEdit *edit, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *value = strchr (*line, '=');
      int field;

      if (value == NULL)
        continue;
      *value = '\0';
      field = tv_customer_field_from_code (*line);
      if (field < 0)
        continue;
      g_free (edit->values[field]);
      edit->values[field] = g_strdup (value + 1);
    }
}

/**
 * tv_customer_edit_read:
 * @edit: (inout): an edit that says nothing yet
 * @kind: the kind of its event
 * @json: what its event bears
 * @text: (nullable): its values; %NULL where it has none, or where they were erased
 *
 * Reads what the edit says.
 *
 * Returns: %FALSE where the event is none that was written here; then it says nothing
 */
gboolean
tv_customer_edit_read (TvCustomerEdit *edit, const char *kind, const char *json, const char *text)
{
  g_autoptr (JsonNode) root = tv_event_json_parse (json);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return FALSE;
  edit->is_undo = g_str_equal (kind, KIND_UNDO);
  if (edit->is_undo)
    {
      edit->undone_seq = tv_event_json_get_number (object, "event", 0);
      return edit->undone_seq > 0;
    }
  edit->customer = tv_event_json_get_number (object, "customer", 0);
  edit->last_row = tv_event_json_get_number (object, "row", 0);
  edit->last_contact = tv_event_json_get_number (object, "contact", 0);
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    edit->flags[f] = (gint8) CLAMP (tv_event_json_get_number (object, flags[f].code, -1), -1, 1);
  read_group (edit, object);
  if (text != NULL)
    read_values (edit, text);
  return edit->customer > 0;
}

/**
 * tv_customer_edit_get_kind:
 * @edit: an edit
 *
 * Returns: (transfer none): the kind of its event in the ledger
 */
const char *
tv_customer_edit_get_kind (const TvCustomerEdit *edit)
{
  return edit->is_undo ? KIND_UNDO : KIND_EDIT;
}

/**
 * tv_customer_flag_get_code:
 * @flag: a flag
 *
 * Returns: (transfer none): its canonical column
 */
const char *
tv_customer_flag_get_code (TvCustomerFlag flag)
{
  g_return_val_if_fail ((guint) flag < TV_N_CUSTOMER_FLAGS, "");
  return flags[flag].code;
}

/**
 * tv_customer_flag_from_code:
 * @code: a canonical column
 *
 * Returns: the TvCustomerFlag, -1 where it is none
 */
int
tv_customer_flag_from_code (const char *code)
{
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (strcmp (flags[f].code, code) == 0)
      return f;
  return -1;
}

/**
 * tv_customer_flag_get_title:
 * @flag: a flag
 *
 * Returns: (transfer none): what a person calls it, translated
 */
const char *
tv_customer_flag_get_title (TvCustomerFlag flag)
{
  g_return_val_if_fail ((guint) flag < TV_N_CUSTOMER_FLAGS, "");
  return _ (flags[flag].title);
}
