// What a payment link is made of, with nothing in it: every field of the terms, and one row of each list.
import type {
  AdjustableQuantity,
  CustomField,
  LineItem,
  LinkTerms,
  OptionalItem,
  ShippingOption,
} from '../../../lib/ipc/generated';

const adjustable = (): AdjustableQuantity => ({ enabled: false, minimum: null, maximum: null });
const lengths = () => ({ default_value: '', minimum_length: null, maximum_length: null });
const message = () => ({ message: '' });
const asked = () => ({ enabled: false, optional: false });

const LINE_ITEM: LineItem = {
  id: '',
  price: '',
  price_data: {
    currency: '',
    unit_amount: null,
    unit_amount_decimal: '',
    product: '',
    product_data: {
      name: '',
      description: '',
      images: [''],
      metadata: {},
      tax_code: '',
      unit_label: '',
      tax_details: { performance_location: '', tax_code: '' },
    },
    recurring: { interval: '', interval_count: null },
    tax_behavior: '',
  },
  custom_unit_amount: { enabled: false, preset: null, minimum: null, maximum: null },
  quantity: null,
  adjustable_quantity: adjustable(),
};

const OPTIONAL_ITEM: OptionalItem = {
  price: '',
  quantity: null,
  adjustable_quantity: adjustable(),
};

const CUSTOM_FIELD: CustomField = {
  key: '',
  label: { custom: '', type: '' },
  type: '',
  optional: false,
  text: lengths(),
  numeric: lengths(),
  dropdown: { default_value: '', options: [{ label: '', value: '' }] },
};

const SHIPPING_OPTION: ShippingOption = {
  shipping_rate: '',
  new_rate: { display_name: '', amount: null },
};

/** Every field of the terms; each list holds one empty row, so that its shape is known. */
export const SHAPE: LinkTerms = {
  line_items: [LINE_ITEM],
  optional_items: [OPTIONAL_ITEM],
  currency: '',
  after_completion: {
    type: '',
    hosted_confirmation: { custom_message: '' },
    redirect: { url: '' },
  },
  allow_promotion_codes: false,
  automatic_tax: { enabled: false, liability: { type: '' } },
  billing_address_collection: '',
  consent_collection: {
    promotions: '',
    terms_of_service: '',
    payment_method_reuse_agreement: { position: '' },
  },
  custom_fields: [CUSTOM_FIELD],
  custom_text: {
    submit: message(),
    after_submit: message(),
    shipping_address: message(),
    terms_of_service_acceptance: message(),
  },
  customer_creation: '',
  inactive_message: '',
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: [''],
      custom_fields: [{ name: '', value: '' }],
      description: '',
      footer: '',
      issuer: { type: '' },
      metadata: {},
      rendering_options: { amount_tax_display: '', template: '' },
    },
  },
  managed_payments: { enabled: false },
  metadata: {},
  name_collection: { business: asked(), individual: asked() },
  payment_intent_data: {
    capture_method: '',
    description: '',
    metadata: {},
    setup_future_usage: '',
    statement_descriptor: '',
    statement_descriptor_suffix: '',
  },
  payment_method_collection: '',
  payment_method_options: { card: { restrictions: { brands_blocked: [''] } } },
  payment_method_types: [''],
  phone_number_collection: { enabled: false },
  restrictions: { completed_sessions: { limit: null } },
  shipping_address_collection: { allowed_countries: [''] },
  shipping_options: [SHIPPING_OPTION],
  submit_type: '',
  subscription_data: {
    description: '',
    invoice_settings: { issuer: { type: '' } },
    metadata: {},
    trial_period_days: null,
    trial_settings: { end_behavior: { missing_payment_method: '' } },
  },
  tax_id_collection: { enabled: false, required: '' },
};
