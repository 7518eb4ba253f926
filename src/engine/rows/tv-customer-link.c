/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's word about two codes as the JSON that its event of the ledger bears, and back. */
#include "rows/tv-customer-link.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "rows/tv-event-json.h"

static const struct
{
  const char *code, *title;
} fields[TV_N_CUSTOMER_FIELDS] = {
  [TV_CUSTOMER_LAST_NAME] = { "last_name", N_ ("Last name") },
  [TV_CUSTOMER_FIRST_NAME] = { "first_name", N_ ("First name") },
  [TV_CUSTOMER_EMAIL] = { "email", N_ ("E-mail") },
  [TV_CUSTOMER_PHONE] = { "phone", N_ ("Phone") },
  [TV_CUSTOMER_ADDRESS] = { "address", N_ ("Address") },
  [TV_CUSTOMER_POSTAL_CODE] = { "postal_code", N_ ("Postal code") },
  [TV_CUSTOMER_CITY] = { "city", N_ ("City") },
  [TV_CUSTOMER_COUNTRY] = { "country", N_ ("Country") },
};

static const char *const kinds[TV_N_LINK_KINDS] = {
  [TV_LINK_MERGE] = "MERGE",
  [TV_LINK_APART] = "APART",
  [TV_LINK_LEAVE] = "LEAVE",
  [TV_LINK_UNDO] = "LINK_UNDO",
};

/**
 * tv_customer_link_free:
 * @link: (transfer full) (nullable): a link
 *
 * Frees it.
 */
void
tv_customer_link_free (TvCustomerLink *link)
{
  if (link == NULL)
    return;
  g_free (link->actor);
  g_free (link);
}

/**
 * tv_customer_link_has:
 * @link: a link
 * @customer: a customer's number
 *
 * Returns: whether it is about that customer
 */
gboolean
tv_customer_link_has (const TvCustomerLink *link, gint64 customer)
{
  for (guint i = 0; i < link->customer_count; i++)
    if (link->customers[i] == customer)
      return TRUE;
  return FALSE;
}

static void
add_customers (GString *json, const TvCustomerLink *link)
{
  g_string_append (json, "\"customers\":[");
  for (guint i = 0; i < link->customer_count; i++)
    g_string_append_printf (json, "%s%" PRId64, i > 0 ? "," : "", link->customers[i]);
  g_string_append_c (json, ']');
}

static void
add_choices (GString *json, const TvCustomerLink *link)
{
  const char *comma = "";

  g_string_append (json, ",\"fields\":{");
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (link->choices[i] != 0)
      {
        g_string_append_printf (json, "%s\"%s\":%" PRId64, comma, fields[i].code, link->choices[i]);
        comma = ",";
      }
  g_string_append_c (json, '}');
}

/**
 * tv_customer_link_to_json:
 * @link: a link
 *
 * Returns: (transfer full): what its event of the ledger bears
 */
char *
tv_customer_link_to_json (const TvCustomerLink *link)
{
  g_autoptr (GString) json = g_string_new ("{");

  if (link->kind == TV_LINK_UNDO)
    g_string_append_printf (json, "\"event\":%" PRId64, link->undone_seq);
  else
    add_customers (json, link);
  if (link->kind == TV_LINK_MERGE)
    add_choices (json, link);
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

static gboolean
read_customers (TvCustomerLink *link, JsonObject *object)
{
  JsonArray *list = tv_event_json_get_list (object, "customers");
  guint count = list != NULL ? json_array_get_length (list) : 0;

  if (count < 2 || count > TV_MAX_MERGED)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      JsonNode *number = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_VALUE (number))
        return FALSE;
      link->customers[i] = json_node_get_int (number);
    }
  link->customer_count = count;
  return TRUE;
}

static void
read_choices (TvCustomerLink *link, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "fields");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    link->choices[i] = tv_event_json_get_number (json_node_get_object (node), fields[i].code, 0);
}

/**
 * tv_customer_link_read_json:
 * @link: (inout): a link whose kind is known
 * @json: what its event bears
 *
 * Reads the customers and choices, or the event that is taken back.
 *
 * Returns: %FALSE where the text is none that was written here; then it says nothing
 */
gboolean
tv_customer_link_read_json (TvCustomerLink *link, const char *json)
{
  g_autoptr (JsonNode) root = tv_event_json_parse (json);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return FALSE;
  if (link->kind == TV_LINK_UNDO)
    {
      link->undone_seq = tv_event_json_get_number (object, "event", 0);
      return link->undone_seq > 0;
    }
  if (!read_customers (link, object))
    return FALSE;
  if (link->kind == TV_LINK_MERGE)
    read_choices (link, object);
  return TRUE;
}

/**
 * tv_link_kind_get_code:
 * @kind: a kind
 *
 * Returns: (transfer none): the kind of its event in the ledger
 */
const char *
tv_link_kind_get_code (TvLinkKind kind)
{
  g_return_val_if_fail ((guint) kind < TV_N_LINK_KINDS, "");
  return kinds[kind];
}

/**
 * tv_link_kind_from_code:
 * @code: the kind of an event
 *
 * Returns: the TvLinkKind, -1 for other events
 */
int
tv_link_kind_from_code (const char *code)
{
  for (int i = 0; i < TV_N_LINK_KINDS; i++)
    if (strcmp (kinds[i], code) == 0)
      return i;
  return -1;
}

/**
 * tv_customer_field_get_code:
 * @field: a field
 *
 * Returns: (transfer none): its canonical column
 */
const char *
tv_customer_field_get_code (TvCustomerField field)
{
  g_return_val_if_fail ((guint) field < TV_N_CUSTOMER_FIELDS, "");
  return fields[field].code;
}

/**
 * tv_customer_field_from_code:
 * @code: a canonical column
 *
 * Returns: the TvCustomerField, -1 where it is none
 */
int
tv_customer_field_from_code (const char *code)
{
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (strcmp (fields[i].code, code) == 0)
      return i;
  return -1;
}

/**
 * tv_customer_field_get_title:
 * @field: a field
 *
 * Returns: (transfer none): what a person calls it, translated
 */
const char *
tv_customer_field_get_title (TvCustomerField field)
{
  g_return_val_if_fail ((guint) field < TV_N_CUSTOMER_FIELDS, "");
  return _ (fields[field].title);
}
