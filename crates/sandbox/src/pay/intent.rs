//! The pages of a payment intent that a shop made by itself: confirming with the bank, a voucher to
//! pay, a mandate.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::bank::{self, Question};
use super::facts::{self, Fact};
use super::language::Language;
use super::layout::{Frame, shop};
use super::till::Till;
use super::{dates, id_of, money, reply};
use crate::checkout::{Closed, Refused};
use crate::payment::{self, Authentication};
use crate::state::{Cause, Kind, Work};

impl Till {
    /// The page on which the bank asks about an intent.
    pub(super) async fn ask_about(&self, id: String) -> Response {
        let work = move |work: &mut Work<'_>| {
            let intent = find(work, Kind::PaymentIntent, &id)?;
            let method = intent["payment_method"].as_str().unwrap_or_default();
            let method = work.find(Kind::PaymentMethod, method)?;
            Ok::<_, Refused>((intent, method.unwrap_or_default()))
        };
        match self.shop.state.read(work).await {
            Ok((intent, method)) if waits(&intent) => self.question(&intent, &method),
            Ok((intent, _)) => self.over(StatusCode::GONE, &intent),
            Err(refused) => self.refusal(&refused, None),
        }
    }

    fn question(&self, intent: &Value, method: &Value) -> Response {
        let question = Question {
            amount: intent["amount"].as_i64(),
            currency: intent["currency"].as_str().unwrap_or_default(),
            method,
            path: &format!("/pay/3ds/{}", id_of(intent)),
        };
        let page = bank::page(&question, &self.reader, self.reader.usual_language());
        // The page leads to the shop's own, which has to be named in its policy.
        let back = &intent["next_action"]["redirect_to_url"]["return_url"];
        let leads = json!({ "_after_completion": { "redirect": { "url": back } } });
        reply::html(StatusCode::OK, page, &reply::Allowed::of(&leads))
    }

    /// Takes what the customer said to the bank.
    pub(super) async fn confirm_intent(&self, id: String, said: Authentication) -> Response {
        let work = move |work: &mut Work<'_>| {
            let before = find(work, Kind::PaymentIntent, &id)?;
            let back = before["next_action"]["redirect_to_url"]["return_url"].clone();
            let attempt = payment::authenticate(work, before, said)?.ok_or(Closed::Expired)?;
            payment::settle(work, &attempt)?;
            Ok::<_, Refused>((attempt.intent, back))
        };
        match self.shop.state.write(Cause::request(), work).await {
            Ok((intent, Value::String(back))) => reply::see_other(&returned(&back, &intent)),
            Ok((intent, _)) => self.over(StatusCode::OK, &intent),
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// There is nothing to confirm any more.
    fn over(&self, status: StatusCode, intent: &Value) -> Response {
        let page = over(intent);
        reply::html(status, page, &reply::Allowed::default())
    }

    /// A voucher to pay, or what became of it.
    pub(super) async fn voucher(&self, id: String) -> Response {
        self.paper(Kind::PaymentIntent, id, voucher).await
    }

    /// A customer's leave to debit their account.
    pub(super) async fn mandate(&self, id: String) -> Response {
        self.paper(Kind::Mandate, id, mandate).await
    }

    async fn paper(&self, kind: Kind, id: String, page: fn(&Value) -> Markup) -> Response {
        let work = move |work: &mut Work<'_>| find(work, kind, &id);
        match self.shop.state.read(work).await {
            Ok(object) => reply::html(StatusCode::OK, page(&object), &reply::Allowed::default()),
            Err(refused) => self.refusal(&refused, None),
        }
    }
}

fn find(work: &Work<'_>, kind: Kind, id: &str) -> Result<Value, Refused> {
    work.find(kind, id)?.ok_or_else(|| Closed::Unknown.into())
}

fn waits(intent: &Value) -> bool {
    let action = &intent["next_action"]["type"];
    intent["status"] == "requires_action"
        && (*action == "redirect_to_url" || *action == "use_stripe_sdk")
}

/// The shop's address with what Stripe adds to it.
fn returned(back: &str, intent: &Value) -> String {
    let Ok(mut url) = url::Url::parse(back) else {
        return back.to_owned();
    };
    let status = match intent["status"].as_str() {
        Some("succeeded" | "requires_capture" | "requires_confirmation") => "succeeded",
        _ => "failed",
    };
    url.query_pairs_mut()
        .append_pair("payment_intent", intent["id"].as_str().unwrap_or_default())
        .append_pair(
            "payment_intent_client_secret",
            intent["client_secret"].as_str().unwrap_or_default(),
        )
        .append_pair("redirect_status", status);
    url.into()
}

fn total(object: &Value) -> String {
    money::of_object(object, "amount", Language::English)
}

/// There is nothing to confirm any more.
fn over(intent: &Value) -> Markup {
    let words = match intent["status"].as_str() {
        Some("succeeded" | "requires_capture" | "requires_confirmation") => {
            "Thank you. You can go back to the shop."
        }
        _ => "The payment was not confirmed. Go back to the shop to pay in another way.",
    };
    message("Confirm the payment", words, &[])
}

/// The page of a voucher: what to type at a cash machine, or what became of it.
fn voucher(intent: &Value) -> Markup {
    let details = &intent["next_action"]["multibanco_display_details"];
    let (words, facts) = match intent["status"].as_str() {
        Some("succeeded") => ("This voucher is paid. Thank you.", Vec::new()),
        _ if details.is_null() => ("This voucher can no longer be paid.", Vec::new()),
        _ => (
            "Pay with these numbers at a cash machine or in your online banking.",
            vec![
                facts::text("Entity", &details["entity"]),
                details["reference"]
                    .as_str()
                    .map(|digits| facts::line("Reference", spaced(digits))),
                Some(facts::line("Amount", total(intent))),
                day("Pay before", &details["expires_at"]),
            ],
        ),
    };
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    message("Multibanco", words, &facts)
}

fn mandate(mandate: &Value) -> Markup {
    let reference = &mandate["payment_method_details"]["sepa_debit"]["reference"];
    let facts: Vec<Fact> = [
        facts::text("Reference", reference),
        day("Given", &mandate["customer_acceptance"]["accepted_at"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    let words = "The holder of the account allows the shop to debit it, and the bank to pay. They \
                 can have the money back within eight weeks.";
    message("SEPA mandate", words, &facts)
}

fn message(title: &str, words: &str, known: &[Fact]) -> Markup {
    let frame = Frame {
        title,
        language: Language::English,
        path: None,
    };
    frame.around(&html! {
        main.message.panel {
            (shop())
            h1 { (title) }
            p { (words) }
            (facts::list(known))
        }
    })
}

fn day(name: &'static str, at: &Value) -> Option<Fact> {
    Some(facts::line(
        name,
        dates::day(at.as_i64()?, Language::English),
    ))
}

/// Digits in groups of three.
fn spaced(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    digits
        .chunks(3)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_comes_back_with_the_intent() {
        let intent =
            json!({ "id": "pi_1", "client_secret": "pi_1_secret_x", "status": "succeeded" });
        for (back, status, expected) in [
            (
                "https://shop.example/done",
                "succeeded",
                "https://shop.example/done?payment_intent=pi_1\
                 &payment_intent_client_secret=pi_1_secret_x&redirect_status=succeeded",
            ),
            (
                "https://shop.example/done?order=7",
                "requires_payment_method",
                "https://shop.example/done?order=7&payment_intent=pi_1\
                 &payment_intent_client_secret=pi_1_secret_x&redirect_status=failed",
            ),
        ] {
            let mut intent = intent.clone();
            intent["status"] = json!(status);
            assert_eq!(returned(back, &intent), expected);
        }
    }

    #[test]
    fn references_are_read_in_groups() {
        assert_eq!(spaced("123456789"), "123 456 789");
    }
}
