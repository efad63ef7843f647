//! Views of the table of payments that the merchant keeps, and the columns as they were left.

use countertop_store::{Document, Ledger};
use serde::{Deserialize, Serialize};

use crate::ipc::{
    IpcError, IpcErrorCode, KeepPaymentColumns, OrderState, PaymentColumn, PaymentView,
    PaymentViewChoice, PaymentViews, SavePaymentView, ShownColumn,
};
use crate::{App, randomness};

/// The kind of the views among the ledger's documents.
const VIEW: &str = "payment_view";
/// The one document that holds the columns.
const COLUMNS: (&str, &str) = ("payment_columns", "window");
/// How many views there may be.
const MOST: usize = 100;
/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The longest search, in characters.
const LONGEST_SEARCH: usize = 500;
/// How wide a column may be, in pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=2_000;

/// A view as the ledger keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    #[serde(default)]
    search: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    order: Option<OrderState>,
    #[serde(default)]
    columns: Vec<ShownColumn>,
}

impl App {
    /// All views, and the columns as they were left.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn list_payment_views(&self) -> Result<PaymentViews, IpcError> {
        self.read(|ledger| {
            let columns = ledger.document(COLUMNS.0, COLUMNS.1)?;
            let columns = columns.and_then(|it| serde_json::from_value(it.body).ok());
            Ok(PaymentViews {
                rows: all(ledger)?,
                columns: columns.unwrap_or_default(),
            })
        })
        .await
    }

    /// Keeps a view, or changes one.
    ///
    /// # Errors
    /// When a part of it breaks a rule, there are too many, or the ledger cannot be written.
    pub async fn save_payment_view(&self, save: SavePaymentView) -> Result<PaymentView, IpcError> {
        let name = checked_name(&save)?;
        check_columns(&save.columns)?;
        let shop = self.shop().await?;
        let before = all(shop.ledger())?;
        let others = |it: &&PaymentView| Some(&it.id) != save.id.as_ref();
        if before.iter().filter(others).any(|it| it.name == name) {
            let message = format!("There is a view “{name}” already; choose another name.");
            return Err(IpcError::of_field("name", message));
        }
        let id = match save.id {
            Some(id) if before.iter().any(|it| it.id == id) => id,
            Some(_) => {
                let message = "This view is not there any more; keep it as a new one.";
                return Err(IpcError::new(IpcErrorCode::NotFound, message));
            }
            None if before.len() >= MOST => {
                let message = format!("There are {MOST} views, which is the most; remove one.");
                return Err(IpcError::of_field("name", message));
            }
            None => randomness::installation_id(),
        };
        let kept = Kept {
            name,
            search: save.search.trim().to_owned(),
            status: save.status,
            order: save.order,
            columns: save.columns,
        };
        // Plain data: it can always be written.
        let body = serde_json::to_value(&kept).unwrap_or_default();
        shop.ledger().put_document(VIEW, &id, &body).await?;
        Ok(view(id, kept))
    }

    /// Removes a view; one that is not there is removed already.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn remove_payment_view(&self, choice: PaymentViewChoice) -> Result<(), IpcError> {
        let shop = self.shop().await?;
        shop.ledger().remove_document(VIEW, &choice.id).await?;
        Ok(())
    }

    /// Keeps the columns for the next start.
    ///
    /// # Errors
    /// When they break a rule, or the ledger cannot be written.
    pub async fn keep_payment_columns(&self, keep: KeepPaymentColumns) -> Result<(), IpcError> {
        let (kind, id) = COLUMNS;
        let shop = self.shop().await?;
        if keep.columns.is_empty() {
            shop.ledger().remove_document(kind, id).await?;
            return Ok(());
        }
        check_columns(&keep.columns)?;
        let body = serde_json::to_value(&keep.columns).unwrap_or_default();
        shop.ledger().put_document(kind, id, &body).await?;
        Ok(())
    }
}

fn checked_name(save: &SavePaymentView) -> Result<String, IpcError> {
    let name = save.name.trim().to_owned();
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) {
        let message = format!("Give the view a name of 1 to {LONGEST_NAME} characters.");
        return Err(IpcError::of_field("name", message));
    }
    if save.search.chars().count() > LONGEST_SEARCH {
        let message = format!("A view keeps a search of up to {LONGEST_SEARCH} characters.");
        return Err(IpcError::of_field("search", message));
    }
    Ok(name)
}

/// Each column once, amount and status among them; none at all are those that are usually shown.
fn check_columns(columns: &[ShownColumn]) -> Result<(), IpcError> {
    let refused = |message: &str| Err(IpcError::of_field("columns", message));
    let shown = |column| columns.iter().filter(|it| it.column == column).count();
    if columns.iter().any(|it| shown(it.column) > 1) {
        return refused("A column can be shown once only.");
    }
    let always = [PaymentColumn::Amount, PaymentColumn::Status];
    if !columns.is_empty() && always.into_iter().any(|it| shown(it) == 0) {
        return refused("Amount and status are always shown.");
    }
    let is_odd = |width: u32| !WIDTHS.contains(&width);
    if columns.iter().any(|it| it.width.is_some_and(is_odd)) {
        return refused("A column is between 40 and 2000 pixels wide.");
    }
    Ok(())
}

fn all(ledger: &Ledger) -> Result<Vec<PaymentView>, IpcError> {
    let kept = ledger.documents(VIEW)?;
    let mut rows: Vec<_> = kept.into_iter().filter_map(read).collect();
    rows.sort_by_cached_key(|it| (it.name.to_lowercase(), it.name.clone()));
    Ok(rows)
}

fn read(document: Document) -> Option<PaymentView> {
    let kept = serde_json::from_value(document.body).ok()?;
    Some(view(document.id, kept))
}

fn view(id: String, kept: Kept) -> PaymentView {
    PaymentView {
        id,
        name: kept.name,
        search: kept.search,
        status: kept.status,
        order: kept.order,
        columns: kept.columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shown_once_and_never_without_amount_and_status() {
        use PaymentColumn::{Amount, Customer, Status};
        for (columns, expected) in [
            (vec![], true),
            (vec![(Status, None), (Amount, Some(120))], true),
            (vec![(Amount, None), (Status, None), (Amount, None)], false),
            (vec![(Amount, None), (Customer, None)], false),
            (vec![(Amount, Some(39)), (Status, None)], false),
            (vec![(Amount, Some(2_001)), (Status, None)], false),
        ] {
            let columns: Vec<_> = columns
                .into_iter()
                .map(|(column, width)| ShownColumn { column, width })
                .collect();
            assert_eq!(check_columns(&columns).is_ok(), expected, "{columns:?}");
        }
    }
}
