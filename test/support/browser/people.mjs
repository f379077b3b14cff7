import { afterAll, afterEach } from '@jest/globals';
import { Browsers, openPage } from './browser.mjs';

/**
 * People with pages for the tests of one file; closed after each test.
 * @param {import('../spillway.mjs').Spillway} spillway
 */
export function usePeople(spillway) {
  const browsers = new Browsers();
  /** @type {import('./browser.mjs').Person[]} */ const open = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((person) => person.close().catch(() => {})));
  });
  afterAll(() => browsers.close());
  const come = async (/** @type {number | undefined} */ hz) => {
    const person = await openPage(browsers, hz);
    open.push(person);
    return person;
  };
  return {
    come,
    /** Signs in at the console. @param {string} user @param {{ hz?: number }} [options] of her voice */
    async signIn(user, { hz } = {}) {
      const person = await come(hz);
      const { page } = person;
      await page.goto(spillway.site);
      await page.locator('#user').fill(user);
      await page.locator('#password').fill(spillway.signInOf(user).password);
      await page.keyboard.press('Enter');
      await page.locator('#user').waitFor({ state: 'detached' });
      return person;
    },
    /** An agent at her desk, available. @param {string} user @param {{ hz?: number }} [options] of her voice */
    async agent(user, options) {
      const person = await this.signIn(user, options);
      const { page } = person;
      await page.getByRole('button', { name: 'Skip' }).click();
      await page.getByText('Phone ready').waitFor();
      await page.getByRole('radio', { name: 'Available' }).click({ force: true });
      await page.getByText('You are available').waitFor();
      return person;
    },
    /** A customer on the page that anybody may open. @param {{ hz?: number }} [options] of her voice */
    async customer({ hz = 440 } = {}) {
      const person = await come(hz);
      await person.page.goto(`${spillway.site}/call-us`);
      return person;
    },
  };
}

/** Ends wrap-up as an agent does. @param {import('playwright-core').Page} page @param {{ outcome?: string, note?: string }} [said] */
export async function wrapUp(page, { outcome = 'Solved', note } = {}) {
  await page.getByRole('button', { name: /^Finish/ }).waitFor();
  await page.getByLabel('Outcome of the call').selectOption({ label: outcome });
  if (note) await page.getByLabel('Note', { exact: true }).fill(note);
  await page.getByRole('button', { name: /^Finish/ }).click();
  await page.getByText('You are available').waitFor();
}
