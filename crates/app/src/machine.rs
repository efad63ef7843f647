//! This computer's name.

/// What people call this computer, as the system knows it; the same words for all where it has none.
pub fn machine_name() -> String {
    named()
        .filter(|it| !it.trim().is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(unix)]
fn named() -> Option<String> {
    let system = rustix::system::uname();
    Some(system.nodename().to_string_lossy().into_owned())
}

#[cfg(not(unix))]
fn named() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
