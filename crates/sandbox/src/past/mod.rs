//! A new store's past: a year of sales, as a plan that is replayed on demand.
//!
//! At the first start a plan is drawn from the seed and written as short rows: who bought what, and
//! what happened when. The objects and events of a sale are made when they are asked for, by the
//! same code as those of any other payment, in memory and at the sale's own times; the seed and the
//! sale's number fix ids and chance. Ids tell which sale they belong to. What changes later is
//! written like any other object, and keeps its place in lists.

mod aftermath;
mod cards;
mod catalogue;
mod ledger;
mod lists;
mod make;
mod money;
mod names;
mod people;
mod plan;
mod replay;
mod seasons;
mod shapes;
mod story;
#[cfg(test)]
mod tests;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

pub(crate) use lists::page;
pub(crate) use make::{begin, make};

use crate::api::ApiError;
use crate::chance::Chance;
use crate::checkout::Refused;
use crate::state::{Events, Ground, Kind, Listed, Made, ShapeRow, Stage, StateError, Work};
use shapes::Shapes;
use story::What;

/// The place for a store's past; empty while it has none.
pub(crate) type Shelf = OnceCell<Past>;

/// How many sales are kept as they were replayed: lists and what is expanded in them ask for the
/// same ones again.
const KEPT: usize = 160;

/// The past of a store.
pub(crate) struct Past {
    /// What every sale's chance branches off from.
    root: Chance,
    ground: Arc<Ground>,
    /// The ids of the links, by article.
    links: Vec<String>,
    /// The shapes that moments have, in the order of their numbers, and what they make.
    rows: Vec<ShapeRow>,
    shapes: OnceCell<Shapes>,
    /// How many moments there are.
    moments: i64,
    /// The sales replayed last, the newest first.
    kept: RefCell<VecDeque<Replayed>>,
}

/// A sale as it was replayed.
#[derive(Clone)]
struct Replayed {
    sale: u32,
    events: Events,
    made: Arc<[Made]>,
}

impl Past {
    /// The past that the file holds, if it does.
    pub(crate) fn load(work: &mut Work<'_>) -> Result<Option<Self>, StateError> {
        if !matches!(work.past_stage()?, Some(Stage::Planned | Stage::Made)) {
            return Ok(None);
        }
        let ground = work.ground()?;
        Ok(Some(Self {
            root: work.chance().branch("past", 0),
            links: catalogue::links(&ground),
            ground: Arc::new(ground),
            rows: work.shapes()?,
            shapes: OnceCell::new(),
            moments: work.moments()?,
            kept: RefCell::default(),
        }))
    }

    /// What happens in moments of a shape.
    fn what(&self, shape: u32) -> Result<What, StateError> {
        let row = usize::try_from(shape).ok().and_then(|it| self.rows.get(it));
        let what = row.and_then(|row| What::of_code(row.what));
        what.ok_or_else(|| StateError::Past(format!("the shape {shape} is unknown")))
    }

    /// The id of the link that sells an article.
    fn link(&self, article: u32) -> &str {
        let index = usize::try_from(article).unwrap_or(usize::MAX);
        self.links.get(index).map_or("", String::as_str)
    }

    /// The article that a link sells.
    fn article(&self, link: &str) -> Option<u32> {
        let index = self.links.iter().position(|id| id == link)?;
        u32::try_from(index).ok()
    }

    /// All that a sale made, in order.
    fn replayed(
        &self,
        work: &Work<'_>,
        sale: u32,
        events: Events,
    ) -> Result<Arc<[Made]>, StateError> {
        if let Some(made) = self.kept(sale, events) {
            return Ok(made);
        }
        let made: Arc<[Made]> = replay::replay(work, self, sale, events)?.into();
        let mut kept = self.kept.borrow_mut();
        kept.retain(|it| it.sale != sale);
        kept.truncate(KEPT - 1);
        kept.push_front(Replayed {
            sale,
            events,
            made: Arc::clone(&made),
        });
        Ok(made)
    }

    fn kept(&self, sale: u32, events: Events) -> Option<Arc<[Made]>> {
        let mut kept = self.kept.borrow_mut();
        let enough =
            |it: &Replayed| it.sale == sale && (it.events == events || it.events == Events::Kept);
        let place = kept.iter().position(enough)?;
        let found = kept.remove(place)?;
        let made = Arc::clone(&found.made);
        kept.push_front(found);
        Some(made)
    }

    /// Has every sale replayed again.
    pub(crate) fn forget(&self) {
        self.kept.borrow_mut().clear();
    }

    fn shapes(&self, work: &Work<'_>) -> Result<&Shapes, StateError> {
        if let Some(shapes) = self.shapes.get() {
            return Ok(shapes);
        }
        let shapes = Shapes::learn(work, self)?;
        Ok(self.shapes.get_or_init(|| shapes))
    }
}

/// An object of the past as it was, unless it is written in the database by now.
pub(crate) fn find(work: &Work<'_>, kind: Kind, id: &str) -> Result<Option<Listed>, StateError> {
    let (Some(past), Some(sale)) = (work.past(), kind.sale_of(id)) else {
        return Ok(None);
    };
    if work.is_written(kind, id)? {
        return Ok(None);
    }
    let made = past.replayed(work, sale, events_for(kind))?;
    let found = made.iter().find(|it| it.kind == kind && it.id == id);
    Ok(found.map(Listed::from))
}

/// The sale of the past that an id belongs to, whatever it is the id of.
fn sale_of(id: &str) -> Option<u32> {
    Kind::of_id(id)?.sale_of(id)
}

/// How many objects of each kind the past has, events apart; those that changed later are counted
/// here, and so are those that were deleted.
pub(crate) fn counts(work: &Work<'_>) -> Result<Vec<(Kind, i64)>, StateError> {
    match work.past() {
        Some(past) => Ok(past.shapes(work)?.counts()),
        None => Ok(Vec::new()),
    }
}

/// How many events of each type the past has.
pub(crate) fn event_counts(work: &Work<'_>) -> Result<BTreeMap<String, i64>, StateError> {
    match work.past() {
        Some(past) => Ok(past.shapes(work)?.event_counts()),
        None => Ok(BTreeMap::new()),
    }
}

fn events_for(kind: Kind) -> Events {
    if kind == Kind::Event {
        Events::Kept
    } else {
        Events::Counted
    }
}

impl From<&Made> for Listed {
    fn from(made: &Made) -> Self {
        Self {
            created: made.created,
            row: made.place.row(),
            object: made.object.clone(),
        }
    }
}

/// Why a past could not be made or told.
enum Failure {
    Api(ApiError),
    Checkout(Refused),
    State(StateError),
}

impl From<Failure> for StateError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::State(error) | Failure::Checkout(Refused::State(error)) => error,
            Failure::Api(error) => Self::Past(error.to_string()),
            Failure::Checkout(refused) => Self::Past(refused.to_string()),
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
