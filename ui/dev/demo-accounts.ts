// DEVELOPMENT ONLY: invented accounts and what their keys are good for.
import type {
  AccountRow,
  ChooseKeysPlace,
  FeatureReport,
  IpcError,
  KeyPage,
  KeyPermission,
  KeyReport,
  KeysPlace,
  KeysState,
  UnlockKeys,
} from '../src/lib/ipc/generated';

export const ACCOUNTS: AccountRow[] = [
  { id: 'practice', name: 'Practice store', kind: 'practice', color: 0, isOpen: true },
  { id: 'acct_1Harbour-test', name: 'Harbour Bakery', kind: 'test', color: 1, isOpen: false },
  { id: 'acct_1Harbour-live', name: 'Harbour Bakery', kind: 'live', color: 1, isOpen: false },
  {
    id: 'acct_1Market-live',
    name: 'Market stall at the old harbour, Saturdays only',
    kind: 'live',
    color: 2,
    isOpen: false,
  },
];

export const KEYLESS: IpcError = {
  code: 'key_needed',
  message: 'The key of this account is not kept on this computer; paste it again.',
  retryable: false,
  details: {},
};

export const LOCKED: IpcError = {
  code: 'keys_locked',
  message: 'The keys are in an encrypted file: enter its passphrase.',
  retryable: false,
  details: {},
};

export const KEYCHAIN_LOCKED: IpcError = {
  code: 'key_unavailable',
  message: 'The keychain is locked: unlock it, and try again.',
  retryable: true,
  details: { keychain: 'locked' },
};

const PLACELESS: IpcError = {
  code: 'keys_place_needed',
  message: 'There is no keychain on this computer: choose where the keys are to be kept.',
  retryable: false,
  details: { reason: 'no service answers on the session bus' },
};

/** Where the invented keys are kept: a choice is needed until it is made. */
export class DemoKeys {
  state: KeysState = 'file_open';

  constructor(scene: string) {
    if (scene === 'placeless') this.state = 'place_needed';
    if (scene === 'locked') this.state = 'file_locked';
  }

  /** What adding an account is told. */
  demand(): void {
    if (this.state === 'place_needed') throw PLACELESS;
  }

  choose(chosen: ChooseKeysPlace): void {
    if (chosen.place === 'file' && chosen.passphrase !== chosen.repeated) {
      throw wrong('repeated', 'The two passphrases differ: type the same one twice.');
    }
    this.state = chosen.place === 'file' ? 'file_open' : chosen.place;
  }

  unlock({ passphrase }: UnlockKeys): void {
    if (passphrase !== 'open') {
      throw wrong(
        'passphrase',
        'The passphrase is wrong: the keys were encrypted with another one.',
      );
    }
    this.state = 'file_open';
  }

  place(hasKey: boolean): KeysPlace {
    return {
      state: this.state,
      sentence: null,
      file: '~/.local/share/countertop/keys.encrypted',
      shortestPassphrase: 8,
      key: hasKey
        ? {
            masked: 'rk_live_…7Qd2',
            permissions: { works: 13, of: 14, missing: ['Prices (write)'], checkedAt: 1764000000 },
          }
        : null,
    };
  }
}

function wrong(field: string, message: string): IpcError {
  return { code: 'invalid_input', message, retryable: false, details: { field } };
}

const read = (name: string, stripe: string): KeyPermission => ({ name, access: 'Read', stripe });
const write = (name: string, stripe: string): KeyPermission => ({ name, access: 'Write', stripe });

export function sketchKeyPage(): KeyPage {
  return {
    url: 'https://dashboard.stripe.com/test/apikeys/create?name=Countertop',
    permissions: [
      read('PaymentIntents', 'rak_payment_intent_read'),
      read('Charges and Refunds', 'rak_charge_read'),
      read('Checkout Sessions', 'rak_checkout_session_read'),
      read('Balance transaction sources', 'rak_balance_transaction_source_read'),
      read('Events', 'rak_event_read'),
      write('Webhook Endpoints', 'rak_webhook_write'),
      write('Payment Links', 'rak_payment_links_write'),
      write('Products', 'rak_product_write'),
      write('Prices', 'rak_plan_write'),
      read('Payouts', 'rak_payout_read'),
      read('Disputes', 'rak_dispute_read'),
      read('Subscriptions', 'rak_subscription_read'),
      read('Invoices', 'rak_invoice_read'),
      read('Accounts', 'rak_accounts_kyc_basic_read'),
    ],
  };
}

const works = (feature: FeatureReport['feature']): FeatureReport => ({
  feature,
  state: 'works',
  why: null,
  permissions: [],
});

/** A key that begins with `sk_` may do everything; a live one lacks something. */
export function sketchKeyReport(key: string): KeyReport {
  const isLive = key.includes('_live_');
  const links: FeatureReport = {
    feature: 'links',
    state: 'missing',
    why: null,
    permissions: [
      { permission: write('Products', 'rak_product_write'), state: 'missing', called: null },
      { permission: write('Prices', 'rak_plan_write'), state: 'missing', called: null },
    ],
  };
  return {
    check: 'demo',
    account: `acct_1Harbour-${isLive ? 'live' : 'test'}`,
    name: 'Harbour Bakery',
    kind: isLive ? 'live' : 'test',
    scope: key.startsWith('sk_') ? 'everything' : 'restricted',
    isUsable: true,
    isKnown: isLive,
    features: [
      works('payments'),
      works('catch_up'),
      works('webhooks'),
      isLive ? links : works('links'),
      works('payouts'),
      works('subscriptions'),
      works('account'),
    ],
  };
}
