// One buyer's payments, with what they come to.
import type { Buyer, PaymentRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

export class BuyerPayments extends PagedList<PaymentRow, Buyer> {
  constructor(session: Session, key: string) {
    super({
      page: (after) =>
        session.call('show_buyer', { key, ...(after === undefined ? {} : { after }) }),
      changed: (change) => change.payments,
    });
  }
}
