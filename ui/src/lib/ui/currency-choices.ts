// The currencies as a field offers them in which one of many is found by typing.
import type { Currencies } from '../format/currencies';
import type { Choice } from './Combobox.svelte';

/** Every currency that Stripe charges in. */
export function currencyChoices(currencies: Currencies): Choice[] {
  return currencies.choices.map(({ code, name, terms }) => ({
    value: code,
    label: `${code.toUpperCase()}, ${name}`,
    short: code.toUpperCase(),
    long: name,
    terms,
  }));
}
