//! Replaying a sale: its objects and events are made again, as they were.

use std::sync::Arc;

use countertop_domain::UnixSeconds;

use super::people::buyer;
use super::story::{What, card_number};
use super::{Failure, Past};
use crate::chance::Chance;
use crate::checkout::{self, Authentication, Closed, Submission, Visit, Visitor, test_values};
use crate::payment::CardEntry;
use crate::state::{Events, Kind, Made, MomentRow, Overlay, SaleRow, StateError, Work};

/// What is put on a cake.
const LETTERINGS: [&str; 6] = [
    "",
    "Alles Gute zum 40., liebe Öznur!",
    "Happy birthday",
    "Danke, Oma ❤",
    "¡Felicidades!",
    "عيد ميلاد سعيد",
];

/// Makes all that a sale made; nothing for a number that no sale has.
pub(super) fn replay(
    work: &Work<'_>,
    past: &Past,
    sale: u32,
    events: Events,
) -> Result<Vec<Made>, StateError> {
    let Some(row) = work.sale(sale)? else {
        return Ok(Vec::new());
    };
    let moments = work.moments_of_sale(sale)?;
    let mut chance = past.root.of_sale(sale);
    let overlay = Overlay::new(Arc::clone(&past.ground), events);
    let made = work.in_memory(&mut chance, overlay, |work| {
        let mut telling = Telling {
            past,
            row,
            session: String::new(),
            visit: None,
        };
        let mut moments = moments.iter();
        moments.try_for_each(|moment| telling.tell(work, moment))
    });
    made.map_err(|failure: Failure| StateError::from(failure))
}

/// A sale while it is told.
struct Telling<'a> {
    past: &'a Past,
    row: SaleRow,
    /// The checkout session's id.
    session: String,
    /// The customer's visit, until they act on it.
    visit: Option<Visit>,
}

impl Telling<'_> {
    fn tell(&mut self, work: &mut Work<'_>, moment: &MomentRow) -> Result<(), Failure> {
        work.begin_moment(moment.seq, UnixSeconds(moment.created));
        match self.past.what(moment.shape)? {
            What::Open => self.open(work),
            What::Pay => {
                let visit = self.visit(work)?;
                let submission = self.submission(work, &visit, moment);
                checkout::submit(work, visit, &submission)?;
                Ok(())
            }
            What::Confirm => self.authenticate(work, Authentication::Confirmed),
            What::Refuse => self.authenticate(work, Authentication::Failed),
            What::Expire => {
                let session = checkout::find_session(work, &self.session)?;
                let session = session.ok_or(checkout::Refused::from(Closed::Unknown))?;
                work.as_stripe(|work| checkout::expire(work, session))?;
                Ok(())
            }
        }
    }

    fn open(&mut self, work: &mut Work<'_>) -> Result<(), Failure> {
        let link = self.past.link(self.row.link);
        let link = work.find(Kind::PaymentLink, link)?;
        let link = link.ok_or(checkout::Refused::from(Closed::Unknown))?;
        let visit = checkout::open_session(work, &link, &Visitor::default())?;
        visit.session["id"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut self.session);
        self.visit = Some(visit);
        Ok(())
    }

    /// The visit as it was opened, or looked up again for another attempt.
    fn visit(&mut self, work: &mut Work<'_>) -> Result<Visit, Failure> {
        if let Some(visit) = self.visit.take() {
            return Ok(visit);
        }
        let session = checkout::find_session(work, &self.session)?;
        let session = session.ok_or(checkout::Refused::from(Closed::Unknown))?;
        Ok(checkout::visit(work, session)?)
    }

    fn authenticate(&mut self, work: &mut Work<'_>, answer: Authentication) -> Result<(), Failure> {
        let visit = self.visit(work)?;
        checkout::authenticate(work, visit, answer)?;
        Ok(())
    }

    fn submission(&self, work: &mut Work<'_>, visit: &Visit, moment: &MomentRow) -> Submission {
        let buyer = buyer(&self.past.root, self.row.buyer);
        let mut submission = Submission {
            email: buyer.email,
            name: buyer.name,
            phone: buyer.phone,
            card: Some(CardEntry::of_number(card_number(moment.detail))),
            amount: self.row.amount,
            billing: buyer.address.clone(),
            shipping: buyer.address,
            ..Submission::default()
        };
        let first = visit.items.first().and_then(|item| item["id"].as_str());
        if let Some(item) = first.filter(|_| self.row.quantity > 1) {
            submission
                .quantities
                .insert(item.to_owned(), self.row.quantity);
        }
        answer(work.chance(), visit, &mut submission);
        test_values(&visit.session, &mut submission);
        submission
    }
}

/// Answers to the shop's questions, where the link asks them.
fn answer(chance: &mut Chance, visit: &Visit, submission: &mut Submission) {
    submission.wants_promotions =
        !visit.session["consent_collection"].is_null() && chance.below(3) == 0;
    let asked = visit.session["custom_fields"].as_array();
    for field in asked.into_iter().flatten() {
        let given = match field["key"].as_str() {
            Some("lettering") => chance.one_of(&LETTERINGS).copied().map(str::to_owned),
            Some("candles") => Some((1 + chance.below(99)).to_string()),
            Some("pickup") => chance
                .one_of(&["morning", "noon", "evening"])
                .copied()
                .map(str::to_owned),
            Some(_) | None => None,
        };
        if let (Some(key), Some(given)) = (field["key"].as_str(), given) {
            submission.answers.insert(key.to_owned(), given);
        }
    }
}
