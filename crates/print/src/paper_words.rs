//! What packing slips and receipts say, in the languages that our own fonts can write whole.

use crate::Language;

/// The words of a paper.
pub(crate) struct PaperWords {
    pub packing_slip: &'static str,
    pub receipt: &'static str,
    pub number: &'static str,
    pub date: &'static str,
    pub paid_with: &'static str,
    pub phone: &'static str,
    pub ship_to: &'static str,
    pub total: &'static str,
    pub refunded: &'static str,
    pub no_tax_invoice: &'static str,
    /// Day, month and year: `{d}`, `{m}`, `{y}`; `{mon}` is the month's short name.
    pub day: &'static str,
}

impl Language {
    /// Those in which papers are printed: our own Japanese has the characters of posters alone.
    pub fn of_papers() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|it| *it != Self::Japanese)
    }

    /// In a language that papers are not printed in, they are English.
    pub(crate) fn paper_words(self) -> &'static PaperWords {
        match self {
            Self::German => &GERMAN,
            Self::English | Self::Japanese => &ENGLISH,
            Self::Spanish => &SPANISH,
            Self::French => &FRENCH,
            Self::Italian => &ITALIAN,
            Self::Dutch => &DUTCH,
            Self::Portuguese | Self::Brazilian => &PORTUGUESE,
        }
    }
}

const GERMAN: PaperWords = PaperWords {
    packing_slip: "Lieferschein",
    receipt: "Zahlungsbeleg",
    number: "Zahlung",
    date: "Datum",
    paid_with: "Bezahlt mit",
    phone: "Telefon",
    ship_to: "Lieferanschrift",
    total: "Summe",
    refunded: "Erstattet",
    no_tax_invoice: "Dies ist keine Rechnung im Sinne des Umsatzsteuerrechts.",
    day: "{d}.{m}.{y}",
};

const ENGLISH: PaperWords = PaperWords {
    packing_slip: "Packing slip",
    receipt: "Receipt",
    number: "Payment",
    date: "Date",
    paid_with: "Paid with",
    phone: "Phone",
    ship_to: "Ship to",
    total: "Total",
    refunded: "Refunded",
    no_tax_invoice: "This is not a tax invoice.",
    day: "{d} {mon} {y}",
};

const SPANISH: PaperWords = PaperWords {
    packing_slip: "Albarán",
    receipt: "Recibo",
    number: "Pago",
    date: "Fecha",
    paid_with: "Pagado con",
    phone: "Teléfono",
    ship_to: "Dirección de envío",
    total: "Total",
    refunded: "Reembolsado",
    no_tax_invoice: "Este documento no es una factura.",
    day: "{d}/{m}/{y}",
};

const FRENCH: PaperWords = PaperWords {
    packing_slip: "Bon de livraison",
    receipt: "Reçu",
    number: "Paiement",
    date: "Date",
    paid_with: "Payé par",
    phone: "Téléphone",
    ship_to: "Adresse de livraison",
    total: "Total",
    refunded: "Remboursé",
    no_tax_invoice: "Ce document n’est pas une facture.",
    day: "{d}/{m}/{y}",
};

const ITALIAN: PaperWords = PaperWords {
    packing_slip: "Documento di consegna",
    receipt: "Ricevuta",
    number: "Pagamento",
    date: "Data",
    paid_with: "Pagato con",
    phone: "Telefono",
    ship_to: "Indirizzo di spedizione",
    total: "Totale",
    refunded: "Rimborsato",
    no_tax_invoice: "Questo documento non è una fattura.",
    day: "{d}/{m}/{y}",
};

const DUTCH: PaperWords = PaperWords {
    packing_slip: "Pakbon",
    receipt: "Betaalbewijs",
    number: "Betaling",
    date: "Datum",
    paid_with: "Betaald met",
    phone: "Telefoon",
    ship_to: "Verzendadres",
    total: "Totaal",
    refunded: "Terugbetaald",
    no_tax_invoice: "Dit is geen factuur.",
    day: "{d}-{m}-{y}",
};

const PORTUGUESE: PaperWords = PaperWords {
    packing_slip: "Guia de remessa",
    receipt: "Recibo",
    number: "Pagamento",
    date: "Data",
    paid_with: "Pago com",
    phone: "Telefone",
    ship_to: "Endereço de entrega",
    total: "Total",
    refunded: "Reembolsado",
    no_tax_invoice: "Este documento não é uma fatura.",
    day: "{d}/{m}/{y}",
};
