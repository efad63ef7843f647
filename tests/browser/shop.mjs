// A person at the page in a browser, and a customer at its pay page.

import assert from 'node:assert/strict';

import { launch } from './browser.mjs';
import { Server } from './server.mjs';

/** How long anything may take to appear. */
const DEADLINE_MS = 15_000;

/** The customer who pays unless another is named. */
const ANA = { email: 'ana@example.com', name: 'Ana Ruiz', card: '4242 4242 4242 4242' };

/** A page on a fresh practice store. Whatever the page complains of is kept in `complaints`. */
export class Shop {
  complaints = [];

  /** Opens it in a browser that is set to `locale`; `apiBase` is what stands for Stripe. */
  static async open({ locale = 'en-GB', colorScheme = 'light', apiBase, keys } = {}) {
    const shop = new Shop();
    shop.server = await Server.start({ apiBase, keys });
    shop.browser = await launch();
    shop.context = await shop.browser.newContext({
      locale,
      colorScheme,
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1280, height: 800 },
    });
    await shop.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    shop.context.setDefaultTimeout(DEADLINE_MS);
    // As the shell's webview does it, so that no library that needs it otherwise gets in.
    await shop.context.addInitScript(() => Object.freeze(Object.prototype));
    shop.page = await shop.context.newPage();
    shop.page.on('pageerror', (error) => shop.complaints.push(String(error)));
    shop.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) shop.complaints.push(message.text());
    });
    await shop.page.goto(shop.server.url);
    await shop.#stands();
    return shop;
  }

  /** Ends the program and starts it again, as on the next day. */
  async restart() {
    await this.page.goto('about:blank');
    await this.server.restart();
    await this.page.goto(this.server.url);
    await this.#stands();
  }

  /** Waits for the page's heading; without it nothing else is worth trying. */
  async #stands() {
    try {
      await this.page.getByRole('heading').first().waitFor();
    } catch (error) {
      await this.close();
      throw new Error(`the page does not open: ${this.complaints.join('; ')}`, { cause: error });
    }
  }

  /** Passes the welcome. */
  async enter() {
    await this.page.getByRole('button', { name: 'Open the practice store' }).click();
    await this.page.getByRole('navigation', { name: 'Screens' }).waitFor();
  }

  /** Opens one of the screens by its link in the rail. */
  async goTo(screen) {
    const rail = this.page.getByRole('navigation', { name: 'Screens' });
    await rail.getByRole('link', { name: screen }).click();
  }

  /** Opens the health page by what the status bar says of the receiver. */
  async goToHealth() {
    await this.page.getByRole('link', { name: /open Health$/ }).click();
    await this.page.getByRole('heading', { name: 'Health', level: 1 }).waitFor();
  }

  /** Sends, as somebody else than Stripe, to the address that the health page shows. */
  async intrude() {
    const address = await this.page.getByTestId('address').innerText();
    const signature = `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: '{"id":"evt_forged"}',
    });
    assert.equal(answer.status, 400);
  }

  /** Makes a link by typing, and gives back its address. */
  async makeLink(name, price, quantity = '1') {
    await this.goTo('Links');
    await this.page.getByRole('button', { name: 'New payment link' }).first().click();
    await this.page.getByLabel('What are you selling?').fill(name);
    await this.page.getByLabel('Price', { exact: true }).fill(price);
    await this.page.getByLabel('Quantity', { exact: true }).fill(quantity);
    await this.page.getByRole('button', { name: 'Create link' }).click();
    return this.page.getByTestId('link-url').inputValue();
  }

  /**
   * Pays as a customer does, on the pay page in a tab of its own, which is given back once the page
   * has answered: a tab that is closed while it loads may never say that it is closed.
   */
  async pay(url, customer = {}) {
    const { email, name, card } = { ...ANA, ...customer };
    const tab = await this.context.newPage();
    await tab.goto(url);
    // By their names: the page speaks the browser's language.
    const given = { email, card_number: card, exp: '12 / 40', cvc: '123', name };
    for (const [field, value] of Object.entries(given)) {
      await tab.locator(`[name="${field}"]`).fill(value);
    }
    const answered = tab.waitForEvent('load');
    await tab.locator('button.primary').click();
    await answered;
    return tab;
  }

  /** The rows of the payments table. */
  get rows() {
    return this.page.getByTestId('payment-row');
  }

  /** Fails where the page complained of anything, such as its own policy. */
  assertContent() {
    assert.deepEqual(this.complaints, []);
  }

  async close() {
    await this.browser?.close();
    await this.server.remove();
  }
}
