//! A customer at a pay page: fills in the form as in a browser, tries another card, confirms.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::book::{Act, Book};
use super::practice::{PageAnswer, PracticeStore};
use super::script::{Confirmation, Purchase};
use super::{Hitch, Pace};
use crate::ipc::ActKind;

/// An expiry that is good for a long time, and a code.
const EXPIRY: &str = "12 / 40";
const CODE: &str = "123";
/// How long a customer looks for another card.
const NEXT_CARD: Duration = Duration::from_millis(1_800);
/// How long confirming takes.
const CONFIRMING: Duration = Duration::from_millis(1_500);

/// What a visit to a pay page came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Visit {
    /// The payment, where an attempt was made.
    pub(super) intent: Option<String>,
}

/// A customer with what is needed to pay.
pub(super) struct Customer<'a> {
    pub(super) store: &'a PracticeStore,
    pub(super) book: &'a Book,
    pub(super) pace: Pace,
    pub(super) purchase: &'a Purchase,
}

impl Customer<'_> {
    /// Pays at an address, or gives up.
    pub(super) async fn buy(&self, address: &str) -> Result<Visit, Hitch> {
        let page = self.store.open(address).await?;
        self.book.came();
        let form = form_action(&page.body).ok_or_else(|| self.no_form(address, &page))?;
        let mut visit = Visit::default();
        for (nth, card) in self.purchase.cards.iter().enumerate() {
            if nth > 0 {
                tokio::time::sleep(self.pace.of(NEXT_CARD)).await;
            }
            let fields = json!({
                "email": self.purchase.email,
                "name": self.purchase.name,
                "card_number": card.number,
                "exp": EXPIRY,
                "cvc": CODE,
            });
            let mut answer = self.store.submit(form, &fields).await?;
            if let Some(bank) = asks_to_confirm(&answer) {
                self.note(ActKind::AskedToConfirm, form).await?;
                answer = self.confirm(&bank).await?;
            }
            let intent = self.attempt(form, &answer).await?;
            visit.intent = intent["id"].as_str().map(str::to_owned);
            if answer.status.is_redirection() {
                break;
            }
        }
        Ok(visit)
    }

    /// Answers the bank's question.
    async fn confirm(&self, bank: &str) -> Result<PageAnswer, Hitch> {
        let page = self.store.open(bank).await?;
        let form = form_action(&page.body).ok_or_else(|| self.no_form(bank, &page))?;
        tokio::time::sleep(self.pace.of(CONFIRMING)).await;
        let result = match self.purchase.confirmation {
            Confirmation::Given => "complete",
            Confirmation::Refused => "fail",
        };
        self.store.submit(form, &json!({ "result": result })).await
    }

    /// Notes how an attempt went, by what the API says of it.
    async fn attempt(&self, form: &str, answer: &PageAnswer) -> Result<Value, Hitch> {
        let kind = match answer.status {
            status if status.is_redirection() => ActKind::Paid,
            StatusCode::PAYMENT_REQUIRED => match self.purchase.confirmation {
                Confirmation::Given => ActKind::Declined,
                Confirmation::Refused => ActKind::NotConfirmed,
            },
            _ => return Err(self.no_form(form, answer)),
        };
        self.note(kind, form).await
    }

    async fn note(&self, kind: ActKind, form: &str) -> Result<Value, Hitch> {
        let session = path_of(form).rsplit('/').next().unwrap_or_default();
        let expanded =
            "expand[]=payment_intent.latest_charge&expand[]=payment_intent.payment_method";
        let path = format!("/v1/checkout/sessions/{session}?{expanded}");
        let intent = self.store.read(&path).await?["payment_intent"].take();
        self.book
            .note(Act::of_payment(kind, &self.purchase.name, &intent));
        Ok(intent)
    }

    fn no_form(&self, address: &str, answer: &PageAnswer) -> Hitch {
        Hitch::Refused {
            path: address.to_owned(),
            status: answer.status.as_u16(),
            sentence: "this is not the page that a customer can go on with".to_owned(),
        }
    }
}

/// The page of the bank, where the store sends the customer there.
fn asks_to_confirm(answer: &PageAnswer) -> Option<String> {
    let to = answer
        .location
        .as_deref()
        .filter(|_| answer.status.is_redirection())?;
    path_of(to)
        .ends_with("/authenticate")
        .then(|| to.to_owned())
}

/// An address without what is asked for behind it, such as the language.
fn path_of(address: &str) -> &str {
    address.split_once('?').map_or(address, |(path, _)| path)
}

/// Where the page's first form posts to.
fn form_action(page: &str) -> Option<&str> {
    let (_, form) = page.split_once("<form ")?;
    let (tag, _) = form.split_once('>')?;
    let (_, action) = tag.split_once("action=\"")?;
    action.split_once('"').map(|(action, _)| action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_says_where_it_goes() {
        for (page, action) in [
            (
                r#"<main><form id="pay" method="post" action="/pay/a/cs_1" novalidate>"#,
                Some("/pay/a/cs_1"),
            ),
            (r#"<form action="/a"><form action="/b">"#, Some("/a")),
            (r#"<form method="post"><a action="/b">"#, None),
            ("<p>Nothing to buy</p>", None),
        ] {
            assert_eq!(form_action(page), action, "{page}");
        }
    }

    #[test]
    fn the_banks_page_is_known_in_any_language() {
        for (location, asks) in [
            ("/pay/a/cs_1/authenticate", true),
            ("/pay/a/cs_1/authenticate?locale=de", true),
            ("/pay/a/cs_1?locale=de", false),
            ("https://shop.example/thanks", false),
        ] {
            let answer = PageAnswer {
                status: StatusCode::SEE_OTHER,
                location: Some(location.to_owned()),
                body: String::new(),
            };
            assert_eq!(asks_to_confirm(&answer).is_some(), asks, "{location}");
        }
    }
}
