import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Announcements, measureDrawn, PendingChanges, type Change } from './announcements';

const change = (payments: string[], receivedAtMs: number): Change => ({
  kind: 'changed',
  payments,
  links: [],
  receivedAtMs,
});

describe('Announcements', () => {
  it('tells each listener what it wants to hear, until it stops listening', () => {
    const heard: string[] = [];
    const announcements = new Announcements();
    const stop = announcements.listen({
      changed: ({ payments }) => heard.push(payments.join()),
      state: () => heard.push('state'),
      history: () => heard.push('history'),
      chime: () => heard.push('chime'),
      place: () => heard.push('place'),
      resync: () => heard.push('resync'),
    });
    announcements.listen({});
    announcements.announce(change(['pi_1', 'pi_2'], 0));
    announcements.announce({ kind: 'state' });
    announcements.announce({ kind: 'history' });
    announcements.announce({ kind: 'chime' });
    announcements.announce({ kind: 'place' });
    announcements.resync();
    stop();
    announcements.announce({ kind: 'state' });
    expect(heard).toEqual(['pi_1,pi_2', 'state', 'history', 'chime', 'place', 'resync']);
  });
});

describe('PendingChanges', () => {
  it('gives each change once', () => {
    const pending = new PendingChanges();
    pending.add(change(['pi_1'], 1));
    pending.add(change(['pi_2'], 2));
    expect(pending.take()).toHaveLength(2);
    expect(pending.take()).toEqual([]);
  });
});

describe('measureDrawn', () => {
  const measures = () => performance.getEntriesByName('event-to-row');

  beforeEach(() => void vi.stubGlobal('requestAnimationFrame', setTimeout));
  afterEach(() => {
    performance.clearMeasures();
    vi.unstubAllGlobals();
  });

  it('notes how long each change took that can be seen', async () => {
    const received = Date.now() - 20;
    await measureDrawn(
      [change(['pi_1'], received), change(['pi_9'], received)],
      (id) => id === 'pi_1',
    );
    expect(measures()).toHaveLength(1);
    expect(measures()[0]).toMatchObject({ detail: { payments: ['pi_1'] } });
    expect(measures()[0]?.duration).toBeGreaterThanOrEqual(18);
  });

  it('leaves out what was received before the page began', async () => {
    await measureDrawn([change(['pi_1'], performance.timeOrigin - 1_000)], () => true);
    expect(measures()).toEqual([]);
  });
});
