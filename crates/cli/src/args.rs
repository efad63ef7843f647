//! The command line: commands, options and what their values must look like.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use countertop_domain::{Currency, PaymentLinkId};
use countertop_store::Cursor;
use jiff::tz::TimeZone;
use url::Url;

pub use crate::args_db::{Db, DbBackups, DbErase, Switch};
pub use crate::args_history::{History, HistoryImport};
pub use crate::args_links::{
    DecimalMark, LinkNamed, LinksDuplicate, LinksImport, LinksQr, LinksSchedule, LinksUpdate,
    PosterLook,
};
pub use crate::args_payments::{PaymentsCancel, PaymentsCapture, PaymentsRefund, RefundWhy};
use crate::dates::{self, When};
use crate::values;

const ENVIRONMENT: &str = "Environment:
  COUNTERTOP_DATA_DIR        the ledger's folder, when --data-dir is not given
  COUNTERTOP_API_KEY         Stripe's secret or restricted key, when --api-key-file is not given
  COUNTERTOP_API_BASE        where the API is, without /v1 (default: Stripe's; plain http only on
                             this computer; a live key goes only to Stripe's own host)
  COUNTERTOP_WEBHOOK_SECRET  the endpoint's signing secret; several, separated by commas, while one
                             is being rolled
  COUNTERTOP_LOG             what is logged on stderr, such as debug or countertop_store=debug

Exit codes: 0 done; 1 the world refused (port, file, key, secret, API); 2 the command line is wrong.";

/// Create Stripe payment links and watch the payments arrive, without a window.
#[derive(Debug, Parser)]
#[command(name = "countertop-cli", version, after_help = ENVIRONMENT, max_term_width = 100)]
pub struct Cli {
    /// What goes with every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The options that go with every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The ledger's folder, made when missing [default: countertop/cli in your data folder]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help_heading = "Global options"
    )]
    pub data_dir: Option<PathBuf>,
    /// Which ledger, in a folder that holds several
    #[arg(
        long,
        global = true,
        value_name = "ACCT[:test|:live]",
        help_heading = "Global options"
    )]
    pub account: Option<String>,
    /// A file that holds Stripe's secret or restricted key
    #[arg(long, global = true, value_name = "F", help_heading = "Global options")]
    pub api_key_file: Option<PathBuf>,
    /// How the log on stderr is written
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Global options"
    )]
    pub log_format: LogFormat,
    /// Print one JSON object a line instead of a table; all but lists print JSON anyway
    #[arg(long, global = true, help_heading = "Global options")]
    pub json: bool,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Receive Stripe's webhooks into the ledger until told to stop
    Serve(Serve),
    /// Catch up from the API: read its list of events to the end, and say what is proven by it
    Backfill(Backfill),
    /// Import what is older than the API's list of events, from the objects themselves
    #[command(subcommand)]
    History(History),
    /// Play the whole path in the terminal: a practice store, a link, a payment, the ledger
    Demo(Demo),
    /// Show the payments in the ledger
    #[command(subcommand)]
    Payments(Payments),
    /// Show or import the events that the ledger was told
    #[command(subcommand)]
    Events(Events),
    /// Show what came to the receiver, and what was answered
    #[command(subcommand)]
    Deliveries(Deliveries),
    /// Show what Stripe sends to the bank
    #[command(subcommand)]
    Payouts(Payouts),
    /// Show what customers' banks take back, and until when one can answer
    #[command(subcommand)]
    Disputes(Disputes),
    /// Create and show payment links
    #[command(subcommand)]
    Links(Links),
    /// Run an offline Stripe on this computer, to practise and to test against
    Sandbox(Sandbox),
    /// Look after the ledger's file
    #[command(subcommand)]
    Db(Db),
    /// Say what works, what does not, and what to do: key, secret, port, clock, disk, ledger
    Doctor(Doctor),
    /// Show or save what helps to find a fault, with nothing of keys or customers in it
    Diagnostics {
        /// Save it as this zip file, which must not exist yet [default: show all that would be in it]
        #[arg(long, value_name = "F.zip")]
        out: Option<PathBuf>,
    },
}

/// What is looked at, besides what the environment names.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Try whether the receiver could listen here
    #[arg(long, value_name = "127.0.0.1:PORT", value_parser = values::loopback)]
    pub listen: Option<SocketAddr>,
    /// A file that holds the endpoint's signing secret
    #[arg(long, value_name = "F")]
    pub webhook_secret_file: Vec<PathBuf>,
}

/// How to receive.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen: a loopback address; port 0 picks a free one
    #[arg(long, value_name = "127.0.0.1:PORT", value_parser = values::loopback)]
    pub listen: SocketAddr,
    /// A file that holds the endpoint's signing secret; give it twice while one is being rolled
    #[arg(long, value_name = "F")]
    pub webhook_secret_file: Vec<PathBuf>,
    /// Ask the API for nothing: neither catch up nor fetch what payments lack
    #[arg(long)]
    pub no_backfill: bool,
    /// Go on printing each payment that changes, as a line of JSON
    #[arg(long)]
    pub follow: bool,
    /// Show our numbers to Prometheus at /metrics of this loopback address; port 0 picks a free one
    #[arg(long, value_name = "127.0.0.1:PORT", value_parser = values::loopback)]
    pub metrics: Option<SocketAddr>,
}

/// From when to catch up.
#[derive(Debug, Args)]
pub struct Backfill {
    /// Read all events from this time on, once more [default: what is not known to be complete]
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub from: Option<When>,
    /// Where a bare date has its midnight, such as Europe/Rome
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}

/// How to play the demonstration.
#[derive(Debug, Args)]
pub struct Demo {
    /// Stay: pay the link in a browser, and see payments as they come
    #[arg(long)]
    pub watch: bool,
}

/// What to do with payments.
#[derive(Debug, Subcommand)]
pub enum Payments {
    /// List payments, newest first
    List(PaymentsList),
    /// Print a payment and its timeline
    Show {
        /// The payment's id: pi_…, or ch_… or py_… where there is no intent
        id: String,
    },
    /// Give money back, and print the payment
    Refund(PaymentsRefund),
    /// Take the money that an uncaptured payment holds, and print the payment
    Capture(PaymentsCapture),
    /// Cancel a payment that is not paid, and print it
    Cancel(PaymentsCancel),
    /// Say that a paid order was handed over, and print the payment
    Fulfil {
        /// The payment's id
        id: String,
        /// Take that back
        #[arg(long)]
        undo: bool,
    },
}

/// Which payments.
#[derive(Debug, Args)]
pub struct PaymentsList {
    /// Only those with this status, such as succeeded, failed or refunded
    #[arg(long, value_name = "S", value_parser = values::status)]
    pub status: Option<String>,
    /// Only those in this currency, such as eur
    #[arg(long, value_name = "C", value_parser = values::currency)]
    pub currency: Option<Currency>,
    /// Only those that came through this link
    #[arg(long, value_name = "ID", value_parser = values::link_id)]
    pub link: Option<PaymentLinkId>,
    /// Only those with all of these words in id, e-mail, name, description, link or last digits
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Which part of the list.
    #[command(flatten)]
    pub span: Span,
}

/// What to do with events.
#[derive(Debug, Subcommand)]
pub enum Events {
    /// List events, newest first
    List(EventsList),
    /// Write an event's exact bytes
    Get {
        /// The event's id, or sha256:HEX of a body that is no event
        id: String,
    },
    /// Take up events from files: one event, an array, a Stripe list object, or JSON Lines
    Import {
        /// The files; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// Which events.
#[derive(Debug, Args)]
pub struct EventsList {
    /// Only those of this type, such as payment_intent.succeeded
    #[arg(long = "type", value_name = "T")]
    pub event_type: Option<String>,
    /// Which part of the list.
    #[command(flatten)]
    pub span: Span,
}

/// What to do with deliveries.
#[derive(Debug, Subcommand)]
pub enum Deliveries {
    /// List what came to the receiver, newest first, a bounded number
    List(Span),
}

/// What to do with payouts.
#[derive(Debug, Subcommand)]
pub enum Payouts {
    /// List payouts, newest first
    List(Span),
}

/// What to do with disputes.
#[derive(Debug, Subcommand)]
pub enum Disputes {
    /// List disputes, newest first
    List(Span),
}

/// What to do with links.
#[derive(Debug, Subcommand)]
pub enum Links {
    /// Create a link and print it
    Create(LinksCreate),
    /// List links, newest first
    List(LinksList),
    /// Print a link
    Show {
        /// The link's id: plink_…
        #[arg(value_parser = values::link_id)]
        id: PaymentLinkId,
    },
    /// Change a link as the API's parameters in a file say, and print it
    Update(LinksUpdate),
    /// Open a link, so that it can be paid, and print it
    Activate(LinkNamed),
    /// Close a link, so that it cannot be paid, and print it
    Deactivate(LinkNamed),
    /// Make another link like this one, which may be closed, and print the new one
    Duplicate(LinksDuplicate),
    /// Say when a link opens and closes, and print it
    Schedule(LinksSchedule),
    /// Make the links of a CSV table, each once however often it is repeated; print a line for each row
    Import(LinksImport),
    /// Save the QR code of a link as a picture or a drawing
    Qr(LinksQr),
}

/// What is sold.
#[derive(Debug, Args)]
pub struct LinksCreate {
    /// A JSON file with the API's own parameters; - is standard input
    #[arg(long, value_name = "F.json", conflicts_with_all = ["name", "amount", "currency", "quantity"])]
    pub file: Option<PathBuf>,
    /// What is sold, as the customer reads it
    #[arg(long, value_name = "N", value_parser = values::name, required_unless_present = "file")]
    pub name: Option<String>,
    /// The price of one, as an integer in the currency's minor unit: 1250 for 12.50 EUR
    #[arg(
        long,
        value_name = "MINOR",
        value_parser = values::amount,
        allow_negative_numbers = true,
        required_unless_present = "file"
    )]
    pub amount: Option<i64>,
    /// The currency, such as eur
    #[arg(long, value_name = "C", value_parser = values::currency, required_unless_present = "file")]
    pub currency: Option<Currency>,
    /// How many are sold at once [default: 1]
    #[arg(long, value_name = "Q", value_parser = values::quantity, allow_negative_numbers = true)]
    pub quantity: Option<NonZeroU32>,
    /// Make it once under this key, however often the command is run
    #[arg(long, value_name = "KEY", value_parser = values::once_key)]
    pub once: Option<String>,
}

/// Which links.
#[derive(Debug, Args)]
pub struct LinksList {
    /// Which part of the list.
    #[command(flatten)]
    pub span: Span,
}

/// How to run the offline Stripe.
#[derive(Debug, Args)]
pub struct Sandbox {
    /// Where to listen: a loopback address; port 0 picks a free one
    #[arg(long, value_name = "127.0.0.1:PORT", value_parser = values::loopback)]
    pub listen: SocketAddr,
    /// Where events are delivered, such as http://127.0.0.1:4242/webhook
    #[arg(long, value_name = "URL", value_parser = values::web_address)]
    pub webhook_url: Option<Url>,
    /// A file that holds the secret to sign deliveries with
    #[arg(long, value_name = "F", requires = "webhook_url")]
    pub webhook_secret_file: Option<PathBuf>,
    /// Fixes ids and chance, for a store that is made new
    #[arg(long, value_name = "N", value_parser = values::seed)]
    pub seed: Option<u64>,
    /// How many payments a store that is made new has had before
    #[arg(long, value_name = "N", value_parser = values::payments, default_value = "0", hide_default_value = true)]
    pub payments: u32,
    /// When the clock of a store that is made new begins; left out: now
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub clock: Option<When>,
    /// Where a bare date has its midnight, such as Europe/Rome
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}

/// Which part of a list.
#[derive(Debug, Args)]
pub struct Span {
    /// At most so many rows, 1 to 1000
    #[arg(long, value_name = "N", default_value = "50", value_parser = values::limit, allow_negative_numbers = true)]
    pub limit: u32,
    /// Go on after this cursor: the text after "next" of the page before
    #[arg(long, value_name = "CURSOR", value_parser = values::cursor, allow_hyphen_values = true)]
    pub after: Option<Cursor>,
    /// Only what was created from this time on
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub from: Option<When>,
    /// Only what was created before this time
    #[arg(long, value_name = "DATE", allow_negative_numbers = true)]
    pub to: Option<When>,
    /// Where a bare date has its midnight, such as Europe/Rome
    #[arg(long, value_name = "TZ", default_value = "UTC", value_parser = dates::zone)]
    pub timezone: TimeZone,
}
