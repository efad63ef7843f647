// DEVELOPMENT ONLY: invented payments and links, with the names, amounts and states that are hard
// to lay out.
import { sketchOrder } from './demo-orders';
import type { CurrencyRule, PaymentDetail, PaymentRow } from '../src/lib/ipc/generated';

const rule = (code: string, exponent = 2, step = 1, minimum = 50, maximum = 99_999_999) =>
  ({ code, exponent, step, minimum, maximum }) satisfies CurrencyRule;

const TWO_DECIMALS =
  'aed ars aud bgn brl cad chf cny cop czk dkk egp eur gbp hkd huf ils inr kes ' +
  'mad mxn myr ngn nok nzd pen php pln qar ron rsd sar sek sgd thb try twd uah usd zar';

export const currencies: CurrencyRule[] = [
  ...TWO_DECIMALS.split(' ').map((code) => rule(code)),
  ...'clp jpy krw vnd xof'.split(' ').map((code) => rule(code, 0)),
  ...'bhd jod kwd omr tnd'.split(' ').map((code) => rule(code, 3, 10, 1)),
  ...'isk ugx'.split(' ').map((code) => rule(code, 2, 100, 1)),
  rule('idr', 2, 1, 1, 999_999_999_999),
].sort((a, b) => a.code.localeCompare(b.code));

/** [amount, currency, status, name, e-mail, title, method, brand, last four, minutes ago] */
type Sketch = [
  number,
  string,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  number,
];

const SKETCHES: Sketch[] = [
  [
    4800,
    'eur',
    'succeeded',
    'Ana Ruiz',
    'ana@mail.example',
    'Sourdough box',
    'card',
    'visa',
    '4242',
    2,
  ],
  [
    12650,
    'eur',
    'succeeded',
    'Tom Becker',
    't.becker@mail.example',
    'Birthday cake',
    'card',
    'mastercard',
    '4444',
    15,
  ],
  [
    8500,
    'eur',
    'succeeded',
    'Mei Tanaka',
    'mei@mail.example',
    'Baking class',
    'card',
    'jcb',
    '0505',
    43,
  ],
  [
    124000,
    'eur',
    'processing',
    'Omar Haddad',
    'omar@mail.example',
    'Gift card',
    'sepa_debit',
    null,
    '3000',
    68,
  ],
  [
    2400,
    'eur',
    'succeeded',
    'Lena Vogt',
    'lena@mail.example',
    'Catering deposit',
    'card',
    'visa',
    '1881',
    82,
  ],
  [
    6000,
    'eur',
    'partially_refunded',
    'Priya Nair',
    'priya@mail.example',
    'Sourdough box',
    'card',
    'amex',
    '8431',
    121,
  ],
  [
    8500,
    'usd',
    'failed',
    'Jon Dahl',
    'jon@mail.example',
    'Baking class',
    'card',
    'visa',
    '0002',
    146,
  ],
  [
    980000,
    'jpy',
    'succeeded',
    '山田 花子',
    'hanako@mail.example',
    'パン教室',
    'card',
    'visa',
    '5556',
    168,
  ],
  [
    21200,
    'eur',
    'disputed',
    'Sam Okoro',
    'sam@mail.example',
    'Wedding cake, three tiers, sugar flowers, delivered to the harbour',
    'card',
    'visa',
    '0259',
    193,
  ],
  [
    2400,
    'eur',
    'succeeded',
    null,
    'someone.with.a.very.long.address@department.university.example',
    'Coffee club',
    'link',
    null,
    null,
    212,
  ],
  [
    4800,
    'gbp',
    'refunded',
    'Hugo Petit',
    'hugo@mail.example',
    'Sourdough box',
    'card',
    'mastercard',
    '8210',
    245,
  ],
  [
    1550,
    'eur',
    'succeeded',
    'أحمد العبد الله',
    'ahmad@mail.example',
    'علبة خبز',
    'card',
    'visa',
    '4242',
    291,
  ],
  [
    1550,
    'eur',
    'requires_action',
    'invoice\u202egnp.exe',
    'x@mail.example',
    'Gift card',
    'card',
    'visa',
    '3184',
    330,
  ],
  [
    15_000_000,
    'idr',
    'uncaptured',
    'Wolfeschlegelsteinhausenbergerdorff von Hohenzollern-Sigmaringen',
    'w@mail.example',
    'Catering deposit',
    'card',
    'unionpay',
    '0005',
    410,
  ],
  [
    1230,
    'kwd',
    'succeeded',
    'Noura',
    'noura@mail.example',
    'Coffee club',
    'card',
    'visa',
    '1111',
    460,
  ],
  [
    120000,
    'isk',
    'canceled',
    'Guðrún Jónsdóttir',
    'gudrun@mail.example',
    'Summer picnic',
    null,
    null,
    null,
    500,
  ],
  [3600, 'eur', 'incomplete', null, null, null, null, null, null, 600],
  [
    2400,
    'eur',
    'dispute_lost',
    'Ines Costa',
    'ines@mail.example',
    'Coffee club',
    'card',
    'visa',
    '0259',
    1700,
  ],
];

const NAMES = ['Eva Lund', 'Rita Moro', 'Nils Berg', 'Zoë Clarke', 'Marek Nowak', 'Aoife Byrne'];
const TITLES = ['Sourdough box', 'Coffee club', 'Baking class, 12 Dec', 'Birthday cake, 24 cm'];

export function sketchPayments(now: number): PaymentRow[] {
  const rows = SKETCHES.map((sketch, index) => toRow(sketch, now, index));
  // Older ones, in a row without surprises, so that the list can be scrolled and paged.
  for (let index = 0; index < 400; index += 1) {
    const amount = 1200 + ((index * 733) % 9000);
    const name = NAMES[index % NAMES.length] ?? null;
    const title = TITLES[index % TITLES.length] ?? null;
    const last4 = String(1000 + ((index * 37) % 9000));
    const ago = 1800 + index * 97;
    rows.push(
      toRow(
        [amount, 'eur', 'succeeded', name, null, title, 'card', 'visa', last4, ago],
        now,
        100 + index,
      ),
    );
  }
  return rows;
}

function toRow(sketch: Sketch, now: number, index: number): PaymentRow {
  const [amount, currency, status, customerName, customerEmail, title, type, brand, last4, ago] =
    sketch;
  const isPaid = ['succeeded', 'partially_refunded', 'disputed'].includes(status);
  const fee = isPaid ? Math.round(amount * 0.029) + 25 : null;
  const refunded = { refunded: amount, partially_refunded: 1500 }[status] ?? 0;
  return {
    id: `pi_3Q${String(index).padStart(4, '0')}K8vXn2Lm4TzR7`,
    status,
    amount,
    amountRefunded: refunded,
    currency,
    created: now - ago * 60,
    customerName,
    customerEmail,
    title,
    methodType: type,
    methodBrand: brand,
    methodLast4: last4,
    link: title,
    fee,
    net: fee === null ? null : amount - fee,
    settlementCurrency: fee === null ? null : currency,
    fulfilment: isPaid ? (index < 4 ? 'pending' : 'done') : 'not_needed',
  };
}

export function sketchDetail(row: PaymentRow): PaymentDetail {
  const fee = Math.round(row.amount * 0.029) + 25;
  const isPaid = ['succeeded', 'partially_refunded', 'refunded', 'disputed'].includes(row.status);
  const step = (at: number, type: string, text: string, late = 0) => ({
    at: row.created + at,
    learnedAt: row.created + at + late,
    source: late > 60 ? 'api' : 'webhook',
    event: `evt_1Q${type.replace(/\W/g, '')}${at}`,
    type,
    text,
  });
  return {
    row,
    amountCaptured: isPaid ? row.amount : 0,
    amountLeft: isPaid ? row.amount - row.amountRefunded : 0,
    canBeCaptured: row.status === 'uncaptured',
    canBeCanceled: ['uncaptured', 'failed', 'requires_action', 'incomplete'].includes(row.status),
    fulfilment: isPaid && row.status !== 'refunded' ? 'pending' : 'not_needed',
    fee: isPaid && row.currency === 'eur' ? fee : null,
    net: isPaid && row.currency === 'eur' ? row.amount - fee : null,
    settlementCurrency: isPaid && row.currency === 'eur' ? 'eur' : null,
    paidAt: isPaid ? row.created + 77 : null,
    failureMessage: row.status === 'failed' ? 'Your card has insufficient funds.' : null,
    dispute:
      row.status === 'disputed'
        ? {
            id: 'du_1Q0001',
            status: 'needs_response',
            reason: 'product_not_received',
            amount: row.amount,
            currency: row.currency,
            dueBy: row.created + 9 * 86_400,
          }
        : null,
    suspicions: [],
    buyer: row.customerEmail,
    note: row.customerName === 'Tom Becker' ? 'Picks it up on Saturday, leave at the till.' : '',
    order: isPaid ? sketchOrder(row) : null,
    dashboard: `https://dashboard.stripe.com/acct_1Harbour/test/payments/${row.id}`,
    paymentLink: row.title ? 'plink_1Q0001' : null,
    checkoutSession: 'cs_test_a1B2c3D4e5F6g7H8i9J0',
    charge: isPaid ? 'ch_3Q0001K8vXn2Lm4TzR7' : null,
    metadata: row.customerName === 'Tom Becker' ? { pickup: 'Saturday', table: '12' } : {},
    timeline: [
      ...(isPaid
        ? [
            step(79, 'charge.updated', 'The fee is known', 300),
            step(77, 'payment_intent.succeeded', 'Payment succeeded'),
          ]
        : []),
      step(46, 'payment_intent.payment_failed', 'Card declined: insufficient funds'),
      step(0, 'payment_intent.created', 'Checkout started from a link'),
    ],
  };
}
