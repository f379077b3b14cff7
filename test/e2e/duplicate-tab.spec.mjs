import { describe, expect, it } from '@jest/globals';
import { usePeople } from '../support/browser/people.mjs';
import { useSpillway } from '../support/shared.mjs';

const spillway = useSpillway();
const people = usePeople(spillway);

describe('a copy of a tab', () => {
  it('asks for a sign-in of its own; the tab it was copied from goes on, also after a reload', async () => {
    const { page } = await people.signIn('anna');
    const opened = page.waitForEvent('popup');
    // Opened by script it begins with a copy of what this tab keeps, as a duplicated one does.
    await page.evaluate(() => void window.open(location.href));
    const copy = await opened;
    await copy.locator('#user').waitFor();
    expect(await copy.evaluate(() => sessionStorage.getItem('spillway.session'))).toBe(null);
    await page.reload();
    await page.locator('#content').waitFor();
    expect(await page.locator('#user').count()).toBe(0);
  });
});
