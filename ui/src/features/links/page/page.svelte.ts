// One link and its payments, kept right while things change.
import { dayStarts } from '../../../lib/format/dates';
import type { LinkDetail, PaymentPage, PaymentRow } from '../../../lib/ipc/generated';
import type { Change } from '../../../lib/state/announcements';
import { PagedList } from '../../../lib/state/paged-list.svelte';
import { Resource } from '../../../lib/state/resource.svelte';
import type { Session } from '../../../lib/state/session.svelte';
import { DAYS } from '../list.svelte';

/** How many payments the page shows at first. */
const PAYMENTS = 10;
/** How many more come with each wish. */
const MORE = 50;

export class LinkView {
  readonly detail: Resource<LinkDetail>;
  readonly payments: PagedList<PaymentRow, PaymentPage>;
  /** When the days begin that the figures show. */
  days = $state.raw<number[]>([]);

  constructor(
    session: Session,
    readonly id: string,
  ) {
    this.detail = new Resource(() => {
      this.days = dayStarts(session.clock.now, DAYS);
      return session.call('show_link', { id, days: this.days });
    });
    this.payments = new PagedList({
      page: (after) =>
        session.call('list_payments', { link: id, after, limit: after ? MORE : PAYMENTS }),
      changed: (change) => change.payments,
      rows: async (ids) => {
        const query = { link: id, ids: [...ids], limit: ids.length };
        return (await session.call('list_payments', query)).rows;
      },
    });
  }

  /** Fetches everything again. */
  refresh(): void {
    void this.detail.refresh();
    void this.payments.refresh();
  }

  /** Something changed: fetches what may be of this link. */
  change(change: Change): void {
    if (change.payments.length > 0) this.payments.change(change);
    if (change.links.includes(this.id)) void this.detail.refresh();
  }
}
