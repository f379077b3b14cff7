import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { freeze } from '../support/processes.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway, 20_000);
/** The row of the table says so: the one wait in these tests that is a time. */
const STOPPED_MS = 20_000;

describe('NATS or PostgreSQL stopped for 20 s', () => {
  it.each(['nats', 'postgresql'])(
    '%s: talking goes on, callers are told, nothing is lost or counted twice',
    async (engine) => {
      const agent = await staff.agent();
      const talking = await staff.keep(caller(spillway));
      const talk = await agent.talking();
      const talkId = await spillway.asterisk.interactionOf(talking.number);
      const leaving = await staff.keep(caller(spillway, { hangUp: 12_000 }));
      const leavingId = await spillway.asterisk.interactionOf(leaving.number);
      await spillway.database.factsUntil(leavingId, 'queue.entered');

      const goOn = freeze(spillway, engine);
      const stoppedAt = Date.now();
      let arriving;
      try {
        arriving = await staff.keep(caller(spillway));
        // Arrived while it was away: answered, and hears something at once.
        const channel = await spillway.asterisk.caller(arriving.number);
        await eventually(async () => (await spillway.asterisk.caller(arriving.number)).state === 'Up', {
          within: 2000,
          what: 'who arrives meanwhile is answered within 2 s',
        });
        expect(await spillway.asterisk.isHearing(channel)).toBe(true);
        expect(await leaving.ended).toBe(0);
        await delay(Math.max(0, STOPPED_MS - (Date.now() - stoppedAt)));
        // In talk all the time.
        expect((await spillway.asterisk.channels()).map((c) => c.id)).toContain(talk.reservation);
      } finally {
        goOn();
      }
      await agent.attached();
      await eventually(async () => (await agent.command('hang-up', { reservation: talk.reservation })).ok, {
        within: 30_000,
        every: 500,
      });
      expect(await talking.ended).toBe(0);
      await agent.wrapUp();
      const next = await agent.talking(30_000);
      const arrivingId = await spillway.asterisk.interactionOf(arriving.number);
      await agent.command('hang-up', { reservation: next.reservation });
      expect(await arriving.ended).toBe(0);

      for (const [id, reason] of [
        [talkId, 'answered'],
        [leavingId, 'abandoned'],
        [arrivingId, 'answered'],
      ]) {
        await spillway.database.factsUntil(id, 'interaction.ended', 20_000);
        const facts = await spillway.database.factsUntil(id, 'queue.left', 20_000);
        const of = (/** @type {string} */ type) => facts.filter((f) => f.type === type);
        expect(of('interaction.started')).toHaveLength(1);
        expect(of('interaction.ended')).toHaveLength(1);
        expect(of('queue.left').map((f) => f.data.reason)).toEqual([reason]);
      }
    },
    150_000,
  );
});
