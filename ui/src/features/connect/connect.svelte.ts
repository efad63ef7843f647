// Connecting a Stripe account: the key that is typed, what its check found, and the merchant's word.
import { toIpcError } from '../../lib/ipc/client';
import type { AccountKind, IpcError, KeyReport } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { t } from '../../lib/text/text';
import { asksForPlace } from '../keys/choosing.svelte';

/** What the merchant is asked once more before real money moves. */
export const UNSURE = t('connect-live-unsure');

export class Connecting {
  /** What stands in the field; it leaves the page with the check. */
  key = $state('');
  /** Whether the merchant has said that real money may move. */
  isSure = $state(false);
  isChecking = $state(false);
  isAdding = $state(false);
  /** What the check found. */
  report = $state.raw<KeyReport | null>(null);
  /** What is wrong with what stands in the field. */
  problem = $state<string | null>(null);
  /** What is wrong with the merchant's word. */
  doubt = $state<string | null>(null);
  /** Why the key cannot be kept before a place for it is chosen. */
  placeless = $state.raw<IpcError | null>(null);
  /** What went wrong that belongs to no field. */
  error = $state.raw<IpcError | null>(null);

  constructor(readonly session: Session) {}

  /** Whether the mode of a report's key moves real money. */
  get isLive(): boolean {
    return this.report?.kind === 'live';
  }

  /** Types in the field: what was said of the text before is about another one. */
  type(text: string): void {
    this.key = text;
    this.problem = null;
  }

  /** Tries the key. */
  async check(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    this.error = null;
    this.problem = null;
    try {
      this.report = await this.session.call('check_key', { key: this.key });
      this.key = '';
    } catch (thrown) {
      this.#failed(toIpcError(thrown));
    } finally {
      this.isChecking = false;
    }
  }

  /** Adds the account that the check found; whether it is there now. */
  async add(): Promise<boolean> {
    if (!this.report || this.isAdding) return false;
    if (this.isLive && !this.isSure) {
      this.doubt = UNSURE;
      return false;
    }
    this.isAdding = true;
    this.error = null;
    this.doubt = null;
    try {
      const confirmation = this.isLive ? 'live_moves_real_money' : 'test';
      const { check } = this.report;
      this.session.app.value = await this.session.call('add_account', { check, confirmation });
      this.placeless = null;
      return true;
    } catch (thrown) {
      this.#failed(toIpcError(thrown));
      return false;
    } finally {
      this.isAdding = false;
    }
  }

  /** Begins again with another key. */
  again(): void {
    this.report = null;
    this.placeless = null;
    this.isSure = false;
    this.problem = null;
    this.doubt = null;
    this.error = null;
  }

  #failed(error: IpcError): void {
    const { field } = error.details;
    if (asksForPlace(error)) this.placeless = error;
    else if (field === 'confirmation') this.doubt = error.message;
    else if (field === 'key' && !this.report && !error.retryable) this.problem = error.message;
    else this.error = error;
  }
}

/** The word for each world. */
export const WORLD: Record<AccountKind, string> = {
  practice: t('connect-world-practice'),
  test: t('connect-world-test'),
  live: t('connect-world-live'),
};
