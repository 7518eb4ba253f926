/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duplicates: customers who may be one person: list them, merge them, keep them apart, take that
 * back. */
#include "tvc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  char **takes; /* FIELD=CODE */
  gint limit;
} Options;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, message);
  return FALSE;
}

static void
answer_side (TvcContext *context, const TvCustomerSide *side)
{
  g_autofree char *lines = tv_count_to_display (side->line_count);

  tvc_json_begin (context, NULL);
  tvc_json_text (context, "customer", side->customer_code);
  for (int i = 0; i < TV_N_CUSTOMER_FIELDS; i++)
    tvc_json_text (context, tv_customer_field_get_code ((TvCustomerField) i), side->values[i]);
  tvc_json_bool (context, "opted_out", side->is_optout);
  tvc_json_int (context, "orders", side->order_count);
  tvc_json_int (context, "lines", side->line_count);
  tvc_json_cents (context, "spent", side->spent_cents);
  tvc_json_int (context, "contacts", side->contact_count);
  tvc_json_int (context, "recommendations", side->item_count);
  tvc_json_end (context);
  /* Translators: a customer's code, name, e-mail, phone, address; a count of sales lines */
  tvc_print (context,
             _ ("  %s: %s %s, %s, %s, %s %s %s; lines: %s\n"),
             side->customer_code,
             side->values[TV_CUSTOMER_LAST_NAME],
             side->values[TV_CUSTOMER_FIRST_NAME],
             *side->values[TV_CUSTOMER_EMAIL] != '\0' ? side->values[TV_CUSTOMER_EMAIL] : "–",
             *side->values[TV_CUSTOMER_PHONE] != '\0' ? side->values[TV_CUSTOMER_PHONE] : "–",
             side->values[TV_CUSTOMER_ADDRESS],
             side->values[TV_CUSTOMER_POSTAL_CODE],
             side->values[TV_CUSTOMER_CITY],
             lines);
}

static gboolean
answer_group (TvcContext *context, const TvCustomerDouble *group, GError **error)
{
  g_autofree char *words = tv_customer_double_to_sentence (group);
  g_autoptr (GPtrArray) sides
      = tv_engine_get_sides (context->engine, group->customers, group->customer_count, error);

  if (sides == NULL)
    return FALSE;
  tvc_json_begin (context, NULL);
  tvc_json_double (context, "bits", group->score / 10.0);
  tvc_json_begin_list (context, "customers");
  tvc_print (context,
             "%s. %s\n",
             tv_double_grade_get_title (tv_customer_double_get_grade (group)),
             words);
  for (guint i = 0; i < sides->len; i++)
    answer_side (context, g_ptr_array_index (sides, i));
  tvc_json_end_list (context);
  tvc_json_end (context);
  return TRUE;
}

static gboolean
list (TvcContext *context, gint limit, GError **error)
{
  g_autoptr (GPtrArray) groups
      = tv_engine_list_doubles (context->engine, 0, context->progress, error);

  if (groups == NULL)
    return FALSE;
  tvc_json_int (context, "count", groups->len);
  tvc_json_begin_list (context, "groups");
  for (guint i = 0; i < groups->len && i < (guint) limit; i++)
    if (!answer_group (context, g_ptr_array_index (groups, i), error))
      return FALSE;
  tvc_json_end_list (context);
  if (groups->len == 0)
    tvc_print (context, "%s\n", _ ("Nobody looks like somebody else."));
  return TRUE;
}

/* The customers that the codes name, as their masters. */
static gboolean
find_customers (TvcContext *context, char **codes, TvCustomerLink *link, GError **error)
{
  guint count = g_strv_length (codes);

  if (count < 2 || count > TV_MAX_MERGED)
    return refuse (error, _ ("duplicates needs the codes of two to sixteen customers."));
  for (guint i = 0; i < count; i++)
    {
      link->customers[i] = tv_engine_find_customer (context->engine, codes[i], error);
      if (link->customers[i] == 0)
        return FALSE;
    }
  link->customer_count = count;
  return TRUE;
}

/* --take FIELD=CODE */
static gboolean
read_takes (TvcContext *context, char **takes, TvCustomerLink *link, GError **error)
{
  for (char **take = takes; take != NULL && *take != NULL; take++)
    {
      g_auto (GStrv) parts = g_strsplit (*take, "=", 2);
      int field = tv_customer_field_from_code (parts[0]);

      if (field < 0 || parts[1] == NULL)
        return refuse (error, _ ("--take needs a column and a customer, such as “email=C2”."));
      link->choices[field] = tv_engine_find_customer (context->engine, parts[1], error);
      if (link->choices[field] == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
join (TvcContext *context, char **words, const Options *options, gint64 *out_seq, GError **error)
{
  TvCustomerLink link = { 0 };

  if (!find_customers (context, words + 1, &link, error)
      || !read_takes (context, options->takes, &link, error))
    return FALSE;
  *out_seq = g_str_equal (words[0], "merge")
                 ? tv_engine_merge_customers (context->engine, &link, context->progress, error)
                 : tv_engine_keep_apart (context->engine,
                                         link.customers,
                                         link.customer_count,
                                         context->progress,
                                         error);
  return *out_seq != 0;
}

static gboolean
take_back (TvcContext *context, char **words, gint64 *out_seq, GError **error)
{
  if (words[1] == NULL || words[2] != NULL)
    return refuse (error, _ ("duplicates undo needs a number, duplicates separate a code."));
  *out_seq = g_str_equal (words[0], "separate")
                 ? tv_engine_separate (context->engine, words[1], context->progress, error)
                 : tv_engine_undo_link (context->engine,
                                        g_ascii_strtoll (words[1], NULL, 10),
                                        context->progress,
                                        error);
  return *out_seq != 0;
}

/* duplicates [list]; duplicates merge|apart CODE CODE…; duplicates separate CODE; duplicates undo
 * N.
 */
int
tvc_duplicates (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (GStrv) takes = NULL;
  Options options = { .limit = 20 };
  const GOptionEntry entries[] = {
    { "take", 0, 0, G_OPTION_ARG_STRING_ARRAY, &takes, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { NULL },
  };
  gboolean is_change, is_undo;
  g_autoptr (GError) local = NULL;
  char **words;
  gint64 seq = 0;

  if (!tvc_parse ("duplicates", arguments, entries, error))
    return TVC_EXIT_USAGE;
  words = *arguments;
  options.takes = takes;
  is_change
      = words[0] != NULL && (strcmp (words[0], "merge") == 0 || strcmp (words[0], "apart") == 0);
  is_undo
      = words[0] != NULL && (strcmp (words[0], "undo") == 0 || strcmp (words[0], "separate") == 0);
  if (!is_change && !is_undo && words[0] != NULL && strcmp (words[0], "list") != 0)
    {
      refuse (error, _ ("duplicates knows list, merge, apart, separate and undo."));
      return TVC_EXIT_USAGE;
    }
  if (!tvc_context_open (context, TV_OPEN_DEFAULT, error))
    return TVC_EXIT_FAILED;
  if (!is_change && !is_undo)
    return list (context, options.limit, error) ? TVC_EXIT_DONE : TVC_EXIT_FAILED;
  if (!(is_change ? join (context, words, &options, &seq, &local)
                  : take_back (context, words, &seq, &local)))
    {
      int code = g_error_matches (local, G_OPTION_ERROR, G_OPTION_ERROR_FAILED) ? TVC_EXIT_USAGE
                                                                                : TVC_EXIT_FAILED;

      g_propagate_error (error, g_steal_pointer (&local));
      return code;
    }
  tvc_json_int (context, "number", seq);
  tvc_print (context, _ ("Done; “duplicates undo %" PRId64 "” takes it back.\n"), seq);
  return TVC_EXIT_DONE;
}
