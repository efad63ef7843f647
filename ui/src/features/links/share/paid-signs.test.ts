import { describe, expect, test } from 'vitest';

import type { PaymentRow } from '../../../lib/ipc/generated';
import { PaidSigns, SHOWN_MS } from './paid-signs.svelte';

const row = (id: string, status = 'succeeded'): PaymentRow => ({
  id,
  status,
  amount: 4800,
  amountRefunded: 0,
  currency: 'eur',
  created: 1,
  customerName: 'Ana Ruiz',
  customerEmail: 'ana@example.com',
  title: null,
  methodType: null,
  methodBrand: null,
  methodLast4: null,
  link: null,
  fee: null,
  net: null,
  settlementCurrency: null,
  fulfilment: 'pending',
});

describe('signs of what was paid', () => {
  test('what was paid before is no news, and each is news once', () => {
    const signs = new PaidSigns();
    expect(signs.take([row('a')], 0)).toBe(0);
    expect(signs.take([row('b'), row('a')], 1)).toBe(1);
    expect(signs.take([row('b'), row('a')], 2)).toBe(0);
    expect(signs.at(2).map((sign) => sign.id)).toEqual(['b']);
  });

  test('several at once are all shown, newest first', () => {
    const signs = new PaidSigns();
    signs.take([], 0);
    signs.take([row('a')], 1);
    expect(signs.take([row('c'), row('b'), row('a')], 2)).toBe(2);
    expect(signs.at(2).map((sign) => sign.id)).toEqual(['c', 'b', 'a']);
  });

  test('what fails is no sign until it is paid', () => {
    const signs = new PaidSigns();
    signs.take([], 0);
    expect(signs.take([row('a', 'failed'), row('b', 'processing')], 1)).toBe(0);
    expect(signs.take([row('a'), row('b', 'uncaptured')], 2)).toBe(2);
    expect(signs.signs.map((sign) => sign.isReserved)).toEqual([false, true]);
  });

  test('a sign goes after a while, and nothing in it says who paid', () => {
    const signs = new PaidSigns();
    signs.take([], 0);
    signs.take([row('a')], 10);
    expect(signs.at(9 + SHOWN_MS)).toHaveLength(1);
    expect(signs.at(10 + SHOWN_MS)).toEqual([]);
    expect(JSON.stringify(signs.signs)).not.toMatch(/ana/i);
  });
});
