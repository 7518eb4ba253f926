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
  TvPerson person;
  const char *code, *name;
  gboolean is_of_batch;
} Master;

typedef struct
{
  GArray *masters;   /* of Master */
  TvPerson *persons; /* the same */
  GStringChunk *texts;
  GHashTable *apart; /* set of "smaller larger" numbers of masters */
  GArray **groups;   /* by index of a master: (nullable) of guint32, shared by all of a group */
} Doubles;

static void
doubles_clear (Doubles *doubles)
{
  for (guint i = 0; doubles->groups != NULL && i < doubles->masters->len; i++)
    g_clear_pointer (&doubles->groups[i], g_array_unref);
  g_free (doubles->groups);
  g_free (doubles->persons);
  g_clear_pointer (&doubles->masters, g_array_unref);
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

static void
read_master (Doubles *doubles, TvStatement *statement, Master *master)
{
  g_autofree char *name = g_strconcat (tv_statement_get_text (statement, 2),
                                       " ",
                                       tv_statement_get_text (statement, 3),
                                       NULL);

  master->person.id = tv_statement_get_int64 (statement, 0);
  master->code = g_string_chunk_insert (doubles->texts, tv_statement_get_text (statement, 1));
  master->name = g_string_chunk_insert (doubles->texts, g_strstrip (name));
  for (int i = 0; i < TV_N_LIKENESS; i++)
    {
      const char *text = tv_statement_get_text (statement, 2 + i);
      gboolean is_normal = i == TV_LIKENESS_EMAIL || i == TV_LIKENESS_PHONE;

      master->person.text[i] = !is_normal      ? keep_fold (doubles->texts, text)
                               : *text != '\0' ? g_string_chunk_insert (doubles->texts, text)
                                               : "";
    }
  master->is_of_batch = tv_statement_get_int64 (statement, 8) != 0;
}

static gboolean
load_masters (TvJob *job, gint64 batch_id, Doubles *doubles, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_QUALITY_LIST_MASTERS, error);
  TvStep step = TV_STEP_ERROR;

  doubles->texts = g_string_chunk_new (TEXTS);
  doubles->masters = g_array_new (FALSE, FALSE, sizeof (Master));
  if (statement != NULL)
    tv_statement_bind_int64 (statement, 1, batch_id);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Master master;

      if ((doubles->masters->len & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
      read_master (doubles, statement, &master);
      g_array_append_val (doubles->masters, master);
    }
  doubles->persons = g_new (TvPerson, doubles->masters->len + 1);
  for (guint i = 0; i < doubles->masters->len; i++)
    doubles->persons[i] = g_array_index (doubles->masters, Master, i).person;
  doubles->groups = g_new0 (GArray *, doubles->masters->len + 1);
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
                              ? make_pair (doubles->persons[a].id, doubles->persons[b].id)
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
            || tv_likeness_compare (&doubles->persons[a], &doubles->persons[b], parts)
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
    is_wanted
        |= g_array_index (doubles->masters, Master, g_array_index (group, guint32, i)).is_of_batch;
  if (!is_wanted || group->len < 2 || get_group (doubles, pair->second) != group)
    return NULL;
  made = g_new0 (TvCustomerDouble, 1);
  g_array_sort (group, compare_indices);
  made->customer_count = group->len;
  for (guint i = 0; i < group->len; i++)
    made->customers[i] = doubles->persons[g_array_index (group, guint32, i)].id;
  made->score = tv_likeness_compare (&doubles->persons[pair->first],
                                     &doubles->persons[pair->second],
                                     made->parts);
  return made;
}

static GPtrArray *
find_groups (TvJob *job, gint64 batch_id, Doubles *doubles, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) pairs = NULL;

  if (!load_masters (job, batch_id, doubles, error) || !load_apart (job, doubles, error))
    return NULL;
  pairs = tv_likeness_find_pairs (doubles->persons, doubles->masters->len, job->progress, error);
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

static int
compare_ids (const void *id, const void *person)
{
  gint64 wanted = *(const gint64 *) id, found = ((const TvPerson *) person)->id;

  return wanted < found ? -1 : wanted > found;
}

static void
count_group (TvCheckScan *scan, const Doubles *doubles, const TvCustomerDouble *group)
{
  for (guint i = 1; i < group->customer_count; i++)
    {
      gint64 id = group->customers[i];
      const TvPerson *person
          = bsearch (&id, doubles->persons, doubles->masters->len, sizeof *person, compare_ids);
      const Master *master = &g_array_index (doubles->masters, Master, person - doubles->persons);
      TvCheckPlace place = { "customer", id, 0, 0, master->code };

      tv_check_count (scan,
                      TV_CHECK_SAME_PERSON,
                      TRUE,
                      id <= scan->customer_ref_count ? scan->customer_cents[id] : 0,
                      &place,
                      "last_name",
                      master->name);
      scan->report->headline.duplicate_count++;
    }
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
  for (guint i = 0; i < doubles.masters->len; i++)
    concerned += g_array_index (doubles.masters, Master, i).is_of_batch;
  for (guint i = 0; i < groups->len; i++)
    count_group (scan, &doubles, g_ptr_array_index (groups, i));
  figure->concerned_count = MAX (concerned, figure->bad_count);
  return TRUE;
}
