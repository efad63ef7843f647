// The list of payouts.
import type { PayoutPage, PayoutRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

export class PayoutsList extends PagedList<PayoutRow, PayoutPage> {
  constructor(session: Session) {
    super({
      page: (after) => session.call('list_payouts', after === undefined ? {} : { after }),
      // Which payouts changed is not told; the first page is fetched again after any change.
      changed: () => [],
      moves: () => true,
    });
  }
}
