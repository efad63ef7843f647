// DEVELOPMENT ONLY: the form of a payment link in all its states, for the pictures.

const LONG =
  'Wedding cake, three tiers, with sugar flowers 🎂🎂🎂 and a name that is a good deal longer than any field';

/** The folds by what their button says. */
export const FOLDS = {
  customer: 'About the customer',
  shipping: 'Shipping',
  extras: 'Extras to add',
  agreement: 'Promotion codes and consent',
  tax: 'Tax and invoice',
  payment: 'Payment and statement',
  texts: 'Words on the pay page',
  metadata: 'Your own keys (metadata)',
};

const fold = (page, name) =>
  page.getByRole('button', { name: new RegExp(`^${FOLDS[name].replaceAll(/[()]/g, '.')}`) });

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function name(page, text = 'Birthday cake, 24 cm', price = '86,50') {
  await page.getByLabel('What are you selling?').fill(text);
  await page.getByLabel('Price', { exact: true }).first().fill(price);
}

/** The link of the picture: two items, a question, a message, a limit. */
export async function fillLink(page) {
  await name(page);
  await page.getByLabel('After payment').fill('Thank you! Your cake is ready after 15:00.');
  await button(page, 'Add a question').click();
  await page.getByLabel('What do you ask?').fill('Pick-up day');
  await page.getByLabel('Answer', { exact: true }).selectOption('dropdown');
  await page.getByLabel('Answer 1', { exact: true }).fill('Friday');
  await page.keyboard.press('Enter');
  await page.getByLabel('Answer 2', { exact: true }).fill('Saturday');
  await page.getByRole('button', { name: /^Pick-up day/ }).click();
  await page.getByLabel('Limit of sales').fill('20');
  await page.waitForTimeout(250);
}

async function twoItems(page) {
  await fillLink(page);
  await button(page, 'Add an item').click();
  await page.getByLabel('What else?').fill('علبة خبز');
  await page.getByLabel('Price', { exact: true }).nth(1).fill('15,50');
  await page.waitForTimeout(250);
}

async function openFold(page, which, act) {
  await name(page);
  await fold(page, which).click();
  await act?.(page);
  await page.waitForTimeout(200);
  await fold(page, which).evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

async function wrong(page) {
  await button(page, 'Add a question').click();
  await fold(page, 'payment').click();
  await page.getByLabel('On a card’s statement').fill('CAKE*');
  await fold(page, 'payment').click();
  await page.getByLabel('Price', { exact: true }).fill('1.234');
  await page.getByLabel('Quantity', { exact: true }).fill('0');
  await button(page, 'Create link').click();
}

async function search(page, words) {
  await button(page, 'From the catalogue…').click();
  await page.getByLabel('Find it in the catalogue').fill(words);
  await page.waitForTimeout(300);
}

async function pick(page) {
  await search(page, 'sour');
  await page.getByRole('option', { name: /every month/ }).click();
  await page.waitForTimeout(250);
}

async function reloaded(page) {
  await fillLink(page);
  await page.waitForTimeout(700);
  await page.reload();
  await page.getByText(/^Draft of/).waitFor();
}

async function subscription(page) {
  await name(page, 'Bread every week', '12');
  await page.getByLabel('Subscription').check({ force: true });
  await page.getByRole('button', { name: 'Trial and subscription' }).click();
  await page.getByLabel('Free trial, days').fill('14');
  await page.waitForTimeout(250);
}

async function replacing(page) {
  await button(page, 'Duplicate and replace…').click();
  await button(page, 'Write it instead').click();
  await page.getByLabel('Price', { exact: true }).fill('90');
  await page.waitForTimeout(250);
}

const EDIT = '#/links/plink_1Q0001/edit';
const NEW = '#/links/new';

/** name, address, and what is done before the picture is taken */
export const formScreens = [
  ['new-link-blank', NEW],
  ['new-link', NEW, fillLink],
  ['form-two', NEW, twoItems],
  ['form-wrong', NEW, wrong],
  ['form-catalogue', NEW, (page) => search(page, '')],
  ['form-picked', NEW, pick],
  ['form-subscription', NEW, subscription],
  [
    'form-chooses',
    NEW,
    async (page) => {
      await name(page, 'Gift card', '20');
      await page.getByLabel('Customer chooses').check({ force: true });
      await page.getByLabel('At least').fill('10');
    },
  ],
  [
    'form-item-more',
    NEW,
    async (page) => {
      await name(page, LONG, '1200');
      await page.getByRole('button', { name: /^Description, pictures/ }).click();
      await page.getByLabel('Customers can change how many').check();
      await page.getByLabel('Description', { exact: true }).fill(`${LONG}. `.repeat(9));
      await button(page, 'Add picture').click();
    },
  ],
  [
    'form-question',
    NEW,
    async (page) => {
      await fillLink(page);
      await page.getByRole('button', { name: /^Pick-up day/ }).click();
    },
  ],
  [
    'form-customer',
    NEW,
    (page) => openFold(page, 'customer', () => page.getByLabel('Ask for a phone number').check()),
  ],
  [
    'form-shipping',
    NEW,
    (page) =>
      openFold(page, 'shipping', async () => {
        await button(page, 'European Union').click();
        await button(page, 'Add a way of shipping').click();
        await page.getByLabel('Way 1', { exact: true }).selectOption('shr_1Parcel');
        await button(page, 'Add a way of shipping').click();
        await page.getByLabel('Its name').fill('By bicycle');
        await page.getByLabel('Costs (EUR)').fill('4');
      }),
  ],
  [
    'form-countries',
    NEW,
    (page) =>
      openFold(page, 'shipping').then(async () => {
        await page.getByLabel('Ask for a shipping address in').click();
        await page.keyboard.type('land');
        await page.waitForTimeout(200);
      }),
  ],
  [
    'form-extras',
    NEW,
    (page) =>
      openFold(page, 'extras', async () => {
        await button(page, 'Add an extra').click();
        await page.getByLabel('Find it in the catalogue').fill('cand');
        await page.getByRole('option', { name: /6.50|6,50/ }).click();
      }),
  ],
  ['form-agreement', NEW, (page) => openFold(page, 'agreement')],
  [
    'form-tax',
    NEW,
    (page) =>
      openFold(page, 'tax', async () => {
        await page.getByLabel('Stripe works out the tax').check();
        await page.getByLabel('Make an invoice for each payment').check();
        await button(page, 'Add name').click();
      }),
  ],
  ['form-payment', NEW, (page) => openFold(page, 'payment')],
  [
    'form-texts',
    NEW,
    (page) =>
      openFold(page, 'texts', async () => {
        await page.getByLabel('Above the button').fill('صندوق الخبز جاهز يوم الجمعة. '.repeat(30));
        await page.getByLabel('Word on the button').selectOption('donate');
      }),
  ],
  [
    'form-metadata',
    NEW,
    (page) =>
      openFold(page, 'metadata', async () => {
        await button(page, 'Add key').click();
        await page.getByLabel('Key 1', { exact: true }).fill('season');
        await page.getByLabel('Each payment carries the same').uncheck();
      }),
  ],
  ['form-draft', NEW, reloaded],
  ['form-templates', NEW, (page) => button(page, 'Templates').click()],
  ['form-copy', '#/links/new/from/plink_1Q0002', (page) => page.getByText('A copy of').waitFor()],
  ['form-edit', EDIT, (page) => page.getByText('Birthday cake').first().waitFor()],
  ['form-replace', EDIT, replacing],
  [
    'form-replaced',
    EDIT,
    async (page) => {
      await replacing(page);
      await button(page, 'Make the new link').click();
      await page.getByTestId('link-url').waitFor();
    },
  ],
  [
    'form-replaced-trouble',
    `?scene=test${EDIT}`,
    async (page) => {
      await replacing(page);
      await button(page, 'Make the new link').click();
      await page.getByTestId('link-url').waitFor();
    },
  ],
  [
    'new-link-refused',
    `?scene=refused${NEW}`,
    async (page) => {
      await name(page);
      await button(page, 'Create link').click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'new-link-currency',
    NEW,
    async (page) => {
      await page.getByLabel('Currency', { exact: true }).click();
      await page.getByLabel('Currency', { exact: true }).fill('fra');
      await page.waitForTimeout(200);
    },
  ],
  [
    'new-link-ready',
    NEW,
    async (page) => {
      await fillLink(page);
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('link-url').waitFor();
    },
  ],
];
