// What can be copied: each has a text that offers it.
export type Copied =
  | 'address'
  | 'all'
  | 'charge-id'
  | 'checkout-id'
  | 'email-address'
  | 'folder'
  | 'link-id'
  | 'path'
  | 'payment-id'
  | 'sample';
