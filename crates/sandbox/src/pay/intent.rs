//! Serving the customer of a payment intent outside of a checkout: confirming with the bank, a
//! voucher to pay, a mandate.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use url::Url;

use super::after::Standing;
use super::bank::{self, Question};
use super::papers::Voucher;
use super::till::Till;
use super::{id_of, load, papers, path_of, reply};
use crate::checkout::{Closed, Refused};
use crate::payment::{self, Authentication};
use crate::state::{Cause, Kind, Work};

impl Till {
    /// The page on which the bank asks about an intent that a shop made by itself.
    pub(super) async fn ask_about(&self, id: String) -> Response {
        let work = move |work: &mut Work<'_>| {
            let intent = find(work, Kind::PaymentIntent, &id)?;
            let method = load::method_of(work, &intent)?;
            Ok::<_, Refused>((intent, method))
        };
        let (intent, method) = match self.shop.state.read(work).await {
            Ok(found) => found,
            Err(refused) => return self.refusal(&refused, None),
        };
        if !waits_for_bank(&intent) {
            return self.over(StatusCode::GONE, &intent);
        }
        let question = Question {
            amount: intent["amount"].as_i64(),
            currency: intent["currency"].as_str().unwrap_or_default(),
            method: &method,
            path: &format!("/pay/3ds/{}", id_of(&intent)),
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
        let page = papers::over(Standing::of_intent(intent), self.reader.usual_language());
        reply::html(status, page, &reply::Allowed::default())
    }

    /// A voucher to pay, or what became of it.
    pub(super) async fn voucher(&self, id: String) -> Response {
        let work = move |work: &mut Work<'_>| {
            let intent = find(work, Kind::PaymentIntent, &id)?;
            let session = load::session_of(work, &intent["id"])?;
            Ok::<_, Refused>(Voucher { intent, session })
        };
        match self.shop.state.read(work).await {
            Ok(voucher) => {
                let language = self.reader.language(&voucher.session);
                let page = papers::voucher(&voucher, &self.reader, language);
                reply::html(StatusCode::OK, page, &reply::Allowed::default())
            }
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// Pays a voucher, as its customer would at a cash machine.
    pub(super) async fn pay_voucher(&self, id: String) -> Response {
        let path = format!("/pay/voucher/{id}");
        let work = move |work: &mut Work<'_>| {
            let intent = find(work, Kind::PaymentIntent, &id)?;
            let session = load::session_of(work, &intent["id"])?;
            // A bank tells Stripe of it; no request of the shop's does.
            work.as_stripe(|work| payment::pay_voucher(work, intent))?;
            Ok::<_, Refused>(session)
        };
        match self.shop.state.write(Cause::default(), work).await {
            Ok(Value::Null) => reply::see_other(&self.reader.keep(&path)),
            Ok(session) => reply::see_other(&self.reader.keep(&path_of(&session))),
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// A customer's leave to debit their account.
    pub(super) async fn mandate(&self, id: String) -> Response {
        let work = move |work: &mut Work<'_>| find(work, Kind::Mandate, &id);
        match self.shop.state.read(work).await {
            Ok(mandate) => {
                let page = papers::mandate(&mandate, self.reader.usual_language());
                reply::html(StatusCode::OK, page, &reply::Allowed::default())
            }
            Err(refused) => self.refusal(&refused, None),
        }
    }
}

fn find(work: &Work<'_>, kind: Kind, id: &str) -> Result<Value, Refused> {
    work.find(kind, id)?.ok_or_else(|| Closed::Unknown.into())
}

fn waits_for_bank(intent: &Value) -> bool {
    let action = &intent["next_action"]["type"];
    intent["status"] == "requires_action"
        && (*action == "redirect_to_url" || *action == "use_stripe_sdk")
}

/// The shop's address with what Stripe adds to it.
fn returned(back: &str, intent: &Value) -> String {
    let Ok(mut url) = Url::parse(back) else {
        return back.to_owned();
    };
    let status = match Standing::of_intent(intent) {
        Standing::Failed => "failed",
        Standing::Paid
        | Standing::Free
        | Standing::Trial
        | Standing::Reserved
        | Standing::Processing
        | Standing::Voucher => "succeeded",
    };
    url.query_pairs_mut()
        .append_pair("payment_intent", &id_of(intent))
        .append_pair(
            "payment_intent_client_secret",
            intent["client_secret"].as_str().unwrap_or_default(),
        )
        .append_pair("redirect_status", status);
    url.into()
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
}
