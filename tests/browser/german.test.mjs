// What goes wrong on a German page is told in German.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Shop } from './shop.mjs';

/** Words that stand in nearly every English sentence, and in no German one. */
const ENGLISH = /\b(the|this|is|are|it|its|of|and|with|which|not|cannot|try)\b/i;

/** A port that nobody listens on. */
const NOBODY = 'http://127.0.0.1:9';

describe('what goes wrong on a German page', { concurrency: 1 }, () => {
  let shop;
  let page;
  before(async () => {
    shop = await Shop.open({ locale: 'de-DE', apiBase: NOBODY });
    page = shop.page;
    await page.getByRole('button', { name: 'Übungsladen öffnen' }).click();
    await page.getByRole('navigation', { name: 'Seiten' }).waitFor();
  });
  after(() => shop?.close());

  const go = (hash) => page.evaluate((to) => (location.hash = to), hash);
  const key = () => page.getByLabel('Eingeschränkter Schlüssel');

  /** The sentences that say what is wrong, under a field or beside it. */
  async function told() {
    const at = page.locator('[role="alert"], [aria-live="polite"]:not(:empty)');
    await at.first().waitFor();
    return (await at.allInnerTexts()).join('\n');
  }

  async function paste(text) {
    await key().fill('');
    await key().fill(text);
    await page.getByRole('button', { name: 'Schlüssel prüfen' }).click();
  }

  for (const [what, text, expected] of [
    ['a publishable key', 'pk_test_51Abcdefghij', /öffentlicher Schlüssel/],
    ['the secret of an endpoint', 'whsec_Abcdefghij', /Signaturgeheimnis/],
    ['an address', 'https://dashboard.stripe.com/apikeys', /Adresse einer Seite/],
    ['an e-mail address', 'ana@example.com', /E-Mail-Adresse/],
    ['an id', 'acct_1Abcdefghij', /eine ID \(acct_…\)/],
    ['something else', 'sourdough', /kein ganzer Schlüssel/],
    ['a Stripe that cannot be reached', 'rk_test_51NobodyHasThisKey', /nicht zu erreichen/],
  ]) {
    test(what, async () => {
      await go('#/connect');
      await paste(text);
      await page.getByText(expected).first().waitFor();
      assert.doesNotMatch(await told(), ENGLISH);
    });
  }

  test('a name that is none', async () => {
    await go('#/settings/account');
    await page.getByLabel('Name des Kontos').fill('');
    await page.getByRole('button', { name: 'Namen speichern' }).click();
    await page.getByText('Geben Sie dem Konto einen Namen.').waitFor();
    assert.doesNotMatch(await told(), ENGLISH);
  });

  test('what the check-up finds', async () => {
    await go('#/settings/diagnostics');
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    const findings = page.getByTestId('finding');
    await findings.filter({ hasText: 'Das Kassenbuch ist in Ordnung' }).waitFor();
    for (const text of await findings.allInnerTexts()) assert.doesNotMatch(text, ENGLISH);
  });

  test('a PIN that is another one', async () => {
    await shop.server.call('set_till_pin', { present: null, pin: '4829', repeated: '4829' });
    await shop.server.call('lock_till');
    await page.getByRole('heading', { name: 'Gesperrt', level: 1 }).waitFor();
    await page.getByLabel('PIN').fill('0000');
    await page.keyboard.press('Enter');
    await page.getByText('Das ist nicht die PIN.').waitFor();
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText), ENGLISH);
  });
});
