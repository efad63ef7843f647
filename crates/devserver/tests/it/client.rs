//! A server of its own for each test, and raw requests: what is tested are headers that no
//! well-behaved client would send.

use countertop_app::AppConfig;
use countertop_devserver::{DevServer, DevServerConfig, Token};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A running server, its token, and its folders for as long as it runs.
pub struct Running {
    pub server: DevServer,
    pub token: String,
    _folders: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub async fn start() -> Running {
    let folders = tempfile::tempdir().unwrap();
    let ui = folders.path().join("ui");
    std::fs::create_dir(&ui).unwrap();
    std::fs::write(ui.join("index.html"), "<!doctype html><title>Page</title>").unwrap();
    let token = Token::random().unwrap();
    let shown = token.reveal().to_owned();
    let server = DevServer::start(DevServerConfig {
        app: AppConfig::new(folders.path().join("home"), "till"),
        listen: "127.0.0.1:0".parse().unwrap(),
        ui,
        token,
    })
    .await
    .unwrap();
    Running {
        server,
        token: shown,
        _folders: folders,
    }
}

impl Running {
    /// The head's lines that every accepted command sends.
    pub fn good_head(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Host", self.server.address().to_string()),
            ("Content-Type", "application/json".to_owned()),
            ("X-Countertop-Token", self.token.clone()),
        ]
    }

    /// Calls a command as the page does.
    pub async fn call(&self, command: &str, arguments: &str) -> Answer {
        self.send(
            "POST",
            &format!("/ipc/{command}"),
            &self.good_head(),
            arguments,
        )
        .await
    }

    /// Sends exactly these headers, and reads to the end.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        head: &[(&str, String)],
        body: &str,
    ) -> Answer {
        let lines: String = head
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(self.server.address()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }
}
