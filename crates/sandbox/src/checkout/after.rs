//! Where a customer goes after paying.

use serde_json::Value;

/// The shop's own page, where the session sends its customer to one; else they stay at the
/// confirmation. The session's id is filled in, and the campaign's parameters go along.
pub(crate) fn redirect(session: &Value) -> Option<String> {
    let behaviour = &session["_after_completion"];
    let target = behaviour["redirect"]["url"].as_str();
    let target = target.filter(|_| behaviour["type"] == "redirect")?;
    let id = session["id"].as_str().unwrap_or_default();
    let target = target.replace("{CHECKOUT_SESSION_ID}", id);
    let campaign: Vec<(String, String)> =
        serde_json::from_value(session["_utm"].clone()).unwrap_or_default();
    if campaign.is_empty() {
        return Some(target);
    }
    let Ok(mut url) = url::Url::parse(&target) else {
        return Some(target);
    };
    url.query_pairs_mut().extend_pairs(campaign);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_shops_page_gets_the_id_and_the_campaign() {
        let to = |url: &str| json!({ "type": "redirect", "redirect": { "url": url } });
        let utm = json!([["utm_source", "news"]]);
        for (after, utm, expected) in [
            (
                to("https://a.example/x?s={CHECKOUT_SESSION_ID}"),
                json!([]),
                Some("https://a.example/x?s=cs_1"),
            ),
            (
                to("https://a.example/x?s={CHECKOUT_SESSION_ID}#end"),
                utm.clone(),
                Some("https://a.example/x?s=cs_1&utm_source=news#end"),
            ),
            (
                to("https://a.example"),
                utm.clone(),
                Some("https://a.example/?utm_source=news"),
            ),
            (json!({ "type": "hosted_confirmation" }), utm, None),
            (Value::Null, Value::Null, None),
        ] {
            let session = json!({ "id": "cs_1", "_after_completion": after, "_utm": utm });
            assert_eq!(redirect(&session).as_deref(), expected, "{after}");
        }
    }
}
