//! The lists that are read, in their order, and one page of each.

use std::fmt;

use countertop_domain::UnixSeconds;
use countertop_stripe_client::{
    ApiError, ChargeFilter, Client, Created, DisputeFilter, LinkFilter, Page, Paging,
    PaymentIntentFilter, PayoutFilter, RefundFilter, SessionFilter,
};

/// How long, in seconds, a dispute may go on: its list is read so much further back than the others.
const DISPUTES_GO_ON: i64 = 180 * 24 * 60 * 60;

/// A list of Stripe's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HistoryList {
    /// Payment links with what they sell.
    PaymentLinks,
    /// Visits to pay pages.
    CheckoutSessions,
    /// Payment intents, each with its newest charge and what that is settled by.
    PaymentIntents,
    /// All charges: failed attempts as well, and those from before there were intents.
    Charges,
    /// Refunds with what they took from the balance.
    Refunds,
    /// Disputes, which may end long after they began.
    Disputes,
    /// Payouts.
    Payouts,
}

impl HistoryList {
    /// All, in the order in which they are read: what gives a payment its row comes after what the
    /// row is to name.
    pub const ALL: [Self; 7] = [
        Self::PaymentLinks,
        Self::CheckoutSessions,
        Self::PaymentIntents,
        Self::Charges,
        Self::Refunds,
        Self::Disputes,
        Self::Payouts,
    ];

    /// Its name at Stripe.
    pub fn name(self) -> &'static str {
        match self {
            Self::PaymentLinks => "payment_links",
            Self::CheckoutSessions => "checkout_sessions",
            Self::PaymentIntents => "payment_intents",
            Self::Charges => "charges",
            Self::Refunds => "refunds",
            Self::Disputes => "disputes",
            Self::Payouts => "payouts",
        }
    }

    /// The setting that says how far it was read.
    pub(super) fn setting(self) -> &'static str {
        match self {
            Self::PaymentLinks => "history.payment_links",
            Self::CheckoutSessions => "history.checkout_sessions",
            Self::PaymentIntents => "history.payment_intents",
            Self::Charges => "history.charges",
            Self::Refunds => "history.refunds",
            Self::Disputes => "history.disputes",
            Self::Payouts => "history.payouts",
        }
    }

    /// One page.
    pub(super) async fn page(
        self,
        client: &Client,
        created: Created,
        paging: &Paging,
    ) -> Result<Page, ApiError> {
        match self {
            Self::PaymentLinks => {
                let filter = LinkFilter::default();
                client.list_payment_links(&filter, paging).await
            }
            Self::CheckoutSessions => {
                let filter = SessionFilter {
                    created,
                    ..SessionFilter::default()
                };
                client.list_checkout_sessions(&filter, paging).await
            }
            Self::PaymentIntents => {
                let expand = &["data.latest_charge.balance_transaction"];
                let filter = PaymentIntentFilter { created, expand };
                client.list_payment_intents(&filter, paging).await
            }
            Self::Charges => {
                let filter = ChargeFilter {
                    created,
                    expand: &["data.balance_transaction"],
                    ..ChargeFilter::default()
                };
                client.list_charges(&filter, paging).await
            }
            Self::Refunds => {
                let expand = &["data.balance_transaction"];
                let filter = RefundFilter { created, expand };
                client.list_refunds(&filter, paging).await
            }
            Self::Disputes => {
                let from = created.from.map(|it| UnixSeconds(it.0 - DISPUTES_GO_ON));
                let filter = DisputeFilter {
                    created: Created { from, ..created },
                    expand: &[],
                };
                client.list_disputes(&filter, paging).await
            }
            Self::Payouts => {
                let expand = &["data.balance_transaction"];
                let filter = PayoutFilter { created, expand };
                client.list_payouts(&filter, paging).await
            }
        }
    }
}

/// In the words of a sentence.
impl fmt::Display for HistoryList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PaymentLinks => "payment links",
            Self::CheckoutSessions => "checkout sessions",
            Self::PaymentIntents => "payment intents",
            Self::Charges => "charges",
            Self::Refunds => "refunds",
            Self::Disputes => "disputes",
            Self::Payouts => "payouts",
        })
    }
}
