//! What a poster says, in the languages that it can be printed in.

/// A language of posters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Deutsch.
    German,
    /// English.
    English,
    /// Español.
    Spanish,
    /// Français.
    French,
    /// Italiano.
    Italian,
    /// 日本語.
    Japanese,
    /// Nederlands.
    Dutch,
    /// Português, as in Portugal.
    Portuguese,
    /// Português do Brasil.
    Brazilian,
}

/// The sentences of a poster. `{}` stands for an amount, or for a number of days, weeks and so on.
pub(crate) struct Words {
    pub scan: &'static str,
    pub chosen: &'static str,
    pub chosen_from: &'static str,
    pub on_one_computer: &'static str,
    pub no_money: &'static str,
    /// A price for each day, week, month, year.
    pub each: [&'static str; 4],
    /// What follows a price for every few days, weeks, months, years.
    pub every: [&'static str; 4],
}

impl Language {
    /// All, by tag.
    pub const ALL: [Self; 9] = [
        Self::German,
        Self::English,
        Self::Spanish,
        Self::French,
        Self::Italian,
        Self::Japanese,
        Self::Dutch,
        Self::Portuguese,
        Self::Brazilian,
    ];

    /// Its tag, as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Italian => "it",
            Self::Japanese => "ja",
            Self::Dutch => "nl",
            Self::Portuguese => "pt",
            Self::Brazilian => "pt-BR",
        }
    }

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::German => "Deutsch",
            Self::English => "English",
            Self::Spanish => "Español",
            Self::French => "Français",
            Self::Italian => "Italiano",
            Self::Japanese => "日本語",
            Self::Dutch => "Nederlands",
            Self::Portuguese => "Português",
            Self::Brazilian => "Português (Brasil)",
        }
    }

    /// The language of a tag such as `de-AT` or `pt-BR`, whatever its region where we do not tell regions
    /// apart; none where posters do not speak it.
    pub fn of(tag: &str) -> Option<Self> {
        let tag = tag.replace('_', "-");
        let primary = tag.split('-').next().unwrap_or_default();
        let named = |name: &str| {
            let mut all = Self::ALL.into_iter();
            all.find(|it| it.tag().eq_ignore_ascii_case(name))
        };
        named(&tag).or_else(|| named(primary))
    }

    /// The locale by which its amounts are written: CLDR's plain Portuguese is that of Brazil.
    pub(crate) fn locale(self) -> &'static str {
        match self {
            Self::Portuguese => "pt-PT",
            _ => self.tag(),
        }
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::German => &GERMAN,
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
            Self::French => &FRENCH,
            Self::Italian => &ITALIAN,
            Self::Japanese => &JAPANESE,
            Self::Dutch => &DUTCH,
            Self::Portuguese => &PORTUGUESE,
            Self::Brazilian => &BRAZILIAN,
        }
    }
}

const GERMAN: Words = Words {
    scan: "Zum Bezahlen mit der Handykamera scannen",
    chosen: "Den Betrag bestimmen Sie",
    chosen_from: "Den Betrag bestimmen Sie, ab {}",
    on_one_computer: "Probe: Dieser Code gilt nur auf einem Computer",
    no_money: "Test: Es fließt kein Geld",
    each: ["{} pro Tag", "{} pro Woche", "{} pro Monat", "{} pro Jahr"],
    every: [
        "alle {} Tage",
        "alle {} Wochen",
        "alle {} Monate",
        "alle {} Jahre",
    ],
};

const ENGLISH: Words = Words {
    scan: "Scan with your phone’s camera to pay",
    chosen: "You choose the amount",
    chosen_from: "You choose the amount, from {}",
    on_one_computer: "Practice: this code works on one computer only",
    no_money: "Test: no money moves",
    each: ["{} a day", "{} a week", "{} a month", "{} a year"],
    every: [
        "every {} days",
        "every {} weeks",
        "every {} months",
        "every {} years",
    ],
};

const SPANISH: Words = Words {
    scan: "Escanea con la cámara del móvil para pagar",
    chosen: "Tú eliges el importe",
    chosen_from: "Tú eliges el importe, desde {}",
    on_one_computer: "Práctica: este código solo funciona en un ordenador",
    no_money: "Prueba: no se mueve dinero",
    each: ["{} al día", "{} a la semana", "{} al mes", "{} al año"],
    every: [
        "cada {} días",
        "cada {} semanas",
        "cada {} meses",
        "cada {} años",
    ],
};

const FRENCH: Words = Words {
    scan: "Scannez avec l’appareil photo de votre téléphone pour payer",
    chosen: "Vous choisissez le montant",
    chosen_from: "Vous choisissez le montant, à partir de {}",
    on_one_computer: "Essai : ce code ne fonctionne que sur un seul ordinateur",
    no_money: "Test : aucun argent ne circule",
    each: ["{} par jour", "{} par semaine", "{} par mois", "{} par an"],
    every: [
        "tous les {} jours",
        "toutes les {} semaines",
        "tous les {} mois",
        "tous les {} ans",
    ],
};

const ITALIAN: Words = Words {
    scan: "Inquadra con la fotocamera del telefono per pagare",
    chosen: "Scegli tu l’importo",
    chosen_from: "Scegli tu l’importo, da {}",
    on_one_computer: "Prova: questo codice funziona solo su un computer",
    no_money: "Test: nessun denaro viene trasferito",
    each: [
        "{} al giorno",
        "{} alla settimana",
        "{} al mese",
        "{} all’anno",
    ],
    every: [
        "ogni {} giorni",
        "ogni {} settimane",
        "ogni {} mesi",
        "ogni {} anni",
    ],
};

const JAPANESE: Words = Words {
    scan: "スマホのカメラで読み取ってお支払いください",
    chosen: "金額はお客様がお決めください",
    chosen_from: "金額はお客様がお決めください（{}から）",
    on_one_computer: "練習用：このコードは一台のパソコンでのみ使えます",
    no_money: "テスト用：お金は動きません",
    each: ["{} / 日", "{} / 週", "{} / 月", "{} / 年"],
    every: ["{}日ごと", "{}週間ごと", "{}か月ごと", "{}年ごと"],
};

const DUTCH: Words = Words {
    scan: "Scan met de camera van je telefoon om te betalen",
    chosen: "Je kiest zelf het bedrag",
    chosen_from: "Je kiest zelf het bedrag, vanaf {}",
    on_one_computer: "Oefening: deze code werkt maar op één computer",
    no_money: "Test: er gaat geen geld om",
    each: ["{} per dag", "{} per week", "{} per maand", "{} per jaar"],
    every: [
        "elke {} dagen",
        "elke {} weken",
        "elke {} maanden",
        "elke {} jaar",
    ],
};

const PORTUGUESE: Words = Words {
    scan: "Aponte a câmara do telefone para pagar",
    chosen: "O valor é escolhido por si",
    chosen_from: "O valor é escolhido por si, a partir de {}",
    on_one_computer: "Prática: este código só funciona num computador",
    no_money: "Teste: nenhum dinheiro é movimentado",
    each: ["{} por dia", "{} por semana", "{} por mês", "{} por ano"],
    every: [
        "a cada {} dias",
        "a cada {} semanas",
        "a cada {} meses",
        "a cada {} anos",
    ],
};

const BRAZILIAN: Words = Words {
    scan: "Aponte a câmera do celular para pagar",
    chosen: "Você escolhe o valor",
    chosen_from: "Você escolhe o valor, a partir de {}",
    on_one_computer: "Treino: este código só funciona em um computador",
    no_money: "Teste: nenhum dinheiro é movimentado",
    ..PORTUGUESE
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_gives_the_language_whatever_its_region() {
        for (tag, expected) in [
            ("de", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("pt-BR", Some(Language::Brazilian)),
            ("pt-PT", Some(Language::Portuguese)),
            ("JA_jp", Some(Language::Japanese)),
            ("auto", None),
            ("den", None),
            ("", None),
        ] {
            assert_eq!(Language::of(tag), expected, "{tag}");
        }
    }

    #[test]
    fn every_sentence_has_its_one_gap_or_none() {
        for language in Language::ALL {
            let words = language.words();
            let gaps = |it: &str| it.matches("{}").count();
            let whole = [
                words.scan,
                words.chosen,
                words.on_one_computer,
                words.no_money,
            ];
            assert!(whole.iter().all(|it| gaps(it) == 0), "{language:?}");
            let with_gap = [&words.each[..], &words.every, &[words.chosen_from]].concat();
            assert!(with_gap.iter().all(|it| gaps(it) == 1), "{language:?}");
        }
    }
}
