//! Erasing a customer in the window: counted first, done on the merchant's word, recorded.

use std::path::PathBuf;

use countertop_domain::CustomerId;
use countertop_store::{
    ErasureCounts, ErasureRow, Person, erase_customer, remove_copies, remove_files,
};

use crate::App;
use crate::ipc::{
    CopiesOfLedger, EraseCustomer, Erased, Erasure, ErasureFigures, ErasurePreview, Erasures,
    IpcError, IpcErrorCode, PersonQuery, WorkKind,
};

impl App {
    /// What erasing a customer would take. Nothing is changed.
    ///
    /// # Errors
    /// When that is nobody, or the ledger cannot be read.
    pub async fn preview_erasure(&self, query: PersonQuery) -> Result<ErasurePreview, IpcError> {
        let person = person(&query.person)?;
        let elsewhere = self.backups_elsewhere().await?;
        self.read(move |ledger| {
            Ok(ErasurePreview {
                figures: figures(ledger.would_erase(&person)?),
                copies: shown([ledger.copies(), elsewhere].concat()),
            })
        })
        .await
    }

    /// Erases a customer from the ledger of the open account, for good.
    ///
    /// # Errors
    /// When that is nobody, another process has the ledger, or something in it is damaged: then nothing is
    /// erased.
    pub async fn erase_customer(&self, erase: EraseCustomer) -> Result<Erased, IpcError> {
        let account = self.registry().open_account().clone();
        let person = person(&erase.person)?;
        let work = self.settings.work.begin(WorkKind::Erase)?;
        let doing = work.doing();
        let elsewhere = self.backups_elsewhere().await?;
        let done = self.with_ledger_free(
            account,
            "A customer is being erased; wait a moment.",
            move |folder| {
                let erased = erase_customer(folder, &person, &mut |at| {
                    // It is one transaction, and ends as a whole.
                    let _ = doing.is_at(at.done, at.total);
                })?;
                let copies = match erase.copies {
                    CopiesOfLedger::Keep => [erased.copies, elsewhere].concat(),
                    CopiesOfLedger::Delete => {
                        [remove_copies(folder)?, remove_files(elsewhere)].concat()
                    }
                };
                Ok((erased.counts, erased.record, copies))
            },
        );
        let (counts, record, copies) = done.await?;
        Ok(Erased {
            figures: figures(counts),
            record,
            still_in: shown(copies),
            state: self.app_state().await?,
        })
    }

    /// The records that customers were erased, the newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn list_erasures(&self) -> Result<Erasures, IpcError> {
        let mut rows = self.read(|ledger| Ok(ledger.erasures()?)).await?;
        rows.sort_by_key(|it| std::cmp::Reverse(it.seq));
        Ok(Erasures {
            rows: rows.iter().map(erasure).collect(),
        })
    }
}

/// Who is meant: one of Stripe's customers, or everybody with this address.
fn person(text: &str) -> Result<Person, IpcError> {
    let text = text.trim();
    if text.contains('@') {
        return Person::by_email(text).map_err(|error| nobody(&crate::refusals::sentence(&error)));
    }
    match text.parse::<CustomerId>() {
        Ok(id) => Ok(Person::Customer(id)),
        Err(_) => Err(nobody(
            "Write an e-mail address such as name@example.com, or a customer's id, which begins with cus_.",
        )),
    }
}

fn nobody(message: &str) -> IpcError {
    IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "person")
}

fn figures(counts: ErasureCounts) -> ErasureFigures {
    ErasureFigures {
        events: counts.events,
        answers: counts.answers,
        notes: counts.notes,
        documents: counts.documents,
        payments: counts.payments,
        same_email: counts.same_email,
    }
}

fn erasure(row: &ErasureRow) -> Erasure {
    Erasure {
        record: row.seq,
        at: row.at.0,
        events: row.events,
        answers: row.answers,
        notes: row.notes,
        documents: row.documents,
        payments: row.payments,
    }
}

fn shown(paths: Vec<PathBuf>) -> Vec<String> {
    paths.iter().map(|it| it.display().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_an_address_or_an_id() {
        for (text, expected) in [
            (" ana@example.com ", Ok(())),
            ("cus_123", Ok(())),
            ("pi_123", Err("cus_")),
            ("Ana", Err("cus_")),
            ("", Err("cus_")),
            ("ana@", Err("name@example.com")),
        ] {
            let found = person(text).map(|_| ());
            match expected {
                Ok(()) => assert!(found.is_ok(), "{text}"),
                Err(part) => {
                    let error = found.unwrap_err();
                    assert!(error.message.contains(part), "{text}: {}", error.message);
                    assert!(
                        text.trim().is_empty() || !error.message.contains(text),
                        "{text}"
                    );
                }
            }
        }
    }
}
