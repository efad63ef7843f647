// Pays as a customer without a browser would: reads the pay page, fills in its form, sends it.

const PAYS = {
  email: 'ana@example.com',
  name: 'Ana Ruiz',
  card_number: '4242 4242 4242 4242',
  exp: '12 / 40',
  cvc: '123',
};

/** What belongs to paying in another way than by card: left out, the card pays. */
const OTHER_METHODS = /^(payment_method|iban|name\[\w+\])$/;

/** Pays at a link's address, with what differs from the usual customer; fails unless it is paid. */
export async function pay(url, differences = {}) {
  const page = await fetch(url);
  if (!page.ok) throw new Error(`GET ${url} answered ${page.status}`);
  const html = await page.text();
  const answers = { ...PAYS, ...differences };
  const body = new URLSearchParams();
  for (const { name, type, value } of fieldsOf(html)) {
    if (name in answers) body.set(name, answers[name]);
    else if (type === 'hidden') body.set(name, value);
    else if (!OTHER_METHODS.test(name)) throw new Error(`the pay page asks for '${name}'`);
  }
  const paid = await fetch(new URL(actionOf(html), page.url), { method: 'POST', body });
  return { status: paid.status, text: await paid.text() };
}

/** Where the form goes: its own action. */
function actionOf(html) {
  const form = html.match(/<form\b[^>]*>/)?.[0] ?? '';
  const action = form.match(/\baction="([^"]*)"/)?.[1];
  if (action === undefined) throw new Error('the pay page has no form with an action');
  return action.replaceAll('&amp;', '&');
}

/** The form's inputs. */
function fieldsOf(html) {
  const inputs = html.match(/<input\b[^>]*>/g) ?? [];
  const attribute = (input, name) => input.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
  return inputs
    .map((input) => ({
      name: attribute(input, 'name'),
      type: attribute(input, 'type'),
      value: attribute(input, 'value'),
    }))
    .filter(({ name }) => name);
}
