import { readdirSync, readFileSync } from 'node:fs';
import { eventually } from './eventually.mjs';

/**
 * Kills a service or engine of an installation as a fault would, and says which process it was.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {string} name a service, or nats, postgresql, asterisk
 * @param {{ node?: string, signal?: NodeJS.Signals }} [options]
 * @returns {number} the pid
 */
export function kill(spillway, name, { node, signal = 'SIGKILL' } = {}) {
  const pid = pidOf(spillway, name, node);
  process.kill(pid, signal);
  return pid;
}

/** Stops a process in the middle of what it does; gives the way back. @param {import('./spillway.mjs').Spillway} spillway @param {string} name @param {string} [node] */
export function freeze(spillway, name, node) {
  const pid = pidOf(spillway, name, node);
  const all = [pid, ...childrenOf(pid)];
  for (const each of all) process.kill(each, 'SIGSTOP');
  return () => {
    for (const each of all) process.kill(each, 'SIGCONT');
  };
}

/** Whether a service says it is ready. @param {import('./spillway.mjs').Spillway} spillway @param {string} name */
export async function isReady(spillway, name) {
  const { health } = spillway.service(name);
  const answer = await fetch(health.replace('/healthz', '/readyz'), { signal: AbortSignal.timeout(1000) });
  return answer.ok;
}

/** Waits until another process stands in a killed one's place and answers. Gives how long that took, ms. @param {import('./spillway.mjs').Spillway} spillway @param {string} name @param {number} oldPid */
export async function untilRunning(spillway, name, oldPid, within = 30_000) {
  const began = Date.now();
  const answers = async () => {
    const { pid, health } = spillway.service(name);
    return pid !== oldPid && (await fetch(health, { signal: AbortSignal.timeout(1000) })).ok;
  };
  await eventually(answers, { within, every: 20, what: `${name} runs again` });
  return Date.now() - began;
}

/** Waits until a service can do its work. @param {import('./spillway.mjs').Spillway} spillway @param {string} name */
export const untilReady = (spillway, name, within = 20_000) =>
  eventually(() => isReady(spillway, name), { within, what: `${name} is ready` });

/** @param {import('./spillway.mjs').Spillway} spillway @param {string} name @param {string} [node] */
function pidOf(spillway, name, node) {
  const { services, engines } = spillway.run();
  const found =
    services.find((/** @type {any} */ s) => s.name === name) ??
    engines.find((/** @type {any} */ e) => e.name === name && (!node || e.node === node));
  if (!found?.pid) throw new Error(`${name} is not known to run.json`);
  return found.pid;
}

/** All descendants of a process. @param {number} pid @returns {number[]} */
export function childrenOf(pid) {
  /** @type {Map<number, number[]>} */
  const byParent = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
      byParent.set(parent, [...(byParent.get(parent) ?? []), Number(entry)]);
    } catch {}
  }
  const below = (/** @type {number} */ of) => (byParent.get(of) ?? []).flatMap((c) => [c, ...below(c)]);
  return below(pid);
}
