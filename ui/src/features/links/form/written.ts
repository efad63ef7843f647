// The terms as a person writes them: amounts and counts are the very text that was typed, and the
// merchant's own keys are rows, so that half-written ones stay as they are.
import type { LinkTerms } from '../../../lib/ipc/generated';
import { SHAPE } from './shape';

/** One of the merchant's own keys, and what it holds. */
export type Pair = { key: string; value: string };

type Leaf = string | boolean;

/** The same with each number as text and each map as rows. */
export type Written<T> = [T] extends [number | null]
  ? string
  : T extends Leaf
    ? T
    : T extends readonly (infer U)[]
      ? Written<U>[]
      : string extends keyof T
        ? Pair[]
        : { [K in keyof T]: Written<T[K]> };

export type WrittenTerms = Written<LinkTerms>;
export type WrittenItem = WrittenTerms['line_items'][number];
export type WrittenExtra = WrittenTerms['optional_items'][number];
export type WrittenQuestion = WrittenTerms['custom_fields'][number];
export type WrittenShipping = WrittenTerms['shipping_options'][number];
export type WrittenCount = WrittenItem['adjustable_quantity'];

/** How numbers become text and back; an unreadable one gives the sentence to show. */
export interface Numbers {
  money(minor: number): string;
  count(count: number): string;
  readMoney(text: string): number | string;
  readCount(text: string): number | string;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const AMOUNTS =
  /unit_amount\]$|\[preset\]$|\[new_rate\]\[amount\]$|\[custom_unit_amount\]\[m..imum\]$/;

const isMap = (path: string) => /(^|\[)metadata\]?$/.test(path);

/** Whether the number at a parameter is money. */
export function isMoney(param: string): boolean {
  return AMOUNTS.test(param);
}

/** The parameter of a field within another, as Stripe writes it. */
export function within(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}[${key}]`;
}

/** The lists whose rows the form makes. */
export type List = 'line_items' | 'optional_items' | 'custom_fields' | 'shipping_options';

/** One empty row of a list; of what is sold, one of it. */
export function emptyRow<L extends List>(list: L): WrittenTerms[L][number] {
  const row = blankOf(SHAPE[list][0] as unknown as Json, list) as object;
  const isSold = list === 'line_items' || list === 'optional_items';
  return (isSold ? { ...row, quantity: '1' } : row) as WrittenTerms[L][number];
}

/** Terms with nothing in them yet. */
export function blankTerms(): WrittenTerms {
  return blankOf(SHAPE as unknown as Json, '') as unknown as WrittenTerms;
}

function blankOf(shape: Json, path: string): Json {
  if (isMap(path) || Array.isArray(shape)) return [];
  if (shape === null) return '';
  if (typeof shape !== 'object') return shape;
  const fields = Object.entries(shape);
  return Object.fromEntries(fields.map(([key, inner]) => [key, blankOf(inner, within(path, key))]));
}

/** What was kept, with whatever an older or a broken form lacked. */
export function mended(kept: unknown): WrittenTerms {
  return mendedAt(SHAPE as unknown as Json, kept, '') as unknown as WrittenTerms;
}

function mendedAt(shape: Json, kept: unknown, path: string): Json {
  const blank = blankOf(shape, path);
  if (Array.isArray(blank)) {
    if (!Array.isArray(kept)) return blank;
    const [row = ''] = isMap(path) ? [{ key: '', value: '' }] : (shape as Json[]);
    return kept.map((one: unknown, at) => mendedAt(row, one, within(path, at)));
  }
  if (typeof blank !== 'object' || blank === null) {
    return typeof kept === typeof blank ? (kept as Json) : blank;
  }
  const held = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const fields = Object.entries(shape as { [key: string]: Json });
  return Object.fromEntries(
    fields.map(([key, inner]) => [key, mendedAt(inner, held[key], within(path, key))]),
  );
}

/** Terms as text; what they lack is empty. */
export function write(terms: LinkTerms, numbers: Numbers): WrittenTerms {
  return writeAt(SHAPE as unknown as Json, terms as unknown as Json, '', numbers) as never;
}

function writeAt(shape: Json, value: Json | undefined, path: string, numbers: Numbers): Json {
  if (value === undefined) return blankOf(shape, path);
  if (isMap(path)) {
    return Object.entries(value as { [key: string]: Json }).map(([key, held]) => ({
      key,
      value: held,
    }));
  }
  if (Array.isArray(shape)) {
    const [row = ''] = shape;
    return (value as Json[]).map((one, at) => writeAt(row, one, within(path, at), numbers));
  }
  if (shape === null) {
    if (value === null) return '';
    return isMoney(path) ? numbers.money(value as number) : numbers.count(value as number);
  }
  if (typeof shape !== 'object') return value ?? shape;
  const fields = Object.entries(shape);
  const held = (value ?? {}) as { [key: string]: Json };
  return Object.fromEntries(
    fields.map(([key, inner]) => [key, writeAt(inner, held[key], within(path, key), numbers)]),
  );
}

/** Terms, and a sentence for each number that cannot be read. */
export interface Reading {
  terms: LinkTerms;
  unreadable: Map<string, string>;
}

/** What was written, as terms. */
export function read(written: WrittenTerms, numbers: Numbers): Reading {
  const unreadable = new Map<string, string>();
  const terms = readAt(
    SHAPE as unknown as Json,
    written as unknown as Json,
    '',
    numbers,
    unreadable,
  );
  return { terms: terms as unknown as LinkTerms, unreadable };
}

function readAt(
  shape: Json,
  value: Json | undefined,
  path: string,
  numbers: Numbers,
  unreadable: Map<string, string>,
): Json {
  if (isMap(path)) return pairsToMap((value ?? []) as unknown as Pair[]);
  if (Array.isArray(shape)) {
    const [row = ''] = shape;
    const rows = (value ?? []) as Json[];
    return rows.map((one, at) => readAt(row, one, within(path, at), numbers, unreadable));
  }
  if (shape === null) return readNumber(String(value ?? ''), path, numbers, unreadable);
  if (typeof shape === 'string') return String(value ?? '').trim();
  if (typeof shape !== 'object') return value ?? shape;
  const held = (value ?? {}) as { [key: string]: Json };
  return Object.fromEntries(
    Object.entries(shape).map(([key, inner]) => [
      key,
      readAt(inner, held[key], within(path, key), numbers, unreadable),
    ]),
  );
}

function readNumber(
  text: string,
  path: string,
  numbers: Numbers,
  unreadable: Map<string, string>,
): number | null {
  if (text.trim() === '') return null;
  const number = isMoney(path) ? numbers.readMoney(text) : numbers.readCount(text);
  if (typeof number === 'number') return number;
  unreadable.set(path, number);
  return null;
}

/** Rows as a map; a row of which nothing is written is none. */
function pairsToMap(pairs: readonly Pair[]): { [key: string]: string } {
  const given = pairs.filter(({ key, value }) => key.trim() !== '' || value.trim() !== '');
  return Object.fromEntries(given.map(({ key, value }) => [key.trim(), value]));
}
