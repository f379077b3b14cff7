import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { kill, untilReady, untilRunning } from '../support/processes.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway, 20_000);
/** A machine that does much else at the same time may say more. */
const WITHIN_MS = Number(process.env.SPILLWAY_TEST_RESTART_MS ?? 10_000);
const SERVICES = spillway.run().services.map((/** @type {any} */ s) => s.name);

describe('kill -9 of any one service, at any step of a call', () => {
  it.each(SERVICES)(
    '%s: talking goes on, waiting is served, all is counted once',
    async (service) => {
      const talker = await staff.agent();
      const talking = await staff.keep(caller(spillway));
      const talk = await talker.talking();
      const talkId = await spillway.asterisk.interactionOf(talking.number);
      const ringer = await staff.agent({ rings: 4000 });
      const ringing = await staff.keep(caller(spillway, { node: 'b' }));
      await ringer.offered();
      const waiting = await staff.keep(caller(spillway));
      const waitingId = await spillway.asterisk.interactionOf(waiting.number);
      const ringingId = await spillway.asterisk.interactionOf(ringing.number);
      const greeted = await staff.keep(caller(spillway, { to: '1000', hangUp: 3000 }));
      const greetedId = await spillway.asterisk.interactionOf(greeted.number);
      await spillway.database.factsUntil(waitingId, 'queue.entered');
      const channelsBefore = (await spillway.asterisk.channels()).map((c) => c.id);

      const pid = kill(spillway, service);
      expect(await untilRunning(spillway, service, pid)).toBeLessThan(WITHIN_MS);
      await untilReady(spillway, service);

      // Nobody's channel fell with it: neither those in talk nor those who wait.
      const now = (await spillway.asterisk.channels()).map((c) => c.id);
      const { id: talkChannel } = await spillway.asterisk.caller(talking.number);
      expect(now).toEqual(expect.arrayContaining([talkChannel, talk.reservation]));
      expect(channelsBefore).toContain(talkChannel);

      // The phone that rang is answered and becomes a talk, or the caller is offered again.
      const rung = await ringer.talking(30_000);
      await hangUp(talker, talk.reservation);
      expect(await talking.ended).toBe(0);
      await talker.wrapUp();
      const served = await talker.talking(30_000);
      await hangUp(talker, served.reservation);
      await hangUp(ringer, rung.reservation);
      expect([await waiting.ended, await ringing.ended, await greeted.ended]).toEqual([0, 0, 0]);

      for (const id of [talkId, waitingId, ringingId]) {
        await spillway.database.factsUntil(id, 'interaction.ended', 20_000);
        await spillway.database.factsUntil(id, 'queue.left', 20_000);
        const facts = await spillway.database.facts(id);
        const count = (/** @type {string} */ type) => facts.filter((f) => f.type === type).length;
        expect([
          count('interaction.started'),
          count('queue.entered'),
          count('queue.left'),
          count('interaction.ended'),
        ]).toEqual([1, 1, 1, 1]);
        expect(facts.find((f) => f.type === 'queue.left').data.reason).toBe('answered');
      }
      const ended = (await spillway.database.factsUntil(greetedId, 'interaction.ended', 20_000)).filter(
        (f) => f.type === 'interaction.ended',
      );
      expect(ended).toHaveLength(1);
      expect(ended[0].data).toMatchObject({ phase: 'greeting', cause: 'caller-hangup' });
      await reported([talkId, waitingId, ringingId]);
    },
    120_000,
  );
});

/** @param {any} agent @param {string} reservation */
async function hangUp(agent, reservation) {
  const answer = await agent.command('hang-up', { reservation });
  if (!answer.ok) throw new Error(`hang-up: ${answer.code}`);
}

/** The day's report lists each of these calls once, as answered. @param {string[]} ids */
async function reported(ids) {
  const lead = await spillway.as('tess');
  const to = Date.now() + 60_000;
  const from = to - 3_600_000;
  await eventually(
    async () => {
      const { calls } = await lead.get(`reports/calls?from=${from}&to=${to}&figure=answered&limit=1000`);
      return ids.every((id) => calls.filter((/** @type {any} */ c) => c.interactionId === id).length === 1);
    },
    { within: 15_000, what: 'the report lists each call once' },
  );
}
