// Choosing a way: what is offered, what is typed, and what is wrong with it.
import { toIpcError } from '../../lib/ipc/client';
import type { ConnectionPage, IpcError, WayChoice, WayKind, Ways } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { t } from '../../lib/text/text';

/** What can be typed, whichever way it is for. */
export interface Typed {
  url: string;
  name: string;
  token: string;
  destination: string;
  port: string;
  farPort: string;
  identity: string;
}

const NOTHING: Typed = {
  url: '',
  name: '',
  token: '',
  destination: '',
  port: '',
  farPort: '',
  identity: '',
};

/** A port that was typed; null where none was, not a number where it is none. */
function port(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** The choice that was typed. */
export function choice(way: WayKind, typed: Typed): WayChoice {
  switch (way) {
    case 'catch_up_only':
    case 'stripe_cli':
    case 'cloudflared_quick':
      return { way };
    case 'cloudflared_named':
      return { way, url: typed.url, name: typed.name || null };
    case 'ngrok':
      return { way, url: typed.url || null };
    case 'fixed_url':
      return { way, url: typed.url };
    case 'ssh':
      return {
        way,
        url: typed.url,
        destination: typed.destination,
        port: port(typed.port),
        identity: typed.identity || null,
        farPort: port(typed.farPort),
      };
  }
}

/** What stands in the fields for a choice that was made before. */
export function typed(made: WayChoice): Typed {
  const text = (value: string | number | null) => (value === null ? '' : String(value));
  switch (made.way) {
    case 'catch_up_only':
    case 'stripe_cli':
    case 'cloudflared_quick':
      return { ...NOTHING };
    case 'cloudflared_named':
      return { ...NOTHING, url: made.url, name: text(made.name) };
    case 'ngrok':
      return { ...NOTHING, url: text(made.url) };
    case 'fixed_url':
      return { ...NOTHING, url: made.url };
    case 'ssh':
      return {
        ...NOTHING,
        url: made.url,
        destination: made.destination,
        port: text(made.port),
        identity: text(made.identity),
        farPort: text(made.farPort),
      };
  }
}

export class Choosing {
  ways = $state.raw<Ways | null>(null);
  way = $state<WayKind>('catch_up_only');
  typed = $state<Typed>({ ...NOTHING });
  isSaving = $state(false);
  /** What is wrong, by field. */
  problem = $state.raw<{ field: string; message: string } | null>(null);
  error = $state.raw<IpcError | null>(null);

  constructor(readonly session: Session) {}

  async load(): Promise<void> {
    try {
      this.ways = await this.session.call('list_ways', null);
      this.way = this.ways.chosen.way;
      this.typed = typed(this.ways.chosen);
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }

  /** The page as it is with the new way; null where it was refused. */
  async save(): Promise<ConnectionPage | null> {
    if (this.isSaving || this.#hasNoPort()) return null;
    this.isSaving = true;
    this.problem = null;
    this.error = null;
    try {
      const token = this.typed.token || null;
      const chosen = choice(this.way, this.typed);
      const page = await this.session.call('choose_way', { choice: chosen, token });
      // It is kept now, and no business of the page's any more.
      this.typed.token = '';
      return page;
    } catch (thrown) {
      const error = toIpcError(thrown);
      const { field } = error.details;
      if (field === undefined) this.error = error;
      else this.problem = { field, message: error.message };
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** What is wrong with a field. */
  at(field: string): string | null {
    return this.problem?.field === field ? this.problem.message : null;
  }

  #hasNoPort(): boolean {
    if (this.way !== 'ssh') return false;
    for (const field of ['port', 'farPort'] as const) {
      const number = port(this.typed[field]);
      if (number !== null && !(Number.isInteger(number) && number > 0 && number < 65_536)) {
        this.problem = { field, message: t('connection-no-port') };
        return true;
      }
    }
    return false;
  }
}
