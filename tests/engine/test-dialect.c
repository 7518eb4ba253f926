/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text is cut, and whether it has a header: what speaks against the obvious delimiter or
 * quote, and headers that are odd. */
#include <string.h>

#include "ingest/tv-csv-cut.h"
#include "ingest/tv-dialect-guess.h"

static const struct
{
  const char *name, *text;
  const char
      *expected; /* delimiter, quote, header rows, t = trims; ' ' for none; line end if one */
  guint preamble_rows;
} examples[] = {
  /* A time has colons of its own, and a moment a blank. */
  { "times", "opens\n08:30\n09:15\n10:00\n", ",\"1" },
  /* Few cells are in single quotes, which are doubled inside, and nobody uses others. */
  { "doubled-apostrophes",
    "name;price\nrose;12,50\n'l''olive';8,00\n'vin d''été; blanc';9,00\nmiel;3,20\n",
    ";'1" },
  { "plain-apostrophes", "name;price\nl'olive;8,00\nvin d'été;9,00\nmiel;3,20\n", ";\"1" },
  { "inches", "name;size\nrod '12'';8\nrod '14'';9\nmiel;3\n", ";\"1" },
  /* Codes of other letters below the first are codes all the same. */
  { "codes", "A4837;rose;B8197\nB590;miel;A6387\nC5928;olive;B4654\nB4688;vigne;C9092\n", ";\"0" },
  { "times-footer", "opens\n08:30\n09:15\n10:00\n3\n", ",\"1" },
  { "moments", "seen\n2024-05-01 08:30:12\n2024-05-02 09:15:00\n", ",\"1" },
  { "moments-bare", "2024-05-01 08:30:12.5+01\n2024-05-02 09:15:00.25+01\n", ",\"0" },
  { "colons", "name:town:age\nZoe:Lyon:31\nMax:Nice:42\nLea:Metz:53\n", ":\"1" },
  { "small-numbers", "1:2:3\n4:5:6\n7:8:9\n", ":\"0" },
  /* Several marks that nobody writes otherwise make one delimiter. */
  { "bars-and-tilde", "id|~|name|~|sum\n1|~|Ann | Bo|~|5\n2|~||~|6\n3|~|Cid|~|7\n", "|~|\"1" },
  { "hashes", "id##name##sum\n1##No #1##5\n2##Bo##6\n", "##\"1" },
  { "carets", "id^|^name\n1^|^Ann, Bo\n2^|^Cid\n", "^|^\"1" },
  { "marks-in-texts", "id,no ##\n1,two\n2,three ## four\n", ",\"1" },
  { "bars-of-nothing", "id|name||sum\n1|Ann||5\n2|Bo||6\n3|Cid||7\n", "|\"1" },
  /* A name without commas stands above one column, and a number has its own. */
  { "amounts", "amount\n12,50\n145,00\n7,25\n", " \"1" },
  { "two-columns", "12,50\n145,00\n7,25\n", ",\"0" },
  { "named-columns", "euro,cent\n12,50\n145,00\n7,25\n", ",\"1" },
  /* One cell in other quotes, and without them its record would be longer than all others. */
  { "other-quote", "1\tone\n2\t'two\ttwo'\n3\tthree\n4\tfour\n", "\t'0" },
  { "apostrophes", "1\tl'an\n2\t'tis\n3\tthree\n4\tfour\n", "\t\"0" },
  { "spaced-quote", "day, town, sum\n1, Lyon, 5\n2, Nice, \"6,000\"\n3, Metz, 7\n", ",\"1t" },
  /* Equal names are names all the same, and years stand above figures. */
  { "equal-names", "a,a,a,a,a,a,a,\n1,x,y,,,,,z\n2,u,v,,,,,w\n", ",\"1" },
  { "years", "Kind,2021,2022,2023\nRed,120,130,140\nWhite,90,95,85\n", ",\"1" },
  { "two-years", "Shop,2022,2023\nNorth,23.8,17.5\nSouth,closed,closed\n", ",\"1" },
  { "years-below", "Ada,2001,2003\nBob,2004,2009\nCleo,1999,2010\n", ",\"0" },
  /* Values that nothing below them is like are names: numbers of cellars, days of amounts. */
  { "numbers-above",
    "wine,100,200,300\nRed,yes,no,yes\nWhite,no,no,yes\nGris,yes,no,yes\n",
    ",\"1" },
  { "days-above", "shop;31/01/2024;29/02/2024\nLyon;12,5;7,5\nNice;4,2;5\n", ";\"1" },
  { "few-days", "03/25/17,07/03/17\nNice,none\nLyon,few\n", ",\"0" },
  { "one-number", "A,8,Red\nB,none,White\n", ",\"0" },
  { "notes-above",
    "Our cellar\nas told, in May\nwine,year,bottles,price\nRed,2015,4,5.5\nGris,2016,7,6\n",
    ",\"1",
    2 },
  /* A spreadsheet fills all lines up to the same number of cells. */
  { "padded-notes",
    "Report:,Sales,,,\nPeriod:,01/2024,,,\n,,,,\nwine,year,bottles,price,shop\n"
    "Red,2015,4,5.5,Lyon\nGris,2016,7,6,Metz\n",
    ",\"1",
    3 },
  { "padded-columns",
    "Report:;Sales;;;;;\nwine;year;bottles;price;shop;;\nRed;2015;4;5,5;Lyon;;\n"
    "Gris;2016;7;6;Metz;;\n",
    ";\"1",
    1 },
  { "page-and-total",
    "Cellar;North;;;Page;1\nTotal;;;;;310,5\nwine;year;bottles;price;shop;till\n"
    "Red;2015;4;5,5;Lyon;2\nGris;2016;7;6;Metz;1\n",
    ";\"1",
    2 },
  { "captions-of-days",
    "shop;31/01/2024;;29/02/2024;\nname;sold;back;sold;back\nLyon;12;1;14;2\nMetz;9;0;7;1\n",
    ";\"2" },
  { "sparse-rows", "Ada,12,,,\nBob,14,,,\nCleo,9,Metz,tall,late\n", ",\"0" },
  /* Words that mean an empty cell are no second row of names. */
  { "empty-words", "day,town,sum\nnan,nan,nan\nNULL,NULL,NULL\n2024-01-31,Lyon,5\n", ",\"1" },
  /* What nobody expects is a delimiter where it stands between names, and so in the rows. */
  { "dollars", "id$name$sum\n1$Ann, Bo$5,5\n2$Cid$6,5\n3$Dee$7,5\n", "$\"1" },
  { "not-signs",
    "id\302\254name\302\254sum\n1\302\254Ann\302\2545\n2\302\254Bo\302\2546\n",
    "\302\254\"1" },
  { "slashes", "id/name/town/sum\n1/Ann/Lyon/5\n2/Bo/Metz/6\n3/Cid/Nice/7\n", "/\"1" },
  { "days-in-parts", "day/month/year\n01/02/2024\n02/03/2024\n03/04/2024\n", ",\"1" },
  { "addresses", "mail\nann@a.example\nbo@b.example\ncid@c.example\n", ",\"1" },
  { "links", "link\nhttps://a.example/b/c\nhttps://b.example/c/d\n", ",\"1" },
  { "semicolons-twice", "id;;name;;sum\n1;;Ann;;5\n2;;;;6\n3;;Cid;;7\n", ";;\"1" },
  { "empty-columns", "id;;name;sum\n1;;Ann;5\n2;;Bo;6\n3;;Cid;7\n", ";\"1" },
  /* So is a quote what encloses all cells. */
  { "percents", "%id%,%name%\n%1%,%Ann, Bo%\n%2%,%Cid%\n", ",%1" },
  { "dollars-around", "$id$;$name$\n$1$;$Ann; Bo$\n$2$;$Cid$\n", ";$1" },
  { "backticks", "`id`;`name`\n`1`;`Ann; Bo`\n`2`;`Cid \"x\"`\n", ";`1" },
  { "signs-before", "-1,-2,-3\n-4,-5,-6\n-7,-8,-9\n", ",\"0" },
  /* Nothing but names has no rows. */
  { "names-alone", "wine,year,price\n", ",\"1" },
  { "sentence-alone",
    "Whoever comes, whatever they bring along, they will stay here for quite a long time indeed\n",
    ",\"0" },
  { "values-alone", "Red,2015,5.5\n", ",\"0" },
  { "captions-with-gaps",
    "Order,,,Wine,,\nNo,Day,Town,Name,Sum,Qty\n7,2024-01-31,Lyon,Red,5,1\n"
    "8,2024-02-01,Metz,Gris,6,2\n9,2024-02-02,Nice,Red,7,3\n",
    ",\"2" },
  /* Line ends of several kinds end records where more of them are alike so. */
  { "lines-of-two-kinds", "id,sum\n1,5\n2,6\r3,7\r4,8\n5,9\n6,2\r\n", ",\"1" },
  { "returns-in-cells", "id,note,sum\n1,a\rb,5\n2,c,6\n3,d\re,7\n4,f,8\n", ",\"1\n" },
  { "feeds-in-cells", "id,note,sum\r\n1,a\nb,5\r\n2,c,6\r\n3,d,7\r\n4,e\nf,8\r\n", ",\"1\r\n" },
  { "few-lines", "a,b,c\nd,e,f\rg,h,i\n", ",\"1\n" },
  { "short-header", "wine,year,bottles\nRed,low,4,5.5\nGris,2016,7,6\n", ",\"1" },
};

static void
test_example (gconstpointer data)
{
  const TvSniffHints hints = { 0 };
  const char *text = examples[GPOINTER_TO_UINT (data)].text;
  gsize length = strlen (text);
  g_autofree char *padded = g_malloc0 (length + TV_CSV_PADDING);
  g_autoptr (TvDialect) dialect = NULL;
  g_autofree char *found = NULL;

  memcpy (padded, text, length);
  dialect = tv_dialect_guess (padded, length, TRUE, &hints, NULL);
  tv_header_guess (padded, length, TRUE, &hints, dialect);
  found = g_strdup_printf ("%s%c%u%s%s",
                           dialect->delimiter != NULL ? dialect->delimiter : " ",
                           dialect->quote != 0 ? (char) dialect->quote : ' ',
                           dialect->header_rows,
                           dialect->trims ? "t" : "",
                           dialect->newline != NULL ? dialect->newline : "");
  g_assert_cmpstr (found, ==, examples[GPOINTER_TO_UINT (data)].expected);
  g_assert_cmpuint (dialect->preamble_rows, ==, examples[GPOINTER_TO_UINT (data)].preamble_rows);
}

static const struct
{
  const char *name, *text;
  gunichar escape, comment;
} guards[] = {
  { "escape-doubled", "id,note\n1,\"a \"\"b\"\" c\"\n", '"', 0 },
  { "escape-backslash", "id,note\n1,\"a \\\"b\\\", c\"\n2,\"d\"\n", '\\', 0 },
  { "escape-slash", "id,note\n1,\"a /\"b/\" c, d\"\n2,\"e\"\n", '/', 0 },
  { "escape-none", "id,note\n1,\"a (\"b\") c\"\n2,\"(\"d\")\"\n", '"', 0 },
  { "comment", "id,name,sum\n1,Ann,5\n# so far, by Bo\n2,Bo,6\n", '"', '#' },
  { "no-comment", "id,name,sum\n1,Ann,5\n#2,Bo,6\n3,Cid,7\n", '"', 0 },
};

static void
test_guard (gconstpointer data)
{
  const TvSniffHints hints = { 0 };
  const char *text = guards[GPOINTER_TO_UINT (data)].text;
  gsize length = strlen (text);
  g_autofree char *padded = g_malloc0 (length + TV_CSV_PADDING);
  g_autoptr (TvDialect) dialect = NULL;

  memcpy (padded, text, length);
  dialect = tv_dialect_guess (padded, length, TRUE, &hints, NULL);
  g_assert_cmpuint (dialect->escape, ==, guards[GPOINTER_TO_UINT (data)].escape);
  g_assert_cmpuint (dialect->comment, ==, guards[GPOINTER_TO_UINT (data)].comment);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/dialect/", examples[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_example);
    }
  for (guint i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      g_autofree char *path = g_strconcat ("/dialect/", guards[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_guard);
    }
  return g_test_run ();
}
