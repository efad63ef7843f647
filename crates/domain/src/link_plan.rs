//! When a link is to open and to close: Stripe knows no such thing, so it is the merchant's word here.

use crate::{Act, ActKind, LinkStep, UnixSeconds};

/// What is still to be done to a link, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkPlan {
    /// When it is to open; none when that is not planned, or was done.
    pub opens_at: Option<UnixSeconds>,
    /// When it is to close; the same.
    pub closes_at: Option<UnixSeconds>,
    /// The time zone in which the merchant thought of it; none without a plan.
    pub time_zone: Option<String>,
}

impl LinkPlan {
    /// The plan that a link's acts leave, in whatever order they are given. They count in the order in
    /// which they were done, which their ids tell: a clock that was set back must not bring an older
    /// plan back.
    pub fn of(acts: &[Act]) -> Self {
        let mut acts: Vec<_> = acts.iter().collect();
        acts.sort_by(|one, other| one.id.cmp(&other.id));
        acts.into_iter()
            .fold(Self::default(), |plan, act| plan.after(&act.kind))
    }

    fn after(mut self, act: &ActKind) -> Self {
        match act {
            ActKind::LinkPlanned {
                open_at,
                close_at,
                time_zone,
            } => {
                let is_planned = open_at.is_some() || close_at.is_some();
                Self {
                    opens_at: *open_at,
                    closes_at: *close_at,
                    time_zone: is_planned.then(|| time_zone.clone()),
                }
            }
            ActKind::LinkPlanDone { step, at } => {
                let planned = match step {
                    LinkStep::Open => &mut self.opens_at,
                    LinkStep::Close => &mut self.closes_at,
                };
                // What was carried out may have been planned anew for another time meanwhile.
                if *planned == Some(*at) {
                    *planned = None;
                }
                let is_pending = self.opens_at.is_some() || self.closes_at.is_some();
                self.time_zone = self.time_zone.filter(|_| is_pending);
                self
            }
            ActKind::Fulfilled | ActKind::Unfulfilled | ActKind::Note { .. } => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(open_at: Option<i64>, close_at: Option<i64>) -> ActKind {
        ActKind::LinkPlanned {
            open_at: open_at.map(UnixSeconds),
            close_at: close_at.map(UnixSeconds),
            time_zone: "Europe/Vienna".to_owned(),
        }
    }

    fn done(step: LinkStep, at: i64) -> ActKind {
        let at = UnixSeconds(at);
        ActKind::LinkPlanDone { step, at }
    }

    /// What the acts leave to be done, whatever order they are given in and whatever the clock said.
    fn check(kinds: Vec<ActKind>, opens_at: Option<i64>, closes_at: Option<i64>) {
        let mut acts: Vec<_> = (0..)
            .zip(kinds)
            .map(|(n, kind)| Act {
                id: format!("act_{n:012}"),
                at: -n,
                kind,
            })
            .collect();
        for _ in 0..2 {
            let plan = LinkPlan::of(&acts);
            let times = (plan.opens_at.map(|it| it.0), plan.closes_at.map(|it| it.0));
            assert_eq!(times, (opens_at, closes_at), "{acts:?}");
            acts.reverse();
        }
    }

    #[test]
    fn the_last_plan_counts_and_what_was_done_is_pending_no_more() {
        use LinkStep::{Close, Open};
        check(vec![], None, None);
        check(vec![planned(Some(10), Some(20))], Some(10), Some(20));
        check(
            vec![planned(Some(10), Some(20)), planned(None, Some(30))],
            None,
            Some(30),
        );
        check(
            vec![planned(Some(10), Some(20)), planned(None, None)],
            None,
            None,
        );
        check(
            vec![planned(Some(10), Some(20)), done(Open, 10)],
            None,
            Some(20),
        );
        check(
            vec![planned(Some(10), Some(20)), done(Open, 10), done(Close, 20)],
            None,
            None,
        );
        // It was planned anew while the old step was being carried out.
        check(
            vec![
                planned(None, Some(20)),
                planned(None, Some(30)),
                done(Close, 20),
            ],
            None,
            Some(30),
        );
        // The same time once more, after it was done: it is to be done again.
        check(
            vec![
                planned(Some(10), None),
                done(Open, 10),
                planned(Some(10), None),
            ],
            Some(10),
            None,
        );
        // Notes say nothing of it.
        let text = String::new();
        check(
            vec![planned(Some(10), None), ActKind::Note { text }],
            Some(10),
            None,
        );
    }

    #[test]
    fn a_zone_is_there_as_long_as_a_plan_is() {
        let act = |n: i64, kind| Act {
            id: format!("act_{n:012}"),
            at: 0,
            kind,
        };
        let acts = [act(1, planned(Some(10), None)), act(2, planned(None, None))];
        assert_eq!(
            LinkPlan::of(&acts[..1]).time_zone.as_deref(),
            Some("Europe/Vienna")
        );
        assert_eq!(LinkPlan::of(&acts).time_zone, None);
        let acts = [acts[0].clone(), act(2, done(LinkStep::Open, 10))];
        assert_eq!(LinkPlan::of(&acts).time_zone, None);
    }
}
