// The till: whether the window is locked or for looking only, and the PIN that is asked for before some commands.
import { tick } from 'svelte';

import type { Call } from '../ipc/client';
import type { IpcError, TillState } from '../ipc/generated';
import { Resource } from './resource.svelte';

export class Till {
  readonly state: Resource<TillState>;
  readonly #call: Call;
  #isLocking = $state(false);
  /** Who waits for the PIN, and hears whether it was right. */
  #waiting = $state.raw<readonly ((isRight: boolean) => void)[]>([]);

  constructor(call: Call) {
    this.#call = call;
    this.state = new Resource(() => call('show_till', null));
  }

  get isLocked(): boolean {
    return this.#isLocking || (this.state.value?.isLocked ?? false);
  }

  get isViewOnly(): boolean {
    return this.state.value?.isViewOnly ?? false;
  }

  get hasPin(): boolean {
    return this.state.value?.hasPin ?? false;
  }

  /** Whether a PIN is asked for now. */
  get isAsking(): boolean {
    return this.#waiting.length > 0;
  }

  /** Asks for the PIN where a command lacked it: whether it may be sent again. */
  async mayTryAgain({ code }: IpcError): Promise<boolean> {
    // Somebody else may have locked it, or chosen something else.
    if (code === 'locked' || code === 'view_only') void this.state.refresh();
    if (code !== 'pin_needed' || this.isLocked) return false;
    return new Promise((hear) => (this.#waiting = [...this.#waiting, hear]));
  }

  /** The PIN was right, or nobody wants to give it. */
  answer(isRight: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const hear of waiting) hear(isRight);
  }

  /** Takes the PIN. Rejects where it is another one. */
  async unlock(pin: string): Promise<void> {
    this.state.value = await this.#call('unlock_till', { pin });
  }

  /** Locks: what is in sight goes at once, whatever the program says. */
  async lock(): Promise<void> {
    if (!this.hasPin || this.isLocked) return;
    this.#isLocking = true;
    this.answer(false);
    // What keeps something when it goes out of sight, such as a draft, asks first.
    await tick();
    try {
      this.state.value = await this.#call('lock_till', null);
    } catch {
      // Then it is as it was, and the next answer of the program says how that is.
      await this.state.refresh();
    } finally {
      this.#isLocking = false;
    }
  }
}
