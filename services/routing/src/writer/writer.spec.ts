import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { HybridClock } from '#common/clock/hlc.js';
import { uuid } from '../../../../test/builders/routing.builder.js';
import { anAgent, aQueue } from '../../../../test/builders/setup.builder.js';
import { FakeStore } from '../../../../test/fakes/store.fake.js';
import type { Command } from '../core/effects.js';
import type { Input } from '../core/inputs.js';
import { type Committed, Writer } from './writer.js';

const anna = uuid('a', 1);
const config = { version: 1, queues: new Map([['sales', aQueue('sales')]]), agents: new Map([[anna, anAgent(anna)]]) };
const enqueue = (n: number): Input => ({
  type: 'enqueue',
  interactionId: uuid('b', n),
  queueId: 'sales',
  medium: 'voice',
  direction: 'inbound',
  node: 'a',
  arrivedAt: n,
  priority: 0,
});

async function scene() {
  const store = new FakeStore();
  const clock = new ManualClock();
  const effects: Committed[] = [];
  let fenced = 0;
  const unsaid: Command[] = [];
  const writer = new Writer({
    store,
    clock,
    hlc: new HybridClock('routing', () => clock.now()),
    committed: (e) => effects.push(e),
    unsaid: () => unsaid,
    fenced: () => {
      fenced++;
    },
  });
  await writer.open(1);
  await writer.submit({ type: 'config', config });
  const attach: Input = { type: 'desk-attach', agentId: anna, session: 's', epoch: 1, place: 'site', at: 0 };
  await writer.submit(attach);
  await writer.submit({ type: 'set-status', agentId: anna, status: 'available' });
  const commands = () => effects.flatMap((e) => e.commands.map((c) => c.contract.subject));
  return { store, clock, writer, effects, commands, fenced: () => fenced };
}

describe('the writer', () => {
  it('sends, shows and answers nothing before it is durable', async () => {
    const { store, writer, commands } = await scene();
    const open = store.hold();
    let answered = false;
    const answer = writer.submit(enqueue(1)).then(() => {
      answered = true;
    });
    await new Promise((r) => setImmediate(r));
    expect({ answered, commands: commands() }).toEqual({ answered: false, commands: [] });
    open();
    await answer;
    expect(commands()).toEqual(['telephony.offer']);
  });

  it('writes what arrived meanwhile as one batch', async () => {
    const { store, writer } = await scene();
    const before = store.batches.length;
    await Promise.all([1, 2, 3, 4, 5].map((n) => writer.submit(enqueue(n))));
    expect(store.batches.length - before).toBe(2);
  });

  it('reads between batches, never in the middle of one', async () => {
    const { store, writer } = await scene();
    const open = store.hold();
    store.next.push('lost-unknown');
    const refused = writer.submit(enqueue(1)).catch((e) => e.code);
    const seen = writer.read((s) => s.interactions.size);
    open();
    expect(await refused).toBe('ROUTING.LEDGER_AWAY');
    expect(await seen).toBe(0);
  });

  it('a lost connection, the batch had landed: done once, sent once', async () => {
    const { store, writer, commands } = await scene();
    store.next.push('lands-unknown');
    expect(await writer.submit(enqueue(1))).toMatchObject({ position: 1 });
    expect(commands()).toEqual(['telephony.offer']);
    await writer.submit(enqueue(1));
    expect(commands()).toEqual(['telephony.offer']);
  });

  it('a lost connection, the batch had not landed: undone exactly, to be sent again', async () => {
    const { store, writer, commands } = await scene();
    store.next.push('lost-unknown');
    await expect(writer.submit(enqueue(1))).rejects.toMatchObject({ code: 'ROUTING.LEDGER_AWAY', retryable: true });
    expect(writer.state.interactions.size).toBe(0);
    expect(writer.state.agents.get(anna)?.workState).toBe('idle');
    await writer.submit(enqueue(1));
    expect(commands()).toEqual(['telephony.offer']);
  });

  it('the database away: refuses at once what comes meanwhile, and goes on afterwards', async () => {
    const { store, writer } = await scene();
    store.next.push('lost-unknown');
    store.away = true;
    const first = writer.submit(enqueue(1)).catch((e) => e.code);
    await new Promise((r) => setTimeout(r, 20));
    expect(writer.mode).toBe('recovering');
    await expect(writer.submit(enqueue(2))).rejects.toMatchObject({ code: 'ROUTING.LEDGER_AWAY' });
    store.away = false;
    expect(await first).toBe('ROUTING.LEDGER_AWAY');
    await expect(writer.submit(enqueue(2))).resolves.toMatchObject({ position: 1 });
  });

  it('the database away: who wants to read is refused at once, also who waited already', async () => {
    const { store, writer } = await scene();
    store.next.push('lost-unknown');
    store.away = true;
    const first = writer.submit(enqueue(1)).catch((e) => e.code);
    const waited = writer.read((s) => s.interactions.size).catch((e) => e.code);
    expect(await waited).toBe('ROUTING.LEDGER_AWAY');
    // Before the database is asked again.
    const read = writer.read((s) => s.interactions.size).catch((e) => e.code);
    const soon = new Promise((done) => setImmediate(done, 'waits'));
    expect(await Promise.race([read, soon])).toBe('ROUTING.LEDGER_AWAY');
    store.away = false;
    await first;
    expect(await writer.read((s) => s.interactions.size)).toBe(0);
  });

  it('fenced off: undoes it, says so, and somebody else is asked', async () => {
    const { store, writer, fenced, commands } = await scene();
    store.next.push('fenced');
    await expect(writer.submit(enqueue(1))).rejects.toMatchObject({ code: 'ROUTING.NOT_WRITER', retryable: true });
    expect({ fenced: fenced(), commands: commands() }).toEqual({ fenced: 1, commands: [] });
  });

  it('one input that the database cannot take does not take others with it', async () => {
    const { store, writer } = await scene();
    const open = store.hold();
    const hold = writer.submit(enqueue(9));
    store.next.push(
      'lands',
      Object.assign(new Error('bad'), { code: '22P05' }),
      Object.assign(new Error('bad'), { code: '22P05' }),
    );
    const [bad, good] = [writer.submit(enqueue(1)).catch((e) => e.code), writer.submit(enqueue(2))];
    open();
    await hold;
    expect(await bad).toBe('22P05');
    expect(await good).toMatchObject({ ahead: 0 });
  });

  it('takes up where the one before was killed', async () => {
    const { store, writer, clock } = await scene();
    await writer.submit(enqueue(1));
    await writer.submit(enqueue(2));
    const after = new Writer({
      store,
      clock,
      hlc: new HybridClock('routing'),
      committed: () => {},
      unsaid: () => [],
      fenced: () => {},
    });
    await after.open(2);
    const shape = (w: Writer) =>
      [...w.state.interactions.values(), ...w.state.reservations.values(), ...w.state.agents.values()]
        .map((x) => JSON.stringify(x))
        .sort();
    expect(shape(after)).toEqual(shape(writer));
    expect([...after.state.waiting]).toEqual([...writer.state.waiting]);
  });

  it('killed between the disk and the bus: the next one says what was left unsaid', async () => {
    const { store, writer, clock } = await scene();
    await writer.submit(enqueue(1));
    const unsaid = () =>
      new Writer({
        store,
        clock,
        hlc: new HybridClock('routing'),
        committed: () => {},
        unsaid: () => [],
        fenced: () => {},
      });
    const next = await unsaid().open(2);
    expect(next.map((c) => [c.contract.subject, c.interactionId])).toEqual([['telephony.offer', uuid('b', 1)]]);
    // Once it is acknowledged the next batch no longer keeps it; one that is too late is not said.
    clock.advance(60_000);
    expect(await unsaid().open(3)).toEqual([]);
  });

  it('closed: refuses, so that the sender asks again', async () => {
    const { writer } = await scene();
    await writer.close();
    await expect(writer.submit(enqueue(1))).rejects.toMatchObject({ code: 'ROUTING.NOT_WRITER' });
  });
});
