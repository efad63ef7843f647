// A heading for each kind of failure. The sentence below it comes with the error.
import type { IpcError, IpcErrorCode } from '../ipc/generated';
import { t, type TextId } from '../text/text';

const HEADINGS = {
  invalid_input: 'common-error-invalid-input',
  not_found: 'common-error-not-found',
  stripe_unreachable: 'common-error-stripe-unreachable',
  stripe_refused: 'common-error-stripe-refused',
  key_needed: 'common-error-key-needed',
  key_unavailable: 'common-error-key-unavailable',
  keys_place_needed: 'common-error-keys-place-needed',
  keys_locked: 'common-error-keys-locked',
  ledger_unavailable: 'common-error-ledger-unavailable',
  pin_needed: 'common-error-pin-needed',
  pin_wrong: 'common-error-pin-wrong',
  view_only: 'common-error-view-only',
  locked: 'common-error-locked',
  unknown_command: 'common-error-unknown-command',
  internal: 'common-error-internal',
} as const satisfies Record<IpcErrorCode, TextId>;

export function errorHeading(error: IpcError): string {
  return t(HEADINGS[error.code]);
}

/** Whether it makes sense to offer the same again. */
export function canRetry(error: IpcError): boolean {
  return error.retryable || error.code === 'internal';
}
