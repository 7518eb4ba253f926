/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid of check buttons in groups: a column for each customer, a row for each field. A field that
 * is the same in all, or that only one knows, needs no choice. The one with the most sales lines
 * stays by default, with its own values where it has any. */
#include "pages/data/tva-merge-grid.h"

#include <glib/gi18n.h>

#include "pages/data/tva-merge-facts.h"

#define MOST_KEPT 14 /* characters of a word that stay on one line */

struct _TvaMergeGrid
{
  AdwBin parent_instance;

  GtkWidget *grid;
  GPtrArray *sides; /* of TvCustomerSide */
  char *currency;
  int row_count;

  gboolean is_in[TV_MAX_MERGED];
  guint master;                        /* index of the one that stays */
  guint choices[TV_N_CUSTOMER_FIELDS]; /* index */
  GtkWidget *codes[TV_MAX_MERGED];
  GtkWidget *cells[TV_N_CUSTOMER_FIELDS][TV_MAX_MERGED]; /* NULL = nothing to choose */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaMergeGrid, tva_merge_grid, ADW_TYPE_BIN)

static TvCustomerSide *
get_side (TvaMergeGrid *self, guint index)
{
  return g_ptr_array_index (self->sides, index);
}

static const char *
get_value (TvaMergeGrid *self, guint index, int field)
{
  return get_side (self, index)->values[field];
}

/* The master's value, else the first that there is among those who take part. */
static guint
choose_value (TvaMergeGrid *self, int field)
{
  if (*get_value (self, self->master, field) != '\0')
    return self->master;
  for (guint i = 0; i < self->sides->len; i++)
    if (self->is_in[i] && *get_value (self, i, field) != '\0')
      return i;
  return self->master;
}

static gboolean
differs (TvaMergeGrid *self, int field)
{
  for (guint i = 1; i < self->sides->len; i++)
    if (!g_str_equal (get_value (self, 0, field), get_value (self, i, field)))
      return TRUE;
  return FALSE;
}

/* Whether there are two values to choose from. */
static gboolean
is_open (TvaMergeGrid *self, int field)
{
  const char *first = NULL;

  for (guint i = 0; i < self->sides->len; i++)
    {
      const char *value = get_value (self, i, field);

      if (*value == '\0')
        continue;
      if (first != NULL && !g_str_equal (first, value))
        return TRUE;
      first = value;
    }
  return FALSE;
}

static gboolean
is_known (TvaMergeGrid *self, int field)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (*get_value (self, i, field) != '\0')
      return TRUE;
  return FALSE;
}

/* Wraps anywhere and without hyphens: an address with one more sign is another address. */
static void
set_wrapping (GtkWidget *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  set_wrapping (label);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The head of a row, its words whole; what differs is marked by a sign and by weight, not by colour
 * alone. */
static void
add_head (TvaMergeGrid *self, const char *title, gboolean is_marked)
{
  g_autofree char *text = is_marked ? g_strdup_printf ("≠ %s", title) : g_strdup (title);
  GtkWidget *label = make_label (text, is_marked ? "heading" : "dim-label");

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  if (is_marked)
    gtk_widget_set_tooltip_text (label, _ ("Differs"));
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, self->row_count, 1, 1);
}

static void
announce (TvaMergeGrid *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static guint
get_place (GtkWidget *button, const char *name)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), name));
}

static void
code_toggled_cb (GtkCheckButton *button, TvaMergeGrid *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->master = get_place (GTK_WIDGET (button), "tva-side");
  announce (self);
}

static void
value_toggled_cb (GtkCheckButton *button, TvaMergeGrid *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->choices[get_place (GTK_WIDGET (button), "tva-field")]
      = get_place (GTK_WIDGET (button), "tva-side");
  announce (self);
}

/* Whoever leaves takes its values along. */
static void
show_members (TvaMergeGrid *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    if (self->is_in[i] && !self->is_in[self->master])
      self->master = i;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->codes[self->master]), TRUE);
  for (guint i = 0; i < self->sides->len; i++)
    gtk_widget_set_sensitive (self->codes[i], self->is_in[i]);
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    {
      if (!self->is_in[self->choices[f]])
        self->choices[f] = choose_value (self, f);
      for (guint i = 0; i < self->sides->len; i++)
        if (self->cells[f][i] != NULL)
          {
            gtk_widget_set_sensitive (self->cells[f][i], self->is_in[i]);
            if (i == self->choices[f])
              gtk_check_button_set_active (GTK_CHECK_BUTTON (self->cells[f][i]), TRUE);
          }
    }
}

static void
member_toggled_cb (GtkCheckButton *button, TvaMergeGrid *self)
{
  guint side = get_place (GTK_WIDGET (button), "tva-side"), count = 0;

  self->is_in[side] = gtk_check_button_get_active (button);
  for (guint i = 0; i < self->sides->len; i++)
    count += self->is_in[i];
  if (count == 0)
    gtk_check_button_set_active (button, TRUE);
  else
    {
      show_members (self);
      announce (self);
    }
}

/* Its text wraps, and its name says the field as well. */
static GtkWidget *
make_check (TvaMergeGrid *self,
            const char *text,
            const char *title,
            guint side,
            int field,
            GtkWidget *group,
            GCallback callback)
{
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, text);

  gtk_check_button_set_label (GTK_CHECK_BUTTON (button), text);
  set_wrapping (gtk_widget_get_last_child (button));
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "tva-side", GUINT_TO_POINTER (side));
  g_object_set_data (G_OBJECT (button), "tva-field", GINT_TO_POINTER (field));
  g_signal_connect (button, "toggled", callback, self);
  return button;
}

static void
attach (TvaMergeGrid *self, GtkWidget *cell, guint side)
{
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), cell, (int) side + 1, self->row_count, 1, 1);
}

/* Who takes part, where there are more than two. */
static void
add_members (TvaMergeGrid *self)
{
  add_head (self, _ ("Takes part"), FALSE);
  for (guint i = 0; i < self->sides->len; i++)
    {
      GtkWidget *button = make_check (self,
                                      get_side (self, i)->customer_code,
                                      _ ("Takes part"),
                                      i,
                                      0,
                                      NULL,
                                      G_CALLBACK (member_toggled_cb));

      g_signal_handlers_block_by_func (button, member_toggled_cb, self);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
      g_signal_handlers_unblock_by_func (button, member_toggled_cb, self);
      attach (self, button, i);
    }
  self->row_count++;
}

static void
add_codes (TvaMergeGrid *self)
{
  add_head (self, _ ("Code that stays"), TRUE);
  for (guint i = 0; i < self->sides->len; i++)
    {
      self->codes[i] = make_check (self,
                                   get_side (self, i)->customer_code,
                                   _ ("Code that stays"),
                                   i,
                                   0,
                                   i > 0 ? self->codes[0] : NULL,
                                   G_CALLBACK (code_toggled_cb));
      gtk_widget_add_css_class (self->codes[i], "heading");
      attach (self, self->codes[i], i);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->codes[self->master]), TRUE);
  self->row_count++;
}

static void
add_field (TvaMergeGrid *self, int field)
{
  const char *title = tv_customer_field_get_title ((TvCustomerField) field);
  gboolean is_choice = is_open (self, field);
  GtkWidget *group = NULL;

  if (!is_known (self, field))
    return;
  add_head (self, title, differs (self, field));
  for (guint i = 0; i < self->sides->len; i++)
    {
      const char *value = get_value (self, i, field);

      if (!is_choice || *value == '\0')
        {
          attach (self,
                  make_label (*value != '\0' ? value : "–", *value != '\0' ? NULL : "dim-label"),
                  i);
          continue;
        }
      self->cells[field][i]
          = make_check (self, value, title, i, field, group, G_CALLBACK (value_toggled_cb));
      group = self->cells[field][i];
      gtk_widget_add_css_class (group, "differs");
      attach (self, group, i);
    }
  if (self->cells[field][self->choices[field]] != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->cells[field][self->choices[field]]), TRUE);
  self->row_count++;
}

static void
add_fact (TvaMergeGrid *self, guint fact)
{
  gboolean is_said = FALSE;

  for (guint i = 0; i < self->sides->len; i++)
    {
      g_autofree char *text = tva_merge_fact_dup_text (fact, get_side (self, i), self->currency);

      is_said |= text != NULL;
    }
  if (!is_said)
    return;
  add_head (self, tva_merge_fact_get_title (fact), FALSE);
  for (guint i = 0; i < self->sides->len; i++)
    {
      g_autofree char *text = tva_merge_fact_dup_text (fact, get_side (self, i), self->currency);

      attach (self, make_label (text != NULL ? text : "–", "numeric"), i);
    }
  self->row_count++;
}

/* The characters of its longest word, up to MOST_KEPT. */
static int
measure_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  glong longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (words[i], -1));
  return (int) MIN (longest, MOST_KEPT);
}

static void
keep_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      int width = measure_words (gtk_label_get_label (GTK_LABEL (widget)));

      gtk_label_set_width_chars (GTK_LABEL (widget), width);
      gtk_label_set_max_width_chars (GTK_LABEL (widget), MOST_KEPT);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_words (child);
}

/* Many columns leave no room for a word in a small window: they keep what words need and are
 * scrolled to, with a bar that shows it. */
static void
make_scrollable (TvaMergeGrid *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  g_autoptr (GtkWidget) grid = g_object_ref (self->grid);

  keep_words (grid);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), grid);
  /* By its natural width, as the height is the one for that. */
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

static void
fill (TvaMergeGrid *self)
{
  for (guint i = 0; i < self->sides->len; i++)
    {
      self->is_in[i] = TRUE;
      if (get_side (self, i)->line_count > get_side (self, self->master)->line_count)
        self->master = i;
    }
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    self->choices[f] = choose_value (self, f);
  if (self->sides->len > 2)
    add_members (self);
  add_codes (self);
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    add_field (self, f);
  for (guint i = 0; i < TVA_N_MERGE_FACTS; i++)
    add_fact (self, i);
  if (self->sides->len > 2)
    make_scrollable (self);
}

static void
tva_merge_grid_finalize (GObject *object)
{
  TvaMergeGrid *self = TVA_MERGE_GRID (object);

  g_ptr_array_unref (self->sides);
  g_free (self->currency);
  G_OBJECT_CLASS (tva_merge_grid_parent_class)->finalize (object);
}

static void
tva_merge_grid_class_init (TvaMergeGridClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->finalize = tva_merge_grid_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_MERGE_GRID,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
tva_merge_grid_init (TvaMergeGrid *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_widget_add_css_class (self->grid, "merge-grid");
  adw_bin_set_child (ADW_BIN (self), self->grid);
}

/**
 * tva_merge_grid_new:
 * @sides: (element-type TvCustomerSide): two and more customers
 * @currency: (nullable): of the workspace
 *
 * Returns: (transfer floating): them beside each other
 */
GtkWidget *
tva_merge_grid_new (GPtrArray *sides, const char *currency)
{
  TvaMergeGrid *self = g_object_new (TVA_TYPE_MERGE_GRID, NULL);

  self->sides = g_ptr_array_ref (sides);
  self->currency = g_strdup (currency);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * tva_merge_grid_get_choice:
 * @self: the grid
 * @link: (out caller-allocates): who takes part, the one that stays first, and whose values stay
 *
 * Reads what is chosen. One customer alone may take part.
 */
void
tva_merge_grid_get_choice (TvaMergeGrid *self, TvCustomerLink *link)
{
  *link = (TvCustomerLink){ .kind = TV_LINK_MERGE };
  link->customers[link->customer_count++] = get_side (self, self->master)->id;
  for (guint i = 0; i < self->sides->len; i++)
    if (self->is_in[i] && i != self->master)
      link->customers[link->customer_count++] = get_side (self, i)->id;
  for (int f = 0; f < TV_N_CUSTOMER_FIELDS; f++)
    if (*get_value (self, self->choices[f], f) != '\0')
      link->choices[f] = get_side (self, self->choices[f])->id;
}

/**
 * tva_merge_grid_dup_preview:
 * @self: the grid
 *
 * Returns: (transfer full): what the merge comes to: who stays with how much, what moves, what
 * holds
 */
char *
tva_merge_grid_dup_preview (TvaMergeGrid *self)
{
  return tva_merge_facts_dup_preview (self->sides, self->is_in, self->master, self->currency);
}
