import { afterEach, describe, expect, it } from '@jest/globals';
import { caller, phone } from './sipp.js';
import { AGENTS, eventually, PHONES, useStage } from './stage.js';

const stage = useStage();

/** Nothing of a call may be left in Asterisk. */
const clean = () =>
  eventually(async () => (await stage.channels()).length === 0 && (await stage.bridges()).length === 0, 5_000);

describe('a caller who is put straight into a line', () => {
  afterEach(clean);

  it('waits, is offered, talks and is counted', async () => {
    const { routing } = stage;
    await stage.keep(phone({ ...PHONES.anna, rings: 50 }));
    const call = await stage.keep(caller({ to: '1001', sipPort: stage.asterisk.sipPort, hangUpAfter: 1500 }));
    const { interactionId } = await eventually(() => routing.enqueued[0]!);
    const reservation = await routing.offer(interactionId, AGENTS.anna);
    await eventually(() => routing.outcomes(reservation).includes('answered'));
    const [bridge] = await eventually(async () => (await stage.bridges()).filter((b) => b.channels.length === 2));
    expect(bridge!.technology).toMatch(/simple_bridge|native_rtp/);
    expect(await call.ended).toBe(0);
    await eventually(() => routing.ended.length > 0);
    expect(routing.ended[0]).toMatchObject({ interactionId, phase: 'talk', cause: 'caller-hangup', keepTicket: false });
    const facts = await stage.whole(interactionId);
    expect(facts.map((f) => f.type).filter((type) => type !== 'interaction.identified')).toEqual([
      'interaction.started', 'interaction.bridged', 'interaction.unbridged', 'interaction.ended',
    ]);
  }, 30_000);
});
