//! An offline Stripe: the API, the hosted pay page, signed deliveries.
