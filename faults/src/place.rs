//! Places where a ledger must not lie.

use anyhow::{Result, ensure};

use crate::serve::Start;
use crate::trial::{Trial, text};
use crate::{commands, strace};

/// File systems of the network, by the number that the system gives for each in `statfs`.
const NETWORK: [(&str, u32); 3] = [("NFS", 0x6969), ("SMB", 0xfe53_4d42), ("CIFS", 0xff53_4d42)];

/// The folder lies on another computer. strace makes the system say so.
pub fn network(trial: &Trial) -> Result<String> {
    strace::is_allowed()?;
    let ledger = trial.ledger();
    std::fs::create_dir(&ledger)?;
    for (name, number) in NETWORK {
        // The number is the first word of the answer, a long integer.
        let bytes: String = u64::from(number)
            .to_le_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let inject = format!("inject=statfs,fstatfs:poke_exit=@arg2={bytes}");
        let below = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
        let said = Start::of(trial).below(below).refused()?;
        ensure!(
            said.contains(text(&ledger)?) && said.contains("network"),
            "{name} is not named as the reason: {said}"
        );
    }
    commands::on(trial, &ledger, ["db", "info"])?.printed("db info on a disk")?;
    Ok(format!(
        "{} are refused with the reason",
        NETWORK.map(|it| it.0).join(", ")
    ))
}
