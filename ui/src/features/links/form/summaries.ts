// What is set in a fold, in a few words; nothing where nothing is set.
import { listed } from '../../../lib/format/lists';
import { t } from '../../../lib/text/text';
import { BUTTONS } from './button-words';
import type { LinkForm } from './form.svelte';
import { typedCount } from './numbers';

/** What is set, one after the other, beginning with a capital. */
function joined({ session }: LinkForm, parts: readonly (string | false | undefined)[]): string {
  const { words } = session.locale;
  const given = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  const text = listed(given, words);
  return text.charAt(0).toLocaleUpperCase(words) + text.slice(1);
}

/** "Phone, name, billing address" */
export function customerWords(form: LinkForm): string {
  const terms = form.written;
  const names = terms.name_collection;
  return joined(form, [
    terms.phone_number_collection.enabled && t('links-form-customer-summary-phone'),
    names.individual.enabled && t('links-form-customer-summary-name'),
    names.business.enabled && t('links-form-customer-summary-business'),
    terms.tax_id_collection.enabled && t('links-form-customer-summary-tax-id'),
    terms.billing_address_collection === 'required' && t('links-form-customer-summary-billing'),
    terms.customer_creation === 'always' && t('links-form-customer-summary-kept'),
  ]);
}

/** "To 3 countries, 2 ways of shipping" */
export function shippingWords(form: LinkForm): string {
  const { shipping_address_collection, shipping_options } = form.written;
  const countries = shipping_address_collection.allowed_countries.length;
  const ways = shipping_options.length;
  return joined(form, [
    countries > 0 && t('links-form-shipping-summary-countries', { countries }),
    ways > 0 && t('links-form-shipping-summary-ways', { ways }),
  ]);
}

/** "Promotion codes, terms of service" */
export function agreementWords(form: LinkForm): string {
  const { allow_promotion_codes, consent_collection } = form.written;
  const { terms_of_service, promotions, payment_method_reuse_agreement } = consent_collection;
  const isHidden = payment_method_reuse_agreement.position === 'hidden';
  return joined(form, [
    allow_promotion_codes && t('links-form-agreement-summary-codes'),
    terms_of_service === 'required' && t('links-form-agreement-summary-terms'),
    promotions === 'auto' && t('links-form-agreement-summary-news'),
    isHidden && t('links-form-agreement-summary-reuse'),
  ]);
}

/** "Automatic tax, invoice" */
export function taxWords(form: LinkForm): string {
  const { automatic_tax, invoice_creation } = form.written;
  return joined(form, [
    automatic_tax.enabled && t('links-form-tax-summary-automatic'),
    !form.isSubscription && invoice_creation.enabled && t('links-form-tax-summary-invoice'),
  ]);
}

/** "2 methods, captured later" */
export function paymentWords(form: LinkForm): string {
  const { written: terms, isSubscription } = form;
  const methods = terms.payment_method_types.length;
  const { brands_blocked } = terms.payment_method_options.card.restrictions;
  return joined(form, [
    methods > 0 && t('links-form-payment-summary-methods', { methods }),
    brands_blocked.length > 0 && t('links-form-payment-summary-brands'),
    ...(isSubscription ? recurringWords(form) : onceWords(form)),
    terms.currency !== '' && terms.currency.toUpperCase(),
    terms.managed_payments.enabled && t('links-form-payment-summary-managed'),
  ]);
}

function recurringWords({ written: terms }: LinkForm) {
  return [terms.payment_method_collection !== '' && t('links-form-payment-summary-ask')];
}

function onceWords({ written: terms }: LinkForm) {
  const intent = terms.payment_intent_data;
  const statement = intent.statement_descriptor_suffix || intent.statement_descriptor;
  return [
    intent.capture_method === 'manual' && t('links-form-payment-summary-captured'),
    intent.setup_future_usage !== '' && t('links-form-payment-summary-keep'),
    statement !== '' && t('links-form-payment-summary-statement'),
    intent.description !== '' && t('links-form-payment-summary-description'),
  ];
}

/** "14 days of trial" */
export function subscriptionWords(form: LinkForm): string {
  const { trial_period_days, description } = form.written.subscription_data;
  const typed = trial_period_days.trim();
  const days = typedCount(typed, form.session.locale.format);
  return joined(form, [
    typed !== '' && t('links-form-subscription-summary-trial', { days }),
    description !== '' && t('links-form-subscription-summary-description'),
  ]);
}

/** "“Donate”, two texts" */
export function textsWords(form: LinkForm): string {
  const { submit_type, custom_text, inactive_message } = form.written;
  const button = BUTTONS[submit_type];
  const texts = Object.values(custom_text).filter(({ message }) => message !== '').length;
  return joined(form, [
    button && t('links-form-texts-summary-button', { button }),
    texts > 0 && t('links-form-texts-summary-texts', { texts }),
    inactive_message !== '' && t('links-form-texts-summary-closed'),
  ]);
}

/** "3 keys" */
export function metadataWords({ written }: LinkForm): string {
  const keys = written.metadata.filter(({ key }) => key !== '').length;
  return keys > 0 ? t('links-form-metadata-summary', { keys }) : '';
}

/** "Candles, Gift wrap" */
export function extrasWords({ written, picks, session }: LinkForm): string {
  const names = written.optional_items.map(({ price }) => picks.get(price)?.name ?? price);
  return listed(names.filter(Boolean), session.locale.words);
}
