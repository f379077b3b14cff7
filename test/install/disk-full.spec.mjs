import { afterEach, describe, expect, it } from '@jest/globals';
import { crewEnv, openCrew } from '../support/crew.mjs';
import { eventually } from '../support/eventually.mjs';
import { startSpillway } from '../support/installation.mjs';
import { caller } from '../support/sip/parties.mjs';
import { fillDisk } from '../support/small-disk.mjs';
import { spillwayAt } from '../support/spillway.mjs';

/** @type {Awaited<ReturnType<typeof startSpillway>> | undefined} */ let started;
/** @type {(() => void | Promise<void>)[]} */ const after = [];
afterEach(async () => {
  for (const each of after.splice(0).reverse()) await each();
  await started?.stop();
  started?.remove();
}, 60_000);

/** An installation whose recordings are on a disk of 32 MiB, full when fewer than 8 are left. @param {string} policy */
async function installation(policy) {
  const own = { SPILLWAY_RECORDING_LEAST_FREE_MB: '8', SPILLWAY_RECORDING_DISK_FULL: policy };
  started = await startSpillway({ diskMb: 32, env: { ...crewEnv(2), ...own } });
  const spillway = spillwayAt(started.home);
  after.push(() => spillway.database.close());
  const crew = await openCrew(spillway, 2);
  after.push(() => crew.close());
  const { home, child } = started;
  return { spillway, crew, fill: () => fillDisk(home, Number(child.pid)) };
}

/** @param {import('../support/spillway.mjs').Spillway} spillway @param {number} value */
const untilAlarm = (spillway, value) =>
  eventually(
    async () => {
      const text = await (await fetch(spillway.service('recording').metrics)).text();
      return Number(/^spillway_recording_disk_full(?:\{[^}]*\})? (\d)/m.exec(text)?.[1]) === value;
    },
    { within: 20_000, what: `spillway_recording_disk_full is ${value}` },
  );

/** What the completeness list says of a call's one talk. @param {import('../support/spillway.mjs').Spillway} spillway @param {string} interactionId */
async function findingOf(spillway, interactionId) {
  const quality = await spillway.as('quinn');
  return eventually(
    async () => {
      const to = Date.now();
      const { lines } = await quality.get(`recordings/completeness?from=${to - 600_000}&to=${to}&all=true`);
      const line = lines.find((/** @type {any} */ l) => l.interactionId === interactionId);
      return line && line.finding !== 'pending' && line;
    },
    { within: 20_000, every: 250, what: 'the talk is in the completeness list' },
  );
}
/** @param {any[]} facts @param {string} type */
const only = (facts, type) => facts.filter((f) => f.type === type).map((f) => f.data);

describe('disk full where recordings go', () => {
  it('configured to go on: calls go on, an alarm is given, no gap is silent, and all is well once there is room', async () => {
    const { spillway, crew, fill } = await installation('go-on');
    const cut = await caller(spillway);
    const cutId = await spillway.asterisk.interactionOf(cut.number);
    await spillway.database.factsUntil(cutId, 'recording.started');
    const talk = await eventually(() => crew.desks.flatMap((d) => [...d.reservations.values()])[0]);
    await eventually(() => Date.now() - talk.answeredAt > 3000, { what: 'three seconds are recorded' });
    const makeRoom = fill();
    await untilAlarm(spillway, 1);

    // The talk goes on, and so does who comes now.
    const unrecorded = await caller(spillway, { hangUp: 3000 });
    const unrecordedId = await spillway.asterisk.interactionOf(unrecorded.number);
    expect(await unrecorded.ended).toBe(0);
    const facts = await spillway.database.factsUntil(unrecordedId, 'recording.missing', 30_000);
    expect(only(facts, 'recording.missing').map((d) => d.reason)).toEqual(['disk-full']);
    expect(only(facts, 'recording.started')).toEqual([]);
    expect(await findingOf(spillway, unrecordedId)).toMatchObject({ finding: 'missing', why: 'disk-full' });
    const channel = await spillway.asterisk.caller(cut.number);
    expect(await spillway.asterisk.isHearing(channel)).toBe(true);
    const desk = crew.desks.find((d) => d.reservations.has(talk.reservation));
    await desk?.command('hang-up', { reservation: talk.reservation });
    expect(await cut.ended).toBe(0);

    makeRoom();
    await untilAlarm(spillway, 0);
    // What was recorded until then is kept, and is not taken for the whole.
    const kept = only(await spillway.database.factsUntil(cutId, 'recording.stored', 30_000), 'recording.stored');
    expect(kept).toHaveLength(1);
    const line = await findingOf(spillway, cutId);
    expect(line.finding).toBe('short');
    expect(line.keptMs).toBeGreaterThan(500);
    expect(line.keptMs).toBeLessThan(line.expectedMs - 1000);

    const next = await caller(spillway, { hangUp: 2500 });
    const nextId = await spillway.asterisk.interactionOf(next.number);
    expect(await next.ended).toBe(0);
    await spillway.database.factsUntil(nextId, 'recording.stored', 30_000);
    expect(await findingOf(spillway, nextId)).toMatchObject({ finding: 'whole' });
  }, 180_000);

  it('configured to refuse: the caller hears a message, is counted, and reaches nobody; calls that go on stay', async () => {
    const { spillway, crew, fill } = await installation('refuse');
    const before = await caller(spillway);
    await eventually(() => crew.desks.some((d) => d.agent.workState === 'talking'), { what: 'a talk' });
    fill();
    await untilAlarm(spillway, 1);
    // Telephony asks recording each second: who comes within the first may still be let in, as the phone there is free.
    const facts = await eventually(
      async () => {
        const who = await caller(spillway, { hangUp: 2000 });
        const interactionId = await spillway.asterisk.interactionOf(who.number);
        const heard = await spillway.asterisk.isHearing(await spillway.asterisk.caller(who.number));
        await who.ended;
        const all = await spillway.database.factsUntil(interactionId, 'interaction.ended', 20_000);
        return heard && only(all, 'interaction.ended')[0].phase === 'message' && all;
      },
      { within: 20_000, what: 'a caller is refused' },
    );
    expect(facts.filter((f) => ['reservation.created', 'queue.entered'].includes(f.type))).toEqual([]);
    const talking = crew.desks.filter((d) => d.agent.workState === 'talking');
    expect(talking).toHaveLength(1);
    before.stop();
  }, 180_000);
});
