/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of the customer pane, each made from the detail that was read. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

GtkWidget *tva_customer_section_figures (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_rfm (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_outlook (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_orders (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_families (const TvCustomerDetail *detail);
GtkWidget *tva_customer_section_contact (const TvCustomerDetail *detail);
GtkWidget *tva_customer_section_items (const TvCustomerDetail *detail);

/* What the files of the sections share. */
GtkWidget *tva_customer_new_group (const char *title);
GtkWidget *tva_customer_make_value (const char *value);
void
tva_customer_add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *suffix);

G_END_DECLS
