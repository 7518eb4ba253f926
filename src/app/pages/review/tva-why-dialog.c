/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks about the item under review at once, or about any other product that the person types. Each
 * key searches the products on a worker; Enter or a click asks about one. Only the answer to the
 * latest question is shown. */
#include "pages/review/tva-why-dialog.h"

#include <glib/gi18n-lib.h>

#include "pages/review/tva-why-answer.h"

#define MAXIMUM_MATCHES 8

struct _TvaWhyDialog
{
  AdwWindow parent_instance;

  TvEngine *engine;
  gint64 run_id;
  char *customer_code;
  GtkWidget *search;
  GtkWidget *matches;                 /* a list box */
  GtkWidget *stack;                   /* hint, waiting, answer */
  GtkWidget *answer;                  /* a bin */
  GtkWidget *hint;                    /* a label */
  GPtrArray *products;                /* of TvProductMatch, as the list shows them */
  guint search_count, question_count; /* of the latest one */
  TvProgress *progress;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TvaWhyDialog, tva_why_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  TvaWhyDialog *self;
  guint number;
} Waiting;

static Waiting *
waiting_new (TvaWhyDialog *self, guint number)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->self = g_object_ref (self);
  waiting->number = number;
  return waiting;
}

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->self);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
show_hint (TvaWhyDialog *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->hint), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "hint");
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  TvaWhyDialog *self = waiting->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvaWhyAnswer) answer = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (waiting->number != self->question_count || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer == NULL)
    {
      show_hint (self, error->message);
      return;
    }
  adw_bin_set_child (ADW_BIN (self->answer), tva_why_answer_to_widget (answer));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "answer");
}

static void
ask (TvaWhyDialog *self, const char *product_key)
{
  gtk_widget_set_visible (self->matches, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "waiting");
  tva_why_answer_ask (self->engine,
                      self->run_id,
                      self->customer_code,
                      product_key,
                      self->progress,
                      answered_cb,
                      waiting_new (self, ++self->question_count));
}

static void
row_activated_cb (TvaWhyDialog *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->products != NULL && index < self->products->len)
    ask (self, ((TvProductMatch *) self->products->pdata[index])->key);
}

static void
activate_cb (TvaWhyDialog *self)
{
  if (self->products != NULL && self->products->len > 0)
    ask (self, ((TvProductMatch *) self->products->pdata[0])->key);
}

/* Down goes from the words to the first product; by itself the focus would stop at what scrolls. */
static gboolean
key_pressed_cb (TvaWhyDialog *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  GtkWidget *row = gtk_widget_get_first_child (self->matches);

  if (keyval != GDK_KEY_Down || row == NULL || !gtk_widget_get_visible (self->matches))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (row);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  return GDK_EVENT_STOP;
}

static void
show_matches (TvaWhyDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->matches)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->matches), row);
  for (guint i = 0; i < self->products->len; i++)
    {
      const TvProductMatch *match = self->products->pdata[i];
      g_autofree char *subtitle = *match->family != '\0'
                                      ? g_strdup_printf ("%s · %s", match->key, match->family)
                                      : g_strdup (match->key);

      row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE, NULL);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), match->label);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_list_box_append (GTK_LIST_BOX (self->matches), row);
    }
  gtk_widget_set_visible (self->matches, self->products->len > 0);
}

static gpointer
find_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_find_products (engine, input, MAXIMUM_MATCHES, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  TvaWhyDialog *self = waiting->self;
  g_autoptr (GError) error = NULL;
  GPtrArray *products = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (waiting->number != self->search_count || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&products, g_ptr_array_unref);
      return;
    }
  if (products == NULL)
    {
      show_hint (self, error->message);
      return;
    }
  g_clear_pointer (&self->products, g_ptr_array_unref);
  self->products = products;
  show_matches (self);
  if (products->len == 0)
    show_hint (self, _ ("No product has these words in its name or key."));
}

static void
search_changed_cb (TvaWhyDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  self->search_count++;
  if (*words == '\0')
    {
      gtk_widget_set_visible (self->matches, FALSE);
      return;
    }
  tv_engine_call_async (self->engine,
                        find_call,
                        g_strdup (words),
                        g_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        found_cb,
                        waiting_new (self, self->search_count));
}

static void
tva_why_dialog_dispose (GObject *object)
{
  TvaWhyDialog *self = TVA_WHY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->customer_code, g_free);
  G_OBJECT_CLASS (tva_why_dialog_parent_class)->dispose (object);
}

static void
tva_why_dialog_finalize (GObject *object)
{
  TvaWhyDialog *self = TVA_WHY_DIALOG (object);

  g_clear_pointer (&self->progress, tv_progress_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (tva_why_dialog_parent_class)->finalize (object);
}

static gboolean
close_request_cb (TvaWhyDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
tva_why_dialog_class_init (TvaWhyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_why_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_why_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-why-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, TvaWhyDialog, search);
  gtk_widget_class_bind_template_child (widget_class, TvaWhyDialog, matches);
  gtk_widget_class_bind_template_child (widget_class, TvaWhyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaWhyDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, TvaWhyDialog, hint);
}

static void
tva_why_dialog_init (TvaWhyDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->cancellable = g_cancellable_new ();
  self->progress = tv_progress_new (self->cancellable);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->matches, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

/**
 * tva_why_dialog_present:
 * @window: the window
 * @item: the recommendation under review
 * @is_about_item: ask about the item itself at once; else the person names a product
 *
 * Opens the dialog.
 *
 * Returns: (transfer none) (nullable): the dialog, owned by GTK; %NULL without a workspace
 */
TvaWhyDialog *
tva_why_dialog_present (TvaWindow *window, const TvReviewItem *item, gboolean is_about_item)
{
  TvEngine *engine = tva_window_get_engine (window);
  const char *name = *item->customer_name != '\0' ? item->customer_name : item->customer_code;
  g_autofree char *hint = NULL;
  TvaWhyDialog *self;

  if (engine == NULL)
    return NULL;
  self = g_object_new (TVA_TYPE_WHY_DIALOG, "transient-for", window, NULL);
  self->engine = g_object_ref (engine);
  self->run_id = item->run_id;
  self->customer_code = g_strdup (item->customer_code);
  gtk_window_set_title (GTK_WINDOW (self),
                        is_about_item ? _ ("What would change it") : _ ("Why not another product"));
  /* Translators: a customer’s name */
  hint = g_strdup_printf (_ ("Type the name or key of a product that %s might have got."), name);
  show_hint (self, hint);
  if (is_about_item)
    ask (self, item->product_key);
  gtk_widget_grab_focus (self->search);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
