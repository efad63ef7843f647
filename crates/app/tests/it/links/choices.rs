//! What the form offers to choose from.

use countertop_app::ipc::CatalogueQuery;
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
