//! The folder of an export and the files in it.

use std::cell::Cell;
use std::fs;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{ExportError, hex};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// How many things are in it.
    pub count: u64,
    /// Its digest.
    pub sha256: String,
}

/// Told how many things are written so far; says whether to go on.
pub type Watch<'a> = &'a dyn Fn(u64) -> ControlFlow<()>;

/// After how many things it is asked again whether to go on.
const ASK_EVERY: u64 = 64;

/// The folder.
pub(super) struct Folder<'a> {
    path: PathBuf,
    written: Vec<Written>,
    told: Told<'a>,
}

/// How many things are written into all files, and who is told.
#[derive(Clone)]
struct Told<'a> {
    watch: Watch<'a>,
    count: Rc<Cell<u64>>,
}

/// A file that is being written.
pub(super) struct File<'a> {
    told: Told<'a>,
    name: String,
    path: String,
    out: BufWriter<fs::File>,
    digest: Sha256,
    bytes: u64,
    count: u64,
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> ExportError {
    let path = path.display().to_string();
    move |source| ExportError::File {
        path: path.clone(),
        source,
    }
}

impl Told<'_> {
    fn one_more(&self) -> Result<(), ExportError> {
        let count = self.count.get() + 1;
        self.count.set(count);
        if count % ASK_EVERY == 1 && (self.watch)(count).is_break() {
            return Err(ExportError::Stopped);
        }
        Ok(())
    }
}

impl<'a> Folder<'a> {
    /// Makes it; it is its owner's alone.
    pub(super) fn make(path: &Path, watch: Watch<'a>) -> Result<Self, ExportError> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(path).map_err(failed(path))?;
        Ok(Self {
            path: path.to_owned(),
            written: Vec::new(),
            told: Told {
                watch,
                count: Rc::default(),
            },
        })
    }

    /// Begins a file.
    pub(super) fn file(&self, name: &str) -> Result<File<'a>, ExportError> {
        let path = self.path.join(name);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let out = options.open(&path).map_err(failed(&path))?;
        Ok(File {
            told: self.told.clone(),
            name: name.to_owned(),
            path: path.display().to_string(),
            out: BufWriter::new(out),
            digest: Sha256::new(),
            bytes: 0,
            count: 0,
        })
    }

    /// Ends a file: it is on the disk from now on.
    pub(super) fn close(&mut self, file: File<'_>) -> Result<(), ExportError> {
        let failed = failed(Path::new(&file.path));
        let out = file
            .out
            .into_inner()
            .map_err(|it| failed(it.into_error()))?;
        out.sync_all().map_err(&failed)?;
        self.written.push(Written {
            name: file.name,
            bytes: file.bytes,
            count: file.count,
            sha256: hex(&file.digest.finalize()),
        });
        Ok(())
    }

    /// The files that are whole.
    pub(super) fn written(&self) -> Vec<Written> {
        self.written.clone()
    }

    /// Writes the manifest.
    pub(super) fn finish(&mut self, manifest: &impl Serialize) -> Result<(), ExportError> {
        let mut file = self.file("manifest.json")?;
        file.json(manifest)?;
        self.close(file)
    }

    /// Removes it with all that was written into it.
    pub(super) fn remove(&self) -> Result<(), ExportError> {
        fs::remove_dir_all(&self.path).map_err(failed(&self.path))
    }
}

impl File<'_> {
    /// Writes bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        self.count += 1;
        self.told.one_more()?;
        let path = Path::new(&self.path);
        self.out.write_all(bytes).map_err(failed(path))
    }

    /// Writes bytes and the end of a line.
    pub(super) fn line(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.bytes(&[bytes, b"\n"].concat())
    }

    /// Writes a value as one line of JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), ExportError> {
        let line = serde_json::to_vec(value).map_err(|error| ExportError::File {
            path: self.path.clone(),
            source: error.into(),
        })?;
        self.line(&line)
    }
}
