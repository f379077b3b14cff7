import { describe, expect, it } from '@jest/globals';
import { usePeople } from '../support/browser/people.mjs';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
const people = usePeople(spillway);
expectNothingLeft(spillway);

const today = async () => (await spillway.as('tess')).get('reports/day');
const totals = (/** @type {any} */ day) =>
  day.queues.find((/** @type {any} */ r) => r.at === null && r.key === null) ?? {
    offered: 0,
    answered: 0,
    abandoned: 0,
  };

describe('the report of the day', () => {
  it('counts an answered and an abandoned call, and each figure is the number of its own calls', async () => {
    const before = totals(await today());
    const agent = await staff.agent();
    const answered = await staff.keep(caller(spillway, { hangUp: 2000 }));
    expect(await answered.ended).toBe(0);
    await agent.wrapUp();
    await agent.status('break');
    // Longer than what counts as a short abandonment.
    const abandoned = await staff.keep(caller(spillway, { hangUp: 6500 }));
    expect(await abandoned.ended).toBe(0);
    const [one, two] = [
      await spillway.asterisk.finished(answered.number),
      await spillway.asterisk.finished(abandoned.number),
    ];
    const day = await eventually(
      async () => {
        const now = await today();
        return totals(now).offered >= before.offered + 2 && totals(now).abandoned > before.abandoned && now;
      },
      { within: 20_000, what: 'both calls are in the report' },
    );
    expect(totals(day)).toMatchObject({ answered: before.answered + 1, abandoned: before.abandoned + 1 });
    expect(Object.keys(day.formulas).length).toBeGreaterThan(0);
    const lead = await spillway.as('tess');
    for (const figure of ['offered', 'answered', 'abandoned']) {
      const behind = await lead.get(`reports/calls?from=${day.from}&to=${day.to}&figure=${figure}&limit=1000`);
      expect({ figure, count: behind.count }).toEqual({ figure, count: totals(await today())[figure] });
      const ids = behind.calls.map((/** @type {any} */ c) => c.interactionId);
      expect(ids).toHaveLength(Math.min(behind.count, 1000));
      if (figure === 'answered') expect(ids).toContain(one.interactionId);
      if (figure === 'abandoned') expect(ids).toContain(two.interactionId);
    }
    const life = await lead.get(`interactions/${one.interactionId}/life`);
    const types = JSON.stringify(life);
    for (const type of ['interaction.started', 'queue.entered', 'reservation.accepted', 'interaction.ended'])
      expect(types).toContain(type);
  }, 90_000);

  it('by queue and by agent, by 15 and 30 minutes, as CSV too', async () => {
    const lead = await spillway.as('tess');
    const halfHour = 30 * 60_000;
    const to = Math.ceil(Date.now() / halfHour) * halfHour;
    for (const by of ['queue', 'agent'])
      for (const step of [15, 30]) {
        const { rows } = await lead.get(`reports/intervals?from=${to - 3 * 3_600_000}&to=${to}&by=${by}&step=${step}`);
        expect(rows.length).toBeGreaterThan(0);
        for (const { at } of rows) expect(at === null || at % (step * 60_000) === 0).toBe(true);
        const { status, body, headers } = await lead.raw(
          'GET',
          `reports/intervals.csv?from=${to - 3 * 3_600_000}&to=${to}&by=${by}&step=${step}`,
        );
        expect(status).toBe(200);
        expect(headers.get('content-type')).toContain('text/csv');
        expect(String(body).trim().split(/\r?\n/).length).toBeGreaterThan(1);
      }
  });

  it('on the page: a figure leads to its calls, a call to its life', async () => {
    const { page, errors } = await people.signIn('tess');
    await page.goto(`${spillway.site}/report`);
    const figure = page.locator('dl a').first();
    await figure.waitFor();
    await figure.click();
    await page.getByRole('heading', { name: 'The calls behind a figure' }).waitFor();
    await page.locator('tbody a').first().click();
    await page.waitForURL(/\/interactions\//);
    await page.getByRole('heading').first().waitFor();
    expect(errors).toEqual([]);
  }, 60_000);
});
