//! QR codes of links.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// An SVG of the code, dark on light with its quiet zone; none when the text is too long for one.
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let image = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#1c1917"))
        .light_color(svg::Color("#ffffff"))
        .build();
    Some(image)
}
