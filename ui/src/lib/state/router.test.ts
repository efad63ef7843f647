import { describe, expect, it } from 'vitest';

import { formatRoute, parseRoute, Router, type RouterWindow } from './router.svelte';

describe('addresses', () => {
  it.each([
    ['', { screen: 'home' }],
    ['#/', { screen: 'home' }],
    ['#/payments', { screen: 'payments' }],
    ['#/payments/pi_3QK8x2Lm', { screen: 'payments', id: 'pi_3QK8x2Lm' }],
    ['#/links', { screen: 'links' }],
    ['#/links/plink_1Abc', { screen: 'links', id: 'plink_1Abc' }],
    ['#/links/new', { screen: 'new-link' }],
    ['#/links/new/from/plink_1Abc', { screen: 'new-link', from: 'plink_1Abc' }],
    ['#/links/plink_1Abc/edit', { screen: 'edit-link', id: 'plink_1Abc' }],
    ['#/connection', { screen: 'connection' }],
    ['#/health', { screen: 'health' }],
    ['#/rehearsal', { screen: 'rehearsal' }],
    ['#/settings', { screen: 'settings' }],
    ['#/settings/backups', { screen: 'settings', id: 'backups' }],
  ] as const)('%s is read, and written back', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it.each([
    ['#/nowhere', { screen: 'home' }],
    ['#/payments/pi_1/refund', { screen: 'home' }],
    ['#/health/now', { screen: 'home' }],
    ['#/links/new/from/%2e%2e', { screen: 'new-link' }],
    ['#/links/%2e%2e/edit', { screen: 'links' }],
    ['#/links/plink_1/remove', { screen: 'home' }],
    ['#/rehearsal/outage', { screen: 'home' }],
    ['#/payments/<script>', { screen: 'payments' }],
    ['#/payments/%2e%2e', { screen: 'payments' }],
    [`#/links/${'a'.repeat(256)}`, { screen: 'links' }],
    ['#token=abc', { screen: 'home' }],
  ] as const)('%s leads somewhere harmless', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});

/** A window with an address and listeners, and nothing else. */
function fakeWindow(hash: string) {
  const listeners = new Map<string, () => void>();
  const steps: string[] = [];
  const location = { hash };
  const change = (kind: string) => (_state: unknown, _title: string, address: string) => {
    steps.push(`${kind} ${address}`);
    location.hash = address;
  };
  const target = {
    location,
    history: { pushState: change('push'), replaceState: change('replace') },
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
  } as unknown as RouterWindow;
  return { target, location, steps, tell: (name: string) => listeners.get(name)?.() };
}

describe('Router', () => {
  it('starts where the address points', () => {
    expect(new Router(fakeWindow('#/links').target).route).toEqual({ screen: 'links' });
  });

  it('takes a step for a screen, none for a closer look, and none for where it is', () => {
    const { target, steps } = fakeWindow('');
    const router = new Router(target);
    router.go({ screen: 'payments' });
    router.go({ screen: 'payments', id: 'pi_1' });
    router.go({ screen: 'payments', id: 'pi_1' });
    router.go({ screen: 'home' });
    expect(steps).toEqual(['push #/payments', 'replace #/payments/pi_1', 'push #/']);
    expect(router.route).toEqual({ screen: 'home' });
  });

  it.each(['popstate', 'hashchange'])('follows the address on %s', (event) => {
    const { target, location, tell } = fakeWindow('');
    const router = new Router(target);
    location.hash = '#/payments/pi_2';
    tell(event);
    expect(router.route).toEqual({ screen: 'payments', id: 'pi_2' });
  });
});
