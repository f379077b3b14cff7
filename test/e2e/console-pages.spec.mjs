import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { Browsers } from '../support/browser/browser.mjs';
import { useSpillway } from '../support/shared.mjs';

const spillway = useSpillway();
// Axe reads every element of every page: on a busy machine that takes its time.
jest.setTimeout(120_000);
const browsers = new Browsers();
/** @type {import('playwright-core').BrowserContext[]} */ const contexts = [];
afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
afterAll(() => browsers.close());

/** @typedef {{ size: { width: number, height: number }, colours: 'light' | 'dark' }} Look */
/** @param {Look} look */
async function visitor({ size, colours } = { size: { width: 1280, height: 800 }, colours: 'light' }) {
  // One browser for all: nobody is heard here.
  const browser = await browsers.of(1000);
  const context = await browser.newContext({
    viewport: size,
    colorScheme: colours,
    locale: 'en-GB',
    permissions: ['microphone'],
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  await page.goto(spillway.site);
  return page;
}
/** @param {string} user @param {Look} [look] */
async function signedIn(user, look) {
  const page = await visitor(look);
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(spillway.signInOf(user).password);
  await page.keyboard.press('Enter');
  await page.locator('#user').waitFor({ state: 'detached' });
  return page;
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {[string, Look][]} */
const LOOKS = [
  ['1280 pixels, light', { size: { width: 1280, height: 800 }, colours: 'light' }],
  ['390 pixels, dark', { size: { width: 390, height: 844 }, colours: 'dark' }],
];
/** Each place with the heading by which it is known to be there. @type {Record<string, [path: string, heading: string][]>} */
const PLACES = {
  tess: [
    ['/live', 'Agents'],
    ['/report', 'How these figures are computed'],
    ['/recordings', 'recording'],
    ['/recordings/completeness', 'Should be recorded'],
  ],
  ivan: [
    ['/admin/users', 'Add a person'],
    ['/setup/queues', 'Agents who fit'],
    ['/setup/queues/sales', 'Whom it asks for'],
    ['/setup/agents', 'Find by name'],
    ['/setup/codes', 'Wrap-up codes'],
    ['/setup/numbers', 'welcome'],
    ['/setup/versions', 'As a document'],
    ['/admin/prompts', 'What callers hear'],
  ],
};

/** What axe finds, and by how much the page is wider than the screen. @param {import('playwright-core').Page} page */
async function flawsOf(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document);
    const wider = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...violations.map(
        (/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.target).join(', ')}`,
      ),
      ...(wider > 0 ? [`${wider} pixels wider than the screen`] : []),
    ];
  });
}

describe.each(LOOKS)('the pages at %s', (_name, look) => {
  it.each(Object.entries(PLACES))('as %s sees them have no fault of access', async (user, places) => {
    const page = await signedIn(user, look);
    for (const [path, heading] of places) {
      await page.goto(spillway.site + path);
      await page.locator('#content').getByText(heading).first().waitFor();
      expect([path, await flawsOf(page)]).toEqual([path, []]);
    }
  });

  it('that anybody may open have none either', async () => {
    const page = await visitor(look);
    for (const path of ['/', '/call-us']) {
      await page.goto(spillway.site + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([path, await flawsOf(page)]).toEqual([path, []]);
    }
  });

  it('of an agent have none, from the device check to the desk', async () => {
    const page = await signedIn('anna', look);
    await page.getByText('Start echo test').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByText('Phone ready').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.keyboard.press('Alt+Slash');
    await page.getByRole('dialog').waitFor();
    expect(await flawsOf(page)).toEqual([]);
  });
});

describe('what is not for everybody', () => {
  it('is neither in an agent’s menu nor behind its address', async () => {
    const page = await signedIn('anna');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('nav a').allTextContents()).toEqual(['Desk']);
    for (const path of ['/recordings', '/live', '/report', '/admin']) {
      await page.goto(spillway.site + path);
      await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
    }
  });

  it('is refused at sign-in with what to do', async () => {
    const page = await visitor();
    await page.locator('#user').fill('nobody-here');
    await page.locator('#password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Check Caps Lock').waitFor();
    expect(await flawsOf(page)).toEqual([]);
  });
});

describe('the page speaks', () => {
  it.each([
    ['Polski', 'pl', 'Zaloguj się'],
    ['Русский', 'ru', 'Войти'],
  ])('%s, when asked, and remembers it', async (name, tag, button) => {
    const page = await visitor();
    await page.getByLabel('Language').selectOption({ label: name });
    await page.getByRole('button', { name: button, exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: button, exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(tag);
  });
});
