// What is not sent although it was written once: what belongs to a choice that was taken back. And what
// is filled in for the merchant: the keys of questions and answers.
import type { CustomField, LineItem, LinkTerms } from '../../../lib/ipc/generated';
import { SHAPE } from './shape';

const NO_ITEM = SHAPE.line_items[0] as LineItem;
const NO_FIELD = SHAPE.custom_fields[0] as CustomField;

/** What is known besides the terms. */
export interface Beside {
  /** The currency of new prices. */
  currency: string;
  isSubscription: boolean;
  /** Whether the payments and subscriptions carry the link's own keys too. */
  sharesMetadata: boolean;
}

/** The terms as they are meant. */
export function tidied(terms: LinkTerms, beside: Beside): LinkTerms {
  const meant = beside.isSubscription ? recurringTerms(terms) : onceTerms(terms);
  return withSharedMetadata(
    {
      ...meant,
      line_items: meant.line_items.map((item) => tidiedItem(item, beside.currency)),
      optional_items: meant.optional_items.map((item) => ({
        ...item,
        adjustable_quantity: tidiedCount(item.adjustable_quantity),
      })),
      custom_fields: tidiedFields(meant.custom_fields),
      after_completion: tidiedEnd(meant.after_completion),
      automatic_tax: meant.automatic_tax.enabled ? meant.automatic_tax : SHAPE.automatic_tax,
      shipping_options: meant.shipping_options.map((option) =>
        option.shipping_rate === ''
          ? option
          : { ...option, new_rate: { display_name: '', amount: null } },
      ),
      payment_method_types: meant.payment_method_types.filter(Boolean),
      tax_id_collection: meant.tax_id_collection.enabled
        ? meant.tax_id_collection
        : SHAPE.tax_id_collection,
    },
    beside,
  );
}

/** Of a subscription; what is only for a payment that is made once is left out. */
function recurringTerms(terms: LinkTerms): LinkTerms {
  return {
    ...terms,
    payment_intent_data: SHAPE.payment_intent_data,
    invoice_creation: { ...SHAPE.invoice_creation, invoice_data: noInvoice() },
    customer_creation: '',
  };
}

function onceTerms(terms: LinkTerms): LinkTerms {
  const invoice_creation = terms.invoice_creation.enabled
    ? terms.invoice_creation
    : { enabled: false, invoice_data: noInvoice() };
  return {
    ...terms,
    invoice_creation,
    subscription_data: SHAPE.subscription_data,
    payment_method_collection: '',
  };
}

function noInvoice() {
  return {
    ...SHAPE.invoice_creation.invoice_data,
    account_tax_ids: [],
    custom_fields: [],
  };
}

function withSharedMetadata(terms: LinkTerms, beside: Beside): LinkTerms {
  if (!beside.sharesMetadata) return terms;
  const metadata = { ...terms.metadata };
  return beside.isSubscription
    ? { ...terms, subscription_data: { ...terms.subscription_data, metadata } }
    : { ...terms, payment_intent_data: { ...terms.payment_intent_data, metadata } };
}

function tidiedItem(item: LineItem, currency: string): LineItem {
  const adjustable_quantity = tidiedCount(item.adjustable_quantity);
  if (item.price !== '') {
    return {
      ...item,
      adjustable_quantity,
      price_data: noPrice(),
      custom_unit_amount: NO_ITEM.custom_unit_amount,
    };
  }
  const product_data = item.price_data.product === '' ? item.price_data.product_data : noProduct();
  const price_data = {
    ...item.price_data,
    currency: item.price_data.currency || currency,
    product_data: { ...product_data, images: product_data.images.filter(Boolean) },
  };
  if (!item.custom_unit_amount.enabled) {
    const custom_unit_amount = NO_ITEM.custom_unit_amount;
    return { ...item, adjustable_quantity, price_data, custom_unit_amount };
  }
  const recurring = NO_ITEM.price_data.recurring;
  return {
    ...item,
    adjustable_quantity,
    price_data: { ...price_data, unit_amount: null, unit_amount_decimal: '', recurring },
  };
}

function noProduct() {
  return { ...NO_ITEM.price_data.product_data, images: [] };
}

function noPrice() {
  return { ...NO_ITEM.price_data, product_data: noProduct() };
}

function tidiedCount(count: LineItem['adjustable_quantity']) {
  return count.enabled ? count : { enabled: false, minimum: null, maximum: null };
}

function tidiedEnd(end: LinkTerms['after_completion']): LinkTerms['after_completion'] {
  const { hosted_confirmation, redirect } = SHAPE.after_completion;
  if (end.type === 'redirect') return { ...end, hosted_confirmation: hosted_confirmation };
  const type = end.hosted_confirmation.custom_message === '' ? end.type : 'hosted_confirmation';
  return { ...end, type, redirect: redirect };
}

function tidiedFields(fields: CustomField[]): CustomField[] {
  const keys: string[] = [];
  return fields.map((field, at) => {
    const key = field.key || unusedKey(field.label.custom, `question${at + 1}`, keys);
    keys.push(key);
    const type = field.type || 'text';
    return {
      ...field,
      key,
      type,
      label: { ...field.label, type: 'custom' },
      text: type === 'text' ? field.text : NO_FIELD.text,
      numeric: type === 'numeric' ? field.numeric : NO_FIELD.numeric,
      dropdown: type === 'dropdown' ? tidiedChoice(field.dropdown) : noChoice(),
    };
  });
}

function noChoice() {
  return { default_value: '', options: [] };
}

function tidiedChoice(dropdown: CustomField['dropdown']): CustomField['dropdown'] {
  return { ...dropdown, options: withValues(dropdown.options) };
}

/** Answers to choose from, each with the value that it is told apart by. */
export function withValues(
  options: readonly { label: string; value: string }[],
): { label: string; value: string }[] {
  const values: string[] = [];
  return options.map(({ label, value }, at) => {
    const known = value.trim() || unusedKey(label, `option${at + 1}`, values);
    values.push(known);
    return { label: label.trim(), value: known };
  });
}

/** Letters and digits of a text, as Stripe wants a key; `fallback` where it has none. */
export function keyOf(text: string, fallback: string): string {
  const plain = text.normalize('NFKD').replace(/[^A-Za-z0-9]/g, '');
  return plain.slice(0, 60).toLowerCase() || fallback;
}

function unusedKey(text: string, fallback: string, used: readonly string[]): string {
  const key = keyOf(text, fallback);
  if (!used.includes(key)) return key;
  let count = 2;
  while (used.includes(`${key}${count}`)) count += 1;
  return `${key}${count}`;
}
