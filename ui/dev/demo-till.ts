// DEVELOPMENT ONLY: an invented till, whose PIN is 1234.
import type { ChooseTill, SetPin, TillState } from '../src/lib/ipc/generated';
import { refusal } from './demo-answers';

const PIN = '1234';
const GUARDED = ['refund_payment', 'replace_key', 'export_all', 'wipe_ledger'];

export class DemoTill {
  #pin: string | null;
  #isProven = false;
  #isLocked: boolean;
  #isViewOnly: boolean;
  #lockAfterMinutes: number | null = null;

  constructor(scene: string) {
    this.#isLocked = scene === 'till-locked';
    this.#isViewOnly = scene === 'view-only';
    this.#pin = scene.startsWith('till') || this.#isViewOnly ? PIN : null;
  }

  /** What a command is told that the till does not let pass. */
  admit(name: string): void {
    if (this.#pin !== null && !this.#isProven && GUARDED.includes(name)) {
      throw refusal('pin_needed', 'The till’s PIN is needed for this.');
    }
  }

  show_till(): TillState {
    return {
      hasPin: this.#pin !== null,
      isViewOnly: this.#isViewOnly,
      lockAfterMinutes: this.#lockAfterMinutes,
      isLocked: this.#isLocked,
      file: '~/.local/share/countertop/till.json',
    };
  }

  set_till_pin({ present, pin }: SetPin): TillState {
    if (this.#pin !== null) this.#try(present ?? '', 'present');
    this.#pin = pin;
    return this.show_till();
  }

  remove_till_pin({ pin }: { pin: string }): TillState {
    this.#try(pin, 'pin');
    this.#pin = null;
    this.#lockAfterMinutes = null;
    return this.show_till();
  }

  choose_till({ isViewOnly, lockAfterMinutes }: ChooseTill): TillState {
    this.#isViewOnly = isViewOnly;
    this.#lockAfterMinutes = lockAfterMinutes;
    return this.show_till();
  }

  unlock_till({ pin }: { pin: string }): TillState {
    this.#try(pin, 'pin');
    this.#isProven = true;
    this.#isLocked = false;
    return this.show_till();
  }

  lock_till(): TillState {
    this.#isProven = false;
    this.#isLocked = true;
    return this.show_till();
  }

  #try(pin: string, field: string): void {
    if (pin === this.#pin) return;
    throw refusal('pin_wrong', 'That is not the PIN.', { field, waitSeconds: '20' });
  }
}
