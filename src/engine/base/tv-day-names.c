/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of days in the languages of Europe, in Turkish, Azerbaijani, Indonesian and Malay:
 * months as they stand alone, beside a day, and shortened; days of the week; what else stands in a
 * date. Names are facts of the Unicode CLDR, release 48, folded. */
#include "base/tv-day-names.h"

#include <string.h>

#define SHORTEST 3 /* letters of a month that is shortened as no list has it */

/* clang-format off */
/* A string for each month, by its words. */
static const char *const months[] = {
  "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro jannar "
  "janner jannewaris januar januara januari januarie january janv janvaris janvier "
  "led leden ledna oca ocak sausio sausis sij sijecanj sijecnja sty styczen "
  "stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν "
  "ιανουαριου сту студзень студзеня січ січень січня янв январь января януари јан "
  "јануар јануари urtarrilaren",
  "feb febbraio feber febr febreiro febrer febrero febrewaris februar februara "
  "februari februarie februaris february fev fevereiro fevr fevral fevrier fra frar "
  "helmi helmikuu helmikuuta lut lutego luty ots otsaila shk shkurt sub subat uno "
  "unor unora vasario vasaris veebr veebruar velj veljaca veljace φεβ φεβρουαριου "
  "лют лютага лютии лютого люты феб фебруар фев февр февраль февраля февруари otsailaren",
  "bre brezen brezna kovas kovo maalis maaliskuu maaliskuuta maart mac mae maerz "
  "mar marc marca march marcius marco marec maret mars mart martie marts martxoa "
  "marz marzec marzo marzu mrt ozu ozujak ozujka μαρ μαρτιου бер березень березня "
  "мар март марта сак сакавік сакавіка martxoaren",
  "abr abrell abril api apirila apr aprel april aprila aprile aprilie aprilis "
  "aprill avr avril balandis balandzio dub duben dubna huhti huhtikuu huhtikuuta "
  "kwi kwiecien kwietnia nis nisan pri prill tra travanj travnja απρ απριλιου апр "
  "апрель апреля април квіт квітень квітня кра красавік красавіка apirilaren",
  "geguze geguzes kve kveten kvetna maaie mag maggio mai maiatza maig maijs maio "
  "maj maja majus may mayis mayo mayıs mee mei mej mejju svi svibanj svibnja touko "
  "toukokuu toukokuuta μαι μαιου маи мая мај трав травень травня maiatzaren",
  "birzelio birzelis cerven cervna cvn cze czerwca czerwiec eka ekaina giu giugno "
  "gun gunju haz haziran iun iunie iyn iyun juin jun juna june junho juni junie "
  "junij junijs junio junius juny juuni kesa kesakuu kesakuuta lipanj lipnja qer "
  "qershor xuno ιουν ιουνιου июн июнь июня черв червень червня чэр чэрвень чэрвеня "
  "юни јун јуни ekainaren",
  "cervence cervenec cvc heina heinakuu heinakuuta iul iulie iyl iyul juil juillet "
  "jul jula julai julho juli julie julij julijs julio juliol julius july juuli korr "
  "korrik liepa liepos lip lipca lipiec lug luglio lul lulju srpanj srpnja tem "
  "temmuz uzt uztaila xul xullo ιουλ ιουλιου июл июль июля лип липень липня ліп "
  "ліпень ліпеня юли јул јули uztailaren",
  "abu abuztua ag ago agost agosto agu agust agustos agustus aout aug august "
  "augusta augusti augusts augustus augusztus avg avgust avq avqust aww awwissu elo "
  "elokuu elokuuta gush gusht kol kolovoz kolovoza ogo ogos rugpjucio rugpjutis sie "
  "sierpien sierpnia srp srpen srpna αυγ αυγουστου авг август августа жні жнівень "
  "жніуня серп серпень серпня abuztuaren",
  "eyl eylul ira iraila rugsejis rugsejo ruj rujan rujna sen sentyabr sep sept "
  "septembar september septembra septembre septembrie septembris septiembre "
  "septimber set setembre setembro settembre settembru sht shtator syys syyskuu "
  "syyskuuta szept szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριου вер "
  "верасень верасня вересень вересня сент сентябрь сентября сеп септембар септември irailaren",
  "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt "
  "oktobar oktober oktobra oktobris oktoober oktyabr ott ottobre ottubru out "
  "outubro paz pazdziernik pazdziernika rij rijen rijna spalio spalis tet tetor urr "
  "urria οκτ οκτωβριου жовт жовтень жовтня кас кастрычнік кастрычніка окт октобар "
  "октомври октябрь октября urriaren",
  "aza azaroa kas kasim kasım lapkricio lapkritis lis listopad listopada listopadu "
  "marras marraskuu marraskuuta nen nentor noiembrie nov novembar november novembra "
  "novembre novembris novembro novembru noviembre novimber noy noyabr stu studeni "
  "studenoga νοε νοεμβριου лист листопад листопада ліс лістапад лістапада нов "
  "новембар ное ноември нояб ноябрь ноября azaroaren",
  "abe abendua ara aralik aralık dec decembar december decembra decembre decembrie "
  "decembris decembro dek dekabr des desember desembre desimber dets detsember dez "
  "dezember dezembro dhj dhjetor dic dicembre dicembru diciembre dis disember gru "
  "grudnia grudzien gruodis gruodzio joulu joulukuu joulukuuta pro prosinac "
  "prosinca prosince prosinec δεκ δεκεμβριου груд грудень грудня дек декабрь "
  "декабря декември дец децембар сне снежань снежня abenduaren",
};

static const char fillers[] =
      "a ad ahad ahd al alle an antradienis ar as asteartea asteazkena astelehena at "
      "axsami axsamı az bazar car carsamba cet cetrtek ceturtd ceturtdiena cetvrtak cmt "
      "cs csutortok ct ctvrtek cum cuma cumartesi cumə czw czwartek cərsənbə d dc de "
      "del den denschdeg dg di die diel dienstag dijous dilluns dim dimanche dimarts "
      "dimecres dinsdag dissabte diumenge divendres dj dl do dom domenica domingo don "
      "donderdag donnerstag donneschdeg ds dt dum duminica dv e enj enjte erb erbgħa "
      "ertəsi esmaspaev feira fim fimmtudagur fos fostudagur fr fre fredag freed "
      "freideg freitag fri friday friggjadagur g gada gim gimgħa gio giovedi god godz "
      "hen hene hetfo hos hosdagur ig igandea il is isn isnin it jeu jeudi joi jue "
      "jueves jum jumaat jumat kam kamis ke kedd kell keskiviikko keskiviikkona "
      "ketvirtadienis kha khamis kl klo ko kolmapaev kt la larunbata las lau lauantai "
      "lauantaina laugardagur laupaev laurdag le les ley leygardagur lor lordag lr lun "
      "lundi lunedi lunes luni luns m ma maanantai maanantaina maandag man manadagur "
      "mandag manudagur mar mardi marte martedi martes marti mei meindeg mer mercoledi "
      "mercores mercredi merkure met mettwoch mi mie miercoles miercuri mik mikudagur "
      "min minggu mittwoch mið miðvikudagur mo moandei mon monday montag na ne ned "
      "nedela nedele nedelja nedjelja neljapaev niedz niedziela o ob of og om on ons "
      "onsdag or ora ore osteguna ostirala otrd otrdiena p pa patek paz pazar pazartesi "
      "pe penktadienis pentek per perjantai perjantaina persembe pet petak petek pi "
      "piatek piatok piektd piektdiena pirmadienis pirmd pirmdiena pn po pon pondeli "
      "pondelok ponedeljak ponedeljek ponedjeljak poniedzialek pr pre premte pt "
      "puhapaev pukul pzt qua quarta qui quinta r rab rabu reede rok roku sa sab sabado "
      "sabato sabtu sal sali salı sam sambata samedi samschdeg samstag sat sata "
      "saterdag saturday seg segunda sekmadienis sel selasa sen senin sestadienis sestd "
      "sestdiena sex sexta sht shtune si sib sibt sk snein sneon so sob sobota son "
      "sondag sonndeg sonntag sr sre sreda sri srijeda sroda st streda stvrtok su sub "
      "subota sun sunday sunnudagur sunnuntai sunnuntaina svetd svetdiena sze szerda "
      "szo szombat sənbə teisipaev ter terca thu thur thurs thursday ti tiisdei tiistai "
      "tiistaina tir tirs tirsdag tis tisdag tli tlieta tne tnejn to tongersdei tor "
      "torek tors torsdag torstai torstaina tr treciadienis tresd tresdiena tue tues "
      "tuesday ty tys tysdag tysdagur u uhr um ut utery uto utorak utorok uur v "
      "vasarnap ven vendredi venerdi venres vie viernes vin vineri vr vrijdag vrydag "
      "wed wednesday weds wo woansdei woensdag wt wtorek xov xoves y za zaterdag zo "
      "zondag þri þriðjudagur ħad ħadd ħam ħamis δευ δευτερα κυρ κυριακη παρ παρασκευη "
      "πεμ πεμπτη σαβ σαββατο στην στισ τετ τεταρτη τρι τριτη ау ауторак в во "
      "воскресенье вс вт вто вторник вівторок г год нд нед недела неделя недеља неділя "
      "нядзеля о пʼятниця панядзелак пет петак петок петък пн пон понеделник "
      "понедельник понедељак понеділок пт пятница пятніца р року рік саб сабота сб "
      "серада середа ср сре среда сряда суб суббота субота събота у уто уторак чацвер "
      "чет четвер четверг четвртак четврток четвъртък чт чц pada ta года ngay nam";
/* clang-format on */

/* Words that are another month in Croatian than in Polish and Czech. */
static const struct
{
  const char *word;
  int month;
  gboolean is_czech;
} croatian[] = {
  { "lip", 6, FALSE },      { "srp", 7, TRUE },         { "lis", 10, TRUE },
  { "listopad", 10, TRUE }, { "listopada", 10, FALSE },
};

static void
add_words (GHashTable *table, const char *words, int value)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_hash_table_replace (table, g_strdup (parts[i]), GINT_TO_POINTER (value));
}

static gpointer
make_months (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    add_words (table, months[i], (int) i + 1);
  return table;
}

static gpointer
make_fillers (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_words (table, fillers, 1);
  return table;
}

/* The month that a word is the beginning of in whatever language; 0 = of none or several. */
static int
find_shortened (const char *word)
{
  const gsize length = strlen (word);
  int found = 0;

  if (g_utf8_strlen (word, -1) < SHORTEST)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (const char *at = strstr (months[i], word); at != NULL; at = strstr (at + length, word))
      if (at == months[i] || at[-1] == ' ')
        {
          if (found > 0)
            return 0;
          found = (int) i + 1;
          break;
        }
  return found;
}

/**
 * tv_day_name_get_month:
 * @word: a folded word
 * @dots: which numbers of its date have a full stop behind them
 *
 * Tells months by their names, whole or shortened in whatever way. Croatian shares five words with
 * Polish and Czech, where they are the month before or after; it puts a full stop behind the day
 * and the year, Czech behind the day and Polish behind none.
 *
 * Returns: 1-12, 0 = the word is no month
 */
int
tv_day_name_get_month (const char *word, TvDayDots dots)
{
  static GOnce once = G_ONCE_INIT;
  int month;

  for (guint i = 0; (dots & TV_DAY_DOTS_DAY) != 0 && i < G_N_ELEMENTS (croatian); i++)
    if (g_str_equal (croatian[i].word, word)
        && (!croatian[i].is_czech || (dots & TV_DAY_DOTS_YEAR) != 0))
      return croatian[i].month;
  g_once (&once, make_months, NULL);
  month = GPOINTER_TO_INT (g_hash_table_lookup (once.retval, word));
  return month > 0 ? month : find_shortened (word);
}

/**
 * tv_day_name_is_filler:
 * @word: a folded word
 *
 * Returns: whether it is a day of the week, or another word that stands in a date and says nothing
 */
gboolean
tv_day_name_is_filler (const char *word)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, make_fillers, NULL);
  return g_hash_table_contains (once.retval, word);
}
