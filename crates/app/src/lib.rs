//! Use cases: what the window, the CLI and the dev server call.
