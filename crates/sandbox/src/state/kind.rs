//! The kinds of objects that the sandbox keeps, and what is particular to each.

use serde_json::Value;

use crate::chance::{IdShape, sale_of};

/// A kind of Stripe object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    BalanceTransaction,
    BankAccount,
    Card,
    Charge,
    CheckoutSession,
    ConfirmationToken,
    Coupon,
    Customer,
    /// What is left of a customer who was deleted, under the customer's id.
    DeletedCustomer,
    Discount,
    Dispute,
    EarlyFraudWarning,
    Event,
    File,
    FileLink,
    EventDestination,
    Invoice,
    InvoicePayment,
    Item,
    Mandate,
    PaymentIntent,
    PaymentLink,
    PaymentMethod,
    Payout,
    Price,
    Product,
    /// What there is of one currency. No object of Stripe's.
    Purse,
    Refund,
    Review,
    PromotionCode,
    ShippingRate,
    Subscription,
    TaxId,
    ThinEvent,
    Token,
    WebhookEndpoint,
}

/// What is particular to a kind.
struct Traits {
    /// The value of `object`.
    object: &'static str,
    /// What its ids begin with; nothing where the merchant chooses them.
    prefix: &'static str,
    shape: IdShape,
    /// The fields by which lists of it are filtered. Those that begin with `_` are the sandbox's
    /// own and are never shown.
    indexed: &'static [&'static str],
}

/// What ids begin with besides: those of what was not paid by card.
const BESIDES: [(&str, Kind); 3] = [
    ("pdp_", Kind::Dispute),
    ("py_", Kind::Charge),
    ("pyr_", Kind::Refund),
];

impl Kind {
    /// Every kind.
    pub(crate) const ALL: &'static [Self] = &[
        Self::BalanceTransaction,
        Self::BankAccount,
        Self::Card,
        Self::Charge,
        Self::CheckoutSession,
        Self::ConfirmationToken,
        Self::Coupon,
        Self::Customer,
        Self::DeletedCustomer,
        Self::Discount,
        Self::Dispute,
        Self::EarlyFraudWarning,
        Self::Event,
        Self::File,
        Self::FileLink,
        Self::EventDestination,
        Self::Invoice,
        Self::InvoicePayment,
        Self::Item,
        Self::Mandate,
        Self::PaymentIntent,
        Self::PaymentLink,
        Self::PaymentMethod,
        Self::Payout,
        Self::Price,
        Self::Product,
        Self::Purse,
        Self::Refund,
        Self::Review,
        Self::PromotionCode,
        Self::ShippingRate,
        Self::Subscription,
        Self::TaxId,
        Self::ThinEvent,
        Self::Token,
        Self::WebhookEndpoint,
    ];

    fn traits(self) -> Traits {
        let (object, prefix, shape, indexed): (_, _, _, &'static [&'static str]) = match self {
            Self::BalanceTransaction => (
                "balance_transaction",
                "txn_",
                IdShape::Long('3'),
                &["source", "type", "currency", "_payout", "_unpaid"],
            ),
            Self::BankAccount => ("bank_account", "ba_", IdShape::Long('1'), &["currency"]),
            Self::Card => ("card", "card_", IdShape::Long('1'), &["customer"]),
            Self::Charge => (
                "charge",
                "ch_",
                IdShape::Long('3'),
                &["payment_intent", "customer", "_due"],
            ),
            Self::CheckoutSession => (
                "checkout.session",
                "cs_test_",
                IdShape::Session,
                &[
                    "payment_link",
                    "payment_intent",
                    "status",
                    "customer",
                    "_due",
                    "subscription",
                    "_email",
                ],
            ),
            Self::ConfirmationToken => ("confirmation_token", "ctoken_", IdShape::Long('1'), &[]),
            Self::Coupon => ("coupon", "", IdShape::Short, &[]),
            Self::Customer => ("customer", "cus_", IdShape::Short, &["email"]),
            Self::DeletedCustomer => ("_deleted_customer", "_cus_", IdShape::Short, &[]),
            Self::Discount => ("discount", "di_", IdShape::Long('1'), &[]),
            Self::Dispute => (
                "dispute",
                "du_",
                IdShape::Long('1'),
                &["charge", "payment_intent", "_due"],
            ),
            Self::EarlyFraudWarning => (
                "radar.early_fraud_warning",
                "issfr_",
                IdShape::Long('1'),
                &["charge", "payment_intent"],
            ),
            Self::Event => ("event", "evt_", IdShape::Long('1'), &["type"]),
            Self::File => ("file", "file_", IdShape::Long('1'), &["purpose"]),
            Self::FileLink => (
                "file_link",
                "link_",
                IdShape::Long('1'),
                &["file", "expired", "_token", "_due"],
            ),
            Self::EventDestination => (
                "v2.core.event_destination",
                "ed_test_",
                IdShape::Long('6'),
                &[],
            ),
            Self::Invoice => (
                "invoice",
                "in_",
                IdShape::Long('1'),
                &[
                    "customer",
                    "status",
                    "collection_method",
                    "_subscription",
                    "_due",
                ],
            ),
            Self::InvoicePayment => (
                "invoice_payment",
                "inpay_",
                IdShape::Long('1'),
                &["invoice", "status", "_intent"],
            ),
            Self::Item => ("item", "li_", IdShape::Long('1'), &["_parent"]),
            Self::Mandate => ("mandate", "mandate_", IdShape::Long('1'), &[]),
            Self::PaymentIntent => (
                "payment_intent",
                "pi_",
                IdShape::Long('3'),
                &["customer", "_due"],
            ),
            Self::PaymentLink => (
                "payment_link",
                "plink_",
                IdShape::Long('1'),
                &["active", "_slug"],
            ),
            Self::PaymentMethod => (
                "payment_method",
                "pm_",
                IdShape::Long('1'),
                &["customer", "type"],
            ),
            Self::Payout => (
                "payout",
                "po_",
                IdShape::Long('1'),
                &["status", "destination", "arrival_date", "_due"],
            ),
            Self::Price => (
                "price",
                "price_",
                IdShape::Long('1'),
                &[
                    "product",
                    "active",
                    "currency",
                    "type",
                    "lookup_key",
                    "_interval",
                ],
            ),
            Self::Product => (
                "product",
                "prod_",
                IdShape::Short,
                &["active", "shippable", "type", "url"],
            ),
            Self::Purse => ("_purse", "_purse_", IdShape::Short, &["_due"]),
            Self::Refund => (
                "refund",
                "re_",
                IdShape::Long('3'),
                &["charge", "payment_intent", "_due"],
            ),
            Self::Review => ("review", "prv_", IdShape::Long('1'), &["charge", "open"]),
            Self::PromotionCode => (
                "promotion_code",
                "promo_",
                IdShape::Long('1'),
                &["active", "_code", "_coupon", "customer"],
            ),
            Self::ShippingRate => (
                "shipping_rate",
                "shr_",
                IdShape::Long('1'),
                &["active", "_currency"],
            ),
            Self::Subscription => (
                "subscription",
                "sub_",
                IdShape::Long('1'),
                &["customer", "status", "_price", "_due"],
            ),
            Self::TaxId => ("tax_id", "txi_", IdShape::Long('1'), &["_owner"]),
            Self::ThinEvent => ("v2.core.event", "evt_test_", IdShape::Long('6'), &[]),
            Self::Token => ("token", "tok_", IdShape::Long('1'), &[]),
            Self::WebhookEndpoint => ("webhook_endpoint", "we_", IdShape::Long('1'), &[]),
        };
        Traits {
            object,
            prefix,
            shape,
            indexed,
        }
    }

    /// The value of `object`, which also names the kind in the database.
    pub(crate) fn object(self) -> &'static str {
        self.traits().object
    }

    /// What its ids begin with.
    pub(crate) fn prefix(self) -> &'static str {
        self.traits().prefix
    }

    /// What an id of this kind begins with that comes of a charge.
    pub(crate) fn prefix_for(self, charge: &Value) -> &'static str {
        match BESIDES.iter().find(|(_, kind)| *kind == self) {
            Some((prefix, _)) if charge["payment_method_details"]["type"] != "card" => prefix,
            _ => self.prefix(),
        }
    }

    /// How its ids look.
    pub(crate) fn shape(self) -> IdShape {
        self.traits().shape
    }

    /// The sale of the past that one of its ids belongs to.
    pub(crate) fn sale_of(self, id: &str) -> Option<u32> {
        let traits = self.traits();
        let own = id.starts_with(traits.prefix);
        own.then(|| sale_of(id, traits.prefix, traits.shape))?
    }

    /// The fields by which lists of it are filtered.
    pub(crate) fn indexed(self) -> &'static [&'static str] {
        self.traits().indexed
    }

    /// The kind in Stripe's sentence "No such …".
    pub(crate) fn noun(self) -> String {
        match self {
            Self::EventDestination => "event destination".to_owned(),
            Self::PaymentIntent => "payment_intent".to_owned(),
            Self::PaymentMethod => "PaymentMethod".to_owned(),
            Self::File => "file upload".to_owned(),
            Self::ThinEvent => "event".to_owned(),
            _ => self.object().replace(['_', '.'], " "),
        }
    }

    /// Whether it is the sandbox's own, and never shown or counted.
    pub(crate) fn is_own(self) -> bool {
        self.object().starts_with('_')
    }

    /// The kind that an id belongs to. Thin events' ids begin as those of events, and go on.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        if let Some((_, kind)) = BESIDES.iter().find(|(prefix, _)| id.starts_with(prefix)) {
            return Some(*kind);
        }
        Self::ALL
            .iter()
            .copied()
            .filter(|kind| !kind.prefix().is_empty() && id.starts_with(kind.prefix()))
            .max_by_key(|kind| kind.prefix().len())
    }

    /// The kind that a field of this name holds an id of, where the id itself need not tell:
    /// merchants choose some.
    pub(crate) fn of_field(name: &str) -> Option<Self> {
        match name {
            "coupon" => Some(Self::Coupon),
            "product" => Some(Self::Product),
            _ => None,
        }
    }

    /// The kind that an object says it is.
    pub(crate) fn of_object(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.object() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_ids_and_its_name() {
        for kind in Kind::ALL.iter().copied() {
            let known = (!kind.prefix().is_empty()).then_some(kind);
            assert_eq!(Kind::of_id(&format!("{}x", kind.prefix())), known);
            assert_eq!(Kind::of_object(kind.object()), Some(kind));
        }
        assert_eq!(Kind::of_id("py_1"), Some(Kind::Charge));
        assert_eq!(Kind::of_id("pyr_1"), Some(Kind::Refund));
        assert_eq!(Kind::of_id("acct_1"), None);
    }
}
