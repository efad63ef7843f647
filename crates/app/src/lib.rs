//! Use cases: what the window, the CLI and the dev server call.

pub mod ipc;

use ipc::*;

/// The app.
pub struct App;

macro_rules! stub { ($($n:ident($($a:ty)?) -> $r:ty;)+) => { impl App { $(
    /// .
    pub async fn $n(&self $(, _q: $a)?) -> Result<$r, IpcError> { Err(IpcError::new(IpcErrorCode::Internal, "")) } )+ } } }
stub! { app_state() -> AppState; open_practice_store() -> AppState; home(HomeQuery) -> Home; list_payments(PaymentsQuery) -> PaymentPage; show_payment(PaymentQuery) -> PaymentDetail; list_links(LinkQuery) -> LinkPage; create_link(NewLink) -> LinkRow; link_qr(QrQuery) -> QrCode; }
