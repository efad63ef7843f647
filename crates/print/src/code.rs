//! QR codes: an address as dark and light squares.

use qrcode::{Color, EcLevel, QrCode};

/// Light squares around a code, without which readers do not find it. Source: ISO/IEC 18004, "Quiet zone".
pub(crate) const QUIET: usize = 4;
/// The least width of a picture, in pixels: good for a flyer, and for a printed page.
const WIDTH: usize = 1200;
/// What dark squares are drawn in on a screen.
const INK: &str = "#1c1917";

/// The QR code of a text, with so much redundancy that a corner may be dirty.
pub struct Code {
    /// Squares on a side, without the light edge.
    width: usize,
    /// Line by line.
    squares: Vec<Color>,
}

/// More than a QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address is too long for a QR code: shorten what is added to it")]
pub struct TooLong;

impl Code {
    /// The code of a text.
    ///
    /// # Errors
    /// When the text is longer than a code can hold.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        Ok(Self {
            width: code.width(),
            squares: code.into_colors(),
        })
    }

    /// Squares on a side, without the light edge.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The stretches of dark squares: column, row, and how many.
    pub fn stretches(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.squares
            .chunks(self.width)
            .enumerate()
            .flat_map(|(row, squares)| {
                let starts = move |at: &usize| {
                    squares[*at] == Color::Dark && (*at == 0 || squares[*at - 1] == Color::Light)
                };
                (0..squares.len()).filter(starts).map(move |at| {
                    let dark = squares[at..].iter().take_while(|it| **it == Color::Dark);
                    (at, row, dark.count())
                })
            })
    }

    /// An SVG image, dark on light with its light edge.
    pub fn svg(&self) -> String {
        let side = self.width + 2 * QUIET;
        let mut path = String::new();
        for (column, row, count) in self.stretches() {
            let (x, y) = (column + QUIET, row + QUIET);
            path.push_str(&format!("M{x} {y}h{count}v1h-{count}z"));
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{WIDTH}\" \
             viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#ffffff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
             <path fill=\"{INK}\" d=\"{path}\"/></svg>"
        )
    }

    /// A PNG image in black and white, each square a whole number of pixels wide.
    ///
    /// # Errors
    /// None in practice: it is written to memory.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let side = self.width + 2 * QUIET;
        let scale = WIDTH.div_ceil(side);
        let pixels = side * scale;
        let mut line = vec![0xff; pixels.div_ceil(8)];
        let mut image = Vec::with_capacity(line.len() * pixels);
        for row in 0..side {
            line.fill(0xff);
            for pixel in (0..pixels).filter(|at| self.is_dark(at / scale, row)) {
                line[pixel / 8] &= !(0x80 >> (pixel % 8));
            }
            for _ in 0..scale {
                image.extend_from_slice(&line);
            }
        }
        let mut bytes = Vec::new();
        // A code is at most 177 squares wide, so this fits.
        let width = u32::try_from(pixels).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, width, width);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.write_header()?.write_image_data(&image)?;
        Ok(bytes)
    }

    /// Whether the square is dark, counted with the light edge.
    fn is_dark(&self, column: usize, row: usize) -> bool {
        let inside = QUIET..QUIET + self.width;
        inside.contains(&column)
            && inside.contains(&row)
            && self.squares[(row - QUIET) * self.width + column - QUIET] == Color::Dark
    }
}
