import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Change } from './announcements';
import { PagedList, type Source } from './paged-list.svelte';

interface Row {
  id: string;
  status: string;
}
type Page = { rows: Row[]; next: string | null };

const row = (id: string, status = 'succeeded'): Row => ({ id, status });
const change = (...payments: string[]): Change => ({
  kind: 'changed',
  payments,
  links: [],
  receivedAtMs: 0,
});
const ids = (list: { rows: readonly Row[] }) => list.rows.map(({ id }) => id).join('');
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A ledger of rows in pages of three, newest first. */
function ledger(letters: string) {
  const shop = { rows: [...letters].map((id) => row(id)), asked: 0, broken: false };
  const source: Source<Row, Page> = {
    async page(after) {
      shop.asked += 1;
      if (shop.broken) throw { code: 'ledger_unavailable', message: 'no', retryable: true };
      const from = after ? shop.rows.findIndex(({ id }) => id === after) + 1 : 0;
      const rows = shop.rows.slice(from, from + 3);
      return { rows, next: from + 3 < shop.rows.length ? (rows.at(-1)?.id ?? null) : null };
    },
    changed: ({ payments }) => payments,
    rows: async (ids) => shop.rows.filter(({ id }) => ids.includes(id)),
  };
  return { shop, list: new PagedList<Row, Page>(source) };
}

// There is no page here to be drawn.
beforeEach(() => void vi.stubGlobal('requestAnimationFrame', setTimeout));
afterEach(() => void vi.unstubAllGlobals());

describe('PagedList', () => {
  it('loads page after page, to the end', async () => {
    const { list } = ledger('gfedcba');
    await list.refresh();
    expect(ids(list)).toBe('gfe');
    await list.loadMore();
    await list.loadMore();
    expect(ids(list)).toBe('gfedcba');
    expect(list.hasMore).toBe(false);
  });

  it('puts what is new on top, tinted and counted, and keeps what was loaded below', async () => {
    const { shop, list } = ledger('fedcba');
    await list.refresh();
    await list.loadMore();
    shop.rows.unshift(row('g'));
    list.change(change('g'));
    await settle();
    expect(ids(list)).toBe('gfedcba');
    expect(list.arrived).toBe(1);
    expect(list.fresh.has('g')).toBe(true);
    expect(list.fresh.has('f')).toBe(false);
  });

  it('reads all that is loaded again where changes may have been missed', async () => {
    const { shop, list } = ledger('fedcba');
    await list.refresh();
    await list.loadMore();
    shop.rows[4] = row('b', 'refunded');
    await list.refresh();
    expect(list.rows[4]?.status).toBe('succeeded');
    shop.broken = true;
    await list.resync();
    shop.broken = false;
    await list.refresh();
    expect(ids(list)).toBe('fedcba');
    expect(list.rows[4]?.status).toBe('refunded');
  });

  it('updates a row in place, also below the first page, and leaves the others alone', async () => {
    const { shop, list } = ledger('fedcba');
    await list.refresh();
    await list.loadMore();
    const before = list.rows;
    shop.rows = shop.rows.map((old) => (old.id === 'b' ? row('b', 'refunded') : { ...old }));
    list.change(change('b'));
    await settle();
    expect(list.rows.find(({ id }) => id === 'b')?.status).toBe('refunded');
    expect(list.rows[0]).toBe(before[0]);
    expect(list.arrived).toBe(0);
  });

  it('takes out a row below the first page that is not of the list any more', async () => {
    const { shop, list } = ledger('fedcba');
    await list.refresh();
    await list.loadMore();
    shop.rows = shop.rows.filter(({ id }) => id !== 'b');
    list.change(change('b'));
    await settle();
    expect(ids(list)).toBe('fedca');
  });

  it('asks once more, not once each, for a burst', async () => {
    const { shop, list } = ledger('cba');
    await list.refresh();
    const before = shop.asked;
    for (let index = 0; index < 100; index += 1) list.change(change('c'));
    await settle();
    expect(shop.asked - before).toBeLessThanOrEqual(2);
  });

  it('does not show the answer to a question that was followed by another', async () => {
    const answers: ((page: Page) => void)[] = [];
    const list = new PagedList<Row, Page>({
      page: () => new Promise((resolve) => answers.push(resolve)),
      changed: () => [],
    });
    void list.ask();
    void list.ask();
    answers[0]?.({ rows: [row('old')], next: null });
    await settle();
    expect(ids(list)).toBe('');
    expect(list.isStale).toBe(true);
    answers[1]?.({ rows: [row('new')], next: null });
    await settle();
    expect(ids(list)).toBe('new');
    expect(list.isStale).toBe(false);
  });

  it('keeps its rows when a later fetch fails, and recovers', async () => {
    const { shop, list } = ledger('cba');
    await list.refresh();
    shop.broken = true;
    await list.refresh();
    expect(ids(list)).toBe('cba');
    expect(list.error?.code).toBe('ledger_unavailable');
    shop.broken = false;
    await list.refresh();
    expect(list.error).toBeNull();
  });
});
