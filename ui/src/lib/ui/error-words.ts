// A heading for each kind of failure. The sentence below it comes with the error.
import type { IpcError, IpcErrorCode } from '../ipc/generated';

const HEADINGS: Record<IpcErrorCode, string> = {
  invalid_input: 'That cannot be done as asked',
  not_found: 'It is not here any more',
  stripe_unreachable: 'Stripe does not answer',
  stripe_refused: 'Stripe said no',
  key_needed: 'Its key is needed',
  key_unavailable: 'The key cannot be kept or read',
  keys_place_needed: 'Where should the key be kept?',
  keys_locked: 'Its key is locked away',
  ledger_unavailable: 'The ledger cannot be read',
  unknown_command: 'This window is older than the program',
  internal: 'Something went wrong',
};

export function errorHeading(error: IpcError): string {
  return HEADINGS[error.code];
}

/** Whether it makes sense to offer the same again. */
export function canRetry(error: IpcError): boolean {
  return error.retryable || error.code === 'internal';
}
