/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the Review page share: its members, and what each part does for the others. */
#pragma once

#include "models/tva-paged-list.h"
#include "pages/review/tva-reason-bar.h"
#include "pages/review/tva-review-card.h"
#include "pages/review/tva-review-filter.h"
#include "pages/review/tva-review-page.h"
#include "pages/review/tva-review-queue.h"

G_BEGIN_DECLS

struct _TvaReviewPage
{
  AdwBin parent_instance;

  GtkWidget *no_run;
  GtkWidget *content;
  AdwLeaflet *leaflet;
  GtkWidget *side;
  GtkWidget *detail;
  TvaReviewFilter *filter;
  GtkListView *list_view;
  GtkWidget *scroller;
  GtkLabel *count;
  GtkLabel *strip;
  AdwStatusPage *no_match;
  GtkWidget *clear;
  GtkWidget *export; /* where all is reviewed */
  GtkScrolledWindow *card_scroller;
  TvaReviewCard *card;
  TvaReasonBar *reason;
  GtkWidget *actions;
  GtkWidget *back;
  GtkWidget *approve_all;
  GtkWidget *approve;
  GtkWidget *reject;
  GtkWidget *flag;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *previous;
  GtkWidget *next;

  GtkSingleSelection *selection;
  TvaPagedList *list;
  TvaReviewQueue *queue;
  TvEngine *engine;
  TvProgress *loading;  /* of the load under way */
  gboolean is_stale;    /* what is shown is not what the filter asks for */
  guint generation;     /* goes up with each list that is loaded */
  gint64 wanted_run_id; /* 0 = the latest */
  gint64 run_id;        /* shown, 0 = none */
  gint64 focus_id;      /* item to select after the load, 0 = the first */
  gint64 counts[TV_N_STATUSES];
  gint64 held_count;
  char currency[4];
  TvaItem *shown;       /* what the card shows */
  gulong shown_id;      /* its handler */
  gint64 session_usec;  /* monotonic time of the session's first decision, 0 = none yet */
  AdwToast *bulk_toast; /* offers the undo of a bulk decision, NULL = gone */
};

/* tva-review-page-load.c */
void tva_review_page_load (TvaReviewPage *self, gint64 focus_id);
void tva_review_page_select (TvaReviewPage *self, guint position);
void tva_review_page_show_counts (TvaReviewPage *self);
void tva_review_page_show_state (TvaReviewPage *self);

/* tva-review-page-decide.c */
void tva_review_page_connect_queue (TvaReviewPage *self);
void tva_review_page_decide (TvaReviewPage *self, TvStatus status, const char *reason);
void tva_review_page_ask (TvaReviewPage *self, TvStatus status);
void tva_review_page_undo (TvaReviewPage *self);
void tva_review_page_redo (TvaReviewPage *self);

/* tva-review-page-bulk.c */
void tva_review_page_approve_all (TvaReviewPage *self);
void tva_review_page_dismiss_bulk_toast (TvaReviewPage *self);

/* tva-review-page-keys.c */
void tva_review_page_add_keys (TvaReviewPage *self);

G_END_DECLS
