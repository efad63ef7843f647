//! Packing slips and receipts: one payment to a page, or to more where it bought a lot.

use countertop_domain::Money;
use krilla::geom::{PathBuilder, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use crate::paper_words::PaperWords;
use crate::poster::{INK, INK_2, LINE, WARNING};
use crate::price::written;
use crate::text::{Align, Lines, Look, Weight, Writer, paint};
use crate::{Fonts, Language, Paper, PosterError, Printed, Trial};

/// In points.
const MARGIN: f32 = 48.0;
const GAP: f32 = 14.0;
const AMOUNT_WIDTH: f32 = 96.0;
const QUANTITY_WIDTH: f32 = 40.0;
const TEXT: f32 = 10.0;
const SMALL: f32 = 8.5;
const TITLE: f32 = 20.0;
/// More lines than any name or answer of a paper takes.
const MOST: usize = 12;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What a paper is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// It goes into the parcel, and says no prices.
    PackingSlip,
    /// It is for the customer's books.
    Receipt,
}

/// What is printed of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The payment's id.
    pub number: String,
    /// Year, month and day on which it was paid.
    pub date: (i16, u8, u8),
    /// Name and address, line by line; empty where nothing is sent.
    pub to: Vec<String>,
    /// The customer's telephone number.
    pub phone: Option<String>,
    /// What was bought.
    pub items: Vec<SlipItem>,
    /// The customer's answers, each after its question.
    pub answers: Vec<(String, String)>,
    /// What was paid.
    pub total: Option<Money>,
    /// What of it was given back.
    pub refunded: Option<Money>,
    /// How it was paid, such as `Visa •••• 4242`.
    pub method: Option<String>,
}

/// One thing that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipItem {
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// What they cost together.
    pub amount: Option<Money>,
}

/// Papers of one kind, for any number of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    /// What they are for.
    pub kind: SlipKind,
    /// The shop's name.
    pub shop: String,
    /// What must be said where no real money moved.
    pub trial: Option<Trial>,
    /// In which language.
    pub language: Language,
    /// On which paper.
    pub paper: Paper,
    /// The payments.
    pub slips: Vec<Slip>,
}

impl Papers {
    /// The papers as one PDF.
    ///
    /// # Errors
    /// When a font of this computer cannot be put into a PDF.
    pub fn print(&self, fonts: Fonts) -> Result<Printed, PosterError> {
        let mut document = Document::new_with(SerializeSettings::default());
        let title = [self.title(), self.shop.as_str()].join(" · ");
        document.set_metadata(
            Metadata::new()
                .title(title)
                .language(self.language.tag().to_owned())
                .creator("Countertop".to_owned()),
        );
        let mut writer = Writer::new(fonts);
        for slip in &self.slips {
            self.draw(slip, &mut document, &mut writer);
        }
        Ok(Printed {
            pdf: document.finish().map_err(PosterError::Pdf)?,
            missing: writer.missing(),
        })
    }

    fn title(&self) -> &'static str {
        match self.kind {
            SlipKind::PackingSlip => self.words().packing_slip,
            SlipKind::Receipt => self.words().receipt,
        }
    }

    fn words(&self) -> &'static PaperWords {
        self.language.paper_words()
    }

    /// The blocks of a slip, on as many pages as they take.
    fn draw(&self, slip: &Slip, document: &mut Document, writer: &mut Writer) {
        let (width, height) = self.paper.points();
        let blocks = self.blocks(slip, width - 2.0 * MARGIN, writer);
        let mut blocks = blocks.into_iter().peekable();
        while blocks.peek().is_some() {
            let settings = PageSettings::from_wh(width, height).unwrap_or_default();
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            let mut y = MARGIN;
            // At least one block a page, so that it ends.
            while let Some(block) =
                blocks.next_if(|it| y == MARGIN || y + it.height() <= height - MARGIN)
            {
                block.draw(writer, &mut surface, y);
                y += block.height();
            }
            surface.finish();
            page.finish();
        }
    }

    fn blocks(&self, slip: &Slip, width: f32, writer: &mut Writer) -> Vec<Block> {
        let mut sheet = Sheet {
            writer,
            width,
            blocks: Vec::new(),
        };
        sheet.line(&self.shop, look(TEXT, INK_2).semi_bold(), 4.0);
        sheet.line(self.title(), look(TITLE, INK).semi_bold(), GAP);
        let trial = self.trial.map(|it| match it {
            Trial::Practice | Trial::Test => self.language.words().no_money,
        });
        if let Some(trial) = trial {
            sheet.line(trial, look(TEXT, WARNING).semi_bold(), GAP);
        }
        self.facts(slip, &mut sheet);
        self.items(slip, &mut sheet);
        self.answers(slip, &mut sheet);
        if self.kind == SlipKind::Receipt {
            sheet.space(GAP);
            sheet.line(self.words().no_tax_invoice, look(SMALL, INK_2), 0.0);
        }
        sheet.blocks
    }

    fn facts(&self, slip: &Slip, sheet: &mut Sheet<'_>) {
        let words = self.words();
        sheet.pair(words.number, &slip.number);
        sheet.pair(words.date, &written_day(words.day, slip.date));
        if let (SlipKind::Receipt, Some(method)) = (self.kind, &slip.method) {
            sheet.pair(words.paid_with, method);
        }
        if let (SlipKind::PackingSlip, Some(phone)) = (self.kind, &slip.phone) {
            sheet.pair(words.phone, phone);
        }
        if !slip.to.is_empty() {
            sheet.space(GAP);
            sheet.line(words.ship_to, look(SMALL, INK_2), 2.0);
            for line in &slip.to {
                sheet.line(line, look(TEXT + 1.0, INK), 0.0);
            }
        }
        sheet.space(GAP);
    }

    fn items(&self, slip: &Slip, sheet: &mut Sheet<'_>) {
        let has_prices = self.kind == SlipKind::Receipt;
        sheet.rule();
        for item in &slip.items {
            let amount = item.amount.filter(|_| has_prices);
            let amount = amount.map(|it| written(it, self.language));
            sheet.row(
                &format!("{} ×", item.quantity),
                &item.name,
                amount.as_deref(),
            );
            sheet.rule();
        }
        if has_prices {
            for (word, amount) in [
                (self.words().total, slip.total),
                (self.words().refunded, slip.refunded),
            ] {
                if let Some(amount) = amount {
                    sheet.row("", word, Some(&written(amount, self.language)));
                }
            }
        }
    }

    fn answers(&self, slip: &Slip, sheet: &mut Sheet<'_>) {
        if self.kind == SlipKind::PackingSlip && !slip.answers.is_empty() {
            sheet.space(GAP);
            for (question, answer) in &slip.answers {
                sheet.line(question, look(SMALL, INK_2), 2.0);
                sheet.line(answer, look(TEXT, INK), 8.0);
            }
        }
    }
}

fn written_day(pattern: &str, (year, month, day): (i16, u8, u8)) -> String {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied();
    pattern
        .replace("{mon}", name.unwrap_or_default())
        .replace("{d}", &format!("{day:02}"))
        .replace("{m}", &format!("{month:02}"))
        .replace("{y}", &year.to_string())
}

fn look(size: f32, color: [u8; 3]) -> Look {
    Look {
        size,
        weight: Weight::Regular,
        color,
        align: Align::Start,
    }
}

impl Look {
    fn semi_bold(self) -> Self {
        let weight = Weight::SemiBold;
        Self { weight, ..self }
    }

    fn at_end(self) -> Self {
        let align = Align::End;
        Self { align, ..self }
    }
}

/// What is not parted by the end of a page: texts side by side, or a line, and the room below.
struct Block {
    parts: Vec<(f32, Lines)>,
    rule: Option<f32>,
    below: f32,
}

impl Block {
    fn height(&self) -> f32 {
        let tallest = self.parts.iter().map(|(_, it)| it.height());
        tallest.fold(0.0, f32::max) + self.below
    }

    fn draw(&self, writer: &mut Writer, surface: &mut Surface<'_>, y: f32) {
        for (x, lines) in &self.parts {
            writer.draw(surface, lines, MARGIN + x, y);
        }
        let rect = self
            .rule
            .and_then(|width| Rect::from_xywh(MARGIN, y + 3.0, width, 0.6));
        if let Some(rect) = rect {
            surface.set_fill(Some(Fill {
                paint: paint(LINE),
                ..Fill::default()
            }));
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

/// The blocks of a slip, one below the other.
struct Sheet<'a> {
    writer: &'a mut Writer,
    width: f32,
    blocks: Vec<Block>,
}

impl Sheet<'_> {
    fn push(&mut self, parts: Vec<(f32, Lines)>, below: f32) {
        self.blocks.push(Block {
            parts,
            rule: None,
            below,
        });
    }

    fn lines(&mut self, text: &str, look: Look, width: f32) -> Lines {
        self.writer
            .fit(text.trim(), look, &[look.size], width, MOST)
    }

    fn line(&mut self, text: &str, look: Look, below: f32) {
        if !text.trim().is_empty() {
            let lines = self.lines(text, look, self.width);
            self.push(vec![(0.0, lines)], below);
        }
    }

    /// A fact beside its name.
    fn pair(&mut self, name: &str, value: &str) {
        let beside = self.width / 4.0;
        let parts = vec![
            (0.0, self.lines(name, look(TEXT, INK_2), beside - 8.0)),
            (
                beside,
                self.lines(value, look(TEXT, INK), self.width - beside),
            ),
        ];
        self.push(parts, 3.0);
    }

    /// How many, what, and for how much.
    fn row(&mut self, quantity: &str, name: &str, amount: Option<&str>) {
        let room = self.width - QUANTITY_WIDTH - AMOUNT_WIDTH;
        let of_quantity = self.lines(quantity, look(TEXT, INK_2), QUANTITY_WIDTH - 6.0);
        let of_name = self.lines(name, look(TEXT, INK).semi_bold(), room - 8.0);
        let mut parts = vec![(0.0, of_quantity), (QUANTITY_WIDTH, of_name)];
        if let Some(amount) = amount {
            let lines = self.lines(amount, look(TEXT, INK).at_end(), AMOUNT_WIDTH);
            parts.push((self.width - AMOUNT_WIDTH, lines));
        }
        self.push(parts, 4.0);
    }

    fn space(&mut self, below: f32) {
        self.push(Vec::new(), below);
    }

    fn rule(&mut self) {
        self.blocks.push(Block {
            parts: Vec::new(),
            rule: Some(self.width),
            below: 8.0,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_the_language_does() {
        for (tag, expected) in [
            ("de", "05.11.2026"),
            ("en", "05 Nov 2026"),
            ("nl", "05-11-2026"),
        ] {
            let words = Language::of(tag).unwrap().paper_words();
            assert_eq!(written_day(words.day, (2026, 11, 5)), expected);
        }
    }
}
