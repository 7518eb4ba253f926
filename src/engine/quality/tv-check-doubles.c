/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who may be one person: what clean did not link by itself, for a person to look at.
 * Those whom a person keeps apart are left out. Reads customer and the ledger. */
#include <stdlib.h>

#include "base/tv-text.h"
#include "ledger/tv-link-events.h"
#include "quality/tv-check-private.h"

#define TEXTS (1 << 20)
#define CANCEL_ROWS 0xfff
#define LEAST_ALIKE 50 /* tenths of a bit for any two of a group; the likeliest two have more */

typedef struct
{
  GArray *persons;      /* of TvPerson, ascending by id */
  GByteArray *of_batch; /* by index of a person: whether the batch names it */
  GStringChunk *texts;
  GHashTable *apart; /* set of "smaller larger" numbers of masters */
  GArray **groups;   /* by index of a person: (nullable) of guint32, shared by all of a group */
} Doubles;

static void
doubles_clear (Doubles *doubles)
{
  for (guint i = 0; doubles->groups != NULL && i < doubles->persons->len; i++)
    g_clear_pointer (&doubles->groups[i], g_array_unref);
  g_free (doubles->groups);
  g_clear_pointer (&doubles->persons, g_array_unref);
  g_clear_pointer (&doubles->of_batch, g_byte_array_unref);
  g_clear_pointer (&doubles->texts, g_string_chunk_free);
  g_clear_pointer (&doubles->apart, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doubles, doubles_clear)

static const char *
keep_fold (GStringChunk *texts, const char *text)
{
  g_autofree char *folded = *text != '\0' ? tv_text_fold (text) : NULL;

  return folded != NULL && *folded != '\0' ? g_string_chunk_insert (texts, folded) : "";
}

static const TvPerson *
get_person (const Doubles *doubles, guint index)
{
  return &g_array_index (doubles->persons, TvPerson, index);
}

static void
read_person (Doubles *doubles, TvStatement *statement)
{
  TvPerson person = { .id = tv_statement_get_int64 (statement, 0) };

  for (int i = 0; i < TV_N_LIKENESS; i++)
    {
      const char *text = tv_statement_get_text (statement, 1 + i);
      gboolean is_normal = i == TV_LIKENESS_EMAIL || i == TV_LIKENESS_PHONE;

      person.text[i] = !is_normal      ? keep_fold (doubles->texts, text)
                       : *text != '\0' ? g_string_chunk_insert (doubles->texts, text)
                                       : "";
    }
  g_array_append_val (doubles->persons, person);
  g_byte_array_append (doubles->of_batch,
                       &(guint8){ tv_statement_get_int64 (statement, 7) != 0 },
                       1);
}

static gboolean
load_persons (TvJob *job, gint64 batch_id, Doubles *doubles, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_MASTERS, error);
  TvStep step = TV_STEP_ERROR;

  doubles->texts = g_string_chunk_new (TEXTS);
  doubles->persons = g_array_new (FALSE, FALSE, sizeof (TvPerson));
  doubles->of_batch = g_byte_array_new ();
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, batch_id);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if ((doubles->persons->len & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      read_person (doubles, statement);
    }
  doubles->groups = g_new0 (GArray *, doubles->persons->len + 1);
  return step == TV_STEP_DONE;
}

static char *
make_pair (gint64 a, gint64 b)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN (a, b), MAX (a, b));
}

/* The master that somebody has by now; whoever is gone has none. */
static gint64
get_master (TvJob *job, gint64 id)
{
  gint64 master = 0;

  return tv_connection_get_int64 (job->db, TV_SQL_QUALITY_GET_MASTER, &master, NULL, "i", id)
             ? master
             : 0;
}

static gboolean
load_apart (TvJob *job, Doubles *doubles, GError **error)
{
  g_autoptr (GPtrArray) links = tv_link_list (job, error);

  doubles->apart = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const TvCustomerLink *link = g_ptr_array_index (links, i);
      gint64 masters[TV_MAX_MERGED];

      if ((link->kind != TV_LINK_APART && link->kind != TV_LINK_LEAVE) || link->is_undone)
        continue;
      for (guint j = 0; j < link->customer_count; j++)
        {
          masters[j] = get_master (job, link->customers[j]);
          for (guint k = 0; k < (link->kind == TV_LINK_LEAVE ? MIN (j, 1) : j); k++)
            g_hash_table_add (doubles->apart, make_pair (masters[j], masters[k]));
        }
    }
  return links != NULL;
}

static gboolean
is_apart (const Doubles *doubles, guint32 a, guint32 b)
{
  g_autofree char *pair = g_hash_table_size (doubles->apart) > 0
                              ? make_pair (get_person (doubles, a)->id, get_person (doubles, b)->id)
                              : NULL;

  return pair != NULL && g_hash_table_contains (doubles->apart, pair);
}

/* Whether each of one group may be each of the other. */
static gboolean
may_join (const Doubles *doubles, const GArray *first, const GArray *second)
{
  guint8 parts[TV_N_LIKENESS];

  if (first->len + second->len > TV_MAX_MERGED)
    return FALSE;
  for (guint i = 0; i < first->len; i++)
    for (guint j = 0; j < second->len; j++)
      {
        guint32 a = g_array_index (first, guint32, i), b = g_array_index (second, guint32, j);

        if (is_apart (doubles, a, b)
            || tv_likeness_compare (get_person (doubles, a), get_person (doubles, b), parts)
                   < LEAST_ALIKE)
          return FALSE;
      }
  return TRUE;
}

static GArray *
get_group (Doubles *doubles, guint32 index)
{
  if (doubles->groups[index] == NULL)
    {
      doubles->groups[index] = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (doubles->groups[index], index);
    }
  return doubles->groups[index];
}

static void
join (Doubles *doubles, const TvPersonPair *pair)
{
  GArray *first = get_group (doubles, pair->first);
  g_autoptr (GArray) second = g_array_ref (get_group (doubles, pair->second));

  if (first == second || !may_join (doubles, first, second))
    return;
  g_array_append_vals (first, second->data, second->len);
  for (guint i = 0; i < second->len; i++)
    {
      guint32 index = g_array_index (second, guint32, i);

      g_array_unref (doubles->groups[index]);
      doubles->groups[index] = g_array_ref (first);
    }
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/* The group that the pair made, unless a likelier pair of it came before or no file of the batch
 * names any of it. */
static TvCustomerDouble *
take_group (Doubles *doubles, const TvPersonPair *pair)
{
  GArray *group = get_group (doubles, pair->first);
  TvCustomerDouble *made;
  gboolean is_wanted = FALSE;

  for (guint i = 0; i < group->len; i++)
    is_wanted |= doubles->of_batch->data[g_array_index (group, guint32, i)] != 0;
  if (!is_wanted || group->len < 2 || get_group (doubles, pair->second) != group)
    return NULL;
  made = g_new0 (TvCustomerDouble, 1);
  g_array_sort (group, compare_indices);
  made->customer_count = group->len;
  for (guint i = 0; i < group->len; i++)
    made->customers[i] = get_person (doubles, g_array_index (group, guint32, i))->id;
  made->score = tv_likeness_compare (get_person (doubles, pair->first),
                                     get_person (doubles, pair->second),
                                     made->parts);
  return made;
}

static GPtrArray *
find_groups (TvJob *job, gint64 batch_id, Doubles *doubles, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) pairs = NULL;

  if (!load_persons (job, batch_id, doubles, error) || !load_apart (job, doubles, error))
    return NULL;
  pairs = tv_likeness_find_pairs ((const TvPerson *) (gpointer) doubles->persons->data,
                                  doubles->persons->len,
                                  job->progress,
                                  error);
  if (pairs == NULL)
    return NULL;
  for (guint i = 0; i < pairs->len; i++)
    join (doubles, &g_array_index (pairs, TvPersonPair, i));
  for (guint i = 0; i < pairs->len; i++)
    {
      const TvPersonPair *pair = &g_array_index (pairs, TvPersonPair, i);
      GArray *group = get_group (doubles, pair->first);
      TvCustomerDouble *made
          = g_hash_table_contains (taken, group) ? NULL : take_group (doubles, pair);

      if (made == NULL)
        continue;
      g_hash_table_add (taken, group);
      g_ptr_array_add (groups, made);
    }
  return g_steal_pointer (&groups);
}

/**
 * tv_check_list_doubles:
 * @job: a job with a reader
 * @batch_id: a batch, whose customers one of each group has to be; 0 = all
 * @error: return location for an error or a cancel
 *
 * Finds the customers who may be one person.
 *
 * Returns: (transfer full) (nullable) (element-type TvCustomerDouble): the likeliest first
 */
GPtrArray *
tv_check_list_doubles (TvJob *job, gint64 batch_id, GError **error)
{
  g_auto (Doubles) doubles = { NULL };

  return find_groups (job, batch_id, &doubles, error);
}

/* What the customers are called is read again: there are few of them. */
static gboolean
count_double (TvCheckScan *scan, gint64 id, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_GET_CUSTOMER_NAMES, error);
  g_autofree char *name = NULL;
  TvCheckPlace place = { .table = "customer", .id = id };

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, id);
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  place.key = tv_statement_get_text (statement, 0);
  name = g_strconcat (tv_statement_get_text (statement, 1),
                      " ",
                      tv_statement_get_text (statement, 2),
                      NULL);
  tv_check_count (scan,
                  TV_CHECK_SAME_PERSON,
                  TRUE,
                  id <= scan->customer_ref_count ? scan->customer_cents[id] : 0,
                  &place,
                  "last_name",
                  g_strstrip (name));
  tv_statement_reset (statement);
  scan->report->headline.duplicate_count++;
  return TRUE;
}

/**
 * tv_check_scan_doubles:
 * @scan: (inout): the scan, after the sales
 * @error: return location for an error or a cancel
 *
 * Counts the customers who may be another one.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_doubles (TvCheckScan *scan, GError **error)
{
  g_auto (Doubles) doubles = { NULL };
  g_autoptr (GPtrArray) groups = find_groups (scan->job, scan->batch_id, &doubles, error);
  TvCheckFigure *figure = &scan->report->figures[TV_CHECK_SAME_PERSON];
  gint64 concerned = 0;

  if (groups == NULL)
    return FALSE;
  for (guint i = 0; i < doubles.of_batch->len; i++)
    concerned += doubles.of_batch->data[i];
  for (guint i = 0; i < groups->len; i++)
    {
      const TvCustomerDouble *group = g_ptr_array_index (groups, i);

      for (guint j = 1; j < group->customer_count; j++)
        if (!count_double (scan, group->customers[j], error))
          return FALSE;
    }
  figure->concerned_count = MAX (concerned, figure->bad_count);
  return TRUE;
}
