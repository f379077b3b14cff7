import { describe, expect, it } from '@jest/globals';
import { heardBy, untilDeafTo, untilHears } from '../support/browser/ears.mjs';
import { usePeople, wrapUp } from '../support/browser/people.mjs';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { CALLER_HZ, caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
const [CUSTOMER_HZ, ANNA_HZ, BEN_HZ] = [440, 1000, 1400];

expectNothingLeft(spillway, 15_000);

/** @param {import('playwright-core').Page} page @param {string} text */
const shows = (page, text) => page.locator('#content').getByText(text).first().waitFor();

describe('the whole way through browsers', () => {
  it('from the device check to the wrap-up', async () => {
    const anna = await people.signIn('anna', { hz: ANNA_HZ });
    const desk = anna.page;
    await desk.getByText('Your microphone works').waitFor();
    await desk.getByRole('button', { name: 'Play tone' }).click();
    await desk.getByRole('button', { name: 'Start echo test' }).click();
    await desk.getByText('Your voice came back').waitFor({ timeout: 20_000 });
    await desk.getByRole('button', { name: /Everything works/ }).click();
    await desk.getByText('Phone ready').waitFor();
    await desk.getByRole('radio', { name: 'Available' }).click({ force: true });
    await desk.getByText('You are available').waitFor();

    const customer = await people.customer({ hz: CUSTOMER_HZ });
    const { page } = customer;
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Connected').waitFor();
    // The greeting, then the menu, are voices: something is heard all the time.
    await eventually(async () => ((await heardBy(page))?.db ?? -999) > -55, { what: 'the greeting is heard' });
    const answer = desk.getByRole('button', { name: /^Answer/ });
    const press = async () => {
      await page.getByRole('button', { name: 'Digit 1' }).click();
      return answer.isVisible();
    };
    await eventually(press, { within: 20_000, every: 1000, what: 'key 1 leads to sales' });
    await answer.click();
    await shows(desk, 'In talk');
    await Promise.all([untilHears(page, ANNA_HZ), untilHears(desk, CUSTOMER_HZ)]);

    await desk.getByRole('button', { name: /^Hold/ }).click();
    await shows(desk, 'On hold');
    await Promise.all([untilDeafTo(page, ANNA_HZ), untilDeafTo(desk, CUSTOMER_HZ)]);
    await desk.getByRole('button', { name: /^Retrieve/ }).click();
    await Promise.all([untilHears(page, ANNA_HZ), untilHears(desk, CUSTOMER_HZ)]);

    await desk.getByRole('button', { name: /^Mute/ }).click();
    await untilDeafTo(page, ANNA_HZ);
    await untilHears(desk, CUSTOMER_HZ);
    await desk.getByRole('button', { name: /^Unmute/ }).click();
    await untilHears(page, ANNA_HZ);

    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByText('The call is over').waitFor();
    await wrapUp(desk, { outcome: 'Order taken', note: 'Wants it blue.' });
    expect(anna.errors).toEqual([]);
    expect(customer.errors).toEqual([]);
  }, 120_000);

  it('a whole call by keyboard alone', async () => {
    const { page } = await people.agent('anna', { hz: ANNA_HZ });
    const who = await staff.keep(caller(spillway, { hangUp: 'never' }));
    await page.getByRole('button', { name: /^Answer/ }).waitFor();
    // She calls as anybody may, not by a trunk: nobody vouches for her number.
    await page.getByText('Number not verified').first().waitFor();
    await page.keyboard.press('Alt+a');
    await shows(page, 'In talk');
    await untilHears(page, CALLER_HZ);
    await page.keyboard.press('Alt+h');
    await shows(page, 'On hold');
    await page.keyboard.press('Alt+h');
    await untilHears(page, CALLER_HZ);
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Typed without a mouse.');
    await page.keyboard.press('Alt+x');
    expect(await who.ended).toBe(0);
    await page.getByRole('button', { name: /^Finish/ }).waitFor();
    const { interactionId } = await spillway.asterisk.finished(who.number);
    await page.keyboard.press('Alt+w');
    // The outcome is missing: the page says so and goes there.
    await page.getByText('Choose the outcome of the call first.').waitFor();
    await page.keyboard.type('Sol');
    await page.keyboard.press('Alt+w');
    await page.getByText('You are available').waitFor();
    const facts = await spillway.database.factsUntil(interactionId, 'customer.note-written');
    expect(facts.map((f) => f.type)).toContain('reservation.completed');
  }, 90_000);
});

describe('a call handed over', () => {
  it('blind, to a colleague, in two actions', async () => {
    const anna = await people.agent('anna', { hz: ANNA_HZ });
    const who = await staff.keep(caller(spillway));
    await anna.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(anna.page, CALLER_HZ);
    const ben = await people.agent('ben', { hz: BEN_HZ });
    await anna.page.keyboard.press('Alt+t');
    await anna.page.keyboard.type('Ben');
    await anna.page.getByRole('option', { name: /Ben Carter/ }).waitFor();
    await anna.page.keyboard.press('Enter');
    await ben.page.getByText('Call handed over to you').waitFor();
    await ben.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(ben.page, CALLER_HZ);
    await wrapUp(anna.page);
    await ben.page.getByRole('button', { name: /^Hang up/ }).click();
    expect(await who.ended).toBe(0);
    await wrapUp(ben.page);
  }, 120_000);

  it('attended: the two agents talk first, then the caller is with the other', async () => {
    const anna = await people.agent('anna', { hz: ANNA_HZ });
    const who = await staff.keep(caller(spillway));
    await anna.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(anna.page, CALLER_HZ);
    const ben = await people.agent('ben', { hz: BEN_HZ });
    await anna.page.keyboard.press('Alt+t');
    await anna.page.keyboard.type('Ben');
    await anna.page.getByRole('option', { name: /Ben Carter/ }).waitFor();
    await anna.page.keyboard.press('Shift+Enter');
    await ben.page.getByRole('button', { name: /^Answer/ }).click();
    await Promise.all([untilHears(anna.page, BEN_HZ), untilHears(ben.page, ANNA_HZ)]);
    await anna.page.getByRole('button', { name: /^Complete transfer/ }).click();
    await untilHears(ben.page, CALLER_HZ);
    await wrapUp(anna.page);
    await ben.page.getByRole('button', { name: /^Hang up/ }).click();
    expect(await who.ended).toBe(0);
    await wrapUp(ben.page);
  }, 120_000);

  it('blind, to a queue', async () => {
    const anna = await people.agent('anna', { hz: ANNA_HZ });
    const who = await staff.keep(caller(spillway));
    await anna.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(anna.page, CALLER_HZ);
    const other = await staff.agent();
    await anna.page.keyboard.press('Alt+t');
    await anna.page.keyboard.type('Support');
    await anna.page.getByRole('option', { name: /Support/ }).waitFor();
    await anna.page.keyboard.press('Enter');
    const { reservation } = await other.talking();
    await wrapUp(anna.page);
    await other.command('hang-up', { reservation });
    expect(await who.ended).toBe(0);
    await other.wrapUp();
  }, 120_000);
});
