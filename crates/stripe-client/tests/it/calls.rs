//! Every call asks for what it is named after.

use countertop_domain::{
    BalanceTransactionId, ChargeId, CheckoutSessionId, EventId, PaymentIntentId, PaymentLinkId,
};
use countertop_stripe_client::{
    ChargeFilter, Client, Created, DisputeFilter, LinkFilter, Paging, PaymentIntentFilter,
    PayoutFilter, PriceFilter, PriceId, ProductFilter, ProductId, RefundFilter, SessionFilter,
};
use serde_json::json;

use crate::stub::{Canned, Stub};

/// What one call asks for, as `METHOD path?query`.
async fn asked<F, T>(call: impl FnOnce(Client) -> F) -> String
where
    F: Future<Output = T>,
{
    let stub = Stub::start([Canned::new(200, "{\"data\":[]}")]).await;
    call(stub.client()).await;
    let seen = stub.only();
    let question = if seen.query.is_empty() { "" } else { "?" };
    format!("{} {}{question}{}", seen.method, seen.path, seen.query)
}

#[tokio::test]
async fn single_objects() {
    let link = PaymentLinkId::new("plink_1").unwrap();
    let session = CheckoutSessionId::new("cs_test_1").unwrap();
    let intent = PaymentIntentId::new("pi_1").unwrap();
    let charge = ChargeId::new("ch_1").unwrap();
    let event = EventId::new("evt_1").unwrap();
    let transaction = BalanceTransactionId::new("txn_1").unwrap();
    let product = ProductId::new("café/groß?").unwrap();
    let price = PriceId::new("price_1").unwrap();
    assert_eq!(
        [
            asked(async |it| it.retrieve_payment_link(&link).await).await,
            asked(async |it| it
                .retrieve_checkout_session(&session, &["line_items"])
                .await)
            .await,
            asked(async |it| it
                .retrieve_payment_intent(&intent, &["latest_charge"])
                .await)
            .await,
            asked(async |it| it.retrieve_charge(&charge, &[]).await).await,
            asked(async |it| it.retrieve_event(&event).await).await,
            asked(async |it| it.retrieve_balance_transaction(&transaction).await).await,
            asked(async |it| it.retrieve_product(&product).await).await,
            asked(async |it| it.retrieve_price(&price).await).await,
            asked(async |it| it.retrieve_account().await).await,
        ],
        [
            "GET /v1/payment_links/plink_1?expand[0]=line_items",
            "GET /v1/checkout/sessions/cs_test_1?expand[0]=line_items",
            "GET /v1/payment_intents/pi_1?expand[0]=latest_charge",
            "GET /v1/charges/ch_1",
            "GET /v1/events/evt_1",
            "GET /v1/balance_transactions/txn_1",
            "GET /v1/products/caf%C3%A9%2Fgro%C3%9F%3F",
            "GET /v1/prices/price_1",
            "GET /v1/account",
        ]
    );
}

#[tokio::test]
async fn lists() {
    let paging = Paging::default();
    let links = LinkFilter::default();
    let sessions = SessionFilter {
        payment_link: Some(PaymentLinkId::new("plink_1").unwrap()),
        ..SessionFilter::default()
    };
    let of_intent = SessionFilter {
        payment_intent: Some(PaymentIntentId::new("pi_1").unwrap()),
        ..SessionFilter::default()
    };
    let intents = PaymentIntentFilter {
        created: Created {
            from: Some(countertop_domain::UnixSeconds(5)),
            to: None,
        },
        expand: &["data.latest_charge"],
    };
    let charges = ChargeFilter {
        payment_intent: Some(PaymentIntentId::new("pi_1").unwrap()),
        ..ChargeFilter::default()
    };
    let products = ProductFilter {
        active: Some(false),
        ..ProductFilter::default()
    };
    let prices = PriceFilter {
        product: Some(ProductId::new("tea & green").unwrap()),
        ..PriceFilter::default()
    };
    let link = PaymentLinkId::new("plink_1").unwrap();
    assert_eq!(
        [
            asked(async |it| it.list_payment_links(&links, &paging).await).await,
            asked(async |it| it.list_payment_link_items(&link, &paging).await).await,
            asked(async |it| it.list_checkout_sessions(&sessions, &paging).await).await,
            asked(async |it| it.list_checkout_sessions(&of_intent, &paging).await).await,
            asked(async |it| it.list_payment_intents(&intents, &paging).await).await,
            asked(async |it| it.list_charges(&charges, &paging).await).await,
            asked(async |it| it.list_products(&products, &paging).await).await,
            asked(async |it| it.list_prices(&prices, &paging).await).await,
        ],
        [
            "GET /v1/payment_links?expand[0]=data.line_items&limit=100",
            "GET /v1/payment_links/plink_1/line_items?limit=100",
            "GET /v1/checkout/sessions?limit=100&payment_link=plink_1",
            "GET /v1/checkout/sessions?limit=100&payment_intent=pi_1",
            "GET /v1/payment_intents?created[gte]=5&expand[0]=data.latest_charge&limit=100",
            "GET /v1/charges?limit=100&payment_intent=pi_1",
            "GET /v1/products?active=false&limit=100",
            "GET /v1/prices?limit=100&product=tea+%26+green",
        ]
    );
}

#[tokio::test]
async fn lists_of_what_moves_money() {
    let paging = Paging::default();
    let expand = &["data.balance_transaction"];
    let created = Created {
        from: None,
        to: Some(countertop_domain::UnixSeconds(9)),
    };
    let refunds = RefundFilter { created, expand };
    let payouts = PayoutFilter { created, expand };
    let disputes = DisputeFilter {
        created,
        ..DisputeFilter::default()
    };
    assert_eq!(
        [
            asked(async |it| it.list_refunds(&refunds, &paging).await).await,
            asked(async |it| it.list_disputes(&disputes, &paging).await).await,
            asked(async |it| it.list_payouts(&payouts, &paging).await).await,
            asked(async |it| it.refunds(refunds).all().await).await,
            asked(async |it| it.disputes(disputes).all().await).await,
            asked(async |it| it.payouts(payouts).all().await).await,
        ],
        [
            "GET /v1/refunds?created[lt]=9&expand[0]=data.balance_transaction&limit=100",
            "GET /v1/disputes?created[lt]=9&limit=100",
            "GET /v1/payouts?created[lt]=9&expand[0]=data.balance_transaction&limit=100",
            "GET /v1/refunds?created[lt]=9&expand[0]=data.balance_transaction&limit=100",
            "GET /v1/disputes?created[lt]=9&limit=100",
            "GET /v1/payouts?created[lt]=9&expand[0]=data.balance_transaction&limit=100",
        ]
    );
}

#[tokio::test]
async fn walks_ask_for_the_same_as_single_pages() {
    let link = PaymentLinkId::new("plink_1").unwrap();
    assert_eq!(
        [
            asked(async |it| it.payment_link_items(link).all().await).await,
            asked(async |it| it.checkout_sessions(SessionFilter::default()).all().await).await,
            asked(async |it| it
                .payment_intents(PaymentIntentFilter::default())
                .all()
                .await)
            .await,
            asked(async |it| it.charges(ChargeFilter::default()).all().await).await,
            asked(async |it| it.products(ProductFilter::default()).all().await).await,
            asked(async |it| it.prices(PriceFilter::default()).all().await).await,
        ],
        [
            "GET /v1/payment_links/plink_1/line_items?limit=100",
            "GET /v1/checkout/sessions?limit=100",
            "GET /v1/payment_intents?limit=100",
            "GET /v1/charges?limit=100",
            "GET /v1/products?limit=100",
            "GET /v1/prices?limit=100",
        ]
    );
}

#[tokio::test]
async fn updates_go_to_the_object() {
    let parameters = json!({"active": true});
    let product = ProductId::new("tea/green").unwrap();
    let price = PriceId::new("price_1").unwrap();
    assert_eq!(
        [
            asked(async |it| it.update_product(&product, &parameters, None).await).await,
            asked(async |it| it.update_price(&price, &parameters, None).await).await,
            asked(async |it| it.create_price_from(&parameters, None).await).await,
        ],
        [
            "POST /v1/products/tea%2Fgreen",
            "POST /v1/prices/price_1",
            "POST /v1/prices",
        ]
    );
}
