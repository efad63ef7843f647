//! A past for a new practice store: links and payments of the last 30 days.
//!
//! They are made by the same code as any other, at times that lie back; the seed fixes them.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use crate::api::{self, ApiError};
use crate::chance::Chance;
use crate::checkout::{self, Authentication, Outcome, Refused, Submission, Visitor, test_values};
use crate::due;
use crate::payment::CardEntry;
use crate::state::{Cause, State, StateError, Work};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How far it goes back: the store opens a little later than events are listed.
const DAYS: i64 = 30;
/// How many payments are written together.
const BATCH: usize = 100;

/// What is sold: a name, its price in cents, and how often it is bought.
const PRODUCTS: [(&str, i64, u64); 8] = [
    ("Sourdough loaf", 640, 9),
    ("Cinnamon buns, box of six", 1620, 7),
    ("Quiche Lorraine", 1490, 5),
    ("Coffee beans, 500 g", 1380, 5),
    ("Breakfast basket", 3800, 3),
    ("Gift voucher", 2500, 2),
    ("Birthday cake, 24 cm", 8650, 2),
    ("Baking class", 5900, 1),
];

const FIRST_NAMES: [&str; 16] = [
    "Ada", "Bela", "Carla", "Dario", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira",
    "Luca", "Mara", "Nils", "Olga", "Pavel",
];
const LAST_NAMES: [&str; 12] = [
    "Sample",
    "Example",
    "Testmann",
    "Placeholder",
    "Specimen",
    "Muster",
    "Demo",
    "Fictional",
    "Trial",
    "Modell",
    "Blank",
    "Proxy",
];

/// Cards and how often they are used; a few are declined, as everywhere.
const CARDS: [(&str, u64); 9] = [
    ("4242424242424242", 46),
    ("5555555555554444", 24),
    ("4000056655665556", 12),
    ("378282246310005", 5),
    ("4000002760000016", 6),
    ("4000002500003155", 3),
    ("4000000000000002", 2),
    ("4000000000009995", 1),
    ("4000000000000069", 1),
];

/// One payment to make.
struct Sale {
    at: UnixSeconds,
    link: Value,
    card: &'static str,
    name: String,
    email: String,
    quantity: i64,
}

/// Makes `payments` past payments.
pub(crate) async fn make(state: &State, payments: u32) -> Result<(), StateError> {
    let plan = move |work: &mut Work<'_>| {
        let now = work.now().0;
        let links = links(work, now)?;
        Ok::<_, Failure>(sales(work.chance(), &links, now, payments))
    };
    let mut sales = state
        .write(Cause::request(), plan)
        .await
        .map_err(Failure::into_state)?;
    while !sales.is_empty() {
        let rest = sales.split_off(sales.len().min(BATCH));
        let batch = std::mem::replace(&mut sales, rest);
        let work = move |work: &mut Work<'_>| batch.iter().try_for_each(|sale| sell(work, sale));
        state
            .write(Cause::request(), work)
            .await
            .map_err(Failure::into_state)?;
    }
    Ok(())
}

fn links(work: &mut Work<'_>, now: i64) -> Result<Vec<(Value, u64)>, Failure> {
    let mut links = Vec::new();
    for (minute, (name, amount, weight)) in PRODUCTS.iter().enumerate() {
        let minute = i64::try_from(minute).unwrap_or(0);
        work.set_time(UnixSeconds(now - DAYS * DAY + HOUR + minute * 60));
        let given = json!({
            "line_items": [{
                "price_data": {
                    "currency": "eur",
                    "product_data": { "name": name },
                    "unit_amount": amount,
                },
                "quantity": 1,
                "adjustable_quantity": { "enabled": true, "minimum": 1, "maximum": 10 },
            }],
        });
        let given = given.as_object().cloned().unwrap_or_default();
        links.push((api::make_link(work, &given)?, *weight));
    }
    Ok(links)
}

/// The payments in the order of their times, most of them while shops are open.
fn sales(chance: &mut Chance, links: &[(Value, u64)], now: i64, payments: u32) -> Vec<Sale> {
    let opened = now - DAYS * DAY + 2 * HOUR;
    let mut times: Vec<i64> = (0..payments).map(|_| time(chance, opened, now)).collect();
    times.sort_unstable();
    times
        .into_iter()
        .map(|at| sale(chance, links, UnixSeconds(at)))
        .collect()
}

fn time(chance: &mut Chance, opened: i64, now: i64) -> i64 {
    let span = u64::try_from(now - 60 - opened).unwrap_or(1);
    let mut draw = || opened + i64::try_from(chance.below(span)).unwrap_or(0);
    let mut at = draw();
    // At night people buy less: such a time is drawn again, up to a few times.
    for _ in 0..3 {
        if (7..21).contains(&(at.rem_euclid(DAY) / HOUR)) {
            break;
        }
        at = draw();
    }
    at
}

fn sale(chance: &mut Chance, links: &[(Value, u64)], at: UnixSeconds) -> Sale {
    let link = weighted(chance, links).cloned().unwrap_or_default();
    let card = weighted(chance, &CARDS).copied().unwrap_or(CARDS[0].0);
    let first = chance.one_of(&FIRST_NAMES).copied().unwrap_or_default();
    let last = chance.one_of(&LAST_NAMES).copied().unwrap_or_default();
    let quantity = if chance.below(5) == 0 { 2 } else { 1 };
    Sale {
        at,
        link,
        card,
        name: format!("{first} {last}"),
        email: format!("{first}.{last}@example.com").to_lowercase(),
        quantity,
    }
}

/// One of several, each as often as its weight says.
fn weighted<'a, T>(chance: &mut Chance, choices: &'a [(T, u64)]) -> Option<&'a T> {
    let all = choices.iter().map(|(_, weight)| weight).sum();
    let mut place = chance.below(all);
    for (choice, weight) in choices {
        match place.checked_sub(*weight) {
            Some(rest) => place = rest,
            None => return Some(choice),
        }
    }
    None
}

fn sell(work: &mut Work<'_>, sale: &Sale) -> Result<(), Failure> {
    // What fell due before: payouts, sessions that nobody paid.
    due::run_until(work, sale.at, usize::MAX)?;
    work.set_time(sale.at);
    let visit = checkout::open_session(work, &sale.link, &Visitor::default())?;
    let session = visit.session["id"].as_str().unwrap_or_default().to_owned();
    let mut submission = Submission {
        email: sale.email.clone(),
        name: sale.name.clone(),
        card: Some(CardEntry::of_number(sale.card)),
        ..Submission::default()
    };
    if let Some(item) = visit.items.first().and_then(|item| item["id"].as_str()) {
        submission.quantities.insert(item.to_owned(), sale.quantity);
    }
    test_values(&visit.session, &mut submission);
    work.set_time(UnixSeconds(sale.at.0 + 40));
    let outcome = checkout::submit(work, visit, &submission)?;
    if matches!(outcome, Outcome::RequiresAction { .. })
        && let Some(session) = checkout::find_session(work, &session)?
    {
        let visit = checkout::visit(work, session)?;
        checkout::authenticate(work, visit, Authentication::Confirmed)?;
    }
    Ok(())
}

/// Why a past could not be made.
enum Failure {
    Api(ApiError),
    Checkout(Refused),
    State(StateError),
}

impl Failure {
    fn into_state(self) -> StateError {
        match self {
            Self::State(error) | Self::Checkout(Refused::State(error)) => error,
            Self::Api(error) => StateError::History(error.to_string()),
            Self::Checkout(refused) => StateError::History(refused.to_string()),
        }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Checkout(refused)
    }
}

impl From<StateError> for Failure {
    fn from(error: StateError) -> Self {
        Self::State(error)
    }
}
