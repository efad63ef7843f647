//! What the page hears without asking.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::client::{Running, start};

const DEADLINE: Duration = Duration::from_secs(20);

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn connect(running: &Running, query: &str, origin: Option<&str>) -> Result<Socket, u16> {
    let url = format!("ws://{}/announcements{query}", running.server.address());
    let mut request = url.into_client_request().unwrap();
    if let Some(origin) = origin {
        request
            .headers_mut()
            .insert("Origin", origin.parse().unwrap());
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_socket_shows_the_token_and_comes_from_our_page() {
    let running = start().await;
    let good = format!("?token={}", running.token);
    let own = format!("http://{}", running.server.address());
    for (query, origin, expected) in [
        (good.as_str(), Some(own.as_str()), Ok(())),
        (&good, None, Ok(())),
        (&good, Some("https://evil.example"), Err(403)),
        ("", Some(&own), Err(401)),
        ("?token=", Some(&own), Err(401)),
        ("?token=0000", Some(&own), Err(401)),
    ] {
        let connected = connect(&running, query, origin).await.map(|_| ());
        assert_eq!(connected, expected, "{query} from {origin:?}");
    }
    running.server.shutdown().await;
}

#[tokio::test]
async fn a_new_link_is_announced() {
    let running = start().await;
    let mut socket = connect(&running, &format!("?token={}", running.token), None)
        .await
        .unwrap();
    socket
        .send(Message::text("the page says nothing that matters"))
        .await
        .unwrap();
    let link = running
        .call(
            "create_link",
            r#"{"terms":{"line_items":[{"price_data":{"currency":"eur","unit_amount":450,
                "product_data":{"name":"Bread"}},"quantity":1}]},"submission":"one"}"#,
        )
        .await;
    assert_eq!(link.status, 200, "{}", link.body);
    let id = link.json()["id"].clone();
    let announced = async {
        loop {
            let message = socket.next().await.unwrap().unwrap();
            let said: Value = serde_json::from_str(message.to_text().unwrap()).unwrap();
            if said["kind"] == "changed" && said["links"].as_array().unwrap().contains(&id) {
                return;
            }
        }
    };
    timeout(DEADLINE, announced)
        .await
        .expect("the link is announced");
    running.server.shutdown().await;
    let ended = async { while let Some(Ok(_)) = socket.next().await {} };
    timeout(DEADLINE, ended)
        .await
        .expect("the socket ends with the server");
}
