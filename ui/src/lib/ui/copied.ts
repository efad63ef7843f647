// What can be copied: each has a text that offers it.
export type Copied =
  | 'address'
  | 'all'
  | 'charge-id'
  | 'checkout-id'
  | 'email-address'
  | 'event-id'
  | 'folder'
  | 'link-id'
  | 'path'
  | 'payment-id'
  | 'payout-id'
  | 'sample';
