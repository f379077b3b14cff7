import { bold, columns, dim, green, red } from '../appliance/paint.mjs';
import { findRun } from './find.mjs';
import { readOptions } from './options.mjs';

/**
 * `spillway status`
 * @param {string[]} words
 * @returns {Promise<number>} 1 when something is not ready
 */
export async function status(words) {
  const { json } = readOptions(words, { json: false });
  const run = findRun();
  const services = await Promise.all(run.services.map(async (/** @type {any} */ s) => ({ ...s, ...(await look(s)) })));
  const engines = run.engines.map((/** @type {any} */ e) => ({ ...e, alive: isAlive(e.pid) }));
  const well = services.every((s) => s.ready) && engines.every((/** @type {any} */ e) => e.alive);
  if (json)
    console.log(JSON.stringify({ well, version: run.version, console: run.console, services, engines }, null, 2));
  else console.log(page(run, services, engines));
  return well ? 0 : 1;
}

/** @param {any} run @param {any[]} services @param {any[]} engines */
const page = (run, services, engines) =>
  [
    `${bold(`Spillway ${run.version}`)}  ${run.console}`,
    '',
    columns([
      [dim('engine'), dim('version'), dim('address'), dim('pid'), dim('state')],
      ...engines.map((e) => [
        e.node ? `${e.name} ${e.node}` : e.name,
        e.version,
        e.address,
        String(e.pid),
        state(e.alive),
      ]),
    ]),
    '',
    columns([
      [dim('service'), dim('place'), dim('pid'), dim('memory'), dim('state')],
      ...services.map((s) => [
        s.name,
        s.place,
        String(s.pid),
        s.memoryMb ? `${s.memoryMb} MB` : '',
        `${state(s.ready)}${s.why ? dim(`  ${s.why}`) : ''}`,
      ]),
    ]),
  ].join('\n');

const state = (/** @type {boolean} */ well) => (well ? green('ready') : red('not ready'));

/** @param {{ health: string, metrics: string }} service */
async function look({ health, metrics }) {
  const ready = await get(health.replace(/healthz$/, 'readyz'));
  const measured = await get(metrics);
  const memory = /^(?:\w+_)?process_resident_memory_bytes(?:\{[^}]*\})? ([\d.e+]+)$/m.exec(measured.text)?.[1];
  return {
    ready: ready.ok,
    why: ready.ok ? '' : ready.text.slice(0, 200).replaceAll('\n', ' '),
    memoryMb: memory ? Math.round(Number(memory) / 1e6) : null,
  };
}

/** @param {string} url */
async function get(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return { ok: answer.ok, text: await answer.text() };
  } catch {
    return { ok: false, text: 'does not answer' };
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
