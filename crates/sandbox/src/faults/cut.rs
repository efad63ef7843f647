//! An answer of which only the first half arrives.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use hyper::body::Frame;
use tokio::time::Sleep;

/// How long the first half has to get out before the connection ends.
const BEFORE_THE_END: Duration = Duration::from_millis(20);

/// Has a connection end in the middle of an answer's body.
pub(super) async fn cut(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = Half {
        first: Some(whole.slice(..whole.len() / 2)),
        end: Box::pin(tokio::time::sleep(BEFORE_THE_END)),
    };
    Response::from_parts(parts, Body::new(half))
}

/// The first half of a body, then an error.
struct Half {
    first: Option<Bytes>,
    end: Pin<Box<Sleep>>,
}

/// What ends it.
#[derive(Debug, thiserror::Error)]
#[error("the answer was cut, as was asked for")]
struct Cut;

impl HttpBody for Half {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match self.end.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(Cut))),
            Poll::Pending => Poll::Pending,
        }
    }
}
