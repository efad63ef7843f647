//! The table of payments: views and columns that are kept, and several rows at once.

use std::fs;

use countertop_app::App;
use countertop_app::ipc::{
    ChosenPayments, CopiesOfLedger, EraseConfirmation, EraseCustomer, FulfilPayments, IpcErrorCode,
    KeepPaymentColumns, OrderState, PaymentColumn, PaymentViewChoice, PaymentsQuery, PlacePurpose,
    SavePaymentView, SavePayments, ShownColumn,
};

use serde_json::json;

use super::{one_item, open, practice, until};

fn view(name: &str, search: &str) -> SavePaymentView {
    SavePaymentView {
        id: None,
        name: name.to_owned(),
        search: search.to_owned(),
        status: Some("succeeded".to_owned()),
        order: None,
        columns: columns(&[PaymentColumn::Status, PaymentColumn::Amount]),
    }
}

fn columns(shown: &[PaymentColumn]) -> Vec<ShownColumn> {
    let width = Some(150);
    let shown = shown.iter();
    shown.map(|&column| ShownColumn { column, width }).collect()
}

/// Somebody buys one thing, whose payment is in the list then.
async fn sell(app: &App, amount: i64, currency: &str, name: &str) {
    let mut announcements = app.announcements();
    let known = app.list_payments(PaymentsQuery::default()).await.unwrap();
    let mut link = one_item("Cake", amount, 1, &name.replace(' ', "-"));
    link.terms.line_items[0].price_data.currency = currency.into();
    let link = app.create_link(link).await.unwrap();
    let payment = json!({"payment_link": link.id, "card": "4242424242424242", "name": name});
    practice(app, "pay", payment).await;
    until(app, &mut announcements, |page| {
        page.rows.len() > known.rows.len() && page.to_fulfil > known.to_fulfil
    })
    .await;
}

async fn names(app: &App) -> Vec<String> {
    let views = app.list_payment_views().await.unwrap();
    views.rows.into_iter().map(|it| it.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn views_are_kept_renamed_and_removed_each_name_once() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    app.save_payment_view(view("Refunds", "status:refunded"))
        .await
        .unwrap();
    let kept = app
        .save_payment_view(view(" cakes ", " link:cake "))
        .await
        .unwrap();
    assert_eq!(
        (kept.name.as_str(), kept.search.as_str()),
        ("cakes", "link:cake")
    );
    assert_eq!(names(&app).await, ["cakes", "Refunds"]);
    for (name, field) in [("cakes", "name"), (" ", "name"), (&"x".repeat(61), "name")] {
        let refused = app.save_payment_view(view(name, "")).await.unwrap_err();
        assert_eq!(refused.details.get("field").unwrap(), field, "{name}");
    }
    let renamed = SavePaymentView {
        id: Some(kept.id.clone()),
        ..view("Tarts", "link:tart")
    };
    app.save_payment_view(renamed).await.unwrap();
    assert_eq!(names(&app).await, ["Refunds", "Tarts"]);
    let choice = PaymentViewChoice {
        id: kept.id.clone(),
    };
    for _ in 0..2 {
        app.remove_payment_view(choice.clone()).await.unwrap();
    }
    assert_eq!(names(&app).await, ["Refunds"]);
    let gone = SavePaymentView {
        id: Some(kept.id),
        ..view("Tarts", "")
    };
    let refused = app.save_payment_view(gone).await.unwrap_err();
    assert_eq!(refused.code, IpcErrorCode::NotFound);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_stay_over_a_restart_until_they_are_as_they_were() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let chosen = columns(&[
        PaymentColumn::Fee,
        PaymentColumn::Amount,
        PaymentColumn::Status,
    ]);
    let keep = |columns: &[ShownColumn]| KeepPaymentColumns {
        columns: columns.to_vec(),
    };
    app.keep_payment_columns(keep(&chosen)).await.unwrap();
    assert!(app.keep_payment_columns(keep(&chosen[..1])).await.is_err());
    app.shutdown().await;
    let app = open(&home).await;
    assert_eq!(app.list_payment_views().await.unwrap().columns, chosen);
    app.keep_payment_columns(keep(&[])).await.unwrap();
    assert_eq!(app.list_payment_views().await.unwrap().columns, []);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_customers_address_takes_along_the_views_that_search_for_it() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    for (name, search) in [
        ("whole", "status:refunded Ana@example.com"),
        ("part", "ana@exam"),
        ("company", "@example.com"),
        ("other", "ben@example.com"),
    ] {
        app.save_payment_view(view(name, search)).await.unwrap();
    }
    let erase = EraseCustomer {
        person: "ana@example.com".to_owned(),
        confirmation: EraseConfirmation::EraseForGood,
        copies: CopiesOfLedger::Keep,
    };
    app.erase_customer(erase).await.unwrap();
    assert_eq!(names(&app).await, ["company", "other"]);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_payments_are_summed_by_currency_marked_one_by_one_and_saved() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    for (amount, currency, name) in [
        (8650, "eur", "=Ana \"A\" Ruiz"),
        (1350, "eur", "Tom Becker"),
        (500, "jpy", "Mei Tanaka"),
    ] {
        sell(&app, amount, currency, name).await;
    }
    let rows = app
        .list_payments(PaymentsQuery::default())
        .await
        .unwrap()
        .rows;
    let mut ids: Vec<_> = rows.iter().map(|it| it.id.clone()).collect();
    ids.push(ids[0].clone());
    let sums = app
        .sum_payments(ChosenPayments { ids: ids.clone() })
        .await
        .unwrap();
    let told: Vec<_> = sums
        .sums
        .iter()
        .map(|it| (it.currency.as_str(), it.amount))
        .collect();
    assert_eq!(told, [("eur", 10_000), ("jpy", 500)]);
    assert_eq!(sums.to_fulfil, 3);

    let missing = "pi_nowhere".to_owned();
    let mark = |ids: Vec<String>, is_done| FulfilPayments { ids, is_done };
    let marked = app
        .fulfil_payments(mark(vec![ids[0].clone(), missing.clone()], true))
        .await
        .unwrap();
    assert_eq!(marked.done, [ids[0].clone()]);
    assert_eq!(marked.refused[0].id, missing);
    let fulfilment = async |id: &String| {
        let all = app.list_payments(PaymentsQuery::default()).await.unwrap();
        let row = all.rows.into_iter().find(|it| it.id == *id);
        row.unwrap().fulfilment
    };
    assert_eq!(fulfilment(&ids[0]).await, OrderState::Done);
    app.fulfil_payments(mark(vec![ids[0].clone()], false))
        .await
        .unwrap();
    assert_eq!(fulfilment(&ids[0]).await, OrderState::Pending);
    let many = vec![missing; 501];
    assert!(app.fulfil_payments(mark(many, true)).await.is_err());

    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("chosen");
    let place = app.chosen(PlacePurpose::Payments, &at).unwrap().id;
    let save = SavePayments {
        ids: ids.clone(),
        place: place.clone(),
    };
    let saved = app.save_payments(save).await.unwrap();
    assert_eq!(saved.count, 3);
    assert!(saved.path.ends_with("chosen.csv"), "{}", saved.path);
    let text = fs::read_to_string(&saved.path).unwrap();
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[0].starts_with("id,created,paid,status,currency,amount,"));
    assert!(lines[1].contains(",jpy,500,0,"), "{}", lines[1]);
    assert!(lines[3].contains(",eur,86.50,0.00,"), "{}", lines[3]);
    assert!(
        lines[3].contains(",\"'=Ana \"\"A\"\" Ruiz\","),
        "{}",
        lines[3]
    );
    let again = SavePayments { ids, place };
    assert!(
        app.save_payments(again).await.is_err(),
        "a place is good once"
    );
    app.shutdown().await;
}
