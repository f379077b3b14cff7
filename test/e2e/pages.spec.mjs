import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { usePeople } from '../support/browser/people.mjs';
import { useSpillway } from '../support/shared.mjs';
import { caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures for whoever wants to look; nothing is compared with them. */
const SHOTS = process.env.SPILLWAY_TEST_SHOTS;
const LOOKS = [
  ['wide-light', { size: { width: 1280, height: 800 }, colours: 'light' }],
  ['wide-dark', { size: { width: 1280, height: 800 }, colours: 'dark' }],
  ['narrow-light', { size: { width: 390, height: 844 }, colours: 'light' }],
  ['narrow-dark', { size: { width: 390, height: 844 }, colours: 'dark' }],
];

/** @param {import('playwright-core').Page} page @param {string} name */
async function examine(page, name) {
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  }
  // Through the debugger, as the page's own policy lets no foreign script in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] }));
  expect(violations.map((/** @type {any} */ v) => `${name}: ${v.id} ${v.nodes.map((/** @type {any} */ n) => n.target).join(' ')}`)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect({ name, wider }).toEqual({ name, wider: 0 });
}

describe.each(LOOKS)('no violation of accessibility, nothing wider than the screen: %s', (look, options) => {
  it('sign-in and call-us', async () => {
    const { page } = await people.come(options);
    await page.goto(spillway.site);
    await page.locator('#user').waitFor();
    await examine(page, `sign-in-${look}`);
    await page.goto(`${spillway.site}/call-us`);
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor();
    await examine(page, `call-us-${look}`);
  });

  it('a desk: devices, idle, ringing, in talk with its panels, wrap-up', async () => {
    const { page } = await people.signIn('dmitri', options);
    await page.getByRole('heading', { name: 'Check your devices' }).waitFor();
    await examine(page, `check-${look}`);
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByText('Phone ready').waitFor();
    await page.getByRole('radio', { name: 'Available' }).click({ force: true });
    await page.getByText('You are available').waitFor();
    await examine(page, `idle-${look}`);
    const who = await staff.keep(caller(spillway, { to: '1002' }));
    await page.getByRole('button', { name: /^Answer/ }).waitFor();
    await examine(page, `ringing-${look}`);
    await page.getByRole('button', { name: /^Answer/ }).click();
    await page.locator('#content').getByText('In talk').first().waitFor();
    await examine(page, `talk-${look}`);
    await page.keyboard.press('Alt+k');
    await examine(page, `keypad-${look}`);
    await page.keyboard.press('Alt+t');
    await page.getByRole('combobox').waitFor();
    await examine(page, `transfer-${look}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+x');
    await page.getByRole('button', { name: /^Finish/ }).waitFor();
    await examine(page, `wrap-up-${look}`);
    expect(await who.ended).toBe(0);
    await page.getByLabel('Outcome of the call').selectOption({ label: 'Solved' });
    await page.getByRole('button', { name: /^Finish/ }).click();
    await page.getByText('You are available').waitFor();
  }, 120_000);

  it.each([
    ['tess', ['/live', '/recordings', '/recordings/completeness', '/report']],
    ['ivan', ['/admin']],
  ])('the pages of %s', async (user, paths) => {
    const { page } = await people.signIn(user, options);
    for (const path of paths) {
      await page.goto(spillway.site + path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => {});
      await examine(page, `${path.slice(1).replaceAll('/', '-')}-${look}`);
    }
  }, 90_000);
});
