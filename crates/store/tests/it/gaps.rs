//! Stretches of time of which the API's list told nothing any more.

use countertop_domain::UnixSeconds;
use countertop_store::Gap;

use crate::histories::shop;
use crate::listing::{page, through};

fn gap(from: i64, to: i64) -> Gap {
    Gap {
        from: UnixSeconds(from),
        to: UnixSeconds(to),
    }
}

#[tokio::test]
async fn gaps_that_touch_are_one() {
    for (added, expected) in [
        (vec![gap(1, 5)], vec![gap(1, 5)]),
        (vec![gap(5, 5)], vec![]),
        (vec![gap(7, 9), gap(1, 5)], vec![gap(1, 5), gap(7, 9)]),
        (vec![gap(1, 5), gap(5, 9)], vec![gap(1, 9)]),
        (vec![gap(1, 9), gap(3, 5)], vec![gap(1, 9)]),
        (vec![gap(1, 3), gap(5, 7), gap(2, 6)], vec![gap(1, 7)]),
    ] {
        let shop = shop();
        for gap in &added {
            let page = page(&[], through(9)).beyond(Some(*gap));
            shop.ledger.record_page(page).await.unwrap();
        }
        assert_eq!(shop.ledger.proof().unwrap().gaps, expected, "{added:?}");
    }
}

#[tokio::test]
async fn a_gap_is_closed_as_far_as_its_objects_were_read() {
    let at = UnixSeconds(1_000);
    for (covered, open, closed) in [
        (gap(0, 10), vec![gap(20, 30)], vec![gap(2, 8)]),
        (gap(0, 50), vec![], vec![gap(2, 8), gap(20, 30)]),
        (
            gap(4, 25),
            vec![gap(2, 4), gap(25, 30)],
            vec![gap(4, 8), gap(20, 25)],
        ),
        (
            gap(22, 24),
            vec![gap(2, 8), gap(20, 22), gap(24, 30)],
            vec![gap(22, 24)],
        ),
        (gap(8, 20), vec![gap(2, 8), gap(20, 30)], vec![]),
        (gap(50, 0), vec![gap(2, 8), gap(20, 30)], vec![]),
    ] {
        let shop = shop();
        for gap in [gap(2, 8), gap(20, 30)] {
            let page = page(&[], through(9)).beyond(Some(gap));
            shop.ledger.record_page(page).await.unwrap();
        }
        shop.ledger.close_gaps(covered, at).await.unwrap();
        let (left, filled) = shop.ledger.gaps().unwrap();
        assert_eq!(left, open, "{covered:?}");
        let expected: Vec<_> = closed.iter().map(|&gap| (gap, at)).collect();
        let filled: Vec<_> = filled.iter().map(|it| (it.gap, it.closed_at)).collect();
        assert_eq!(filled, expected, "{covered:?}");
        let proof = shop.ledger.proof().unwrap();
        assert_eq!((proof.gaps, proof.from_objects.len()), (open, closed.len()));
        // What is closed is not open again because somebody asks for that time once more.
        let page = page(&[], through(9)).beyond(Some(gap(2, 30)));
        shop.ledger.record_page(page).await.unwrap();
        let (left, _) = shop.ledger.gaps().unwrap();
        let overlaps = |one: &Gap| closed.iter().any(|it| one.from < it.to && it.from < one.to);
        assert!(!left.iter().any(overlaps), "{covered:?}: {left:?}");
        assert!(!left.is_empty());
    }
}
