//! Stripe's words to choose from.
//!
//! Source: the enumerations of Stripe's API description, for the calls "Create a payment link" and
//! "Update a payment link".

pub(super) const INTERVALS: &[&str] = &["day", "week", "month", "year"];
pub(super) const TAX_BEHAVIORS: &[&str] = &["inclusive", "exclusive", "unspecified"];
pub(super) const AFTER_COMPLETION: &[&str] = &["hosted_confirmation", "redirect"];
pub(super) const BILLING: &[&str] = &["auto", "required"];
pub(super) const PROMOTIONS: &[&str] = &["auto", "none"];
pub(super) const TERMS_OF_SERVICE: &[&str] = &["required", "none"];
pub(super) const AGREEMENT: &[&str] = &["auto", "hidden"];
pub(super) const QUESTIONS: &[&str] = &["text", "numeric", "dropdown"];
pub(super) const CUSTOMER_CREATION: &[&str] = &["always", "if_required"];
pub(super) const METHOD_COLLECTION: &[&str] = &["always", "if_required"];
pub(super) const CAPTURE: &[&str] = &["automatic", "automatic_async", "manual"];
pub(super) const FUTURE_USAGE: &[&str] = &["on_session", "off_session"];
pub(super) const SUBMIT: &[&str] = &["auto", "book", "donate", "pay", "subscribe"];
pub(super) const TAX_ID: &[&str] = &["if_supported", "never"];
pub(super) const TRIAL_END: &[&str] = &["cancel", "create_invoice", "pause"];
pub(super) const TAX_DISPLAY: &[&str] = &["exclude_tax", "include_inclusive_tax"];

/// Brands of cards that can be refused.
pub const CARD_BRANDS: &[&str] = &[
    "american_express",
    "discover_global_network",
    "mastercard",
    "visa",
];

/// The countries that a shop may ship to.
pub const COUNTRIES: &[&str] = &[
    "AC", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AT", "AU", "AW", "AX", "AZ",
    "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS",
    "BT", "BV", "BW", "BY", "BZ", "CA", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO",
    "CR", "CV", "CW", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER",
    "ES", "ET", "FI", "FJ", "FK", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL",
    "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HN", "HR", "HT", "HU", "ID",
    "IE", "IL", "IM", "IN", "IO", "IQ", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI",
    "KM", "KN", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV",
    "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MK", "ML", "MM", "MN", "MO", "MQ", "MR", "MS", "MT",
    "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NG", "NI", "NL", "NO", "NP", "NR", "NU",
    "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PY", "QA",
    "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL",
    "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SZ", "TA", "TC", "TD", "TF", "TG", "TH", "TJ",
    "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "US", "UY", "UZ", "VA",
    "VC", "VE", "VG", "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW", "ZZ",
];

/// The methods of payment that a link may name.
pub const METHODS: &[&str] = &[
    "affirm",
    "afterpay_clearpay",
    "alipay",
    "alma",
    "au_becs_debit",
    "bacs_debit",
    "bancontact",
    "billie",
    "bizum",
    "blik",
    "boleto",
    "card",
    "cashapp",
    "eps",
    "fpx",
    "giropay",
    "grabpay",
    "ideal",
    "klarna",
    "konbini",
    "link",
    "mb_way",
    "mobilepay",
    "multibanco",
    "oxxo",
    "p24",
    "pay_by_bank",
    "paynow",
    "paypal",
    "paypay",
    "payto",
    "pix",
    "promptpay",
    "satispay",
    "sepa_debit",
    "sequra",
    "sofort",
    "sunbit",
    "swish",
    "twint",
    "upi",
    "us_bank_account",
    "wechat_pay",
    "zip",
];
