//! Words that very many payments have.

use countertop_domain::PaymentStatus;
use countertop_store::{PaymentFilter, Span};
use serde_json::json;

use crate::histories::{event, shop};

/// More than are found by their words alone.
const PAYMENTS: i64 = 2_600;

#[tokio::test]
async fn what_very_many_have_is_found_newest_first_to_the_last_of_them() {
    let shop = shop();
    // What came last is the oldest, as when a history is imported.
    let told: Vec<_> = (0..PAYMENTS)
        .map(|n| {
            let status = if n % 3 == 0 { "failed" } else { "succeeded" };
            let name = if n % 500 == 7 { "Zoe" } else { "Ana" };
            let charge = json!({"id": format!("ch_{n}"), "object": "charge", "status": status,
                "payment_intent": format!("pi_{n}"), "amount": 1000, "captured": status == "succeeded",
                "currency": "eur", "created": PAYMENTS - n, "livemode": false,
                "billing_details": {"name": name, "email": "someone@example.com"}});
            event(&format!("evt_{n}"), PAYMENTS - n, "charge.updated", &charge)
        })
        .collect();
    shop.tell_all(&told).await;
    shop.followed();

    for (words, status, expected) in [
        (
            "ana",
            None,
            (0..PAYMENTS).filter(|n| n % 500 != 7).collect(),
        ),
        (
            "an example",
            Some("failed"),
            (0..PAYMENTS)
                .filter(|n| n % 500 != 7 && n % 3 == 0)
                .collect(),
        ),
        (
            "zoe",
            None,
            (0..PAYMENTS).filter(|n| n % 500 == 7).collect(),
        ),
        ("ana zoe", None, Vec::<i64>::new()),
    ] {
        let mut filter = PaymentFilter {
            search: Some(words.to_owned()),
            status: status.map(|it| PaymentStatus::from(it.to_owned())),
            span: Span {
                limit: 300,
                ..Span::default()
            },
            ..PaymentFilter::default()
        };
        let mut found = Vec::new();
        loop {
            let page = shop.ledger.payments(&filter).unwrap();
            found.extend(page.rows.into_iter().map(|it| it.id));
            filter.span.after = page.next;
            if filter.span.after.is_none() {
                break;
            }
        }
        let expected: Vec<_> = expected.iter().map(|n| format!("pi_{n}")).collect();
        assert!(found == expected, "“{words}”: {} found", found.len());
    }
}
