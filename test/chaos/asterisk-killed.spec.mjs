import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { kill } from '../support/processes.mjs';
import { TRUNK } from '../support/robots.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { openEar } from '../support/sip/ear.mjs';
import { CALLER_HZ, caller, PHONE_HZ, phone } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway, 20_000);

describe('Asterisk killed', () => {
  it('its calls end and are counted so; tickets, one click to call again; the other node goes on; recordings stay', async () => {
    const agent = await staff.agent();
    const cut = await staff.keep(caller(spillway, { node: 'b' }));
    const talk = await agent.talking();
    const cutId = await spillway.asterisk.interactionOf(cut.number);
    const elsewhere = await staff.agent();
    const spared = await staff.keep(caller(spillway, { node: 'a' }));
    const sparedTalk = await elsewhere.talking();
    const waiting = await staff.keep(caller(spillway, { node: 'b' }));
    const waitingId = await spillway.asterisk.interactionOf(waiting.number);
    await spillway.database.factsUntil(waitingId, 'queue.entered');
    await spillway.database.factsUntil(cutId, 'recording.started');
    const services = spillway.run().services.map((/** @type {any} */ s) => s.pid);
    // Asterisk writes a file 32 KiB at a time, which is 2,048 ms of a leg: what is in its memory goes with it.
    const [talked, unwritten] = [6000, 2800];
    await eventually(() => Date.now() - talk.answeredAt > talked, { what: 'enough is recorded' });

    const pid = kill(spillway, 'asterisk', { node: 'b' });
    for (const who of [cut, waiting]) who.stop();
    const back = () => spillway.engine('asterisk', 'b').pid !== pid && spillway.asterisk.channels();
    await eventually(back, { within: 20_000, what: 'Asterisk b answers again' });

    // Counted as what they were.
    for (const id of [cutId, waitingId]) {
      const ended = (await spillway.database.factsUntil(id, 'interaction.ended', 20_000)).filter(
        (f) => f.type === 'interaction.ended',
      );
      expect(ended.map((f) => f.data.cause)).toEqual(['node-lost']);
    }
    await spillway.database.factsUntil(waitingId, 'ticket.kept', 15_000);
    await spillway.database.factsUntil(cutId, 'ticket.kept', 15_000);

    // The call on the other node never noticed, and nothing of ours was restarted.
    expect(elsewhere.reservations.get(sparedTalk.reservation).talk).toBe('talking');
    expect(spillway.run().services.map((/** @type {any} */ s) => s.pid)).toEqual(services);

    // What was recorded until then can be played.
    const stored = (await spillway.database.factsUntil(cutId, 'recording.stored', 30_000)).find(
      (f) => f.type === 'recording.stored',
    );
    expect(stored.data.duration).toBeGreaterThan(talked - unwritten);
    const quality = await spillway.as('quinn');
    const audio = await fetch(`${spillway.site}/api/v1/recordings/${stored.data.recordingId}/audio`, {
      headers: { authorization: `Bearer ${quality.session.accessToken}` },
    });
    expect(audio.status).toBe(200);
    expect((await audio.arrayBuffer()).byteLength).toBeGreaterThan(30_000);

    // One click calls her again.
    const ear = await staff.keep(openEar({ ip: TRUNK, hz: CALLER_HZ }));
    await staff.keep(phone({ ip: TRUNK, port: 5060, ear }));
    if (agent.agent.workState === 'wrapping') await agent.wrapUp();
    await agent.work('idle');
    const { tickets } = await agent.api.get('tickets');
    const ticket = tickets.find((/** @type {any} */ t) => t.interactionId === cutId);
    expect(ticket).toBeTruthy();
    await agent.api.post(`tickets/${cutId}/call`);
    const again = await agent.reservation((r) => r.kind === 'callback' && r.talk === 'talking', 20_000);
    await ear.untilHears(PHONE_HZ);
    await agent.command('hang-up', { reservation: again.reservation });
    await spillway.database.factsUntil(cutId, 'ticket.used', 15_000);
    await elsewhere.command('hang-up', { reservation: sparedTalk.reservation });
    expect(await spared.ended).toBe(0);

    // And calls come in on the returned node as before.
    await agent.wrapUp();
    await elsewhere.wrapUp();
    const next = await staff.keep(caller(spillway, { node: 'b', hangUp: 800 }));
    expect(await next.ended).toBe(0);
  }, 150_000);
});
