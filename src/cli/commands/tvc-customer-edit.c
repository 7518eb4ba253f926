/* SPDX-License-Identifier: GPL-3.0-or-later */
/* customers CODE --set …, --opt-out and customers --undo: what a person writes about a customer. */
#include "commands/tvc-customer-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static int
parse_yes_no (const char *text)
{
  static const char *const words[][2] = { { "no", "yes" }, { "0", "1" }, { "false", "true" } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (int value = 0; value < 2; value++)
      if (g_ascii_strcasecmp (words[i][value], text) == 0)
        return value;
  return -1;
}

/* COLUMN=VALUE */
static gboolean
take_set (TvCustomerEdit *edit, const char *set, GError **error)
{
  const char *mark = strchr (set, '=');
  g_autofree char *column = mark != NULL ? g_strndup (set, (gsize) (mark - set)) : g_strdup ("");
  int field = tv_customer_field_from_code (column);
  int flag = tv_customer_flag_from_code (column);

  if (field < 0 && flag < 0)
    return refuse (error,
                   _ ("--set needs a column of customers and a value, such as "
                      "“email=jean@example.org”."));
  if (field >= 0)
    {
      g_free (edit->values[field]);
      edit->values[field] = g_strdup (mark + 1);
      return TRUE;
    }
  edit->flags[flag] = (gint8) parse_yes_no (mark + 1);
  return edit->flags[flag] >= 0
         || refuse (error, _ ("A column of customers that is yes or no needs “yes” or “no”."));
}

/**
 * tvc_customer_edit_parse:
 * @edit: (inout): an edit
 * @sets: (nullable) (array zero-terminated=1): each COLUMN=VALUE
 * @is_optout: whether the customer wants no mail
 * @is_optin: whether the customer wants mail again
 * @error: return location for an error
 *
 * Reads what is to be written.
 *
 * Returns: %FALSE on an error
 */
gboolean
tvc_customer_edit_parse (TvCustomerEdit *edit,
                         char **sets,
                         gboolean is_optout,
                         gboolean is_optin,
                         GError **error)
{
  for (char **set = sets; set != NULL && *set != NULL; set++)
    if (!take_set (edit, *set, error))
      return FALSE;
  if (is_optout && is_optin)
    return refuse (error, _ ("A customer cannot opt out and in at once."));
  if (is_optout || is_optin)
    edit->flags[TV_FLAG_OPTOUT] = is_optout;
  return TRUE;
}

static void
answer_number (TvcContext *context, gint64 seq)
{
  tvc_json_int (context, "number", seq);
  tvc_print (context, _ ("Done; “customers --undo %" PRId64 "” takes it back.\n"), seq);
}

/**
 * tvc_customer_edit_write:
 * @context: the command, its workspace open
 * @code: a customer's code
 * @edit: (inout): what to write
 * @error: return location for an error
 *
 * Writes it.
 *
 * Returns: what the program ends with
 */
int
tvc_customer_edit_write (TvcContext *context,
                         const char *code,
                         TvCustomerEdit *edit,
                         GError **error)
{
  gint64 seq;

  edit->customer = tv_engine_find_customer (context->engine, code, error);
  if (edit->customer == 0)
    return TVC_EXIT_FAILED;
  seq = tv_engine_edit_customer (context->engine, edit, context->progress, error);
  if (seq == 0)
    return TVC_EXIT_FAILED;
  answer_number (context, seq);
  return TVC_EXIT_DONE;
}

/**
 * tvc_customer_edit_undo:
 * @context: the command, its workspace open
 * @seq: the number of what was written
 * @error: return location for an error
 *
 * Takes it back.
 *
 * Returns: what the program ends with
 */
int
tvc_customer_edit_undo (TvcContext *context, gint64 seq, GError **error)
{
  gint64 undone = tv_engine_undo_edit (context->engine, seq, context->progress, error);

  if (undone == 0)
    return TVC_EXIT_FAILED;
  answer_number (context, undone);
  return TVC_EXIT_DONE;
}

static void
answer_edit (TvcContext *context, const TvCustomerEdit *edit)
{
  g_autofree char *columns = tv_customer_edit_dup_titles (edit, NULL);
  g_autofree char *day = tvc_customer_edit_dup_day (edit->time_usec);

  tvc_json_begin (context, NULL);
  tvc_json_int (context, "number", edit->seq);
  tvc_json_int (context, "time_usec", edit->time_usec);
  tvc_json_text (context, "by", edit->actor);
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    if (edit->values[i] != NULL)
      tvc_json_text (context, tv_customer_field_get_code ((TvCustomerField) i), edit->values[i]);
  for (int f = 0; f < TV_N_CUSTOMER_FLAGS; f++)
    if (edit->flags[f] >= 0)
      tvc_json_bool (context, tv_customer_flag_get_code ((TvCustomerFlag) f), edit->flags[f] != 0);
  tvc_json_end (context);
  /* Translators: a day, a person, names of columns, a number */
  tvc_print (context,
             _ ("  edited by hand on %s by %s: %s (number %" PRId64 ")\n"),
             day,
             edit->actor,
             columns,
             edit->seq);
}

/**
 * tvc_customer_edit_answer:
 * @context: the command, its workspace open
 * @customer: a customer
 * @error: return location for an error
 *
 * Says what of it was written by hand and holds.
 *
 * Returns: %FALSE on an error
 */
gboolean
tvc_customer_edit_answer (TvcContext *context, gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) edits = tv_engine_list_edits (context->engine, customer, error);

  if (edits == NULL)
    return FALSE;
  tvc_json_begin_list (context, "edits");
  for (guint i = 0; i < edits->len; i++)
    {
      const TvCustomerEdit *edit = g_ptr_array_index (edits, i);

      if (!edit->is_undone)
        answer_edit (context, edit);
    }
  tvc_json_end_list (context);
  return TRUE;
}

/**
 * tvc_customer_edit_dup_day:
 * @usec: microseconds since 1970, UTC
 *
 * Returns: (transfer full): the day in the local time zone
 */
char *
tvc_customer_edit_dup_day (gint64 usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%-d %b %Y") : g_strdup ("");
}
