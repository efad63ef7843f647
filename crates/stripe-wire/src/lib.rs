//! Stripe's wire format without I/O: signatures, events, objects, form encoding.
