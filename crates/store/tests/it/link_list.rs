//! The list of links in every order, narrowed, and page by page.

use countertop_domain::{PaymentLinkId, UnixSeconds};
use countertop_store::{Direction, LinkListing, LinkPlace, LinkSort, LinkState, NewPlan};
use serde_json::json;

use crate::histories::{Shop, shop, with};
use crate::link_figures::{Checkout, link, read};

/// Links `plink_a`… with these names, currencies and payments of 100 each.
async fn links() -> Shop {
    let shop = shop();
    let all: [(&str, &str, &str, u32); 6] = [
        ("plink_a", "Äpfel", "eur", 3),
        ("plink_b", "birnen", "eur", 0),
        ("plink_c", "Zimt", "eur", 1),
        ("plink_d", "brot", "jpy", 2),
        ("plink_e", "ЁЛКА", "usd", 1),
        ("plink_f", "", "eur", 5),
    ];
    for (n, (id, name, currency, paid)) in (0_u32..).zip(all) {
        let mut object = with(link(id, name), json!({"currency": currency}));
        if name.is_empty() {
            object.as_object_mut().unwrap().remove("line_items");
        }
        read(&shop, 100 + i64::from(n / 2), &object).await;
        for sale in 0..paid {
            let checkout = Checkout {
                n: n * 10 + sale,
                link: id,
                at: 1000 + i64::from(n * 10 + sale),
                currency,
                amount: 100,
                reference: None,
            };
            checkout.paid(&shop).await;
        }
    }
    shop.followed();
    shop
}

/// The last letters of the ids, page by page.
fn ids(shop: &Shop, listing: &LinkListing) -> String {
    let (mut ids, mut listing) = (String::new(), listing.clone());
    loop {
        let page = shop.ledger.list_links(&listing).unwrap();
        assert!(page.rows.len() <= listing.limit as usize);
        for (row, _) in page.rows {
            ids.extend(row.id.chars().last());
        }
        match page.next {
            // A cursor goes to the window and comes back.
            Some(next) => listing.after = Some(next.to_string().parse().unwrap()),
            None => return ids,
        }
    }
}

fn sorted(sort: LinkSort, direction: Direction) -> LinkListing {
    LinkListing {
        sort,
        direction,
        limit: 2,
        ..LinkListing::default()
    }
}

#[tokio::test]
async fn every_order_goes_both_ways_and_over_pages() {
    let shop = links().await;
    for (sort, ascending, descending) in [
        (LinkSort::Created, "abcdef", "fedcba"),
        (LinkSort::Name, "bdcaef", "feacdb"),
        (LinkSort::Paid, "bcedaf", "fadecb"),
        // The currency of most links comes first, either way.
        (LinkSort::Revenue, "bcafde", "facbde"),
        (LinkSort::LastPayment, "bacdef", "fedcab"),
    ] {
        for (direction, expected) in [
            (Direction::Ascending, ascending),
            (Direction::Descending, descending),
        ] {
            let listing = sorted(sort, direction);
            assert_eq!(ids(&shop, &listing), expected, "{sort:?} {direction:?}");
            let in_one = LinkListing {
                limit: 100,
                ..listing
            };
            assert_eq!(ids(&shop, &in_one), expected, "{sort:?} {direction:?}");
        }
    }
}

#[tokio::test]
async fn states_come_in_order_are_counted_and_narrow_the_list() {
    let shop = links().await;
    let closed = with(link("plink_a", "Äpfel"), json!({"active": false}));
    read(&shop, 2000, &closed).await;
    let limit = json!({"restrictions": {"completed_sessions": {"limit": 1, "count": 1}}});
    read(&shop, 2000, &with(link("plink_c", "Zimt"), limit)).await;
    let plan = NewPlan {
        close_at: Some(UnixSeconds(9999)),
        ..NewPlan::default()
    };
    let id = PaymentLinkId::new("plink_d").unwrap();
    shop.ledger.plan_link(&id, plan).await.unwrap();
    let by_state = |direction| ids(&shop, &sorted(LinkSort::State, direction));
    assert_eq!(by_state(Direction::Ascending), "febdca");
    assert_eq!(by_state(Direction::Descending), "acdfeb");
    for (state, expected) in [
        (LinkState::Open, "feb"),
        (LinkState::Scheduled, "d"),
        (LinkState::SoldOut, "c"),
        (LinkState::Closed, "a"),
    ] {
        let listing = LinkListing {
            state: Some(state),
            ..sorted(LinkSort::Created, Direction::Descending)
        };
        assert_eq!(ids(&shop, &listing), expected, "{state:?}");
        let counts = shop.ledger.list_links(&listing).unwrap().counts;
        let count = counts.iter().find(|it| it.0 == state).unwrap().1;
        assert_eq!(count, expected.len() as u64, "{state:?}");
    }
}

#[tokio::test]
async fn a_search_knows_every_alphabet() {
    let shop = links().await;
    for (search, expected) in [
        ("äpf", "a"),
        ("ÄPFEL", "a"),
        ("ёлка", "e"),
        ("b", "fedcba"),
        ("bIr", "b"),
        (" br OT ", "d"),
        ("plink_F", "f"),
        ("buy.example", "fedcba"),
        ("%", ""),
    ] {
        let listing = LinkListing {
            search: Some(search.to_owned()),
            ..sorted(LinkSort::Created, Direction::Descending)
        };
        assert_eq!(ids(&shop, &listing), expected, "{search}");
    }
}

#[test]
fn a_place_is_of_one_order_and_nothing_else_is_a_place() {
    let text = r#"{"sort":"name","direction":"ascending","group":0,"key":"a","id":"plink_1"}"#;
    let place: LinkPlace = text.parse().unwrap();
    assert!(place.is_of(LinkSort::Name, Direction::Ascending));
    assert!(!place.is_of(LinkSort::Name, Direction::Descending));
    assert!(!place.is_of(LinkSort::Paid, Direction::Ascending));
    for text in ["", "5.plink_1", "{}", "null"] {
        assert!(text.parse::<LinkPlace>().is_err(), "{text}");
    }
}
