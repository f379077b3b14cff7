import { eventually } from '../../support/eventually.mjs';

/**
 * What is left of calls that are all over. Waits a while for nothing; what is there then stays there.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {number} [within] ms
 */
export async function leftOver(spillway, within = 60_000) {
  const look = async () => {
    const open = async (/** @type {string} */ kind) =>
      Number(
        (
          await spillway.database.query('select count(*) from routing.record where kind = $1 and over_at is null', [
            kind,
          ])
        )[0].count,
      );
    const report = await reportOf(spillway, 0);
    return {
      channels: (await spillway.asterisk.channels()).length,
      bridges: (await spillway.asterisk.bridges()).length,
      'open reservations': await open('reservation'),
      'open interactions': await open('interaction'),
      'waiting in the report': report.waiting,
    };
  };
  const isNothing = (/** @type {Record<string, number>} */ left) => Object.values(left).every((n) => n === 0);
  await eventually(async () => isNothing(await look()), { within, every: 500, what: 'nothing left' }).catch(() => {});
  return look();
}

/** The report's counts since a moment. @param {import('../../support/spillway.mjs').Spillway} spillway @param {number} from */
export async function reportOf(spillway, from) {
  const lead = await spillway.as('tess');
  const to = Date.now() + 60_000;
  const count = async (/** @type {string} */ by, /** @type {string} */ figure) =>
    (await lead.get(`reports/calls?from=${Math.max(from, to - 86_400_000)}&to=${to}&by=${by}&figure=${figure}&limit=1`))
      .count;
  return {
    contacts: await count('contact', 'arrived'),
    offered: await count('queue', 'offered'),
    answered: await count('queue', 'answered'),
    abandoned: await count('queue', 'abandoned'),
    otherEnd: await count('queue', 'other-end'),
    waiting: await count('queue', 'waiting'),
  };
}
