import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CREW_IP, crewEnv } from '../support/crew.mjs';
import { Desk } from '../support/desk.mjs';
import { eventually } from '../support/eventually.mjs';
import { startSpillway } from '../support/installation.mjs';
import { caller, phone } from '../support/sip/parties.mjs';
import { spillwayAt } from '../support/spillway.mjs';

/** Everything that runs out of this home. @param {string} home */
const processesOf = (home) =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(home) ||
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`SPILLWAY_HOME=${home}\0`)
      );
    } catch {
      return false;
    }
  });
const WITHIN_MS = Number(process.env.SPILLWAY_TEST_START_MS ?? 60_000);

describe('npm start, Ctrl-C, npm start', () => {
  /** @type {Awaited<ReturnType<typeof startSpillway>>} */ let first;
  const env = crewEnv(2);
  beforeAll(async () => {
    first = await startSpillway({ env });
  }, 600_000);
  afterAll(async () => {
    await first?.stop();
    first?.remove();
  }, 60_000);

  it('says where to go and with which sign-in', async () => {
    const { signIn, console: site } = spillwayAt(first.home).run();
    // What it says comes after the file by which it is known to be ready.
    await eventually(() => first.output().includes(site), { within: 10_000, what: 'it says where to go' });
    for (const { user, password } of signIn.filter((/** @type {any} */ s) => !s.user.startsWith('robot')))
      expect(first.output()).toMatch(new RegExp(`${user}\\s+${password}`));
  });

  it('tells strangers nothing of its processes: health and metrics of what they reach are on a port of their own', async () => {
    const spillway = spillwayAt(first.home);
    const doors = { console: spillway.site, agent: `http://127.0.0.1:${spillway.port + 1}` };
    for (const [name, door] of Object.entries(doors)) {
      for (const path of ['healthz', 'readyz', 'metrics']) expect((await fetch(`${door}/${path}`)).status).toBe(404);
      const { health, metrics } = spillway.service(name);
      expect([(await fetch(health)).ok, (await (await fetch(metrics)).text()).includes('spillway_')]).toEqual([
        true,
        true,
      ]);
    }
  });

  it('Ctrl-C: all is gone but the data; the second start is ready and has all of it', async () => {
    const spillway = spillwayAt(first.home);
    const before = spillway.run();
    const rings = await phone({ ip: CREW_IP });
    const desk = await Desk.open(spillway, 'robot001');
    await desk.status('available');
    const who = await caller(spillway, { hangUp: 3000 });
    await desk.talking();
    expect(await who.ended).toBe(0);
    await desk.wrapUp('solved', 'Kept over the night.');
    const { interactionId } = await spillway.asterisk.finished(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'recording.stored', 30_000);
    const { recordingId } = facts.find((f) => f.type === 'recording.stored').data;
    const lead = await spillway.as('tess');
    await desk.close();
    await spillway.database.close();
    rings.stop();

    const { code } = await first.stop();
    expect(code).toBe(0);
    // The keeper of the lock goes with the channel to it, a moment after.
    await eventually(() => processesOf(first.home).length === 0, { within: 3000, what: 'no process of it is left' });
    expect(readdirSync(first.home)).not.toContain('run.json');

    const { home, port } = first;
    first = await startSpillway({ home, port, env });
    expect(first.readyAfterMs).toBeLessThan(WITHIN_MS);
    const again = spillwayAt(home);
    expect(again.run().signIn).toEqual(before.signIn);
    // Who was signed in still is.
    expect((await lead.raw('GET', 'me')).status).toBe(200);
    expect((await lead.raw('GET', `recordings/${recordingId}`)).status).toBe(200);
    const day = await lead.get('reports/day');
    expect(JSON.stringify(day)).toContain('answered');
    const life = await lead.get(`interactions/${interactionId}/life`);
    expect(JSON.stringify(life)).toContain('interaction.ended');

    // She calls again and is known, with what was written yesterday.
    const phoneAgain = await phone({ ip: CREW_IP });
    const deskAgain = await Desk.open(again, 'robot001');
    await deskAgain.status('available');
    const caller2 = await caller(again, { number: who.number, hangUp: 3000 });
    const { reservation } = await deskAgain.talking();
    const contact = await deskAgain.api.get(`desk/reservations/${reservation}/contact`);
    expect(contact.history[0].note).toBe('Kept over the night.');
    expect(await caller2.ended).toBe(0);
    await deskAgain.wrapUp();
    await deskAgain.close();
    await again.database.close();
    phoneAgain.stop();
  }, 300_000);

  it('a second one with other settings lives beside it', async () => {
    const other = await startSpillway();
    try {
      for (const home of [first.home, other.home])
        for (const { health } of spillwayAt(home).run().services) expect((await fetch(health)).ok).toBe(true);
    } finally {
      await other.stop();
      other.remove();
    }
  }, 300_000);
});
