import { describe, expect, it } from 'vitest';

import { matching } from './matching';

const ENTRIES = [
  { label: 'Home', terms: 'today overview' },
  { label: 'Links', terms: 'payment products' },
  { label: 'Payments', terms: 'customers money' },
  { label: 'New payment link', terms: 'create make' },
  { label: 'Réglages', terms: 'practice' },
  { label: 'Schlüssel', terms: 'Übung schließen' },
];
const labels = (text: string) => matching(ENTRIES, text).map(({ label }) => label);

describe('what is typed', () => {
  it('finds the beginning of a name first, then of its words, then of other words', () => {
    expect(labels('pay')).toEqual(['Payments', 'New payment link', 'Links']);
  });

  it('finds by other words', () => {
    expect(labels('today')).toEqual(['Home']);
    expect(labels('verview')).toEqual([]);
  });

  it('has to fit with every word', () => {
    expect(labels('new link')).toEqual(['New payment link']);
    expect(labels('new home')).toEqual([]);
  });

  it('may stand within a word once it is long enough', () => {
    expect(labels('ink')).toEqual(['Links', 'New payment link']);
    expect(labels('nk')).toEqual([]);
  });

  it('needs neither accents nor capitals', () => {
    expect(labels('REGL')).toEqual(['Réglages']);
    expect(labels('hômé')).toEqual(['Home']);
  });

  it.each([
    'Schlü',
    'schlu',
    'SCHLUESS',
    'übung',
    'uebung',
    'schließen',
    'schliess',
    'uebung schlus',
  ])('may have its umlauts or not: %s', (text) => expect(labels(text)).toEqual(['Schlüssel']));

  it('finds nothing where it has no letters', () => {
    expect(labels('  ')).toEqual([]);
    expect(labels('…')).toEqual([]);
  });
});
