//! Writes the TypeScript of the boundary to the window into a folder: `types OUT_DIR`.

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(
        folder.join("generated.ts"),
        countertop_app::ipc::typescript(),
    )
}
