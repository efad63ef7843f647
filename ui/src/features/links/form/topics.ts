// The folds of the form, and which parameters each is about.

export type Topic =
  | 'items'
  | 'after'
  | 'questions'
  | 'limits'
  | 'extras'
  | 'customer'
  | 'shipping'
  | 'agreement'
  | 'tax'
  | 'payment'
  | 'subscription'
  | 'texts'
  | 'metadata';

const BEGINNINGS: readonly (readonly [string, Topic])[] = [
  ['line_items', 'items'],
  ['after_completion', 'after'],
  ['custom_fields', 'questions'],
  ['restrictions', 'limits'],
  ['optional_items', 'extras'],
  ['billing_address_collection', 'customer'],
  ['phone_number_collection', 'customer'],
  ['name_collection', 'customer'],
  ['tax_id_collection', 'customer'],
  ['customer_creation', 'customer'],
  ['shipping_address_collection', 'shipping'],
  ['shipping_options', 'shipping'],
  ['consent_collection', 'agreement'],
  ['allow_promotion_codes', 'agreement'],
  ['automatic_tax', 'tax'],
  ['invoice_creation', 'tax'],
  ['payment_method_types', 'payment'],
  ['payment_method_collection', 'payment'],
  ['payment_method_options', 'payment'],
  ['managed_payments', 'payment'],
  ['currency', 'payment'],
  ['payment_intent_data', 'payment'],
  ['subscription_data', 'subscription'],
  ['submit_type', 'texts'],
  ['custom_text', 'texts'],
  ['inactive_message', 'texts'],
  ['metadata', 'metadata'],
  ['payment_intent_data[metadata]', 'metadata'],
  ['subscription_data[metadata]', 'metadata'],
];

/** The part of the form that a parameter belongs to; null where none does. */
export function topicOf(param: string): Topic | null {
  const fits = BEGINNINGS.filter(([begin]) => param === begin || param.startsWith(`${begin}[`));
  const [longest] = fits.sort(([a], [b]) => b.length - a.length);
  return longest?.[1] ?? null;
}
