//! Tax ids: a customer's, and the account's own.

use serde_json::{Map, Value, json};

use super::error::ApiError;
use super::list;
use super::params::{Param, Shape, optional, required};
use super::route::{Call, Route, delete, get, list as list_route, post};
use crate::state::{Kind, PageQuery, StateError, Work};

/// The kinds of tax ids. Source: the type definitions of Stripe's Node.js library.
pub(crate) const TYPES: &[&str] = &[
    "ad_nrt",
    "ae_trn",
    "al_tin",
    "am_tin",
    "ao_tin",
    "ar_cuit",
    "au_abn",
    "au_acn",
    "au_arn",
    "au_wpn",
    "aw_tin",
    "az_tin",
    "ba_tin",
    "bb_tin",
    "bd_bin",
    "bf_ifu",
    "bg_uic",
    "bh_vat",
    "bj_ifu",
    "bo_tin",
    "br_cnpj",
    "br_cpf",
    "bs_tin",
    "bw_vat",
    "by_tin",
    "ca_bn",
    "ca_gst_hst",
    "ca_pst_bc",
    "ca_pst_mb",
    "ca_pst_sk",
    "ca_qst",
    "cd_nif",
    "ch_uid",
    "ch_vat",
    "ci_vat",
    "cl_tin",
    "cm_niu",
    "cn_tin",
    "co_nit",
    "cr_tin",
    "cv_nif",
    "cz_dic",
    "de_stn",
    "do_rcn",
    "ec_ruc",
    "eg_tin",
    "es_cif",
    "et_tin",
    "eu_oss_vat",
    "eu_vat",
    "fo_vat",
    "fr_siren",
    "fr_siret",
    "fr_spi",
    "gb_vat",
    "ge_vat",
    "gh_tin",
    "gi_tin",
    "gn_nif",
    "hk_br",
    "hr_oib",
    "hu_tin",
    "ic_nif",
    "id_npwp",
    "il_vat",
    "in_gst",
    "is_kt",
    "is_vat",
    "it_cf",
    "jp_cn",
    "jp_rn",
    "jp_trn",
    "ke_pin",
    "kg_tin",
    "kh_tin",
    "kr_brn",
    "kz_bin",
    "la_tin",
    "li_uid",
    "li_vat",
    "lk_vat",
    "ma_vat",
    "md_cf",
    "md_vat",
    "me_pib",
    "mk_vat",
    "mr_nif",
    "mu_vat",
    "mx_rfc",
    "my_frp",
    "my_itn",
    "my_sst",
    "mz_nuit",
    "ng_tin",
    "no_vat",
    "no_voec",
    "np_pan",
    "nz_bn",
    "nz_gst",
    "om_vat",
    "pe_ruc",
    "ph_tin",
    "pl_nip",
    "pt_nif",
    "py_ruc",
    "ro_tin",
    "rs_pib",
    "ru_inn",
    "ru_kpp",
    "sa_vat",
    "sg_gst",
    "sg_uen",
    "si_tin",
    "sm_coe",
    "sn_ninea",
    "sr_fin",
    "sv_nit",
    "th_vat",
    "tj_tin",
    "tr_tin",
    "tt_bir",
    "tt_vat",
    "tw_vat",
    "tz_vat",
    "ua_vat",
    "ug_tin",
    "us_ein",
    "uy_ruc",
    "uz_tin",
    "uz_vat",
    "ve_rif",
    "vn_tin",
    "za_vat",
    "zm_tin",
    "zw_tin",
];
/// The countries whose tax id is `eu_vat`, as such ids begin.
const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];
/// The kinds that Stripe looks up in a register.
const VERIFIED: &[&str] = &["au_abn", "eu_vat", "gb_vat"];

const LONGEST: usize = 50;
const VALUE: Shape = Shape::Text(LONGEST);
const OWNER: Shape = Shape::Object(&[
    required(
        "type",
        Shape::Choice(&["account", "application", "customer", "self"]),
    ),
    optional("account", Shape::Text(255)),
    optional("customer", Shape::Text(255)),
    optional("customer_account", Shape::Text(255)),
]);

const CREATE: &[Param] = &[
    required("type", Shape::Choice(TYPES)),
    required("value", VALUE),
    optional("owner", OWNER),
];
const CREATE_OF_CUSTOMER: &[Param] = &[
    required("type", Shape::Choice(TYPES)),
    required("value", VALUE),
];
const LIST: &[Param] = &[optional("owner", OWNER)];

pub(super) const ROUTES: &[Route] = &[
    post("/v1/tax_ids", CREATE, create),
    list_route("/v1/tax_ids", LIST, list_all),
    get("/v1/tax_ids/{}", retrieve),
    delete("/v1/tax_ids/{}", remove),
    post(
        "/v1/customers/{}/tax_ids",
        CREATE_OF_CUSTOMER,
        create_of_customer,
    ),
    list_route("/v1/customers/{}/tax_ids", &[], list_of_customer),
    get("/v1/customers/{}/tax_ids/{}", retrieve_of_customer),
    delete("/v1/customers/{}/tax_ids/{}", remove_of_customer),
];

/// What an owner is kept as: the customer's id, or this word for the account itself.
const SELF: &str = "self";

fn create(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = owner(work, &call.params)?;
    checked(work, call, &owner)
}

fn create_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    checked(work, call, call.id())
}

fn checked(work: &mut Work<'_>, call: &Call, owner: &str) -> Result<Value, ApiError> {
    let kind = call.text("type").unwrap_or_default();
    let value = call.text("value").unwrap_or_default();
    if !is_valid(kind, value) {
        return Err(ApiError::invalid(format!("Invalid value for {kind}."))
            .code("tax_id_invalid")
            .param("value"));
    }
    Ok(make(work, owner, kind, value)?)
}

/// Keeps a tax id of a customer or, by the word `self`, of the account.
pub(crate) fn make(
    work: &mut Work<'_>,
    owner: &str,
    kind: &str,
    value: &str,
) -> Result<Value, StateError> {
    let of_customer = owner != SELF;
    let customer = of_customer.then_some(owner);
    let mut shown_owner = json!({
        "customer_account": null,
        "type": if of_customer { "customer" } else { SELF },
    });
    if let Some(customer) = customer {
        shown_owner["customer"] = json!(customer);
    }
    let tax_id = json!({
        "id": work.new_id(Kind::TaxId),
        "object": "tax_id",
        "_owner": owner,
        "country": country(kind, value),
        "created": work.now(),
        "customer": customer,
        "customer_account": null,
        "livemode": false,
        "owner": shown_owner,
        "type": kind,
        "value": value,
        "verification": of_customer.then(|| verification(kind, value)),
    });
    work.insert(Kind::TaxId, &tax_id)?;
    if of_customer {
        work.announce("customer.tax_id.created", &tax_id)?;
    }
    Ok(tax_id)
}

/// The country that a tax id is of, as two letters.
fn country(kind: &str, value: &str) -> Option<String> {
    let code = match kind {
        "eu_vat" => value.get(..2)?,
        "eu_oss_vat" | "unknown" => return None,
        other => other.get(..2)?,
    };
    let code = code.to_uppercase();
    Some(if code == "EL" { "GR".to_owned() } else { code })
}

/// What a register says: Stripe's own test values decide, and nothing else is ever looked up.
fn verification(kind: &str, value: &str) -> Value {
    let (status, known) = if !VERIFIED.contains(&kind) {
        ("unavailable", false)
    } else if value.contains("000000000") {
        ("verified", true)
    } else if value.contains("111111111") {
        ("unverified", false)
    } else {
        ("pending", false)
    };
    json!({
        "status": status,
        "verified_address": known.then_some("1 Example Street, Sampletown"),
        "verified_name": known.then_some("Example Company"),
    })
}

/// Whether a text looks like a tax id of its kind.
pub(crate) fn is_valid(kind: &str, value: &str) -> bool {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        "eu_vat" => {
            let (Some(country), Some(rest)) = (value.get(..2), value.get(2..)) else {
                return false;
            };
            EU.contains(&country) && (2..=13).contains(&rest.len()) && plain(rest)
        }
        "gb_vat" => {
            let rest = value.strip_prefix("GB").or(value.strip_prefix("XI"));
            rest.is_some_and(|rest| matches!(rest.len(), 9 | 12) && digits(rest))
        }
        kind if TYPES.contains(&kind) => {
            let good = |it: char| it.is_ascii_alphanumeric() || " .-/&".contains(it);
            (3..=LONGEST).contains(&value.len()) && value.chars().all(good)
        }
        _ => false,
    }
}

/// Whether a country, as two letters, has tax ids that can be collected.
pub(crate) fn has_tax_ids(country: &str) -> bool {
    let code = if country == "GR" { "EL" } else { country };
    let own = format!("{}_", code.to_lowercase());
    EU.contains(&code) || (code.len() == 2 && TYPES.iter().any(|kind| kind.starts_with(&own)))
}

/// Whose tax ids are meant: the account's own when nothing is said.
fn owner(work: &Work<'_>, given: &Map<String, Value>) -> Result<String, ApiError> {
    let owner = given.get("owner").unwrap_or(&Value::Null);
    match owner["type"].as_str() {
        None | Some("self") => Ok(SELF.to_owned()),
        Some("customer") => {
            let Some(id) = owner["customer"].as_str() else {
                return Err(ApiError::missing("owner[customer]"));
            };
            match work.find(Kind::Customer, id)? {
                Some(_) => Ok(id.to_owned()),
                None => Err(ApiError::no_such_param(
                    Kind::Customer,
                    id,
                    "owner[customer]",
                )),
            }
        }
        Some(other) => Err(ApiError::invalid(format!(
            "The practice store is one account without connected ones: a tax id belongs to `self` \
             or a `customer`, not to an `{other}`."
        ))
        .param("owner[type]")),
    }
}

fn list_all(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = owner(work, &call.params)?;
    let query = call.paged(PageQuery::newest(Kind::TaxId).with("_owner", owner));
    list::answer(work, &query, "/v1/tax_ids")
}

fn list_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    let query = call.paged(PageQuery::newest(Kind::TaxId).with("_owner", call.id()));
    let url = format!("/v1/customers/{}/tax_ids", call.id());
    list::answer(work, &query, &url)
}

fn customer(work: &Work<'_>, id: &str) -> Result<(), ApiError> {
    match work.find(Kind::Customer, id)? {
        Some(_) => Ok(()),
        None => Err(ApiError::no_such(Kind::Customer, id)),
    }
}

fn existing(work: &Work<'_>, id: &str) -> Result<Value, ApiError> {
    work.find(Kind::TaxId, id)?
        .ok_or_else(|| ApiError::no_such(Kind::TaxId, id))
}

/// The tax id that the second id of a path names, of the customer that the first one does.
fn of_customer(work: &Work<'_>, call: &Call) -> Result<Value, ApiError> {
    customer(work, call.id())?;
    let id = call.ids.get(1).map(String::as_str).unwrap_or_default();
    let tax_id = existing(work, id)?;
    match tax_id["_owner"] == call.id() {
        true => Ok(tax_id),
        false => Err(ApiError::no_such(Kind::TaxId, id)),
    }
}

fn retrieve(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    existing(work, call.id())
}

fn retrieve_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    of_customer(work, call)
}

fn remove(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let tax_id = existing(work, call.id())?;
    forget(work, &tax_id)
}

fn remove_of_customer(work: &mut Work<'_>, call: &Call) -> Result<Value, ApiError> {
    let tax_id = of_customer(work, call)?;
    forget(work, &tax_id)
}

fn forget(work: &mut Work<'_>, tax_id: &Value) -> Result<Value, ApiError> {
    let id = tax_id["id"].as_str().unwrap_or_default();
    work.remove(Kind::TaxId, id)?;
    if tax_id["_owner"] != SELF {
        work.announce("customer.tax_id.deleted", tax_id)?;
    }
    Ok(json!({ "id": id, "object": "tax_id", "deleted": true }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_ids_are_checked_by_their_kind() {
        for (kind, value, valid, of) in [
            ("eu_vat", "DE123456789", true, Some("DE")),
            ("eu_vat", "EL123456789", true, Some("GR")),
            ("eu_vat", "US123456789", false, Some("US")),
            ("eu_vat", "DE", false, Some("DE")),
            ("eu_vat", "DE12 34", false, Some("DE")),
            ("gb_vat", "GB123456789", true, Some("GB")),
            ("gb_vat", "GB12345678", false, Some("GB")),
            ("us_ein", "12-3456789", true, Some("US")),
            ("us_ein", "ä", false, Some("US")),
            ("eu_oss_vat", "EU123456789", true, None),
            ("xx_nothing", "123456", false, Some("XX")),
            ("eu_vat", "ß", false, None),
        ] {
            assert_eq!(is_valid(kind, value), valid, "{kind} {value}");
            if kind != "eu_vat" || value.is_ascii() {
                assert_eq!(country(kind, value).as_deref(), of, "{kind} {value}");
            }
        }
    }
}
