//! What the ledger can be asked of links.

use std::collections::{BTreeMap, BTreeSet};

use countertop_domain::{Object, ObjectKind, Product, ProductId, UnixSeconds};

use crate::{
    Ledger, LinkDay, LinkFigures, LinkFilter, LinkListPage, LinkListing, LinkReference, LinkRow,
    Page, StoreError, StoredEvent, event, fetched, link, link_figures, link_list, snapshot,
};

impl Ledger {
    /// A page of links, each with what came in through it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn links(&self, filter: &LinkFilter) -> Result<Page<(LinkRow, LinkFigures)>, StoreError> {
        self.readers.read(|connection| {
            let page = link::list(connection, filter)?;
            let with_figures = |row| Ok((link_figures::of(connection, &row)?, row));
            let rows = page.rows.into_iter().map(with_figures);
            let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
            let rows = rows
                .into_iter()
                .map(|(figures, row)| (row, figures))
                .collect();
            Ok(Page {
                rows,
                next: page.next,
            })
        })
    }

    /// One link, with what came in through it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link(&self, id: &str) -> Result<Option<(LinkRow, LinkFigures)>, StoreError> {
        self.readers.read(|connection| {
            let Some(row) = link::get(connection, id)? else {
                return Ok(None);
            };
            let figures = link_figures::of(connection, &row)?;
            Ok(Some((row, figures)))
        })
    }

    /// Whether a link is paid at this address, which has nothing added to it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn is_pay_page(&self, url: &str) -> Result<bool, StoreError> {
        self.readers
            .read(|connection| Ok(link::has_url(connection, url)?))
    }

    /// The names of links, by id; links without a known name are left out.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_names(
        &self,
        ids: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        self.readers
            .read(|connection| Ok(link::names(connection, ids)?))
    }

    /// A page of links in any order, with how many there are in each state.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn list_links(&self, listing: &LinkListing) -> Result<LinkListPage, StoreError> {
        self.readers
            .read(|connection| link_list::page(connection, listing))
    }

    /// What was paid through each link on days that begin at these times, the oldest first; each lasts
    /// until the next begins, the last goes on. They have to begin with a quarter of an hour.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_days(
        &self,
        links: &[&LinkRow],
        days: &[UnixSeconds],
    ) -> Result<Vec<Vec<LinkDay>>, StoreError> {
        self.readers.read(|connection| {
            let of = |link: &&LinkRow| link_list::days(connection, link, days);
            Ok(links.iter().map(of).collect::<rusqlite::Result<_>>()?)
        })
    }

    /// What came in through a link by the `client_reference_id` that its address carried, in the order of
    /// these.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn link_references(&self, link: &str) -> Result<Vec<LinkReference>, StoreError> {
        self.readers
            .read(|connection| Ok(link_list::references(connection, link)?))
    }

    /// What is known of products; of one that is not known nothing is told.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn products(&self, ids: &BTreeSet<ProductId>) -> Result<Vec<Product>, StoreError> {
        self.readers.read(|connection| {
            let mut products = Vec::new();
            for id in ids {
                let known = snapshot::get(connection, ObjectKind::Product, id.as_str())?;
                if let Some(Object::Product(product)) = known.map(|it| it.seen.object) {
                    products.push(product);
                }
            }
            Ok(products)
        })
    }

    /// The newest events about an object, newest first, up to 200, with their bytes.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the bytes are damaged.
    pub fn events_about(&self, id: &str) -> Result<Vec<StoredEvent>, StoreError> {
        const MOST: usize = 200;
        self.readers.read(|connection| {
            let rows = event::about(connection, &[id.to_owned()])?;
            let events = rows.into_iter().take(MOST);
            let events = events.map(|row| event::get(connection, &row.id));
            let events = events.collect::<Result<Vec<_>, _>>()?;
            Ok(events.into_iter().flatten().collect())
        })
    }

    /// Those of Stripe's ids of requests that were made here.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn requests_of_ours(&self, ids: &BTreeSet<String>) -> Result<BTreeSet<String>, StoreError> {
        self.readers
            .read(|connection| Ok(fetched::known_requests(connection, ids)?))
    }
}
