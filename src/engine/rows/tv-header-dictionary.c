/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that headers are made of, in three dozen languages, and what each speaks of. They stand
 * here as people write them, and are folded as headers are. */
#include "rows/tv-header-dictionary.h"

#include "base/tv-text.h"

/* One letter a notion, so that a pattern can be read: C customer, D document (order, invoice,
 * receipt), P product, v variant, L line; I number or code, N name, n name that is a first name
 * where it stands alone, d label and h description, F first and B last name, c company, E e-mail, T
 * telephone, A address, Z postal code, K city, Y country, W when, w sale and p purchase, Q
 * quantity, U of one, R price, M amount, m turnover, X without and V with tax, t tax, r rate, f
 * discount, G family, u sub, H brand, S stock, O cost, J margin, y type, g state, b for the bill, s
 * for the delivery, a consent and x objection, k advertising, z something else, e region; i what
 * became of a message, j campaign, l channel; o vintage, q grape, 1 on sale or not, 2 that a
 * message was sent, 3 a card by which a shop knows who buys; a full stop is a word that says
 * nothing. Words may speak of two things. */
static const struct
{
  const char *notions, *words;
} dictionary[] = {
  { "C",
    "customer customers cust client clients cliente clientes kunde kunden klant klanten buyer "
    "buyers acheteur acheteurs comprador acquirente koper kaufer kaufers member membre "
    "kd kdn mitglied miembro socio tiers debitor debiteur retailer user usuario utilisateur "
    "account "
    "cust kontrahent kontrahenta kontrahenci klient klienci klienta zakaznik zakaznika kund kunder "
    "musteri vevo ugyfel asiakas" },
  { "D",
    "order orders ord invoice invoices receipt ticket transaction document doc pedido pedidos "
    "orden commande commandes cmd facture factures factura facturas fattura fatture ordine "
    "ordini fatura encomenda bestellung bestell bestellungs auftrag auftrags rechnung "
    "rechnungs beleg kassenbon bon bestelling bestel factuur piece documento zamowienie "
    "zamowienia zamowien faktura faktury paragon paragonu objednavka objednavky doklad "
    "dokladu uctenka dokumentu dowod bilag bilags notafiscal ordre bestallning bestilling kvitto "
    "kvittering "
    "comanda comenzi siparis "
    "szamla rendeles tilaus lasku" },
  { "Dw",
    "sale vente ventes venta ventas venda vendas vendita vendite verkauf verkaufs verkoop selling "
    "sprzedaz sprzedazy forsaljning forsaljnings" },
  { "Dp", "purchase achat compra compras acquisto kauf aankoop" },
  { "P",
    "product products prod item items article articles artikel produit produits producto "
    "productos prodotto prodotti articolo articoli articulo articulos produto produtos "
    "artigo produkt produkte waren towar towaru towarowa towarowy towarowe artykul artykulu "
    "produktu vyrobek vyrobku zbozi vare varer varan vara produs produse urun termek cikk "
    "tuote" },
  { "L",
    "line lines ligne lignes linea lineas riga righe linha position positions pos zeile "
    "regel rad rader linje linjer radek pozycja" },
  { "Pv", "variant variants variante varianten variantes variation variations" },
  { "LP", "lineitem lineitems" },
  { "Py", "art" }, /* an article, or in German a kind */
  { "CI", "kdnr" },
  { "PI", "sku upc gtin ean barcode artnr" },
  { "I",
    "id no nr num number numero nummer code codigo cod codice key cle clave chave ref "
    "reference referencia riferimento username identifiant schlussel n numer cislo kod "
    "symbol nummeret numar kodu szam koodi szama" },
  { "N",
    "name nom nome nombre naam intitule title titulo titel titolo titre fullname "
    "nazwa nazev namn navn denumire adi nev neve nimi adı" },
  { "I", "compte konto conto cuenta conta" },
  { "Nc", "raison ragione razon razao bedrijfsnaam firmenname firmanaam foretagsnamn firmanavn" },
  { "CN", "intestatario" },
  { "d",
    "bezeichnung designation libelle denominazione denominacion concepto benamning "
    "betegnelse megnevezes tekst" },
  { "dh",
    "description descripcion descrizione descricao beschreibung omschrijving opis popis "
    "beskrivelse beskrivning" },
  { "F",
    "first given proprio vorname prenom voornaam firstname forename imie fornamn fornavn krestni "
    "prenume keresztnev etunimi" },
  { "B",
    "last surname familyname familienname familienaam familjenamn slektsnavn nachname apellido "
    "apellidos apelido apelidos cognome sobrenome achternaam lastname nazwisko "
    "prijmeni efternamn etternavn efternavn soyadi vezeteknev sukunimi" },
  { "c",
    "company firma firmen azienda empresa bedrijf bedrijfs societe organization organisation "
    "foretag foretags virksomhed virksomheds" },
  { "E", "email mail correo courriel electronique epost postaelettronica" },
  { "T",
    "mobiel phone telephone tel telefono telefon telefone telefoon mobile mobil movil cellulare "
    "celular "
    "portable handy gsm fone" },
  { "A",
    "address adresse adres street strasse rue direccion domicilio endereco indirizzo straat "
    "calle adresa ulica ulice adress gata gade adresi cim osoite" },
  { "ZI", "indeks" },
  { "Z", "zip zipcode postal postcode postleitzahl plz cp cap cep psc postnummer postnr" },
  { "K",
    "city town ville ort stadt ciudad poblacion localidad localita citta comune cidade municipio "
    "localidade plaats woonplaats stad wohnort miasto miejscowosc mesto oras sehir varos "
    "kaupunki by postby bynavn" },
  { "Y", "country pays land pais paese kraj zeme ulke orszag" },
  { "W",
    "date datum fecha data created creation creacion criacao creazione datetime timestamp "
    "zeitpunkt dato daty tarih tarihi kelte paiva paivamaara" },
  { "Q",
    "quantity qty qte quantite cantidad cant quantita qta quantidade qtd qtde menge anzahl "
    "aantal units unidades pieces stuckzahl hoeveelheid ilosc mnozstvi pocet antal antall "
    "bottles bouteilles flaschen bottiglie botellas flessen butelek uds ant sztuk kusu cantitate "
    "miktar adet mennyiseg maara kvantitet mængde mengde liczba aantallen" },
  { "U",
    "bottle bouteille flasche bottiglia botella fles ud unit unitario unitaria unitaire unite "
    "unidad unidade each einzel stuck stuk styk styck enhed enheds enhet enhets jednostkowa "
    "jednotkova jednostka unitar birim egyseg yksikko" },
  { "R",
    "pvp rrp msrp price prices prix precio precios prezzo preco preis preise prijs tarif tarifa vk "
    "pv "
    "cena ceny pris priser pret fiyat fiyati hinta" },
  { "RU", "pu punitario punit apris egysegar stuksprijs" },
  { "M",
    "amount total totals montant importe betrag summe gesamt importo totale valor valore "
    "imponible bedrag totaal value subtotal subtotale sum imponibile kwota wartosc razem castka "
    "celkem "
    "ext extended hodnota belopp belop beloeb summa valoare tutar tutari toplam osszeg yhteensa "
    "beløb "
    "belob suma" },
  { "m",
    "sales revenue umsatz omzet fatturato ricavo faturamento receita ingreso ingresos "
    "turnover obrot omsattning omsetning" },
  { "X",
    "net netto neto neta netos netas netta nette nettes liquido liquida ex exc excl excluded "
    "excluding exclusive "
    "exkl exkluderad ht sin ohne hors senza bez esclusa escluso escluse esclusi "
    "excluida excluido excluidos "
    "exklusive fara" },
  { "V",
    "com inclusa incluso incluse inclusi incluida incluido incluidos compris comprise ivainclusa "
    "gross brutto bruto bruta lordo lorda ttc inc incl included including inkl con mit vcetne "
    "inklusive" },
  { "Vt", "ivato ivata ivati" },
  { "t",
    "tax taxes tva vat iva btw mwst ust taxe impuesto imposta imposto steuer podatek dph "
    "moms mva kdv afa alv" },
  { "G",
    "varugrupp reparto category categories categorie categoria kategorie family famille familia "
    "famiglia group "
    "groupe gruppe grupo gruppo groep warengruppe rayon department departamento collection "
    "kategoria kategori grupa skupina gruppa kategorija kategorisi csoport ryhma" },
  { "u", "sub unter sous sotto under pod" },
  { "o",
    "vintage vintages millesime jahrgang jahrgange anada cosecha annata annate vendemmia "
    "oogstjaar jaargang colheita safra argang rocznik" },
  { "q",
    "grape grapes grapevariety cepage cepages rebsorte rebsorten traubensorte uva uvas vitigno "
    "vitigni druif druivenras casta castas druva druvsort drue druesort szczep szczepy" },
  { "1",
    "active actif activa activo aktiv attivo attiva actief ativo aktywny aktywna available "
    "disponible verfugbar disponibile beschikbaar disponivel tillganglig tilgængelig dostepny" },
  { "i",
    "event events evenement evenements ereignis evento eventi gebeurtenis handelse hændelse "
    "zdarzenie result results resultat resultaat resultado risultato esito ergebnis wynik" },
  { "j",
    "campaign campaigns campagne campagnes campagna campana campanha kampagne kampanj kampania "
    "kampanii mailing mailings" },
  { "3",
    "card cards loyalty membership fidelity carte cartes fidelite karte karten tarjeta tessera "
    "fidelidad fidelizacion fedelta cartao fidelidade klantenkaart kaart kort kartu" },
  { "2",
    "sent send sending sende envoi invio verzonden skickat skickad afsendt afsendelse afsendelses "
    "wyslano" },
  { "l", "channel canal canale kanal kanaal medium medio mezzo meio moyen" },
  { "H",
    "brand marque marca marke merk vendor manufacturer fabricant hersteller fabricante "
    "produttore znacka producent vyrobce varumarke mærke producer "
    "producteur productor produtor winery weingut bodega cantina domaine" },
  { "S",
    "stock lagerbestand bestand inventory existencias giacenza estoque voorraad inventario "
    "lagerbeholdning "
    "magazynowy scorta scorte" },
  { "O",
    "cost costs cout coste costo custo kostpris kostprijs inkopspris inköpspris inkoopprijs inkoop "
    "einkaufs einkaufspreis einstandspreis einstand kostnad indkøbspris koszt zakupu revient ek "
    "einkauf pa wholesale" },
  { "J",
    "rohertrag deckungsbeitrag dækningsbidrag margin marge margen margine margem profit "
    "gewinn ganancia utile lucro winst" },
  { "y", "type typ tipo" },
  { "b", "billto soldto billing bill default contact primary facturation" },
  { "s",
    "shipto shipping ship postage freight handling port versand versandkosten porto trasporto "
    "frete "
    "fracht "
    "delivery livraison lieferung liefer envio spedizione entrega verzend recipient "
    "destinatario destinataire" },
  { "g", "status statut etat estado stato zustand situacao situation" },
  { "f",
    "dto dcto discount discounts remise remises descuento desconto sconto korting rabatt rabat "
    "sleva" },
  { "r", "rate rates taux percent percentage pct prozent porcentaje percentuale percentagem" },
  { "z$", "currency devise monnaie moneda valuta moeda wahrung waluta mena" },
  { "dz", "memo" },
  { "z",
    "note notes state gender rating count since message comment comments tags "
    "segment method url image band points balance sexe "
    "notas "
    "website fax language birthday birthdate birth dob province" },
  { "e", "region" },
  { ".",
    "de du des do da dos das del della dello di d der die l la le les el los of the van per par "
    "por pro en and y e final menu gekaufte gekauft bestellte ordered purchased sold bestellt base "
    "verkauft issued placed lev 独自 vendue vendida sociale social "
    "electronico at on utc from or regular 1 amazon ebay etsy shopify woocommerce prestashop "
    "magento odoo crm public publico pubblico retail conseille recommande recommended suggested "
    "recomendado consigliato empfohlener unverbindlicher" },
  /* Of Finnish, Hungarian, Czech, Romanian, Turkish, Norwegian and Russian ledgers. */
  { "C", "asiakkaan cari" },
  { "D", "kuitti kuitin laskun tilauksen bizonylat fis belge kvitterings vydejka ticketnr " },
  { "Dw", "vanzare vanzari" },
  { "P", "articol articole artikkel katalogove номенклатуры" },
  { "PS", "stok" }, /* what is in stock, and in Turkish what is sold */
  { "L", "rivi satir satır linie sor" },
  { "I", "nro nrot" },
  { "N", "nume" },
  { "n", "jmeno jméno isim ad" },
  { "F", "utonev utónév" },
  { "B", "soyad soyadı" },
  { "d", "nimike" },
  { "dh", "kuvaus aciklama açıklama" },
  { "T", "puhelin" },
  { "K", "paikkakunta obec telepules település il" },
  { "Y", "maa tara țară" },
  { "Q", "kpl darab db" },
  { "U", "kus ks stykk" },
  { "R", "ar ár ara ára fiyatı" },
  { "RU", "ahinta" },
  { "M", "ertek érték erteke értéke osszege összege toplami toplamı rivisumma" },
  { "Xt", "veroton semiva semimposto semimpostos" },
  { "Vt", "verollinen" },
  { "X", "haric hariç" },
  { "V", "brut brüt dahil cu" },
  { "f", "alennus kedvezmeny kedvezmény iskonto indirim" },
  { "G", "grubu товаров" },
  { "O", "osto ostohinta beszerzesi beszerzési achizitie achiziție alis alış innkjops innkjøps" },
  { "J", "kate arres árrés" },
  { "z$", "valuutta penznem pénznem deviza" },
  { ".", "teljesites teljesítés kiallitas kiállítás" },
  /* Of the other languages of Europe, of East Asia and of the Near East. */
  { "C",
    "odberatel odberatela odberatele zakaznici kupac kupca kupec stranka stranke partner partnera "
    "korisnik "
    "korisnika kliendi ostja pircejs pirceja klients pirkejas pirkejo klientas kliento πελάτης "
    "πελάτη πελάτες αγοραστής клиент клиента клиенты покупатель покупателя контрагент контрагента "
    "заказчик заказчика клієнт клієнта покупець покупця замовник замовника купувач 顧客 お客様 "
    "得意先 会員 購入者 注文者 客户 顾客 会员 买家 客戶 會員 買家 고객 회원 구매자 주문자 거래처 "
    "العميل عميل الزبون زبون المشتري לקוח הלקוח" },
  { "D",
    "racun racuna narudzba narudzbe narudzbina porudzbina porudzbine narocilo narocila dokument "
    "dokumenta otpremnica blocek arve tellimus tellimuse kviitung rekins rekina pasutijums "
    "pasutijuma saskaita saskaitos uzsakymas uzsakymo fakturos cekis kvitas τιμολόγιο τιμολογίου "
    "παραστατικό παραστατικού παραγγελία παραγγελίας απόδειξη απόδειξης заказ заказа заказы счет "
    "счета накладная накладной чек чека документ документа замовлення рахунок рахунку накладна "
    "накладної поръчка поръчки поръчката фактура фактури бележка 注文 受注 伝票 請求書 領収書 "
    "レシート 取引 订单 发票 单据 交易 訂單 發票 單據 下单 下單 주문 송장 영수증 전표 거래 "
    "الفاتورة فاتورة الطلب طلب الطلبية الإيصال חשבונית הזמנה קבלה מסמך tiquet comandes" },
  { "Dw",
    "prodaja prodaje prodaji predaj predaja muuk muugi pardosana pardosanas pardavimas pardavimo "
    "πώληση πώλησης продажа продажи продаж продажу продажба продажби 販売 销售 銷售 판매 البيع "
    "מכירה salg salgs salgets" },
  { "P",
    "tovar tovaru proizvod proizvoda artikl artikla artikal roba robe izdelek izdelka blago toode "
    "toote "
    "kaup kauba prece preces produkts produkta preke prekes produktas produkto είδος είδους προϊόν "
    "προϊόντος товар товара товару товары номенклатура продукт продукта стока стоки 商品 製品 品目 "
    "品 产品 货品 產品 貨品 品项 상품 제품 품목 المنتج منتج الصنف صنف המוצר מוצר פריט הפריט "
    "producte productes" },
  { "PI",
    "артикул 货号 貨號 条码 條碼 品番 型番 바코드 الباركود باركود ברקוד מקט штрихкод баркод "
    "vyrobnik barkod vonalkod svitrkods" },
  { "I",
    "broj broja stevilka sifra sifre oznaka numurs numura kods numeris numerio kodas kodo numbri "
    "kood αριθμός αριθμ αρ κωδικός κωδ номер код 番号 コード 编号 号码 编码 代码 号 編號 號碼 編碼 "
    "代碼 號 번호 코드 아이디 رقم كود رمز معرف מספר מס קוד codi" },
  { "N",
    "nazov naziv naziva nimetus nosaukums nosaukuma pavadinimas pavadinimo ονομασία наименование "
    "название найменування назва назви 氏名 名前 お名前 名称 姓名 名稱 성명 اسم الاسم שם" },
  { "n", "meno ime vards vardas όνομα имя имени 이름 імя име 名 명" },
  { "dh",
    "περιγραφή описание описания опис описанието 説明 描述 설명 الوصف وصف البيان תיאור "
    "descripcio" },
  { "F", "eesnimi الأول פרטי" },
  { "B",
    "priezvisko prezime priimek perekonnanimi perenimi uzvards pavarde επώνυμο επίθετο фамилия "
    "фамилии прізвище 姓 苗字 성 العائلة משפחה cognom cognoms" },
  { "c",
    "spolocnost tvrtka podjetje ettevote uznemums imone εταιρεία επωνυμία компания организация "
    "фирма компанія організація 会社 公司 회사 الشركة חברה" },
  { "E",
    "eposta eposti epasts elpastas pasts pastas имейл почта почты пошта электронная электронный "
    "електронна электронной メール メールアドレス 邮箱 邮件 郵箱 郵件 电子邮件 電子郵件 이메일 "
    "메일 البريد الإلكتروني אימייל דואל מייל" },
  { "T",
    "telefonas telefons talrunis τηλέφωνο τηλ κινητό телефон телефона телефону мобильный мобільний "
    "電話 携帯 电话 手机 手機 전화 휴대폰 연락처 الهاتف هاتف الجوال טלפון נייד" },
  { "A",
    "naslov naslova aadress adrese adresas adreso διεύθυνση адрес адреса улица вулиця 住所 地址 "
    "주소 العنوان عنوان כתובת adreca" },
  { "Z",
    "postanski postni postna posta smerovacie indekss postiindeks sihtnumber pasto postas "
    "ταχυδρομικός ταχ τκ индекс індекс поштовий почтовый пощенски 郵便 邮编 郵編 邮政 郵遞 區號 "
    "우편 البريدي מיקוד postnummeret" },
  { "K",
    "grad grada mjesto linn pilseta miestas πόλη город города місто міста град 市区町村 城市 도시 "
    "المدينة مدينة עיר ciutat poblacio poststed" },
  { "Y",
    "krajina drzava drzave riik valsts salis χώρα страна страны країна країни държава 国 国家 國家 "
    "국가 البلد الدولة מדינה" },
  { "W",
    "datums datuma kuupaev vrijeme vreme ημερομηνία ημνια ημερ дата даты дату 日付 日時 日 日期 "
    "时间 時間 날짜 일자 일시 일 التاريخ تاريخ תאריך" },
  { "Q",
    "mnozstvo kolicina kolicine kolicin kogus kogust daudzums skaits kiekis kiekio ποσότητα "
    "ποσότητες τεμάχια количество количества колво кількість ксть брой 数量 個数 点数 數量 件数 "
    "件數 수량 개수 الكمية كمية כמות quantitat komada kolicinu stk" },
  { "U",
    "jedinicna jedinicni jedinica enota enote uhik uhiku vieniba vienibas vieneto vienetas μονάδας "
    "μονάδα единицу единица единицы одиницю одиниця одиниці единична единичная 単 单 單 وحدة "
    "الوحدة للوحدة יחידה ליחידה unitat unitats unitari unitaris" },
  { "RU", "単価 单价 單價 단가" },
  { "R",
    "cijena cijene cene hind hinna kaina kainos τιμή цена цены цену ціна ціни 価格 値段 价格 价 "
    "價格 價 가격 السعر سعر מחיר preu preus" },
  { "M",
    "spolu iznos iznosa ukupno vrijednost vrednost vrednosti znesek skupaj kokku kopa kopsumma "
    "isviso viso vertiba αξία ποσό σύνολο сумма суммы сумму стоимость итого всего сума суми "
    "вартість всього разом стойност общо 金額 合計 小計 総額 金额 合计 小计 总额 总价 總額 總價 "
    "总计 總計 금액 합계 총액 소계 المبلغ مبلغ الإجمالي إجمالي المجموع القيمة סכום סהכ import" },
  { "m",
    "promet prihod prihodi kaive apgrozijums apyvarta τζίρος выручка оборот виручка 売上 売上高 "
    "销售额 銷售額 매출 매출액" },
  { "X",
    "brez ilma sense eks ekskl ekskludert uten kaibemaksuta χωρίς καθαρή καθαρό без нетто 税抜 "
    "税抜き 税別 别 不含 未 별도 بدون ללא לפני" },
  { "Xt", "bepvm kmta 不含税 未税 不含稅 未稅" },
  { "MX", "공급가액" },
  { "V", "amb inkludert με 税込 税込み 含税 含稅 포함 شامل כולל" },
  { "Vt", "sdph spdv sapdv zddv sddv sndc сндс зндс зпдв сддс supvm arpvn kmga kaibemaksuga" },
  { "t",
    "pdv pdva ddv ddva pvn pvm kaibemaks kaibemaksu porez davek ндс пдв ддс φπα 税 消費税 税额 "
    "增值税 稅 "
    "稅額 부가세 세금 الضريبة ضريبة מעמ impost" },
  { "G",
    "kategooria grupp grupe κατηγορία ομάδα категория категории группа группы категорія група "
    "групи カテゴリ カテゴリー 分類 类别 分类 品类 類別 카테고리 분류 الفئة فئة التصنيف קטגוריה "
    "קבוצה" },
  { "H",
    "proizvođač proizvodjac proizvajalec kaubamark tootja zimols razotajs gamintojas μάρκα "
    "κατασκευαστής бренд марка производитель производителя виробник ブランド メーカー 品牌 브랜드 "
    "제조사 الماركة מותג יצרן" },
  { "S",
    "zaliha zalihe zaloga laoseis laojaak krajumi krajums likutis atsargos απόθεμα остаток остатки "
    "залишок наличност 在庫 库存 庫存 재고 المخزون מלאי estoc lager lagersaldo" },
  { "O",
    "nabavna nakupna nakupni nakladova hankehind omahind savikaina κόστος себестоимость закупочная "
    "собівартість 原価 成本 원가 التكلفة עלות" },
  { "J", "marza marze uzcenojums маржа прибыль 粗利 毛利 利润 利潤 마진 الربح רווח" },
  { "f",
    "zlava popust allahindlus soodustus atlaide nuolaida έκπτωση скидка скидки знижка отстъпка "
    "割引 値引 折扣 할인 الخصم خصم הנחה descompte" },
  { "g",
    "stan stav stanje staatus olek statuss busena κατάσταση статус состояние стан състояние "
    "ステータス "
    "状態 状态 狀態 상태 الحالة حالة סטטוס estat tila stare durum durumu allapot" },
  { "z$", "valuuta valiuta νόμισμα валюта 通貨 货币 幣別 통화 العملة מטבע" },
  { "s",
    "dostava dostave dodaci dorucenie kohaletoimetamine piegade piegades pristatymas pristatymo "
    "αποστολή αποστολής доставка доставки お届け先 送料 配送 配送先 发货 收货 运费 運費 배송 "
    "배송비 الشحن משלוח enviament" },
  { "y", "vrsta tuup liik tipas veids τύπος тип вид 種別 类型 類型 유형 النوع סוג tipus" },
  { "L", "riadok redak vrstica rida rinda eilute γραμμή строка строки рядок ред 行 明細" },
  { "a",
    "newsletter newsletters consent consentement einwilligung consentimiento consenso "
    "consentimento toestemming zgoda souhlas suhlas samtycke samtykke hozzajarulas acord suostumus "
    "onay izin privola pristanak soglasje nousolek piekrisana sutikimas συγκατάθεση согласие згода "
    "съгласие 同意 동의 موافقة الموافقة הסכמה optin optedin subscribed subscription subscriber "
    "abonne abonnement inscrit angemeldet suscrito suscripcion iscritto inscrito ingeschreven "
    "uutiskirje "
    "nyhetsbrev nyhedsbrev accept accepts accepte acepta accetta aceita erlaubt hirlevel buletin "
    "bulten рассылка розсилка бюлетин メルマガ 订阅 訂閱 "
    "수신동의 النشرة ניוזלטר" },
  { "x",
    "optout optedout blacklisted werbesperre desabonado descadastrado frameldt avanmald "
    "uitgeschreven uitschrijving unsubscribed unsubscribe desinscrit desabonne abgemeldet "
    "abbestellt "
    "desuscrito disiscritto afgemeld wypisany odhlasen odhlaseny avregistrerad avmeldt afmeldt "
    "leiratkozott dezabonat odjavljen odjavljeno loobunud atsakies отписан відписаний отписал "
    "配信停止 退订 退訂 수신거부" },
  { "k",
    "marketing marketingowa marketingowe marketingovy marketingovo marketinski werbung werbe "
    "publicidad publicidade pubblicita publicite reklame reklama reclame markkinointi "
    "marknadsforing markedsforing marketingu маркетинг "
    "маркетинговый マーケティング 营销 行銷 마케팅 التسويق שיווק" },
  { ".", "za od ou na i для за от від по в на του της των για από の 的 의 של" },
};

static gpointer
make_table (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (dictionary); i++)
    {
      g_auto (GStrv) words = g_strsplit (dictionary[i].words, " ", -1);

      for (guint k = 0; words[k] != NULL; k++)
        g_hash_table_insert (table, tv_text_fold (words[k]), (char *) dictionary[i].notions);
    }
  return table;
}

/**
 * tv_header_dictionary_find:
 * @word: a folded word
 *
 * Returns: (nullable): letters for what it speaks of, static; %NULL where it is not known
 */
const char *
tv_header_dictionary_find (const char *word)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, make_table, NULL);
  return g_hash_table_lookup (once.retval, word);
}
