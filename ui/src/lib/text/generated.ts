// Written by `npm run texts` from texts/: what each text is called and what it wants filled in.
export interface Texts {
  'common-try-again': never;
  'common-close': never;
  'common-loading-more': never;
  'common-clear-search': never;
  'common-copied': never;
  'common-copy-address': never;
  'common-copy-all': never;
  'common-copy-charge-id': never;
  'common-copy-checkout-id': never;
  'common-copy-email-address': never;
  'common-copy-folder': never;
  'common-copy-link-id': never;
  'common-copy-path': never;
  'common-copy-payment-id': never;
  'common-copy-sample': never;
  'common-not-copied': never;
  'common-stripe-request': never;
  'common-control-character': never;
  'common-window-title': 'screen';
  'common-today': never;
  'common-yesterday': never;
  'common-today-at': 'time';
  'common-just-now': never;
  'common-error-invalid-input': never;
  'common-error-not-found': never;
  'common-error-stripe-unreachable': never;
  'common-error-stripe-refused': never;
  'common-error-key-needed': never;
  'common-error-key-unavailable': never;
  'common-error-keys-place-needed': never;
  'common-error-keys-locked': never;
  'common-error-ledger-unavailable': never;
  'common-error-unknown-command': never;
  'common-error-internal': never;
}

export const LANGUAGES = ['en', 'de'] as const;
