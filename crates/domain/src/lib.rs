//! Money, ids, lifecycles and the rules of projection. No I/O, no clock, no randomness.
