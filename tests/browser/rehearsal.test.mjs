// The rehearsal page: a story from its first customer to the verdict, and one that is stopped.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

/** A story takes its time, and the last events may take theirs. */
const STORY_MS = 60_000;

describe('the rehearsal page', () => {
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
  });
  after(() => shop?.close());

  const run = () => page.getByTestId('run');
  const verdict = () => page.getByTestId('verdict');
  const story = (name) => page.locator(`[data-testid="story"][data-story="${name}"]`);
  const ended = () =>
    page.locator('[data-testid="run"][data-phase="ended"]').waitFor({ timeout: STORY_MS });

  test('is found in the rail, with four stories to play', async () => {
    await shop.enter();
    await shop.goTo('Rehearsal');
    await page.getByRole('heading', { name: 'Rehearsal', level: 1 }).waitFor();
    // The stories are told a moment after the heading.
    await page.getByTestId('story').nth(3).waitFor();
    assert.equal(await page.getByTestId('story').count(), 4);
    assert.equal(await run().count(), 0);
    assert.deepEqual(await look(page, 'rehearsal-story-none'), []);
  });

  test('plays a story, and shows both sides meanwhile', async () => {
    // By the keyboard alone: the choice, then the button, then the title of what is played.
    await story('dispute').getByRole('radio', { name: 'Answer, and win' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await run().getByRole('heading', { name: 'A dispute' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'A dispute');
    assert.match(await run().innerText(), /Answer, and lose, played at/);
    await page.locator('[data-testid="act"][data-kind="paid"]').first().waitFor();
    await run()
      .getByText(/^[1-9]\d* recorded$/)
      .waitFor();
    for (const button of await page.getByRole('button', { name: 'Play' }).all()) {
      assert.ok(await button.isDisabled(), 'another can be played meanwhile');
    }
    assert.deepEqual(await look(page, 'rehearsal-story-on'), []);
  });

  test('goes on while the page is loaded anew', async () => {
    await page.reload();
    await run().getByRole('heading', { name: 'A dispute' }).waitFor();
    await run().getByRole('button', { name: 'Stop' }).waitFor();
    await page.locator('[data-testid="act"][data-kind="evidence_sent"]').waitFor();
    await page.locator('[data-testid="act"][data-kind="dispute_lost"]').waitFor();
  });

  test('says at its end that nothing is missing', async () => {
    await ended();
    await verdict().getByText('Nothing is missing.').waitFor();
    const words = await verdict().innerText();
    const [, told, recorded] = /(\d+) events were told, (\d+) are recorded/.exec(words);
    assert.equal(told, recorded);
    assert.ok(Number(told) > 10, words);
    assert.match(words, /3 payments: 3 paid\./);
    assert.deepEqual(await look(page, 'rehearsal-story-over'), []);
  });

  test('leads to the payment that the story is about, and back', async () => {
    await page.getByRole('button', { name: 'Show the payment', exact: true }).click();
    await page.getByTestId('payment-detail').getByText('Dispute lost').first().waitFor();
    await shop.goTo('Rehearsal');
    await page.getByRole('button', { name: 'Show the other payments' }).click();
    await shop.rows.nth(2).waitFor();
    assert.equal(await shop.rows.count(), 3);
    await shop.goTo('Rehearsal');
    await verdict().getByText('Nothing is missing.').waitFor();
  });

  test('stops a story when asked to, and compares what happened until then', async () => {
    await story('busy_saturday').getByRole('button', { name: 'Play' }).click();
    await run().getByRole('heading', { name: 'Busy Saturday' }).waitFor();
    await page.locator('[data-testid="act"][data-kind="paid"]').nth(2).waitFor();
    await run().getByRole('button', { name: 'Stop' }).click();
    await ended();
    await verdict().getByText('Nothing is missing.').waitFor();
    assert.match(await verdict().innerText(), /You stopped it after \d+ seconds?\./);
    assert.ok(await story('outage').getByRole('button', { name: 'Play' }).isEnabled());
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
