//! The stories. Chance decides who comes, with what and when; the mix is always the same.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

use super::people::{CONFIRMED, DECLINED, GOOD, NOT_YET_BLOCKED, People, STOLEN, WARNED_OF};
use super::script::{
    Action, Answer, Confirmation, Counter, Cue, Decision, Delivering, Goods, Purchase, Script,
    Share, TestCard,
};
use crate::ipc::{DisputeCourse, PlayStory};

const BAKERY: &[Goods] = &[
    goods("Rehearsal: Sourdough loaf", 480),
    goods("Rehearsal: Box of croissants", 1_290),
    goods("Rehearsal: Birthday cake", 8_650),
    goods("Rehearsal: Baking class", 6_500),
];
const CAKE: &[Goods] = &[goods("Rehearsal: Birthday cake", 8_650)];
/// What card testers look for: something small that takes any card.
const POSTCARD: &[Goods] = &[goods("Rehearsal: Postcard", 100)];

/// The stories in the order in which they are offered.
pub(super) const OFFERED: [PlayStory; 4] = [
    PlayStory::BusySaturday,
    PlayStory::Dispute {
        course: DisputeCourse::Won,
    },
    PlayStory::CardTesting,
    PlayStory::Outage,
];

const fn goods(name: &'static str, cents: i64) -> Goods {
    Goods { name, cents }
}

/// A story as data; the same seed gives the same.
pub(super) fn script(story: PlayStory, seed: u64) -> Script {
    let mut chance = StdRng::seed_from_u64(seed);
    match story {
        PlayStory::BusySaturday => busy_saturday(&mut chance),
        PlayStory::Dispute { course } => dispute(&mut chance, course),
        PlayStory::CardTesting => card_testing(&mut chance),
        PlayStory::Outage => outage(&mut chance),
    }
}

/// How many come on a Saturday, and how many of them meet with something else than a payment.
const SATURDAY: usize = 60;
const TRY_ANOTHER_CARD: usize = 6;
const GIVE_UP: usize = 4;
const CONFIRM: usize = 7;
const DO_NOT_CONFIRM: usize = 1;
const SATURDAY_MS: u64 = 27_000;

fn busy_saturday(chance: &mut StdRng) -> Script {
    let people = People("saturday");
    let mut ways = vec![Way::Pays; SATURDAY];
    let special = [
        (Way::TriesAnother, TRY_ANOTHER_CARD),
        (Way::GivesUp, GIVE_UP),
        (Way::Confirms, CONFIRM),
        (Way::DoesNotConfirm, DO_NOT_CONFIRM),
    ];
    let special = special
        .into_iter()
        .flat_map(|(way, count)| vec![way; count]);
    for (place, way) in ways.iter_mut().zip(special) {
        *place = way;
    }
    ways.shuffle(chance);
    let paying = ways
        .iter()
        .enumerate()
        .filter(|(_, way)| **way == Way::Pays);
    let refunds = paying
        .map(|(number, _)| number)
        .zip([Share::Whole, Share::Half]);
    let refunds: Vec<_> = refunds.collect();
    let mut cues: Vec<Cue> = ways
        .into_iter()
        .enumerate()
        .map(|(number, way)| Cue {
            // The middle of the day is the busiest.
            at: ms(300 + u64::midpoint(within(chance, SATURDAY_MS), within(chance, SATURDAY_MS))),
            action: Action::Buy(purchase(chance, people, number, BAKERY.len(), way)),
        })
        .collect();
    for (number, share) in refunds {
        cues.push(cue(SATURDAY_MS, Action::Refund(number, share)));
    }
    in_order(Counter::Shop(BAKERY), cues, SATURDAY_MS + 3_000)
}

fn dispute(chance: &mut StdRng, course: DisputeCourse) -> Script {
    const DISPUTED_ONE: usize = 1;
    let people = People("dispute");
    let (answer, decision) = match course {
        DisputeCourse::Won => (Answer::Evidence, Decision::Won),
        DisputeCourse::Lost => (Answer::Evidence, Decision::Lost),
        DisputeCourse::Unanswered => (Answer::Nothing, Decision::Lost),
    };
    let mut buy = |number| Action::Buy(purchase(chance, people, number, CAKE.len(), Way::Pays));
    let cues = vec![
        cue(300, buy(0)),
        cue(1_800, buy(DISPUTED_ONE)),
        cue(3_000, buy(2)),
        cue(5_000, Action::Dispute(DISPUTED_ONE)),
        cue(8_500, Action::Answer(DISPUTED_ONE, answer)),
        cue(12_000, Action::Decide(DISPUTED_ONE, decision)),
    ];
    in_order(Counter::Own(CAKE), cues, 14_000)
}

/// How many cards are tried, how many of them pay, and how fast.
const TRIED: usize = 80;
const TAKEN: usize = 4;
const TESTING_MS: u64 = 9_000;

fn card_testing(chance: &mut StdRng) -> Script {
    let people = People("testing");
    let mut cards = vec![None; TRIED];
    for (place, card) in cards.iter_mut().zip([Some(NOT_YET_BLOCKED); TAKEN - 1]) {
        *place = card;
    }
    cards.shuffle(chance);
    // The one that is warned of comes last of those that pay, as a real warning comes later.
    let warned = TRIED - 1 - chance.random_range(0..10);
    if let Some(place) = cards.get_mut(warned) {
        *place = Some(WARNED_OF);
    }
    let step = TESTING_MS / TRIED as u64;
    let mut cues: Vec<Cue> = (0..)
        .zip(cards)
        .map(|(number, card)| {
            let (name, email) = people.stranger(chance);
            let purchase = Purchase {
                number,
                link: 0,
                name,
                email,
                cards: vec![card.unwrap_or_else(|| one_of(chance, STOLEN))],
                confirmation: Confirmation::Given,
            };
            // A program tries them one after the other.
            cue(500 + step * number as u64, Action::Buy(purchase))
        })
        .collect();
    cues.push(cue(TESTING_MS + 2_500, Action::AwaitWarning(warned)));
    in_order(Counter::Own(POSTCARD), cues, TESTING_MS + 5_000)
}

/// How many come while the receiver fails, and when it does. An event is tried again 1, 3, 8 and
/// 23 seconds after the first time: those from the end of so short an outage arrive at once, those
/// from its begin after the longest of these.
const NOON: usize = 36;
const NOON_MS: u64 = 24_000;
const FAILS_MS: u64 = 6_000;
const BACK_MS: u64 = 16_000;

fn outage(chance: &mut StdRng) -> Script {
    let people = People("noon");
    let mut cues: Vec<Cue> = (0..NOON)
        .map(|number| {
            let way = match number % 12 {
                3 => Way::TriesAnother,
                7 => Way::Confirms,
                10 => Way::GivesUp,
                _ => Way::Pays,
            };
            let at = 300 + NOON_MS * number as u64 / NOON as u64 + within(chance, 400);
            cue(
                at,
                Action::Buy(purchase(chance, people, number, BAKERY.len(), way)),
            )
        })
        .collect();
    cues.push(cue(FAILS_MS, Action::Deliver(Delivering::Nothing)));
    cues.push(cue(BACK_MS, Action::Deliver(Delivering::Carelessly)));
    in_order(Counter::Own(BAKERY), cues, 32_000)
}

/// How a customer fares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Pays,
    TriesAnother,
    GivesUp,
    Confirms,
    DoesNotConfirm,
}

fn purchase(
    chance: &mut StdRng,
    people: People,
    number: usize,
    links: usize,
    way: Way,
) -> Purchase {
    let (name, email) = people.customer(chance);
    let cards = match way {
        Way::Pays => vec![one_of(chance, GOOD)],
        Way::TriesAnother => vec![one_of(chance, DECLINED), one_of(chance, GOOD)],
        Way::GivesUp => vec![one_of(chance, DECLINED)],
        Way::Confirms | Way::DoesNotConfirm => vec![one_of(chance, CONFIRMED)],
    };
    let confirmation = match way {
        Way::DoesNotConfirm => Confirmation::Refused,
        Way::Pays | Way::TriesAnother | Way::GivesUp | Way::Confirms => Confirmation::Given,
    };
    Purchase {
        number,
        link: chance.random_range(0..links),
        name,
        email,
        cards,
        confirmation,
    }
}

fn one_of(chance: &mut StdRng, cards: &'static [TestCard]) -> TestCard {
    cards.choose(chance).copied().unwrap_or(NOT_YET_BLOCKED)
}

fn within(chance: &mut StdRng, length_ms: u64) -> u64 {
    chance.random_range(0..length_ms)
}

fn cue(at_ms: u64, action: Action) -> Cue {
    Cue {
        at: ms(at_ms),
        action,
    }
}

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn in_order(counter: Counter, mut cues: Vec<Cue>, length_ms: u64) -> Script {
    cues.sort_by_key(|cue| cue.at);
    Script {
        counter,
        cues,
        length: ms(length_ms),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const EVERY: [PlayStory; 6] = [
        PlayStory::BusySaturday,
        PlayStory::Dispute {
            course: DisputeCourse::Won,
        },
        PlayStory::Dispute {
            course: DisputeCourse::Lost,
        },
        PlayStory::Dispute {
            course: DisputeCourse::Unanswered,
        },
        PlayStory::CardTesting,
        PlayStory::Outage,
    ];

    fn purchases(script: &Script) -> Vec<&Purchase> {
        let cues = script.cues.iter();
        let bought = cues.filter_map(|cue| match &cue.action {
            Action::Buy(purchase) => Some(purchase),
            Action::Refund(..)
            | Action::Deliver(_)
            | Action::Dispute(_)
            | Action::Answer(..)
            | Action::Decide(..)
            | Action::AwaitWarning(_) => None,
        });
        bought.collect()
    }

    #[test]
    fn a_seed_fixes_a_story() {
        for story in EVERY {
            assert_eq!(script(story, 7), script(story, 7), "{story:?}");
            assert_ne!(script(story, 7), script(story, 8), "{story:?}");
        }
    }

    #[test]
    fn whatever_the_seed_the_story_can_be_played() {
        for (story, seed) in EVERY
            .into_iter()
            .flat_map(|story| (0..50).map(move |it| (story, it)))
        {
            let script = script(story, seed);
            let (Counter::Shop(goods) | Counter::Own(goods)) = script.counter;
            let purchases = purchases(&script);
            let numbers: BTreeSet<_> = purchases.iter().map(|it| it.number).collect();
            assert_eq!(
                numbers.len(),
                purchases.len(),
                "each has its own number: {story:?}"
            );
            assert!(
                purchases
                    .iter()
                    .all(|it| it.link < goods.len() && !it.cards.is_empty())
            );
            assert!(script.cues.is_sorted_by_key(|cue| cue.at), "{story:?}");
            for cue in &script.cues {
                assert!(cue.at < script.length, "{story:?}: {cue:?}");
                let (Action::Refund(number, _)
                | Action::Dispute(number)
                | Action::Answer(number, _)
                | Action::Decide(number, _)
                | Action::AwaitWarning(number)) = cue.action
                else {
                    continue;
                };
                let of = purchases.iter().find(|it| it.number == number).unwrap();
                let it_pays = [GOOD, &[WARNED_OF]].concat();
                assert!(
                    of.cards.iter().all(|card| it_pays.contains(card)),
                    "{story:?}: {cue:?}"
                );
            }
        }
    }

    #[test]
    fn an_outage_is_over_before_the_story_is() {
        let script = script(PlayStory::Outage, 1);
        let how: Vec<_> = script
            .cues
            .iter()
            .filter_map(|cue| match cue.action {
                Action::Deliver(how) => Some(how),
                _ => None,
            })
            .collect();
        assert_eq!(how, [Delivering::Nothing, Delivering::Carelessly]);
        let last_buy = script
            .cues
            .iter()
            .rfind(|cue| matches!(cue.action, Action::Buy(_)));
        assert!(
            last_buy.unwrap().at > ms(BACK_MS),
            "customers go on paying after it"
        );
    }

    #[test]
    fn a_saturday_has_its_mix() {
        let script = script(PlayStory::BusySaturday, 3);
        let purchases = purchases(&script);
        assert_eq!(purchases.len(), SATURDAY);
        let count = |holds: fn(&Purchase) -> bool| purchases.iter().filter(|it| holds(it)).count();
        assert_eq!(count(|it| it.cards.len() == 2), TRY_ANOTHER_CARD);
        assert_eq!(
            count(|it| CONFIRMED.contains(&it.cards[0])),
            CONFIRM + DO_NOT_CONFIRM
        );
        assert_eq!(
            count(|it| it.confirmation == Confirmation::Refused),
            DO_NOT_CONFIRM
        );
        let links: BTreeSet<_> = purchases.iter().map(|it| it.link).collect();
        assert_eq!(links.len(), BAKERY.len(), "every link sells something");
    }
}
