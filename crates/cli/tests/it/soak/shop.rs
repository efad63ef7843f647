//! A practice store, a tunnel, a receiver that comes and goes, and a ledger.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::chance::Chance;
use super::tunnel::Tunnel;
use crate::http::post;
use crate::practice::Practice;
use crate::program::{Ran, Running, run};
use crate::serve::{SECRET, serve};

/// How often a call of the API is tried that faults make fail.
const TRIES: u32 = 40;

/// Cards that pay, are declined, are disputed, and ask who is there.
const CARDS: [&str; 8] = [
    "4242424242424242",
    "5555555555554444",
    "4242424242424242",
    "4000000000000002",
    "4242424242424242",
    "4000000000009995",
    "4000000000000259",
    "378282246310005",
];

pub struct Shop {
    folder: tempfile::TempDir,
    practice: Practice,
    pub tunnel: Tunnel,
    serving: Option<Running>,
    links: Vec<String>,
    paid: Vec<String>,
    calls: u32,
    /// Before all that happened here, in Unix seconds.
    began: i64,
    pub restarts: u32,
    happened: Value,
}

impl Shop {
    pub fn open(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tunnel = Tunnel::new();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, SECRET).unwrap();
        let practice = Practice::open(
            &folder.path().join("practice"),
            &[
                "--webhook-url",
                &tunnel.url(),
                "--webhook-secret-file",
                secret.to_str().unwrap(),
                "--seed",
                &seed.to_string(),
            ],
        );
        let began = crate::http::now().0 - 60;
        let mut shop = Self {
            began,
            folder,
            practice,
            tunnel,
            serving: None,
            links: Vec::new(),
            paid: Vec::new(),
            calls: 0,
            restarts: 0,
            happened: json!({}),
        };
        for (name, amount, currency) in [("Tea", "450", "gbp"), ("Cake", "8650", "eur")] {
            let args = [
                "links",
                "create",
                "--name",
                name,
                "--amount",
                amount,
                "--currency",
                currency,
            ];
            let made = shop.practice.run(&shop.folder.path().join("other"), &args);
            shop.links
                .push(made.json()["id"].as_str().unwrap().to_owned());
        }
        shop
    }

    fn ledger(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    /// Starts to receive, and leads the tunnel there.
    pub fn receive(&mut self) {
        let mut command = serve(self.folder.path());
        command
            .env("COUNTERTOP_API_KEY", &self.practice.api_key)
            .env("COUNTERTOP_API_BASE", &self.practice.url);
        let mut running = Running::start(&mut command);
        let ready = running.json();
        let url = ready["listening"].as_str().unwrap();
        let address = url.strip_prefix("http://").unwrap();
        let address = address.strip_suffix("/webhook").unwrap();
        self.tunnel.lead_to(address.parse().unwrap());
        self.serving = Some(running);
    }

    /// Ends the receiver, kindly or not, and starts it again.
    pub fn receive_anew(&mut self, chance: &mut Chance) {
        match chance.below(2) {
            // Dropping it kills it.
            0 => drop(self.serving.take()),
            _ => self.stop_receiving(),
        }
        self.restarts += 1;
        self.receive();
    }

    pub fn stop_receiving(&mut self) {
        if let Some(running) = self.serving.take() {
            let ran = running.stop(rustix::process::Signal::TERM);
            assert_eq!(ran.code, Some(0), "{ran:?}");
        }
    }

    /// Lets other things go wrong than until now.
    pub fn fail(&mut self, chance: &mut Chance) {
        self.note_faults();
        let mut share = |most: u64| chance.below(most) as f64 / 100.0;
        let faults = json!({
            "drop": share(30), "lose": share(20), "double": share(30), "shuffle": share(40),
            "api_429": share(12), "api_500": share(12), "cut": share(9), "page_shift": share(25),
            "delay_ms": chance.below(40), "slow_ms": chance.below(20), "seed": chance.below(1 << 40),
        });
        self.control("faults", &faults);
    }

    pub fn end_faults(&mut self) {
        self.note_faults();
        self.control("faults", &json!({}));
    }

    /// Adds up what happened of the faults.
    fn note_faults(&mut self) {
        let url = format!("{}/_practice/faults", self.practice.url);
        let answer = crate::http::get(&url, &[]);
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        for (fault, count) in told["happened"].as_object().unwrap() {
            let before = self.happened[fault].as_u64().unwrap_or(0);
            self.happened[fault] = json!(before + count.as_u64().unwrap());
        }
    }

    /// How often which fault happened.
    pub fn told_faults(&self) -> String {
        let each = self.happened.as_object().unwrap().iter();
        let each: Vec<_> = each
            .map(|(fault, count)| format!("{fault} {count}"))
            .collect();
        each.join(" ")
    }

    pub fn pay(&mut self, chance: &mut Chance) {
        let link = &self.links[usize::try_from(chance.below(2)).unwrap()];
        let card = chance.of(&CARDS);
        let answer = self.control("pay", &json!({ "payment_link": link, "card": card }));
        if answer["status"] == "succeeded" {
            self.paid
                .push(answer["payment_intent"].as_str().unwrap().to_owned());
        }
    }

    /// Gives a part of a payment back, or all; one that is disputed or given back already is not.
    pub fn refund(&mut self, chance: &mut Chance) {
        let Some(last) = self.paid.pop() else { return };
        let amount = match chance.below(2) {
            0 => "",
            _ => "&amount=100",
        };
        self.api(
            "POST",
            "/v1/refunds",
            &format!("payment_intent={last}{amount}"),
        );
    }

    fn control(&self, call: &str, asked: &Value) -> Value {
        let url = format!("{}/_practice/{call}", self.practice.url);
        let answer = post(&url, &[], asked.to_string().as_bytes());
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Calls the API until it answers; what it refuses is null.
    fn api(&mut self, method: &str, path: &str, body: &str) -> Value {
        self.calls += 1;
        let host = self.practice.url.strip_prefix("http://").unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Authorization: Bearer {}\r\nIdempotency-Key: soak-{}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.practice.api_key,
            self.calls,
            body.len()
        );
        for _ in 0..TRIES {
            match once(host, &request) {
                Some((200, body)) => return body,
                Some((400..=404, _)) => return Value::Null,
                _ => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        panic!("{method} {path} failed {TRIES} times");
    }

    /// All objects of a list of the API.
    pub fn all(&mut self, list: &str, more: &str) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/{list}?limit=100{more}{after}");
            let page = self.api("GET", &path, "");
            let data = page["data"].as_array().unwrap();
            all.extend(data.iter().cloned());
            if page["has_more"] == false {
                return all;
            }
            let last = all.last().unwrap()["id"].as_str().unwrap();
            after = format!("&starting_after={last}");
        }
    }

    /// The newest event, as `backfill` names it.
    pub fn newest(&mut self) -> Value {
        let page = self.api("GET", "/v1/events?limit=1", "");
        let event = &page["data"][0];
        json!({ "event": event["id"], "created": event["created"] })
    }

    /// Catches up while all goes wrong that may; it may fail, and says so then.
    pub fn catch_up_meanwhile(&self, chance: &mut Chance) {
        let from = self.began.to_string();
        let args = match chance.below(2) {
            0 => &["backfill"][..],
            _ => &["backfill", "--from", &from],
        };
        let ran = self.practice.run(&self.ledger(), args);
        match ran.code {
            Some(0) => assert_eq!(ran.json()["gap"], Value::Null),
            Some(1) => assert!(ran.stdout.is_empty(), "{ran:?}"),
            _ => panic!("{ran:?}"),
        }
    }

    pub fn backfill(&self) -> Value {
        self.practice.run(&self.ledger(), &["backfill"]).json()
    }

    pub fn cli(&self, args: &[&str]) -> Ran {
        run(&self.ledger(), args)
    }

    /// All rows of a list of the ledger.
    pub fn listed(&self, list: &str) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), None::<String>);
        loop {
            let mut args = vec![list, "list", "--json", "--limit", "1000"];
            if let Some(after) = &after {
                args.extend(["--after", after]);
            }
            let mut rows = self.cli(&args).json_lines();
            after = rows
                .pop_if(|it| it["next"].is_string())
                .map(|it| it["next"].as_str().unwrap().to_owned());
            all.extend(rows);
            if after.is_none() {
                return all;
            }
        }
    }

    /// Every list of the ledger that a rebuild makes.
    pub fn rows(&self) -> Vec<Vec<Value>> {
        ["payments", "links", "payouts", "disputes", "events"]
            .map(|list| self.listed(list))
            .into()
    }
}

/// One try over a connection of its own: status and JSON, where all of it came.
fn once(host: &str, request: &str) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(host).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}
