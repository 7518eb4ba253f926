/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row for each check that found something: how much, what share of the sales it touches, what
 * to do, and the ways there: the rows, a file of them, the page where it is mended. */
#include "pages/data/tva-data-causes.h"

#include <glib/gi18n.h>

#include "pages/data/tva-data-imports.h"
#include "pages/data/tva-data-rows-dialog.h"
#include "pages/data/tva-merge-dialog.h"
#include "tva-window.h"

/* What the buttons of all rows share. */
typedef struct
{
  grefcount references;
  TvEngine *engine;
  gint64 batch_id;
} Causes;

static Causes *
causes_new (TvEngine *engine, gint64 batch_id)
{
  Causes *causes = g_new0 (Causes, 1);

  g_ref_count_init (&causes->references);
  causes->engine = g_object_ref (engine);
  causes->batch_id = batch_id;
  return causes;
}

static Causes *
causes_ref (Causes *causes)
{
  g_ref_count_inc (&causes->references);
  return causes;
}

static void
causes_free (Causes *causes)
{
  if (!g_ref_count_dec (&causes->references))
    return;
  g_object_unref (causes->engine);
  g_free (causes);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Causes, causes_free)

static void
causes_unref (gpointer data, GClosure *closure)
{
  causes_free (data);
}

static const char *
get_icon (TvSeverity severity)
{
  static const char *const icons[TV_N_SEVERITIES]
      = { "dialog-error-symbolic", "dialog-warning-symbolic", "dialog-information-symbolic" };

  return icons[severity];
}

static TvCheck
get_check (GtkWidget *button)
{
  return (TvCheck) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tva-check"));
}

static void
rows_clicked_cb (Causes *self, GtkWidget *button)
{
  tva_data_rows_dialog_show (tva_window_of (button),
                             self->engine,
                             self->batch_id,
                             get_check (button),
                             NULL);
}

static void
save_clicked_cb (Causes *self, GtkWidget *button)
{
  tva_data_rows_save (tva_window_of (button), self->engine, self->batch_id, get_check (button));
}

/* Where what a check found is mended, and what the button to it says. */
static const struct
{
  const char *icon, *label; /* NULL = nowhere in the program */
} fixes[] = {
  [TV_CHECK_FIX_EXPORT] = { NULL, NULL },
  [TV_CHECK_FIX_REJECTS] = { "document-edit-symbolic", N_ ("Mend rejected rows") },
  [TV_CHECK_FIX_CUSTOMERS] = { "system-users-symbolic", N_ ("Show customers") },
  [TV_CHECK_FIX_IMPORTS] = { "document-open-recent-symbolic", N_ ("Show imports") },
  [TV_CHECK_FIX_DOUBLES] = { "edit-copy-symbolic", N_ ("Compare and merge") },
};

static void
fix_clicked_cb (Causes *self, GtkWidget *button)
{
  TvCheck check = get_check (button);
  TvCheckFix fix = tv_check_get_fix (check);
  g_autofree char *customers
      = g_strdup_printf ("check:%s:%" G_GINT64_FORMAT, tv_check_get_code (check), self->batch_id);

  if (fix == TV_CHECK_FIX_DOUBLES)
    {
      tva_merge_dialog_show (tva_window_of (button), self->engine, self->batch_id);
      return;
    }
  if (fix == TV_CHECK_FIX_CUSTOMERS)
    tva_window_go (tva_window_of (button), "customers", customers);
  else
    tva_data_imports_show (tva_window_of (button), self->engine, self->batch_id, check);
}

static GtkWidget *
add_button (Causes *self,
            AdwActionRow *row,
            TvCheck check,
            const char *icon,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, tv_check_get_title (check));

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "tva-check", GINT_TO_POINTER (check));
  g_signal_connect_data (button,
                         "clicked",
                         callback,
                         causes_ref (self),
                         causes_unref,
                         G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  return button;
}

/* One cause: how much, what it costs, what to do, and where. */
static GtkWidget *
make_row (Causes *self, const TvCheckReport *report, TvCheck check)
{
  static const char *const css_classes[TV_N_SEVERITIES] = { "error", "warning", NULL };
  const TvCheckFigure *figure = &report->figures[check];
  TvSeverity severity = tv_check_get_severity (check);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (severity));
  double share = report->revenue_cents > 0
                     ? (double) figure->revenue_cents / (double) report->revenue_cents
                     : 0;
  g_autofree char *bad = tv_count_to_display (figure->bad_count);
  g_autofree char *concerned = tv_count_to_display (figure->concerned_count);
  g_autofree char *revenue = tv_ratio_to_display (MIN (share, 1), 1);
  g_autofree char *figures
      = share >= .0005
            /* Translators: a count of a count, a share in per cent */
            ? g_strdup_printf (_ ("%s of %s · touches %s of the sales"), bad, concerned, revenue)
            : g_strdup_printf (_ ("%s of %s"), bad, concerned);
  g_autofree char *text = g_strdup_printf ("%s\n%s", figures, tv_check_get_advice (check));
  g_autofree char *subtitle = g_markup_escape_text (text, -1);
  TvCheckFix fix = tv_check_get_fix (check);

  if (css_classes[severity] != NULL)
    gtk_widget_add_css_class (icon, css_classes[severity]);
  gtk_widget_set_tooltip_text (icon, tv_severity_get_title (severity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tv_severity_get_title (severity),
                                  -1);
  adw_action_row_add_prefix (row, icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tv_check_get_title (check));
  adw_action_row_set_subtitle (row, subtitle);
  if (fixes[fix].icon != NULL)
    add_button (self,
                row,
                check,
                fixes[fix].icon,
                _ (fixes[fix].label),
                G_CALLBACK (fix_clicked_cb));
  add_button (self,
              row,
              check,
              "view-list-symbolic",
              _ ("Show rows"),
              G_CALLBACK (rows_clicked_cb));
  add_button (self,
              row,
              check,
              "document-save-symbolic",
              _ ("Save rows as CSV"),
              G_CALLBACK (save_clicked_cb));
  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  return GTK_WIDGET (row);
}

/**
 * tva_data_causes_show:
 * @list: the list to fill
 * @clean: says how many checks found nothing
 * @engine: the workspace
 * @report: what the checks came to
 *
 * Lists the checks that found something, the costliest first. The rows are hidden: laying them all
 * out takes longer than a frame, so whoever owns the list shows them in steps.
 */
void
tva_data_causes_show (GtkListBox *list,
                      GtkLabel *clean,
                      TvEngine *engine,
                      const TvCheckReport *report)
{
  g_autoptr (Causes) self = causes_new (engine, report->batch_id);
  g_autoptr (GArray) worst = tv_check_report_list_worst (report, TV_N_CHECKS);
  GtkWidget *child;
  guint looked = 0;
  g_autofree char *good = NULL, *text = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  for (guint i = 0; i < worst->len; i++)
    gtk_list_box_append (list, make_row (self, report, g_array_index (worst, TvCheck, i)));
  for (int i = 0; i < TV_N_CHECKS; i++)
    looked += report->figures[i].concerned_count > 0;
  good = tv_count_to_display (looked - worst->len);
  text = g_strdup_printf (ngettext ("%s further check found nothing.",
                                    "%s further checks found nothing.",
                                    looked - worst->len),
                          good);
  gtk_widget_set_visible (GTK_WIDGET (list), worst->len > 0);
  gtk_label_set_text (clean, text);
}
