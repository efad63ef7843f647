//! The commands that the window may be given, for the build script and for the test that compares.
//!
//! Tauri lets every window call every command that is not named here.

/// Each needs its `allow-…` line in `capabilities/main.json` as well.
pub const OWN_COMMANDS: &[&str] = &[
    "app_state",
    "open_practice_store",
    "begin_practice_anew",
    "key_page",
    "check_key",
    "add_account",
    "list_accounts",
    "switch_account",
    "rename_account",
    "remove_account",
    "home",
    "show_health",
    "show_connection",
    "list_ways",
    "choose_way",
    "reopen_way",
    "renew_webhook_secret",
    "catch_up",
    "pay_attention",
    "list_payments",
    "show_payment",
    "list_links",
    "create_link",
    "link_qr",
    "show_rehearsal",
    "play_story",
    "stop_story",
    "open_url",
];
