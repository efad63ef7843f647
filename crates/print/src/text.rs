//! Lines of text, laid out and drawn: our own fonts first, then those of the computer for other scripts.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, GenericFamily, SourceCache};
use krilla::color::rgb;
use krilla::geom::Point;
use krilla::paint::{Fill, Paint};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, StyleProperty};
use parley::{
    Alignment, AlignmentOptions, FontContext, Layout, LayoutContext, Line, OverflowWrap, Run,
};

/// More characters than any line of a poster has.
const MOST: usize = 400;

const LATIN: &str = "Countertop Latin";
const JAPANESE: &str = "Countertop Japanese";

/// Inter, and of Noto Sans CJK the characters of our own Japanese sentences; `fonts/README.md` says whence.
const OURS: [(&str, &[u8]); 3] = [
    (LATIN, include_bytes!("../fonts/Inter-Regular.otf")),
    (LATIN, include_bytes!("../fonts/Inter-SemiBold.otf")),
    (JAPANESE, include_bytes!("../fonts/NotoSansJP-words.otf")),
];

/// Which fonts may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fonts {
    /// Ours alone, which know Latin, Greek and Cyrillic: the same everywhere.
    Ours,
    /// Those of this computer as well, for the scripts that ours do not have.
    OfThisComputer,
}

#[derive(Clone, Copy)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// In points.
    pub size: f32,
    pub weight: Weight,
    /// Red, green and blue.
    pub color: [u8; 3],
    pub align: Align,
}

/// Where lines stand that are shorter than there is room.
#[derive(Clone, Copy)]
pub(crate) enum Align {
    /// Where the script begins.
    Start,
    Center,
    /// Where it ends, as amounts do.
    End,
}

/// A colour, as it is painted.
pub(crate) fn paint([red, green, blue]: [u8; 3]) -> Paint {
    rgb::Color::new(red, green, blue).into()
}

/// A text that has found its lines.
pub(crate) struct Lines {
    text: String,
    layout: Layout<[u8; 4]>,
    look: Look,
}

impl Lines {
    /// In points.
    pub fn height(&self) -> f32 {
        self.layout.height()
    }
}

/// Lays texts out and draws them, and remembers what no font could show.
pub(crate) struct Writer {
    fonts: FontContext,
    layouts: LayoutContext<[u8; 4]>,
    loaded: HashMap<(u64, u32), Option<Font>>,
    missing: BTreeSet<char>,
}

impl Writer {
    pub fn new(fonts: Fonts) -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: fonts == Fonts::OfThisComputer,
        });
        for (family, bytes) in OURS {
            let named = FontInfoOverride {
                family_name: Some(family),
                ..Default::default()
            };
            collection.register_fonts(Blob::from(bytes.to_vec()), Some(named));
        }
        Self {
            fonts: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
            loaded: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// The characters that no font could show, in order.
    pub fn missing(self) -> Vec<char> {
        self.missing.into_iter().collect()
    }

    /// A text in the largest of the sizes at which it needs no more than `most` lines; at the smallest its end
    /// gives way to an ellipsis.
    pub fn fit(&mut self, text: &str, look: Look, sizes: &[f32], width: f32, most: usize) -> Lines {
        let text = match text.char_indices().nth(MOST) {
            Some((end, _)) => &format!("{}…", text[..end].trim_end()),
            None => text,
        };
        let mut smallest = look;
        for size in sizes {
            smallest.size = *size;
            let lines = self.lines(text.to_owned(), smallest, width);
            if lines.layout.len() <= most {
                return lines;
            }
        }
        self.shortened(text, smallest, width, most)
    }

    fn shortened(&mut self, text: &str, look: Look, width: f32, most: usize) -> Lines {
        let whole = self.lines(text.to_owned(), look, width);
        let end = whole
            .layout
            .get(most - 1)
            .map_or(0, |it| it.text_range().end);
        let mut kept = &text[..end];
        loop {
            let lines = self.lines(format!("{}…", kept.trim_end()), look, width);
            let Some((last, _)) = kept.char_indices().next_back() else {
                return lines;
            };
            if lines.layout.len() <= most {
                return lines;
            }
            kept = &kept[..last];
        }
    }

    fn lines(&mut self, text: String, look: Look, width: f32) -> Lines {
        let families = [
            FontFamilyName::Named(Cow::Borrowed(LATIN)),
            FontFamilyName::Named(Cow::Borrowed(JAPANESE)),
            FontFamilyName::Generic(GenericFamily::SansSerif),
            FontFamilyName::Generic(GenericFamily::Emoji),
        ];
        let weight = match look.weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::SemiBold => FontWeight::SEMI_BOLD,
        };
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        for style in [
            StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&families))),
            StyleProperty::FontSize(look.size),
            StyleProperty::FontWeight(weight),
            StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.25)),
            // A word that is wider than the page is broken anywhere.
            StyleProperty::OverflowWrap(OverflowWrap::Anywhere),
        ] {
            builder.push_default(style);
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        let align = match look.align {
            Align::Start => Alignment::Start,
            Align::Center => Alignment::Center,
            Align::End => Alignment::End,
        };
        layout.align(align, AlignmentOptions::default());
        Lines { text, layout, look }
    }

    /// Draws lines with their upper left corner at the point.
    pub fn draw(&mut self, surface: &mut Surface<'_>, lines: &Lines, x: f32, y: f32) {
        surface.set_fill(Some(Fill {
            paint: paint(lines.look.color),
            ..Fill::default()
        }));
        for line in lines.layout.lines() {
            self.draw_line(surface, lines, &line, x, y);
        }
    }

    fn draw_line(
        &mut self,
        surface: &mut Surface<'_>,
        lines: &Lines,
        line: &Line<'_, [u8; 4]>,
        x: f32,
        y: f32,
    ) {
        let mut at = Point::from_xy(x + line.metrics().offset, y + line.metrics().baseline);
        for run in line.runs() {
            let glyphs = self.glyphs(&lines.text, &run);
            if let Some(font) = self.font(&run) {
                surface.draw_glyphs(at, &glyphs, font, &lines.text, run.font_size(), false);
            }
            at.x += run.advance();
        }
    }

    fn glyphs(&mut self, text: &str, run: &Run<'_, [u8; 4]>) -> Vec<KrillaGlyph> {
        let size = run.font_size();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.text_range.end = glyph.text_range.end.max(range.end);
                }
                continue;
            }
            for glyph in cluster.glyphs() {
                if glyph.id == 0 {
                    let shown = text[range.clone()].chars();
                    self.missing.extend(shown.filter(|it| !it.is_control()));
                }
                glyphs.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    range.clone(),
                    None,
                ));
            }
        }
        glyphs
    }

    fn font(&mut self, run: &Run<'_, [u8; 4]>) -> Option<Font> {
        let font = run.font();
        let key = (font.data.id(), font.index);
        let loaded = self
            .loaded
            .entry(key)
            .or_insert_with(|| Font::new(font.data.data().to_vec().into(), font.index));
        loaded.clone()
    }
}
