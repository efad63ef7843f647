//! Tables of links.

use countertop_domain::Currency;
use countertop_terms::LinkTerms;
use countertop_terms::sheet::{DecimalSign, Reading, Row, Sheet, SheetError, read};
use proptest::prelude::*;

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes(), &Reading::default()).unwrap()
}

fn terms(row: &Row) -> &LinkTerms {
    row.terms.as_ref().unwrap()
}

#[test]
fn a_row_says_what_a_link_is_made_of() {
    let text = "\u{feff}Name;Price;Currency;Quantity;Limit;Ship to;Phone;Message;metadata[batch];Close\r\n\
                Birthday cake;1.234,50;EUR;2;20;DE AT;yes;Danke!;7;2026-12-24\r\n\
                ;;;;;;;;;\r\n\
                Tea;86;gbp;;;;;;;\r\n";
    let sheet = sheet(text);
    assert_eq!(sheet.decimal, DecimalSign::Comma);
    let [cake, tea] = sheet.rows.as_slice() else {
        panic!("{sheet:?}")
    };
    assert_eq!((cake.line, tea.line), (2, 4));
    let in_two_lines = "name,price,currency\n\"A\nB\",1,eur\n\nC,1,eur";
    let lines = read(in_two_lines.as_bytes(), &Reading::default())
        .unwrap()
        .rows;
    assert_eq!((lines[0].line, lines[1].line), (2, 5));
    assert_eq!(
        (cake.name.as_str(), tea.name.as_str()),
        ("Birthday cake", "Tea")
    );
    let it = terms(cake);
    let item = &it.line_items[0];
    assert_eq!(item.price_data.unit_amount, Some(123_450));
    assert_eq!(item.price_data.currency, "eur");
    assert_eq!(item.quantity, Some(2));
    assert_eq!(it.restrictions.completed_sessions.limit, Some(20));
    assert_eq!(
        it.shipping_address_collection.allowed_countries,
        ["DE", "AT"]
    );
    assert!(it.phone_number_collection.enabled);
    assert_eq!(it.after_completion.kind, "hosted_confirmation");
    assert_eq!(
        it.after_completion.hosted_confirmation.custom_message,
        "Danke!"
    );
    assert_eq!(it.metadata["batch"], "7");
    assert_eq!(cake.plan.close.as_deref(), Some("2026-12-24"));
    assert_eq!(terms(tea).line_items[0].price_data.unit_amount, Some(8600));
    assert_eq!(terms(tea).line_items[0].quantity, Some(1));
    assert_eq!(
        cake.column_of("line_items[0][price_data][unit_amount]"),
        Some("Price")
    );
}

#[test]
fn any_parameter_may_be_a_column() {
    let text = "name,amount,currency,custom_fields[0][key],custom_fields[0][type],\
                custom_fields[0][label][custom],custom_text[submit][message],\
                line_items[1][price],line_items[1][quantity],payment_method_types\n\
                Cake,500,eur,day,text,Which day?,\"Soon, \"\"fresh\"\"\",price_1,3,card sepa_debit\n";
    let sheet = sheet(text);
    let it = terms(&sheet.rows[0]);
    assert_eq!(it.custom_fields[0].label.custom, "Which day?");
    assert_eq!(it.custom_text.submit.message, "Soon, \"fresh\"");
    assert_eq!(it.line_items[0].price_data.unit_amount, Some(500));
    assert_eq!(it.line_items[1].price, "price_1");
    assert_eq!(it.line_items[1].quantity, Some(3));
    assert_eq!(it.payment_method_types, ["card", "sepa_debit"]);
}

#[test]
fn what_is_wrong_is_said_of_the_cell() {
    let text = "name,price,currency,limit,phone,message,redirect\n\
                Cake,12,eur,some,perhaps,Thanks,https://example.com\n\
                Tea,a lot,usd,,,,\n\
                Pie,5,xyz,,,,\n\
                Nut,5,,,,,\n";
    let sheet = sheet(text);
    let problems = |row: usize| -> Vec<(String, String)> {
        let problems = sheet.rows[row].terms.clone().unwrap_err();
        problems
            .into_iter()
            .map(|it| (it.column, it.message))
            .collect()
    };
    let columns: Vec<String> = problems(0).into_iter().map(|(column, _)| column).collect();
    assert_eq!(columns, ["limit", "phone", "redirect"]);
    assert!(
        problems(1)[0].1.contains("'a lot' is not an amount"),
        "{:?}",
        problems(1)
    );
    assert!(problems(2)[0].1.contains("xyz"), "{:?}", problems(2));
    assert!(
        problems(3)[0].1.contains("No currency"),
        "{:?}",
        problems(3)
    );
    let reading = Reading {
        currency: Currency::supported("sek").ok(),
        ..Reading::default()
    };
    let read = read(text.as_bytes(), &reading).unwrap();
    assert_eq!(
        terms(&read.rows[3]).line_items[0].price_data.currency,
        "sek"
    );
}

#[test]
fn a_table_that_is_none_says_why() {
    for (text, expected) in [
        (&b"\xff\xfename"[..], "UTF-8"),
        (b"", "no rows"),
        (b"name,price,currency\n", "no rows"),
        (
            b"name,price,name\na,1,b\n",
            "'name' says what another one says",
        ),
        (
            b"name,price,Amount\na,1,1\n",
            "'Amount' says what another one says",
        ),
        (b"quantity,currency\n1,eur\n", "no column says what is sold"),
        (b"name,price,colour\na,1,red\n", "column 'colour'"),
        (b"name,price,line_items\na,1,red\n", "column 'line_items'"),
        (
            b"name,price,custom_fields[0]\na,1,red\n",
            "custom_fields[0]",
        ),
        (
            b"name,price,custom_fields[9999][key]\na,1,red\n",
            "custom_fields[9999][key]",
        ),
        (
            b"name,price\na,1\nb\n",
            "line 3 cannot be read (it has 1 cells",
        ),
    ] {
        let said = match read(text, &Reading::default()) {
            Err(error) => error.to_string(),
            Ok(sheet) => sheet
                .rows
                .iter()
                .map(|it| format!("{:?}", it.terms))
                .collect(),
        };
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let long = "name,price\n".to_owned() + &"a,1\n".repeat(5_001);
    assert_eq!(
        read(long.as_bytes(), &Reading::default()),
        Err(SheetError::TooManyRows)
    );
}

#[test]
fn a_row_is_known_again() {
    let keys =
        |text: &str| -> Vec<String> { sheet(text).rows.into_iter().map(|it| it.key).collect() };
    let first = keys("name,price,currency\nA,1,eur\nB,2,eur\nA,1,eur\n");
    assert_eq!(
        first
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        3
    );
    // Rows and columns moved, a row added, an empty column more: the same links.
    let moved = keys("price,name,currency,limit\n9,C,eur,\n2,B,eur,\n1,A,eur,\n1,A,eur,\n");
    assert_eq!(
        moved[1..],
        [first[1].clone(), first[0].clone(), first[2].clone()]
    );
    // An id of its own counts alone.
    let own = keys("row,name,price,currency\n7,A,1,eur\n");
    assert_eq!(own, keys("row,name,price,currency\n7,Other,3,usd\n"));
    let twice = sheet("row,name,price,currency\n7,A,1,eur\n7,B,1,eur\n");
    assert!(
        twice.rows[1].terms.as_ref().unwrap_err()[0]
            .message
            .contains("twice")
    );
}

proptest! {
    /// Whatever a table holds, it is read or refused, and every row has a key of its own.
    #[test]
    fn no_table_is_too_strange(text in "(name|price|currency|row|[,;\"\n\ta-z0-9.€🎂]){0,80}") {
        if let Ok(sheet) = read(text.as_bytes(), &Reading::default()) {
            let keys: std::collections::BTreeSet<_> = sheet
                .rows
                .iter()
                .filter(|row| row.terms.is_ok())
                .map(|row| &row.key)
                .collect();
            let fine = sheet.rows.iter().filter(|row| row.terms.is_ok()).count();
            prop_assert_eq!(keys.len(), fine);
        }
    }

    /// What is written into cells comes back.
    #[test]
    fn texts_come_back(name in "\\PC{1,40}", minor in 0_i64..99_999_999) {
        let name = name.trim();
        prop_assume!(!name.is_empty());
        let price = format!("{}.{:02}", minor / 100, minor % 100);
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["name", "price", "currency"]).unwrap();
        table.write_record([name, &price, "eur"]).unwrap();
        let sheet = read(&table.into_inner().unwrap(), &Reading::default()).unwrap();
        let item = &terms(&sheet.rows[0]).line_items[0];
        prop_assert_eq!(&item.price_data.product_data.name, name);
        prop_assert_eq!(item.price_data.unit_amount, Some(minor));
    }
}
