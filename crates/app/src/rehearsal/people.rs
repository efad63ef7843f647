//! Who comes to the shop, and with which cards.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::script::TestCard;

/// What a customer's address ends in. No mail ever goes there, and a search for the words of it finds
/// what these customers paid.
const MAIL: &str = "rehearsal.example";

const GIVEN_NAMES: &[&str] = &[
    "Ana", "Tom", "Mei", "Omar", "Lena", "Priya", "Jonas", "Chiara", "Sofia", "Luca", "Nadia",
    "Emil", "Yuki", "Carlos", "Ines", "Felix", "Amara", "Henrik", "Zoe", "Mateo", "Leila", "Oskar",
];
const FAMILY_NAMES: &[&str] = &[
    "Ruiz",
    "Becker",
    "Tanaka",
    "Haddad",
    "Vogt",
    "Nair",
    "Keller",
    "Rossi",
    "Lindqvist",
    "Moreau",
    "Sommer",
    "Novak",
    "Sato",
    "Vega",
    "Costa",
    "Brandt",
    "Okafor",
    "Dahl",
    "Petrov",
    "Santos",
];
/// What stands for a name where a program fills in the form.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

const fn card(number: &'static str) -> TestCard {
    TestCard { number }
}

/// Cards that pay at once.
pub(super) const GOOD: &[TestCard] = &[
    card("4242424242424242"),
    card("5555555555554444"),
    card("4000002760000016"),
    card("378282246310005"),
    card("4000056655665556"),
    card("5200828282828210"),
    card("3566002020360505"),
    card("4000008260000000"),
];
/// Cards whose bank asks the customer to confirm.
pub(super) const CONFIRMED: &[TestCard] = &[
    card("4000002500003155"),
    card("4000002760003184"),
    card("4000000000003220"),
];
/// Cards that an honest customer may have with them and that are declined.
pub(super) const DECLINED: &[TestCard] = &[
    card("4000000000000002"),
    card("4000000000009995"),
    card("4000000000000127"),
    card("4000000000000069"),
];
/// Cards that somebody stole, as their banks know by now.
pub(super) const STOLEN: &[TestCard] = &[
    card("4000000000009979"),
    card("4000000000009987"),
    card("4000000000000002"),
    card("4000000000009995"),
    card("4000000000000127"),
    card("4100000000000019"),
];
/// A stolen card whose bank does not know it yet.
pub(super) const NOT_YET_BLOCKED: TestCard = card("4242424242424242");
/// A stolen card that pays, and whose issuer warns of it a moment later.
pub(super) const WARNED_OF: TestCard = card("4000000000005423");

/// The customers of one story, told apart from those of the others by a word of their addresses.
#[derive(Clone, Copy, Debug)]
pub(super) struct People(pub(super) &'static str);

impl People {
    /// A customer's name and address.
    pub(super) fn customer(self, chance: &mut StdRng) -> (String, String) {
        let given = *GIVEN_NAMES.choose(chance).unwrap_or(&"Ana");
        let family = *FAMILY_NAMES.choose(chance).unwrap_or(&"Ruiz");
        let mail = self.mail(&format!("{given}.{family}").to_lowercase());
        (format!("{given} {family}"), mail)
    }

    /// What a program fills in instead: letters.
    pub(super) fn stranger(self, chance: &mut StdRng) -> (String, String) {
        let name = letters(chance, 7);
        let mail = self.mail(&letters(chance, 10));
        (name, mail)
    }

    fn mail(self, name: &str) -> String {
        format!("{name}@{}.{MAIL}", self.0)
    }
}

fn letters(chance: &mut StdRng, count: usize) -> String {
    let letter = |_| LETTERS[chance.random_range(0..LETTERS.len())];
    (0..count).map(letter).map(char::from).collect()
}
