//! What came to the door: written in time, bounded in number, listed in pages.

use std::time::{Duration, Instant};

use countertop_domain::UnixSeconds;
use countertop_store::{Delivery, DeliveryRow, Ledger, Role, Span};

use crate::histories::shop;

fn delivery(at: i64, status: u16) -> Delivery {
    Delivery {
        at: UnixSeconds(at),
        status,
        code: (status == 400).then(|| "signature_mismatch".to_owned()),
        event: (status == 200).then(|| format!("evt_{at}")),
        bytes: 3000,
        digest: Some([7; 32]),
        count: 1,
        symptom: None,
    }
}

fn listed(ledger: &Ledger, span: &Span) -> Vec<DeliveryRow> {
    ledger.deliveries(span).unwrap().rows
}

/// Waits until so many are written.
fn written(ledger: &Ledger, wanted: usize) -> Vec<DeliveryRow> {
    let span = Span {
        limit: 1000,
        ..Span::default()
    };
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let rows = listed(ledger, &span);
        if rows.len() >= wanted || Instant::now() > until {
            return rows;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn they_are_listed_newest_first_and_in_pages() {
    let shop = shop();
    let told = [
        delivery(5, 200),
        delivery(7, 400),
        delivery(7, 200),
        delivery(6, 413),
    ];
    for it in &told {
        shop.ledger.note_delivery(it.clone());
    }
    let rows = written(&shop.ledger, 4);
    let found: Vec<_> = rows.iter().map(|it| it.delivery.clone()).collect();
    let newest_first = [2, 1, 3, 0].map(|at: usize| told[at].clone());
    assert_eq!(found, newest_first);

    let mut paged = Vec::new();
    let mut span = Span {
        limit: 1,
        ..Span::default()
    };
    loop {
        let page = shop.ledger.deliveries(&span).unwrap();
        paged.extend(page.rows);
        match page.next {
            Some(next) => span.after = Some(next),
            None => break,
        }
    }
    assert_eq!(paged, rows);
    let seven = Span {
        from: Some(UnixSeconds(6)),
        to: Some(UnixSeconds(7)),
        ..Span::default()
    };
    assert_eq!(listed(&shop.ledger, &seven).len(), 1);
}

#[test]
fn the_oldest_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..6 {
        let ledger = Ledger::open(folder.path(), Role::Receiver).unwrap();
        for at in 1..=2000 {
            ledger.note_delivery(delivery(round * 2000 + at, 200));
        }
        ledger.close();
    }
    let ledger = Ledger::open(folder.path(), Role::Beside).unwrap();
    let before = |at| Span {
        to: Some(UnixSeconds(at)),
        ..Span::default()
    };
    assert_eq!(listed(&ledger, &before(2001)), []);
    assert_eq!(listed(&ledger, &before(2002)).len(), 1);
}
