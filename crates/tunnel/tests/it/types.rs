//! What the compiler keeps apart.

use std::marker::PhantomData;

use countertop_domain::Mode;
use countertop_tunnel::{
    CatchUpOnly, CloudflaredNamed, CloudflaredQuick, FixedUrl, ForLive, Kind, Ngrok, Ssh, StripeCli,
};

struct Asked<T>(PhantomData<T>);

/// What is found when nothing better is.
trait Otherwise {
    fn is_for_live(&self) -> bool {
        false
    }
}

impl<T> Otherwise for Asked<T> {}

impl<T: ForLive> Asked<T> {
    fn is_for_live(&self) -> bool {
        true
    }
}

#[test]
fn a_way_for_development_is_not_taken_for_a_live_key() {
    for (kind, is_for_live) in [
        (
            Kind::StripeCli,
            Asked::<StripeCli>(PhantomData).is_for_live(),
        ),
        (
            Kind::CloudflaredQuick,
            Asked::<CloudflaredQuick>(PhantomData).is_for_live(),
        ),
        (
            Kind::CloudflaredNamed,
            Asked::<CloudflaredNamed>(PhantomData).is_for_live(),
        ),
        (Kind::Ngrok, Asked::<Ngrok>(PhantomData).is_for_live()),
        (Kind::Ssh, Asked::<Ssh>(PhantomData).is_for_live()),
        (Kind::FixedUrl, Asked::<FixedUrl>(PhantomData).is_for_live()),
        (
            Kind::CatchUpOnly,
            Asked::<CatchUpOnly>(PhantomData).is_for_live(),
        ),
    ] {
        assert_eq!(is_for_live, kind.suits(Mode::Live), "{kind:?}");
    }
}
