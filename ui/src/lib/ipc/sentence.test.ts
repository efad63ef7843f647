import english from 'virtual:texts/en';
import german from 'virtual:texts/de';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { speak } from '../text/text';
import { toIpcError } from './client';
import type { IpcError } from './generated';

function error(said?: IpcError['said']): IpcError {
  const message = 'What the log says.';
  return {
    code: 'stripe_refused',
    message,
    retryable: false,
    details: {},
    ...(said && { said }),
  };
}

describe('on a German page', () => {
  beforeEach(() => speak('de', german, 'de-DE'));
  afterEach(() => speak('en', english, 'en'));

  test('a failure is told in German, with what is filled in', () => {
    const told = (text: string, fillings: Record<string, string | number>) =>
      toIpcError(error({ text, with: fillings })).message;
    expect(told('told-stripe-no-answer', { host: 'api.stripe.com', failure: 'slow' })).toBe(
      'api.stripe.com hat zu lange nicht geantwortet. Versuchen Sie es noch einmal.',
    );
    expect(told('told-stripe-no-answer', { host: 'api.stripe.com', failure: 'new' })).toMatch(
      /^api\.stripe\.com ist nicht zu erreichen/,
    );
    expect(told('told-account-name-long', { most: 60 })).toMatch(/mehr als 60 Zeichen/);
  });

  test('what no text says is told as the log has it', () => {
    expect(toIpcError(error()).message).toBe('What the log says.');
    // From a program that is newer than this page, or from nobody of ours.
    // The last one lacks what it fills in.
    for (const text of [
      'told-by-a-newer-one',
      'common-cancel',
      '__proto__',
      'told-stripe-refused',
    ]) {
      expect(toIpcError(error({ text, with: {} })).message).toBe('What the log says.');
    }
  });

  test('the till says it by its codes', () => {
    const wrong = (waitSeconds: string): IpcError => ({
      ...error(),
      code: 'pin_wrong',
      details: { waitSeconds },
    });
    expect(toIpcError(wrong('0')).message).toBe('Das ist nicht die PIN.');
    expect(toIpcError(wrong('20')).message).toMatch(/in 20 /);
    expect(toIpcError({ ...error(), code: 'locked' }).message).toBe('Das Fenster ist gesperrt.');
  });
});
