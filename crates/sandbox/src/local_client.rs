//! An HTTP client for this computer's own pages and webhook endpoints.

/// A client that follows no redirect and goes through nobody's proxy.
///
/// # Errors
/// When the system refuses what a client needs.
pub fn local_client() -> Result<reqwest::Client, reqwest::Error> {
    // Where another crate of the program has TLS switched on, reqwest wants a provider even for
    // plain HTTP. One that is installed already serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .build()
}
