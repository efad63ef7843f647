//! Times that are given for a link's plan, and what is wrong with them.

use countertop_domain::{LinkPlan, UnixSeconds};

/// What is said of one side of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Nothing: what was planned stays.
    #[default]
    AsBefore,
    /// Nothing is planned any more.
    Never,
    /// At this time.
    At(UnixSeconds),
}

/// What is said of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Of opening.
    pub open: Side,
    /// Of closing.
    pub close: Side,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// It was to open before now.
    #[error("the time to open has passed; choose a later one, or open the link now")]
    OpensInThePast,
    /// It was to close before now.
    #[error("the time to close has passed; choose a later one, or close the link now")]
    ClosesInThePast,
    /// It would close before it opens.
    #[error("the link would close before it opens; choose a later time to close")]
    ClosesFirst,
}

type Times = (Option<UnixSeconds>, Option<UnixSeconds>);

impl Given {
    /// When it opens and closes. What stays as before may be overdue: it will be done yet.
    pub(crate) fn checked(self, before: &LinkPlan, now: UnixSeconds) -> Result<Times, PlanProblem> {
        let has_passed = |side| matches!(side, Side::At(at) if at <= now);
        if has_passed(self.open) {
            return Err(PlanProblem::OpensInThePast);
        }
        if has_passed(self.close) {
            return Err(PlanProblem::ClosesInThePast);
        }
        let time = |side, before| match side {
            Side::AsBefore => before,
            Side::Never => None,
            Side::At(at) => Some(at),
        };
        let open = time(self.open, before.opens_at);
        let close = time(self.close, before.closes_at);
        match (open, close) {
            (Some(open), Some(close)) if close <= open => Err(PlanProblem::ClosesFirst),
            times => Ok(times),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: (Side, Side), expected: Result<(Option<i64>, Option<i64>), PlanProblem>) {
        let before = LinkPlan {
            opens_at: Some(UnixSeconds(200)),
            closes_at: Some(UnixSeconds(300)),
            time_zone: None,
        };
        let given = Given {
            open: given.0,
            close: given.1,
        };
        let times = given.checked(&before, UnixSeconds(100));
        let plain = times.map(|(open, close)| (open.map(|it| it.0), close.map(|it| it.0)));
        assert_eq!(plain, expected, "{given:?}");
    }

    #[test]
    fn a_side_is_given_taken_back_or_stays() {
        use PlanProblem::{ClosesFirst, ClosesInThePast, OpensInThePast};
        use Side::{AsBefore, At, Never};
        let at = |seconds| At(UnixSeconds(seconds));
        check((AsBefore, AsBefore), Ok((Some(200), Some(300))));
        check((at(250), AsBefore), Ok((Some(250), Some(300))));
        check((Never, at(150)), Ok((None, Some(150))));
        check((Never, Never), Ok((None, None)));
        check((at(100), AsBefore), Err(OpensInThePast));
        check((Never, at(99)), Err(ClosesInThePast));
        check((AsBefore, at(200)), Err(ClosesFirst));
        check((at(300), AsBefore), Err(ClosesFirst));
        check((at(400), Never), Ok((Some(400), None)));
    }
}
