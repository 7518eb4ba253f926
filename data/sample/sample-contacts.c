/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes contacts.csv: a campaign every eight weeks or so to some of the customers that it can
 * reach, what they did with it, and now and then a call to the trade. Who opts out or bounces is
 * not written to by that way again. */
#include "sample.h"

#include <string.h>

typedef enum
{
  EVENT_SENT,
  EVENT_OPENED,
  EVENT_CLICKED,
  EVENT_BOUNCED,
  EVENT_OPTOUT
} EventStatus;

typedef struct
{
  int day;
  guint sequence;
  guint person;
  const char *channel;
  EventStatus status;
  guint campaign;
} Event;

/* Days before the end of the sample. The last one is recent enough to silence those it reached. */
static const int campaign_days_ago[] = { 1068, 1030, 982, 921, 867, 808, 748, 701, 672, 610, 553,
                                         499,  441,  388, 336, 308, 251, 197, 138, 75,  17 };

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static void
add_event (GArray *events, const Event *like, EventStatus status, int delay_days)
{
  Event event = *like;

  event.status = status;
  event.day += delay_days;
  event.sequence = events->len;
  g_array_append_val (events, event);
}

static const char *
choose_channel (const SamplePerson *person, SeededRandom *random)
{
  if (person->habit == SAMPLE_TRADE && *person->phone != '\0' && seeded_random_chance (random, 300))
    return "PHONE";
  if (*person->email != '\0')
    return "EMAIL";
  if (g_str_has_prefix (person->phone, "06"))
    return "SMS";
  return seeded_random_chance (random, 500) ? "MAIL" : NULL;
}

static void
reach (GArray *events,
       SeededRandom *random,
       const Event *sent,
       const SamplePerson *person,
       gboolean *is_lost)
{
  gboolean is_email = g_str_equal (sent->channel, "EMAIL");

  add_event (events, sent, EVENT_SENT, 0);
  if (is_email && sent->day >= person->bounce_day)
    {
      add_event (events, sent, EVENT_BOUNCED, 0);
      *is_lost = TRUE;
    }
  else if (sent->day >= person->optout_day)
    {
      add_event (events, sent, EVENT_OPTOUT, seeded_random_between (random, 0, 2));
      *is_lost = TRUE;
    }
  else if (is_email && seeded_random_chance (random, 340))
    {
      int delay = seeded_random_between (random, 0, 4);

      add_event (events, sent, EVENT_OPENED, delay);
      if (seeded_random_chance (random, 220))
        add_event (events, sent, EVENT_CLICKED, delay);
    }
}

static GArray *
list_events (const Sample *self, SeededRandom *random)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_autofree gboolean *is_lost = g_new0 (gboolean, self->people->len);

  for (guint c = 0; c < G_N_ELEMENTS (campaign_days_ago); c++)
    for (guint i = 0; i < self->people->len; i++)
      {
        const SamplePerson *person = sample_person (self, i);
        Event sent = { .day = self->last_day - campaign_days_ago[c], .person = i, .campaign = c };

        if (person->joined_day > sent.day || is_lost[i] || !seeded_random_chance (random, 185))
          continue;
        sent.channel = choose_channel (person, random);
        if (sent.channel != NULL)
          reach (events, random, &sent, person, &is_lost[i]);
      }
  g_array_sort (events, compare_events);
  return events;
}

/**
 * sample_write_contacts:
 * @self: a sample with people
 * @out: an open file
 *
 * Writes contacts.csv in the order of the days, and two rows that cannot be used.
 */
void
sample_write_contacts (const Sample *self, CsvOut *out)
{
  static const char *const statuses[] = { "SENT", "OPENED", "CLICKED", "BOUNCED", "OPTOUT" };
  g_autoptr (GArray) events = NULL;
  SeededRandom random;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_CONTACTS);
  events = list_events (self, &random);
  csv_out_raw (out, "customer_code,contact_date,channel,status,campaign_id");
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      int year, month, day;
      g_autofree char *campaign = NULL;

      csv_date_from_day (self->last_day - campaign_days_ago[event->campaign], &year, &month, &day);
      campaign = g_strdup_printf ("NL-%d-%02d", year, month);
      csv_out_text (out, sample_person (self, event->person)->code);
      csv_out_day (out, event->day);
      csv_out_text (out, event->channel);
      csv_out_text (out, statuses[event->status]);
      csv_out_text (out, campaign);
      csv_out_end_row (out);
      if (i == events->len / 3)
        csv_out_raw (out, "CL10012,2025-06-31,EMAIL,SENT,NL-2025-06");
      if (i == events->len / 2)
        csv_out_raw (out, "CL10057,2025-07-01,PIGEON,SENT,NL-2025-06");
    }
}
