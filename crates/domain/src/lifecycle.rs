//! The states of Stripe's objects, each open for what Stripe adds tomorrow, and their order within
//! a lifecycle.

use serde::{Deserialize, Serialize};

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal @ $rank:literal),+ $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)+
            /// A state that this version does not know, as Stripe writes it.
            Other(String),
        }

        impl $name {
            /// The state as Stripe writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }

            /// How far along the lifecycle the state is: of two snapshots of one second, the one
            /// with the higher rank is the later. An unknown state comes first.
            pub fn rank(&self) -> u8 {
                match self {
                    $(Self::$variant => $rank,)+
                    Self::Other(_) => 0,
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($text => Self::$variant,)+
                    _ => Self::Other(text),
                }
            }
        }

        impl From<$name> for String {
            fn from(state: $name) -> Self {
                state.as_str().to_owned()
            }
        }
    )*};
}

states! {
    /// A payment intent's `status`. A failed attempt goes back to `requires_payment_method`.
    IntentStatus {
        RequiresPaymentMethod = "requires_payment_method" @ 1,
        RequiresConfirmation = "requires_confirmation" @ 2,
        RequiresAction = "requires_action" @ 3,
        Processing = "processing" @ 4,
        RequiresCapture = "requires_capture" @ 6,
        Canceled = "canceled" @ 7,
        Succeeded = "succeeded" @ 8,
    }
    /// A payment intent's `capture_method`: no lifecycle, it never changes.
    CaptureMethod {
        Automatic = "automatic" @ 0,
        AutomaticAsync = "automatic_async" @ 0,
        Manual = "manual" @ 0,
    }
    /// A charge's `status`.
    ChargeStatus {
        Pending = "pending" @ 1,
        Failed = "failed" @ 2,
        Succeeded = "succeeded" @ 3,
    }
    /// A refund's `status`. A refund that succeeded can still fail, days later.
    RefundStatus {
        Pending = "pending" @ 1,
        RequiresAction = "requires_action" @ 2,
        Succeeded = "succeeded" @ 3,
        Canceled = "canceled" @ 4,
        Failed = "failed" @ 5,
    }
    /// A dispute's `status`. An inquiry (`warning_*`) moves no money; a lost dispute can be won later.
    DisputeStatus {
        WarningNeedsResponse = "warning_needs_response" @ 1,
        WarningUnderReview = "warning_under_review" @ 2,
        WarningClosed = "warning_closed" @ 3,
        NeedsResponse = "needs_response" @ 4,
        UnderReview = "under_review" @ 5,
        Prevented = "prevented" @ 6,
        Lost = "lost" @ 7,
        Won = "won" @ 8,
    }
    /// A checkout session's `status`.
    SessionStatus {
        Open = "open" @ 1,
        Expired = "expired" @ 2,
        Complete = "complete" @ 3,
    }
    /// A checkout session's `payment_status`.
    SessionPaymentStatus {
        Unpaid = "unpaid" @ 1,
        NoPaymentRequired = "no_payment_required" @ 2,
        Paid = "paid" @ 3,
    }
}

states! {
    /// A payout's `status`. One that was paid can still fail, days later.
    PayoutStatus {
        Pending = "pending" @ 1,
        InTransit = "in_transit" @ 2,
        Canceled = "canceled" @ 3,
        Paid = "paid" @ 4,
        Failed = "failed" @ 5,
    }
    /// An invoice's `status`.
    InvoiceStatus {
        Draft = "draft" @ 1,
        Open = "open" @ 2,
        Uncollectible = "uncollectible" @ 3,
        Void = "void" @ 4,
        Paid = "paid" @ 5,
    }
    /// An invoice's `billing_reason`: no lifecycle, it never changes.
    BillingReason {
        Manual = "manual" @ 0,
        SubscriptionCreate = "subscription_create" @ 0,
        SubscriptionCycle = "subscription_cycle" @ 0,
        SubscriptionThreshold = "subscription_threshold" @ 0,
        SubscriptionUpdate = "subscription_update" @ 0,
    }
    /// The `status` of a payment of an invoice.
    InvoicePaymentStatus {
        Open = "open" @ 1,
        Canceled = "canceled" @ 2,
        Paid = "paid" @ 3,
    }
    /// A subscription's `status`. It may come back from `past_due`; only the end is final.
    SubscriptionStatus {
        Incomplete = "incomplete" @ 1,
        Trialing = "trialing" @ 2,
        Active = "active" @ 3,
        PastDue = "past_due" @ 4,
        Unpaid = "unpaid" @ 5,
        Paused = "paused" @ 6,
        IncompleteExpired = "incomplete_expired" @ 7,
        Canceled = "canceled" @ 8,
    }
    /// The `status` of a report's run.
    ReportRunStatus {
        Pending = "pending" @ 1,
        Succeeded = "succeeded" @ 2,
        Failed = "failed" @ 3,
    }
}

impl RefundStatus {
    /// Whether the money goes, or went, to the customer: a failed or canceled refund does not count.
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Failed | Self::Canceled)
    }
}

impl DisputeStatus {
    /// Whether the customer's money is in dispute now; inquiries are not.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NeedsResponse | Self::UnderReview)
    }
}
