//! Serving a customer: from the first look at a page to what follows an attempt to pay.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;

use super::bank::Question;
use super::form::{Form, Wants};
use super::language::Reader;
use super::load::{self, Finished, Loaded};
use super::view::{Mark, Notice, View};
use super::words::fill;
use super::{after, bank, closed, id_of, invoice, money, page, papers, path_of, reply, words};
use crate::checkout::{self, Closed, Outcome, Refused, Visit, Visitor};
use crate::http::{Shop, read_body};
use crate::payment::{Authentication, Decline};
use crate::state::{Cause, Kind, StateError, Work};

/// Largest form: far more than any page asks for.
const LARGEST_FORM: usize = 64 * 1024;

/// A shop, and the customer who is served.
pub(super) struct Till {
    pub(super) shop: Shop,
    pub(super) reader: Reader,
}

/// How the press of a button ended.
enum Pressed {
    Tried(Outcome),
    /// The customer's choice changed the total: they have to see it before they pay it.
    Repriced(Box<Visit>),
}

impl Till {
    pub(super) fn new(shop: Shop, reader: Reader) -> Self {
        Self { shop, reader }
    }

    pub(super) async fn open(&self, slug: String, visitor: Visitor) -> Response {
        match self.open_visit(slug, visitor).await {
            Ok(visit) => self.plain_page(&visit).await,
            Err(refused) => self.refusal(&refused, None),
        }
    }

    pub(super) async fn pay_at_once(&self, slug: String, body: Body) -> Response {
        match self.open_visit(slug, Visitor::default()).await {
            Ok(visit) => self.submit(visit, body).await,
            Err(refused) => self.refusal(&refused, None),
        }
    }

    pub(super) async fn show(&self, slug: String, session: String) -> Response {
        match self.load(slug.clone(), session).await {
            Ok(Loaded::Open(visit)) => self.plain_page(&visit).await,
            Ok(Loaded::Complete(finished)) => self.confirmation(&finished),
            Err(refused @ Refused::Closed(Closed::Expired)) => self.expired(&refused, slug).await,
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// A checkout that was open for too long. Where a link leads to it, it leads to another.
    async fn expired(&self, refused: &Refused, slug: String) -> Response {
        let path = self.reader.keep(&format!("/pay/{slug}"));
        let work = move |work: &mut Work<'_>| checkout::link_by_slug(work, &slug);
        let link = self.shop.state.read::<_, StateError>(work).await;
        let again = matches!(link, Ok(Some(_))).then_some(path.as_str());
        let page = closed::page(refused, again, self.reader.usual_language());
        reply::html(StatusCode::GONE, page, &reply::Allowed::default())
    }

    pub(super) async fn pay(&self, slug: String, session: String, body: Body) -> Response {
        match self.load(slug, session).await {
            Ok(Loaded::Open(visit)) => self.submit(*visit, body).await,
            Ok(Loaded::Complete(finished)) => self.leave(&finished),
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// The page on which the customer's bank asks.
    pub(super) async fn ask(&self, slug: String, session: String) -> Response {
        let visit = match self.load(slug, session).await {
            Ok(Loaded::Open(visit)) => *visit,
            Ok(Loaded::Complete(finished)) => return self.leave(&finished),
            Err(refused) => return self.refusal(&refused, None),
        };
        let session = visit.session.clone();
        let work = move |work: &mut Work<'_>| load::waiting_method(work, &session);
        let method = match self.shop.state.read::<_, StateError>(work).await {
            Ok(method) => method,
            Err(error) => return self.refusal(&error.into(), Some(&visit)),
        };
        let question = Question {
            amount: visit.session["amount_total"].as_i64(),
            currency: visit.session["currency"].as_str().unwrap_or_default(),
            method: &method,
            path: &format!("{}/authenticate", path_of(&visit.session)),
        };
        let language = self.reader.language(&visit.session);
        let page = bank::page(&question, &self.reader, language);
        reply::html(StatusCode::OK, page, &reply::Allowed::of(&visit.session))
    }

    pub(super) async fn confirm(
        &self,
        slug: String,
        session: String,
        said: Authentication,
    ) -> Response {
        let visit = match self.load(slug, session).await {
            Ok(Loaded::Open(visit)) => *visit,
            Ok(Loaded::Complete(finished)) => return self.leave(&finished),
            Err(refused) => return self.refusal(&refused, None),
        };
        let asked = visit.clone();
        let work = move |work: &mut Work<'_>| checkout::authenticate(work, asked, said);
        let outcome = self.shop.state.write(Cause::request(), work).await;
        self.answer(visit, &Form::default(), outcome).await
    }

    /// Opens a session at a link.
    async fn open_visit(&self, slug: String, visitor: Visitor) -> Result<Visit, Refused> {
        let work = move |work: &mut Work<'_>| {
            let link = checkout::link_by_slug(work, &slug)?.ok_or(Closed::Unknown)?;
            checkout::open_session(work, &link, &visitor)
        };
        self.shop.state.write(Cause::request(), work).await
    }

    async fn load(&self, slug: String, session: String) -> Result<Loaded, Refused> {
        let work = move |work: &mut Work<'_>| load::session(work, &slug, &session);
        self.shop.state.read(work).await
    }

    async fn submit(&self, visit: Visit, body: Body) -> Response {
        let language = self.reader.language(&visit.session);
        let body = match read_body(body, LARGEST_FORM).await {
            Ok(body) => body,
            Err(error) => {
                let page = closed::unread(error, language);
                return reply::html(error.status(), page, &reply::Allowed::default());
            }
        };
        let currency = visit.session["currency"].as_str().unwrap_or_default();
        let form = Form::read(&body, currency, language);
        if form.wants == Wants::Total || !form.errors.is_empty() {
            return self.total_again(visit, &form).await;
        }
        let session = id_of(&visit.session);
        let submission = form.submission.clone();
        let shown = form.shown_total;
        let work = move |work: &mut Work<'_>| {
            let mut visit = load::again(work, &session)?;
            if let Some(shown) = shown {
                visit = checkout::reprice(work, visit, &submission)?;
                if visit.session["amount_total"] != shown {
                    return Ok(Pressed::Repriced(Box::new(visit)));
                }
            }
            checkout::submit(work, visit, &submission).map(Pressed::Tried)
        };
        match self.shop.state.write(Cause::request(), work).await {
            Ok(Pressed::Repriced(visit)) => self.show_total(&visit, &form).await,
            Ok(Pressed::Tried(outcome)) => self.answer(visit, &form, Ok(outcome)).await,
            Err(refused) => self.answer(visit, &form, Err(refused)).await,
        }
    }

    /// Works the total out again for what the customer chose, without paying.
    async fn total_again(&self, visit: Visit, form: &Form) -> Response {
        let session = id_of(&visit.session);
        let submission = form.submission.clone();
        let work = move |work: &mut Work<'_>| {
            let visit = load::again(work, &session)?;
            checkout::reprice(work, visit, &submission)
        };
        let (visit, errors) = match self.shop.state.write(Cause::request(), work).await {
            Ok(visit) => (visit, form.errors.clone()),
            Err(Refused::Fields(mut errors)) => {
                errors.extend(form.errors.clone());
                (visit, errors)
            }
            Err(refused) => return self.refusal(&refused, Some(&visit)),
        };
        let status = match errors.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let notice = Notice::of_errors(errors, self.reader.language(&visit.session));
        self.page(status, &visit, form, &notice).await
    }

    /// Asks the customer to look at a total that they have not seen yet.
    async fn show_total(&self, visit: &Visit, form: &Form) -> Response {
        let language = self.reader.language(&visit.session);
        let total = money::of_object(&visit.session, "amount_total", language);
        let text = language.words().form.total_changed;
        let notice = Notice::to_look_at(fill(text, &[("total", &total)]));
        self.page(StatusCode::CONFLICT, visit, form, &notice).await
    }

    /// The page that follows an attempt.
    async fn answer(
        &self,
        visit: Visit,
        form: &Form,
        outcome: Result<Outcome, Refused>,
    ) -> Response {
        let decline = match outcome {
            Ok(Outcome::Succeeded { .. } | Outcome::Processing { .. } | Outcome::Free) => {
                return self.done(&visit).await;
            }
            Ok(Outcome::Voucher { intent }) => {
                return reply::see_other(&self.reader.keep(&format!("/pay/voucher/{intent}")));
            }
            Ok(Outcome::RequiresAction { .. }) => {
                let bank = format!("{}/authenticate", path_of(&visit.session));
                return reply::see_other(&self.reader.keep(&bank));
            }
            Ok(Outcome::Declined { decline, .. }) | Err(Refused::Card(decline)) => decline,
            Err(Refused::Fields(errors)) => {
                let language = self.reader.language(&visit.session);
                let notice = Notice::of_errors(form.visible(errors), language);
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return self.page(status, &visit, form, &notice).await;
            }
            Err(refused) => return self.refusal(&refused, Some(&visit)),
        };
        let id = id_of(&visit.session);
        let work = move |work: &mut Work<'_>| load::again(work, &id);
        match self.shop.state.read(work).await {
            Ok(visit) => self.declined(&visit, form, &decline).await,
            Err(refused) => self.refusal(&refused, Some(&visit)),
        }
    }

    /// The page after a decline: what the bank says stands above the form; what was mistyped, at
    /// its field.
    async fn declined(&self, visit: &Visit, form: &Form, decline: &Decline) -> Response {
        let mistyped = decline.is_mistyped();
        let sentence = words::decline(decline, self.reader.language(&visit.session));
        let mark = Mark {
            field: decline.field.to_owned(),
            sentence: if mistyped { sentence } else { "" }.to_owned(),
        };
        let notice = Notice {
            marks: vec![mark],
            alert: (!mistyped).then(|| sentence.to_owned()),
            look: None,
        };
        self.page(StatusCode::PAYMENT_REQUIRED, visit, form, &notice)
            .await
    }

    async fn done(&self, visit: &Visit) -> Response {
        let slug = visit.session["_slug"].as_str().unwrap_or_default();
        match self.load(slug.to_owned(), id_of(&visit.session)).await {
            Ok(Loaded::Complete(finished)) => self.leave(&finished),
            Ok(Loaded::Open(visit)) => {
                reply::see_other(&self.reader.keep(&path_of(&visit.session)))
            }
            Err(refused) => self.refusal(&refused, None),
        }
    }

    /// Sends a customer who has finished on: to the shop's own page, or to the confirmation.
    fn leave(&self, finished: &Finished) -> Response {
        let own = checkout::redirect(&finished.session);
        let target = own.unwrap_or_else(|| self.reader.keep(&path_of(&finished.session)));
        reply::see_other(&target)
    }

    fn confirmation(&self, finished: &Finished) -> Response {
        let language = self.reader.language(&finished.session);
        let page = after::confirmation(finished, &self.reader, language);
        reply::html(StatusCode::OK, page, &reply::Allowed::default())
    }

    /// Why there is no page to pay on. A session that was paid meanwhile shows its confirmation.
    pub(super) fn refusal(&self, refused: &Refused, visit: Option<&Visit>) -> Response {
        let status = match refused {
            Refused::Closed(Closed::Complete) => {
                if let Some(visit) = visit {
                    return reply::see_other(&self.reader.keep(&path_of(&visit.session)));
                }
                StatusCode::GONE
            }
            Refused::Closed(Closed::Unknown) => StatusCode::NOT_FOUND,
            Refused::Closed(_) => StatusCode::GONE,
            Refused::Fields(_) | Refused::Card(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refused::State(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let language = visit.map_or_else(
            || self.reader.usual_language(),
            |visit| self.reader.language(&visit.session),
        );
        let page = closed::page(refused, None, language);
        reply::html(status, page, &reply::Allowed::default())
    }

    /// A charge's receipt.
    pub(super) async fn receipt(&self, charge: String) -> Response {
        let work = move |work: &mut Work<'_>| load::receipt(work, &charge);
        match self.shop.state.read::<_, StateError>(work).await {
            Ok(Some(receipt)) => {
                let language = self.reader.language(&receipt.session);
                let page = papers::receipt(&receipt, language);
                reply::html(StatusCode::OK, page, &reply::Allowed::default())
            }
            Ok(None) => self.refusal(&Closed::Unknown.into(), None),
            Err(error) => self.refusal(&error.into(), None),
        }
    }

    /// An invoice. A draft is nobody's to see.
    pub(super) async fn invoice(&self, id: String) -> Response {
        let work = move |work: &mut Work<'_>| work.find(Kind::Invoice, &id);
        match self.shop.state.read::<_, StateError>(work).await {
            Ok(Some(invoice)) if invoice["status"] != "draft" => {
                let page = invoice::page(&invoice, self.reader.usual_language());
                reply::html(StatusCode::OK, page, &reply::Allowed::default())
            }
            Ok(_) => self.refusal(&Closed::Unknown.into(), None),
            Err(error) => self.refusal(&error.into(), None),
        }
    }

    async fn plain_page(&self, visit: &Visit) -> Response {
        self.page(StatusCode::OK, visit, &Form::default(), &Notice::default())
            .await
    }

    /// The page on which a customer pays.
    async fn page(
        &self,
        status: StatusCode,
        visit: &Visit,
        form: &Form,
        notice: &Notice,
    ) -> Response {
        let of_visit = visit.clone();
        let work = move |work: &mut Work<'_>| load::products(work, &of_visit);
        let products = match self.shop.state.read::<_, StateError>(work).await {
            Ok(products) => products,
            Err(error) => return self.refusal(&error.into(), Some(visit)),
        };
        let view = View {
            visit,
            products: &products,
            form,
            notice,
            reader: &self.reader,
            language: self.reader.language(&visit.session),
        };
        let allowed = reply::Allowed::of(&visit.session).with_pictures(products.values());
        reply::html(status, page::page(&view), &allowed)
    }
}
