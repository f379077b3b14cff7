import { afterEach, describe, expect, it } from '@jest/globals';
import { crewEnv, openCrew } from '../support/crew.mjs';
import { eventually } from '../support/eventually.mjs';
import { startSpillway } from '../support/installation.mjs';
import { caller } from '../support/sip/parties.mjs';
import { spillwayAt } from '../support/spillway.mjs';

/** More than any disk has: recording then believes that too little is left, as it does of a full one. */
const FULL = { SPILLWAY_RECORDING_LEAST_FREE_MB: '2000000000' };
/** @type {Awaited<ReturnType<typeof startSpillway>> | undefined} */ let started;
afterEach(async () => {
  await started?.stop();
  started?.remove();
}, 60_000);

/** @param {import('../support/spillway.mjs').Spillway} spillway */
const alarm = async (spillway) => {
  const text = await (await fetch(spillway.service('recording').metrics)).text();
  return Number(/^spillway_recording_disk_full(?:\{[^}]*\})? (\d)/m.exec(text)?.[1]);
};

describe('disk full where recordings go', () => {
  it('configured to go on: calls go on, an alarm is given, and each unrecorded talk is named', async () => {
    started = await startSpillway({ env: { ...crewEnv(1), ...FULL, SPILLWAY_RECORDING_DISK_FULL: 'go-on' } });
    const spillway = spillwayAt(started.home);
    const crew = await openCrew(spillway, 1);
    await eventually(async () => (await alarm(spillway)) === 1, { within: 20_000, what: 'the alarm' });
    const who = await caller(spillway, { hangUp: 2500 });
    await crew.desks[0].talking();
    expect(await who.ended).toBe(0);
    const { interactionId } = await spillway.asterisk.finished(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'recording.missing', 30_000);
    expect(facts.find((f) => f.type === 'recording.missing').data.reason).toBe('disk-full');
    await crew.close();
    await spillway.database.close();
  }, 180_000);

  it('configured to refuse: the caller hears a message, is counted, and reaches nobody', async () => {
    started = await startSpillway({ env: { ...crewEnv(1), ...FULL, SPILLWAY_RECORDING_DISK_FULL: 'refuse' } });
    const spillway = spillwayAt(started.home);
    const crew = await openCrew(spillway, 1);
    await eventually(async () => (await alarm(spillway)) === 1, { within: 20_000, what: 'the alarm' });
    const who = await caller(spillway, { hangUp: 'never' });
    expect(await who.ended).toBe(0);
    const { interactionId } = await spillway.asterisk.finished(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'interaction.ended', 20_000);
    expect(facts.some((f) => f.type === 'reservation.created')).toBe(false);
    expect(crew.desks[0].agent.workState).toBe('idle');
    await crew.close();
    await spillway.database.close();
  }, 180_000);
});
