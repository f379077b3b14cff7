import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { address, caller } from '../support/sip/parties.mjs';
import { startSipp } from '../support/sip/sipp.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const typesOf = (/** @type {any[]} */ facts) => facts.map((f) => f.type);

expectNothingLeft(spillway);

describe('a caller by SIP', () => {
  it.each(['a', 'b'])('reaches an agent on node %s, and everything about it is kept', async (node) => {
    const agent = await staff.agent({ rings: 300 });
    const who = await staff.keep(caller(spillway, { node, hangUp: 3000 }));
    const { reservation } = await agent.talking();
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    const contact = await agent.api.get(`desk/reservations/${reservation}/contact`);
    expect(contact.customer).toMatchObject({ number: who.number, known: false });
    expect(await who.ended).toBe(0);
    await agent.wrapUp('order', 'Ordered two of them.');

    const facts = await spillway.database.factsUntil(interactionId, 'recording.stored', 20_000);
    expect(typesOf(facts)).toEqual(
      expect.arrayContaining([
        ...['interaction.started', 'interaction.bridged', 'interaction.unbridged', 'interaction.ended'],
        ...['queue.entered', 'queue.left', 'reservation.created', 'reservation.accepted', 'reservation.completed'],
        ...['recording.started', 'customer.note-written'],
      ]),
    );
    for (const once of ['interaction.started', 'interaction.ended', 'queue.left', 'reservation.completed'])
      expect(typesOf(facts).filter((t) => t === once)).toEqual([once]);
    const stored = facts.find((f) => f.type === 'recording.stored').data;
    const bridged = facts.find((f) => f.type === 'interaction.bridged').data.at;
    const unbridged = facts.find((f) => f.type === 'interaction.unbridged').data.at;
    expect(Math.abs(stored.duration - (unbridged - bridged))).toBeLessThan(400);
    const cdr = await spillway.asterisk.finished(who.number);
    expect(cdr).toMatchObject({ interactionId, disposition: 'ANSWERED', node });
  });

  it('is known when she calls again', async () => {
    const agent = await staff.agent();
    const first = await staff.keep(caller(spillway, { hangUp: 800 }));
    await first.ended;
    await agent.wrapUp('solved', 'First contact.');
    const again = await staff.keep(caller(spillway, { number: first.number, hangUp: 2500 }));
    const { reservation } = await agent.talking();
    const contact = await eventually(async () => {
      const seen = await agent.api.get(`desk/reservations/${reservation}/contact`);
      return seen.history.length > 0 && seen;
    });
    expect(contact.customer).toMatchObject({ number: first.number, known: true });
    expect(contact.history[0]).toMatchObject({ note: 'First contact.', disposition: expect.anything() });
    await again.ended;
    await agent.wrapUp();
  });

  it('hears the menu, chooses by keys, and comes to the queue she chose', async () => {
    const agent = await staff.agent();
    const who = await staff.keep(caller(spillway, { to: '1000', keys: [{ after: 7000, key: '2' }], hangUp: 3000 }));
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'queue.entered', 15_000);
    expect(facts.find((f) => f.type === 'queue.entered').data.queueId).toBe('support');
    await agent.talking();
    await who.ended;
    await agent.wrapUp();
  });

  it('hears a message where a flow ends with one', async () => {
    const who = await staff.keep(caller(spillway, { to: '2000', hangUp: 'never' }));
    expect(await who.ended).toBe(0);
    const { interactionId } = await spillway.asterisk.finished(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'interaction.ended');
    expect(facts.find((f) => f.type === 'interaction.ended').data.cause).toBe('flow');
  });
});

describe('a scenario that nobody wrote for this project', () => {
  it.each([
    ['uac', ['-d', '2000']],
    ['uac_pcap', []],
  ])("SIPp's built-in %s gets through to an agent", async (name, more) => {
    const agent = await staff.agent();
    const ip = address();
    const sipp = await staff.keep(
      startSipp(['-sn', name, spillway.sip(), '-s', '1001', '-i', ip, '-mi', ip, '-p', '5060', '-m', '1', ...more]),
    );
    await agent.talking();
    expect(await sipp.ended).toBe(0);
    await agent.wrapUp();
  });
});
