// What Stripe told, and what came to the door: both are logs, looked at again every few seconds.
import type { DeliveryPage, DeliveryRow, EventPage, EventRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

export class EventsList extends PagedList<EventRow, EventPage> {
  /** Only this type; empty for all. */
  type = $state('');

  constructor(session: Session) {
    super({
      page: (after) => {
        const type = this.type.trim();
        return session.call('list_events', {
          ...(type === '' ? {} : { eventType: type }),
          ...(after === undefined ? {} : { after }),
        });
      },
      changed: () => [],
    });
  }
}

export class DeliveriesList extends PagedList<DeliveryRow, DeliveryPage> {
  /** Only what was refused. */
  isRefused = $state(true);

  constructor(session: Session) {
    super({
      page: (after) =>
        session.call('list_deliveries', {
          isRefused: this.isRefused,
          ...(after === undefined ? {} : { after }),
        }),
      changed: () => [],
    });
  }
}
