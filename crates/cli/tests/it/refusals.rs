//! What is refused: with which exit code, and with which one line.

use crate::program::{finish, program};

/// Runs the words of `line` in a folder that has a few files, and looks at the refusal.
#[track_caller]
fn check(line: &str, code: i32, part: &str) {
    let folder = folder();
    let ran = finish(
        program(folder.path())
            .current_dir(folder.path())
            .args(line.split(' ')),
    );
    let refusal = ran.refusal(code);
    assert!(refusal.contains(part), "{line}: {refusal}");
    assert!(ran.stdout.is_empty(), "{line}: {ran:?}");
    assert!(!refusal.contains("Usage"), "{line}: {refusal}");
    assert!(!refusal.contains("panicked"), "{line}: {refusal}");
}

pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("secret", "whsec_abc\n");
    write("empty", "");
    write("blank", " \n");
    write("key", "sk_test_abcdefghijklmnop\n");
    write("bad-key", "pk_test_abcdefghijklmnop\n");
    write("live-key", "sk_live_abcdefghijklmnop\n");
    write("list.json", "[1]");
    write("broken.json", "{");
    write("event.json", r#"{"id":"evt_1","object":"event"}"#);
    write(
        "live.json",
        r#"{"id":"evt_1","object":"event","livemode":true}"#,
    );
    write("intent.json", r#"{"id":"pi_1","object":"payment_intent"}"#);
    folder
}

#[test]
fn a_command_line_that_is_wrong_by_itself() {
    for (line, part) in [
        ("--nonsense", "'--nonsense'"),
        ("--data-dir", "needs a value"),
        ("--log-format xml db info", "text, json"),
        ("pay", "no command 'pay'"),
        ("payments", "a command is missing"),
        // Commands of later versions are unknown as any other word is.
        ("backfill --from soon", "not a date"),
        ("nurse", "no command 'nurse'"),
        ("db restore", "--from"),
        ("payments reopen pi_1", "no command 'reopen'"),
        ("serve", "--listen"),
        ("serve --listen 4242", "write 127.0.0.1:4242"),
        ("serve --listen 127.0.0.1", "write 127.0.0.1:4242"),
        ("serve --listen 127.0.0.1:99999", "write 127.0.0.1:4242"),
        ("serve --listen localhost:0", "write 127.0.0.1:4242"),
        ("serve --listen 0.0.0.0:0", "listen on 127.0.0.1 or [::1]"),
        (
            "serve --listen 192.168.1.5:80 --webhook-secret-file secret",
            "listen on 127.0.0.1",
        ),
        ("serve --listen [::]:0", "listen on 127.0.0.1 or [::1]"),
        (
            "serve --listen 127.0.0.1:0 --metrics 0.0.0.0:9",
            "listen on 127.0.0.1 or [::1]",
        ),
        (
            "serve --listen 127.0.0.1:0 --metrics 9",
            "write 127.0.0.1:4242",
        ),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret whsec_abc",
            "'--webhook-secret'",
        ),
        ("--api-key sk_test_abcdefghijklmnop db info", "'--api-key'"),
        ("sandbox --listen 10.0.0.1:0", "listen on 127.0.0.1"),
        (
            "sandbox --listen 127.0.0.1:0 --webhook-url nowhere",
            "not a web address",
        ),
        (
            "sandbox --listen 127.0.0.1:0 --webhook-url ftp://127.0.0.1/",
            "not a web address",
        ),
        ("sandbox --listen 127.0.0.1:0 --seed -1", "'-1'"),
        ("sandbox --listen 127.0.0.1:0 --clock soon", "not a date"),
        (
            "sandbox --listen 127.0.0.1:0 --payments many",
            "not a number of payments",
        ),
        (
            "--account practice sandbox --listen 127.0.0.1:0",
            "leave --account away",
        ),
        (
            "--data-dir . --account practice db info",
            "leave --account away",
        ),
        ("--account practice demo", "give --data-dir too"),
        ("payments list --limit 0", "from 1 to 1000"),
        ("payments list --limit 1001", "from 1 to 1000"),
        ("payments list --limit -1", "from 1 to 1000"),
        ("payments list --limit ten", "from 1 to 1000"),
        ("payments list --limit 5 --limit 6", "more than once"),
        ("payments list --after here", "cursor"),
        ("payments list --after 5.", "cursor"),
        ("payments list --from yesterday", "not a date"),
        ("payments list --from 2026-02-30", "not a date"),
        ("events list --to 2026-01-01T00:00:00", "not a date"),
        ("links list --timezone Rome", "no time zone 'Rome'"),
        ("payments list --currency euro", "three letters"),
        ("payments list --currency xyz", "does not charge in 'xyz'"),
        ("payments list --status SUCCEEDED", "not a status"),
        ("payments list --link pi_1", "plink_"),
        ("payments show", "<ID> is missing"),
        ("events get", "<ID> is missing"),
        ("events import", "<FILE>... is missing"),
        ("links show pi_1", "plink_"),
        ("links create", "are missing"),
        (
            "links create --name Tea --amount 500",
            "--currency <C> is missing",
        ),
        (
            "links create --file list.json --name Tea",
            "cannot go together",
        ),
        (
            "links create --name Tea --currency eur --amount -1",
            "below zero",
        ),
        (
            "links create --name Tea --currency eur --amount=-1",
            "below zero",
        ),
        (
            "links create --name Tea --currency eur --amount -1.50",
            "below zero",
        ),
        (
            "links create --name Tea --currency eur --amount 12.50",
            "1250 for 12.50 EUR",
        ),
        (
            "links create --name Tea --currency eur --amount 12,50",
            "1250 for 12.50 EUR",
        ),
        (
            "links create --name Tea --currency eur --amount 5e2",
            "not an amount",
        ),
        (
            "links create --name Tea --currency eur --amount 99999999999999999999",
            "too large",
        ),
        (
            "links create --name Tea --currency eur --amount 9999999999999999",
            "too large",
        ),
        (
            "links create --name Tea --currency eur --amount 100000000",
            "at most",
        ),
        (
            "links create --name Tea --currency eur --amount 0",
            "at least",
        ),
        (
            "links create --name Tea --currency isk --amount 150",
            "multiple of 100",
        ),
        (
            "links create --name Tea --currency kwd --amount 1234",
            "multiple of 10",
        ),
        (
            "links create --name Tea --currency abc --amount 500",
            "does not charge in 'abc'",
        ),
        (
            "links create --name Tea --currency e --amount 500",
            "three letters",
        ),
        ("links create --name= --currency eur --amount 500", "name"),
        (
            "links create --name Tea --currency eur --amount 500 --quantity 0",
            "from 1 to 999999",
        ),
        ("db backups --keep 0", "0 is not in 1..=1000"),
        ("db info now", "'now'"),
    ] {
        check(line, 2, part);
    }
}

#[test]
fn a_world_that_refuses() {
    const CREATE: &str = "links create --name Tea --currency eur --amount 500";
    const SERVE: &str = "serve --listen 127.0.0.1:0";
    for (line, part) in [
        (SERVE, "no webhook secret"),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret-file missing",
            "cannot be read",
        ),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret-file .",
            "cannot be read",
        ),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret-file empty",
            "is empty",
        ),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret-file blank",
            "is empty",
        ),
        (
            "serve --listen 127.0.0.1:0 --webhook-secret-file key",
            "begin with whsec_",
        ),
        (
            "--api-key-file bad-key serve --listen 127.0.0.1:0 --webhook-secret-file secret",
            "publishable",
        ),
        (
            "--api-key-file missing serve --listen 127.0.0.1:0 --webhook-secret-file secret",
            "missing",
        ),
        (
            "--data-dir secret serve --listen 127.0.0.1:0 --webhook-secret-file secret",
            "secret cannot be used",
        ),
        ("--data-dir /dev/null db info", "/dev/null cannot be used"),
        ("--data-dir key payments list", "cannot be used"),
        (CREATE, "no API key"),
        (
            "--api-key-file empty links create --name Tea --currency eur --amount 500",
            "empty",
        ),
        ("--api-key-file bad-key links list", "publishable"),
        (
            "--api-key-file key links create --file missing.json",
            "cannot be read",
        ),
        (
            "--api-key-file key links create --file broken.json",
            "not JSON",
        ),
        ("links create --file list.json", "no JSON object"),
        ("payments show pi_1", "no payment 'pi_1'"),
        ("events get evt_1", "no event 'evt_1'"),
        ("links show plink_1", "no link 'plink_1'"),
        ("events import missing.json", "cannot be read"),
        ("events import .", "cannot be read"),
        ("events import broken.json", "not JSON"),
        ("events import event.json intent.json", "not a Stripe event"),
        (
            "--api-key-file live-key sandbox --listen 127.0.0.1:0 --webhook-url http://127.0.0.1:1/ --webhook-secret-file key",
            "begin with whsec_",
        ),
        (
            "db backup --out missing/copy.sqlite",
            "missing/copy.sqlite cannot be written",
        ),
        ("db backup --out key", "it exists"),
    ] {
        check(line, 1, part);
    }
}

#[test]
fn a_ledger_of_the_other_mode_is_left_alone() {
    let folder = folder();
    let at = |line: &str| {
        finish(
            program(folder.path())
                .current_dir(folder.path())
                .args(line.split(' ')),
        )
    };
    assert_eq!(at("--data-dir d events import live.json").code, Some(0));
    let ran =
        at("--data-dir d --api-key-file key links create --name Tea --currency eur --amount 500");
    assert!(
        ran.refusal(1)
            .contains("is a live ledger and the API key is a test key"),
        "{ran:?}"
    );
}

#[test]
fn a_secret_on_the_command_line_is_not_repeated() {
    for (line, secret) in [
        (
            "serve --listen 127.0.0.1:0 --webhook-secret=whsec_0123456789",
            "0123456789",
        ),
        ("sk_test_0123456789abcdef", "0123456789"),
        ("payments show sk_live_0123456789abcdef", "0123456789"),
        (
            "--api-key-file sk_test_0123456789abcdef links list",
            "0123456789",
        ),
    ] {
        let home = tempfile::tempdir().unwrap();
        let ran = finish(program(home.path()).args(line.split(' ')));
        assert_ne!(ran.code, Some(0), "{ran:?}");
        assert!(!ran.stderr.contains(secret), "{ran:?}");
    }
}

#[test]
fn help_and_version_are_no_refusals() {
    let home = tempfile::tempdir().unwrap();
    for (line, part) in [
        ("--help", "COUNTERTOP_WEBHOOK_SECRET"),
        ("help", "Commands:"),
        ("serve --help", "--webhook-secret-file"),
        ("payments list --help", "--timezone"),
        ("links create -h", "--quantity"),
        ("--version", "countertop-cli 0"),
    ] {
        let ran = finish(program(home.path()).args(line.split(' ')));
        assert!(ran.text().contains(part), "{line}: {ran:?}");
        assert!(ran.stderr.is_empty(), "{line}: {ran:?}");
    }
}
