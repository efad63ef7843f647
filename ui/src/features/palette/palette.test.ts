import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { AppState } from '../../lib/ipc/generated';
import type { Route } from '../../lib/state/router.svelte';
import type { Session } from '../../lib/state/session.svelte';
import { Palette } from './palette.svelte';

const PAUSE = 120;
const answer = (rows: { id: string }[]) => ({ rows, next: null });

/** A shop that answers when it is told to, and keeps where one went. */
class FakeShop {
  asked: { name: string; search: string; limit: number; answer: (value: unknown) => void }[] = [];
  routes: Route[] = [];
  preferred = { choose: vi.fn(), zoom: vi.fn() };
  focus = { remember: vi.fn(), giveBack: vi.fn(), goOn: vi.fn() };
  problem: unknown = null;
  locked = 0;
  readonly palette: Palette;

  constructor(problem: unknown = null) {
    const value = { account: { kind: 'practice' }, problem } as unknown as AppState;
    const session = {
      app: { value },
      till: { isViewOnly: false, hasPin: true, lock: () => void this.locked++ },
      preferred: this.preferred,
      router: { go: (route: Route) => this.routes.push(route) },
      call: (name: string, args: { search: string; limit: number }) =>
        new Promise((resolve) => this.asked.push({ name, ...args, answer: resolve })),
    };
    this.palette = new Palette(session as unknown as Session, this.focus as never);
    this.palette.toggle('search');
  }

  /** Types, waits as long as it takes to be asked, and says nothing yet. */
  async type(text: string) {
    this.palette.text = text;
    await vi.advanceTimersByTimeAsync(PAUSE);
  }

  /** Answers the newest questions but `age`. */
  async tell(payments: string[], links: string[], age = 0) {
    const last = this.asked.length - 2 * age;
    const [first, second] = this.asked.slice(last - 2, last);
    first?.answer(answer(payments.map((id) => ({ id }))));
    second?.answer(answer(links.map((id) => ({ id }))));
    await vi.advanceTimersByTimeAsync(0);
  }

  get ids() {
    return this.palette.entries.map(({ id }) => id);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('looking for payments and links', () => {
  it('waits until typing rests, and asks for five of each', async () => {
    const shop = new FakeShop();
    shop.palette.text = 'l';
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    await shop.type(' lena ');
    expect(shop.asked.map(({ name, search, limit }) => [name, search, limit])).toEqual([
      ['list_payments', 'lena', 5],
      ['list_links', 'lena', 5],
    ]);
  });

  it('shows the answer to the newest question, whichever comes last', async () => {
    const shop = new FakeShop();
    await shop.type('zoe');
    await shop.type('zoef');
    await shop.tell(['pi_new'], []);
    await shop.tell(['pi_old'], [], 1);
    expect(shop.ids).toEqual(['pi_new']);
    expect(shop.palette.finder.isLooking).toBe(false);
  });

  it('asks nothing of an account that cannot be opened', async () => {
    const shop = new FakeShop({ kind: 'key_missing' });
    await shop.type('lena');
    expect(shop.asked).toEqual([]);
    expect(shop.palette.finder.isLooking).toBe(false);
  });

  it('forgets what was found once nothing is typed, and once it is closed', async () => {
    const shop = new FakeShop();
    await shop.type('zoe');
    await shop.tell(['pi_1'], []);
    await shop.type('');
    expect(shop.ids).not.toContain('pi_1');
    await shop.type('zoe');
    shop.palette.close();
    await shop.tell(['pi_1'], []);
    expect(shop.palette.text).toBe('');
    expect(shop.ids).not.toContain('pi_1');
  });
});

describe('the marked entry', () => {
  it('is the first, and moves by keys without falling off', async () => {
    const shop = new FakeShop();
    await shop.type('zoe');
    await shop.tell(['pi_1', 'pi_2'], ['plink_1']);
    const marked = () => shop.palette.marked?.id;
    expect(marked()).toBe('pi_1');
    const went = ['ArrowUp', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home'].map((key) => {
      shop.palette.move(key);
      return marked();
    });
    expect(went).toEqual(['pi_1', 'pi_2', 'plink_1', 'plink_1', 'pi_2', 'pi_1']);
    expect(shop.palette.move('a')).toBe(false);
  });

  it('stays when more is found, and is the first again once something else is typed', async () => {
    const shop = new FakeShop();
    await shop.type('pay');
    shop.palette.move('ArrowDown');
    const before = shop.palette.marked?.id;
    await shop.tell(['pi_1'], []);
    expect(shop.palette.marked?.id).toBe(before);
    await shop.type('paym');
    expect(shop.palette.marked).toBe(shop.palette.entries[0]);
    expect(shop.palette.marked?.id).not.toBe(before);
  });
});

describe('Enter', () => {
  it('goes where the entry leads, and leaves the focus to the page', async () => {
    const shop = new FakeShop();
    await shop.type('heal');
    shop.palette.choose();
    expect(shop.routes).toEqual([{ screen: 'health' }]);
    expect(shop.palette.open).toBeNull();
    expect(shop.focus.goOn).toHaveBeenCalledOnce();
    expect(shop.focus.giveBack).not.toHaveBeenCalled();
  });

  it('waits for the answer where it comes before it', async () => {
    const shop = new FakeShop();
    shop.palette.text = 'zoe';
    shop.palette.choose();
    expect(shop.routes).toEqual([]);
    await vi.advanceTimersByTimeAsync(PAUSE);
    await shop.tell([], ['plink_1']);
    expect(shop.routes).toEqual([{ screen: 'links', id: 'plink_1' }]);
  });

  it('does not open what answered older words', async () => {
    const shop = new FakeShop();
    await shop.type('zoe');
    await shop.tell(['pi_old'], []);
    shop.palette.text = 'zoef';
    shop.palette.choose();
    expect(shop.routes).toEqual([]);
    await vi.advanceTimersByTimeAsync(PAUSE);
    await shop.tell(['pi_new'], []);
    expect(shop.routes).toEqual([{ screen: 'payments', id: 'pi_new' }]);
  });

  it('is not meant any more once something else is typed', async () => {
    const shop = new FakeShop();
    shop.palette.text = 'zoe';
    shop.palette.choose();
    await shop.type('zoef');
    await shop.tell(['pi_1'], []);
    expect(shop.routes).toEqual([]);
  });
});

describe('the dialogs', () => {
  it('take turns, and give the focus back to what had it before the first', async () => {
    const shop = new FakeShop();
    await shop.type('shortcuts');
    shop.palette.choose();
    expect(shop.palette.open).toBe('shortcuts');
    shop.palette.toggle('search');
    expect(shop.palette.open).toBe('search');
    shop.palette.toggle('search');
    expect(shop.palette.open).toBeNull();
    expect(shop.focus.remember).toHaveBeenCalledOnce();
    expect(shop.focus.giveBack).toHaveBeenCalledOnce();
  });

  it('are closed by what is done on the spot', async () => {
    const shop = new FakeShop();
    await shop.type('lock');
    shop.palette.choose();
    expect([shop.palette.open, shop.locked, shop.routes]).toEqual([null, 1, []]);
  });
});

describe('what changes the looks', () => {
  it('is done at once, and one stays where one is', () => {
    const shop = new FakeShop();
    shop.palette.text = 'dark theme';
    shop.palette.choose();
    expect(shop.preferred.choose).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
    expect(shop.palette.open).toBeNull();
    expect(shop.focus.giveBack).toHaveBeenCalledOnce();
    expect(shop.routes).toEqual([]);
  });

  it('leads to the next size', () => {
    const shop = new FakeShop();
    shop.palette.text = 'larger';
    shop.palette.choose();
    expect(shop.preferred.zoom).toHaveBeenCalledExactlyOnceWith('in');
  });

  it('is there where no account is open, too', () => {
    const shop = new FakeShop({ code: 'key_needed' });
    shop.palette.text = 'compact';
    expect(shop.ids).toContain('look-rows-compact');
  });
});
