//! Names and towns of the people who bought, invented by combination.

/// A name as it is written, and in the letters of an e-mail address.
pub(super) type Name = (&'static str, &'static str);

/// People of one language.
pub(super) struct Tongue {
    /// How many of a thousand buyers speak it.
    pub(super) share: u64,
    pub(super) country: &'static str,
    pub(super) first: &'static [Name],
    pub(super) last: &'static [Name],
    /// Which name is written first.
    pub(super) order: Order,
    /// Towns with the beginning of their postal codes; each `#` stands for a digit.
    pub(super) towns: &'static [(&'static str, &'static str)],
    pub(super) streets: &'static [&'static str],
}

/// How a full name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    FirstLast,
    LastFirst,
    /// As before, without a space.
    LastFirstTogether,
}

const fn tongue(
    share: u64,
    country: &'static str,
    first: &'static [Name],
    last: &'static [Name],
) -> Tongue {
    Tongue {
        share,
        country,
        first,
        last,
        order: Order::FirstLast,
        towns: &[],
        streets: &[],
    }
}

impl Tongue {
    const fn at(
        mut self,
        towns: &'static [(&'static str, &'static str)],
        streets: &'static [&'static str],
    ) -> Self {
        self.towns = towns;
        self.streets = streets;
        self
    }

    const fn written(mut self, order: Order) -> Self {
        self.order = order;
        self
    }
}

#[rustfmt::skip]
pub(super) const TONGUES: &[Tongue] = &[
    tongue(430, "DE",
        &[("Anna", "anna"), ("Björn", "bjoern"), ("Claudia", "claudia"), ("Dörte", "doerte"), ("Emil", "emil"),
          ("Franziska", "franziska"), ("Günther", "guenther"), ("Heike", "heike"), ("Ingo", "ingo"), ("Jürgen", "juergen"),
          ("Käthe", "kaethe"), ("Lukas", "lukas"), ("Mia", "mia"), ("Noah", "noah"), ("Paula", "paula"), ("Sören", "soeren"),
          ("Theresa", "theresa"), ("Uwe", "uwe"), ("Wiebke", "wiebke"), ("Zoë", "zoe")],
        &[("Abendroth", "abendroth"), ("Böhme", "boehme"), ("Dreßler", "dressler"), ("Eichhorn", "eichhorn"),
          ("Fährmann", "faehrmann"), ("Großmann", "grossmann"), ("Hölzl", "hoelzl"), ("Jäger", "jaeger"), ("Kühn", "kuehn"),
          ("Lehmann", "lehmann"), ("Müller", "mueller"), ("Nachtigall", "nachtigall"), ("Oetjen", "oetjen"),
          ("Petersen", "petersen"), ("Rößler", "roessler"), ("Schäfer", "schaefer"), ("Thießen", "thiessen"),
          ("Vogelsang", "vogelsang"), ("Weiß", "weiss"), ("Zöllner", "zoellner")])
        .at(&[("Hamburg", "20###"), ("Lübeck", "23###"), ("Köln", "50###"), ("München", "80###"), ("Görlitz", "028##"), ("Berlin", "10###")],
            &["Hafenstraße", "Am Kai", "Mühlenweg", "Bäckergasse", "Schöne Aussicht", "Ringstraße"]),
    tongue(110, "GB",
        &[("Alice", "alice"), ("Ben", "ben"), ("Charlotte", "charlotte"), ("Dylan", "dylan"), ("Eleanor", "eleanor"),
          ("Finn", "finn"), ("Grace", "grace"), ("Harry", "harry"), ("Imogen", "imogen"), ("Siobhán", "siobhan")],
        &[("Ashworth", "ashworth"), ("Brown", "brown"), ("Carter", "carter"), ("Fitzgerald", "fitzgerald"), ("Hughes", "hughes"),
          ("O’Brien", "obrien"), ("Patel", "patel"), ("Smith", "smith"), ("Taylor-Jones", "taylor-jones"), ("Wood", "wood")])
        .at(&[("Bristol", "BS# #AA"), ("Leeds", "LS# #AB"), ("Whitby", "YO2# #AD")], &["Harbour Road", "Mill Lane", "High Street"]),
    tongue(70, "FR",
        &[("Amélie", "amelie"), ("Benoît", "benoit"), ("Chloé", "chloe"), ("François", "francois"), ("Hélène", "helene"), ("Loïc", "loic"), ("Maëlle", "maelle"), ("Théo", "theo")],
        &[("Bélanger", "belanger"), ("Dubois", "dubois"), ("Lefèvre", "lefevre"), ("Moreau", "moreau"), ("Noël", "noel"), ("Père", "pere"), ("Roche", "roche"), ("Vœux", "voeux")])
        .at(&[("Strasbourg", "670##"), ("Saint-Malo", "354##"), ("Orléans", "450##")], &["rue du Port", "allée des Châtaigniers", "impasse Beauséjour"]),
    tongue(50, "TR",
        &[("Ayşe", "ayse"), ("Çağla", "cagla"), ("Emre", "emre"), ("Gülşen", "gulsen"), ("İbrahim", "ibrahim"), ("Şule", "sule")],
        &[("Aydın", "aydin"), ("Çelik", "celik"), ("Güneş", "gunes"), ("Öztürk", "ozturk"), ("Şahin", "sahin"), ("Yıldız", "yildiz")])
        .at(&[("İzmir", "350##"), ("İstanbul", "340##")], &["Liman Sokağı", "Çınar Caddesi"]),
    tongue(40, "NL",
        &[("Anouk", "anouk"), ("Daan", "daan"), ("Fleur", "fleur"), ("Joris", "joris"), ("Maaike", "maaike"), ("Sjoerd", "sjoerd")],
        &[("de Vries", "devries"), ("Jansen", "jansen"), ("ten Have", "tenhave"), ("van den Berg", "vandenberg"), ("van ’t Hoff", "vanthoff"), ("Visser", "visser")])
        .at(&[("Groningen", "97## AB"), ("Delft", "26## CD")], &["Havenstraat", "Korenmarkt"]),
    tongue(40, "PL",
        &[("Agnieszka", "agnieszka"), ("Bogusław", "boguslaw"), ("Grażyna", "grazyna"), ("Łukasz", "lukasz"), ("Małgorzata", "malgorzata"), ("Żaneta", "zaneta")],
        &[("Brzęczyszczykiewicz", "brzeczyszczykiewicz"), ("Dąbrowska", "dabrowska"), ("Kowalczyk", "kowalczyk"), ("Łęcki", "lecki"), ("Wiśniewska", "wisniewska"), ("Zając", "zajac")])
        .at(&[("Gdańsk", "80-###"), ("Łódź", "90-###")], &["ul. Portowa", "ul. Młyńska"]),
    tongue(40, "IT",
        &[("Andrea", "andrea"), ("Beatrice", "beatrice"), ("Giosuè", "giosue"), ("Lucia", "lucia"), ("Niccolò", "niccolo"), ("Sofia", "sofia")],
        &[("Bianchi", "bianchi"), ("D’Angelo", "dangelo"), ("Esposito", "esposito"), ("Ferrari", "ferrari"), ("Lo Presti", "lopresti"), ("Nardò", "nardo")])
        .at(&[("Forlì", "471##"), ("Trieste", "341##")], &["Via del Porto", "Piazza dell’Unità"]),
    tongue(40, "ES",
        &[("Ángel", "angel"), ("Begoña", "begona"), ("Íñigo", "inigo"), ("Lucía", "lucia"), ("Martín", "martin"), ("Sofía", "sofia")],
        &[("Fernández", "fernandez"), ("García Lorca", "garcia.lorca"), ("Ibáñez", "ibanez"), ("Muñoz", "munoz"), ("Núñez de Arce", "nunez"), ("Peña", "pena")])
        .at(&[("A Coruña", "150##"), ("Cádiz", "110##")], &["Calle del Muelle", "Plaza Mayor"]),
    tongue(20, "PT",
        &[("Conceição", "conceicao"), ("João", "joao"), ("Inês", "ines"), ("Tomás", "tomas")],
        &[("Araújo", "araujo"), ("Gonçalves", "goncalves"), ("Magalhães", "magalhaes"), ("Simões", "simoes")])
        .at(&[("Póvoa de Varzim", "449#-###")], &["Rua do Cais"]),
    tongue(25, "SE",
        &[("Åsa", "asa"), ("Björk", "bjork"), ("Måns", "mans"), ("Örjan", "orjan"), ("Saga", "saga")],
        &[("Åkesson", "akesson"), ("Björklund", "bjorklund"), ("Lindström", "lindstrom"), ("Öberg", "oberg"), ("Sjögren", "sjogren")])
        .at(&[("Göteborg", "41# ##"), ("Malmö", "21# ##")], &["Hamngatan", "Östra Vägen"]),
    tongue(15, "CZ",
        &[("Božena", "bozena"), ("Jiří", "jiri"), ("Řehoř", "rehor"), ("Žofie", "zofie")],
        &[("Dvořák", "dvorak"), ("Havlíčková", "havlickova"), ("Kříž", "kriz"), ("Šťastný", "stastny")])
        .at(&[("Plzeň", "3## 00")], &["Nábřežní"]),
    tongue(10, "GR",
        &[("Ελένη", "eleni"), ("Γιώργος", "giorgos"), ("Κατερίνα", "katerina"), ("Νίκος", "nikos")],
        &[("Αντωνίου", "antoniou"), ("Καραγιάννης", "karagiannis"), ("Παπαδοπούλου", "papadopoulou"), ("Σταματίου", "stamatiou")])
        .at(&[("Θεσσαλονίκη", "54# ##")], &["Λεωφόρος Νίκης"]),
    tongue(25, "UA",
        &[("Богдан", "bohdan"), ("Ївга", "yivha"), ("Леся", "lesya"), ("Олександр", "oleksandr"), ("Юлія", "yuliya")],
        &[("Бондаренко", "bondarenko"), ("Ґудзь", "gudz"), ("Ковальчук", "kovalchuk"), ("Мар’яненко", "maryanenko"), ("Шевчук", "shevchuk")])
        .at(&[("Одеса", "650##")], &["вул. Портова"]),
    tongue(20, "AE",
        &[("أحمد", "ahmad"), ("ليلى", "layla"), ("عبد الرحمن", "abdulrahman"), ("نور", "nour"), ("يوسف", "yusuf")],
        &[("الحداد", "alhaddad"), ("الخباز", "alkhabbaz"), ("المنصوري", "almansouri"), ("بن زياد", "binziyad"), ("النجار", "alnajjar")])
        .at(&[("دبي", "00000")], &["شارع الميناء"]),
    tongue(10, "IL",
        &[("אורי", "uri"), ("נועה", "noa"), ("שירה", "shira"), ("תמר", "tamar")],
        &[("בן־דוד", "bendavid"), ("כהן־לוי", "cohenlevi"), ("מזרחי", "mizrahi"), ("פרידמן", "friedman")])
        .at(&[("חיפה", "31#####")], &["רחוב הנמל"]),
    tongue(15, "JP",
        &[("葵", "aoi"), ("陽菜", "hina"), ("健太郎", "kentaro"), ("さくら", "sakura"), ("翔", "sho")],
        &[("伊藤", "ito"), ("勅使河原", "teshigawara"), ("佐々木", "sasaki"), ("渡邊", "watanabe"), ("山本", "yamamoto")])
        .at(&[("横浜市", "22#-####")], &["港町"]).written(Order::LastFirst),
    tongue(15, "CN",
        &[("伟", "wei"), ("芳", "fang"), ("小龙", "xiaolong"), ("秀英", "xiuying"), ("子涵", "zihan")],
        &[("王", "wang"), ("李", "li"), ("欧阳", "ouyang"), ("司徒", "situ"), ("张", "zhang")])
        .at(&[("厦门市", "361###")], &["码头路"]).written(Order::LastFirstTogether),
    tongue(10, "KR",
        &[("민준", "minjun"), ("서연", "seoyeon"), ("하은", "haeun"), ("지훈", "jihoon")],
        &[("김", "kim"), ("이", "lee"), ("남궁", "namgung"), ("최", "choi")])
        .at(&[("부산광역시", "48###")], &["항구로"]).written(Order::LastFirstTogether),
    tongue(10, "IN",
        &[("आरव", "aarav"), ("दीपिका", "deepika"), ("लक्ष्मी", "lakshmi"), ("विक्रम", "vikram")],
        &[("चतुर्वेदी", "chaturvedi"), ("शर्मा", "sharma"), ("सिंह", "singh"), ("त्रिपाठी", "tripathi")])
        .at(&[("मुंबई", "4000##")], &["बंदरगाह मार्ग"]),
    tongue(5, "VN",
        &[("Nguyệt Ánh", "nguyetanh"), ("Đức", "duc"), ("Thị Hồng", "thihong"), ("Tuấn", "tuan")],
        &[("Đặng", "dang"), ("Nguyễn", "nguyen"), ("Phạm", "pham"), ("Trần", "tran")])
        .at(&[("Đà Nẵng", "550###")], &["Đường Bến Cảng"]).written(Order::LastFirst),
];

/// Where addresses of practice end.
pub(super) const HOSTS: [&str; 3] = ["example.com", "example.org", "example.net"];
