//! What one checkout comes to.

use countertop_domain::Currency;
use countertop_terms::{LineItem, LinkTerms, Mode, check};

use super::found;
use crate::made::{cake, catalogue, item, monthly, of_catalogue};

#[test]
fn the_sum_is_said_where_it_is_known() {
    let total = |write: fn(&mut LinkTerms)| {
        let mut terms = cake();
        write(&mut terms);
        check(&terms, &catalogue()).total
    };
    assert_eq!(total(|_| {}), Some(8650));
    assert_eq!(
        total(|it| it.line_items[0].quantity = Some(3)),
        Some(25_950)
    );
    assert_eq!(
        total(|it| it.line_items.push(of_catalogue("price_tea", 2))),
        Some(9610)
    );
    assert_eq!(
        total(|it| it.line_items.push(of_catalogue("price_else", 2))),
        None
    );
    assert_eq!(
        total(|it| it.line_items = vec![of_catalogue("price_gift", 1)]),
        None
    );
    assert_eq!(total(|it| it.line_items.push(item("B", "usd", 1))), None);
    assert_eq!(total(|it| it.line_items[0].quantity = None), None);
    assert_eq!(
        total(|it| it.line_items[0].price_data.unit_amount = Some(-5)),
        None
    );
    // Parts of a cent are rounded on the line: 3 times 33.5 are 100.5.
    assert_eq!(
        total(|it| {
            it.line_items[0].price_data.unit_amount = None;
            it.line_items[0].price_data.unit_amount_decimal = "33.5".into();
            it.line_items[0].quantity = Some(3);
        }),
        Some(101)
    );
    // Too much to be exact is no sum.
    assert_eq!(
        total(|it| {
            it.line_items[0].price_data.unit_amount = Some(i64::MAX);
            it.line_items[0].quantity = Some(999_999);
        }),
        None
    );
}

#[test]
fn the_sum_is_what_stripe_charges() {
    let params = |items: Vec<LineItem>| {
        let terms = LinkTerms {
            line_items: items,
            ..LinkTerms::default()
        };
        let problems = check(&terms, &catalogue()).problems;
        problems.into_iter().map(|it| it.param).collect::<Vec<_>>()
    };
    let many = |mut item: LineItem, quantity: u32| {
        item.quantity = Some(quantity);
        item
    };
    assert_eq!(
        params(vec![many(item("A", "eur", 99_999_999), 2)]),
        ["line_items[0][quantity]"]
    );
    assert_eq!(
        params(vec![item("A", "eur", 99_999_999), item("B", "eur", 1)]),
        ["line_items"]
    );
    assert_eq!(
        params(vec![item("A", "eur", 20), item("B", "eur", 20)]),
        ["line_items"]
    );
    assert_eq!(
        params(vec![item("A", "eur", 20), item("B", "eur", 30)]),
        [""; 0]
    );
    assert_eq!(
        params(vec![of_catalogue("price_tea", 999_999)]),
        ["line_items"]
    );
}

#[test]
fn sentences_name_what_to_write() {
    let sentence = |write: fn(&mut LinkTerms)| {
        let mut terms = cake();
        write(&mut terms);
        found(&terms).problems.remove(0).sentence
    };
    assert_eq!(
        sentence(|it| it.line_items[0].price_data.unit_amount = Some(49)),
        "The sum is 0.49 EUR, and Stripe charges at least 0.50 EUR: raise the price or the quantity."
    );
    assert_eq!(
        sentence(|it| it.line_items[0].price_data = item("A", "kwd", 5125).price_data),
        "The last of the three decimals must be 0 in KWD, as Stripe charges no finer: write an amount \
         such as 5.120."
    );
    assert_eq!(
        sentence(|it| it.line_items[0].price_data = item("A", "jpy", 100_000_000).price_data),
        "The amount is above the most that Stripe charges, 99999999 JPY: write less."
    );
    assert_eq!(
        sentence(|it| it.custom_text.submit.message = "x".repeat(5000)),
        "The text has 5,000 characters, and Stripe takes up to 1,200: shorten it."
    );
}

#[test]
fn what_recurs_makes_a_subscription() {
    assert_eq!(found(&cake()).mode, Mode::Payment);
    assert_eq!(found(&monthly()).mode, Mode::Subscription);
    let mut terms = cake();
    terms.line_items.push(of_catalogue("price_month", 1));
    let said = check(&terms, &catalogue());
    assert_eq!(said.mode, Mode::Subscription);
    assert_eq!(said.currency, Currency::supported("eur").ok());
    assert_eq!(found(&LinkTerms::default()).currency, None);
}
