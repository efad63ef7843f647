// Which payments of a link the counter shows: those that were paid while it is looked at.
import type { PaymentRow } from '../../../lib/ipc/generated';

/** That somebody paid: how much and when, and nothing of who. */
export interface PaidSign {
  id: string;
  amount: number;
  currency: string;
  /** Whether the money is only reserved yet, to be captured later. */
  isReserved: boolean;
  /** When it was seen here, in milliseconds since 1970. */
  at: number;
}

/** How long a sign stays. */
export const SHOWN_MS = 120_000;

const PAID = new Set(['succeeded', 'uncaptured']);

export class PaidSigns {
  /** Newest first. */
  signs = $state.raw<PaidSign[]>([]);
  #known: Set<string> | null = null;

  /**
   * Takes up what the ledger knows; gives back how many were paid since the last look. What was paid before
   * the first look is of no news.
   */
  take(rows: readonly PaymentRow[], now: number): number {
    const paid = rows.filter((row) => PAID.has(row.status));
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...paid.map((row) => row.id)]);
    if (known === null) return 0;
    const fresh = paid.filter((row) => !known.has(row.id));
    const signs = fresh.map(({ id, amount, currency, status }) => ({
      id,
      amount,
      currency,
      isReserved: status === 'uncaptured',
      at: now,
    }));
    if (signs.length > 0) this.signs = [...signs, ...this.at(now)];
    return signs.length;
  }

  /** Those that are shown at a time. */
  at(now: number): PaidSign[] {
    return this.signs.filter((sign) => now - sign.at < SHOWN_MS);
  }
}
