//! Stripe's test cards by what they are for, those of countries apart.

use super::decline as no;
use super::test_card::Check::{Fail, Pass, Unavailable};
use super::test_card::{Asks, Risk, TestCard};

const fn card(
    names: &'static [&'static str],
    number: &'static str,
    brand: &'static str,
) -> TestCard {
    TestCard::new(names, number, brand)
}

const fn visa(names: &'static [&'static str], number: &'static str) -> TestCard {
    TestCard::visa(names, number)
}

/// Charged at once, of each brand.
pub(super) const BRANDS: &[TestCard] = &[
    visa(&["visa", "us"], "4242424242424242").shown_as("Paid at once"),
    visa(&["visa_debit"], "4000056655665556").funded("debit"),
    card(&["mastercard"], "5555555555554444", "mastercard"),
    card(&["~mastercard_2series"], "2223003122003222", "mastercard"),
    card(&["mastercard_debit"], "5200828282828210", "mastercard").funded("debit"),
    card(&["mastercard_prepaid"], "5105105105105100", "mastercard").funded("prepaid"),
    card(
        &["amex", "amex_threeDSecureNotSupported"],
        "378282246310005",
        "amex",
    )
    .asks(Asks::Unsupported),
    card(&["~amex_other"], "371449635398431", "amex"),
    card(&["discover"], "6011111111111117", "discover"),
    card(&["~discover_other"], "6011000990139424", "discover"),
    card(&["~discover_debit"], "6011981111111113", "discover").funded("debit"),
    card(&["diners"], "3056930009020004", "diners"),
    card(&["~diners_14"], "36227206271667", "diners"),
    card(&["~bccard"], "6555900000604105", "discover").issued_in("KR"),
    card(&["~jcb"], "3566002020360505", "jcb").issued_in("JP"),
    card(&["unionpay"], "6200000000000005", "unionpay").issued_in("CN"),
    card(&["~unionpay_debit"], "6200000000000047", "unionpay")
        .issued_in("CN")
        .funded("debit"),
    card(&["~unionpay_19"], "6205500000000000004", "unionpay").issued_in("CN"),
    visa(&["visa_cartesBancaires"], "4000002500001001").issued_in("FR"),
    card(
        &["mastercard_cartesBancaires"],
        "5555552500001001",
        "mastercard",
    )
    .issued_in("FR"),
    visa(&["visa_debit_eftposAuCoBranded"], "4000050360000001")
        .issued_in("AU")
        .funded("debit"),
    card(
        &["mastercard_debit_eftposAuCoBranded"],
        "5555050360000080",
        "mastercard",
    )
    .issued_in("AU")
    .funded("debit"),
    // Elsewhere these ask for a captcha, or for a challenge in an app.
    visa(&["~captcha_1208"], "4000000000001208"),
    visa(&["~captcha_3725"], "4000000000003725"),
    visa(&["~outOfBand"], "4000582600000094"),
    visa(&["~oneTimePasscode"], "4000582600000045"),
    visa(&["~singleSelect"], "4000582600000102"),
    visa(&["~multiSelect"], "4000582600000110"),
];

/// Declined by the bank.
pub(super) const DECLINES: &[TestCard] = &[
    visa(
        &["visa_chargeDeclined", "chargeDeclined"],
        "4000000000000002",
    )
    .declined(no::GENERIC)
    .shown_as("Declined"),
    visa(
        &[
            "visa_chargeDeclinedInsufficientFunds",
            "chargeDeclinedInsufficientFunds",
        ],
        "4000000000009995",
    )
    .declined(no::INSUFFICIENT_FUNDS)
    .shown_as("Too little money"),
    visa(
        &["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"],
        "4000000000009987",
    )
    .declined(no::LOST_CARD),
    visa(
        &["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"],
        "4000000000009979",
    )
    .declined(no::STOLEN_CARD),
    visa(&["chargeDeclinedExpiredCard"], "4000000000000069").declined(no::EXPIRED_CARD),
    visa(&["chargeDeclinedIncorrectCvc"], "4000000000000127").declined(no::INCORRECT_CVC),
    visa(&["chargeDeclinedProcessingError"], "4000000000000119").declined(no::PROCESSING_ERROR),
    visa(
        &[
            "visa_chargeDeclinedVelocityLimitExceeded",
            "chargeDeclinedVelocityLimitExceeded",
        ],
        "4000000000006975",
    )
    .declined(no::VELOCITY),
    visa(
        &["chargeCustomerFail", "visa_chargeCustomerFail"],
        "4000000000000341",
    )
    .charges_declined(no::GENERIC),
];

/// Suspicious, or with details that the bank does not know.
pub(super) const FRAUD: &[TestCard] = &[
    visa(
        &["radarBlock", "chargeDeclinedFraudulent"],
        "4100000000000019",
    )
    .risk(Risk::Highest),
    visa(&["riskLevelHighest"], "4000000000004954").risk(Risk::Highest),
    visa(&["riskLevelElevated"], "4000000000009235").risk(Risk::Elevated),
    visa(&["cvcCheckFail"], "4000000000000101").checked(Fail, Pass, Pass),
    visa(&["avsZipFail"], "4000000000000036").checked(Pass, Pass, Fail),
    visa(&["cvcCheckFailElevatedRisk"], "4000058400307872")
        .funded("debit")
        .risk(Risk::Elevated)
        .checked(Fail, Pass, Pass),
    visa(&["avsZipFailElevatedRisk"], "4000058400306072")
        .funded("debit")
        .risk(Risk::Elevated)
        .checked(Pass, Pass, Fail),
    visa(&["avsLine1Fail"], "4000000000000028").checked(Pass, Fail, Pass),
    visa(&["avsFail"], "4000000000000010").checked(Pass, Fail, Fail),
    visa(&["avsUnchecked"], "4000000000000044").checked(Pass, Unavailable, Unavailable),
];

/// Paid, and then something follows.
pub(super) const AFTERWARDS: &[TestCard] = &[
    visa(&["createDispute"], "4000000000000259")
        .then("dispute_fraudulent")
        .shown_as("Disputed later"),
    visa(&["createDisputeProductNotReceived"], "4000000000002685")
        .then("dispute_product_not_received"),
    visa(&["createDisputeInquiry"], "4000000000001976").then("inquiry"),
    visa(&["createIssuerFraudRecord"], "4000000000005423").then("early_fraud_warning"),
    visa(&["createMultipleDisputes"], "4000000404000079")
        .issued_in("AT")
        .then("dispute_fraudulent"),
    visa(&["createCe3EligibleDispute"], "4000000404000038")
        .issued_in("AT")
        .then("dispute_fraudulent"),
    visa(&["pendingRefund"], "4000000000007726").then("refund_pending"),
    visa(&["refundFail"], "4000000000005126")
        .then("refund_fails")
        .shown_as("A refund fails later"),
    visa(&["bypassPending"], "4000000000000077").then("bypass_pending"),
    visa(&["bypassPendingInternational"], "4000003720000278")
        .issued_in("IE")
        .then("bypass_pending"),
];

/// With 3-D Secure.
pub(super) const SECURE: &[TestCard] = &[
    visa(&["authenticationRequiredOnSetup"], "4000002500003155")
        .issued_in("FR")
        .asks(Asks::UnlessSetUp)
        .shown_as("Asks to confirm"),
    visa(&["authenticationRequired"], "4000002760003184")
        .issued_in("DE")
        .asks(Asks::Always),
    visa(
        &["authenticationRequiredSetupForOffSession"],
        "4000003800000446",
    )
    .issued_in("IT")
    .asks(Asks::OnSession),
    visa(
        &["authenticationRequiredChargeDeclinedInsufficientFunds"],
        "4000008260003178",
    )
    .issued_in("GB")
    .asks(Asks::UnlessSetUp)
    .charges_declined(no::INSUFFICIENT_FUNDS),
    visa(&["threeDSecure2Required"], "4000000000003220")
        .issued_in("IE")
        .asks(Asks::Always),
    visa(&["threeDSecureRequired"], "4000000000003063").asks(Asks::Always),
    visa(&["~threeDSecure2Required_us"], "4000008400000027").asks(Asks::Always),
    visa(&["threeDSecureRequiredChargeDeclined"], "4000008400001629")
        .asks(Asks::Always)
        .charges_declined(no::GENERIC),
    visa(&["threeDSecureRequiredProcessingError"], "4000008400001280")
        .asks(Asks::NeededAndBreaksDown),
    visa(&["threeDSecureOptional"], "4000000000003055").asks(Asks::IfRequested),
    visa(&["threeDSecureOptionalProcessingError"], "4000000000003097").asks(Asks::BreaksDown),
    visa(&["~frictionless"], "4000000032200000").asks(Asks::Silently),
];
