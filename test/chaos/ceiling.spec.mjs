import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { crowd } from '../support/sip/crowd.mjs';
import { openEar } from '../support/sip/ear.mjs';
import { address, CALLER_HZ, caller, PHONE_HZ } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway, 30_000);

/**
 * The limit stands for the measured ceiling, low, so that three times it fits beside everything else; at the installation's own
 * limit `npm run soak -- ceiling` does the same.
 */
const CEILING = 8;
const usual = spillway.asterisk.variable('a', 'MAX_CALLS');
afterEach(async () => {
  await spillway.asterisk.setVariable('a', 'MAX_CALLS', await usual);
});

describe('three times the measured ceiling of callers', () => {
  it('admitted calls keep whole recordings and their audio; every other hears a message within 2 s; then all is as before', async () => {
    await usual;
    await spillway.asterisk.setVariable('a', 'MAX_CALLS', String(CEILING));
    const agents = [];
    for (let i = 0; i < CEILING; i++) agents.push(await staff.agent());
    const since = Date.now();
    // One of the admitted is there already and listens to the agent all the time.
    const ear = await staff.keep(openEar({ ip: address(), hz: CALLER_HZ }));
    const listener = await staff.keep(caller(spillway, { ear, hangUp: 11_000 }));
    await ear.untilHears(PHONE_HZ);
    ear.got();
    // Who is not admitted listens to the end; who is hangs up by herself.
    const all = await staff.keep(
      crowd(spillway.sip('a'), { count: 3 * CEILING, rate: 3 * CEILING, holdMs: 5000, prefix: '+4899' }),
    );
    await all.ended;
    expect(all.counted()).toMatchObject({
      offered: 3 * CEILING,
      within2s: 3 * CEILING,
      served: CEILING - 1,
      told: 2 * CEILING + 1,
      failed: 0,
    });
    const { lost, longestGapMs } = ear.got();
    expect(lost).toBe(0);
    expect(longestGapMs).toBeLessThan(500);
    expect(await listener.ended).toBe(0);
    const theirs = new Set(Array.from({ length: 3 * CEILING }, (_, i) => spillway.asterisk.hashOf(`+4899${i + 1}`)));
    const rows = await eventually(
      () => {
        const written = spillway.asterisk
          .cdr()
          .filter(
            (row) => row.dcontext === 'from-outside' && theirs.has(row.src) && Number(row.start) * 1000 >= since - 1000,
          );
        return written.length >= 3 * CEILING && written;
      },
      { what: 'the CDR of everybody' },
    );
    const [refused, admitted] = [
      rows.filter((r) => r.userfield === 'over-limit'),
      rows.filter((r) => r.userfield !== 'over-limit'),
    ];
    expect([rows.length, admitted.length]).toEqual([3 * CEILING, CEILING - 1]);
    for (const row of refused) expect(Number(row.billsec)).toBeGreaterThan(1);

    // Whole recordings: one for each, of the whole talk. How late they begin on a full machine is measured by the soak.
    const stored = await eventually(
      async () => {
        const found = await spillway.database.query(
          `select r.data->>'duration' as duration, b.data->>'at' as bridged, u.data->>'at' as unbridged
             from recording.ledger r
             join telephony.ledger b on b.interaction_id = r.interaction_id and b.type = 'interaction.bridged'
             join telephony.ledger u on u.interaction_id = r.interaction_id and u.type = 'interaction.unbridged'
            where r.type = 'recording.stored' and r.at >= $1 and b.at >= $1`,
          [since],
        );
        return found.length >= CEILING && found;
      },
      { within: 60_000, every: 500, what: 'every admitted call is recorded' },
    );
    for (const { duration, bridged, unbridged } of stored)
      expect(Math.abs(Number(duration) - (Number(unbridged) - Number(bridged)))).toBeLessThan(2000);
    for (const agent of agents) await agent.wrapUp();

    // As before: the next caller is served at once.
    await spillway.asterisk.untilEmpty(30_000);
    const next = await staff.keep(caller(spillway, { hangUp: 1500 }));
    const served = await eventually(() => agents.find((a) => a.agent.workState === 'talking'), {
      what: 'the next caller is served',
    });
    expect(await next.ended).toBe(0);
    await served.wrapUp();
  }, 180_000);
});
