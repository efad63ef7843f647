//! Payments while everything between Stripe and the ledger fails: the tunnel is cut, the receiver is
//! killed and started again, deliveries are lost, doubled, shuffled and late, the API refuses, fails,
//! breaks off and shifts its pages. At the end the ledger is the practice store's truth, object by
//! object, and so it is after a rebuild.
//!
//! `cargo xtask soak` plays it longer, with more seeds.

mod chance;
mod shop;
mod truth;
mod tunnel;

use std::io::Write as _;
use std::time::Instant;

use serde_json::json;

use chance::Chance;
use shop::Shop;

/// What every store goes through.
#[track_caller]
fn play(seed: u64, payments: u32) {
    let begun = Instant::now();
    let mut chance = Chance::new(seed);
    let mut shop = Shop::open(seed);
    shop.fail(&mut chance);
    shop.receive();
    for _ in 0..payments {
        match chance.below(80) {
            0 | 1 => shop.tunnel.cut(),
            2..=9 => shop.tunnel.open(),
            10 | 11 => shop.receive_anew(&mut chance),
            12 | 13 => shop.fail(&mut chance),
            14..=16 => shop.refund(&mut chance),
            17 => shop.catch_up_meanwhile(&mut chance),
            _ => {}
        }
        shop.pay(&mut chance);
    }
    shop.catch_up_meanwhile(&mut chance);
    shop.end_faults();
    shop.tunnel.open();
    let caught = shop.backfill();
    shop.stop_receiving();
    // What was delivered between the two changes nothing any more.
    let again = shop.backfill();
    let newest = shop.newest();
    for done in [&caught, &again] {
        assert_eq!(done["complete_through"], newest, "seed {seed}: {done}");
        assert_eq!(done["gap"], json!(null), "seed {seed}");
    }
    assert_eq!(again["new"], 0, "seed {seed}");
    let events = truth::compare(&mut shop, seed);
    assert!(shop.cli(&["db", "check"]).json()["sound"] == true);
    let before = shop.rows();
    shop.cli(&["db", "rebuild"]).json();
    assert_eq!(shop.rows(), before, "seed {seed}");
    truth::compare(&mut shop, seed);
    let faults = shop.told_faults();
    let told = writeln!(
        std::io::stderr(),
        "seed {seed}: {payments} payments, {events} events, {} restarts, {} cuts, {faults}, {:.1} s",
        shop.restarts,
        shop.tunnel.cuts(),
        begun.elapsed().as_secs_f64()
    );
    told.unwrap();
}

#[test]
fn the_ledger_is_the_truth_whatever_fails() {
    // Each spends most of its time waiting for what was told to try again later.
    std::thread::scope(|scope| {
        for seed in [1, 2, 3] {
            scope.spawn(move || play(seed, 200));
        }
    });
}

/// For `cargo xtask soak`.
#[test]
#[ignore = "it takes minutes: cargo xtask soak"]
fn for_long() {
    let number = |name: &str, usual: u64| {
        let given = std::env::var(name).ok();
        given.map_or(usual, |it| it.parse().unwrap())
    };
    let payments = number("COUNTERTOP_SOAK_PAYMENTS", 5_000);
    for seed in 1..=number("COUNTERTOP_SOAK_SEEDS", 5) {
        play(seed, u32::try_from(payments).unwrap());
    }
}
