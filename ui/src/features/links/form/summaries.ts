// What is set in a fold, in a few words; nothing where nothing is set.
import type { LinkForm } from './form.svelte';
import type { WrittenTerms } from './written';

const UNITS = ['none', 'one', 'two', 'three'];

function joined(parts: readonly (string | false | undefined)[]): string {
  const given = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  const text = given.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function counted(count: number, one: string, many: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** "Phone, name, billing address" */
export function customerWords(terms: WrittenTerms): string {
  const names = terms.name_collection;
  return joined([
    terms.phone_number_collection.enabled && 'phone',
    names.individual.enabled && 'name',
    names.business.enabled && 'business name',
    terms.tax_id_collection.enabled && 'tax id',
    terms.billing_address_collection === 'required' && 'billing address',
    terms.customer_creation === 'always' && 'customer kept',
  ]);
}

/** "To 3 countries, 2 ways of shipping" */
export function shippingWords(terms: WrittenTerms): string {
  const countries = terms.shipping_address_collection.allowed_countries.length;
  const ways = counted(terms.shipping_options.length, 'way of shipping', 'ways of shipping');
  return joined([countries > 0 && `to ${counted(countries, 'country', 'countries')}`, ways]);
}

/** "Promotion codes, terms of service" */
export function agreementWords(terms: WrittenTerms): string {
  const { terms_of_service, promotions, payment_method_reuse_agreement } = terms.consent_collection;
  return joined([
    terms.allow_promotion_codes && 'promotion codes',
    terms_of_service === 'required' && 'terms of service',
    promotions === 'auto' && 'news by e-mail',
    payment_method_reuse_agreement.position === 'hidden' && 'reuse words hidden',
  ]);
}

/** "Automatic tax, invoice" */
export function taxWords(terms: WrittenTerms, isSubscription: boolean): string {
  return joined([
    terms.automatic_tax.enabled && 'automatic tax',
    !isSubscription && terms.invoice_creation.enabled && 'invoice',
  ]);
}

/** "2 methods, captured later" */
export function paymentWords(terms: WrittenTerms, isSubscription: boolean): string {
  const intent = terms.payment_intent_data;
  const once = [
    intent.capture_method === 'manual' && 'captured later',
    intent.setup_future_usage !== '' && 'method kept',
    (intent.statement_descriptor_suffix || intent.statement_descriptor) !== '' && 'statement',
    intent.description !== '' && 'description',
  ];
  return joined([
    counted(terms.payment_method_types.length, 'method', 'methods'),
    terms.payment_method_options.card.restrictions.brands_blocked.length > 0 && 'not every card',
    ...(isSubscription ? [terms.payment_method_collection !== '' && 'method if due'] : once),
    terms.currency !== '' && terms.currency.toUpperCase(),
    terms.managed_payments.enabled && 'managed by Stripe',
  ]);
}

/** "14 days of trial" */
export function subscriptionWords(terms: WrittenTerms): string {
  const { trial_period_days, description } = terms.subscription_data;
  const days = trial_period_days.trim();
  return joined([
    days !== '' && (days === '1' ? '1 day of trial' : `${days} days of trial`),
    description !== '' && 'description',
  ]);
}

const BUTTONS: Record<string, string> = { book: 'Book', donate: 'Donate', subscribe: 'Subscribe' };

/** "“Donate”, two texts" */
export function textsWords(terms: WrittenTerms): string {
  const button = BUTTONS[terms.submit_type];
  const texts = Object.values(terms.custom_text).filter(({ message }) => message !== '').length;
  const many = texts === 1 ? 'one text' : `${UNITS[texts] ?? texts} texts`;
  return joined([
    button && `“${button}”`,
    texts > 0 && many,
    terms.inactive_message !== '' && 'once closed',
  ]);
}

/** "3 keys" */
export function metadataWords(terms: WrittenTerms): string {
  return counted(terms.metadata.filter(({ key }) => key !== '').length, 'key', 'keys');
}

/** "Candles, Gift wrap" */
export function extrasWords(form: LinkForm): string {
  const names = form.written.optional_items.map(
    ({ price }) => form.picks.get(price)?.name ?? price,
  );
  return names.filter(Boolean).join(', ');
}
