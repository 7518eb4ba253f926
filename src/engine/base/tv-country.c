/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as people write them in an address: their codes (ISO 3166-1), the letters of number
 * plates that older programs keep, and their names in some twenty-five languages, after those that
 * the package iso-codes collects. All as tv_text_fold() makes them. */
#include "base/tv-country.h"

#include <string.h>

#include "base/tv-text.h"

static const struct
{
  char code[3];
  const char *names; /* parted by | */
} countries[] = {
  { "FR",
    "f|fra|franca|france|france metropolitaine|francia|franciaorszag|francie|francija|"
    "francja|francuska|francuzsko|frankreich|frankrig|frankrijk|frankrike|fransa|franta|"
    "prancuzija|prantsusmaa|ranska|γαλλια|франция|франція" },
  { "GB",
    "angleterre|birlesik krallık|britain|ecosse|egyesult kiralysag|engeland|england|"
    "escocia|forenade kungariket|gbr|gra bretanha|gran bretagna|gran bretana|"
    "grande bretagne|great britain|groot brittannie|grossbritannien|inghilterra|inglaterra|"
    "jungtine karalyste|lielbritanija|northern ireland|pays de galles|regatul unit|"
    "regne unit|regno unito|reino unido|royaume uni|schottland|scotland|scozia|"
    "spojene kralovstvi|spojene kralovstvo|storbritannia|storbritannien|suurbritannia|u k|"
    "ujedinjeno kraljevstvo|uk|united kingdom|velka britanie|vereinigtes konigreich|"
    "verenigd koninkrijk|wales|wielka brytania|yhdistynyt kuningaskunta|"
    "zdruzeno kraljestvo|ηνωμενο βασιλειο|велика британія|обединено кралство" },
  { "IE",
    "airija|eire|ierland|iirimaa|ireland|irija|irl|irland|irlanda|irlande|irlandia|irlanti|"
    "irorszag|irska|irsko|republic of ireland|ιρλανδια|ирландия|ірландія" },
  { "DE",
    "alemanha|alemania|alemanya|allemagne|almanya|brd|bundesrepublik deutschland|d|deu|"
    "deutschland|duitsland|germania|germany|nemcija|nemecko|nemetorszag|niemcy|njemacka|"
    "saksa|saksamaa|tyskland|vacija|vokietija|γερμανια|германия|німеччина" },
  { "AT",
    "a|austria|austrija|ausztria|aut|autriche|avstrija|avusturya|itavalta|oesterreich|"
    "oostenrijk|osterreich|osterrike|ostrig|rakousko|rakusko|αυστρια|австрия|австрія" },
  { "CH",
    "che|elvetia|isvicre|schweiz|suica|suissa|suisse|suiza|svajc|svajciarsko|sveicarija|"
    "sveice|sveits|sveitsi|svica|svicarska|svizra|svizzera|svycarsko|switzerland|"
    "szwajcaria|zwitserland|ελβετια|швеицария|швеицарія" },
  { "BE",
    "b|bel|belcika|belgia|belgica|belgicko|belgie|belgien|belgija|belgio|belgique|belgium|"
    "βελγιο|белгия|бельгія" },
  { "NL",
    "alankomaat|holanda|holandia|holandsko|holland|hollanda|hollande|hollandia|nederland|"
    "nederlandene|nederlanderna|netherlands|niderlande|niderlandy|niederlande|nizozemska|"
    "nizozemsko|nld|nyderlandai|olanda|paesi bassi|paises baixos|paises bajos|"
    "paisos baixos|pays bas|the netherlands|ολλανδια|нидерландия|нідерланди" },
  { "LU",
    "grand duche de luxembourg|l|letzebuerg|liuksemburgas|lucembursko|luksemburg|"
    "luksemburga|lussemburgo|lux|luxembourg|luxemburg|luxemburgo|luxembursko|λουξεμβουργο|"
    "люксембург" },
  { "MC", "mco|monaco|monakas|monako|principaute de monaco|μονακο|монако" },
  { "ES",
    "e|esp|espagne|espana|espanha|espanja|espanya|hispaania|hiszpania|ispanija|ispanya|"
    "spagna|spain|spanelsko|spania|spanielsko|spanien|spanija|spanje|spanjolska|"
    "spanyolorszag|ισπανια|испания|іспанія" },
  { "PT",
    "p|portekiz|portogallo|portugal|portugale|portugali|portugalia|portugalija|portugalska|"
    "portugalsko|prt|πορτογαλια|португалия|португалія" },
  { "IT",
    "i|ita|itaalia|italia|italie|italien|italija|italy|italya|olaszorszag|taliansko|wlochy|"
    "ιταλια|италия|італія" },
  { "DK",
    "danemarca|danemark|dania|danija|danimarca|danimarka|danmark|danska|dansko|denemarken|"
    "denmark|dinamarca|dnk|taani|tanska|δανια|дания|данія" },
  { "NO",
    "n|noorwegen|nor|noreg|norge|norja|norra|norsko|noruega|norvec|norvege|norvegia|"
    "norvegija|norveska|norway|norwegen|norwegia|νορβηγια|норвегия|норвегія" },
  { "SE",
    "isvec|rootsi|ruotsi|s|schweden|suecia|suede|suedia|svedija|svedorszag|svedska|svedsko|"
    "sverige|svezia|swe|sweden|szwecja|zviedrija|zweden|σουηδια|швеция|швеція" },
  { "FI",
    "fin|finland|finlanda|finlande|finlandia|finlandiya|finnland|finnorszag|finska|finsko|"
    "somija|soome|suomi|suomija|φινλανδια|финландия|фінляндія" },
  { "PL",
    "lengyelorszag|lenkija|pol|poland|polen|polija|poljska|pologne|polonia|polonya|polska|"
    "polsko|poola|puola|πολωνια|полша|польща" },
  { "CZ",
    "cechia|cehia|cekya|ceska|ceska republika|cesko|chequia|csehorszag|cze|czech republic|"
    "czechia|czechy|repubblica ceca|republica checa|republique tcheque|tchequie|tjeckien|"
    "tjekkiet|tschechien|tschechische republik|tsehhi|tsjechie|tsjekkia|txequia|τσεχια|"
    "чехия|чехія" },
  { "SK",
    "eslovaquia|slovacchia|slovacia|slovacka|slovakia|slovakien|slovakiet|slovakija|"
    "slovakkia|slovakya|slovaquie|slovaska|slovensko|slowacja|slowakei|slowakije|svk|"
    "szlovakia|σλοβακια|словакия|словаччина" },
  { "HU",
    "h|hongarije|hongria|hongrie|hun|hungary|hungria|macaristan|madarsko|madzarska|"
    "magyarorszag|mađarska|ungari|ungaria|ungarija|ungarn|ungern|ungheria|unkari|vengrija|"
    "wegry|ουγγαρια|угорщина|унгария" },
  { "RO",
    "roemenie|romania|romanya|romenia|romunija|rou|roumanie|rumaenien|rumania|rumanien|"
    "rumanija|rumeenia|rumunia|rumunija|rumunjska|rumunsko|ρουμανια|румунія|румъния" },
  { "BG",
    "bgr|bolgarija|bugarska|bulgaaria|bulgaria|bulgarie|bulgarien|bulgarija|bulgarije|"
    "bulgaristan|bulharsko|βουλγαρια|болгарія|българия" },
  { "GR",
    "el|gorogorszag|graekenland|graikija|grc|grcija|grcka|grece|grecia|grecja|grecko|"
    "greece|grekland|griechenland|griekenland|griekija|hellas|kreeka|kreikka|recko|"
    "yunanistan|ελλαδα|греція|гърция" },
  { "CY",
    "chipre|chypre|cipar|ciper|cipro|cipru|ciprus|cyp|cypern|cypr|cyprus|kipra|kipras|"
    "kupros|kypr|kypros|kıbrıs|xipre|zypern|κυπροσ|кипър|кіпр" },
  { "MT", "malta|malte|mlt|μαλτα|малта|мальта" },
  { "SI",
    "eslovenia|sloveenia|slovenia|slovenie|slovenien|slovenija|slovenya|slovinsko|slowenia|"
    "slowenien|svn|szlovenia|σλοβενια|словения|словенія" },
  { "HR",
    "chorvatsko|chorwacja|croacia|croatia|croatie|croazia|horvaatia|horvatija|horvatorszag|"
    "hrv|hrvaska|hrvatska|hırvatistan|kroatia|kroatie|kroatien|kroatija|κροατια|хорватія|"
    "хърватия" },
  { "LV",
    "lati|latvia|latvija|letland|letonia|letonya|lettland|lettonia|lettonie|lettorszag|"
    "lotwa|lotyssko|lva|λετονια|латвия|латвія" },
  { "UA",
    "oekraine|ucraina|ucrania|ukr|ukraina|ukraine|ukrajina|ukrajna|ukrayna|ουκρανια|"
    "украина|украіна" },
  { "TR",
    "torokorszag|tur|turchia|turcja|turecko|turgi|turkei|turkey|turkiet|turkije|turkiye|"
    "turquia|turquie|turska|туреччина|турция" },
  { "MA",
    "fas|mar|maroc|marocco|marocko|maroka|marokas|marokko|maroko|marroc|marrocos|marruecos|"
    "morocco|μαροκο|марокко|мароко" },
  { "TN",
    "tun|tuneesia|tunesie|tunesien|tunez|tunezia|tunezja|tunis|tunisas|tunisia|tunisie|"
    "tunisien|tunisija|tunisko|tunizija|tunus|τυνησια|тунис|туніс" },
  { "US",
    "ameerika uhendriigid|amerika birlesik devletleri|amerikas savienotas valstis|"
    "de forente stater|egyesult allamok|estados unidos|estats units|etats unis|"
    "etats unis d amerique|jungtines amerikos valstijos|sjedinjene drzave|spojene staty|"
    "stany zjednoczone|statele unite|stati uniti|u s|u s a|united states|"
    "united states of america|usa|vereinigte staaten|verenigde staten|yhdysvallat|"
    "zdruzene drzave|ηνωμενεσ πολιτειεσ|сша|съединени щати" },
  { "CA", "can|canada|kanada|καναδασ|канада" },
  { "MX",
    "mehhiko|mehika|meksika|meksiko|meksyk|messico|mex|mexic|mexico|mexiko|mexique|μεξικο|"
    "мексика|мексико" },
  { "BR",
    "bra|brasiilia|brasil|brasile|brasilia|brasilien|brazil|brazilia|brazilie|brazilija|"
    "brazylia|bresil|brezilya|βραζιλια|бразилия|бразилія" },
  { "AU",
    "aus|austraalia|australia|australie|australien|australija|ausztralia|avstralija|"
    "avustralya|αυστραλια|австралия|австралія" },
  { "NZ",
    "jaunzelande|naujoji zelandija|neuseeland|new zealand|nieuw zeeland|noua zeelanda|"
    "nouvelle zelande|nova zelanda|nova zelandia|nova zelandija|novi zeland|novy zeland|"
    "nowa zelandia|nueva zelanda|nuova zelanda|nya zeeland|nzl|uj zeland|uus meremaa|"
    "uusi seelanti|yeni zelanda|νεα ζηλανδια|нова зеландия|нова зеландія" },
  { "ZA",
    "africa de sud|africa do sul|afrique du sud|del afrika|dienvidafrika|etela afrikka|"
    "guney afrika|jihoafricka republika|juzna afrika|juznoafricka republika|"
    "louna aafrika vabariik|pietu afrika|poludniowa afryka|sor afrika|south africa|"
    "sud africa|sudafrica|sudafrika|sydafrika|zaf|zuid afrika|νοτια αφρικη|південна африка|"
    "южна африка" },
  { "IN", "hindistan|ind|inde|india|indie|indien|indija|intia|ινδια|индия|індія" },
  { "JP",
    "giappone|jaapan|japan|japana|japani|japao|japo|japon|japonia|japonija|japonska|"
    "japonsko|japonya|jpn|ιαπωνια|япония|японія" },
  { "GP",
    "glp|guadalupa|guadalupe|guadeloupe|guadelupa|gvadalupa|gvadelup|gvadelupa|gwadelupa|"
    "γουαδελουπη|гваделупа" },
  { "MQ", "martinica|martinik|martinika|martinique|martynika|mtq|μαρτινικα|мартиника|мартиніка" },
  { "GF",
    "francia guyana|francoska gvajana|francouzska guayana|francuska gijana|"
    "francuzska guyana|frans guyana|fransk guyana|franska guyana|fransız guyanası|"
    "franzosisch guyana|french guiana|guaiana francesa|guayana francesa|guf|"
    "guiana francesa|guiana franceza|gujana francuska|guyana francese|guyane|"
    "guyane francaise|gviana|prancuzijos gviana|prantsuse guajaana|ranskan guayana|"
    "γαλλικη γουιανα|французька гвіана|френска гвиана" },
  { "RE",
    "ile de la reunion|ilha reuniao|illa de la reunio|la reunion|reinjona|reu|reunion|"
    "reunjonas|riunione|ρευνιον|реюнион|реюньион" },
  { "YT", "mayotte|myt" },
  { "NC", "ncl|new caledonia|nouvelle caledonie" },
  { "PF", "french polynesia|polynesie francaise|pyf" },
  { "LI",
    "lichtenstajnsko|lichtensteinas|lichtenstejnsko|lie|liechtenstein|lihtenstajn|"
    "lihtenstayn|lihtensteina|λιχτενσταιν|лихтенщаин|ліхтенштеин" },
  { "AD", "and|andora|andorra|andorre|ανδορρα|андора|андорра" },
  { "SM", "saint marin|san marino|smr" },
  { "IS",
    "iceland|ijsland|isl|island|islanda|islande|islandia|islandija|islanti|izland|izlanda|"
    "ισλανδια|исландия|ісландія" },
  { "EE",
    "eesti|est|estija|estland|estonia|estonie|estonija|estonsko|estonya|esztorszag|"
    "igaunija|viro|εσθονια|естония|естонія" },
  { "LT",
    "leedu|liettua|lietuva|litauen|lithuania|litouwen|lituania|lituanie|litva|litvania|"
    "litvanya|litwa|ltu|λιθουανια|литва" },
  { "RS",
    "serbia|serbie|serbien|serbija|servia|servie|srb|srbija|srbsko|szerbia|sırbistan|"
    "σερβια|сербія|сърбия" },
  { "BA",
    "bih|bosna i hercegovina|bosnia and herzegovina|bosnie herzegovine|"
    "bosnien und herzegowina" },
  { "ME", "crna gora|mne|montenegro" },
  { "MK", "macedoine du nord|mkd|nordmazedonien|north macedonia" },
  { "AL", "alb|albania|albanie|albanien|shqiperia" },
  { "XK", "kosovo|xkx" },
  { "MD", "mda|moldavie|moldawien|moldova" },
  { "BY", "belarus|bielorussie|blr|weissrussland" },
  { "RU",
    "den russiske foderasjon|federacao russa|federacio russa|federacion rusa|"
    "federacja rosyjska|federatia rusa|krievijas federacija|orosz foderacio|rosja|rus|"
    "rusia|rusijos federacija|ruska federace|ruska federacia|ruska federacija|rusland|"
    "russia|russian federation|russie|russische foderation|russiske foderation|russland|"
    "rusya federasyonu|ryska federationen|venajan federaatio|venemaa foderatsioon|"
    "ρωσικη ομοσπονδια|росіиська федерація|руска федерация" },
  { "GE", "geo|georgia|georgie|georgien" },
  { "AM", "arm|armenia|armenie|armenien" },
  { "IL", "isr|israel" },
  { "LB", "lbn|lebanon|liban|libano|libanon" },
  { "AE", "are|emirats arabes unis|uae|united arab emirates|vereinigte arabische emirate" },
  { "SA", "arabie saoudite|sau|saudi arabia|saudi arabien" },
  { "QA", "qat|qatar" },
  { "EG", "agypten|egipto|egitto|egy|egypt|egypte" },
  { "DZ", "algeria|algerie|algerien|argelia|dza" },
  { "SN", "sen|senegal" },
  { "CI", "civ|cote d ivoire|elfenbeinkuste|ivory coast" },
  { "CM", "cameroon|cameroun|cmr|kamerun" },
  { "MG", "madagascar|madagaskar|mdg" },
  { "MU", "ile maurice|maurice|mauritius|mus" },
  { "NG", "nga|nigeria" },
  { "KE", "ken|kenia|kenya" },
  { "CN", "china|chine|chiny|chn|cina" },
  { "HK", "hkg|hong kong|hongkong" },
  { "TW", "taiwan|twn" },
  { "KR",
    "corea del sud|corea del sur|coree du sud|kor|korea|republic of korea|south korea|"
    "sudkorea" },
  { "SG", "sgp|singapore|singapour|singapur" },
  { "TH", "tailandia|tha|thailand|thailande" },
  { "VN", "viet nam|vietnam|vnm" },
  { "MY", "malaisie|malaysia|mys" },
  { "ID", "idn|indonesia|indonesie|indonesien" },
  { "PH", "filipinas|filippine|philippinen|philippines|phl" },
  { "AR", "arg|argentina|argentine|argentinien" },
  { "CL", "chile|chili|chl|cile" },
  { "CO", "col|colombia|colombie|kolumbien" },
  { "PE", "per|perou|peru" },
  { "UY", "uruguay|ury" },
};

/* name -> code */
static gpointer
make_table (gpointer data)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_auto (GStrv) names = g_strsplit (countries[i].names, "|", -1);

      g_hash_table_insert (table,
                           g_ascii_strdown (countries[i].code, -1),
                           (gpointer) countries[i].code);
      for (gsize n = 0; names[n] != NULL; n++)
        g_hash_table_insert (table, g_strdup (names[n]), (gpointer) countries[i].code);
    }
  return table;
}

/**
 * tv_country_find:
 * @text: (nullable): a country's code or name, in any of the languages known; words in brackets
 * behind it are passed by
 *
 * Returns: (transfer none) (nullable): its ISO 3166-1 code of two letters, %NULL where it is not
 * known
 */
const char *
tv_country_find (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *own = text != NULL ? g_strndup (text, strcspn (text, "([")) : NULL;
  g_autofree char *name = tv_text_fold (own);

  g_once (&once, make_table, NULL);
  return g_hash_table_lookup (once.retval, name);
}
