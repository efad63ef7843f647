//! Posters, drawn by poppler, their codes read by zbar.

use std::fs;
use std::path::Path;
use std::process::Command;

use countertop_domain::{Currency, Money, Recurring};
use countertop_print::{Fonts, Language, Paper, Poster, PosterError, Price, Printed, Trial};

const LINK: &str = "https://buy.stripe.com/test_9AQ5nE0Qa1Fd6?client_reference_id=table-7";

fn poster() -> Poster {
    let price = Money::new(4800, Currency::parse("eur").unwrap()).unwrap();
    Poster {
        url: LINK.to_owned(),
        shop: Some("Brot & Söhne".to_owned()),
        item: "Sourdough box".to_owned(),
        price: Some(Price::Once(price)),
        trial: None,
        language: Language::English,
        paper: Paper::A4,
    }
}

fn ours(poster: &Poster) -> Printed {
    poster.print(Fonts::Ours).unwrap()
}

fn missing(printed: &Printed) -> String {
    printed.missing.iter().collect()
}

/// What a program says that is given a file of these bytes as its last but one argument.
fn told(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("poster.pdf");
    fs::write(&file, pdf).unwrap();
    run(Command::new(program).args(arguments).arg(&file).arg("-"))
}

fn run(command: &mut Command) -> String {
    let ran = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{command:?}: {stderr}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The words on a page, one blank between them.
fn words(printed: &Printed) -> String {
    let text = told("pdftotext", &[], &printed.pdf);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader of codes reads on the page.
fn scanned(pdf: &[u8], folder: &Path) -> String {
    let (file, picture) = (folder.join("poster.pdf"), folder.join("poster"));
    fs::write(&file, pdf).unwrap();
    run(Command::new("pdftoppm")
        .args(["-png", "-r", "100", "-singlefile"])
        .args([&file, &picture]));
    let read = run(Command::new("zbarimg")
        .args(["--nodbus", "--quiet", "--raw"])
        .arg(picture.with_extension("png")));
    read.trim_end().to_owned()
}

#[test]
fn the_code_on_every_paper_is_read_as_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let long = "A gift basket with bread, butter, jam, honey and a bottle of cider ".repeat(10);
    for (paper, size) in [
        (Paper::A4, "595.276 x 841.89 pts"),
        (Paper::A5, "419.528 x 595.276 pts"),
        (Paper::A6, "297.638 x 419.528 pts"),
        (Paper::Letter, "612 x 792 pts"),
    ] {
        for item in ["Tea", &long] {
            let item = item.to_owned();
            let trial = Some(Trial::Practice);
            let printed = ours(&Poster {
                paper,
                item,
                trial,
                ..poster()
            });
            let info = run(Command::new("pdfinfo").arg({
                let file = folder.path().join("sized.pdf");
                fs::write(&file, &printed.pdf).unwrap();
                file
            }));
            assert!(info.contains(size), "{paper:?}: {info}");
            assert!(info.contains("Pages:           1"), "{info}");
            assert_eq!(scanned(&printed.pdf, folder.path()), LINK, "{paper:?}");
        }
    }
}

#[test]
fn a_poster_says_shop_item_price_and_what_to_do_in_every_language() {
    for (tag, price, scan) in [
        ("de", "48,00 €", "mit der Handykamera"),
        ("en", "€48.00", "with your phone’s camera"),
        ("es", "48,00 €", "con la cámara del móvil"),
        ("fr", "48,00 €", "avec l’appareil photo"),
        ("it", "48,00 €", "con la fotocamera"),
        ("ja", "€48.00", "カメラで読み取って"),
        ("nl", "€ 48,00", "met de camera"),
        ("pt", "48,00 €", "a câmara do telefone"),
        ("pt-BR", "€ 48,00", "a câmera do celular"),
    ] {
        let language = Language::of(tag).unwrap();
        for trial in [None, Some(Trial::Practice), Some(Trial::Test)] {
            let printed = ours(&Poster {
                language,
                trial,
                ..poster()
            });
            assert_eq!(missing(&printed), "", "{tag}");
            let words = words(&printed);
            for part in [
                "Brot & Söhne",
                "Sourdough box",
                price,
                scan,
                "buy.stripe.com",
            ] {
                assert!(words.contains(part), "{tag}: no {part} in {words}");
            }
        }
    }
}

#[test]
fn every_sentence_of_a_price_can_be_printed_in_our_own_fonts() {
    let money = Money::new(1_234_500, Currency::parse("jpy").unwrap()).unwrap();
    for language in Language::ALL {
        let mut prices = vec![Price::Chosen(None), Price::Chosen(Some(money))];
        for interval in ["day", "week", "month", "year"] {
            for interval_count in [1, 3] {
                let interval = interval.to_owned();
                prices.push(Price::Again(
                    money,
                    Recurring {
                        interval,
                        interval_count,
                    },
                ));
            }
        }
        for price in prices {
            let price = Some(price);
            let printed = ours(&Poster {
                price: price.clone(),
                language,
                ..poster()
            });
            assert_eq!(missing(&printed), "", "{language:?} {price:?}");
        }
    }
}

#[test]
fn a_long_name_ends_in_an_ellipsis_and_covers_nothing() {
    for item in [
        "Very long ".repeat(500),
        "W".repeat(5000),
        "\u{301}".repeat(5000),
    ] {
        let shop = Some(item.clone());
        let words = words(&ours(&Poster {
            item,
            shop,
            ..poster()
        }));
        assert!(
            words.contains("€48.00") && words.contains("Scan with your phone"),
            "{words}"
        );
        assert!(words.len() < 3000, "{words}");
    }
    assert!(
        words(&ours(&Poster {
            item: "Very long ".repeat(500),
            ..poster()
        }))
        .contains('…')
    );
}

#[test]
fn what_no_font_has_is_told() {
    let item = "Cake \u{1f382} קפה".to_owned();
    let printed = ours(&Poster { item, ..poster() });
    assert!(printed.missing.contains(&'\u{1f382}') && printed.missing.contains(&'ק'));
    // Controls are not printed, and not missed.
    let item = "Tea\u{7}\n\tand\u{200b}cake".to_owned();
    assert_eq!(missing(&ours(&Poster { item, ..poster() })), "");
}

#[test]
fn the_same_poster_has_the_same_bytes() {
    assert!(ours(&poster()).pdf == ours(&poster()).pdf);
}

#[test]
fn what_is_not_given_leaves_no_trace_and_too_long_an_address_is_said() {
    let plain = Poster {
        shop: None,
        price: None,
        item: String::new(),
        ..poster()
    };
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(scanned(&ours(&plain).pdf, folder.path()), LINK);
    let url = format!("https://example.com/{}", "x".repeat(4000));
    let refused = Poster { url, ..poster() }.print(Fonts::Ours);
    assert!(matches!(refused, Err(PosterError::TooLong(_))));
}
