import { existsSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FOLDER } from './app-queue.mjs';

/** A recording shorter than its talk by more than this counts as short, ms. */
const TOLERANCE_MS = 200;
/** Of a WAV with 16-bit samples at 8 kHz. */
const HEADER = 44;
const BYTES_A_MS = 16;

/** What Spillway says was kept, held by itself against Asterisk's event log. @param {import('../../support/spillway.mjs').Spillway} spillway @param {number} from @param {number} to */
export async function keptBySpillway(spillway, from, to) {
  const lead = await spillway.as('tess');
  for (let left = 60; ; left--) {
    const { lines } = await lead.get(`recordings/completeness?from=${from}&to=${to}&all=true`);
    const open = lines.filter((/** @type {any} */ l) => l.finding === 'pending').length;
    if (open && left) {
      await delay(500);
      continue;
    }
    const findings = countBy(lines.map((/** @type {any} */ l) => l.finding).filter((f) => f !== 'whole'));
    return { talks: lines.length, short: (findings.short ?? 0) + (findings.missing ?? 0), findings };
  }
}

/** The same of app_queue: each file against the time its channel was in a bridge, by the same event log. @param {import('../../support/spillway.mjs').Spillway} spillway @param {number} from @param {number} to */
export async function keptByAppQueue(spillway, from, to) {
  const folder = join(spillway.home, 'asterisk-a/spool', FOLDER);
  /** @type {Map<string, { from?: number, to?: number }>} */
  const talks = new Map();
  for (const { at, type, uniqueid, channel } of spillway.asterisk.cel()) {
    const ms = Number(at) * 1000;
    if (!/^BRIDGE_(ENTER|EXIT)$/.test(type) || !/^PJSIP\/q\d+-/.test(channel) || ms < from || ms > to) continue;
    const talk = talks.get(uniqueid) ?? {};
    talks.set(uniqueid, type === 'BRIDGE_ENTER' ? { from: ms, ...talk } : { ...talk, to: ms });
  }
  let short = 0;
  let count = 0;
  for (const [channel, talk] of talks) {
    if (talk.from === undefined || talk.to === undefined) continue;
    count++;
    const lengths = ['in', 'out'].map((side) => lengthOf(join(folder, `${channel}-${side}.wav`)));
    if (Math.min(...lengths) < talk.to - talk.from - TOLERANCE_MS) short++;
  }
  if (existsSync(folder)) for (const file of readdirSync(folder)) unlinkSync(join(folder, file));
  return { talks: count, short, findings: short ? { short } : {} };
}

const lengthOf = (/** @type {string} */ file) => (existsSync(file) ? (statSync(file).size - HEADER) / BYTES_A_MS : 0);

/** @param {string[]} words @returns {Record<string, number>} */
function countBy(words) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
