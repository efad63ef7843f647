//! Terms in their plainest form: what is off, what is usual and what belongs to another choice says
//! nothing. Two terms that mean the same are equal then.

use crate::{
    AdjustableQuantity, AfterCompletion, AutomaticTax, CustomField, CustomUnitAmount, Dropdown,
    HostedConfirmation, InvoiceCreation, Issuer, Lengths, LineItem, LinkTerms, NameCollection,
    PriceData, Recurring, Redirect, TaxIdCollection,
};

/// The quantities between which a customer chooses where nothing else is said.
pub(crate) const USUAL_QUANTITIES: (u32, u32) = (0, 99);

impl LinkTerms {
    /// These terms without what says nothing: what is off, what is Stripe's own usual, what belongs to
    /// another choice (the address of a redirect where a message is shown).
    pub fn plain(mut self) -> Self {
        self.line_items = self.line_items.into_iter().map(line_item).collect();
        for item in &mut self.optional_items {
            quantity_choice(&mut item.adjustable_quantity);
        }
        lower(&mut self.currency);
        self.after_completion = after_completion(self.after_completion);
        self.automatic_tax = automatic_tax(self.automatic_tax);
        usual(&mut self.billing_address_collection, "auto");
        usual(&mut self.consent_collection.promotions, "none");
        usual(&mut self.consent_collection.terms_of_service, "none");
        let agreement = &mut self.consent_collection.payment_method_reuse_agreement;
        usual(&mut agreement.position, "auto");
        self.custom_fields = self.custom_fields.into_iter().map(question).collect();
        usual(&mut self.customer_creation, "if_required");
        self.invoice_creation = invoice_creation(self.invoice_creation);
        self.name_collection = names(self.name_collection);
        usual(&mut self.payment_method_collection, "always");
        for country in &mut self.shipping_address_collection.allowed_countries {
            country.make_ascii_uppercase();
        }
        usual(&mut self.submit_type, "auto");
        issuer(&mut self.subscription_data.invoice_settings.issuer);
        self.tax_id_collection = tax_id(self.tax_id_collection);
        self
    }
}

/// A word that stands for what happens anyway says nothing.
fn usual(word: &mut String, usual: &str) {
    if word == usual {
        word.clear();
    }
}

fn lower(code: &mut str) {
    code.make_ascii_lowercase();
}

fn line_item(mut item: LineItem) -> LineItem {
    quantity_choice(&mut item.adjustable_quantity);
    if !item.custom_unit_amount.enabled {
        item.custom_unit_amount = CustomUnitAmount::default();
    }
    if !item.price.is_empty() && !item.price_data.sells_something() {
        item.price_data = PriceData::default();
    }
    let price = &mut item.price_data;
    lower(&mut price.currency);
    if price.recurring.interval.is_empty() {
        price.recurring = Recurring::default();
    }
    usual(&mut price.tax_behavior, "unspecified");
    item
}

fn quantity_choice(choice: &mut AdjustableQuantity) {
    if !choice.enabled {
        *choice = AdjustableQuantity::default();
    }
}

fn after_completion(after: AfterCompletion) -> AfterCompletion {
    let (hosted_confirmation, redirect) = match after.kind.as_str() {
        "redirect" => (HostedConfirmation::default(), after.redirect),
        "hosted_confirmation" if after.hosted_confirmation.custom_message.is_empty() => {
            return AfterCompletion::default();
        }
        "hosted_confirmation" => (after.hosted_confirmation, Redirect::default()),
        "" => return AfterCompletion::default(),
        _ => (after.hosted_confirmation, after.redirect),
    };
    AfterCompletion {
        kind: after.kind,
        hosted_confirmation,
        redirect,
    }
}

fn automatic_tax(mut tax: AutomaticTax) -> AutomaticTax {
    if !tax.enabled {
        return AutomaticTax::default();
    }
    issuer(&mut tax.liability);
    tax
}

fn issuer(issuer: &mut Issuer) {
    usual(&mut issuer.kind, "self");
}

fn question(mut asked: CustomField) -> CustomField {
    if asked.label.kind.is_empty() {
        asked.label.kind = "custom".to_owned();
    }
    if asked.kind != "text" {
        asked.text = Lengths::default();
    }
    if asked.kind != "numeric" {
        asked.numeric = Lengths::default();
    }
    if asked.kind != "dropdown" {
        asked.dropdown = Dropdown::default();
    }
    asked
}

fn invoice_creation(mut invoice: InvoiceCreation) -> InvoiceCreation {
    if !invoice.enabled {
        return InvoiceCreation::default();
    }
    issuer(&mut invoice.invoice_data.issuer);
    invoice
}

fn names(mut names: NameCollection) -> NameCollection {
    for name in [&mut names.business, &mut names.individual] {
        name.optional &= name.enabled;
    }
    names
}

fn tax_id(mut tax_id: TaxIdCollection) -> TaxIdCollection {
    usual(&mut tax_id.required, "never");
    if !tax_id.enabled {
        tax_id.required.clear();
    }
    tax_id
}
