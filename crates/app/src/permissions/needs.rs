//! What Countertop does with an account, which permissions each part takes, and what is lost without.
//!
//! Source: the permissions that Stripe's page for restricted keys offers, and their names in its
//! refusals (`rak_…`). Some are not called as the resource is: prices are plans there, refunds go with
//! charges.

use countertop_domain::Mode;

/// Something that Countertop does with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// It knows whose account it is.
    Account,
    /// It shows payments with what belongs to them.
    Payments,
    /// It reads Stripe's list of events, so that none is missed.
    CatchUp,
    /// It hears of events at once.
    Webhooks,
    /// It makes payment links.
    Links,
    /// It shows payouts and disputes.
    Payouts,
    /// It ties subscriptions' payments to their links.
    Subscriptions,
    /// It is reached through the Stripe CLI, in test mode.
    StripeCli,
}

/// Reading alone, or changing as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading.
    Read,
    /// Changing, which includes reading.
    Write,
}

/// A permission of a restricted key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Its name in Stripe's refusals, without `rak_`: `charge_read`.
    pub stripe: &'static str,
    /// Its name on Stripe's page for restricted keys.
    pub name: &'static str,
    /// What is to be chosen there.
    pub access: Access,
    pub(super) probe: Probe,
}

/// How a permission is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Probe {
    /// By reading the account.
    Account,
    /// By reading one object of a list.
    List(&'static str),
    /// By asking for something to be made without saying what: without the parameters that Stripe
    /// requires it makes nothing, and it looks at the permission first.
    Incomplete(&'static str),
    /// Not at all, as whatever is asked for would be done.
    WouldDoIt,
}

const fn read(name: &'static str, stripe: &'static str, list: &'static str) -> Permission {
    Permission {
        stripe,
        name,
        access: Access::Read,
        probe: Probe::List(list),
    }
}

const fn write(name: &'static str, stripe: &'static str, path: &'static str) -> Permission {
    Permission {
        stripe,
        name,
        access: Access::Write,
        probe: Probe::Incomplete(path),
    }
}

const ACCOUNT: &[Permission] = &[Permission {
    stripe: "accounts_kyc_basic_read",
    name: "Accounts",
    access: Access::Read,
    probe: Probe::Account,
}];

const PAYMENTS: &[Permission] = &[
    read("PaymentIntents", "payment_intent_read", "/payment_intents"),
    read("Charges and Refunds", "charge_read", "/charges"),
    read(
        "Checkout Sessions",
        "checkout_session_read",
        "/checkout/sessions",
    ),
    read(
        "Balance transaction sources",
        "balance_transaction_source_read",
        "/balance_transactions",
    ),
];

const CATCH_UP: &[Permission] = &[read("Events", "event_read", "/events")];

const WEBHOOKS: &[Permission] = &[write(
    "Webhook Endpoints",
    "webhook_write",
    "/webhook_endpoints",
)];

const LINKS: &[Permission] = &[
    write("Payment Links", "payment_links_write", "/payment_links"),
    write("Products", "product_write", "/products"),
    write("Prices", "plan_write", "/prices"),
];

const PAYOUTS: &[Permission] = &[
    read("Payouts", "payout_read", "/payouts"),
    read("Disputes", "dispute_read", "/disputes"),
];

const SUBSCRIPTIONS: &[Permission] = &[
    read("Subscriptions", "subscription_read", "/subscriptions"),
    read("Invoices", "invoice_read", "/invoices"),
];

const STRIPE_CLI: &[Permission] = &[Permission {
    stripe: "stripecli_session_write",
    name: "Stripe CLI",
    access: Access::Write,
    probe: Probe::WouldDoIt,
}];

impl Feature {
    /// All that a key of this mode can be good for, what matters most first.
    pub fn all(mode: Mode) -> &'static [Self] {
        const FOR_TEST: &[Feature] = &[
            Feature::Payments,
            Feature::CatchUp,
            Feature::Webhooks,
            Feature::Links,
            Feature::Payouts,
            Feature::Subscriptions,
            Feature::Account,
            Feature::StripeCli,
        ];
        const FOR_LIVE: &[Feature] = FOR_TEST.split_at(FOR_TEST.len() - 1).0;
        match mode {
            Mode::Test => FOR_TEST,
            // The Stripe CLI is a tool for development: it is never proposed for a live key.
            Mode::Live => FOR_LIVE,
        }
    }

    /// What it does, as a merchant says it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Account => "Know whose account it is",
            Self::Payments => "Show payments with their fees",
            Self::CatchUp => "Miss no payment",
            Self::Webhooks => "Hear of payments at once",
            Self::Links => "Make payment links",
            Self::Payouts => "Show payouts and disputes",
            Self::Subscriptions => "Follow subscriptions",
            Self::StripeCli => "Be reached by the Stripe CLI",
        }
    }

    /// What is lost without it.
    pub fn cost(self) -> &'static str {
        match self {
            Self::Account => "The account is shown by its id instead of its name.",
            Self::Payments => {
                "A payment shows what its events tell, and its fee and its link may stay unknown."
            }
            Self::CatchUp => {
                "What happens while this computer is off is missed, and nothing proves that all is here."
            }
            Self::Webhooks => {
                "Payments arrive by looking for them every few seconds, instead of at once."
            }
            Self::Links => "Links are made in Stripe's Dashboard, and only shown here.",
            Self::Payouts => "Payouts and disputes appear only as far as events tell of them.",
            Self::Subscriptions => {
                "A subscription's payments are shown, but not which link they came from."
            }
            Self::StripeCli => {
                "Choose another way in; for a computer that is often off, none is needed."
            }
        }
    }

    /// What it takes.
    pub fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Account => ACCOUNT,
            Self::Payments => PAYMENTS,
            Self::CatchUp => CATCH_UP,
            Self::Webhooks => WEBHOOKS,
            Self::Links => LINKS,
            Self::Payouts => PAYOUTS,
            Self::Subscriptions => SUBSCRIPTIONS,
            Self::StripeCli => STRIPE_CLI,
        }
    }
}

/// All permissions that a key of this mode should have, as they are to be chosen on Stripe's page. The
/// Stripe CLI's is left out: who wants that way in, adds it.
pub fn wanted(mode: Mode) -> impl Iterator<Item = Permission> {
    let features = Feature::all(mode).iter();
    let features = features.filter(|it| **it != Feature::StripeCli);
    features.flat_map(|it| it.permissions()).copied()
}

/// Stripe's page for a new restricted key, with the permissions chosen already where Stripe heeds the
/// address: it does not promise to, so they are named beside the link as well.
pub fn key_page(mode: Mode) -> String {
    let place = match mode {
        Mode::Test => "test/apikeys",
        Mode::Live => "apikeys",
    };
    let chosen: String = wanted(mode)
        .map(|it| format!("&permissions%5B%5D=rak_{}", it.stripe))
        .collect();
    format!("https://dashboard.stripe.com/{place}/create?name=Countertop{chosen}")
}
