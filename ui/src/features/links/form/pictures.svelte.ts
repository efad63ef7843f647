// Pictures of products, each asked for once.
import { SvelteMap } from 'svelte/reactivity';

import type { Session } from '../../../lib/state/session.svelte';

export class Pictures {
  readonly #session: Session;
  readonly #asked = new Set<string>();
  readonly #known = new SvelteMap<string, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** A `data:` address; null where the product has no picture, or it has not come yet. */
  of(product: string): string | null {
    if (product !== '' && !this.#asked.has(product)) {
      this.#asked.add(product);
      void this.#ask(product);
    }
    return this.#known.get(product) ?? null;
  }

  async #ask(product: string): Promise<void> {
    try {
      const picture = await this.#session.call('product_picture', { product });
      if (picture?.data) this.#known.set(product, picture.data);
    } catch {
      // The sign of a product stands there then, and the next look asks again.
      this.#asked.delete(product);
    }
  }
}
