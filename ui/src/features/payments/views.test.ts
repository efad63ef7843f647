import { describe, expect, it } from 'vitest';

import type { PaymentView, SavePaymentView, ShownColumn } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import type { PaymentsList } from './list.svelte';
import { Views } from './views.svelte';

/** A table, and a ledger that keeps its views. */
function table() {
  const kept: PaymentView[] = [];
  const columns = {
    kept: [] as ShownColumn[],
    take: (taken: ShownColumn[]) => (columns.kept = taken),
    show: (shown: ShownColumn[]) => (columns.kept = shown),
  };
  const list = {
    search: '',
    status: null as string | null,
    order: null,
    columns,
    narrow: ({ search, status }: { search: string; status: string | null }) =>
      Object.assign(list, { search, status }),
  };
  const commands = {
    list_payment_views: () => ({ rows: [...kept], columns: [{ column: 'fee', width: null }] }),
    save_payment_view: ({ id, status, order, ...rest }: SavePaymentView) => {
      const at = kept.findIndex((view) => view.id === id);
      const view = { status: status ?? null, order: order ?? null, id: id ?? `v${kept.length}` };
      kept.splice(at < 0 ? kept.length : at, at < 0 ? 0 : 1, { ...rest, ...view });
      return { ...rest, ...view };
    },
    remove_payment_view: ({ id }: { id: string }) =>
      kept.splice(
        kept.findIndex((view) => view.id === id),
        1,
      ),
  };
  const call = async (name: keyof typeof commands, given: never) => commands[name](given);
  const views = new Views({ call } as unknown as Session, list as unknown as PaymentsList);
  return { views, list };
}

const names = (views: Views) => views.rows.map(({ name }) => name);

describe('views of the table', () => {
  it('take up the columns that were kept once, and not again', async () => {
    const { views, list } = table();
    await views.load();
    expect(list.columns.kept).toEqual([{ column: 'fee', width: null }]);
    list.columns.kept = [];
    await views.load();
    expect(list.columns.kept).toEqual([]);
  });

  it('are kept as the table is, and known again by it', async () => {
    const { views, list } = table();
    await views.load();
    list.narrow({ search: ' ana ', status: 'refunded' });
    await views.keep('Ana');
    expect(views.current?.name).toBe('Ana');
    list.narrow({ search: 'ana', status: null });
    expect(views.current).toBeUndefined();
    expect(views.chosen?.name).toBe('Ana');
    await views.keep('Ana', views.chosen?.id);
    expect(names(views)).toEqual(['Ana']);
    expect(views.current?.status).toBeNull();
  });

  it('are shown, renamed with what they keep, removed and kept again', async () => {
    const { views, list } = table();
    await views.load();
    list.narrow({ search: 'cake', status: null });
    await views.keep('Cakes');
    list.narrow({ search: '', status: 'failed' });
    const [cakes] = views.rows;
    if (!cakes) throw new Error('nothing was kept');
    await views.rename(cakes, 'Tarts');
    expect(views.rows).toEqual([{ ...cakes, name: 'Tarts' }]);
    views.show(cakes);
    expect([list.search, list.status]).toEqual(['cake', null]);
    expect(views.current?.name).toBe('Tarts');
    await views.remove(cakes);
    expect(names(views)).toEqual([]);
    await views.restore(cakes);
    expect(names(views)).toEqual(['Cakes']);
  });
});
