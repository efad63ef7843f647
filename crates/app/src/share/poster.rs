//! A link's poster: what of the ledger goes onto it.

use countertop_domain::{LinkItem, Mode, Money};
use countertop_print::{Fonts, Language, Paper, Poster, PosterError, Price, Trial};
use countertop_store::LinkRow;

use super::save::{put, unwritten, with_ending};
use super::{address, is_of_this_computer, sold};
use crate::App;
use crate::ipc::{
    IpcError, IpcErrorCode, PlacePurpose, PosterLanguage, PosterPaper, SavePoster, SavedPoster,
};

impl App {
    /// Saves a poster with the code of a link, or of one of its variants, where the merchant chose.
    ///
    /// # Errors
    /// When there is no such link or language, the place was not chosen for this, or the file cannot be written.
    pub async fn save_link_poster(&self, save: SavePoster) -> Result<SavedPoster, IpcError> {
        let language = Language::of(&save.language).ok_or_else(|| {
            let message = "Posters are not printed in this language: choose one of the list.";
            IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "language")
        })?;
        let path = self
            .settings
            .places
            .take(PlacePurpose::Poster, &save.place)?;
        let path = with_ending(path, "pdf")?;
        self.read(move |ledger| {
            let shared = address(ledger, &save.id, save.variant.as_deref())?;
            let poster = Poster {
                url: shared.url,
                shop: Some(save.shop.trim().to_owned()).filter(|it| !it.is_empty()),
                language,
                paper: save.paper.into(),
                ..poster(&shared.link)
            };
            let printed = poster.print(Fonts::OfThisComputer)?;
            put(&path, &printed.pdf).map_err(|error| unwritten(&path, &error))?;
            Ok(SavedPoster {
                path: path.display().to_string(),
                missing: printed.missing.into_iter().collect(),
            })
        })
        .await
    }
}

/// The poster of a link: A4, in English and without a shop's name, until somebody says otherwise.
pub fn poster(link: &LinkRow) -> Poster {
    Poster {
        url: link.url.clone(),
        shop: None,
        item: sold(link),
        price: price(&link.items),
        trial: trial(link),
        language: Language::English,
        paper: Paper::A4,
    }
}

/// The languages of posters.
pub(super) fn languages() -> Vec<PosterLanguage> {
    let all = Language::ALL.into_iter();
    all.map(|it| PosterLanguage {
        tag: it.tag().to_owned(),
        name: it.name().to_owned(),
    })
    .collect()
}

fn trial(link: &LinkRow) -> Option<Trial> {
    if is_of_this_computer(&link.url) {
        return Some(Trial::Practice);
    }
    let mode = link.livemode.map(Mode::from_livemode);
    (mode == Some(Mode::Test)).then_some(Trial::Test)
}

/// What one purchase costs. Nothing is said where that is not one price: a subscription beside something
/// else, several currencies, an item that is not known yet.
fn price(items: &[LinkItem]) -> Option<Price> {
    let (first, rest) = items.split_first()?;
    if let Some(custom) = &first.custom_amount {
        let least = custom.minimum.zip(first.currency);
        let least = least.and_then(|(minor, currency)| Money::new(minor, currency).ok());
        return rest.is_empty().then_some(Price::Chosen(least));
    }
    let mut total = cost(first)?;
    for item in rest {
        if item.recurring != first.recurring {
            return None;
        }
        total = total.checked_add(cost(item)?).ok()?;
    }
    Some(match &first.recurring {
        None => Price::Once(total),
        Some(every) => Price::Again(total, every.clone()),
    })
}

fn cost(item: &LinkItem) -> Option<Money> {
    let minor = item.unit_amount?.checked_mul(item.quantity.unwrap_or(1))?;
    Money::new(minor, item.currency?).ok()
}

impl From<PosterPaper> for Paper {
    fn from(paper: PosterPaper) -> Self {
        match paper {
            PosterPaper::A4 => Self::A4,
            PosterPaper::A5 => Self::A5,
            PosterPaper::A6 => Self::A6,
            PosterPaper::Letter => Self::Letter,
        }
    }
}

impl From<PosterError> for IpcError {
    fn from(error: PosterError) -> Self {
        match error {
            PosterError::TooLong(too_long) => too_long.into(),
            PosterError::Pdf(_) => {
                let message = "The poster cannot be written: a font of this computer cannot be used in a PDF. \
                     Take a name without unusual characters, or save the code alone.";
                Self::new(IpcErrorCode::Internal, message)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use countertop_domain::{Currency, CustomAmount, Recurring};

    use super::*;

    fn item(unit_amount: i64, quantity: i64) -> LinkItem {
        LinkItem {
            unit_amount: Some(unit_amount),
            currency: Currency::parse("eur").ok(),
            quantity: Some(quantity),
            ..LinkItem::default()
        }
    }

    fn monthly(unit_amount: i64) -> LinkItem {
        LinkItem {
            recurring: Some(Recurring {
                interval: "month".to_owned(),
                interval_count: 1,
            }),
            ..item(unit_amount, 1)
        }
    }

    fn euros(minor: i64) -> Money {
        Money::new(minor, Currency::parse("eur").unwrap()).unwrap()
    }

    #[test]
    fn the_price_is_what_one_purchase_costs_or_nothing() {
        let dollars = LinkItem {
            currency: Currency::parse("usd").ok(),
            ..item(100, 1)
        };
        let chosen = |minimum| LinkItem {
            unit_amount: None,
            custom_amount: Some(CustomAmount {
                minimum,
                ..CustomAmount::default()
            }),
            ..item(0, 1)
        };
        for (items, expected) in [
            (
                vec![item(450, 2), item(100, 1)],
                Some(Price::Once(euros(1000))),
            ),
            (vec![item(450, 2), dollars], None),
            (vec![item(450, 1), monthly(100)], None),
            (vec![chosen(None)], Some(Price::Chosen(None))),
            (
                vec![chosen(Some(500))],
                Some(Price::Chosen(Some(euros(500)))),
            ),
            (vec![chosen(None), item(450, 1)], None),
            (vec![LinkItem::default()], None),
            (vec![item(i64::MAX, 2)], None),
            (vec![], None),
        ] {
            assert_eq!(price(&items), expected, "{items:#?}");
        }
        let every = monthly(0).recurring.unwrap();
        let again = Some(Price::Again(euros(300), every));
        assert_eq!(price(&[monthly(100), monthly(200)]), again);
    }
}
