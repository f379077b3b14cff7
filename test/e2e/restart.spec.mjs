import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { Desk } from '../support/desk.mjs';
import { startSpillway } from '../support/installation.mjs';
import { listProcesses } from '../support/restart.mjs';
import { caller, phone } from '../support/sip/parties.mjs';
import { spillwayAt } from '../support/spillway.mjs';

/** @type {Awaited<ReturnType<typeof startSpillway>> | undefined} */
let started;
afterAll(async () => {
  await started?.stop();
  started?.remove();
}, 60_000);

it('Ctrl-C: all is gone but the data; started again, history, recordings and sign-ins are there, within 15 s', async () => {
  const ip = '127.62.1.1';
  const env = { SPILLWAY_DEMO_AGENTS: '1', SPILLWAY_DEMO_PHONE: `sip:{user}@${ip}:5080` };
  const first = await startSpillway({ env });
  started = first;
  const { home, port } = first;
  expect(statSync(join(home, 'run.json')).mode & 0o777).toBe(0o600);
  const before = spillwayAt(home);
  const rings = await phone({ ip });
  const desk = await Desk.open(before, 'robot001');
  await desk.status('available');
  const who = await caller(before, { hangUp: 1500 });
  await desk.talking(20_000);
  const interactionId = await before.asterisk.interactionOf(who.number);
  await who.ended;
  await desk.wrapUp('order', 'Kept over night.');
  await before.database.factsUntil(interactionId, 'recording.stored', 20_000);
  const { password } = before.signInOf('tess');
  await desk.close();
  await before.database.close();
  rings.stop();
  await first.stop();
  expect(listProcesses(home)).toEqual([]);
  expect(() => spillwayAt(home)).toThrow(/No Spillway runs/);

  started = await startSpillway({ home, port, env });
  expect(started.readyAfterMs).toBeLessThan(15_000);
  const after = spillwayAt(home);
  expect(after.signInOf('tess').password).toBe(password);
  const tess = await after.as('tess');
  const { items } = await tess.get(`recordings?interaction=${interactionId}`);
  expect(items).toHaveLength(1);
  expect((await tess.raw('GET', `recordings/${items[0].id}/waveform`)).status).toBe(200);
  const { calls } = await tess.get(`reports/calls?from=0&to=${Date.now()}&by=queue&figure=answered`);
  expect(calls.map((/** @type {any} */ c) => c.interactionId)).toContain(interactionId);
  await after.database.close();
}, 240_000);
