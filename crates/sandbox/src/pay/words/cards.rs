//! What is said of the test cards.

use super::words;

words! {
    /// The fold with the test cards.
    Cards:

    title: "Cards to practise with", "Karten zum Üben";
    hint:
        "With any expiry in the future and any CVC. Do not enter a real card: it is declined, and \
         nothing of it but the last four digits is kept.",
        "Mit beliebigem Ablaufdatum in der Zukunft und beliebiger Prüfnummer. Geben Sie keine \
         echte Karte ein: Sie wird abgelehnt, und nur ihre letzten vier Ziffern werden behalten.";
}
