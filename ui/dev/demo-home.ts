// DEVELOPMENT ONLY: what the invented shop's first page says.
import type { Home, HomeQuery, LinkRow, PaymentRow } from '../src/lib/ipc/generated';

const PAID = ['succeeded', 'partially_refunded', 'disputed'];

export function sketchHome(
  { dayStart, days }: HomeQuery,
  payments: readonly PaymentRow[],
  soldOut: readonly LinkRow[],
): Home {
  const today = payments.filter((row) => row.created >= dayStart);
  const codes = [...new Set(today.map((row) => row.currency))].slice(0, 3);
  return {
    days: codes.map((currency, at) => {
      const of = today.filter((row) => row.currency === currency);
      const paid = of.filter((row) => PAID.includes(row.status));
      const gross = paid.reduce((sum, row) => sum + row.amount, 0);
      return {
        currency,
        gross,
        weekAgo: Math.round(gross / 1.18),
        changePercent: [18, -7, null][at] ?? null,
        fees: Math.round(gross * 0.029),
        feesUnknown: currency === 'eur' ? 2 : 0,
        refunded: of.reduce((sum, row) => sum + row.amountRefunded, 0),
        paid: paid.length,
        failed: of.filter((row) => row.status === 'failed').length,
        processing: of.filter((row) => row.status === 'processing').length,
      };
    }),
    volume: codes.map((currency, at) => {
      const sums = days.map((_, day) => wave(day, at));
      const half = sums.length / 2;
      const sum = (from: number, to: number) => sums.slice(from, to).reduce((a, b) => a + b, 0);
      return {
        currency,
        days: sums.slice(half),
        daysBefore: sums.slice(0, half),
        sum: sum(half, sums.length),
        sumBefore: sum(0, half),
      };
    }),
    nextPayout:
      codes.length > 0
        ? { amount: 631_014, currency: 'eur', arrives: dayStart + 2 * 86_400, others: 0 }
        : null,
    latest: payments.slice(0, 8),
    toFulfil: codes.length > 0 ? 3 : 0,
    disputes: [],
    suspicions: [],
    failedPayouts: [],
    soldOut: soldOut.slice(0, 1).map(({ id, name }) => ({ id, name, limit: 20 })),
  };
}

/** Sales that rise and have their weekends. */
function wave(day: number, at: number): number {
  const weekly = 1 + 0.35 * Math.sin((day / 7) * 2 * Math.PI);
  return Math.round((40_000 + 2_200 * day) * weekly * (1 + ((day * 37) % 11) / 40) * 0.6 ** at);
}
