//! What the form offers to choose from.

use axum::Router;
use axum::routing::get;
use countertop_app::App;
use countertop_app::ipc::{CatalogueQuery, ProductChoice};
use serde_json::json;

use super::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_searched_by_words() {
    let desk = Desk::open().await;
    let app = &desk.app;
    for (name, description) in [
        ("Rye bread", "Sour, 750 g"),
        ("Apple cake", "With rye crumbs"),
    ] {
        let product = desk
            .post(
                "products",
                json!({"name": name, "description": description}),
            )
            .await;
        let price = json!({"product": product["id"], "currency": "eur", "unit_amount": 450});
        desk.post("prices", price).await;
    }
    let monthly = json!({"product_data": {"name": "Bread box"}, "currency": "eur",
        "unit_amount": 2400, "recurring": {"interval": "week", "interval_count": 2}, "nickname": "Club"});
    desk.post("prices", monthly).await;
    let names = async |search: &str| -> Vec<String> {
        let query = CatalogueQuery {
            search: search.into(),
        };
        let found = app.search_catalogue(query).await.unwrap();
        assert!(found.is_complete);
        found.rows.into_iter().map(|it| it.name).collect()
    };
    assert_eq!(names("").await, ["Apple cake", "Bread box", "Rye bread"]);
    assert_eq!(names("RYE").await, ["Apple cake", "Rye bread"]);
    assert_eq!(names("bread rye").await, ["Rye bread"]);
    assert!(names("tea").await.is_empty());
    let boxes = app
        .search_catalogue(CatalogueQuery {
            search: "box".into(),
        })
        .await
        .unwrap();
    let price = &boxes.rows[0].prices[0];
    assert_eq!(
        (
            price.unit_amount,
            price.interval.as_deref(),
            price.interval_count
        ),
        (Some(2400), Some("week"), Some(2))
    );
    assert_eq!(price.nickname.as_deref(), Some("Club"));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_account_has_is_offered() {
    let desk = Desk::open().await;
    let app = &desk.app;
    let choices = app.link_choices().await.unwrap();
    assert_eq!(choices.statement_prefix.as_deref(), Some("PRACTICE"));
    assert!(choices.shop_name.is_some());
    assert!(choices.countries.contains(&"CH".to_owned()) && choices.countries.len() > 200);
    assert!(choices.methods.contains(&"sepa_debit".to_owned()));

    assert!(app.list_shipping_rates().await.unwrap().rows.is_empty());
    let rate = json!({"display_name": "By bicycle", "type": "fixed_amount",
        "fixed_amount": {"amount": 390, "currency": "eur"}});
    desk.post("shipping_rates", rate).await;
    let rates = app.list_shipping_rates().await.unwrap().rows;
    assert_eq!(
        (
            rates[0].name.as_str(),
            rates[0].amount,
            rates[0].currency.as_deref()
        ),
        ("By bicycle", Some(390), Some("eur"))
    );
    desk.close().await;
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand so on";

/// A server of pictures, as a merchant's own web site is.
async fn web_site() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let elsewhere = [("location", "http://example.com/cake.png")];
    let router = Router::new()
        .route("/cake.png", get(|| async { PNG }))
        .route("/cake.html", get(|| async { "<!doctype html>" }))
        .route(
            "/large.png",
            get(|| async { [PNG, &vec![0; 2 << 20]].concat() }),
        )
        .route(
            "/moved.png",
            get(|| async { (axum::http::StatusCode::FOUND, [("location", "/cake.png")]) }),
        )
        .route(
            "/led-astray.png",
            get(move || async move { (axum::http::StatusCode::FOUND, elsewhere) }),
        );
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

async fn found(app: &App) -> Vec<countertop_app::ipc::CatalogueProduct> {
    let search = String::new();
    app.search_catalogue(CatalogueQuery { search })
        .await
        .unwrap()
        .rows
}

async fn picture(app: &App, product: &str) -> Option<String> {
    let product = product.to_owned();
    let shown = app.product_picture(ProductChoice { product }).await;
    shown.unwrap().data
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_shown_with_its_picture_where_it_has_one() {
    let desk = Desk::open().await;
    let site = web_site().await;
    let encoded = "data:image/png;base64,iVBORw0KGgphbmQgc28gb24=";
    let mut products = Vec::new();
    for (name, images, expected) in [
        (
            "a",
            vec![format!("{site}/cake.png"), format!("{site}/cake.html")],
            Some(encoded),
        ),
        ("b", vec![format!("{site}/moved.png")], Some(encoded)),
        ("c", vec![format!("{site}/cake.html")], None),
        ("d", vec![format!("{site}/large.png")], None),
        ("e", vec![format!("{site}/led-astray.png")], None),
        ("f", vec![format!("{site}/gone.png")], None),
        ("g", vec!["https://example.com/cake.png".to_owned()], None),
        ("h", vec![], None),
    ] {
        let has_picture = !images.is_empty();
        let given = json!({"name": name, "images": images});
        let product = desk.post("products", given).await;
        let id = product["id"].as_str().unwrap().to_owned();
        products.push((id, has_picture, expected));
    }
    for (row, (id, has_picture, expected)) in found(&desk.app).await.iter().zip(&products) {
        assert_eq!((&row.id, row.has_picture), (id, *has_picture));
        assert_eq!(
            picture(&desk.app, id).await.as_deref(),
            *expected,
            "{}",
            row.name
        );
    }
    assert_eq!(picture(&desk.app, "prod_unknown").await, None);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_there_without_stripe_as_it_was_read_last() {
    let desk = Desk::open().await;
    desk.post("products", json!({"name": "Rye bread"})).await;
    assert_eq!(found(&desk.app).await[0].name, "Rye bread");
    let (app, _home) = desk.offline().await;
    assert_eq!(found(&app).await[0].name, "Rye bread");
    app.shutdown().await;
}
