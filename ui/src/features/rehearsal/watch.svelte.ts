// The stories and the one that is played, fetched anew every second while somebody looks.
import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, PlayStory, Rehearsal } from '../../lib/ipc/generated';
import { coalesced, unhurried } from '../../lib/state/coalesce';
import type { Session } from '../../lib/state/session.svelte';
import { whileSeen } from '../../lib/state/while-seen';

const EVERY_MS = 1_000;
/** A story announces many changes; this is often enough to look alive. */
const PAUSE_MS = 200;

export class RehearsalWatch {
  rehearsal = $state.raw<Rehearsal | null>(null);
  /** Why the last fetch failed. */
  error = $state.raw<IpcError | null>(null);
  /** Why the last wish was not granted. */
  refusal = $state.raw<IpcError | null>(null);
  /** Whether a wish is on its way. */
  isAsking = $state(false);
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  readonly #session: Session;
  readonly #later: () => Promise<void>;

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#load());
    this.#later = unhurried(this.refresh, PAUSE_MS);
  }

  get run() {
    return this.rehearsal?.run ?? null;
  }

  /** Whether a story is on. */
  get isPlaying(): boolean {
    return this.run !== null && this.run.phase !== 'ended';
  }

  play(story: PlayStory): Promise<void> {
    return this.#ask(() => this.#session.call('play_story', story));
  }

  stop(): Promise<void> {
    return this.#ask(() => this.#session.call('stop_story', null));
  }

  /** Keeps it new until the returned function is called; made for an `$effect`. */
  watch(): () => void {
    const lookLater = () => {
      if (!document.hidden && this.isPlaying) void this.#later();
    };
    const refresh = () => void this.refresh();
    return whileSeen(this.#session.announcements, EVERY_MS, refresh, (look) => ({
      changed: lookLater,
      resync: look,
    }));
  }

  async #ask(wish: () => Promise<Rehearsal>): Promise<void> {
    this.isAsking = true;
    try {
      this.rehearsal = await wish();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = toIpcError(thrown);
    } finally {
      this.isAsking = false;
    }
  }

  async #load(): Promise<void> {
    try {
      this.rehearsal = await this.#session.call('show_rehearsal', null);
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }
}
