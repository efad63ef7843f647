// The draft of a form, where the program keeps it. What is asked of it goes one after the other, so that
// what is dropped is not kept by an older call.
import type { LinkDraft } from '../../../lib/ipc/generated';
import type { Session } from '../../../lib/state/session.svelte';

export class KeptDraft {
  readonly #session: Session;
  readonly #of: { link?: string };
  #turn: Promise<unknown> = Promise.resolve();

  /** That of the link with this id, else that of the new one. */
  constructor(session: Session, link?: string) {
    this.#session = session;
    this.#of = link === undefined ? {} : { link };
  }

  show(): Promise<LinkDraft> {
    return this.#next(() => this.#session.call('show_link_draft', this.#of));
  }

  keep(body: string): Promise<unknown> {
    return this.#next(() => this.#session.call('keep_link_draft', { ...this.#of, body }));
  }

  drop(): Promise<unknown> {
    return this.#next(() => this.#session.call('drop_link_draft', this.#of));
  }

  #next<T>(call: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(call);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
