//! The commands, one file each.

mod backfill;
mod backups;
mod db;
mod deliveries;
mod demo;
mod diagnostics;
mod doctor;
mod erase;
mod events;
mod export_all;
mod follow;
mod history;
mod import;
mod links;
mod links_change;
mod links_create;
mod links_file;
mod links_import;
mod links_qr;
mod links_schedule;
mod list;
mod payments;
mod payouts;
mod sandbox;
mod serve;
mod wipe;

use anyhow::Result;
use countertop_app::links::Activity;
use countertop_domain::ActKind;

use crate::args::{
    Cli, Command, Db, Deliveries, Disputes, Events, History, Links, Payments, Payouts,
};

/// Runs a command.
///
/// # Errors
/// What keeps it from being done, as one sentence.
pub fn run(cli: &Cli) -> Result<()> {
    let global = &cli.global;
    match &cli.command {
        Command::Serve(args) => serve::run(global, args),
        Command::Backfill(args) => backfill::run(global, args),
        Command::History(History::Import(args)) => history::import(global, args),
        Command::History(History::Show) => history::show(global),
        Command::Demo(args) => demo::run(global, args),
        Command::Payments(Payments::List(args)) => payments::list(global, args),
        Command::Payments(Payments::Show { id }) => payments::show(global, id),
        Command::Payments(Payments::Refund(args)) => payments::refund(global, args),
        Command::Payments(Payments::Capture(args)) => payments::capture(global, args),
        Command::Payments(Payments::Cancel(args)) => payments::cancel(global, args),
        Command::Payments(Payments::Fulfil { id, undo }) => {
            let act = match undo {
                true => ActKind::Unfulfilled,
                false => ActKind::Fulfilled,
            };
            payments::fulfil(global, id, act)
        }
        Command::Events(Events::List(args)) => events::list(global, args),
        Command::Events(Events::Get { id }) => events::get(global, id),
        Command::Events(Events::Import { files }) => import::run(global, files),
        Command::Deliveries(Deliveries::List(args)) => deliveries::list(global, args),
        Command::Payouts(Payouts::List(args)) => payouts::list(global, args),
        Command::Disputes(Disputes::List(args)) => payouts::list_disputes(global, args),
        Command::Links(Links::Create(args)) => links_create::run(global, args),
        Command::Links(Links::Import(args)) => links_import::run(global, args),
        Command::Links(Links::Update(args)) => links_change::update(global, args),
        Command::Links(Links::Activate(link)) => {
            links_change::set_active(global, &link.id, Activity::Open)
        }
        Command::Links(Links::Deactivate(link)) => {
            links_change::set_active(global, &link.id, Activity::Closed)
        }
        Command::Links(Links::Duplicate(args)) => links_change::duplicate(global, args),
        Command::Links(Links::Schedule(args)) => links_schedule::run(global, args),
        Command::Links(Links::Qr(args)) => links_qr::run(global, args),
        Command::Links(Links::List(args)) => links::list(global, args),
        Command::Links(Links::Show { id }) => links::show(global, id),
        Command::Diagnostics { out } => diagnostics::run(global, out.as_deref()),
        Command::Doctor(args) => doctor::run(global, args),
        Command::Sandbox(args) => sandbox::run(global, args),
        Command::Db(Db::Check) => db::check(global),
        Command::Db(Db::Backup { out: Some(out) }) => db::back_up(global, out),
        Command::Db(Db::Backup { out: None }) => backups::make_one(global),
        Command::Db(Db::Backups(args)) => backups::run(global, args),
        Command::Db(Db::Restore { from }) => db::restore(global, from),
        Command::Db(Db::Rebuild) => db::rebuild(global),
        Command::Db(Db::Salvage) => db::salvage(global),
        Command::Db(Db::Erase(args)) => erase::run(global, args),
        Command::Db(Db::Export { out }) => export_all::run(global, out),
        Command::Db(Db::Wipe { yes: true }) => wipe::run(global),
        Command::Db(Db::Wipe { yes: false }) => wipe::refuse(global),
        Command::Db(Db::Info) => db::info(global),
    }
}
