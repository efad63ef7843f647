//! Links into the app, `countertop://payment/pi_…`: whoever clicks one comes from anywhere, and so may the link.
//!
//! All that a link can do is to name one thing to be shown. What is not written exactly so is dropped, and never
//! repeated, since anything may be in it.

use std::sync::PoisonError;

use crate::App;
use crate::ipc::{Announcement, IpcError, LinkedPlace, LinkedScreen, TakenPlace};

/// How every link begins.
const SCHEME: &str = "countertop://";
/// No link of ours is longer, as no id is longer than 255.
const LONGEST: usize = 300;
/// Stripe's ids are longer than this; shorter ones are somebody's typing.
const SHORTEST_ID: usize = 8;

/// What stands after the scheme, how the ids there begin, and where they are shown.
const PLACES: [(&str, &str, LinkedScreen); 3] = [
    ("payment/", "pi_", LinkedScreen::Payments),
    ("link/", "plink_", LinkedScreen::Links),
    ("payout/", "po_", LinkedScreen::Payouts),
];

/// The place that a link names; nothing where it is none of ours to the letter.
pub fn parse(text: &str) -> Option<LinkedPlace> {
    if text.len() > LONGEST {
        return None;
    }
    let rest = text.strip_prefix(SCHEME)?;
    PLACES.iter().find_map(|(kind, prefix, screen)| {
        let id = rest.strip_prefix(kind)?;
        is_id(id.strip_prefix(prefix)?).then(|| LinkedPlace {
            screen: *screen,
            id: id.to_owned(),
        })
    })
}

fn is_id(rest: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (SHORTEST_ID..=255).contains(&rest.len()) && rest.bytes().all(is_letter)
}

impl App {
    /// Has the window show a place: at once, or when it opens.
    pub fn show_place(&self, place: LinkedPlace) {
        *self.linked.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
        // Without a window it waits.
        let _ = self.surroundings().window.send(Announcement::Place);
    }

    /// The place that a link named last; it is given once.
    ///
    /// # Errors
    /// None today.
    pub async fn take_place(&self) -> Result<TakenPlace, IpcError> {
        let mut linked = self.linked.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(TakenPlace {
            place: linked.take(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_one_thing() {
        for (text, screen, id) in [
            (
                "countertop://payment/pi_3QK8x2LmAbCd",
                LinkedScreen::Payments,
                "pi_3QK8x2LmAbCd",
            ),
            (
                "countertop://link/plink_1Q0001AbCd",
                LinkedScreen::Links,
                "plink_1Q0001AbCd",
            ),
            (
                "countertop://payout/po_1Q0001AbCd",
                LinkedScreen::Payouts,
                "po_1Q0001AbCd",
            ),
        ] {
            let id = id.to_owned();
            assert_eq!(parse(text), Some(LinkedPlace { screen, id }), "{text}");
        }
        let longest = format!("countertop://payment/pi_{}", "a".repeat(255));
        assert!(parse(&longest).is_some());
    }

    #[test]
    fn what_is_not_written_exactly_so_is_none() {
        let long = format!("countertop://payment/pi_{}", "a".repeat(256));
        let huge = format!("countertop://payment/pi_{}", "a".repeat(1 << 20));
        for text in [
            "",
            "countertop:",
            "countertop://",
            "countertop://payment",
            "countertop://payment/",
            "countertop://payment/pi_",
            "countertop://payment/pi_3QK8",
            "countertop://payment/po_3QK8x2LmAbCd",
            "countertop://payment/3QK8x2LmAbCd",
            "countertop://payment/pi_3QK8x2LmAbCd/",
            "countertop://payment/pi_3QK8x2LmAbCd/refund",
            "countertop://payment/pi_3QK8x2LmAbCd?amount=1",
            "countertop://payment/pi_3QK8x2LmAbCd#x",
            "countertop://payment/pi_3QK8x2Lm%41bCd",
            "countertop://payment/pi_3QK8x2LmAbCd\n",
            "countertop://payment/pi_3QK8x2Lm\u{0}bCd",
            "countertop://payment/pi_3QK8x2Lm\u{435}bCd",
            "countertop://payment/../payout/po_1Q0001AbCd",
            "countertop://payment//pi_3QK8x2LmAbCd",
            "countertop://ana@payment/pi_3QK8x2LmAbCd",
            "countertop://payment:443/pi_3QK8x2LmAbCd",
            "countertop://refund/pi_3QK8x2LmAbCd",
            "countertop://settings/account",
            "countertop:///payment/pi_3QK8x2LmAbCd",
            "countertop:payment/pi_3QK8x2LmAbCd",
            "Countertop://payment/pi_3QK8x2LmAbCd",
            "countertop://Payment/pi_3QK8x2LmAbCd",
            " countertop://payment/pi_3QK8x2LmAbCd",
            "xcountertop://payment/pi_3QK8x2LmAbCd",
            "https://payment/pi_3QK8x2LmAbCd",
            "javascript:alert(1)",
            "--hidden",
            &long,
            &huge,
        ] {
            assert_eq!(parse(text), None, "{text:.60}");
        }
    }
}
