// What is preferred on this computer, and choosing something else.
import type { Host } from '../host';
import type { Call } from '../ipc/client';
import type { ChangePreferences, Preferences } from '../ipc/generated';
import { PLAIN, wear } from '../look/look';
import { zoomed, type ZoomStep } from '../look/zoom';
import { Task } from './task.svelte';

/** What is needed of the program around the page. */
interface Around {
  host: Pick<Host, 'zoom'>;
  call: Call;
  /** Loads the page anew. */
  reload: () => void;
}

export class Preferred {
  /** Why the last choice was not kept. */
  readonly choosing = new Task();
  readonly #around: Around;
  #now = $state.raw<Preferences>(PLAIN);
  /** The step before; each is taken from where the one before ended. */
  #step: Promise<void> = Promise.resolve();

  constructor(around: Around, first: Preferences) {
    this.#around = around;
    this.#now = first;
  }

  get now(): Preferences {
    return this.#now;
  }

  /** Chooses; what is left out stays. Everything is said anew in another language. */
  async choose(change: ChangePreferences): Promise<void> {
    const before = this.#now;
    const now = await this.choosing.run(() => this.#around.call('change_preferences', change));
    if (!now) return;
    this.#now = now;
    wear(now, this.#around.host);
    if (now.language !== before.language) this.#around.reload();
  }

  /** Makes everything larger or smaller by a step. */
  zoom(step: ZoomStep): Promise<void> {
    this.#step = this.#step.then(async () => {
      const zoom = zoomed(this.#now.zoom, step);
      if (zoom !== this.#now.zoom) await this.choose({ zoom });
    });
    return this.#step;
  }
}
