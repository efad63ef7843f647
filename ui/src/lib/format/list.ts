/** "Prices (write), Payouts (read)": what goes together, as a list within a sentence of ours. */
export function list(items: readonly string[], words: string): string {
  return new Intl.ListFormat(words, { type: 'unit', style: 'short' }).format(items);
}
