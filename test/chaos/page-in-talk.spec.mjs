import { describe, expect, it } from '@jest/globals';
import { untilHears } from '../support/browser/ears.mjs';
import { usePeople, wrapUp } from '../support/browser/people.mjs';
import { eventually } from '../support/eventually.mjs';
import { useQueueLimits } from '../support/queue-limits.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { CALLER_HZ, caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
expectNothingLeft(spillway, 15_000);
const WITHIN_MS = Number(process.env.SPILLWAY_TEST_BACK_MS ?? 10_000);

describe("agent's page reloads or changes network in talk", () => {
  it('reloads: two-way audio is back, and what she typed is still there', async () => {
    const { page } = await people.agent('anna');
    const who = await staff.keep(caller(spillway));
    await page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(page, CALLER_HZ);
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    await page.getByLabel('Note', { exact: true }).fill('Half a sentence that');
    await page.getByText('Draft saved').waitFor();
    await page.reload({ waitUntil: 'commit' });
    const from = Date.now();
    await untilHears(page, CALLER_HZ, 20_000);
    const took = Date.now() - from;
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Half a sentence that');
    await spillway.database.factsUntil(interactionId, 'reservation.rejoined');
    // The other way: the caller is bridged with the new leg and hears a voice.
    const channel = await spillway.asterisk.caller(who.number);
    expect(await spillway.asterisk.isHearing(channel)).toBe(true);
    expect(took).toBeLessThan(WITHIN_MS);
    await page.getByRole('button', { name: /^Hang up/ }).click();
    expect(await who.ended).toBe(0);
    await wrapUp(page);
  }, 90_000);

  it('loses its network for some seconds: the caller is told, the audio comes back by itself', async () => {
    const { page, context } = await people.agent('anna');
    const who = await staff.keep(caller(spillway));
    await page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(page, CALLER_HZ);
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    await context.setOffline(true);
    // Offline cuts the sockets only; the audio is cut by closing its connection, as a change of network does.
    await page.evaluate(() => {
      for (const { pc } of /** @type {any} */ (window).heard) if (pc.connectionState !== 'closed') pc.close();
    });
    await spillway.database.factsUntil(interactionId, 'reservation.lost', 30_000);
    const channel = await spillway.asterisk.caller(who.number);
    expect(await spillway.asterisk.isHearing(channel)).toBe(true);
    await context.setOffline(false);
    const from = Date.now();
    await untilHears(page, CALLER_HZ, 20_000);
    expect(Date.now() - from).toBeLessThan(WITHIN_MS);
    await eventually(() => page.locator('#content').getByText('In talk').first().isVisible());
    await page.getByRole('button', { name: /^Hang up/ }).click();
    expect(await who.ended).toBe(0);
    await wrapUp(page);
  }, 120_000);
});

describe('a second window of the same agent in talk', () => {
  it('takes desk, phone and talk over, and the first one takes nothing back', async () => {
    const first = await people.agent('anna');
    const who = await staff.keep(caller(spillway));
    await first.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(first.page, CALLER_HZ);
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    const { page } = await people.signIn('anna');
    await page.getByRole('button', { name: 'Skip' }).click();
    await first.page.getByText('open in another window').waitFor();
    await spillway.database.factsUntil(interactionId, 'reservation.rejoined');
    await untilHears(page, CALLER_HZ, 20_000);
    // Its phone registers anew with a password that is worthless by now, and must leave it at that.
    let asked = 0;
    first.page.on('request', (request) => request.url().endsWith('/voice/sessions') && asked++);
    await first.context.setOffline(true);
    await first.page.waitForTimeout(1_000);
    await first.context.setOffline(false);
    await first.page.waitForTimeout(8_000);
    expect(asked).toBe(0);
    const channel = await spillway.asterisk.caller(who.number);
    expect(await spillway.asterisk.isHearing(channel)).toBe(true);
    await page.getByRole('button', { name: /^Hang up/ }).click();
    expect(await who.ended).toBe(0);
    await wrapUp(page);
  }, 90_000);
});

describe("agent's page stays away in talk", () => {
  // 30 s where nobody sets another.
  const lostMs = 8000;
  useQueueLimits(spillway, 'sales', { lostMs });

  it('its process dies and stays away: after the time that her queue allows the caller is first in line again, her draft is kept', async () => {
    const anna = await people.agent('anna');
    const who = await staff.keep(caller(spillway));
    await anna.page.getByRole('button', { name: /^Answer/ }).click();
    await untilHears(anna.page, CALLER_HZ);
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    // Somebody who came later, and must not be served before her.
    const later = await staff.keep(caller(spillway));
    const laterId = await spillway.asterisk.interactionOf(later.number);
    await spillway.database.factsUntil(laterId, 'queue.entered');
    await anna.page.getByLabel('Note', { exact: true }).fill('Kept at the site.');
    await anna.page.getByText('Draft saved').waitFor();
    const gone = Date.now();
    await anna.kill();
    await spillway.database.factsUntil(interactionId, 'reservation.lost', 20_000);
    const facts = await spillway.database.factsUntil(interactionId, 'queue.returned', 60_000);
    const returned = facts.find((f) => f.type === 'queue.returned').data;
    expect(returned.reason).toBe('agent-lost');
    expect(returned.at - gone).toBeGreaterThan(lostMs - 1000);
    const helper = await staff.agent();
    const { reservation } = await helper.talking();
    const takenBy = async (/** @type {string} */ id) =>
      (await spillway.database.facts(id))
        .filter((f) => f.type === 'reservation.accepted')
        .map((f) => f.data.reservationId);
    await eventually(async () => (await takenBy(interactionId)).includes(reservation), {
      what: 'she is served before who came later',
    });
    await helper.command('hang-up', { reservation });
    expect(await who.ended).toBe(0);
    await helper.wrapUp();
    const second = await helper.talking();
    await helper.command('hang-up', { reservation: second.reservation });
    expect(await later.ended).toBe(0);
    await helper.wrapUp();
  }, 150_000);
});
