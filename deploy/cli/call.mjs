import { bold, columns, dim, green, red } from '../appliance/paint.mjs';
import { ensureTree } from '../engines/tree.mjs';
import { findRun } from './find.mjs';
import { UsageError } from './help.mjs';
import { liveTable } from './live-table.mjs';
import { readOptions } from './options.mjs';
import { callerScenario } from './scenario.mjs';
import { runSipp } from './sipp.mjs';
import { callerVoice, LANGUAGES } from './voice.mjs';

const DEFAULTS = {
  to: '',
  count: 1,
  rate: 1,
  duration: 30,
  from: '+48555000001',
  lang: 'en',
  press: '1',
  'press-after': 8,
  node: '',
  host: '',
  port: 0,
  json: false,
};

/**
 * `spillway call`
 * @param {string[]} words
 * @returns {Promise<number>} 1 when a call failed
 */
export async function callPlace(words) {
  const options = readOptions(words, DEFAULTS);
  const keys = options.press.split(/[\s,]+/).filter(Boolean);
  if (!options.to) throw new UsageError('Which number shall be called? For example: npx spillway call --to 1000');
  if (!LANGUAGES.includes(options.lang)) throw new UsageError(`--lang is one of ${LANGUAGES.join(', ')}.`);
  if (!keys.every((key) => /^[0-9*#A-D]$/.test(key)))
    throw new UsageError('--press takes keys of a phone, separated by commas: 1 or 9,2 or #.');
  if (options.count < 1 || options.rate <= 0) throw new UsageError('--count and --rate begin above 0.');
  const at = target(options);
  const tree = await ensureTree();
  const voice = await callerVoice(tree, options.lang);
  const scenario = callerScenario({
    voice,
    keys,
    pressAfterMs: options['press-after'] * 1000,
    durationMs: options.duration * 1000,
  });
  if (!options.json)
    console.log(
      `${options.count === 1 ? 'One caller' : `${options.count} callers`} to ${bold(options.to)} at ${at.host}:${at.port}`,
    );
  const table = liveTable(options.json);
  const { figures, errors } = await runSipp({
    tree,
    scenario,
    numbers: callers(options.from, options.count),
    to: options.to,
    at,
    rate: options.rate,
    withinS: options.count / options.rate + options.duration + 90,
    onFigures: table.show,
  });
  table.end();
  if (options.json) console.log(JSON.stringify({ to: options.to, ...figures }, null, 2));
  else console.log(summary(figures, errors));
  return figures.failed || figures.done < options.count ? 1 : 0;
}

/** @param {typeof DEFAULTS} options */
function target({ host, port, node }) {
  if (host) return { host, port: port || 5060 };
  const run = findRun();
  const asterisks = run.engines.filter((/** @type {any} */ e) => e.name === 'asterisk');
  const chosen = node ? asterisks.find((/** @type {any} */ e) => e.node === node) : asterisks[0];
  if (!chosen)
    throw new UsageError(
      `There is no Asterisk node ${node}: ${asterisks.map((/** @type {any} */ e) => e.node).join(', ')}`,
    );
  const [sipHost, sipPort] = chosen.address.split(':');
  return { host: sipHost, port: Number(sipPort) };
}

/** `count` numbers from the first on. @param {string} first @param {number} count @returns {string[]} */
function callers(first, count) {
  const match = /^(.*?)(\d{1,15})$/.exec(first);
  if (!match) return Array.from({ length: count }, () => first);
  const [, head, digits] = match;
  return Array.from(
    { length: count },
    (_, i) => head + String(BigInt(digits) + BigInt(i)).padStart(digits.length, '0'),
  );
}

/** @param {import('./sipp.mjs').Figures} f @param {string} errors */
function summary(f, errors) {
  const lines = columns([
    ['placed', String(f.started)],
    ['answered', String(f.answered), f.answerMs === null ? '' : dim(`after ${f.answerMs.toFixed(0)} ms on average`)],
    [
      'ended well',
      f.done === f.started ? green(f.done) : String(f.done),
      f.hungUpOn ? dim(`${f.hungUpOn} hung up on by Spillway`) : '',
    ],
    ['failed', f.failed ? red(f.failed) : '0'],
    ['took', `${f.seconds.toFixed(1)} s`],
  ]);
  const first = errors.split('\n').find((line) => /unexpected|Aborting|timeout|Timeout/.test(line));
  return f.failed && first ? `\n${lines}\n\n${dim(first.slice(0, 300))}` : `\n${lines}`;
}
