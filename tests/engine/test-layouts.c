/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that are laid out for the eye: lists with rules, columns at fixed places. What is no row is
 * passed by, what does not fit is a reject with its line, and what is delimited stays so. */
#include <string.h>

#include "ingest/tv-csv-reader.h"
#include "ingest/tv-sniffer.h"
#include "rows/tv-text-layout.h"
#include "tv-test-import.h"

typedef struct
{
  const char *name, *text, *expected;
} Example;

#define QUOTED_ROW(ID, NAME, SUM) "\"" ID ",\"\"" NAME "\"\"," SUM "\"\n"
#define QUOTED_ROWS                                                                                \
  "id,name,sum\n" QUOTED_ROW ("1", "a, b", "2") QUOTED_ROW ("2", "c, d", "3")                      \
      QUOTED_ROW ("3", "e, f", "4") QUOTED_ROW ("4", "g, h", "5") QUOTED_ROW ("5", "i, j", "6")    \
          QUOTED_ROW ("6", "k, l", "7") QUOTED_ROW ("7", "m, n", "8") QUOTED_ROW ("8", "o", "9")   \
              QUOTED_ROW ("9", "p", "1") QUOTED_ROW ("10", "q", "2") QUOTED_ROW ("11", "r", "3")   \
                  QUOTED_ROW ("12", "s", "4") QUOTED_ROW ("13", "t", "5")                          \
                      QUOTED_ROW ("14", "u", "6") QUOTED_ROW ("15", "v", "7")                      \
                          QUOTED_ROW ("16", "w", "8") QUOTED_ROW ("17", "x", "9")                  \
                              QUOTED_ROW ("18", "y", "1") QUOTED_ROW ("19", "z", "2")

static const Example examples[] = {
  /* An ERP's list: title and page above, header again on each page, sums. */
  { "boxed-pages",
    "02.11.2026          Offene Lieferungen             1\n"
    "----------------------------------------------------\n"
    "|Kunde  |Artikel    |Bezeichnung    |  Menge|Wert   |\n"
    "----------------------------------------------------\n"
    "|0000201|8811       |Krug, blau     |     6 |  53,40|\n"
    "|0000202|8812       |Tasse          |    12 |106,80 |\n"
    "----------------------------------------------------\n"
    "|*                                  |    18 |160,20 |\n"
    "\f02.11.2026          Offene Lieferungen             2\n"
    "----------------------------------------------------\n"
    "|Kunde  |Artikel    |Bezeichnung    |  Menge|Wert   |\n"
    "----------------------------------------------------\n"
    "|0000203|           |Teller         |     3-|26,70- |\n"
    "----------------------------------------------------\n",
    "boxed:| 2+1\n3:Kunde/Artikel/Bezeichnung/Menge/Wert\n5:0000201/8811/Krug, blau/6/53,40\n"
    "6:0000202/8812/Tasse/12/106,80\n8*18/160,20\n13:0000203//Teller/3-/26,70-\n" },
  { "psql",
    " customer | product | amount \n----------+---------+--------\n"
    " 101      | Jug     |   4.50\n          | Cup     |   2.50\n(2 rows)\n\n",
    "ruled:| 0+1\n1:customer/product/amount\n3:101/Jug/4.50\n4:/Cup/2.50\n" },
  /* A cell of several lines is marked by a plus. */
  { "psql-wrapped",
    " id |  note  \n----+--------\n  1 | first +\n    | second\n  2 | third\n  3 | fourth\n(3 "
    "rows)\n",
    "ruled:| 0+1\n1:id/note\n3!MISALIGNED\n4:/second\n5:2/third\n6:3/fourth\n" },
  { "mysql",
    "+-----+------+\n| id  | name |\n+-----+------+\n| 1   | Jug  |\n| 2   |      |\n"
    "+-----+------+\n2 rows in set (0.00 sec)\n",
    "boxed:| 1+1\n2:id/name\n4:1/Jug\n5:2/\n" },
  { "mysql-line-in-cell",
    "+----+------+\n| id | name |\n+----+------+\n| 1  | Jug\nblue |\n| 2  | Cup  |\n"
    "| 3  | Pot  |\n| 4  | Pan  |\n| 5  | Lid  |\n| 6  | Mug  |\n| 7  | Can  |\n| 8  | Tin  |\n"
    "| 9  | Box  |\n| 10 | Bag  |\n| 11 | Bin  |\n| 12 | Urn  |\n| 13 | Vat  |\n| 14 | Tub  |\n"
    "| 15 | Jar  |\n| 16 | Cap  |\n| 17 | Bar  |\n| 18 | Rod  |\n| 19 | Peg  |\n| 20 | Pin  |\n"
    "+----+------+\n",
    "boxed:| 1+1\n2:id/name\n4!MISALIGNED\n5!MISALIGNED\n6:2/Cup\n7:3/Pot\n8:4/Pan\n" },
  { "markdown",
    "Our list:\n\n| name | price |\n|:-----|------:|\n| Jug \\| blue | 4.50 |\n| Cup | 2.50 |\n",
    "boxed:|\\ 2+1\n3:name/price\n5:Jug | blue/4.50\n6:Cup/2.50\n" },
  { "drawn",
    "┌────┬──────┐\n│ id │ name │\n├────┼──────┤\n│ 1  │ Jüg  │\n│ 2  │ Cup  │\n└────┴──────┘\n",
    "boxed:│ 1+1\n2:id/name\n4:1/Jüg\n5:2/Cup\n" },
  { "drawn-open",
    " id │ name \n────┼──────\n 1  │ Jüg  \n 2  │ Cup  \n",
    "ruled:│ 0+1\n1:id/name\n3:1/Jüg\n4:2/Cup\n" },
  /* Bars without rules are a delimiter like any other, and so is a rule that nothing crosses. */
  { "bars", "id|name|sum\n1|Jug|2\n2|Cup|3\n", "| 0+1\n1:id/name/sum\n2:1/Jug/2\n3:2/Cup/3\n" },
  { "bars-below-rule",
    "Stock\n-----\nid|name|sum\n1|Jug|2\n2|Cup|3\n",
    "| 2+1\n3:id/name/sum\n4:1/Jug/2\n5:2/Cup/3\n" },
  { "markdown-in-cells",
    "id,text\n1,\"| a | b |\n|---|---|\n| 1 | 2 |\"\n2,none\n3,none\n4,none\n5,none\n",
    ", 0+1\n1:id/text\n2:1/| a | b |\n|---|---|\n| 1 | 2 |\n5:2/none\n6:3/none\n" },

  { "fixed",
    "CUSTNO  NAME                 ITEM    QTY   AMOUNT DATE\n"
    "000301  North Wind House     4711      6    53.40 2026-10-01\n"
    "000302  Blue Eagle           4712     12  1106.80 2026-10-02\n"
    "000303  Bistro               4711      1     8.90 2026-10-03\n",
    "fixed:0,8,29,34,40,50 0+1\n1:CUSTNO/NAME/ITEM/QTY/AMOUNT/DATE\n"
    "2:000301/North Wind House/4711/6/53.40/2026-10-01\n"
    "3:000302/Blue Eagle/4712/12/1106.80/2026-10-02\n"
    "4:000303/Bistro/4711/1/8.90/2026-10-03\n" },
  /* Characters count, not bytes; a name that is too long is told, with its column. */
  { "fixed-too-long",
    "Nr   Bezeichnung        Preis\n"
    "1    Käse, würzig        4,50\n"
    "2    Öl                  7,00\n"
    "3    Brot               13,20\n"
    "4    Äpfel aus Übersee   2,10\n"
    "5    Salz                0,80\n"
    "6    Grüne Bohnen in der Dose 1,10\n"
    "7    Mehl                1,30\n8    Eier                2,90\n9    Milch               1,20\n"
    "10   Butter              2,70\n11   Honig               6,40\n12   Essig               1,90\n"
    "13   Pfeffer             3,10\n14   Zimt                2,20\n15   Nelken              2,60\n",
    "fixed:0,5,23 0+1\n1:Nr/Bezeichnung/Preis\n2:1/Käse, würzig/4,50\n3:2/Öl/7,00\n4:3/Brot/13,20\n"
    "5:4/Äpfel aus Übersee/2,10\n6:5/Salz/0,80\n7!MISALIGNED@2\n8:7/Mehl/1,30\n" },
  /* Titles and headers come again on each page, and what counts the rows is none. */
  { "fixed-pages",
    "DAILY SALES              PAGE   1\n\n"
    "CUST  ITEM        QTY   AMOUNT\n"
    "1001  RED JUG       2    17.80\n"
    "1002  CUP          10    25.00\n"
    "\fDAILY SALES              PAGE   2\n\n"
    "CUST  ITEM        QTY   AMOUNT\n"
    "1003                4     9.00\n"
    "1004  LARGE PLATE   1    12.40\n"
    "\n5 records were printed in all\n",
    "fixed:0,6,18,21 2+1\n3:CUST/ITEM/QTY/AMOUNT\n4:1001/RED JUG/2/17.80\n5:1002/CUP/10/25.00\n"
    "9:1003//4/9.00\n10:1004/LARGE PLATE/1/12.40\n" },
  /* A rule in pieces says where columns stand, also with a single blank between them. */
  { "pieces",
    "CODE LABEL      PRICE\n---- ---------- -----\nA1   Jug, large  4.50\nA2   Cup         2.50\n"
    "A10             11.00\n\n3 rows selected.\n",
    "fixed:0,5,16 0+1\n1:CODE/LABEL/PRICE\n3:A1/Jug, large/4.50\n4:A2/Cup/2.50\n5:A10//11.00\n" },
  { "pieces-of-equals",
    "=====  =======\ncode   label\n=====  =======\nA1     Jug\nA2     Cup\n=====  =======\n",
    "fixed:0,7 1+1\n2:code/label\n4:A1/Jug\n5:A2/Cup\n" },
  /* Words by chance below each other are no columns. */
  { "blanks-in-names",
    "NO  NAME           SUM\n1   Anna Berg     12.00\n2   Emil Horn      9.50\n"
    "3   Otto Lang    110.00\n",
    "fixed:0,4,14 0+1\n1:NO/NAME/SUM\n2:1/Anna Berg/12.00\n3:2/Emil Horn/9.50\n"
    "4:3/Otto Lang/110.00\n" },
  /* A spreadsheet that splits at another mark saves each line as one cell. */
  { "quoted-lines",
    "id,name,sum\n\"1,\"\"Jug, red\"\",2.50\"\n2,Cup,3\n"
    "\"3,\"\"The \"\"\"\"big\"\"\"\" pot\"\",4\"\n",
    "quoted:, 0+1\n1:id/name/sum\n2:1/Jug, red/2.50\n3:2/Cup/3\n4:3/The \"big\" pot/4\n" },
  { "quoted-lines-all",
    "\"id;name;sum\"\n\"1;red jug;2,50\"\n\"2;cup;3,00\"\n\"3;blue pot;4,00\"\n",
    "quoted:; 0+1\n1:id/name/sum\n2:1/red jug/2,50\n3:2/cup/3,00\n4:3/blue pot/4,00\n" },
  { "quoted-lines-below-title",
    "\"Sales, all shops\"\n\n" QUOTED_ROWS,
    "quoted:, 2+1\n3:id/name/sum\n4:1/a, b/2\n5:2/c, d/3\n" },
  /* Cells in quotes that hold commas are no lines in quotes. */
  { "one-quoted-column",
    "note\n\"red, large, round\"\n\"blue, flat, square\"\n\"green\"\n\"a, b\"\n",
    ", 0+1\n1:note\n2:red, large, round\n3:blue, flat, square\n4:green\n" },
  { "all-cells-quoted",
    "\"id\",\"name\",\"sum\"\n\"1\",\"a \"\"b\"\"\",\"2\"\n\"2\",\"c\",\"3\"\n",
    ", 0+1\n1:id/name/sum\n2:1/a \"b\"/2\n3:2/c/3\n" },
  /* What is delimited stays so. */
  { "padded-cells",
    "id  , name      , sum\n1   , red jug   ,  2\n22  , cup       , 33\n",
    ", 0+1\n1:id  / name      / sum\n2:1   / red jug   /  2\n3:22  / cup       / 33\n" },
  { "blanks",
    "id  name   sum\n1   jug      2\n22  cup     33\n3   plate    4\n",
    "  0+1\n1:id/name/sum\n2:1/jug/2\n3:22/cup/33\n" },
  { "tabs",
    "id\tname          \tsum\n1\tred jug       \t  2\n22\tcup           \t 33\n",
    "\t 0+1\n1:id/name          /sum\n2:1/red jug       /  2\n3:22/cup           / 33\n" },
  { "prose",
    "A jug stands on the table.  It is blue,\nand it was made in Lyon.  Nobody knows\n"
    "who made it.  The cup beside it is red.\n",
    NULL },
};

static void
tell_record (GString *told, const TvRecord *record)
{
  g_string_append_printf (told, "%d", (int) record->line);
  if (record->problem != NULL)
    {
      g_string_append_printf (told, "!%s", record->problem);
      if (record->problem_column > 0)
        g_string_append_printf (told, "@%u", record->problem_column);
    }
  for (guint i = 0; record->problem == NULL && i < record->field_count; i++)
    {
      g_autofree char *cell = tv_record_dup_cell (record, i);

      if (i == 0 && g_strcmp0 (record->quirk, TV_REJECT_TOTAL_ROW) == 0)
        continue;
      g_string_append_printf (told,
                              "%s%s",
                              i == 0                            ? ":"
                              : record->quirk != NULL && i == 1 ? "*"
                                                                : "/",
                              cell);
    }
  g_string_append_c (told, '\n');
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  g_auto (TvTestImport) import = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (TvSniff) sniff = NULL;
  g_autoptr (TvCsvReader) reader = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TvRecord record;

  tv_test_import_init (&import);
  path = tv_test_import_write (&import, "list.txt", example->text, -1);
  sniff = tv_sniff_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  if (example->expected == NULL)
    {
      g_assert_cmpint (tv_text_layout_get_kind (sniff->dialect->delimiter),
                       ==,
                       TV_LAYOUT_DELIMITED);
      return;
    }
  g_string_append_printf (told,
                          "%s %u+%u\n",
                          sniff->dialect->delimiter,
                          sniff->dialect->preamble_rows,
                          sniff->dialect->header_rows);
  reader = tv_csv_reader_open (path, NULL, sniff->dialect, NULL, &error);
  g_assert_no_error (error);
  while (tv_csv_reader_read (reader, &record, &error)
         && strlen (told->str) < strlen (example->expected))
    tell_record (told, &record);
  g_assert_no_error (error);
  g_assert_cmpstr (told->str, ==, example->expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/layouts/", examples[i].name, NULL);

      g_test_add_data_func (path, &examples[i], test_example);
    }
  return g_test_run ();
}
