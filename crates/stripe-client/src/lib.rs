//! Requests to Stripe's API: async-stripe's typed requests over our own transport.
