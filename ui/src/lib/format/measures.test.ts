import { describe, expect, it } from 'vitest';

import { byteSize, machineTime, stretch } from './measures';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('machineTime', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [0.0421, '0.042 ms', '0,042 ms'],
    [0.4, '0.4 ms', '0,4 ms'],
    [1.26, '1.3 ms', '1,3 ms'],
    [12.3, '12 ms', '12 ms'],
    [99.6, '100 ms', '100 ms'],
    [340.4, '340 ms', '340 ms'],
    [999.4, '999 ms', '999 ms'],
    [999.6, '1 s', '1 s'],
    [1234, '1.2 s', '1,2 s'],
    [1_234_567, '1,235 s', '1.235 s'],
  ])('%s', (milliseconds, english, german) => {
    expect(plain(machineTime(milliseconds, 'en-GB'))).toBe(english);
    expect(plain(machineTime(milliseconds, 'de-DE'))).toBe(german);
  });
});

describe('byteSize', () => {
  it.each([
    [0, '0 B', '0 B'],
    [812, '812 B', '812 B'],
    [999, '999 B', '999 B'],
    [1000, '1.0 kB', '1,0 kB'],
    [4_096, '4.1 kB', '4,1 kB'],
    [999_499, '999 kB', '999 kB'],
    [999_500, '1.0 MB', '1,0 MB'],
    [9_949_999, '9.9 MB', '9,9 MB'],
    [9_950_000, '10 MB', '10 MB'],
    [12_400_000, '12 MB', '12 MB'],
    [5_000_000_000_000_000, '5,000 TB', '5.000 TB'],
  ])('%s', (bytes, english, german) => {
    expect(plain(byteSize(bytes, 'en-GB'))).toBe(english);
    expect(plain(byteSize(bytes, 'de-DE'))).toBe(german);
  });

  it('stands isolated where it is written from right to left', () => {
    expect(byteSize(4096, 'ar-EG')).toMatch(/^\u2068?\S+\u00a0kB\u2069?$/u);
  });
});

describe('stretch', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [7199, '1 hour'],
    [200_000, '2 days'],
  ])('%s', (seconds, text) => expect(stretch(seconds, 'en')).toBe(text));
});
