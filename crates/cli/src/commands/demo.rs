//! `demo`: the whole path in the terminal, from a payment link to a row in the ledger.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use countertop_app::reception::Reception;
use countertop_app::{links, randomness};
use countertop_domain::{Currency, Mode, Money, Payment, PaymentStatus};
use countertop_sandbox::{Sandbox, SandboxConfig, Webhook};
use countertop_store::{Changes, Ledger, LinkRow, Role};
use countertop_stripe_client::{ApiBase, Client, ClientConfig, NewLink};
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::follow::Follow;
use crate::accounts::{given_folder, ledger_folder};
use crate::args::{Demo, Global};
use crate::exit::usage;
use crate::ledger::{close, wait_for};
use crate::output;
use crate::signals::Signals;

/// Where the practice store keeps its side, inside the ledger's folder.
const PRACTICE_SIDE: &str = "stripe";
/// How long the payment may take from the pay page to the ledger.
const PATIENCE: Duration = Duration::from_secs(30);
/// What is sold: for 12.50 EUR.
const NAME: &str = "Espresso beans, 250 g";
const AMOUNT: i64 = 1250;
const CURRENCY: &str = "eur";

/// Plays the demonstration.
///
/// # Errors
/// When a step fails.
pub fn run(global: &Global, args: &Demo) -> Result<()> {
    let place = Place::new(global)?;
    wait_for(async {
        let ledger = Arc::new(Ledger::open(&place.folder, Role::Receiver)?);
        let outcome = on_stage(&ledger, args).await;
        close(ledger).await;
        outcome
    })
}

/// Where the demonstration keeps its things: a folder that goes away with it, or the one given.
struct Place {
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl Place {
    fn new(global: &Global) -> Result<Self> {
        if given_folder(global).is_some() {
            let folder = ledger_folder(global)?;
            keep_off_real_ledgers(&folder)?;
            return Ok(Self {
                folder,
                _temporary: None,
            });
        }
        if global.account.is_some() {
            return Err(usage(
                "--account chooses a ledger of a folder: give --data-dir too",
            ));
        }
        let temporary = tempfile::Builder::new()
            .prefix("countertop-demo-")
            .tempdir()
            .context(
                "no temporary folder can be made: give the demonstration one with --data-dir",
            )?;
        Ok(Self {
            folder: temporary.path().join("ledger"),
            _temporary: Some(temporary),
        })
    }
}

/// Practice payments have no place among a shop's own.
fn keep_off_real_ledgers(folder: &Path) -> Result<()> {
    if folder.join("ledger.sqlite").exists() && !folder.join(PRACTICE_SIDE).is_dir() {
        bail!(
            "{} holds a ledger that is not a practice store's: give another --data-dir, or none for a \
             temporary folder",
            folder.display()
        );
    }
    Ok(())
}

/// Everything that takes part, running.
struct Stage {
    reception: Reception,
    sandbox: Sandbox,
    client: Client,
}

async fn on_stage(ledger: &Arc<Ledger>, args: &Demo) -> Result<()> {
    let mut signals = Signals::hear()?;
    let stage = Stage::set(ledger).await?;
    let outcome = tokio::select! {
        played = play(ledger, &stage, args) => played,
        () = signals.asked_to_end() => {
            if args.watch { Ok(()) } else { Err(anyhow!("the demonstration was interrupted; start it again")) }
        }
    };
    // First who sends, then who receives.
    let closed = stage.sandbox.shutdown().await;
    stage.reception.shutdown().await;
    outcome.and(closed.map_err(Into::into))
}

impl Stage {
    /// The receiver first, so that nothing is sent before it can be recorded.
    async fn set(ledger: &Arc<Ledger>) -> Result<Self> {
        ledger.set_mode(Mode::Test).await?;
        let free_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let secret = randomness::webhook_secret();
        let reception =
            Reception::start(Arc::clone(ledger), free_port, vec![secret.clone()]).await?;
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: free_port,
            data_dir: ledger.folder().join(PRACTICE_SIDE),
            webhook: Some(Webhook {
                url: reception.url(),
                secret: Some(secret),
            }),
            seed: None,
            payments: 0,
            clock: None,
        })
        .await?;
        let base = ApiBase::parse(&sandbox.base_url())?;
        let key = sandbox.api_key().clone();
        let client = Client::new(ClientConfig::new(key, base, randomness::system()))?;
        Ok(Self {
            reception,
            sandbox,
            client,
        })
    }
}

async fn play(ledger: &Arc<Ledger>, stage: &Stage, args: &Demo) -> Result<()> {
    output::line(&format!(
        "1. The receiver listens at {}",
        stage.reception.url()
    ))?;
    output::line(&format!(
        "2. The practice store is open at {}",
        stage.sandbox.base_url()
    ))?;
    let link = make_link(ledger, stage).await?;
    output::line(&format!(
        "3. A payment link for {NAME}, 12.50 EUR: {}",
        link.url
    ))?;
    let changes = ledger.subscribe();
    let intent = pay(&stage.sandbox.base_url(), &link.id).await?;
    output::line(&format!(
        "4. A customer paid with 4242 4242 4242 4242: {intent}"
    ))?;
    let arrived = tokio::time::timeout(PATIENCE, arrival(ledger, changes, &intent)).await;
    let payment = arrived.map_err(|_| {
        anyhow!(
            "the payment {intent} did not reach the ledger within {} seconds",
            PATIENCE.as_secs()
        )
    })??;
    output::line("5. The signed webhook arrived, was checked and recorded. The payment:")?;
    let watching = args.watch.then(|| Follow::start(ledger));
    output::json(&payment)?;
    match watching {
        Some(follow) => watch(follow, &link).await,
        None => Ok(()),
    }
}

async fn make_link(ledger: &Ledger, stage: &Stage) -> Result<LinkRow> {
    let amount = Money::new(AMOUNT, Currency::supported(CURRENCY)?)?;
    let link = NewLink {
        name: NAME.to_owned(),
        amount,
        quantity: std::num::NonZeroU32::MIN,
        metadata: links::mark(),
    };
    Ok(links::create(ledger, &stage.client, &link, None).await?)
}

/// Pays as a customer on the pay page would; gives back the intent's id.
async fn pay(practice_store: &str, link: &str) -> Result<String> {
    let customer = countertop_sandbox::local_client()?;
    let answer = customer
        .post(format!("{practice_store}/_practice/pay"))
        .header("Content-Type", "application/json")
        .body(serde_json::json!({ "payment_link": link }).to_string())
        .send()
        .await?
        .error_for_status()?;
    let paid: serde_json::Value = serde_json::from_str(&answer.text().await?)?;
    match paid["payment_intent"].as_str() {
        Some(intent) if paid["status"] == "succeeded" => Ok(intent.to_owned()),
        _ => bail!("the practice store did not take the payment; run the demonstration again"),
    }
}

/// Waits until the ledger has the whole payment: paid by the intent's own word, and known to come
/// through the link.
async fn arrival(ledger: &Ledger, mut changes: Receiver<Changes>, id: &str) -> Result<Payment> {
    loop {
        if let Some(payment) = ledger.payment(id)?
            && payment.status == PaymentStatus::Succeeded
            && payment.payment_link.is_some()
            && ledger
                .payment_events(id)?
                .iter()
                .any(|event| event.event_type.as_deref() == Some("payment_intent.succeeded"))
        {
            return Ok(payment);
        }
        match changes.recv().await {
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => bail!("the ledger was closed before the payment came"),
        }
    }
}

/// Stays until a signal comes or nobody reads any more.
async fn watch(mut follow: Follow, link: &LinkRow) -> Result<()> {
    output::line(&format!(
        "6. Pay it yourself: open {} in a browser on this computer",
        link.url
    ))?;
    output::line("   (card 4242 4242 4242 4242, any date to come, any CVC). Ctrl-C ends.")?;
    follow.ended().await
}
