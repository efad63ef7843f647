//! Which programs are there, and which version they are.

use countertop_tunnel::{Installed, Kind, Programs};

use crate::stand_in::{StandIn, eventually, is_gone};

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_found_and_asked_for_its_version() {
    let program = Kind::Ngrok.program().unwrap();
    for (script, version) in [
        ("echo hello; echo ngrok version 3.26.0", Some("3.26.0")),
        ("echo OpenSSH_9.2p1, OpenSSL >&2", Some("9.2p1")),
        ("exit 1", None),
    ] {
        let stand_in = StandIn::new("ngrok", script);
        let programs = stand_in.setup().programs;
        let expected = Installed::Yes {
            path: stand_in.path("ngrok"),
            version: version.map(str::to_owned),
        };
        assert_eq!(programs.look_for(program).await, expected, "{script}");
    }
    let none = Programs::in_folders(Vec::new()).look_for(program).await;
    assert!(matches!(none, Installed::No { how_to_get } if how_to_get.contains("ngrok.com")));
}

#[tokio::test]
async fn a_program_that_does_not_say_its_version_is_ended() {
    let stand_in = StandIn::new("ngrok", "sleep 1000");
    let program = Kind::Ngrok.program().unwrap();
    let programs = stand_in.setup().programs;
    let (found, ()) = tokio::join!(programs.look_for(program), async {
        eventually("it runs", || !stand_in.starts().is_empty()).await;
        // From here on time jumps from one deadline to the next.
        tokio::time::pause();
    });
    assert!(matches!(found, Installed::Yes { version: None, .. }));
    assert!(is_gone(stand_in.starts()[0]));
}
