//! Codes as SVG and PNG.

use countertop_print::{Code, TooLong};

use crate::reader::Grey;

const LINK: &str = "https://buy.stripe.com/test_9AQ5nE0Qa1Fd6";

/// Light squares around a code that readers rely on.
const QUIET: usize = 4;

#[test]
fn a_png_is_read_back_and_its_squares_are_whole_pixels_with_a_light_edge() {
    let long = format!("{LINK}?client_reference_id={}", "x".repeat(200));
    for text in [LINK, &long] {
        let code = Code::of(text).unwrap();
        let picture = Grey::of_png(&code.png().unwrap());
        let side = code.width() + 2 * QUIET;
        assert_eq!(picture.width, picture.height);
        assert!(
            picture.width >= 1200 && picture.width.is_multiple_of(side),
            "{}",
            picture.width
        );
        let edge = QUIET * picture.width / side;
        let is_edge = |at: usize| at < edge || at >= picture.width - edge;
        for (at, pixel) in picture.pixels.iter().enumerate() {
            let (x, y) = (at % picture.width, at / picture.width);
            assert!(*pixel == 0 || *pixel == 255);
            assert!(!(is_edge(x) || is_edge(y)) || *pixel == 255, "{x} {y}");
        }
    }
}

#[test]
fn an_svg_has_the_squares_of_the_png() {
    let code = Code::of(LINK).unwrap();
    let svg = code.svg();
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
        "{svg}"
    );
    // The path is read back as M x y h count, and drawn.
    let side = code.width() + 2 * QUIET;
    let (_, path) = svg.rsplit_once("d=\"").unwrap();
    let (path, _) = path.split_once('"').unwrap();
    let mut pixels = vec![255_u8; side * side * 64];
    for stretch in path.split('z').filter(|it| !it.is_empty()) {
        let (place, width) = stretch[1..].split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let width: usize = width.split_once('v').unwrap().0.parse().unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        for row in y * 8..(y + 1) * 8 {
            pixels[row * side * 8 + x * 8..row * side * 8 + (x + width) * 8].fill(0);
        }
    }
    let picture = Grey::of_png(&code.png().unwrap());
    let scale = picture.width / side;
    for at in 0..side * side {
        let (x, y) = (at % side, at / side);
        let of_png =
            picture.pixels[(y * scale + scale / 2) * picture.width + x * scale + scale / 2];
        assert_eq!(pixels[y * 8 * side * 8 + x * 8], of_png, "{x} {y}");
    }
}

#[test]
fn what_no_code_holds_is_said() {
    assert_eq!(Code::of(&"x".repeat(4000)).err(), Some(TooLong));
}
