//! A link's code as a file: a picture, or a drawing.

use std::io;
use std::path::{Path, PathBuf};

use countertop_print::Code;

use super::address;
use crate::App;
use crate::atomic;
use crate::ipc::{CodeFormat, IpcError, IpcErrorCode, PlacePurpose, SaveCode, SavedCode};

impl App {
    /// Saves a link's code, or that of one of its variants, where the merchant chose.
    ///
    /// # Errors
    /// When there is no such link, the place was not chosen for this, or the file cannot be written.
    pub async fn save_link_code(&self, save: SaveCode) -> Result<SavedCode, IpcError> {
        let (purpose, ending) = match save.format {
            CodeFormat::Png => (PlacePurpose::CodePicture, "png"),
            CodeFormat::Svg => (PlacePurpose::CodeDrawing, "svg"),
        };
        let path = self.settings.places.take(purpose, &save.place)?;
        let path = with_ending(path, ending)?;
        self.read(move |ledger| {
            let shared = address(ledger, &save.id, save.variant.as_deref())?;
            let bytes = made(&Code::of(&shared.url)?, save.format)?;
            put(&path, &bytes).map_err(|error| unwritten(&path, &error))?;
            Ok(SavedCode {
                path: path.display().to_string(),
                bytes: bytes.len() as u64,
            })
        })
        .await
    }
}

/// Writes a file that may be passed on: what was there before is replaced by all of it or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    atomic::write_for_others(path, bytes)
}

fn made(code: &Code, format: CodeFormat) -> Result<Vec<u8>, IpcError> {
    match format {
        CodeFormat::Png => code.png().map_err(|error| {
            let message = format!("The code cannot be drawn: {error}.");
            IpcError::new(IpcErrorCode::Internal, message)
        }),
        CodeFormat::Svg => Ok(code.svg().into_bytes()),
    }
}

/// The chosen path with its ending. Where that makes another file of it, nobody was asked whether it may be
/// replaced.
pub(crate) fn with_ending(path: PathBuf, ending: &str) -> Result<PathBuf, IpcError> {
    let has_it = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case(ending));
    if has_it {
        return Ok(path);
    }
    let mut name = path.into_os_string();
    name.push(format!(".{ending}"));
    let path = PathBuf::from(name);
    if path.exists() {
        let message = format!(
            "There is a file {} already; choose that one, or another name.",
            path.display()
        );
        return Err(IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "place"));
    }
    Ok(path)
}

pub(crate) fn unwritten(path: &Path, error: &io::Error) -> IpcError {
    let message = format!(
        "{} cannot be written: {error}; choose another place.",
        path.display()
    );
    IpcError::new(IpcErrorCode::InvalidInput, message).with("field", "place")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_its_ending_gets_it_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(with_ending(at("a.PNG"), "png").unwrap(), at("a.PNG"));
        assert_eq!(with_ending(at("a.b"), "png").unwrap(), at("a.b.png"));
        std::fs::write(at("c.png"), "old").unwrap();
        let refused = with_ending(at("c"), "png").unwrap_err();
        assert!(refused.message.contains("c.png"), "{}", refused.message);
        assert_eq!(with_ending(at("c.png"), "png").unwrap(), at("c.png"));
    }
}
