//! The webhook receiver: limits, verification, hand-over, answer.
