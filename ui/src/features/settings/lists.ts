// What is remembered of the ledger on other screens, asked for anew when the ledger has become another.
import type { AppState } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { getLinks } from '../links/list.svelte';
import { getPayments } from '../payments/list.svelte';

/** Made while a component begins; called with the new state once the ledger is another. */
export function otherLedger(session: Session): (state: AppState) => void {
  const lists = [getPayments(), getLinks()];
  return (state) => {
    session.app.value = state;
    for (const list of lists) void list.ask();
  };
}
