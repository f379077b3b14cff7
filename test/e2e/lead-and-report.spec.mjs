import { describe, expect, it } from '@jest/globals';
import { usePeople } from '../support/browser/people.mjs';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { CALLER_HZ, caller, PHONE_HZ } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';
import { channelOf, shareOf } from '../support/wav.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);

expectNothingLeft(spillway);

/** A call that was talked, wrapped up and stored. */
async function aCall() {
  const agent = await staff.agent();
  const who = await staff.keep(caller(spillway, { hangUp: 3000 }));
  await agent.talking();
  const interactionId = await spillway.asterisk.interactionOf(who.number);
  await who.ended;
  await agent.wrapUp();
  await spillway.database.factsUntil(interactionId, 'recording.stored', 20_000);
  return { agent, interactionId };
}
/** @param {import('../support/api.mjs').Api} api @param {string} interactionId */
const recordingOf = (api, interactionId) =>
  eventually(async () => (await api.get(`recordings?interaction=${interactionId}`)).items[0]);
/** @param {import('../support/api.mjs').Api} api @param {string} path @param {Record<string, string>} [headers] */
const bytes = async (api, path, headers = {}) => {
  const answer = await fetch(`${api.site}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${api.session.accessToken}`, ...headers },
  });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};

describe('a team lead', () => {
  it('sees live who waits and who talks', async () => {
    const tess = await people.signIn('tess');
    const { page } = tess;
    await page.goto(`${spillway.site}/live`);
    const waiting = page.getByRole('row', { name: /Sales/ }).first();
    await waiting.waitFor();
    const who = await staff.keep(caller(spillway));
    await eventually(async () => /\b1\b/.test(await waiting.innerText()), { what: 'one waits for sales' });
    const agent = await staff.agent();
    const { reservation } = await agent.talking();
    const row = page.getByRole('row', { name: /Robot/ }).filter({ hasText: 'In talk' });
    await row.filter({ hasText: 'Sales' }).waitFor();
    await agent.command('hang-up', { reservation });
    await who.ended;
    await agent.wrapUp();
    expect(tess.errors).toEqual([]);
  }, 60_000);

  it('hears both sides of a finished recording, each on its own channel, in ranges', async () => {
    const { interactionId } = await aCall();
    const tess = await spillway.as('tess');
    const { id } = await recordingOf(tess, interactionId);
    const whole = await bytes(tess, `recordings/${id}/audio`);
    expect(whole.status).toBe(200);
    const [caller_, agent_] = [channelOf(whole.body, 0), channelOf(whole.body, 1)];
    expect(caller_.channels).toBe(2);
    expect(shareOf(caller_, CALLER_HZ)).toBeGreaterThan(0.8);
    expect(shareOf(agent_, PHONE_HZ)).toBeGreaterThan(0.8);
    const part = await bytes(tess, `recordings/${id}/audio`, { range: 'bytes=1000-1999' });
    expect(part.status).toBe(206);
    expect(part.body.equals(whole.body.subarray(1000, 2000))).toBe(true);
    const past = await bytes(tess, `recordings/${id}/audio`, { range: 'bytes=99999999-' });
    expect(past.status).toBe(416);
    const { items } = await tess.get(`recordings/${id}/accesses`);
    expect(items.map((/** @type {any} */ a) => a.what)).toContain('audio');
  }, 60_000);

  it('finds it in the console with its waveform and plays it', async () => {
    const { interactionId } = await aCall();
    const api = await spillway.as('tess');
    const { id } = await recordingOf(api, interactionId);
    const { page, errors } = await people.signIn('tess');
    await page.goto(`${spillway.site}/recordings/${id}`);
    await page.getByRole('button', { name: /^Play/ }).click();
    await page.getByRole('button', { name: /^Pause/ }).waitFor();
    await page.getByRole('slider').first().waitFor();
    expect(errors).toEqual([]);
  }, 60_000);
});

describe('an agent', () => {
  it('hears no recording, sees no live page and no report', async () => {
    const { agent, interactionId } = await aCall();
    const { id } = await recordingOf(await spillway.as('tess'), interactionId);
    for (const path of [
      'recordings',
      `recordings/${id}`,
      `recordings/${id}/audio`,
      `recordings/${id}/waveform`,
      'live/snapshot',
      'reports/day',
    ]) {
      const { status, body } = await agent.api.raw('GET', path);
      expect({ path, status, code: body.code }).toEqual({ path, status: 403, code: 'AUTH.ROLE_MISSING' });
    }
  }, 60_000);

  it('may not read the customer of a reservation that is another’s', async () => {
    const agent = await staff.agent();
    const other = await staff.agent({ status: 'break' });
    const who = await staff.keep(caller(spillway, { hangUp: 1500 }));
    const { reservation } = await agent.talking();
    const { status } = await other.api.raw('GET', `desk/reservations/${reservation}/contact`);
    expect(status).toBe(403);
    await who.ended;
    await agent.wrapUp();
  });
});

describe('the report of the day', () => {
  it('counts a call in every figure that it made, and each figure is the number of its calls', async () => {
    const { agent, interactionId } = await aCall();
    const hugo = await spillway.as('hugo');
    const day = await eventually(async () => {
      const report = await hugo.get('reports/day');
      const { calls } = await hugo.get(`reports/calls?from=${report.from}&to=${report.to}&by=queue&figure=answered`);
      return calls.some((/** @type {any} */ c) => c.interactionId === interactionId) && report;
    });
    expect(day.formulas.serviceLevel.formula).toEqual(expect.any(String));
    const sales = day.queues.find((/** @type {any} */ q) => q.key === 'sales' && q.at === null);
    const { from, to } = day;
    const kebab = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    for (const figure of ['offered', 'answered', 'abandoned', 'inServiceLevel', 'handled']) {
      const list = await hugo.get(`reports/calls?from=${from}&to=${to}&by=queue&queue=sales&figure=${kebab(figure)}`);
      expect({ figure, count: list.count }).toEqual({ figure, count: sales[figure] });
    }
    const mine = day.agents.find((/** @type {any} */ a) => a.key === agent.id && a.at === null);
    expect(mine.answered).toBeGreaterThan(0);
    expect(mine.handleAvgMs).toBeGreaterThan(0);
  }, 60_000);

  it('comes as CSV with names, by queue and by agent', async () => {
    await aCall();
    const hugo = await spillway.as('hugo');
    const { from, to } = await hugo.get('reports/day');
    const csv = async (/** @type {string} */ by) =>
      (await bytes(hugo, `reports/intervals.csv?from=${from}&to=${to}&by=${by}&step=30`)).body.toString();
    expect(await csv('queue')).toMatch(/Sales/);
    expect((await csv('agent')).split('\r\n').length).toBeGreaterThan(2);
  }, 60_000);

  it('tells the life of one interaction in order', async () => {
    const { interactionId } = await aCall();
    const hugo = await spillway.as('hugo');
    const life = await eventually(async () => {
      const told = await hugo.get(`interactions/${interactionId}/life`);
      return told.events.some((/** @type {any} */ f) => f.type === 'recording.stored') && told.events;
    });
    const types = life.map((/** @type {any} */ f) => f.type);
    const order = [
      'interaction.started',
      'queue.entered',
      'reservation.created',
      'reservation.accepted',
      'interaction.ended',
    ];
    expect(order.map((t) => types.indexOf(t))).toEqual(order.map((t) => types.indexOf(t)).sort((a, b) => a - b));
  }, 60_000);
});
