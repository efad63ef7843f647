//! The signing secret, the receiver's port, and whether Stripe reaches it.

use std::net::{SocketAddr, TcpListener};

use countertop_domain::UnixSeconds;
use countertop_store::{Ledger, Room, Span};

use super::{Finding, Part, sentence, shown};
use crate::ipc::Said;
use crate::told;

/// How many of the newest deliveries are looked at.
const LOOKED_AT: u32 = 50;
const ACCEPTED: u16 = 200;

pub(super) fn secret(secrets: &Result<usize, String>) -> Finding {
    match secrets {
        Ok(0) => Finding::unknown(
            Part::Secret,
            "No webhook secret was given.",
            "The receiver needs one: set COUNTERTOP_WEBHOOK_SECRET, or give --webhook-secret-file.",
        )
        .in_window("Choose on the page Connection how Stripe reaches this computer; without a way nothing needs one.")
        .said(Said::no_secret(), Said::choose_way()),
        Ok(1) => Finding::well(
            Part::Secret,
            "There is one webhook secret, and it can be one of Stripe's.",
        )
        .said(Said::one_secret(), None),
        Ok(several) => Finding::well(
            Part::Secret,
            format!("There are {several} webhook secrets, as while one is being rolled."),
        )
        .said(Said::several_secrets(*several as u64), None),
        Err(reason) => Finding::trouble(
            Part::Secret,
            sentence(reason),
            "Copy the endpoint's signing secret again, as one word that begins with whsec_.",
        )
        .in_window("Renew the webhook's secret on the page Connection.")
        .said(None, Said::renew_secret()),
    }
}

/// The port and the way to it.
pub(super) fn look(
    room: &Room,
    ledger: Option<&Ledger>,
    listen: Option<SocketAddr>,
    now: UnixSeconds,
) -> Vec<Finding> {
    let mut findings = vec![port(room, listen)];
    findings.extend(ledger.map(|ledger| deliveries(ledger, now)));
    findings
}

fn port(room: &Room, listen: Option<SocketAddr>) -> Finding {
    if room.is_received_into {
        return Finding::well(Part::Port, "A receiver is running on this ledger.")
            .said(Said::receiving(), None);
    }
    let Some(listen) = listen else {
        return Finding::unknown(
            Part::Port,
            "No receiver is running on this ledger.",
            "Start it with `countertop-cli serve`, or open the window; to try a port, give --listen.",
        )
        .in_window("Open the account again.")
        .said(Said::not_receiving(), Said::open_again());
    };
    match TcpListener::bind(listen) {
        Ok(_) => Finding::well(Part::Port, format!("The port {} is free.", listen.port())),
        Err(error) => Finding::trouble(
            Part::Port,
            format!("The receiver cannot listen on {listen}: {error}."),
            "Choose another port, or stop the program that has it.",
        ),
    }
}

/// What is known of the way from Stripe to the receiver is what came through it.
fn deliveries(ledger: &Ledger, now: UnixSeconds) -> Finding {
    let newest = Span {
        limit: LOOKED_AT,
        ..Span::default()
    };
    let rows = match ledger.deliveries(&newest) {
        Ok(page) => page.rows,
        Err(error) => {
            return Finding::unknown(
                Part::Tunnel,
                sentence(&error.to_string()),
                "See what is said of the ledger.",
            )
            .said(told::of_store(&error), Said::see_ledger());
        }
    };
    let Some(last) = rows.first().map(|it| &it.delivery) else {
        return Finding::unknown(
            Part::Tunnel,
            "Nothing has come to the receiver yet.",
            "Send a test event from Stripe's Dashboard, or pay a link in test mode, and look again.",
        )
        .said(Said::nothing_came(), Said::send_test());
    };
    let ago = (now.0 - last.at.0).max(0);
    if last.status == ACCEPTED {
        let found = format!(
            "Stripe reached the receiver at {}, {ago} seconds ago.",
            shown(last.at)
        );
        return Finding::well(Part::Tunnel, found).said(Said::reached(last.at), None);
    }
    let code = last.code.as_deref().unwrap_or("no code");
    Finding::trouble(
        Part::Tunnel,
        format!(
            "What came last, at {}, was refused with {} ({code}).",
            shown(last.at),
            last.status
        ),
        of_refusal(last.status, last.code.as_deref()),
    )
    .in_window("The page Health shows what was refused, and says of each why and what to do.")
    .said(
        Said::last_refused(last.at, last.status.to_string()),
        Said::see_health(),
    )
}

fn of_refusal(status: u16, code: Option<&str>) -> &'static str {
    match (status, code) {
        (_, Some("signature_mismatch")) => {
            "Compare the webhook secret with the endpoint's; if it is the same, something between Stripe and us changes the body."
        }
        (_, Some("timestamp_out_of_tolerance")) => "Set this computer's clock right.",
        (_, Some("missing_signature" | "malformed_signature" | "no_v1" | "empty_body")) => {
            "That was not Stripe; if it goes on, give the tunnel another name."
        }
        (404 | 405, _) => "Let the endpoint or the tunnel point to /webhook.",
        (503, _) => "See what is said of the disk and the ledger.",
        _ => "See what `countertop-cli deliveries list` tells.",
    }
}
