//! Which network this computer is in, as far as its own addresses and gateways tell.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Where packets for elsewhere would leave this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Our own address on the way there, for each version of IP; of a long one the network's part, since
    /// systems change the rest from day to day.
    pub addresses: BTreeSet<IpAddr>,
    /// The gateways, where the system lists them.
    pub gateways: BTreeSet<String>,
}

/// What became of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkChange {
    /// There is none.
    Lost,
    /// There is one again.
    Returned,
    /// It is another one.
    Other,
}

impl Network {
    /// What the system says now. Nothing is sent: a datagram's socket that is connected only learns which
    /// way it would take.
    pub fn of_this_computer() -> Self {
        let everywhere = [
            (
                IpAddr::from(Ipv4Addr::UNSPECIFIED),
                IpAddr::from([192, 0, 2, 1]),
            ),
            (
                IpAddr::from(Ipv6Addr::UNSPECIFIED),
                IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]),
            ),
        ];
        Self {
            addresses: everywhere.into_iter().filter_map(own_address).collect(),
            gateways: gateways(),
        }
    }

    /// What changed since another look.
    pub fn since(&self, before: &Self) -> Option<NetworkChange> {
        match (before.is_there(), self.is_there()) {
            (true, false) => Some(NetworkChange::Lost),
            (false, true) => Some(NetworkChange::Returned),
            (true, true) if self != before => Some(NetworkChange::Other),
            (true, true) | (false, false) => None,
        }
    }

    fn is_there(&self) -> bool {
        !self.addresses.is_empty()
    }
}

fn own_address((from, to): (IpAddr, IpAddr)) -> Option<IpAddr> {
    let socket = UdpSocket::bind(SocketAddr::new(from, 0)).ok()?;
    socket.connect(SocketAddr::new(to, 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_loopback() && !own.is_unspecified()).then(|| network_part(own))
}

fn network_part(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(ip) => IpAddr::from(Ipv6Addr::from(u128::from(ip) & !u128::from(u64::MAX))),
    }
}

/// The default routes: interface and gateway. Two networks often give the same address, and seldom over
/// the same gateway and interface.
fn gateways() -> BTreeSet<String> {
    let routes = std::fs::read_to_string("/proc/net/route").unwrap_or_default();
    routes.lines().filter_map(gateway).collect()
}

/// `eth0 00000000 0102A8C0 0003 …`: interface, destination, gateway.
fn gateway(line: &str) -> Option<String> {
    let mut fields = line.split_whitespace();
    let (interface, destination, gateway) = (fields.next()?, fields.next()?, fields.next()?);
    (destination == "00000000").then(|| format!("{interface} {gateway}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(addresses: &[&str], gateways: &[&str]) -> Network {
        Network {
            addresses: addresses.iter().map(|it| it.parse().unwrap()).collect(),
            gateways: gateways.iter().map(|&it| it.to_owned()).collect(),
        }
    }

    #[test]
    fn a_network_is_lost_comes_back_and_is_another() {
        let none = network(&[], &[]);
        let home = network(&["192.168.0.7"], &["wlan0 0100A8C0"]);
        let shop = network(&["192.168.0.7"], &["eth0 0100A8C0"]);
        let both = network(&["192.168.0.7", "2001:db8::"], &["wlan0 0100A8C0"]);
        for (before, now, change) in [
            (&none, &none, None),
            (&home, &home, None),
            (&home, &none, Some(NetworkChange::Lost)),
            (&none, &home, Some(NetworkChange::Returned)),
            (&home, &shop, Some(NetworkChange::Other)),
            (&home, &both, Some(NetworkChange::Other)),
        ] {
            assert_eq!(now.since(before), change, "{before:?} {now:?}");
        }
    }

    #[test]
    fn only_default_routes_and_the_networks_part_of_long_addresses_count() {
        for (line, expected) in [
            ("Iface\tDestination\tGateway\tFlags", None),
            (
                "eth0\t00000000\t0102A8C0\t0003\t0\t0\t0",
                Some("eth0 0102A8C0"),
            ),
            ("eth0\t0002A8C0\t00000000\t0001\t0\t0\t0", None),
            ("", None),
        ] {
            assert_eq!(gateway(line).as_deref(), expected, "{line}");
        }
        let part = network_part("2001:db8:1:2:aaaa:bbbb:cccc:dddd".parse().unwrap());
        assert_eq!(part.to_string(), "2001:db8:1:2::");
    }
}
