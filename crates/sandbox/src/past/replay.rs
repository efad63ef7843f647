//! Replaying a sale: its objects and events are made again, as they were.

use std::sync::Arc;

use countertop_domain::UnixSeconds;

use serde_json::{Value, json};

use super::cards::Card;
use super::money::payable;
use super::people::buyer;
use super::story::What;
use super::{Failure, Past};
use crate::chance::Chance;
use crate::checkout::{self, Authentication, Closed, Visit, Visitor, test_values};
use crate::money::dispute::{self, Case, Submission, Verdict};
use crate::money::{fraud_warning, refund};
use crate::payment::CardEntry;
use crate::state::{Events, Kind, Made, MomentRow, Overlay, PageQuery, SaleRow, StateError, Work};

/// What is put on a cake.
const LETTERINGS: [&str; 6] = [
    "",
    "Alles Gute zum 40., liebe Öznur!",
    "Happy birthday",
    "Danke, Oma ❤",
    "¡Felicidades!",
    "عيد ميلاد سعيد",
];

/// Why merchants give money back, as they say.
const REASONS: [Option<&str>; 5] = [
    Some("requested_by_customer"),
    Some("requested_by_customer"),
    None,
    None,
    Some("duplicate"),
];

/// Why customers dispute payments, as they say.
const COMPLAINTS: [&str; 6] = [
    "fraudulent",
    "fraudulent",
    "fraudulent",
    "product_not_received",
    "product_unacceptable",
    "duplicate",
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
    let mut made = made.map_err(|failure: Failure| StateError::from(failure))?;
    let transactions = made
        .iter_mut()
        .filter(|it| it.kind == Kind::BalanceTransaction);
    for transaction in transactions {
        pay_out(work, transaction)?;
    }
    Ok(made)
}

/// Writes on a transaction which payout it is in. Those that are in none are left for the next one,
/// which knows their sum.
fn pay_out(work: &Work<'_>, transaction: &mut Made) -> Result<(), StateError> {
    let object = &mut transaction.object;
    let currency = object["currency"].as_str().unwrap_or_default();
    let available = object["available_on"].as_i64().unwrap_or(0);
    let midnight = payable(transaction.created, available);
    let payout = work.past_payout_of(currency, midnight)?;
    object["_payout"] = json!(payout);
    object["_unpaid"] = Value::Null;
    Ok(())
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
            What::Refund => self.refund(work, moment.detail),
            What::Warn => {
                let charge = self.charge(work)?;
                fraud_warning::warn(work, &charge)?;
                Ok(())
            }
            What::Dispute => self.dispute(work, Case::Chargeback),
            What::Inquire => self.dispute(work, Case::Inquiry),
            What::Answer => self.answer(work),
            What::Win => self.decide(work, Verdict::Won),
            What::Lose => self.decide(work, Verdict::Lost),
            What::Lapse => {
                let dispute = self.open_dispute(work)?;
                work.as_stripe(|work| dispute::go_on(work, dispute))?;
                Ok(())
            }
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

    /// The charge that was paid.
    fn charge(&self, work: &Work<'_>) -> Result<Value, Failure> {
        let charges = work.all(PageQuery::newest(Kind::Charge))?;
        let paid = charges.into_iter().find(|charge| charge["paid"] == true);
        paid.ok_or_else(|| StateError::Past("nothing was paid".to_owned()).into())
    }

    fn refund(&self, work: &mut Work<'_>, amount: Option<i64>) -> Result<(), Failure> {
        let charge = self.charge(work)?;
        let reason = work.chance().one_of(&REASONS).copied().flatten();
        let asked = refund::Asked {
            amount,
            reason: json!(reason),
            metadata: json!({}),
            instructions_email: None,
        };
        let refunded = refund::create(work, &charge, &asked);
        refunded.map_err(|refused| StateError::Past(refused.to_string()))?;
        Ok(())
    }

    fn dispute(&self, work: &mut Work<'_>, case: Case) -> Result<(), Failure> {
        let charge = self.charge(work)?;
        let reason = work
            .chance()
            .one_of(&COMPLAINTS)
            .copied()
            .unwrap_or("general");
        let opened = work.as_stripe(|work| dispute::open(work, &charge, reason, case));
        opened.map_err(|why| StateError::Past(why.to_string()))?;
        Ok(())
    }

    fn open_dispute(&self, work: &Work<'_>) -> Result<Value, Failure> {
        let dispute = work
            .all(PageQuery::newest(Kind::Dispute))?
            .into_iter()
            .next();
        dispute.ok_or_else(|| StateError::Past("nothing was disputed".to_owned()).into())
    }

    /// The merchant sends the bank what they know.
    fn answer(&self, work: &mut Work<'_>) -> Result<(), Failure> {
        let dispute = self.open_dispute(work)?;
        let evidence =
            json!({ "uncategorized_text": "The customer was given what they paid for." });
        let (noted, given) = (dispute.clone(), Some(&evidence));
        let answered = dispute::update(work, &dispute, noted, given, Submission::Submitted);
        answered.map_err(|refused| StateError::Past(refused.to_string()))?;
        Ok(())
    }

    fn decide(&self, work: &mut Work<'_>, verdict: Verdict) -> Result<(), Failure> {
        let dispute = self.open_dispute(work)?;
        work.as_stripe(|work| dispute::close(work, dispute, verdict))?;
        Ok(())
    }

    fn submission(
        &self,
        work: &mut Work<'_>,
        visit: &Visit,
        moment: &MomentRow,
    ) -> checkout::Submission {
        let buyer = buyer(&self.past.root, self.row.buyer);
        let mut submission = checkout::Submission {
            email: buyer.email,
            name: buyer.name,
            phone: buyer.phone,
            card: Some(CardEntry::of_number(
                Card::of_detail(moment.detail).number(),
            )),
            amount: self.row.amount,
            billing: buyer.address.clone(),
            shipping: buyer.address,
            ..checkout::Submission::default()
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
fn answer(chance: &mut Chance, visit: &Visit, submission: &mut checkout::Submission) {
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
