//! Links that are made from a table, each once however often it is tried.

use std::path::Path;

use countertop_app::App;
use countertop_app::ipc::{
    Announcement, IpcErrorCode, LinkQuery, LinkTable, LinkTableChoice, LinkTableStanding,
    PlacePurpose, ReadLinkTable,
};
use countertop_terms::sheet::DecimalSign;
use tokio::time::timeout;

use crate::{LONG, open};

const WINTER: &str = "name;price;currency;limit;close\n\
                      Birthday cake;1.086,50;EUR;20;2090-12-24T18:00\n\
                      \u{1f382} \u{639}\u{644}\u{628}\u{629};12,00;EUR;;\n\
                      抹茶;980;JPY;;\n\
                      Pearl;1,250;KWD;;\n";

async fn read(app: &App, folder: &Path, text: &str) -> LinkTable {
    let path = folder.join("winter.csv");
    std::fs::write(&path, text).unwrap();
    let place = app.chosen(PlacePurpose::LinkTable, &path).unwrap().id;
    let wanted = ReadLinkTable {
        place,
        decimal: None,
        currency: None,
        zone: "Europe/Vienna".to_owned(),
    };
    let state = app.read_link_table(wanted).await.unwrap();
    state.table.unwrap()
}

async fn make(app: &App, table: &LinkTable) -> LinkTable {
    let mut announcements = app.announcements();
    let id = table.id.clone();
    app.make_link_table(LinkTableChoice { id }).await.unwrap();
    let made = async {
        loop {
            let table = app.show_link_table().await.unwrap().table.unwrap();
            if !table.is_making {
                return table;
            }
            while announcements.recv().await.unwrap() != Announcement::LinkTable {}
        }
    };
    timeout(LONG, made).await.unwrap()
}

fn standings(table: &LinkTable) -> Vec<LinkTableStanding> {
    table.rows.iter().map(|row| row.standing).collect()
}

async fn links(app: &App) -> usize {
    let page = app.list_links(LinkQuery::default()).await.unwrap();
    page.rows.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_row_becomes_one_link_however_often_it_is_read() {
    use LinkTableStanding::{Known, Made, Ready};
    let (home, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let table = read(&app, files.path(), WINTER).await;
    assert_eq!(table.decimal, DecimalSign::Comma);
    assert_eq!(standings(&table), [Ready; 4]);
    let amounts: Vec<_> = table.rows.iter().map(|row| row.amount.unwrap()).collect();
    assert_eq!(amounts, [108_650, 1_200, 980, 1_250]);
    assert_eq!(links(&app).await, 0, "looking over makes nothing");

    let made = make(&app, &table).await;
    assert_eq!(standings(&made), [Made; 4], "{made:?}");
    assert_eq!(made.counts.made, 4);
    assert_eq!(links(&app).await, 4);
    let cake = made.rows[0].link.clone().unwrap();
    let plan = app.show_link_plan(countertop_app::ipc::LinkPlanQuery { id: cake });
    assert_eq!(plan.await.unwrap().closes_at, made.rows[0].closes_at);

    // The same table with one row more, read by an app that was started anew.
    app.shutdown().await;
    let app = open(&home).await;
    let longer = format!("{WINTER}Tea;3,00;EUR;;\n");
    let again = read(&app, files.path(), &longer).await;
    assert_eq!(standings(&again), [Known, Known, Known, Known, Ready]);
    let made = make(&app, &again).await;
    assert_eq!(standings(&made), [Known, Known, Known, Known, Made]);
    assert_eq!(links(&app).await, 5);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_while_a_row_is_wrong() {
    use LinkTableStanding::{Ready, Wrong};
    let (home, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let app = open(&home).await;
    app.open_practice_store().await.unwrap();
    let text = "name,price,currency,limit,price_id,close\n\
                Cake,86.50,EUR,,,\n\
                Cake,86.5O,EUR,,,\n\
                ,12,EUR,,,\n\
                Cake,0.10,EUR,,,\n\
                Cake,12,EUR,0,,\n\
                ,,,,price_nowhere,\n\
                Cake,12,EUR,,,2020-01-01\n";
    let table = read(&app, files.path(), text).await;
    assert_eq!(
        standings(&table),
        [Ready, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong]
    );
    let columns: Vec<_> = table
        .rows
        .iter()
        .filter_map(|row| Some(row.problems.first()?.column.as_str()))
        .collect();
    assert_eq!(
        columns,
        ["price", "name", "price", "limit", "price_id", "close"],
        "{table:?}"
    );
    let id = table.id.clone();
    let refused = app.make_link_table(LinkTableChoice { id }).await;
    assert_eq!(refused.unwrap_err().code, IpcErrorCode::InvalidInput);
    assert_eq!(links(&app).await, 0);

    let stale = LinkTableChoice {
        id: "another".to_owned(),
    };
    let refused = app.make_link_table(stale).await;
    assert_eq!(refused.unwrap_err().code, IpcErrorCode::NotFound);
    assert!(app.put_link_table_away().await.unwrap().table.is_none());
    app.shutdown().await;
}
