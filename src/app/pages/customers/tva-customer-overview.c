/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads counts, then the movement, each on a worker and only while somebody sees it; a newer
 * question overtakes an older one. */
#include "pages/customers/tva-customer-overview.h"

#include <glib/gi18n.h>

#include "pages/customers/tva-rfm-bins.h"
#include "pages/customers/tva-rfm-map.h"
#include "pages/customers/tva-segment-card.h"
#include "tva-window.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-in-steps.h"

#define CARD_WIDTH 290
#define LARGEST_HEIGHT 330 /* beside a table */
#define USUAL_DAYS 90
#define MANY_LINES 5000000 /* from which on a comparison is only made when it is asked for */

typedef struct
{
  TvRfmGrid grid;
  TvRfmBounds bounds;
  gint64 counts[TV_N_SEGMENTS];
} Counts;

struct _TvaCustomerOverview
{
  AdwBin parent_instance;

  GtkWidget *flow;
  TvaRfmMap *map;
  TvaSegmentCard *segments;
  TvEngine *engine;
  TvProgress *progress; /* of the movement that is being read */
  guint days;
  gboolean is_alone;
  gboolean is_stale;
  gboolean has_days;     /* chosen, or the usual ones for this workspace */
  Counts *late;          /* what was counted, while not all of it is shown */
  gboolean is_map_shown; /* of these */
};

enum
{
  SIGNAL_SCORES_PICKED,
  SIGNAL_SEGMENT_PICKED,
  SIGNAL_MOVE_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaCustomerOverview, tva_customer_overview, ADW_TYPE_BIN)

typedef struct
{
  TvaCustomerOverview *self;
  TvProgress *progress;
} Pending;

typedef struct
{
  gint32 from, to;
} Days;

static void
show_error (TvaCustomerOverview *self, const char *what, const GError *error)
{
  if (tva_window_of (self) != NULL)
    tva_window_show_page_error (tva_window_of (self), what, error);
}

static gpointer
count_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autofree Counts *counts = g_new0 (Counts, 1);

  if (!tv_engine_count_rfm (engine, &counts->grid, &counts->bounds, error)
      || !tv_engine_count_segments (engine, counts->counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

/* The map and the segments are some sixty labels; a frame that lays out rows of the table as well
 * has no time for both. */
static gboolean
show_counts (GtkWidget *widget)
{
  TvaCustomerOverview *self = TVA_CUSTOMER_OVERVIEW (widget);
  TvaWindow *window = tva_window_of (self);

  if (self->late == NULL)
    return FALSE;
  if (!self->is_map_shown)
    {
      self->is_map_shown = TRUE;
      tva_rfm_map_show (self->map,
                        &self->late->grid,
                        &self->late->bounds,
                        window != NULL ? tva_window_get_summary (window)->currency : NULL);
      return TRUE;
    }
  tva_segment_card_show (self->segments, self->late->counts);
  g_clear_pointer (&self->late, g_free);
  return FALSE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaCustomerOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Counts *counts = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (self->engine != TV_ENGINE (source))
    return;
  if (counts == NULL)
    {
      show_error (self, _ ("Could not count the customers"), error);
      return;
    }
  g_free (self->late);
  self->late = g_steal_pointer (&counts);
  self->is_map_shown = FALSE;
  tva_in_steps (GTK_WIDGET (self), show_counts);
}

static gpointer
compare_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const Days *days = input;
  g_autofree TvMovement *movement = g_new0 (TvMovement, 1);

  if (!tv_engine_get_movement (engine, days->from, days->to, movement, progress, error))
    return NULL;
  return g_steal_pointer (&movement);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Pending *pending = user_data;
  g_autoptr (TvaCustomerOverview) self = pending->self;
  g_autoptr (TvProgress) progress = pending->progress;
  g_autoptr (GError) error = NULL;
  g_autofree TvMovement *movement = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (self->progress != progress)
    return;
  g_clear_pointer (&self->progress, tv_progress_unref);
  /* The movement is told against the counts. */
  while (show_counts (GTK_WIDGET (self)))
    ;
  if (movement != NULL)
    tva_segment_card_show_movement (self->segments, movement);
  else
    show_error (self, _ ("Could not compare the segments"), error);
}

static void
cancel (TvaCustomerOverview *self)
{
  if (self->progress != NULL)
    g_cancellable_cancel (tv_progress_get_cancellable (self->progress));
  g_clear_pointer (&self->progress, tv_progress_unref);
}

/* Against the days before; the present ones are those of the profiles. */
static void
compare (TvaCustomerOverview *self)
{
  TvaWindow *window = tva_window_of (self);
  gint32 day = window != NULL ? tva_window_get_summary (window)->profile_as_of_day : TV_DAY_NONE;
  Pending *pending;
  Days *days;

  cancel (self);
  tva_segment_card_show_movement (self->segments, NULL);
  if (self->engine == NULL || self->days == 0 || day == TV_DAY_NONE)
    return;
  self->progress = tv_progress_new (NULL);
  pending = g_new0 (Pending, 1);
  pending->self = g_object_ref (self);
  pending->progress = tv_progress_ref (self->progress);
  days = g_new0 (Days, 1);
  days->from = day - (gint32) self->days;
  days->to = day;
  tv_engine_call_async (self->engine,
                        compare_in_worker,
                        days,
                        g_free,
                        g_free,
                        self->progress,
                        compared_cb,
                        pending);
}

static void
choose_days (TvaCustomerOverview *self)
{
  TvaWindow *window = tva_window_of (self);

  if (self->has_days || window == NULL)
    return;
  self->has_days = TRUE;
  self->days = tva_window_get_summary (window)->line_count > MANY_LINES ? 0 : USUAL_DAYS;
  tva_segment_card_set_days (self->segments, self->days);
}

static void
read_again (TvaCustomerOverview *self)
{
  self->is_stale = FALSE;
  if (self->engine == NULL)
    return;
  choose_days (self);
  tv_engine_call_async (self->engine,
                        count_in_worker,
                        NULL,
                        NULL,
                        g_free,
                        NULL,
                        counted_cb,
                        g_object_ref (self));
  compare (self);
}

static void
scores_picked_cb (TvaRfmMap *map, int recency, int frequency, TvaCustomerOverview *self)
{
  g_signal_emit (self, signals[SIGNAL_SCORES_PICKED], 0, recency, frequency);
}

static void
segment_picked_cb (TvaSegmentCard *card, int segment, TvaCustomerOverview *self)
{
  g_signal_emit (self, signals[SIGNAL_SEGMENT_PICKED], 0, segment);
}

static void
move_picked_cb (TvaSegmentCard *card,
                int from,
                int to,
                int from_day,
                int to_day,
                TvaCustomerOverview *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVE_PICKED], 0, from, to, from_day, to_day);
}

static void
days_picked_cb (TvaSegmentCard *card, guint days, TvaCustomerOverview *self)
{
  self->days = days;
  self->has_days = TRUE;
  compare (self);
}

static void
bins_picked_cb (TvaRfmMap *map, int bins, TvaCustomerOverview *self)
{
  if (self->engine != NULL)
    tva_rfm_bins_choose (self, self->engine, (TvRfmBins) bins);
}

static GtkSizeRequestMode
tva_customer_overview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As high as the cards are at this width, which a scrolled window does not ask for. */
static void
tva_customer_overview_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  TvaCustomerOverview *self = TVA_CUSTOMER_OVERVIEW (widget);

  /* A widget that is not measured hears of no change below it. */
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      NULL,
                      NULL);
  gtk_widget_measure (self->flow, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = self->is_alone ? *natural : MIN (*natural, LARGEST_HEIGHT);
      *minimum = self->is_alone ? 0 : *natural;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
tva_customer_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
tva_customer_overview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tva_customer_overview_parent_class)->map (widget);
  if (TVA_CUSTOMER_OVERVIEW (widget)->is_stale)
    read_again (TVA_CUSTOMER_OVERVIEW (widget));
}

static void
tva_customer_overview_dispose (GObject *object)
{
  TvaCustomerOverview *self = TVA_CUSTOMER_OVERVIEW (object);

  cancel (self);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->late, g_free);
  G_OBJECT_CLASS (tva_customer_overview_parent_class)->dispose (object);
}

static void
tva_customer_overview_class_init (TvaCustomerOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_customer_overview_dispose;
  GTK_WIDGET_CLASS (klass)->map = tva_customer_overview_map;
  GTK_WIDGET_CLASS (klass)->get_request_mode = tva_customer_overview_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = tva_customer_overview_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = tva_customer_overview_size_allocate;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_SCORES_PICKED] = g_signal_new ("scores-picked",
                                                TVA_TYPE_CUSTOMER_OVERVIEW,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                2,
                                                G_TYPE_INT,
                                                G_TYPE_INT);
  signals[SIGNAL_SEGMENT_PICKED] = g_signal_new ("segment-picked",
                                                 TVA_TYPE_CUSTOMER_OVERVIEW,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 G_TYPE_INT);
  signals[SIGNAL_MOVE_PICKED] = g_signal_new ("move-picked",
                                              TVA_TYPE_CUSTOMER_OVERVIEW,
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              4,
                                              G_TYPE_INT,
                                              G_TYPE_INT,
                                              G_TYPE_INT,
                                              G_TYPE_INT);
}

static void
tva_customer_overview_init (TvaCustomerOverview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->flow = tva_flow_new (CARD_WIDTH, 12);
  gtk_widget_set_margin_start (self->flow, 12);
  gtk_widget_set_margin_end (self->flow, 12);
  gtk_widget_set_margin_top (self->flow, 3);
  gtk_widget_set_margin_bottom (self->flow, 9);
  self->is_stale = TRUE;
  self->map = TVA_RFM_MAP (tva_rfm_map_new ());
  self->segments = TVA_SEGMENT_CARD (tva_segment_card_new ());
  g_signal_connect (self->map, "picked", G_CALLBACK (scores_picked_cb), self);
  g_signal_connect (self->map, "bins-picked", G_CALLBACK (bins_picked_cb), self);
  g_signal_connect (self->segments, "picked", G_CALLBACK (segment_picked_cb), self);
  g_signal_connect (self->segments, "move-picked", G_CALLBACK (move_picked_cb), self);
  g_signal_connect (self->segments, "days-picked", G_CALLBACK (days_picked_cb), self);
  tva_flow_append (TVA_FLOW (self->flow), GTK_WIDGET (self->map));
  tva_flow_append (TVA_FLOW (self->flow), GTK_WIDGET (self->segments));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->flow);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * tva_customer_overview_new:
 *
 * Returns: (transfer floating): an overview of nothing yet
 */
GtkWidget *
tva_customer_overview_new (void)
{
  return g_object_new (TVA_TYPE_CUSTOMER_OVERVIEW, NULL);
}

/**
 * tva_customer_overview_set_engine:
 * @overview: the overview
 * @engine: (nullable): the workspace
 *
 * Shows this workspace from now on.
 */
void
tva_customer_overview_set_engine (TvaCustomerOverview *overview, TvEngine *engine)
{
  cancel (overview);
  g_set_object (&overview->engine, engine);
  overview->has_days = FALSE;
  tva_customer_overview_refresh (overview);
}

/**
 * tva_customer_overview_refresh:
 * @overview: the overview
 *
 * Reads everything again, at once or when it is shown next.
 */
void
tva_customer_overview_refresh (TvaCustomerOverview *overview)
{
  overview->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (overview)))
    read_again (overview);
}

/**
 * tva_customer_overview_set_is_alone:
 * @overview: the overview
 * @is_alone: it takes the place of the table
 *
 * Sets how much room it asks for.
 */
void
tva_customer_overview_set_is_alone (TvaCustomerOverview *overview, gboolean is_alone)
{
  overview->is_alone = is_alone;
  gtk_widget_set_vexpand (GTK_WIDGET (overview), is_alone);
  gtk_widget_queue_resize (GTK_WIDGET (overview));
}

/**
 * tva_customer_overview_set_scores:
 * @overview: the overview
 * @recency: 1-5, 0 = any
 * @frequency: 1-5, 0 = any
 *
 * Marks what the table is filtered by.
 */
void
tva_customer_overview_set_scores (TvaCustomerOverview *overview, int recency, int frequency)
{
  tva_rfm_map_set_chosen (overview->map, recency, frequency);
}

/**
 * tva_customer_overview_set_segment:
 * @overview: the overview
 * @segment: a TvSegment, -1 = any
 *
 * Marks what the table is filtered by.
 */
void
tva_customer_overview_set_segment (TvaCustomerOverview *overview, int segment)
{
  tva_segment_card_set_chosen (overview->segments, segment);
}
