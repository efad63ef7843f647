//! One file for each way, and what several of them share.

pub(crate) mod cloudflared;
pub(crate) mod cloudflared_named;
pub(crate) mod cloudflared_quick;
pub(crate) mod fixed;
pub(crate) mod ngrok;
pub(crate) mod ngrok_agent;
pub(crate) mod ssh;
pub(crate) mod stripe_cli;
pub(crate) mod stripe_login;
