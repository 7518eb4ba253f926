/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last child is the one that makes way: a row's value or its buttons. Beside it the others keep
 * what they need at least; where all of them do not fit, it stands below them, at the end. */
#include "widgets/tva-row-layout.h"

#define SPACING 6

struct _TvaRowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TvaRowLayout, tva_row_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GArray *sizes;          /* of GtkRequestedSize, data = the widget; the last one makes way */
  int minimum, natural;   /* of all of them with the gaps */
  int rest_min, rest_nat; /* the same without the last */
} Line;

static GtkWidget *
get_child (const Line *line, guint i)
{
  return g_array_index (line->sizes, GtkRequestedSize, i).data;
}

static void
line_init (Line *line, GtkWidget *widget)
{
  *line = (Line){ .sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize)) };
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize size = { .data = child };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &size.minimum_size,
                          &size.natural_size,
                          NULL,
                          NULL);
      line->rest_min = line->minimum;
      line->rest_nat = line->natural;
      line->minimum += size.minimum_size + (line->sizes->len > 0 ? SPACING : 0);
      line->natural += size.natural_size + (line->sizes->len > 0 ? SPACING : 0);
      g_array_append_val (line->sizes, size);
    }
}

static void
line_clear (Line *line)
{
  g_array_unref (line->sizes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static gboolean
is_stacked (const Line *line, int width)
{
  return width >= 0 && line->sizes->len > 1 && line->minimum > width;
}

/* Turns the minimum sizes of the first children into their widths; what expands gets the rest. */
static void
share (Line *line, guint count, int width)
{
  GtkRequestedSize *sizes = (GtkRequestedSize *) (gpointer) line->sizes->data;
  int left = width - SPACING * ((int) count - 1);

  for (guint i = 0; i < count; i++)
    left -= sizes[i].minimum_size;
  left = gtk_distribute_natural_allocation (MAX (left, 0), count, sizes);
  for (guint i = 0; i < count; i++)
    if (gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
      {
        sizes[i].minimum_size += left;
        break;
      }
}

static int
get_height (GtkWidget *child, int width, int *natural)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
measure_height (GtkWidget *widget, int width, int *out_minimum, int *out_natural)
{
  g_auto (Line) line = { 0 };
  gboolean is_two;
  guint count;

  line_init (&line, widget);
  is_two = is_stacked (&line, width);
  count = line.sizes->len - (is_two ? 1 : 0);
  share (&line, count, width >= 0 ? width : line.natural);
  for (guint i = 0; i < line.sizes->len; i++)
    {
      int child_width = g_array_index (line.sizes, GtkRequestedSize, i).minimum_size;
      int natural, minimum = get_height (get_child (&line, i), child_width, &natural);

      *out_minimum = i < count ? MAX (*out_minimum, minimum) : *out_minimum + SPACING + minimum;
      *out_natural = i < count ? MAX (*out_natural, natural) : *out_natural + SPACING + natural;
    }
}

static void
tva_row_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      g_auto (Line) line = { 0 };

      line_init (&line, widget);
      *minimum = MAX (line.rest_min, line.minimum - line.rest_min - SPACING);
      *natural = line.natural;
    }
  else
    measure_height (widget, for_size, minimum, natural);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
tva_row_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_auto (Line) line = { 0 };
  int x = 0, top = height;
  guint count;

  line_init (&line, widget);
  count = line.sizes->len;
  if (is_stacked (&line, width))
    {
      GtkRequestedSize *last = &g_array_index (line.sizes, GtkRequestedSize, --count);
      int last_width = CLAMP (last->natural_size, last->minimum_size, width);
      int last_height = get_height (last->data, last_width, &(int){ 0 });

      top = height - last_height - SPACING;
      place (last->data, is_rtl ? 0 : width - last_width, top + SPACING, last_width, last_height);
    }
  share (&line, count, width);
  for (guint i = 0; i < count; i++)
    {
      int child_width = g_array_index (line.sizes, GtkRequestedSize, i).minimum_size;

      place (get_child (&line, i), is_rtl ? width - x - child_width : x, 0, child_width, top);
      x += child_width + SPACING;
    }
}

static GtkSizeRequestMode
tva_row_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tva_row_layout_class_init (TvaRowLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = tva_row_layout_measure;
  manager_class->allocate = tva_row_layout_allocate;
  manager_class->get_request_mode = tva_row_layout_get_request_mode;
}

static void
tva_row_layout_init (TvaRowLayout *self)
{
}

/**
 * tva_row_layout_new:
 *
 * Returns: (transfer full): a layout of a row
 */
GtkLayoutManager *
tva_row_layout_new (void)
{
  return g_object_new (TVA_TYPE_ROW_LAYOUT, NULL);
}
