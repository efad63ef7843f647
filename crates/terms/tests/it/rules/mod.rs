//! The rules: one case for each.

mod asked;
mod booked;
mod paid;
mod prices;
mod questions;
mod sold;
mod totals;

use countertop_terms::{Context, Findings, LinkTerms, Problem, check};

use super::made::catalogue;

/// A way of writing terms, and where something is wrong with them then.
type Case = (fn(&mut LinkTerms), &'static str);

/// Each of these breaks one rule and no other.
fn refused(good: fn() -> LinkTerms, cases: &[Case]) {
    for (index, (write, param)) in cases.iter().enumerate() {
        let found = check(&written(good, *write), &catalogue());
        let params: Vec<&str> = found.problems.iter().map(|it| it.param.as_str()).collect();
        assert_eq!(params, [*param], "case {index}: {:?}", found.problems);
        found.problems.iter().for_each(is_a_sentence);
    }
}

/// Each of these is fine.
fn passed(good: fn() -> LinkTerms, cases: &[fn(&mut LinkTerms)]) {
    for (index, write) in cases.iter().enumerate() {
        let found = check(&written(good, *write), &catalogue());
        assert_eq!(found.problems, [], "case {index}");
    }
}

/// Each of these does not hinder, but is said.
fn warned(good: fn() -> LinkTerms, cases: &[Case]) {
    for (index, (write, param)) in cases.iter().enumerate() {
        let found = check(&written(good, *write), &catalogue());
        assert_eq!(found.problems, [], "case {index}");
        let params: Vec<&str> = found.warnings.iter().map(|it| it.param.as_str()).collect();
        assert_eq!(params, [*param], "case {index}: {:?}", found.warnings);
        found.warnings.iter().for_each(is_a_sentence);
    }
}

fn written(good: fn() -> LinkTerms, write: fn(&mut LinkTerms)) -> LinkTerms {
    let mut terms = good();
    let before = check(&terms, &catalogue());
    assert_eq!((before.problems, before.warnings), (vec![], vec![]));
    write(&mut terms);
    terms
}

fn found(terms: &LinkTerms) -> Findings {
    check(terms, &Context::default())
}

fn is_a_sentence(problem: &Problem) {
    let text = &problem.sentence;
    let first = text.chars().next().unwrap();
    assert!(
        first.is_uppercase() || "'".contains(first) || first.is_lowercase(),
        "{text}"
    );
    assert!(text.ends_with('.') && !text.contains('\n'), "{text}");
    assert!(text.chars().count() < 260, "{text}");
}
