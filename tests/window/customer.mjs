// Pays as a customer without a browser would: reads the pay page, fills in its form, sends it.

const PAYS = {
  email: 'ana@example.com',
  name: 'Ana Ruiz',
  card_number: '4242 4242 4242 4242',
  exp: '12 / 40',
  cvc: '123',
};

/** Pays at a link's address, with what differs from the usual customer; fails unless it is paid. */
export async function pay(url, differences = {}) {
  const page = await fetch(url);
  if (!page.ok) throw new Error(`GET ${url} answered ${page.status}`);
  const html = await page.text();
  const answers = { ...PAYS, ...differences };
  const body = new URLSearchParams();
  for (const name of fieldsOf(html)) {
    if (!(name in answers)) throw new Error(`the pay page asks for '${name}'`);
    body.set(name, answers[name]);
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

/** The names of the form's inputs. */
function fieldsOf(html) {
  const inputs = html.match(/<input\b[^>]*>/g) ?? [];
  return inputs.map((input) => input.match(/\bname="([^"]*)"/)?.[1]).filter(Boolean);
}
