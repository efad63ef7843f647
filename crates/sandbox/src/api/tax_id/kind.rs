//! The kinds of tax ids: which there are, what they look like, and of which country one is.

use serde_json::{Value, json};

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

/// How long one may be, in bytes.
pub(super) const LONGEST: usize = 50;

/// The country that a tax id is of, as two letters.
pub(super) fn country(kind: &str, value: &str) -> Option<String> {
    let code = match kind {
        "eu_vat" => value.get(..2)?,
        "eu_oss_vat" | "unknown" => return None,
        other => other.get(..2)?,
    };
    let code = code.to_uppercase();
    Some(if code == "EL" { "GR".to_owned() } else { code })
}

/// What a register says: Stripe's own test values decide, and nothing else is ever looked up.
pub(super) fn verification(kind: &str, value: &str) -> Value {
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
