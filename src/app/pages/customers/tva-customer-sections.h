/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of the customer pane, each made from the detail that was read. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

GtkWidget *tva_customer_section_figures (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_rfm (const TvCustomerDetail *detail);
GtkWidget *tva_customer_section_orders (const TvCustomerDetail *detail, const char *currency);
GtkWidget *tva_customer_section_families (const TvCustomerDetail *detail);
GtkWidget *tva_customer_section_contact (const TvCustomerDetail *detail);
GtkWidget *tva_customer_section_items (const TvCustomerDetail *detail);

G_END_DECLS
