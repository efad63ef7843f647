// Where the keyboard goes on once the palette is gone.
import { tick } from 'svelte';

import { focusRow } from '../../lib/ui/row-keys';

export class Focus {
  #before: Element | null = null;

  /** Keeps what has the focus now. */
  remember(): void {
    this.#before = document.activeElement;
  }

  /** Gives the focus back to what had it. */
  async giveBack(): Promise<void> {
    await tick();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) {
      this.#before.focus({ preventScroll: true });
    }
  }

  /** Goes on with the page that was chosen: its row, else its title, unless it took the focus itself. */
  async goOn(id: string | undefined): Promise<void> {
    await tick();
    if (id && isFree()) focusRow(id);
    if (isFree()) document.querySelector<HTMLElement>('[data-title]')?.focus();
  }
}

function isFree(): boolean {
  return document.activeElement === document.body;
}
