import { describe, expect, test } from 'vitest';

import { NO_PARTS, partsWords } from './variant-words';

describe('what is added to an address', () => {
  test('nothing has no words', () => expect(partsWords(NO_PARTS)).toEqual([]));

  test('each part has a line', () =>
    expect(
      partsWords({
        ...NO_PARTS,
        email: 'ana@example.com',
        isEmailLocked: true,
        promoCode: 'MAY',
        locale: 'de',
        reference: 'table-7',
        utmSource: 'news',
        utmTerm: 'bread',
      }),
    ).toEqual([
      'Only for ana@example.com',
      'Promotion code MAY',
      'In Deutsch',
      'Reference table-7',
      'Campaign news / bread',
    ]));
});
