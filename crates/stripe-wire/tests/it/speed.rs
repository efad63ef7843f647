//! How long it takes to read an object: `cargo test --release -p countertop-stripe-wire --test it -- \
//! --ignored --nocapture`.

use std::time::Instant;

use countertop_stripe_wire::objects;
use serde_json::json;

use crate::samples;

const TIMES: u32 = 20_000;

#[test]
#[ignore = "measures; it decides nothing"]
fn reading_an_object() {
    for mut object in samples::all().into_iter().chain(samples::old()) {
        // Stripe's objects have three times the fields that are read.
        for at in 0..40 {
            object[format!("unread_{at}")] =
                json!({"value": null, "text": "some text of a length"});
        }
        let body = object.to_string();
        let began = Instant::now();
        let mut found = 0;
        for _ in 0..TIMES {
            found += objects::read_answer(body.as_bytes()).len();
        }
        let each = began.elapsed() / TIMES;
        assert!(found > 0);
        println!("{each:>10.2?} {:>5} bytes {}", body.len(), object["object"]);
    }
}
