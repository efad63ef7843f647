// DEVELOPMENT ONLY: what the form of a link asks the invented shop. Its rules are a few of the real ones.
import type {
  Catalogue,
  CatalogueProduct,
  DraftChoice,
  KeepDraft,
  LinkCheck,
  LinkChoices,
  LinkDraft,
  LinkRow,
  LinkTemplate,
  LinkTerms,
  LinkTermsPage,
  ProductPicture,
  Replaced,
  TermsProblem,
} from '../src/lib/ipc/generated';
import { SHAPE } from '../src/features/links/form/shape';
import { refusal } from './demo-answers';
import type { Scene } from './demo-host';
import type { DemoLinks } from './demo-links';

const DRAFT = 'countertop-demo-draft';

const COUNTRIES =
  'AE AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU IE IL IN IS IT JP KE KR ' +
  'LT LU LV MA MT MX MY NL NO NZ PH PL PT QA RO RS SA SE SG SI SK TH TR TW UA US ZA';

const METHODS =
  'card paypal sepa_debit klarna bancontact ideal eps giropay p24 twint blik link alipay wechat_pay us_bank_account';

/** A picture of a product: an address with everything in it. */
const picture = (color: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${color}"/><circle cx="20" cy="20" r="9" fill="#fff" opacity=".6"/></svg>`,
  )}`;

const price = (id: string, unitAmount: number | null, interval: string | null = null) => ({
  id,
  unitAmount,
  currency: 'eur',
  interval,
  intervalCount: interval ? 1 : null,
  customerChooses: unitAmount === null,
  nickname: null,
});

const PRODUCTS: CatalogueProduct[] = [
  {
    id: 'prod_1Sourdough',
    name: 'Sourdough box',
    description: 'Three loaves',
    hasPicture: true,
    prices: [price('price_1Box', 4800), price('price_1BoxMonth', 4200, 'month')],
  },
  {
    id: 'prod_1Candles',
    name: 'Candles and a card',
    description: null,
    hasPicture: true,
    prices: [price('price_1Candles', 650)],
  },
  {
    id: 'prod_1Gift',
    name: 'Gift card',
    description: null,
    hasPicture: false,
    prices: [price('price_1Gift', null)],
  },
  {
    id: 'prod_1Long',
    name: 'Wedding cake, three tiers, with sugar flowers and a very long name that does not fit anywhere',
    description: null,
    hasPicture: true,
    prices: [price('price_1Long', 120000)],
  },
];

/** Terms with little in them; the parts given replace those of the shape. */
function terms(parts: Partial<LinkTerms>): LinkTerms {
  const blank = structuredClone(SHAPE);
  const lists = { optional_items: [], custom_fields: [], payment_method_types: [] };
  const shipping_address_collection = { allowed_countries: [] };
  const invoice_data = {
    ...blank.invoice_creation.invoice_data,
    account_tax_ids: [],
    custom_fields: [],
  };
  return {
    ...blank,
    ...lists,
    payment_method_options: { card: { restrictions: { brands_blocked: [] } } },
    shipping_options: [],
    shipping_address_collection,
    invoice_creation: { enabled: false, invoice_data },
    ...parts,
  };
}

function item(name: string, unit_amount: number): LinkTerms['line_items'][number] {
  const [shape] = structuredClone(SHAPE.line_items);
  if (!shape) throw new Error('no shape');
  const product_data = { ...shape.price_data.product_data, name, images: [] };
  return {
    ...shape,
    quantity: 1,
    price_data: { ...shape.price_data, currency: 'eur', unit_amount, product_data },
  };
}

export class DemoLinkForm {
  #templates: LinkTemplate[];

  constructor(
    readonly links: DemoLinks,
    readonly now: number,
    readonly scene: Scene,
  ) {
    const at = now - 86_400;
    this.#templates = [
      {
        id: 'tmpl_1',
        name: 'Cake with a pick-up day',
        at,
        terms: terms({ line_items: [item('Cake', 8650)] }),
      },
      {
        id: 'tmpl_2',
        name: 'صندوق الخبز',
        at,
        terms: terms({ line_items: [item('علبة خبز', 1550)] }),
      },
    ];
  }

  check_link({ terms: given }: { terms: LinkTerms }): LinkCheck {
    const problems: TermsProblem[] = [];
    const say = (param: string, message: string) => problems.push({ param, message });
    given.line_items.forEach((line, at) => checkItem(line, `line_items[${at}]`, say));
    given.custom_fields.forEach((field, at) => {
      const own = `custom_fields[${at}]`;
      if (!field.label.custom)
        say(`${own}[label][custom]`, 'Say what you ask; up to 50 characters.');
      field.dropdown.options.forEach((option, index) => {
        if (!option.label) {
          say(`${own}[dropdown][options][${index}][label]`, 'Write an answer, or remove this one.');
        }
      });
    });
    if (given.restrictions.completed_sessions.limit === 0) {
      say('restrictions[completed_sessions][limit]', 'A limit is at least 1.');
    }
    if (
      given.after_completion.type === 'redirect' &&
      !/^https:\/\//.test(given.after_completion.redirect.url)
    ) {
      say('after_completion[redirect][url]', 'Write the whole address; it begins with https://.');
    }
    if (/[<>\\'"*]/.test(given.payment_intent_data.statement_descriptor_suffix)) {
      say(
        'payment_intent_data[statement_descriptor_suffix]',
        'Banks do not take < > \\ \' " or *. Leave them out.',
      );
    }
    if (
      given.shipping_options.length > 0 &&
      given.shipping_address_collection.allowed_countries.length === 0
    ) {
      say(
        'shipping_options',
        'Ways of shipping need an address. Choose the countries that you send to.',
      );
    }
    return { problems, warnings: [], ...totalOf(given) };
  }

  link_terms({ id }: { id: string }): LinkTermsPage {
    const row = this.links.rows.find((link) => link.id === id);
    if (!row) throw refusal('not_found', 'There is no link of this id in this account.');
    const first = { ...item('', 0), price: `price_of_${id}` };
    const fields = structuredClone(SHAPE.custom_fields).map((field) => ({
      ...field,
      key: 'day',
      type: 'dropdown',
      label: { custom: 'Pick-up day', type: 'custom' },
      dropdown: {
        default_value: '',
        options: [
          { label: 'Friday', value: 'friday' },
          { label: 'Saturday', value: 'saturday' },
        ],
      },
    }));
    return {
      id,
      name: row.name,
      terms: terms({
        line_items: [{ ...first, id: 'li_1' }],
        custom_fields: fields,
        metadata: { season: 'winter' },
        restrictions: { completed_sessions: { limit: 20 } },
      }),
      fixed: [
        'line_items[][price]',
        'line_items[][price_data]',
        'line_items[][custom_unit_amount]',
        'optional_items',
        'currency',
        'shipping_options',
        'payment_intent_data[capture_method]',
        'payment_intent_data[setup_future_usage]',
      ],
      left: ['on_behalf_of', 'transfer_data'],
    };
  }

  update_link({ id, terms: given }: { id: string; terms: LinkTerms }): LinkRow {
    const row = this.links.rows.find((link) => link.id === id);
    if (!row) throw refusal('not_found', 'There is no link of this id in this account.');
    if (given.inactive_message === 'field') {
      throw refusal('stripe_refused', 'Stripe does not take this text.', {
        field: 'inactive_message',
      });
    }
    return row;
  }

  replace_link({ id, terms: given }: { id: string; terms: LinkTerms }): Replaced {
    const made = this.links.create_link({ terms: given, submission: '' });
    const old = this.links.rows.find((link) => link.id === id);
    if (this.scene === 'refused' || !old) {
      const trouble =
        'The new link is made, but the old one could not be closed: Stripe did not answer. Close it from its page.';
      return { made, closed: null, trouble };
    }
    old.state = 'closed';
    return { made, closed: old, trouble: null };
  }

  show_link_draft({ link }: DraftChoice): LinkDraft {
    const body = sessionStorage.getItem(DRAFT + (link ?? ''));
    return { body, at: body ? this.now - 5400 : null };
  }

  keep_link_draft({ link, body }: KeepDraft): null {
    sessionStorage.setItem(DRAFT + (link ?? ''), body);
    return null;
  }

  drop_link_draft({ link }: DraftChoice): null {
    sessionStorage.removeItem(DRAFT + (link ?? ''));
    return null;
  }

  list_link_templates() {
    return { rows: this.#templates };
  }

  save_link_template({ name, terms: given }: { name: string; terms: LinkTerms }): LinkTemplate {
    const made = { id: `tmpl_${this.#templates.length + 1}`, name, terms: given, at: this.now };
    this.#templates = [...this.#templates.filter((known) => known.name !== name), made];
    return made;
  }

  remove_link_template({ id }: { id: string }): null {
    this.#templates = this.#templates.filter((known) => known.id !== id);
    return null;
  }

  search_catalogue({ search }: { search: string }): Catalogue {
    if (this.scene === 'empty') return { rows: [], isComplete: true };
    const words = search.toLowerCase();
    const rows = PRODUCTS.filter(({ name }) => name.toLowerCase().includes(words));
    return { rows, isComplete: true };
  }

  product_picture({ product }: { product: string }): ProductPicture {
    const colors: Record<string, string> = {
      prod_1Sourdough: '#b07a3c',
      prod_1Candles: '#3457b2',
      prod_1Long: '#9d2f73',
    };
    const color = colors[product];
    return { data: color ? picture(color) : null };
  }

  list_shipping_rates() {
    return {
      rows: [
        { id: 'shr_1Parcel', name: 'Parcel, 2 days', amount: 690, currency: 'eur' },
        { id: 'shr_1Pickup', name: 'Pick up at the shop', amount: 0, currency: 'eur' },
      ],
    };
  }

  link_choices(): LinkChoices {
    return {
      shopName: 'Harbour Bakery',
      statementPrefix: 'HARBOUR',
      countries: COUNTRIES.split(' '),
      methods: METHODS.split(' '),
    };
  }
}

function checkItem(
  line: LinkTerms['line_items'][number],
  own: string,
  say: (param: string, message: string) => void,
) {
  if (line.price !== '') return;
  const { unit_amount, product, product_data } = line.price_data;
  if (product === '' && product_data.name === '') {
    say(
      `${own}[price_data][product_data][name]`,
      'Say what you are selling; your customer sees it on the pay page.',
    );
  }
  if (line.custom_unit_amount.enabled) return;
  if (unit_amount === null) say(`${own}[price_data][unit_amount]`, 'Write a price.');
  else if (unit_amount * (line.quantity ?? 1) < 50) {
    say(`${own}[price_data][unit_amount]`, 'The smallest payment in EUR is €0.50.');
  }
  if (!line.quantity) say(`${own}[quantity]`, 'Write a number from 1 to 999,999.');
}

function totalOf(given: LinkTerms): Pick<LinkCheck, 'total' | 'currency' | 'mode'> {
  const prices = new Map(PRODUCTS.flatMap((product) => product.prices.map((one) => [one.id, one])));
  let total: number | null = 0;
  let mode: LinkCheck['mode'] = 'payment';
  let currency: string | null = null;
  for (const line of given.line_items) {
    const known = prices.get(line.price);
    const unit = known ? known.unitAmount : line.price_data.unit_amount;
    if (known?.interval || line.price_data.recurring.interval) mode = 'subscription';
    currency ??= known?.currency ?? (line.price_data.currency || null);
    total = total === null || unit === null || !line.quantity ? null : total + unit * line.quantity;
  }
  return { total, currency, mode };
}
