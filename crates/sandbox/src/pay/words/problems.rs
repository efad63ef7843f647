//! What is wrong with a field, in the customer's language.

use super::{fill, words};
use crate::checkout::{
    AmountProblem, AnswerProblem, Blank, CodeProblem, Problem, QuantityProblem, Sum, Wrong,
};
use crate::pay::language::Language;
use crate::pay::money::{amount, plain};
use crate::payment::IbanError;

words! {
    /// A sentence for each problem.
    Problems:

    amount_missing: "Enter an amount.", "Geben Sie einen Betrag ein.";
    amount_under: "Enter at least {amount}.", "Geben Sie mindestens {amount} ein.";
    amount_over: "Enter at most {amount}.", "Geben Sie höchstens {amount} ein.";
    amount_unread:
        "Enter an amount, such as {example}.",
        "Geben Sie einen Betrag ein, etwa {example}.";
    amount_too_large: "The amount is too large.", "Der Betrag ist zu groß.";
    answer_missing: "Fill in this field.", "Füllen Sie dieses Feld aus.";
    business_name_missing:
        "Enter the name of your business.",
        "Geben Sie den Namen Ihrer Firma ein.";
    code_expired: "This code has expired.", "Dieser Code ist abgelaufen.";
    code_for_other_currency:
        "This code is not for payments in {currency}.",
        "Dieser Code gilt nicht für Zahlungen in {currency}.";
    code_for_other_customer:
        "This code is for another customer.",
        "Dieser Code ist für einen anderen Kunden.";
    code_for_other_products:
        "This code is for other products.",
        "Dieser Code ist für andere Artikel.";
    code_for_first_order:
        "This code is for a first order only.",
        "Dieser Code gilt nur für die erste Bestellung.";
    code_for_orders_of:
        "This code is for orders of at least {amount}.",
        "Dieser Code gilt für Bestellungen ab {amount}.";
    code_unknown: "There is no such code.", "Diesen Code gibt es nicht.";
    code_used_up:
        "This code was used as often as it may be.",
        "Dieser Code wurde so oft benutzt, wie er gilt.";
    code_invalid: "This code is no longer valid.", "Dieser Code gilt nicht mehr.";
    codes_not_taken:
        "This checkout takes no promotion codes.",
        "Hier können Sie keinen Aktionscode einlösen.";
    country_missing: "Choose the country.", "Wählen Sie das Land.";
    country_not_served:
        "The shop does not ship to this country.",
        "In dieses Land liefert der Laden nicht.";
    email_fixed:
        "The e-mail address of this checkout is fixed.",
        "Die E-Mail-Adresse lässt sich hier nicht ändern.";
    email_incomplete:
        "Your e-mail address is not complete.",
        "Ihre E-Mail-Adresse ist nicht vollständig.";
    email_missing: "Enter your e-mail address.", "Geben Sie Ihre E-Mail-Adresse ein.";
    iban_invalid: "The IBAN is not valid.", "Die IBAN ist ungültig.";
    iban_real:
        "Only test accounts are debited here. They are listed below.",
        "Hier wird nur von Testkonten abgebucht. Sie stehen darunter.";
    iban_of_other_bank:
        "The bank of this account does not take part in SEPA Direct Debit.",
        "Die Bank dieses Kontos nimmt nicht an SEPA-Lastschriften teil.";
    iban_not_debited:
        "This account cannot be debited.",
        "Von diesem Konto lässt sich nicht abbuchen.";
    individual_name_missing: "Enter your name.", "Geben Sie Ihren Namen ein.";
    method_not_taken:
        "This cannot be paid that way.",
        "So lässt sich das hier nicht bezahlen.";
    method_unknown: "There is no such payment method.", "Diese Zahlungsart gibt es nicht.";
    name_missing: "Enter the name on the card.", "Geben Sie den Namen auf der Karte ein.";
    not_asked: "This link does not ask that.", "Danach fragt dieser Link nicht.";
    not_in_list: "Choose one of the list.", "Wählen Sie etwas aus der Liste.";
    not_sold: "This link does not sell that.", "Das verkauft dieser Link nicht.";
    nothing_chosen: "Choose at least one item.", "Wählen Sie mindestens einen Artikel.";
    only_digits: "Use digits only.", "Verwenden Sie nur Ziffern.";
    phone_missing: "Enter a phone number.", "Geben Sie eine Telefonnummer ein.";
    postal_code_missing: "Enter the postal code.", "Geben Sie die Postleitzahl ein.";
    quantity_fixed: "The quantity of this item is fixed.", "Die Anzahl dieses Artikels steht fest.";
    quantity_is:
        "The quantity of this item is {count}.",
        "Die Anzahl dieses Artikels ist {count}.";
    quantity_outside:
        "Choose a quantity from {least} to {most}.",
        "Wählen Sie eine Anzahl von {least} bis {most}.";
    quantity_unread: "Enter a whole number.", "Geben Sie eine ganze Zahl ein.";
    shipping_unknown:
        "Choose one of the ways of shipping.",
        "Wählen Sie eine der Versandarten.";
    street_missing: "Enter the street and number.", "Geben Sie Straße und Hausnummer ein.";
    tax_id_missing: "Enter the tax id of your business.", "Geben Sie die Steuernummer Ihrer Firma ein.";
    tax_id_wrong: "This is no tax id of this kind.", "Das ist keine Steuernummer dieser Art.";
    terms_not_accepted: "Accept the terms to go on.", "Stimmen Sie den Bedingungen zu.";
    too_long: "Use at most {count} characters.", "Verwenden Sie höchstens {count} Zeichen.";
    too_short: "Use at least {count} characters.", "Verwenden Sie mindestens {count} Zeichen.";
    total_outside:
        "The total must be between {least} and {most}.",
        "Die Summe muss zwischen {least} und {most} liegen.";
    town_missing: "Enter the town.", "Geben Sie den Ort ein.";
}

/// What makes an example of an amount, in minor units.
const EXAMPLE: i64 = 1250;

/// The sentence about a problem.
pub(in crate::pay) fn sentence(problem: &Problem, language: Language) -> String {
    let words = &language.words().problems;
    match problem {
        Problem::Missing(blank) => missing(*blank, words).to_owned(),
        Problem::Amount(problem) => of_amount(problem, language),
        Problem::Answer(problem) => of_answer(*problem, words),
        Problem::Code(problem) => of_code(problem, language),
        Problem::Iban(error) => match error {
            IbanError::Invalid => words.iban_invalid,
            IbanError::Live => words.iban_real,
            IbanError::BankNotSupported => words.iban_of_other_bank,
            IbanError::DebitsNotSupported => words.iban_not_debited,
        }
        .to_owned(),
        Problem::Quantity(problem) => of_quantity(*problem, words),
        Problem::Wrong(wrong) => match wrong {
            Wrong::CountryNotServed => words.country_not_served,
            Wrong::EmailFixed => words.email_fixed,
            Wrong::EmailIncomplete => words.email_incomplete,
            Wrong::Method => words.method_not_taken,
            Wrong::MethodUnknown => words.method_unknown,
            Wrong::ShippingUnknown => words.shipping_unknown,
            Wrong::TaxId => words.tax_id_wrong,
        }
        .to_owned(),
    }
}

fn missing(blank: Blank, words: &'static Problems) -> &'static str {
    match blank {
        Blank::Amount => words.amount_missing,
        Blank::Answer => words.answer_missing,
        Blank::BusinessName => words.business_name_missing,
        Blank::Country => words.country_missing,
        Blank::Email => words.email_missing,
        Blank::IndividualName => words.individual_name_missing,
        Blank::Item => words.nothing_chosen,
        Blank::Name => words.name_missing,
        Blank::Phone => words.phone_missing,
        Blank::PostalCode => words.postal_code_missing,
        Blank::Street => words.street_missing,
        Blank::TaxId => words.tax_id_missing,
        Blank::Terms => words.terms_not_accepted,
        Blank::Town => words.town_missing,
    }
}

fn of_amount(problem: &AmountProblem, language: Language) -> String {
    let words = &language.words().problems;
    let sum = |sum: &Sum| amount(sum.minor, &sum.currency, language);
    match problem {
        AmountProblem::Under(least) => fill(words.amount_under, &[("amount", &sum(least))]),
        AmountProblem::Over(most) => fill(words.amount_over, &[("amount", &sum(most))]),
        AmountProblem::TooLarge => words.amount_too_large.to_owned(),
        AmountProblem::Outside { least, most } => {
            let (least, most) = (sum(least), sum(most));
            fill(words.total_outside, &[("least", &least), ("most", &most)])
        }
        AmountProblem::Unread { currency } => {
            let example = plain(EXAMPLE, currency, language);
            fill(words.amount_unread, &[("example", &example)])
        }
    }
}

fn of_answer(problem: AnswerProblem, words: &'static Problems) -> String {
    match problem {
        AnswerProblem::NotAsked => words.not_asked.to_owned(),
        AnswerProblem::NotInList => words.not_in_list.to_owned(),
        AnswerProblem::OnlyDigits => words.only_digits.to_owned(),
        AnswerProblem::TooLong { most } => fill(words.too_long, &[("count", &most.to_string())]),
        AnswerProblem::TooShort { least } => {
            fill(words.too_short, &[("count", &least.to_string())])
        }
    }
}

fn of_code(problem: &CodeProblem, language: Language) -> String {
    let words = &language.words().problems;
    let text = match problem {
        CodeProblem::Expired => words.code_expired,
        CodeProblem::ForFirstOrder => words.code_for_first_order,
        CodeProblem::ForOrdersOf(least) => {
            let least = amount(least.minor, &least.currency, language);
            return fill(words.code_for_orders_of, &[("amount", &least)]);
        }
        CodeProblem::ForOtherCurrency { currency } => {
            let currency = currency.to_uppercase();
            return fill(words.code_for_other_currency, &[("currency", &currency)]);
        }
        CodeProblem::ForOtherCustomer => words.code_for_other_customer,
        CodeProblem::ForOtherProducts => words.code_for_other_products,
        CodeProblem::Invalid => words.code_invalid,
        CodeProblem::NotTaken => words.codes_not_taken,
        CodeProblem::Unknown => words.code_unknown,
        CodeProblem::UsedUp => words.code_used_up,
    };
    text.to_owned()
}

fn of_quantity(problem: QuantityProblem, words: &'static Problems) -> String {
    match problem {
        QuantityProblem::Fixed => words.quantity_fixed.to_owned(),
        QuantityProblem::Is(count) => fill(words.quantity_is, &[("count", &count.to_string())]),
        QuantityProblem::NotSold => words.not_sold.to_owned(),
        QuantityProblem::Outside { least, most } => {
            let (least, most) = (least.to_string(), most.to_string());
            fill(
                words.quantity_outside,
                &[("least", &least), ("most", &most)],
            )
        }
        QuantityProblem::Unread => words.quantity_unread.to_owned(),
    }
}
