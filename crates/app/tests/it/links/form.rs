//! Drafts, templates, and many links at once.

use countertop_app::ipc::{
    DraftChoice, IpcErrorCode, KeepDraft, LinkState, SaveTemplate, SetLinksActive, TemplateChoice,
};

use super::cake;
use crate::{one_item, open};

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_is_kept_over_a_restart_until_it_is_dropped() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let empty = app.show_link_draft(DraftChoice::default()).await.unwrap();
    assert_eq!((empty.body, empty.at), (None, None));
    let body = r#"{"name":"Geburtstagstorte 🎂 שלום","step":2}"#.to_owned();
    app.keep_link_draft(KeepDraft {
        link: None,
        body: body.clone(),
    })
    .await
    .unwrap();
    for (body, part) in [
        ("{", "no JSON"),
        (&*format!("\"{}\"", "x".repeat(1 << 20)), "1 MiB"),
    ] {
        let error = app
            .keep_link_draft(KeepDraft {
                link: None,
                body: body.into(),
            })
            .await
            .unwrap_err();
        assert!(error.message.contains(part), "{}", error.message);
    }
    // The longest that is promised.
    let longest = format!("\"{}\"", "x".repeat((1 << 20) - 2));
    app.keep_link_draft(KeepDraft {
        link: None,
        body: longest,
    })
    .await
    .unwrap();
    app.keep_link_draft(KeepDraft {
        link: None,
        body: body.clone(),
    })
    .await
    .unwrap();
    app.shutdown().await;

    let app = open(&home).await;
    let kept = app.show_link_draft(DraftChoice::default()).await.unwrap();
    assert_eq!(kept.body, Some(body));
    assert!(kept.at.is_some_and(|at| at > 1_700_000_000));
    app.drop_link_draft(DraftChoice::default()).await.unwrap();
    app.drop_link_draft(DraftChoice::default()).await.unwrap();
    assert_eq!(
        app.show_link_draft(DraftChoice::default())
            .await
            .unwrap()
            .body,
        None
    );
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_link_has_a_draft_of_its_changes() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let of = |link: &str| DraftChoice {
        link: Some(link.to_owned()),
    };
    for (link, body) in [("plink_1", "1"), ("plink_2", "2")] {
        let link = Some(link.to_owned());
        let body = body.to_owned();
        app.keep_link_draft(KeepDraft { link, body }).await.unwrap();
    }
    app.drop_link_draft(of("plink_1")).await.unwrap();
    let body = async |choice| app.show_link_draft(choice).await.unwrap().body;
    assert_eq!(body(of("plink_1")).await, None);
    assert_eq!(body(of("plink_2")).await.as_deref(), Some("2"));
    assert_eq!(body(DraftChoice::default()).await, None);
    let refused = app.show_link_draft(of("new")).await.unwrap_err();
    assert_eq!(refused.details["field"], "link");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_of_the_same_name_is_replaced() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let save = async |name: &str, quantity| {
        let mut terms = cake();
        terms.line_items[0].quantity = Some(quantity);
        terms
            .metadata
            .insert("countertop_key".into(), "draft-1".into());
        app.save_link_template(SaveTemplate {
            name: name.into(),
            terms,
        })
        .await
    };
    let first = save(" Cakes ", 1).await.unwrap();
    assert_eq!(first.name, "Cakes");
    assert!(!first.terms.metadata.contains_key("countertop_key"));
    assert_eq!(first.terms.metadata["shelf"], "7");
    let second = save("Bread", 1).await.unwrap();
    let replaced = save("Cakes", 5).await.unwrap();
    assert_eq!(replaced.id, first.id);
    let rows = app.list_link_templates().await.unwrap().rows;
    let names: Vec<_> = rows.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Bread", "Cakes"]);
    assert_eq!(rows[1].terms.line_items[0].quantity, Some(5));
    for name in ["  ".to_owned(), "x".repeat(101)] {
        let error = save(&name, 1).await.unwrap_err();
        assert_eq!(
            (error.code, error.details["field"].as_str()),
            (IpcErrorCode::InvalidInput, "name")
        );
    }
    app.remove_link_template(TemplateChoice { id: second.id })
        .await
        .unwrap();
    assert_eq!(app.list_link_templates().await.unwrap().rows.len(), 1);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_links_are_closed_and_opened_at_once() {
    let home = tempfile::tempdir().unwrap();
    let app = open(&home).await;
    let mut ids = Vec::new();
    for index in 0..12 {
        let link = one_item(&format!("Cake {index}"), 500, 1, &format!("s{index}"));
        ids.push(app.create_link(link).await.unwrap().id);
    }
    let mut asked = ids.clone();
    asked.insert(3, "plink_none".into());
    asked.insert(5, "no link".into());
    asked.push(ids[0].clone());
    let closed = app
        .set_links_active(SetLinksActive {
            ids: asked,
            active: false,
        })
        .await
        .unwrap();
    let changed: Vec<_> = closed.changed.iter().map(|it| it.id.clone()).collect();
    assert_eq!(changed, ids, "in the order that was asked, each once");
    assert!(
        closed
            .changed
            .iter()
            .all(|it| it.state == LinkState::Closed)
    );
    let refused: Vec<_> = closed.refused.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(refused, ["plink_none", "no link"]);
    for it in &closed.refused {
        assert!(
            it.message.ends_with('.') && it.message.len() > 20,
            "{}",
            it.message
        );
    }
    let opened = app
        .set_links_active(SetLinksActive { ids, active: true })
        .await
        .unwrap();
    assert!(opened.changed.iter().all(|it| it.state == LinkState::Open));
    let error = app
        .set_links_active(SetLinksActive {
            ids: vec!["plink_x".into(); 501],
            active: true,
        })
        .await
        .unwrap_err();
    assert_eq!(error.details["field"], "ids");
    app.shutdown().await;
}
