// Looking at a page as it stands: axe, what moves, whether it scrolls sideways, and a picture.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { axe } from './packages.mjs';

/** Where pictures go. */
export const SCREENS =
  process.env.COUNTERTOP_SCREENS ?? fileURLToPath(new URL('../../target/screens', import.meta.url));

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How many of the elements at fault are named. */
const NAMED = 3;

/** What axe finds wrong with a page, each with elements at fault. */
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
    RULES,
  );
  return violations.map(({ id, help, nodes }) => {
    const named = nodes.slice(0, NAMED).map(({ target }) => target.join(' '));
    return `${id}: ${help}: ${nodes.length} × ${named.join(', ')}`;
  });
}

/** Waits until nothing moves or fades any more, apart from what never ends. */
function stillness(page) {
  return page.evaluate(async () => {
    const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
    // A change may start only with the next frame.
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(({ finished }) => finished),
    );
  });
}

/** What is wrong with a page as it stands, which is pictured under `view`. */
export async function look(page, view, { fullPage = false } = {}) {
  await stillness(page);
  const found = await faults(page);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (sideways > 0) found.push(`scrolls sideways by ${sideways} px`);
  await page.screenshot({ path: join(SCREENS, `${view}.png`), fullPage });
  return found.map((fault) => `${view}: ${fault}`);
}

/** What is wrong with a page as it stands in either theme, each pictured. */
export async function lookInBothThemes(page, view) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await look(page, `${view}-${colorScheme}`)));
  }
  return found;
}
