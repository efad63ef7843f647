// Which rows are new, for the two seconds in which they are tinted.
import { SvelteSet } from 'svelte/reactivity';

const TINTED_MS = 2_000;

export class Fresh {
  readonly #ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(ids: Iterable<string>): void {
    const added = [...ids];
    if (added.length === 0) return;
    for (const id of added) this.#ids.add(id);
    setTimeout(() => {
      for (const id of added) this.#ids.delete(id);
    }, TINTED_MS);
  }
}
