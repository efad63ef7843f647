// A customer at a pay page: fills in by the names of the fields, since pages speak two languages.

import assert from 'node:assert/strict';

import { launch } from './browser.mjs';

/** The widths that are tried: a desk's and a phone's. */
export const WIDTHS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

/** The least width that pages have to bear. */
export const NARROWEST = { width: 320, height: 640 };

/** The languages that pages have, by the words that a test looks for. */
export const LANGUAGES = {
  en: { locale: 'en-GB', practice: 'No real money moves here.' },
  de: { locale: 'de-DE', practice: 'Hier fließt kein echtes Geld.' },
};

/** How long anything may take to appear. */
const DEADLINE_MS = 10_000;

/** What a customer types who pays by card. */
export const ANA = {
  email: 'ana@example.com',
  card_number: '4242 4242 4242 4242',
  exp: '12 / 40',
  cvc: '123',
  name: 'Ana Ruiz',
};

/** A browser whose pages run without script, unless a test needs one to look at them. */
export class Payer {
  static async start() {
    const payer = new Payer();
    payer.browser = await launch();
    return payer;
  }

  /** A page of its own. */
  async page({ viewport = WIDTHS.desktop, locale = 'en-GB', script = false } = {}) {
    const context = await this.browser.newContext({ viewport, locale, javaScriptEnabled: script });
    context.setDefaultTimeout(DEADLINE_MS);
    return context.newPage();
  }

  close() {
    return this.browser?.close();
  }
}

/** Fills in fields by their names: text, choices and boxes. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]:not([type="hidden"])`);
    const [tag, type] = await field.first().evaluate((it) => [it.tagName, it.type]);
    if (tag === 'SELECT') await field.selectOption(value);
    else if (type === 'checkbox') await field.setChecked(value);
    else if (type === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
}

/** Fills in and presses the button; gives back the HTTP status of the page that follows. */
export async function pay(page, fields = {}) {
  const typed = { ...ANA };
  const others = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name in ANA) typed[name] = value;
    else others[name] = value;
  }
  await fill(page, others);
  for (const [name, value] of Object.entries(typed)) {
    if (value !== undefined) await page.locator(`[name="${name}"]`).fill(value);
  }
  return press(page, page.locator('button.primary'));
}

/** Presses a button that leads to another page; gives back that page's HTTP status. */
export async function press(page, button) {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.request().isNavigationRequest() && ![301, 302, 303].includes(response.status()),
    ),
    button.click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
}

/** The id of the session that a pay page belongs to. */
export async function sessionOf(page) {
  const action = await page.locator('#pay').getAttribute('action');
  const id = action.match(/cs_test_\w+/)?.[0];
  assert.ok(id, `no session in ${action}`);
  return id;
}
