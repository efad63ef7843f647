//! Webhook endpoints: what is sent, what is read, and that the secret is told to nobody else.

use std::collections::BTreeMap;

use countertop_stripe_client::{EndpointChange, EndpointStatus, NewEndpoint};
use countertop_stripe_wire::API_VERSION;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::log;
use crate::stub::{Canned, Stub};

const SECRET: &str = "whsec_hushhushhushhush";

fn endpoint(id: &str) -> Value {
    json!({
        "id": id, "object": "webhook_endpoint", "api_version": API_VERSION, "created": 7,
        "description": "Ours", "enabled_events": ["charge.failed"], "status": "disabled",
        "url": "https://shop.example/webhook", "metadata": {"made_with": "countertop"},
        "something_new": {"a": 1},
    })
}

#[tokio::test]
async fn a_creation_sends_our_version_and_tells_its_secret_once() {
    let mut told = endpoint("we_created");
    told["secret"] = json!(SECRET);
    let stub = Stub::start([Canned::new(200, told.to_string())]).await;
    let new = NewEndpoint {
        url: "https://shop.example/webhook".to_owned(),
        events: vec!["charge.failed".to_owned(), "charge.updated".to_owned()],
        description: "Ours".to_owned(),
        metadata: BTreeMap::from([("made_with".to_owned(), "countertop".to_owned())]),
    };
    let created = stub
        .client()
        .create_webhook_endpoint(&new, None)
        .await
        .unwrap();
    assert_eq!(created.secret.expose_secret(), SECRET);
    assert_eq!(created.endpoint.id.as_str(), "we_created");
    let seen = stub.only();
    assert_eq!(
        (seen.method.as_str(), seen.path.as_str()),
        ("POST", "/v1/webhook_endpoints")
    );
    assert!(seen.header("idempotency-key").is_some());
    for part in [
        "url=https%3A%2F%2Fshop.example%2Fwebhook".to_owned(),
        format!("api_version={API_VERSION}"),
        "enabled_events[0]=charge.failed&enabled_events[1]=charge.updated".to_owned(),
        "metadata[made_with]=countertop".to_owned(),
    ] {
        assert!(seen.body.contains(&part), "{part}: {}", seen.body);
    }
    for output in [format!("{created:?}"), log::text()] {
        assert!(!output.contains("hush"), "{output}");
    }
}

#[tokio::test]
async fn a_creation_that_cannot_be_read_does_not_tell_its_secret() {
    for misshapen in [
        json!({"id": SECRET, "secret": SECRET}),
        json!({"id": "we_1", "url": "x", "secret": [SECRET]}),
    ] {
        let stub = Stub::start([Canned::new(200, misshapen.to_string())]).await;
        let new = NewEndpoint {
            url: String::new(),
            events: Vec::new(),
            description: String::new(),
            metadata: BTreeMap::new(),
        };
        let error = stub
            .client()
            .create_webhook_endpoint(&new, None)
            .await
            .unwrap_err();
        for output in [format!("{error:?}"), error.to_string(), log::text()] {
            assert!(!output.contains("hush"), "{output}");
        }
    }
}

#[tokio::test]
async fn only_what_changes_is_sent() {
    let id = "we_1".parse().unwrap();
    let url = EndpointChange {
        url: Some("https://other.example/".to_owned()),
        ..EndpointChange::default()
    };
    let status = |status| EndpointChange {
        status: Some(status),
        ..EndpointChange::default()
    };
    for (change, body) in [
        (url, "url=https%3A%2F%2Fother.example%2F"),
        (status(EndpointStatus::Enabled), "disabled=false"),
        (status(EndpointStatus::Disabled), "disabled=true"),
        (EndpointChange::default(), ""),
    ] {
        let stub = Stub::start([Canned::new(200, endpoint("we_1").to_string())]).await;
        let changed = stub
            .client()
            .update_webhook_endpoint(&id, &change, None)
            .await
            .unwrap();
        assert_eq!(changed.status, EndpointStatus::Disabled);
        let seen = stub.only();
        assert_eq!(
            (seen.path.as_str(), seen.body.as_str()),
            ("/v1/webhook_endpoints/we_1", body)
        );
    }
    let stub = Stub::start([Canned::new(200, "{\"deleted\":true}")]).await;
    stub.client().delete_webhook_endpoint(&id).await.unwrap();
    assert_eq!(stub.only().method.as_str(), "DELETE");
}

#[tokio::test]
async fn all_pages_are_read_and_what_is_no_endpoint_is_left_out() {
    let page = |objects: &[Value], has_more: bool| {
        Canned::new(
            200,
            json!({"object": "list", "data": objects, "has_more": has_more}).to_string(),
        )
    };
    let odd = json!({"id": "ed_1", "object": "v2.core.event_destination"});
    let bare = json!({"id": "we_3", "url": "https://a.example/"});
    let stub = Stub::start([
        page(&[endpoint("we_1"), endpoint("we_2")], true),
        page(&[odd, bare], false),
    ])
    .await;
    let found = stub.client().webhook_endpoints().await.unwrap();
    let ids: Vec<_> = found.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["we_1", "we_2", "we_3"]);
    assert_eq!(found[0].api_version.as_deref(), Some(API_VERSION));
    assert_eq!(found[2].status, EndpointStatus::Enabled);
    let queries: Vec<_> = stub.seen().into_iter().map(|it| it.query).collect();
    assert_eq!(queries, ["limit=100", "limit=100&starting_after=we_2"]);
}
