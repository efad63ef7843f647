//! A poster: the shop, what it sells and for how much, and the code by which it is paid.

use std::f32::consts::SQRT_2;

use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use crate::code::QUIET;
use crate::text::{Align, Lines, Look, Weight, Writer, paint};
use crate::{Code, Fonts, Language, Price, TooLong};

/// What is darkest, and what is said beside it.
pub(crate) const INK: [u8; 3] = [0x1c, 0x19, 0x17];
pub(crate) const INK_2: [u8; 3] = [0x57, 0x53, 0x4e];
pub(crate) const LINE: [u8; 3] = [0xd6, 0xd3, 0xd1];
pub(crate) const WARNING: [u8; 3] = [0x92, 0x40, 0x0e];

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// 105 × 148 mm.
    A6,
    /// 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Width and height in points. Source: ISO 216, ANSI/ASME Y14.1.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.890),
            Self::A5 => (419.528, 595.276),
            Self::A6 => (297.638, 419.528),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// What must be said of a code that no customer can pay by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// Its address leads nowhere but to this computer.
    Practice,
    /// It is paid with test cards.
    Test,
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// Where the code leads.
    pub url: String,
    /// The shop's name.
    pub shop: Option<String>,
    /// What is sold.
    pub item: String,
    /// For how much, where that is known.
    pub price: Option<Price>,
    /// What must be said of a code that no customer can pay by.
    pub trial: Option<Trial>,
    /// In which language.
    pub language: Language,
    /// On which paper.
    pub paper: Paper,
}

/// A poster as a file.
pub struct Printed {
    /// A PDF of one page.
    pub pdf: Vec<u8>,
    /// The characters that no font has, in order: boxes stand in their place.
    pub missing: Vec<char>,
}

/// Why there is no poster.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    /// The address is more than a code holds.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The PDF could not be written.
    #[error("the poster cannot be written as PDF: {0:?}")]
    Pdf(KrillaError),
}

impl Poster {
    /// The poster as a PDF.
    ///
    /// # Errors
    /// When the address is too long for a code, or a font of this computer cannot be put into a PDF.
    pub fn print(&self, fonts: Fonts) -> Result<Printed, PosterError> {
        let code = Code::of(&self.url)?;
        let (width, height) = self.paper.points();
        let mut document = Document::new_with(SerializeSettings::default());
        let title = [Some(self.item.as_str()), self.shop.as_deref()];
        let title: Vec<&str> = title.into_iter().flatten().collect();
        document.set_metadata(
            Metadata::new()
                .title(title.join(" · "))
                .language(self.language.tag().to_owned())
                .creator("Countertop".to_owned()),
        );
        let mut writer = Writer::new(fonts);
        let settings = PageSettings::from_wh(width, height).unwrap_or_default();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        Sheet::of(self.paper).draw(self, &code, &mut writer, &mut surface);
        surface.finish();
        page.finish();
        Ok(Printed {
            pdf: document.finish().map_err(PosterError::Pdf)?,
            missing: writer.missing(),
        })
    }
}

/// A page, measured in hundredths of its width, or of a narrower one where it is wide for its height.
struct Sheet {
    width: f32,
    height: f32,
    unit: f32,
}

impl Sheet {
    fn of(paper: Paper) -> Self {
        let (width, height) = paper.points();
        let unit = width.min(height / SQRT_2) / 100.0;
        Self {
            width,
            height,
            unit,
        }
    }

    fn margin(&self) -> f32 {
        9.0 * self.unit
    }

    /// Head and foot take what they need, the code is as large as what is left between them.
    fn draw(&self, poster: &Poster, code: &Code, writer: &mut Writer, surface: &mut Surface<'_>) {
        let top = self.head(poster, writer, surface) + 5.0 * self.unit;
        let bottom = self.foot(poster, writer, surface) - 4.0 * self.unit;
        let most = self.width - 2.0 * self.margin();
        let side = (bottom - top).min(most).min(66.0 * self.unit);
        let x = (self.width - side) / 2.0;
        let y = top + (bottom - top - side) / 2.0;
        self.code(code, surface, x, y, side);
    }

    /// Shop, item, price; gives back where they end.
    fn head(&self, poster: &Poster, writer: &mut Writer, surface: &mut Surface<'_>) -> f32 {
        let price = poster.price.as_ref().map(|it| it.said(poster.language));
        let parts = [
            Part::of(poster.shop.as_deref(), INK_2, &[4.0, 3.4, 3.0]).semi_bold(),
            Part::of(Some(&poster.item), INK, &[10.0, 8.5, 7.0, 6.0, 5.0])
                .semi_bold()
                .lines(3),
            Part::of(price.as_deref(), INK, &[6.5, 5.5, 4.5]),
        ];
        let mut y = self.margin();
        for part in parts.iter().filter(|it| !it.text.is_empty()) {
            let lines = self.lines(part, writer);
            writer.draw(surface, &lines, self.margin(), y);
            y += lines.height() + 2.5 * self.unit;
        }
        y
    }

    /// What to do, the address, and what must be said; gives back where they begin.
    fn foot(&self, poster: &Poster, writer: &mut Writer, surface: &mut Surface<'_>) -> f32 {
        let words = poster.language.words();
        let trial = poster.trial.map(|it| match it {
            Trial::Practice => words.on_one_computer,
            Trial::Test => words.no_money,
        });
        let parts = [
            Part::of(trial, WARNING, &[2.8]).semi_bold(),
            Part::of(Some(&poster.url), INK_2, &[2.8, 2.4]),
            Part::of(Some(words.scan), INK, &[4.2, 3.6]).semi_bold(),
        ];
        let mut y = self.height - self.margin();
        for part in parts.iter().filter(|it| !it.text.is_empty()) {
            let lines = self.lines(part, writer);
            y -= lines.height();
            writer.draw(surface, &lines, self.margin(), y);
            y -= 1.5 * self.unit;
        }
        y
    }

    fn lines(&self, part: &Part<'_>, writer: &mut Writer) -> Lines {
        let sizes: Vec<f32> = part.sizes.iter().map(|it| it * self.unit).collect();
        let width = self.width - 2.0 * self.margin();
        writer.fit(part.text, part.look, &sizes, width, part.most)
    }

    /// The code in a frame, at which people know where to cut and cameras where to look.
    fn code(&self, code: &Code, surface: &mut Surface<'_>, x: f32, y: f32, side: f32) {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: paint(LINE),
            width: 0.3 * self.unit,
            ..Stroke::default()
        }));
        draw_rects(surface, [Rect::from_xywh(x, y, side, side)]);
        surface.set_stroke(None);
        surface.set_fill(Some(Fill {
            paint: paint(INK),
            ..Fill::default()
        }));
        // Squares that the code has, with its light edge.
        let square = side / (code.width() + 2 * QUIET) as f32;
        let at = |squares: usize| (squares + QUIET) as f32 * square;
        let stretches = code.stretches().map(|(column, row, count)| {
            Rect::from_xywh(x + at(column), y + at(row), count as f32 * square, square)
        });
        draw_rects(surface, stretches);
    }
}

/// Draws rectangles as one path, so that no hair stays between those that touch.
fn draw_rects(surface: &mut Surface<'_>, rects: impl IntoIterator<Item = Option<Rect>>) {
    let mut path = PathBuilder::new();
    for rect in rects.into_iter().flatten() {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A text of a page: how large it may be, in hundredths of the page's width, and on how many lines.
struct Part<'a> {
    text: &'a str,
    look: Look,
    sizes: &'a [f32],
    most: usize,
}

impl<'a> Part<'a> {
    fn of(text: Option<&'a str>, color: [u8; 3], sizes: &'a [f32]) -> Self {
        Self {
            text: text.unwrap_or_default().trim(),
            look: Look {
                size: 0.0,
                weight: Weight::Regular,
                color,
                align: Align::Center,
            },
            sizes,
            most: 2,
        }
    }

    fn semi_bold(mut self) -> Self {
        self.look.weight = Weight::SemiBold;
        self
    }

    fn lines(mut self, most: usize) -> Self {
        self.most = most;
        self
    }
}
