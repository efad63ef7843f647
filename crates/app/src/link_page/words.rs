//! A link's terms in words, from its object as Stripe gives it. What is as Stripe has it where nothing is
//! said is left out.

use serde_json::Value;

use crate::ipc::LinkTerm;

/// The terms, in the order of a checkout.
pub(super) fn of(link: &Value, items: &Value) -> Vec<LinkTerm> {
    let mut terms = Terms {
        link,
        told: Vec::new(),
    };
    terms.selling(items);
    terms.asking();
    terms.paying();
    terms.afterwards();
    terms.told
}

struct Terms<'a> {
    link: &'a Value,
    told: Vec<LinkTerm>,
}

impl Terms<'_> {
    fn tell(&mut self, topic: &str, text: impl Into<String>) {
        self.quote(topic, text, None);
    }

    fn quote(&mut self, topic: &str, text: impl Into<String>, quote: Option<&str>) {
        self.told.push(LinkTerm {
            topic: topic.to_owned(),
            text: text.into(),
            quote: quote.map(str::to_owned),
        });
    }

    fn is(&self, path: &str) -> bool {
        self.link.pointer(path) == Some(&Value::Bool(true))
    }

    fn text(&self, path: &str) -> Option<String> {
        let text = self.link.pointer(path)?.as_str()?;
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn count(&self, path: &str) -> usize {
        let list = self.link.pointer(path).and_then(Value::as_array);
        list.map_or(0, Vec::len)
    }

    fn selling(&mut self, items: &Value) {
        let items = items.as_array().map_or(&[][..], Vec::as_slice);
        let adjustable =
            |it: &Value| it.pointer("/adjustable_quantity/enabled") == Some(&Value::Bool(true));
        match items.iter().filter(|it| adjustable(it)).count() {
            0 => {}
            all if all == items.len() => self.tell("Quantity", "Customers may change it."),
            some => self.tell("Quantity", format!("Customers may change it of {some}.")),
        }
        match self.count("/optional_items") {
            0 => {}
            count => self.tell("Extras", number(count, "is offered", "are offered")),
        }
        let limit = self.link.pointer("/restrictions/completed_sessions/limit");
        if let Some(limit) = limit.and_then(Value::as_u64) {
            self.tell("Limit", format!("Closes after {limit} checkouts."));
        }
        if let Some(days) = self
            .link
            .pointer("/subscription_data/trial_period_days")
            .and_then(Value::as_u64)
        {
            self.tell("Trial", format!("{days} days are free."));
        }
    }

    fn asking(&mut self) {
        let mut asked = Vec::new();
        if self.text("/billing_address_collection").as_deref() == Some("required") {
            asked.push("billing address");
        }
        for (path, word) in [
            ("/phone_number_collection/enabled", "phone number"),
            ("/name_collection/individual/enabled", "name"),
            ("/name_collection/business/enabled", "business name"),
            ("/tax_id_collection/enabled", "tax id"),
        ] {
            if self.is(path) {
                asked.push(word);
            }
        }
        if !asked.is_empty() {
            self.tell("Asks for", sentence(&asked.join(", ")));
        }
        match self.count("/shipping_address_collection/allowed_countries") {
            0 => {}
            1 => self.tell("Ships to", "One country."),
            countries => self.tell("Ships to", format!("{countries} countries.")),
        }
        let questions = self
            .link
            .get("custom_fields")
            .and_then(Value::as_array)
            .cloned();
        for question in questions.unwrap_or_default() {
            let label = question.pointer("/label/custom").and_then(Value::as_str);
            self.quote("Question", question_kind(&question), label);
        }
        for (path, word) in [
            (
                "/consent_collection/terms_of_service",
                "Terms have to be accepted.",
            ),
            (
                "/consent_collection/promotions",
                "Customers may agree to promotions.",
            ),
        ] {
            if self.text(path).is_some_and(|it| it != "none") {
                self.tell("Consent", word);
            }
        }
    }

    fn paying(&mut self) {
        if self.is("/allow_promotion_codes") {
            self.tell("Promotion codes", "Are taken.");
        }
        if self.is("/automatic_tax/enabled") {
            self.tell("Tax", "Stripe works it out.");
        }
        let methods = self
            .link
            .get("payment_method_types")
            .and_then(Value::as_array);
        let methods: Vec<_> = methods
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if !methods.is_empty() {
            let methods = methods.join(", ").replace('_', " ");
            self.tell("Paid with", sentence(&methods));
        }
        if self.text("/payment_intent_data/capture_method").as_deref() == Some("manual") {
            self.tell("Capture", "Money is only reserved until you capture it.");
        }
        if let Some(suffix) = self.text("/payment_intent_data/statement_descriptor_suffix") {
            self.quote("Card statement", "Ends with", Some(&suffix));
        }
        for (name, text) in [
            ("submit", "Above the button"),
            ("shipping_address", "At the shipping address"),
            ("terms_of_service_acceptance", "At the terms"),
            ("after_submit", "Below the button"),
        ] {
            if let Some(words) = self.text(&format!("/custom_text/{name}/message")) {
                self.quote("Text", text, Some(&words));
            }
        }
    }

    fn afterwards(&mut self) {
        if let Some(address) = self.text("/after_completion/redirect/url") {
            self.quote("After payment", "Customers are sent to", Some(&address));
        }
        if let Some(words) = self.text("/after_completion/hosted_confirmation/custom_message") {
            self.quote("After payment", "Customers read", Some(&words));
        }
        if self.is("/invoice_creation/enabled") {
            self.tell("Invoice", "Stripe makes one for each payment.");
        }
        if let Some(words) = self.text("/inactive_message") {
            self.quote("Once closed", "Customers read", Some(&words));
        }
    }
}

fn question_kind(question: &Value) -> String {
    let kind = match question.get("type").and_then(Value::as_str) {
        Some("dropdown") => "One of a list",
        Some("numeric") => "A number",
        _ => "A text",
    };
    match question.get("optional") {
        Some(Value::Bool(true)) => format!("{kind}, if they like:"),
        _ => format!("{kind}:"),
    }
}

fn number(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("One {one}."),
        _ => format!("{count} {many}."),
    }
}

/// The words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
