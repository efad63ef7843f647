// One answer from the program, kept while it is fetched anew.
import { toIpcError } from '../ipc/client';
import type { IpcError } from '../ipc/generated';
import { coalesced } from './coalesce';

export class Resource<T> {
  /** The last answer; it stays when a later fetch fails. */
  value = $state.raw<T | null>(null);
  /** Why the last fetch failed. */
  error = $state.raw<IpcError | null>(null);
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  constructor(load: () => Promise<T>) {
    this.refresh = coalesced(async () => {
      try {
        this.value = await load();
        this.error = null;
      } catch (thrown) {
        this.error = toIpcError(thrown);
      }
    });
  }
}
