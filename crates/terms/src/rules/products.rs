//! A product that is made with the link, or one of the catalogue.

use super::found::Found;
use super::keys;
use crate::{NewProduct, PriceData};

/// Longest name of a product.
const LONGEST_NAME: usize = 250;
/// Longest description.
const LONGEST_TEXT: usize = 5000;
/// Most pictures.
const MOST_IMAGES: usize = 8;
/// Longest word for one of it.
const LONGEST_UNIT: usize = 12;

/// The product of a new price. `path` is where the price stands.
pub(super) fn check(price: &PriceData, path: &str, found: &mut Found) {
    let data = &price.product_data;
    match price.product.as_str() {
        "" => new_product(data, &format!("{path}[product_data]"), found),
        id => {
            found.id(&format!("{path}[product]"), "a product", id, "");
            if *data != NewProduct::default() {
                found.problem(
                    format!("{path}[product]"),
                    "The item has a product of the catalogue and a new one as well: keep one of them.",
                );
            }
        }
    }
}

fn new_product(product: &NewProduct, path: &str, found: &mut Found) {
    let name = format!("{path}[name]");
    if product.name.trim().is_empty() {
        found.problem(
            name,
            "What is sold has no name, and the customer reads it on the pay page: write one.",
        );
    } else {
        found.at_most(&name, "The name", &product.name, LONGEST_NAME);
    }
    found.at_most(
        &format!("{path}[description]"),
        "The description",
        &product.description,
        LONGEST_TEXT,
    );
    found.at_most(
        &format!("{path}[unit_label]"),
        "The word for one of it",
        &product.unit_label,
        LONGEST_UNIT,
    );
    images(&product.images, &format!("{path}[images]"), found);
    keys::metadata(&product.metadata, &format!("{path}[metadata]"), found);
    tax(product, path, found);
}

fn images(images: &[String], path: &str, found: &mut Found) {
    if images.len() > MOST_IMAGES {
        found.problem(
            path,
            format!(
                "There are {} pictures, and Stripe shows up to {MOST_IMAGES}: take some away.",
                images.len()
            ),
        );
    }
    for (index, image) in images.iter().enumerate() {
        let is_http = |url: &url::Url| url.scheme() == "http";
        found.address(
            &format!("{path}[{index}]"),
            "The picture's address",
            image,
            is_http,
        );
    }
}

fn tax(product: &NewProduct, path: &str, found: &mut Found) {
    let details = &product.tax_details;
    found.id(
        &format!("{path}[tax_code]"),
        "a tax code",
        &product.tax_code,
        "txcd_",
    );
    found.id(
        &format!("{path}[tax_details][tax_code]"),
        "a tax code",
        &details.tax_code,
        "txcd_",
    );
    found.id(
        &format!("{path}[tax_details][performance_location]"),
        "a tax location",
        &details.performance_location,
        "taxloc_",
    );
    let (one, other) = (&product.tax_code, &details.tax_code);
    if !one.is_empty() && !other.is_empty() && one != other {
        found.problem(
            format!("{path}[tax_details][tax_code]"),
            "Two tax codes are given for one product: keep one of them.",
        );
    }
}
