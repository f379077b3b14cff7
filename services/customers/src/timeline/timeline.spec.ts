import { describe, it } from '@jest/globals';
import type { LedgerContract } from '#common/contracts/contract.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { uuidv7 } from '#common/ids/ids.js';
import { openStream } from '#common/ledger/stream.js';
import { ben, useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { call, clock, desk, holds } = stage;

/** Facts of one aggregate as its owner's relay publishes them. */
async function publish(owner: string, aggregate: string, facts: [LedgerContract, object][]): Promise<void> {
  const connection = stage.engines.connect(owner);
  await new Promise<void>((up) => connection.onOpen(() => up()));
  const js = await openStream(connection.live());
  for (const [n, [{ type, version }, data]] of facts.entries()) {
    const now = clock.now();
    const hlc = `${String(now).padStart(15, '0')}-0000-${owner}`;
    const about = { id: uuidv7(), tenant: 'main', type, version, owner, aggregate, seq: n + 1, hlc, at: now };
    const fact = { ...about, cause: null, interactionId: null, data };
    await js.publish(`ledger.main.${type}`, JSON.stringify(fact), { msgID: fact.id });
  }
}
const until = async (there: () => Promise<boolean>) => {
  for (let tries = 0; !(await there()); tries++) {
    if (tries === 100) throw new Error('did not happen within 10 s');
    await new Promise((r) => setTimeout(r, 100));
  }
};

describe('the ledger', () => {
  it('told by the bus becomes the timeline, whatever comes first', async () => {
    const number = '+48220000040';
    const { interactionId, customerId } = await call(number);
    const reservationId = uuidv7();
    const at = clock.now();
    const had = { reservationId, interactionId, agentId: ben, at, queueId: 'support', kind: 'offer' } as const;
    const about = { interactionId, at };
    await publish('routing', `reservation:${reservationId}`, [
      [routingFacts.reservationAccepted, { ...had, rang: 1, waited: 1 }],
      [routingFacts.reservationCompleted, { ...had, talk: 1, held: 0, wrap: 1, dispositionId: 'solved' }],
    ]);
    await publish('telephony', `interaction:${interactionId}`, [
      [telephonyFacts.identified, { ...about, customerId, known: false }],
      [telephonyFacts.ended, { ...about, startedAt: at, phase: 'talk', cause: 'caller-hangup', witness: 'ari' }],
    ]);
    const next = await call(number);
    const reservation = holds(next.interactionId);
    const expected = { interactionId, outcome: 'answered', agentName: 'Ben', queue: 'Support', disposition: 'Solved' };
    await until(async () => {
      const { body } = await desk('GET', reservation, 'contact');
      return Object.entries(expected).every(([k, v]) => body.history[0]?.[k] === v);
    });
  });
});
