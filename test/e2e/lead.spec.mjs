import { describe, expect, it } from '@jest/globals';
import { usePeople } from '../support/browser/people.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { CALLER_HZ, caller, PHONE_HZ } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';
import { loudest, readWav } from '../support/wav.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
expectNothingLeft(spillway);

/** A finished, recorded call. */
async function recordedCall() {
  const agent = await staff.agent();
  const who = await staff.keep(caller(spillway, { hangUp: 4000 }));
  const { reservation } = await agent.talking();
  expect(await who.ended).toBe(0);
  await agent.wrapUp();
  const { interactionId } = await spillway.asterisk.finished(who.number);
  const facts = await spillway.database.factsUntil(interactionId, 'recording.stored', 30_000);
  const { recordingId, duration } = facts.find((f) => f.type === 'recording.stored').data;
  return { agent, reservation, interactionId, recordingId, duration };
}

describe('a team lead', () => {
  it('sees live who does what and who waits', async () => {
    const { page } = await people.signIn('tess');
    await page.goto(`${spillway.site}/live`);
    const agent = await staff.agent();
    const name = (await agent.api.get('me')).name;
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.getByText('Free').waitFor();
    const talking = await staff.keep(caller(spillway));
    await row.getByText('In talk').waitFor();
    const waiting = await staff.keep(caller(spillway));
    await page.getByRole('heading', { name: 'Who waits' }).waitFor();
    await page.getByText('Nobody waits').waitFor({ state: 'detached' });
    await agent.command('hang-up', { reservation: (await agent.talking()).reservation });
    await row.getByText('Wrap-up').waitFor();
    await agent.wrapUp();
    await page.getByText('Nobody waits').waitFor();
    await agent.command('hang-up', { reservation: (await agent.talking()).reservation });
    expect([await talking.ended, await waiting.ended]).toEqual([0, 0]);
    await agent.wrapUp();
  }, 90_000);

  it('listens to a finished recording: both voices, each on its side; the access is on record', async () => {
    const { recordingId, duration } = await recordedCall();
    const { page, errors } = await people.signIn('tess');
    await page.goto(`${spillway.site}/recordings/${recordingId}`);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForFunction(() => {
      const audio = document.querySelector('audio');
      return audio && audio.currentTime > 0.5;
    });
    const lead = await spillway.as('tess');
    const get = (/** @type {Record<string, string>} */ headers = {}) =>
      fetch(`${spillway.site}/api/v1/recordings/${recordingId}/audio`, {
        headers: { authorization: `Bearer ${lead.session.accessToken}`, ...headers },
      });
    const { channels, rate, seconds } = readWav(Buffer.from(await (await get()).arrayBuffer()));
    expect(Math.abs(seconds * 1000 - duration)).toBeLessThan(50);
    expect(loudest(channels[0], rate)).toBeCloseTo(CALLER_HZ, -1);
    expect(loudest(channels[1], rate)).toBeCloseTo(PHONE_HZ, -1);
    const part = await get({ range: 'bytes=100-199' });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100]);
    const waveform = await lead.get(`recordings/${recordingId}/waveform`);
    expect(JSON.stringify(waveform).length).toBeGreaterThan(100);
    const { items } = await lead.get(`recordings/${recordingId}/accesses`);
    expect(items.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  }, 90_000);

  it('finds every talk whole in the completeness list, whose expectation is Asterisk’s own', async () => {
    const { interactionId } = await recordedCall();
    const lead = await spillway.as('quinn');
    const answer = await lead.get(`recordings/completeness?from=${Date.now() - 600_000}&to=${Date.now()}`);
    const lines = answer.lines ?? answer.items;
    const ours = lines.filter((/** @type {any} */ l) => l.interactionId === interactionId && l.finding !== 'whole');
    expect(ours).toEqual([]);
  }, 60_000);
});

describe('an agent', () => {
  it('hears no recording, not even her own', async () => {
    const { agent, recordingId } = await recordedCall();
    for (const path of [
      'recordings',
      `recordings/${recordingId}`,
      `recordings/${recordingId}/audio`,
      `recordings/${recordingId}/waveform`,
      'live/snapshot',
      'reports/day',
    ]) {
      const { status, body } = await agent.api.raw('GET', path);
      expect({ path, status, code: typeof body.code }).toEqual({ path, status: 403, code: 'string' });
    }
    const { page } = await people.signIn('anna');
    expect(await page.getByRole('link', { name: 'Recordings' }).count()).toBe(0);
  }, 60_000);
});
