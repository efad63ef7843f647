// The columns of the table of payments: what they are called, how wide they usually are, and how they fill the room that
// there is.
import type { PaymentColumn, ShownColumn } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

interface ColumnKind {
  label: string;
  /** How wide it is where nothing else is said, in pixels. */
  width: number;
  /** Which share it takes of the room that is left; 0 where it needs none. */
  grows: number;
  /** Whether it holds numbers, which end together. */
  isNumber?: boolean;
  /** Whether it is there whatever is chosen. */
  isAlways?: boolean;
}

/** All of them, in the order in which they are offered. */
export const KINDS: Record<PaymentColumn, ColumnKind> = {
  amount: {
    label: t('payments-column-amount'),
    width: 114,
    grows: 0,
    isNumber: true,
    isAlways: true,
  },
  status: { label: t('payments-column-status'), width: 131, grows: 0, isAlways: true },
  customer: { label: t('payments-column-customer'), width: 140, grows: 3 },
  bought: { label: t('payments-column-bought'), width: 140, grows: 3 },
  link: { label: t('payments-table-link'), width: 140, grows: 3 },
  method: { label: t('payments-paid-with'), width: 166, grows: 1 },
  created: { label: t('payments-column-time'), width: 96, grows: 0, isNumber: true },
  refunded: { label: t('payments-table-refunded'), width: 114, grows: 0, isNumber: true },
  fee: { label: t('payments-table-fee'), width: 96, grows: 0, isNumber: true },
  net: { label: t('payments-table-net'), width: 114, grows: 0, isNumber: true },
  order: { label: t('payments-table-order'), width: 110, grows: 0 },
  id: { label: t('payments-table-id'), width: 160, grows: 1 },
};

export const OFFERED = Object.keys(KINDS) as PaymentColumn[];

/** Those that are shown where nothing was chosen. */
export const USUAL: readonly ShownColumn[] = (
  ['amount', 'status', 'customer', 'bought', 'method', 'created'] as const
).map((column) => ({ column, width: null }));

/** What is left out first of the usual ones where there is little room: it can be seen in the payment itself. */
const LEFT_OUT: readonly PaymentColumn[] = ['bought', 'method'];

export const LEAST_WIDTH = 60;
export const MOST_WIDTH = 800;

/** How wide a column of amounts is, by how long the longest is. */
export const AMOUNTS = { short: 114, normal: 134, long: 196 };

/** A column as it is drawn, in whole pixels. */
export interface FittedColumn {
  column: PaymentColumn;
  width: number;
}

/** Whether these are the columns that are shown where nothing was chosen. */
export function isUsual(shown: readonly ShownColumn[]): boolean {
  return (
    shown.length === USUAL.length &&
    shown.every(({ column, width }, at) => column === USUAL[at]?.column && width === null)
  );
}

/** With a column shown that was not, at the end; or without one that was. */
export function toggled(shown: readonly ShownColumn[], column: PaymentColumn): ShownColumn[] {
  const others = shown.filter((it) => it.column !== column);
  if (others.length === shown.length) return [...shown, { column, width: null }];
  return KINDS[column].isAlways ? [...shown] : others;
}

/** With a column at another place among those that are shown. */
export function moved(
  shown: readonly ShownColumn[],
  column: PaymentColumn,
  to: number,
): ShownColumn[] {
  const it = shown.find((other) => other.column === column);
  const others = shown.filter((other) => other !== it);
  return it ? others.toSpliced(Math.max(to, 0), 0, it) : others;
}

/** With a column of another width; null for as wide as it usually is. */
export function sized(
  shown: readonly ShownColumn[],
  column: PaymentColumn,
  width: number | null,
): ShownColumn[] {
  const within =
    width === null ? null : Math.round(Math.min(Math.max(width, LEAST_WIDTH), MOST_WIDTH));
  return shown.map((it) => (it.column === column ? { ...it, width: within } : it));
}

/**
 * The columns with the widths that fill the room. Of the usual ones some are left out where it is small; what the
 * person chose stays, and may be wider than the room. `wider` says how wide some have to be at least.
 */
export function fitted(
  shown: readonly ShownColumn[],
  room: number,
  wider: Partial<Record<PaymentColumn, number>> = {},
): FittedColumn[] {
  const usual = (column: PaymentColumn) => Math.max(KINDS[column].width, wider[column] ?? 0);
  const widthOf = ({ column, width }: ShownColumn) => width ?? usual(column);
  let kept = [...shown];
  if (isUsual(shown)) {
    for (const column of LEFT_OUT) {
      if (sum(kept.map(widthOf)) > room) kept = kept.filter((it) => it.column !== column);
    }
  }
  const left = Math.max(0, room - sum(kept.map(widthOf)));
  const shares = kept.map(({ column, width }) => (width === null ? KINDS[column].grows : 0));
  // Where none of them grows, the last one ends where the table does.
  if (sum(shares) === 0) shares[shares.length - 1] = 1;
  const all = sum(shares);
  let end = 0;
  return kept.map((it, at) => {
    const begin = Math.round(end);
    end += widthOf(it) + (left * (shares[at] ?? 0)) / all;
    // Between whole pixels, so that none is left over at the end.
    return { column: it.column, width: Math.round(end) - begin };
  });
}

/** How much room amounts need whose longest has so many characters. */
export function roomFor(characters: number): keyof typeof AMOUNTS {
  return characters <= 11 ? 'short' : characters <= 14 ? 'normal' : 'long';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
