//! Passing links on: codes as files, mail, addresses with parameters and what came in by them.

use std::fs;
use std::path::Path;

use countertop_app::App;
use countertop_app::ipc::{
    AddressDraft, CodeFormat, CopiesOfLedger, EraseConfirmation, EraseCustomer, IpcErrorCode,
    LinkRow, PlacePurpose, QrQuery, SaveCode, SaveVariant, SharedLink, VariantChoice,
};
use countertop_terms::address::AddressParts;

use super::{cake, open};

async fn shop() -> (tempfile::TempDir, App, LinkRow) {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let link = app.create_link(cake("a")).await.unwrap();
    (home, app, link)
}

fn save(link: &LinkRow, format: CodeFormat, place: String) -> SaveCode {
    SaveCode {
        id: link.id.clone(),
        variant: None,
        format,
        place,
    }
}

fn variant(link: &LinkRow, name: &str, parts: AddressParts) -> SaveVariant {
    SaveVariant {
        link: link.id.clone(),
        id: None,
        name: name.to_owned(),
        parts,
    }
}

fn of(link: &LinkRow) -> SharedLink {
    SharedLink {
        id: link.id.clone(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pay_pages_of_links_are_known_whatever_is_added_to_them() {
    let (_home, app, link) = shop().await;
    for (added, expected) in [("", true), ("?locale=de#x", true), ("/more", false)] {
        let address = format!("{}{added}", link.url).parse().unwrap();
        assert_eq!(
            app.is_pay_page(&address).await.unwrap(),
            expected,
            "{added}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_saved_where_the_merchant_chose_and_nowhere_else() {
    let (home, app, link) = shop().await;
    let at = |name: &str| home.path().join(name);
    for (format, purpose, name, begins) in [
        (
            CodeFormat::Png,
            PlacePurpose::CodePicture,
            "a.png",
            b"\x89PNG".as_slice(),
        ),
        (CodeFormat::Svg, PlacePurpose::CodeDrawing, "a.svg", b"<svg"),
    ] {
        let refused = app.save_link_code(save(&link, format, at(name).display().to_string()));
        assert_eq!(
            refused.await.unwrap_err().code,
            IpcErrorCode::InvalidInput,
            "a path is no choice"
        );
        let chosen = app.chosen(purpose, &at(name)).unwrap();
        let saved = app
            .save_link_code(save(&link, format, chosen.id.clone()))
            .await
            .unwrap();
        let bytes = fs::read(&saved.path).unwrap();
        assert_eq!(Path::new(&saved.path), at(name));
        assert!(bytes.starts_with(begins) && bytes.len() as u64 == saved.bytes);
        let again = app.save_link_code(save(&link, format, chosen.id)).await;
        assert!(again.is_err(), "a choice is good for once");
    }
    // What was chosen for one thing is good for no other.
    let chosen = app.chosen(PlacePurpose::CodeDrawing, &at("b.svg")).unwrap();
    assert!(
        app.save_link_code(save(&link, CodeFormat::Png, chosen.id))
            .await
            .is_err()
    );
    let chosen = app
        .chosen(PlacePurpose::CodePicture, &at("no/such/folder.png"))
        .unwrap();
    let refused = app
        .save_link_code(save(&link, CodeFormat::Png, chosen.id))
        .await
        .unwrap_err();
    assert_eq!(refused.details.get("field").unwrap(), "place");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_names_the_thing_and_its_address() {
    let (_home, app, link) = shop().await;
    let parts = AddressParts {
        email: "ana+1@example.com".to_owned(),
        locale: "de".to_owned(),
        ..AddressParts::default()
    };
    let kept = app
        .save_link_variant(variant(&link, "Ana", parts))
        .await
        .unwrap();
    let mail = async |variant: Option<String>| {
        let id = link.id.clone();
        app.link_mail(QrQuery { id, variant }).await.unwrap().url
    };
    let to_all = mail(None).await;
    assert!(to_all.starts_with("mailto:?subject="), "{to_all}");
    assert!(
        to_all.contains(&format!(
            "{}%0D%0A",
            link.url.replace(':', "%3A").replace('/', "%2F")
        )),
        "{to_all}"
    );
    let to_ana = mail(Some(kept.id)).await;
    assert!(
        to_ana.starts_with("mailto:ana%2B1%40example.com?subject="),
        "{to_ana}"
    );
    assert!(to_ana.contains("locale%3Dde"), "{to_ana}");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn variants_are_checked_kept_changed_and_removed() {
    let (_home, app, link) = shop().await;
    let parts = |reference: &str| AddressParts {
        reference: reference.to_owned(),
        ..AddressParts::default()
    };
    for (name, parts, field) in [
        ("  ", parts("a"), "name"),
        ("A", parts("a b"), "client_reference_id"),
    ] {
        let refused = app
            .save_link_variant(variant(&link, name, parts))
            .await
            .unwrap_err();
        assert_eq!(refused.details.get("field").unwrap(), field);
    }
    let window = app
        .save_link_variant(variant(&link, " Window ", parts(" window ")))
        .await
        .unwrap();
    assert_eq!(window.name, "Window");
    assert_eq!(
        window.url,
        format!("{}?client_reference_id=window", link.url)
    );
    assert_eq!(window.results.as_ref().unwrap().paid, 0);
    let plain = app
        .save_link_variant(variant(&link, "News", parts("")))
        .await
        .unwrap();
    assert!(plain.results.is_none(), "nothing tells it apart");
    let draft = AddressDraft {
        link: link.id.clone(),
        variant: None,
        name: "Window".to_owned(),
        parts: AddressParts {
            promo_code: "MAY".to_owned(),
            utm_source: "news".to_owned(),
            ..parts("window")
        },
    };
    let check = app.check_link_address(draft.clone()).await.unwrap();
    assert_eq!(check.suggested_reference, "window-2");
    assert!(check.problems.is_empty() && check.url.is_some());
    let noted: Vec<&str> = check.notes.iter().map(|it| it.param.as_str()).collect();
    assert_eq!(
        noted,
        ["prefilled_promo_code", "utm_source", "client_reference_id"]
    );
    // One that is being changed is not compared with itself.
    let itself = AddressDraft {
        variant: Some(window.id.clone()),
        ..draft
    };
    let check = app.check_link_address(itself).await.unwrap();
    assert_eq!(
        (check.suggested_reference.as_str(), check.notes.len()),
        ("window", 2)
    );
    let change = SaveVariant {
        id: Some(window.id.clone()),
        ..variant(&link, "Door", parts("door"))
    };
    app.save_link_variant(change).await.unwrap();
    let rows = app.list_link_variants(of(&link)).await.unwrap().rows;
    let names: Vec<&str> = rows.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Door", "News"]);
    let code = async |variant: &str| {
        let (id, variant) = (link.id.clone(), Some(variant.to_owned()));
        app.link_qr(QrQuery { id, variant }).await
    };
    assert_ne!(
        code(&window.id).await.unwrap().svg,
        code(&plain.id).await.unwrap().svg
    );
    assert_eq!(
        code("nobody").await.unwrap_err().code,
        IpcErrorCode::NotFound
    );
    let choice = VariantChoice {
        link: link.id.clone(),
        id: window.id,
    };
    assert_eq!(
        app.remove_link_variant(choice.clone())
            .await
            .unwrap()
            .rows
            .len(),
        1
    );
    assert!(app.remove_link_variant(choice).await.is_err());
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_customers_address_takes_its_variants_along() {
    let (_home, app, link) = shop().await;
    for email in ["ana@example.com", "ben@example.com"] {
        let parts = AddressParts {
            email: email.to_owned(),
            ..AddressParts::default()
        };
        app.save_link_variant(variant(&link, &email[..3], parts))
            .await
            .unwrap();
    }
    let erase = EraseCustomer {
        person: "ana@example.com".to_owned(),
        confirmation: EraseConfirmation::EraseForGood,
        copies: CopiesOfLedger::Keep,
    };
    app.erase_customer(erase).await.unwrap();
    let rows = app.list_link_variants(of(&link)).await.unwrap().rows;
    let names: Vec<&str> = rows.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["ben"]);
    app.shutdown().await;
}
