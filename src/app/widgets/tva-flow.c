/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A container whose rows break like text does, so that pages stay usable from 360 pixels up without
 * fixed breakpoints. Invisible children take no room. It has neither focus nor selection of its
 * own, unlike a GtkFlowBox. */
#include "widgets/tva-flow.h"

struct _TvaFlow
{
  GtkWidget parent_instance;

  int column_width; /* 0 = natural widths; children that need more widen all columns */
  int spacing;
  gboolean is_at_end; /* rows that are not full */
};

static void tva_flow_buildable_init (GtkBuildableIface *iface);

enum
{
  PROP_0,
  PROP_COLUMN_WIDTH,
  PROP_SPACING,
};

G_DEFINE_FINAL_TYPE_WITH_CODE (TvaFlow,
                               tva_flow,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, tva_flow_buildable_init))

static int
get_column_width (TvaFlow *self)
{
  int widest = self->column_width;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (gtk_widget_should_layout (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
    }
  return widest;
}

/* As many columns as make no more rows than have to be, so that four children that do not fit
 * beside each other stand two by two, and not one below three. */
static int
get_column_count (TvaFlow *self, int width, guint child_count)
{
  int children = (int) MAX (child_count, 1);
  int count = (width + self->spacing) / (get_column_width (self) + self->spacing);
  int rows = (children + CLAMP (count, 1, children) - 1) / CLAMP (count, 1, children);

  return (children + rows - 1) / rows;
}

static guint
count_children (TvaFlow *self)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += gtk_widget_should_layout (child) ? 1 : 0;
  return count;
}

static gboolean
does_expand (TvaFlow *self, GtkWidget *child)
{
  return self->column_width == 0 && gtk_widget_get_hexpand (child)
         && gtk_widget_should_layout (child);
}

static int
get_child_width (TvaFlow *self, GtkWidget *child, int width, int columns)
{
  int minimum, natural;

  if (self->column_width > 0)
    return (width - (columns - 1) * self->spacing) / columns;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

typedef struct
{
  int y, height, width, columns;
  int room; /* that its children leave */
} Row;

/* What is left of a row goes to those of its children that expand, or stands before it. */
static void
place_row (TvaFlow *self, GtkWidget *first, GtkWidget *end, const Row *row)
{
  int expanding = 0, x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    expanding += does_expand (self, child) ? 1 : 0;
  if (self->is_at_end && expanding == 0 && self->column_width == 0)
    x = row->room;
  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place;
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_child_width (self, child, row->width, row->columns);
      child_width += does_expand (self, child) ? row->room / expanding : 0;
      place = (GtkAllocation){ x, row->y, child_width, row->height };
      gtk_widget_size_allocate (child, &place, -1);
      x += child_width + self->spacing;
    }
}

/* The one walk over the children: counts the height, and allocates where it is asked to. Rows are
 * as high as their highest child. */
static int
lay_out (TvaFlow *self, int width, gboolean is_allocating)
{
  int columns = self->column_width > 0 ? get_column_count (self, width, count_children (self)) : 1;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int x = 0, height = 0, placed = 0;

      for (; child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int child_width, natural;

          if (!gtk_widget_should_layout (child))
            continue;
          child_width = get_child_width (self, child, width, columns);
          if (placed > 0 && (self->column_width > 0 ? placed >= columns : x + child_width > width))
            break;
          gtk_widget_measure (child,
                              GTK_ORIENTATION_VERTICAL,
                              child_width,
                              NULL,
                              &natural,
                              NULL,
                              NULL);
          height = MAX (height, natural);
          x += child_width + self->spacing;
          placed++;
        }
      if (is_allocating)
        place_row (self,
                   first,
                   child,
                   &(Row){ y, height, width, columns, MAX (width - (x - self->spacing), 0) });
      y += placed > 0 ? height + self->spacing : 0;
    }
  return MAX (y - self->spacing, 0);
}

static GtkSizeRequestMode
tva_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tva_flow_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  TvaFlow *self = TVA_FLOW (widget);
  int widest = 0, sum = 0;

  *minimum_baseline = *natural_baseline = -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      widest = MAX (widest, child_minimum);
      sum += self->spacing + (self->column_width > 0 ? get_column_width (self) : child_natural);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (sum - self->spacing, widest);
      return;
    }
  *minimum = *natural = lay_out (self, MAX (for_size < 0 ? sum : for_size, widest), FALSE);
}

static void
tva_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (TVA_FLOW (widget), width, TRUE);
}

static void
tva_flow_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TvaFlow *self = TVA_FLOW (object);

  g_value_set_int (value, id == PROP_COLUMN_WIDTH ? self->column_width : self->spacing);
}

static void
tva_flow_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  TvaFlow *self = TVA_FLOW (object);

  if (id == PROP_COLUMN_WIDTH)
    self->column_width = g_value_get_int (value);
  else
    self->spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
tva_flow_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tva_flow_parent_class)->dispose (object);
}

static void
tva_flow_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
}

static void
tva_flow_buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = tva_flow_add_child;
}

static void
tva_flow_class_init (TvaFlowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tva_flow_dispose;
  object_class->get_property = tva_flow_get_property;
  object_class->set_property = tva_flow_set_property;
  widget_class->get_request_mode = tva_flow_get_request_mode;
  widget_class->measure = tva_flow_measure;
  widget_class->size_allocate = tva_flow_size_allocate;
  g_object_class_install_property (
      object_class,
      PROP_COLUMN_WIDTH,
      g_param_spec_int ("column-width", NULL, NULL, 0, G_MAXINT, 0, flags));
  g_object_class_install_property (object_class,
                                   PROP_SPACING,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags));
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tva_flow_init (TvaFlow *self)
{
}

/**
 * tva_flow_new:
 * @column_width: smallest width of the equal columns in pixels, 0 = children have their natural
 * widths, and those that expand the rest of their row
 * @spacing: between children and between rows, in pixels
 *
 * Returns: (transfer floating): an empty flow
 */
GtkWidget *
tva_flow_new (int column_width, int spacing)
{
  return g_object_new (TVA_TYPE_FLOW, "column-width", column_width, "spacing", spacing, NULL);
}

/**
 * tva_flow_append:
 * @flow: a flow
 * @child: (transfer floating): a widget without a parent
 *
 * Puts a child behind the others.
 */
void
tva_flow_append (TvaFlow *flow, GtkWidget *child)
{
  g_return_if_fail (TVA_IS_FLOW (flow));
  gtk_widget_set_parent (child, GTK_WIDGET (flow));
}

/**
 * tva_flow_set_at_end:
 * @flow: a flow of natural widths
 * @is_at_end: whether rows that are not full end where the full ones do
 *
 * What stands at the end of a row of a list keeps to that end where it needs two rows itself.
 */
void
tva_flow_set_at_end (TvaFlow *flow, gboolean is_at_end)
{
  flow->is_at_end = is_at_end;
  gtk_widget_queue_allocate (GTK_WIDGET (flow));
}
