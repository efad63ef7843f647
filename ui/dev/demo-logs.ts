// DEVELOPMENT ONLY: invented payouts, events and deliveries.
import type {
  DeliveriesQuery,
  DeliveryPage,
  EventDetail,
  EventPage,
  EventQuery,
  EventRow,
  EventsQuery,
  PayoutContents,
  PayoutDetail,
  PayoutPage,
  PayoutQuery,
  PayoutRow,
  PayoutsQuery,
} from '../src/lib/ipc/generated';
import { page, refusal } from './demo-answers';
import { sketchHealth } from './demo-health';

const DAY = 86_400;
const STATUSES = ['pending', 'in_transit', 'paid', 'failed', 'paid', 'paid'];
const TYPES = [
  'payment_intent.succeeded',
  'charge.succeeded',
  'checkout.session.completed',
  'customer.created',
  'charge.refunded',
  'payout.paid',
];

export class DemoLogs {
  readonly #payouts: PayoutRow[];
  readonly #events: EventRow[];

  constructor(
    readonly now: number,
    readonly scene: string,
  ) {
    const isEmpty = scene === 'empty';
    this.#payouts = isEmpty ? [] : Array.from({ length: 40 }, (_, at) => payout(now, at));
    this.#events = isEmpty ? [] : Array.from({ length: 120 }, (_, at) => event(now, at));
  }

  list_payouts({ after, limit }: PayoutsQuery): PayoutPage {
    return page(this.#payouts, after, limit);
  }

  show_payout({ id }: PayoutQuery): PayoutDetail {
    const row = this.#payouts.find((it) => it.id === id);
    if (!row) throw refusal('not_found', `There is no payout ${id}.`);
    const hasFailed = row.status === 'failed';
    return {
      row,
      failureCode: hasFailed ? 'account_closed' : null,
      failureMessage: hasFailed ? 'The bank account has been closed.' : null,
    };
  }

  payout_contents(): PayoutContents {
    const lines = Array.from({ length: 14 }, (_, at) => {
      const isRefund = at % 6 === 4;
      const amount = isRefund ? -2_400 : 4_800 + at * 730;
      const fee = isRefund ? 0 : 97 + at * 11;
      return {
        id: `txn_${at}`,
        kind: isRefund ? 'refund' : 'charge',
        created: this.now - DAY - at * 3_000,
        amount,
        fee,
        net: amount - fee,
        payment: at % 5 === 3 ? null : 'pi_live0',
        description: null,
      };
    });
    const sums = ['charge', 'refund'].map((kind) => {
      const of = lines.filter((line) => line.kind === kind);
      const sum = (key: 'amount' | 'fee' | 'net') => of.reduce((all, line) => all + line[key], 0);
      return { kind, count: of.length, amount: sum('amount'), fee: sum('fee'), net: sum('net') };
    });
    return { lines, sums, net: sums.reduce((all, { net }) => all + net, 0), isWhole: true };
  }

  list_events({ eventType, after, limit }: EventsQuery): EventPage {
    const rows = this.#events.filter((row) => !eventType || row.eventType === eventType);
    return page(rows, after, limit);
  }

  show_event({ id }: EventQuery): EventDetail {
    const row = this.#events.find((it) => it.id === id);
    if (!row) throw refusal('not_found', `There is no event ${id}.`);
    const object = { id: 'pi_3QK8x2LmB7sK0d9A', object: 'payment_intent', amount: 4_800 };
    const body = { id, object: 'event', type: row.eventType, created: row.created };
    const text = JSON.stringify({ ...body, data: { object } }, null, 2);
    return { row, bytes: text.length, text };
  }

  list_deliveries({ isRefused, after, limit }: DeliveriesQuery): DeliveryPage {
    if (this.scene === 'empty') return { rows: [], next: null };
    const rows = sketchHealth(this.now, 'ill').deliveries.map((row, at) => {
      if (row.reason !== 'signature_mismatch') return row;
      return { ...row, symptom: at % 2 ? ('json_rewritten' as const) : ('live_mode' as const) };
    });
    return page(
      rows.filter((row) => !isRefused || row.reason !== null),
      after,
      limit,
    );
  }
}

function payout(now: number, at: number): PayoutRow {
  return {
    id: `po_1QK8x2LmB7sK0d${String(at).padStart(3, '0')}`,
    created: now - at * DAY,
    status: STATUSES[Math.min(at, STATUSES.length - 1)] ?? 'paid',
    amount: 631_014 - at * 7_310,
    currency: 'eur',
    arrives: now + (2 - at) * DAY,
    automatic: at % 7 !== 5,
  };
}

function event(now: number, at: number): EventRow {
  const eventType = TYPES[at % TYPES.length] ?? null;
  return {
    id: `evt_1QK8x2LmB7sK0d${String(at).padStart(3, '0')}`,
    eventType,
    created: now - at * 97,
    receivedAt: now - at * 97 + 1,
    source: at % 9 === 5 ? 'api' : 'webhook',
    apiVersion: '2026-06-24.basil',
    livemode: false,
    handled: eventType !== 'customer.created',
    parsed: true,
    aside: at === 8 ? 'mode' : null,
    parked: at === 14,
    erased: false,
  };
}
