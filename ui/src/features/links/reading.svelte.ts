// Reads links that were made elsewhere, behind what is shown from the ledger at once.
import { toIpcError } from '../../lib/ipc/client';
import { coalesced } from '../../lib/state/coalesce';
import type { Session } from '../../lib/state/session.svelte';

export class Reading {
  /** Whether Stripe is being asked. */
  isOn = $state(false);
  /** Why the links could not be read. */
  trouble = $state<string | null>(null);
  /** Reads them; never rejects, and never twice at a time. */
  readonly run: () => Promise<void>;

  constructor(session: Session, shown: () => Promise<void>) {
    this.run = coalesced(async () => {
      this.isOn = true;
      try {
        const { trouble } = await session.call('refresh_links', null);
        this.trouble = trouble;
        // What is new was announced; since when it is known was not.
        await shown();
      } catch (thrown) {
        this.trouble = toIpcError(thrown).message;
      }
      this.isOn = false;
    });
  }
}
