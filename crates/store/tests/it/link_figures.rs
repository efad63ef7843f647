//! What is known of a link: what came in, how it stands, what each reference brought.

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_store::{
    Fetched, LinkDay, LinkFigures, LinkReference, LinkRevenue, LinkState, NewPlan,
};
use serde_json::{Value, json};

use crate::histories::{Shop, event, shop, with};

/// A link of this id as Stripe gives it.
pub fn link(id: &str, name: &str) -> Value {
    json!({"id": id, "object": "payment_link", "active": true, "currency": "eur", "livemode": false,
        "url": format!("https://buy.example/{id}"), "metadata": {},
        "line_items": {"object": "list", "data": [{"id": "li_1", "description": name,
            "quantity": 1, "currency": "eur", "price": {"id": "price_1", "unit_amount": 1000}}]}})
}

/// Stripe's answer to who reads a link.
pub async fn read(shop: &Shop, at: i64, link: &Value) {
    let answer = Fetched {
        request_id: format!("req_{at}_{}", link["id"]),
        at: UnixSeconds(at),
        body: link.to_string().into_bytes(),
    };
    shop.ledger.record_fetched(answer).await.unwrap();
}

/// A checkout of a link, and the payment that it may have made.
pub struct Checkout<'a> {
    pub n: u32,
    pub link: &'a str,
    pub at: i64,
    pub currency: &'a str,
    pub amount: i64,
    pub reference: Option<&'a str>,
}

impl Checkout<'_> {
    fn session(&self, status: &str, payment_status: &str) -> Value {
        let intent = (status == "complete").then(|| format!("pi_{}", self.n));
        json!({"id": format!("cs_{}", self.n), "object": "checkout.session", "created": self.at,
            "payment_link": self.link, "status": status, "payment_status": payment_status,
            "payment_intent": intent, "currency": self.currency, "amount_total": self.amount,
            "client_reference_id": self.reference})
    }

    async fn tell(&self, shop: &Shop, what: &str, object: Value) {
        let id = format!("evt_{}_{}", self.n, what.replace('.', "_"));
        shop.tell(&event(&id, self.at, what, &object)).await;
    }

    async fn intent(&self, shop: &Shop, status: &str, failed: bool) {
        let received = if status == "succeeded" {
            self.amount
        } else {
            0
        };
        let intent = json!({"id": format!("pi_{}", self.n), "object": "payment_intent",
            "amount": self.amount, "amount_received": received, "currency": self.currency,
            "created": self.at, "livemode": false, "status": status, "metadata": {},
            "last_payment_error": failed.then(|| json!({"code": "card_declined"}))});
        let what = if failed {
            "payment_intent.payment_failed"
        } else {
            "payment_intent.succeeded"
        };
        self.tell(shop, what, intent).await;
    }

    pub async fn paid(&self, shop: &Shop) {
        self.intent(shop, "succeeded", false).await;
        let session = self.session("complete", "paid");
        self.tell(shop, "checkout.session.completed", session).await;
    }

    async fn pending(&self, shop: &Shop) {
        self.intent(shop, "processing", false).await;
        let session = self.session("complete", "unpaid");
        self.tell(shop, "checkout.session.completed", session).await;
    }

    async fn given_up(&self, shop: &Shop) {
        let session = self.session("expired", "unpaid");
        self.tell(shop, "checkout.session.expired", session).await;
    }
}

/// One in euros on the link `plink_1`.
fn euros(n: u32, at: i64, amount: i64) -> Checkout<'static> {
    Checkout {
        n,
        link: "plink_1",
        at,
        currency: "eur",
        amount,
        reference: None,
    }
}

fn figures(shop: &Shop, link: &str) -> LinkFigures {
    shop.followed();
    shop.ledger.link(link).unwrap().unwrap().1
}

#[tokio::test]
async fn a_link_tells_what_became_of_its_checkouts() {
    let shop = shop();
    read(&shop, 50, &link("plink_1", "Cake")).await;
    assert_eq!(figures(&shop, "plink_1"), LinkFigures::default());
    euros(1, 1000, 4000).paid(&shop).await;
    euros(2, 5000, 500).paid(&shop).await;
    euros(3, 9000, 700).pending(&shop).await;
    euros(4, 9500, 800).given_up(&shop).await;
    let dollars = Checkout {
        currency: "usd",
        ..euros(5, 2000, 900)
    };
    dollars.paid(&shop).await;
    let revenue = |currency: &str, paid, gross| LinkRevenue {
        currency: currency.to_owned(),
        paid,
        gross,
        refunded: 0,
    };
    let expected = LinkFigures {
        state: LinkState::Open,
        paid: 3,
        pending: 1,
        failed: 0,
        revenue: 4500,
        revenues: vec![revenue("eur", 2, 4500), revenue("usd", 1, 900)],
        last_payment_at: Some(UnixSeconds(5000)),
        completed: 4,
        finished: 3,
        ended: 5,
    };
    assert_eq!(figures(&shop, "plink_1"), expected);
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn what_is_told_again_or_moves_to_another_link_is_counted_once() {
    let shop = shop();
    for id in ["plink_1", "plink_2"] {
        read(&shop, 50, &link(id, "Cake")).await;
    }
    let sale = euros(1, 1000, 4000);
    sale.paid(&shop).await;
    shop.followed();
    sale.paid(&shop).await;
    let counted = |link: &str| {
        let it = figures(&shop, link);
        (it.paid, it.revenue, it.completed, it.ended)
    };
    assert_eq!(counted("plink_1"), (1, 4000, 1, 1));
    // A newer state of the session names another link.
    let elsewhere = with(
        sale.session("complete", "paid"),
        json!({"payment_link": "plink_2"}),
    );
    let event = event("evt_moved", 2000, "checkout.session.completed", &elsewhere);
    shop.tell(&event).await;
    assert_eq!(counted("plink_1"), (0, 0, 0, 0));
    assert_eq!(counted("plink_2"), (1, 4000, 1, 1));
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn a_link_is_in_one_state_alone() {
    let shop = shop();
    let limited = with(
        link("plink_1", "Cake"),
        json!({"restrictions": {"completed_sessions": {"limit": 2, "count": 0}}}),
    );
    read(&shop, 50, &limited).await;
    let state = || figures(&shop, "plink_1").state;
    assert_eq!(state(), LinkState::Open);
    euros(1, 1000, 4000).paid(&shop).await;
    assert_eq!(state(), LinkState::Open);
    let id = PaymentLinkId::new("plink_1").unwrap();
    let plan = NewPlan {
        open_at: None,
        close_at: Some(UnixSeconds(9999)),
        time_zone: "Europe/Vienna".to_owned(),
    };
    shop.ledger.plan_link(&id, plan).await.unwrap();
    assert_eq!(state(), LinkState::Scheduled);
    // Stripe tells nothing of the link itself when it is sold out.
    euros(2, 2000, 4000).paid(&shop).await;
    assert_eq!(state(), LinkState::SoldOut);
    let more = with(
        limited,
        json!({"restrictions": {"completed_sessions": {"limit": 5, "count": 2}}}),
    );
    read(&shop, 3000, &more).await;
    assert_eq!(state(), LinkState::Scheduled);
    shop.ledger
        .plan_link(&id, NewPlan::default())
        .await
        .unwrap();
    assert_eq!(state(), LinkState::Open);
    let closed = with(more.clone(), json!({"active": false}));
    read(&shop, 4000, &closed).await;
    assert_eq!(state(), LinkState::Closed);
    // What was sold before this ledger began is known from Stripe's count alone.
    let count = json!({"restrictions": {"completed_sessions": {"limit": 5, "count": 5}}});
    read(&shop, 5000, &with(more, count)).await;
    assert_eq!(state(), LinkState::SoldOut);
    assert_eq!(shop.ledger.check().unwrap(), []);
}

#[tokio::test]
async fn each_reference_has_its_own_results() {
    let shop = shop();
    read(&shop, 50, &link("plink_1", "Cake")).await;
    let with_reference = |n, reference, amount| Checkout {
        reference: Some(reference),
        ..euros(n, 1000 + i64::from(n), amount)
    };
    with_reference(1, "flyer", 100).paid(&shop).await;
    with_reference(2, "flyer", 200).paid(&shop).await;
    with_reference(3, "window", 400).given_up(&shop).await;
    euros(4, 1000, 800).paid(&shop).await;
    let elsewhere = Checkout {
        link: "plink_2",
        ..with_reference(5, "flyer", 1600)
    };
    elsewhere.paid(&shop).await;
    let dollars = Checkout {
        currency: "usd",
        ..with_reference(6, "flyer", 3200)
    };
    dollars.paid(&shop).await;
    let reference = |reference: &str, paid, revenue: &[(&str, i64)]| LinkReference {
        reference: reference.to_owned(),
        paid,
        revenue: revenue
            .iter()
            .map(|(currency, sum)| ((*currency).to_owned(), *sum))
            .collect(),
    };
    assert_eq!(
        shop.ledger.link_references("plink_1").unwrap(),
        [
            reference("flyer", 3, &[("eur", 300), ("usd", 3200)]),
            reference("window", 0, &[])
        ]
    );
    assert_eq!(shop.ledger.link_references("plink_none").unwrap(), []);
}

#[tokio::test]
async fn days_begin_where_they_are_said_to() {
    let shop = shop();
    read(&shop, 50, &link("plink_1", "Cake")).await;
    let (hour, day) = (3600, 86_400);
    for (n, at) in (1..).zip([0, 22 * hour - 1, 22 * hour, day + 22 * hour, 9 * day]) {
        euros(n, 100 * day + at, 100).paid(&shop).await;
    }
    shop.followed();
    let (row, _) = shop.ledger.link("plink_1").unwrap().unwrap();
    let days = |begin: &[i64]| {
        let begin: Vec<_> = begin.iter().map(|it| UnixSeconds(100 * day + it)).collect();
        let days = shop.ledger.link_days(&[&row], &begin).unwrap();
        let of = |it: &LinkDay| (it.paid, it.revenue);
        days[0].iter().map(of).collect::<Vec<_>>()
    };
    // Days of a place where midnight is at ten in the evening by UTC.
    let begin = [-2 * hour, 22 * hour, day + 22 * hour];
    assert_eq!(days(&begin), [(2, 200), (1, 100), (2, 200)]);
    assert_eq!(days(&[22 * hour]), [(3, 300)]);
    assert_eq!(days(&[]), []);
}
