// Choosing where keys are kept, and opening the encrypted file: what is typed, and what is wrong with it.
import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, KeyReport, KeysPlace } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';

/** A place that keys can be kept in. */
export type Place = 'keychain' | 'file' | 'memory';

/** The fields that can be at fault. */
type Fault = Partial<Record<'passphrase' | 'new' | 'repeated' | 'key', string>>;

/** What is typed into a form, and what came of sending it. A passphrase leaves the page with it. */
class Form {
  isBusy = $state(false);
  /** What is wrong with a field. */
  faults = $state.raw<Fault>({});
  /** What went wrong that belongs to no field. */
  error = $state.raw<IpcError | null>(null);

  constructor(readonly session: Session) {}

  /** What is wrong is about what stood there before. */
  typed(): void {
    this.faults = {};
  }

  protected async send<T>(call: () => Promise<T>): Promise<T | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.error = null;
    this.faults = {};
    try {
      return await call();
    } catch (thrown) {
      this.#failed(toIpcError(thrown));
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  #failed(error: IpcError): void {
    const { field } = error.details;
    if (field && !error.retryable) this.faults = { [field]: error.message };
    else this.error = error;
  }
}

/** The choice of a place. */
export class Choosing extends Form {
  place = $state<Place>('file');
  passphrase = $state('');
  repeated = $state('');

  /** Keeps keys there from now on; how it is then, where that succeeded. */
  async choose(): Promise<KeysPlace | null> {
    const { place, passphrase, repeated } = this;
    const chosen = place === 'file' ? { place, passphrase, repeated } : { place };
    const now = await this.send(() => this.session.call('choose_keys_place', chosen));
    if (now) this.passphrase = this.repeated = '';
    return now;
  }
}

/** The passphrase of the file that waits for it. */
export class Unlocking extends Form {
  passphrase = $state('');

  /** Opens the file, and with it the account. */
  async unlock(): Promise<boolean> {
    const { passphrase } = this;
    const state = await this.send(() => this.session.call('unlock_keys', { passphrase }));
    if (!state) return false;
    this.passphrase = '';
    this.session.app.value = state;
    return true;
  }

  /** Sets the file aside: its passphrase is forgotten. */
  async setAside(): Promise<void> {
    const state = await this.send(() => this.session.call('set_keys_file_aside', null));
    if (state) this.session.app.value = state;
  }
}

/** Another passphrase for the file. */
export class Changing extends Form {
  passphrase = $state('');
  fresh = $state('');
  repeated = $state('');

  async change(): Promise<KeysPlace | null> {
    const { passphrase, fresh, repeated } = this;
    const given = { passphrase, new: fresh, repeated };
    const now = await this.send(() => this.session.call('change_keys_passphrase', given));
    if (now) this.passphrase = this.fresh = this.repeated = '';
    return now;
  }
}

/** A key for the account that is open, or waits for its key. */
export class Replacing extends Form {
  key = $state('');
  /** What the check of it found, until it is kept or another is typed. */
  report = $state.raw<KeyReport | null>(null);

  /** Tries the key; whether there is a finding now. */
  async check(): Promise<boolean> {
    const { key } = this;
    this.report = await this.send(() => this.session.call('check_key', { key }));
    if (this.report) this.key = '';
    return this.report !== null;
  }

  /** Keeps the key that was tried, where it is one of this account, and opens the account with it. */
  async keep(): Promise<boolean> {
    const { report } = this;
    if (!report) return false;
    const { check } = report;
    const state = await this.send(() => this.session.call('replace_key', { check }));
    // Beside the field stands what is wrong with the key.
    if (state || this.faults.key) this.report = null;
    if (state) this.session.app.value = state;
    return state !== null;
  }

  /** Both at once. */
  async give(): Promise<boolean> {
    return (this.report !== null || (await this.check())) && this.keep();
  }
}

/** Whether an error asks where keys are to be kept. */
export function asksForPlace(error: IpcError): boolean {
  return error.code === 'keys_place_needed' || error.details['keychain'] !== undefined;
}
