import { afterEach, describe, expect, it } from '@jest/globals';
import { untilHears } from '../support/browser/ears.mjs';
import { usePeople, wrapUp } from '../support/browser/people.mjs';
import { eventually } from '../support/eventually.mjs';
import { TRUNK } from '../support/robots.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { openEar } from '../support/sip/ear.mjs';
import { address, caller, newNumber, phone } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
expectNothingLeft(spillway, 15_000);
const [CALLER_HZ, OUTSIDE_HZ, ANNA_HZ] = [440, 700, 1000];

const began = Date.now();
/** @type {import('../support/sip/ear.mjs').Ear[]} */ const ears = [];
afterEach(() => {
  for (const ear of ears.splice(0)) ear.stop();
});
/** @param {string} ip @param {number} hz */
async function listener(ip, hz) {
  const ear = await openEar({ ip, hz });
  ears.push(ear);
  return ear;
}

/** Anna talks to a caller at her page; somebody outside is behind the trunk. @param {Partial<Parameters<typeof phone>[0]>} [outsider] */
async function talk(outsider) {
  const anna = await people.agent('anna', { hz: ANNA_HZ });
  const mine = await listener(address(), CALLER_HZ);
  const theirs = await listener(TRUNK, OUTSIDE_HZ);
  const far = await staff.keep(phone({ ip: TRUNK, port: 5060, ear: theirs, ...outsider }));
  const who = await staff.keep(caller(spillway, { ear: mine }));
  await anna.page.getByRole('button', { name: /^Answer/ }).click();
  await Promise.all([untilHears(anna.page, CALLER_HZ), mine.untilHears(ANNA_HZ)]);
  return { page: anna.page, who, far, mine, theirs };
}

/** The two actions: the panel, and the number with Enter. @param {import('playwright-core').Page} page @param {string} key */
async function handOver(page, key) {
  const number = newNumber();
  await page.keyboard.press('Alt+t');
  await page.keyboard.type(number);
  await page.getByRole('option', { name: number }).waitFor();
  await page.keyboard.press(key);
}

/** @param {string} figure @param {string} interactionId */
async function reported(figure, interactionId) {
  const lead = await spillway.as('tess');
  const to = Date.now() + 60_000;
  return eventually(
    async () => {
      const { calls } = await lead.get(
        `reports/calls?from=${to - 3_600_000}&to=${to}&figure=${figure}&by=queue&limit=1000`,
      );
      const found = calls.filter((/** @type {any} */ c) => c.interactionId === interactionId);
      return found.length > 0 && found;
    },
    { within: 15_000, what: `the call among those ${figure}` },
  );
}

/** How the call stands in ledger and report when all is over. @param {string} number of the caller @param {'transfer' | 'consult'} kind */
async function expectCounted(number, kind) {
  const { interactionId } = await spillway.asterisk.finished(number);
  await spillway.database.factsUntil(interactionId, 'interaction.ended');
  const facts = await eventually(
    async () => {
      const all = await spillway.database.facts(interactionId);
      return all.filter((f) => f.type === 'reservation.completed').length === 2 && all;
    },
    { what: 'both reservations are completed' },
  );
  const of = (/** @type {string} */ type) => facts.filter((f) => f.type === type).map((f) => f.data);
  expect(of('interaction.ended').map((d) => d.cause)).toEqual(['transferred-out']);
  expect(of('queue.left').map((d) => d.reason)).toEqual(['answered']);
  const [hers, outside] = of('reservation.created');
  expect(hers).toMatchObject({ kind: 'offer', external: false, agentId: await staff.idOf('anna') });
  expect(outside).toMatchObject({ kind, external: true, agentId: null, fromReservationId: hers.reservationId });
  expect(of('reservation.accepted').map((d) => d.reservationId)).toEqual([hers.reservationId, outside.reservationId]);
  const ends = Object.fromEntries(of('reservation.talk-ended').map((d) => [d.reservationId, d.reason]));
  expect(ends).toEqual({ [hers.reservationId]: 'transferred', [outside.reservationId]: 'hung-up' });
  // A number is no agent: her figures have one talk, the line one answered call, and its life shows both.
  expect(await reported('answered', interactionId)).toHaveLength(1);
  expect(await reported('offered', interactionId)).toHaveLength(1);
  const life = JSON.stringify(await (await spillway.as('tess')).get(`interactions/${interactionId}/life`));
  expect(life).toContain(outside.reservationId);
  return { interactionId, of };
}

describe('a call handed over to a number outside', () => {
  it('blind, in two actions: caller and outside hear each other, the agent is free meanwhile', async () => {
    const { page, who, far, mine, theirs } = await talk({ hangsUp: 8000 });
    await handOver(page, 'Enter');
    await Promise.all([mine.untilHears(OUTSIDE_HZ), theirs.untilHears(CALLER_HZ)]);
    await wrapUp(page);
    expect(far.alive()).toBe(true);
    await Promise.all([mine.untilHears(OUTSIDE_HZ), theirs.untilHears(CALLER_HZ)]);
    expect(await who.ended).toBe(0);
    await expectCounted(who.number, 'transfer');
  }, 90_000);

  it('attended, in two actions: she talks to outside first, then caller and outside hear each other', async () => {
    const { page, who, mine, theirs } = await talk({ hangsUp: 11_000 });
    await handOver(page, 'Shift+Enter');
    await Promise.all([untilHears(page, OUTSIDE_HZ), theirs.untilHears(ANNA_HZ)]);
    // The caller hears music meanwhile, and neither of them.
    await eventually(() => ![0, ANNA_HZ, OUTSIDE_HZ].includes(mine.hears()), { what: 'the caller hears music' });
    await page.getByRole('button', { name: /^Complete transfer/ }).click();
    await Promise.all([mine.untilHears(OUTSIDE_HZ), theirs.untilHears(CALLER_HZ)]);
    await wrapUp(page);
    await Promise.all([mine.untilHears(OUTSIDE_HZ), theirs.untilHears(CALLER_HZ)]);
    expect(await who.ended).toBe(0);
    await expectCounted(who.number, 'consult');
  }, 90_000);

  it('outside is busy: attended, the caller is with her again; blind, first in line', async () => {
    const { page, who, mine } = await talk({ refuses: '486 Busy Here' });
    await handOver(page, 'Shift+Enter');
    await Promise.all([untilHears(page, CALLER_HZ), mine.untilHears(ANNA_HZ)]);
    const helper = await staff.agent();
    await handOver(page, 'Enter');
    const { reservation } = await helper.talking();
    await wrapUp(page);
    await helper.command('hang-up', { reservation });
    expect(await who.ended).toBe(0);
    await helper.wrapUp();
    const { interactionId } = await spillway.asterisk.finished(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'queue.returned');
    expect(facts.find((f) => f.type === 'queue.returned').data.reason).toBe('transfer-failed');
    // Whom we called is nobody's call: Asterisk's records of those before have been read by now.
    const seen = await spillway.database.query(
      `select data from telephony.ledger where type = 'interaction.started' and data->>'witness' = 'cdr' and at >= $1`,
      [began],
    );
    expect(seen).toEqual([]);
  }, 90_000);
});
