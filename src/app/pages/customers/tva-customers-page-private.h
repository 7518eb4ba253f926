/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the Customers page share. Only for them. */
#pragma once

#include "models/tva-paged-list.h"
#include "pages/customers/tva-customer-overview.h"
#include "pages/customers/tva-customer-pane.h"
#include "pages/customers/tva-customer-query.h"
#include "pages/customers/tva-customers-page.h"
#include "widgets/tva-table.h"

G_BEGIN_DECLS

struct _TvaCustomersPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwLeaflet *leaflet;
  GtkWidget *browser; /* all but the pane */
  GtkEditable *search;
  GtkDropDown *segment;
  GtkMenuButton *sort_button;
  GtkToggleButton *overview_toggle;
  GtkButton *scores; /* the scores that the table is filtered by */
  GtkButton *move;   /* the change of segment that the table is filtered by */
  GtkButton *origin; /* the import or the check that the table is filtered by */
  TvaCustomerOverview *overview;
  GtkLabel *count;
  GtkStack *results;
  AdwBin *table_bin;
  AdwStatusPage *nothing;
  GtkWidget *separator;
  TvaCustomerPane *pane;
  TvaTable *table;

  TvEngine *engine;
  TvaCustomerQuery *query;
  TvaPagedList *list;
  GtkSingleSelection *selection;
  gint64 clicked_usec; /* on a row, while the pane seemed to fit */
  gint64 wanted_id;    /* to be chosen when the answer comes, 0 = none */
  gint64 late_id;      /* to be chosen when the table knows of the row, 0 = none */
  gboolean is_sought;  /* the chosen one was asked for: the pane opens over the table too */
  gboolean is_roomy;   /* overview and table stand together */
  gboolean is_stale;
  gboolean is_quiet; /* the program changes filters or selection itself */
};

void tva_customers_page_ask (TvaCustomersPage *self);
void tva_customers_page_clear_filters (TvaCustomersPage *self);
void tva_customers_page_seek (TvaCustomersPage *self, const char *code);
gint64 tva_customers_page_get_wanted (TvaCustomersPage *self);
void tva_customers_page_choose (TvaCustomersPage *self, gint64 id);
void tva_customers_page_choose_late (TvaCustomersPage *self);
void tva_customers_page_enter_table (TvaCustomersPage *self);
void tva_customers_page_set_scores (TvaCustomersPage *self, int recency, int frequency);
void tva_customers_page_set_origin (TvaCustomersPage *self,
                                    gint64 batch_id,
                                    int check,
                                    const char *name);
void tva_customers_page_set_move (TvaCustomersPage *self,
                                  int from,
                                  int to,
                                  gint32 from_day,
                                  gint32 to_day);
gboolean tva_customers_page_parse_origin (TvaCustomersPage *self, const char *target);
void tva_customers_page_class_init_overview (GtkWidgetClass *widget_class);
void tva_customers_page_init_overview (TvaCustomersPage *self);

G_END_DECLS
