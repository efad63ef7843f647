// Rules of a new link's fields that need no state.

export type FieldName = 'name' | 'price' | 'currency' | 'quantity';

/** The longest product name that Stripe takes. */
const LONGEST_NAME = 250;

/** What is wrong with a name, or null. */
export function nameProblem(name: string): string | null {
  const { length } = [...name.trim()];
  if (length === 0) return 'Say what you are selling; your customer sees it on the pay page.';
  if (length <= LONGEST_NAME) return null;
  return `At most ${LONGEST_NAME} characters fit; this has ${length}.`;
}

/**
 * The field that an error is about, by our own name for it or by Stripe's parameter, such as
 * `line_items[0][price_data][unit_amount]`.
 */
export function fieldOf(name: string | undefined): FieldName | null {
  if (!name) return null;
  if (/quantity/.test(name)) return 'quantity';
  if (/currency/.test(name)) return 'currency';
  if (/amount|price$/.test(name)) return 'price';
  if (/name/.test(name)) return 'name';
  return null;
}
