//! Stripe's ids, by whose they are: a customer's dealings, or the shop's own things.

/// What lasts as long as the customer: one who comes back is known by these again.
const LASTING: &[&str] = &[
    "cus", "gcus", "pm", "card", "src", "ba", "mandate", "tok", "cnon",
];

/// What tells of one dealing with a customer, and is part of the books.
const BOOKED: &[&str] = &[
    "pi",
    "ch",
    "py",
    "cs",
    "re",
    "pyr",
    "dp",
    "du",
    "pdp",
    "in",
    "inpay",
    "sub",
    "txn",
    "issfr",
    "prv",
    "ii",
    "il",
    "si",
    "cn",
    "sub_sched",
    "evt",
];

/// What also belongs to a customer, and which nobody needs once the customer is forgotten.
const PERSONAL: &[&str] = &[
    "seti", "setatt", "qt", "txi", "cbtxn", "ccsbtxn", "csmrsd", "vs", "vr",
];

/// What belongs to the shop, whoever it was sold to.
const SHOPS: &[&str] = &[
    "plink", "price", "prod", "plan", "po", "txr", "shr", "coupon", "promo", "acct", "we", "frr",
    "bpc", "fee", "tr", "tu",
];

/// Whether it is the id of something that belongs to one customer.
pub fn is_a_customers(id: &str) -> bool {
    [LASTING, BOOKED, PERSONAL]
        .iter()
        .any(|prefixes| has_prefix(id, prefixes))
}

/// Whether the customer is known by it beyond one dealing.
pub fn is_lasting(id: &str) -> bool {
    has_prefix(id, LASTING)
}

/// Whether it may stand in the books of an erased customer's dealings.
pub(super) fn is_booked(id: &str) -> bool {
    has_prefix(id, BOOKED) || has_prefix(id, SHOPS)
}

/// Whether it is one of the shop's own things.
pub(super) fn is_the_shops(id: &str) -> bool {
    has_prefix(id, SHOPS)
}

/// Whether an object by this name of its kind is one of the shop's own things. The merchant may have
/// chosen the ids of some.
pub(super) fn is_a_kind_of_the_shops(object: &str) -> bool {
    const KINDS: &[&str] = &[
        "coupon",
        "payment_link",
        "payout",
        "plan",
        "price",
        "product",
        "promotion_code",
        "shipping_rate",
        "tax_rate",
    ];
    KINDS.contains(&object)
}

/// An id is a prefix and letters and digits, among them a digit or a capital: `in_progress` is a word.
fn has_prefix(id: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| {
        let rest = id.strip_prefix(prefix).and_then(|it| it.strip_prefix('_'));
        rest.is_some_and(|rest| {
            let plain = |it: u8| it.is_ascii_alphanumeric() || it == b'_';
            let telling = |it: u8| it.is_ascii_digit() || it.is_ascii_uppercase();
            rest.bytes().all(plain) && rest.bytes().any(telling)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_whose_it_is_and_a_word_is_none() {
        for (text, customers, lasting, booked, shops) in [
            ("cus_Nffrfeud7x", true, true, false, false),
            ("pm_1Mo", true, true, false, false),
            ("pi_3Ab", true, false, true, false),
            ("cs_test_a1B2", true, false, true, false),
            ("sub_1", true, false, true, false),
            ("seti_1", true, false, false, false),
            ("plink_1", false, false, true, true),
            ("po_1", false, false, true, true),
            ("in_progress", false, false, false, false),
            ("card_declined", false, false, false, false),
            ("payment_intent", false, false, false, false),
            ("pi_", false, false, false, false),
            ("pi_1 x", false, false, false, false),
            ("ana@example.com", false, false, false, false),
        ] {
            let found = (
                is_a_customers(text),
                is_lasting(text),
                is_booked(text),
                is_the_shops(text),
            );
            assert_eq!(found, (customers, lasting, booked, shops), "{text}");
        }
    }
}
