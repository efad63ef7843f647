//! A server of one's own: a real sshd on a loopback port, with keys of its own.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use countertop_tunnel::{Destination, FarEnd, PublicUrl, Ssh};

use super::found;
use super::stage::eventually;

/// A port that nobody has at the moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// The server, its files, and those of who connects to it.
pub struct Sshd {
    program: PathBuf,
    folder: tempfile::TempDir,
    pub port: u16,
    running: Option<Child>,
}

impl Sshd {
    /// Starts one; none where sshd is not installed.
    pub async fn start() -> Option<Self> {
        let places = ["/usr/sbin/sshd", "/usr/bin/sshd", "/sbin/sshd"].map(PathBuf::from);
        let program = found::program("sshd", &places)?;
        let mut server = Self {
            program,
            folder: tempfile::tempdir().unwrap(),
            port: free_port(),
            running: None,
        };
        server.write_files();
        server.run().await;
        Some(server)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write_files(&self) {
        for key in ["host_key", "key", "other_key"] {
            make_key(&self.path(key));
        }
        fs::copy(self.path("key.pub"), self.path("authorized_keys")).unwrap();
        let (here, port) = (self.folder.path().display(), self.port);
        let server = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {here}/host_key\n\
             AuthorizedKeysFile {here}/authorized_keys\nPidFile none\nUsePAM no\nStrictModes no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             AllowTcpForwarding remote\n"
        );
        fs::write(self.path("sshd_config"), server).unwrap();
        let host_key = fs::read_to_string(self.path("host_key.pub")).unwrap();
        let known = format!("[127.0.0.1]:{port} {host_key}");
        fs::write(self.path("known_hosts"), known).unwrap();
        fs::write(self.path("no_hosts"), "").unwrap();
        for (file, hosts) in [("ssh_config", "known_hosts"), ("stranger", "no_hosts")] {
            let client = format!(
                "Host *\nUserKnownHostsFile {here}/{hosts}\nGlobalKnownHostsFile /dev/null\n\
                 IdentitiesOnly yes\nIdentityAgent none\n"
            );
            fs::write(self.path(file), client).unwrap();
        }
    }

    pub async fn run(&mut self) {
        // A server that root starts wants this folder; for anyone else there is no need of it.
        let _ = fs::create_dir_all("/run/sshd");
        let log = fs::File::create(self.path("log")).unwrap();
        let child = Command::new(&self.program)
            .args(["-D", "-e", "-f"])
            .arg(self.path("sshd_config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        self.running = Some(child.unwrap());
        let port = self.port;
        eventually("sshd listens", || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        })
        .await;
    }

    /// A way to it with the key that it lets in.
    pub fn way(&self, far_end: FarEnd, url: &str) -> Ssh {
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap();
        Ssh {
            destination: Destination::parse(&format!("{}@127.0.0.1", user.trim())).unwrap(),
            port: Some(self.port),
            identity: Some(self.path("key")),
            config: Some(self.path("ssh_config")),
            far_end,
            url: PublicUrl::parse(url).unwrap(),
        }
    }

    /// Ends the server, and with it the connections.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.running.take() {
            // The processes of its connections are its children; they notice.
            let _ = Command::new("pkill")
                .args(["-KILL", "-P", &child.id().to_string()])
                .status();
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        self.stop();
    }
}

fn make_key(file: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(file)
        .status();
    assert!(made.unwrap().success());
}
