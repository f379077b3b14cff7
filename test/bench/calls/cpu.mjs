import { existsSync, readFileSync } from 'node:fs';
import { childrenOf } from '../../support/processes.mjs';

/** Clock ticks of proc(5) a second. */
const TICKS = 100;

const statOf = (/** @type {number} */ pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  } catch {
    return undefined;
  }
};

/** Processor time of a process, its children that ended and those that run, s. @param {number} pid */
function cpuOf(pid) {
  const one = (/** @type {number} */ p, /** @type {number[]} */ fields) =>
    fields.reduce((sum, field) => sum + Number(statOf(p)?.[field] ?? 0), 0) / TICKS;
  // utime, stime, and of what was waited for: cutime, cstime.
  return one(pid, [11, 12, 13, 14]) + childrenOf(pid).reduce((sum, child) => sum + one(child, [11, 12]), 0);
}

/**
 * Processor time by part: Asterisk, our services, the engines that only we need, SIPp and the desktops' pages.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {number[]} sipp
 * @returns {Record<string, number>} s
 */
export function cpuByPart(spillway, sipp) {
  const { services, engines } = spillway.run();
  /** @type {Record<string, number>} */
  const cpu = { store: 0 };
  for (const engine of engines) {
    const used = cpuOf(engine.pid);
    cpu[engine.name] = used;
    if (engine.name !== 'asterisk') cpu.store += used;
  }
  cpu.services = 0;
  for (const service of services) {
    cpu[service.name] = cpuOf(service.pid);
    cpu.services += cpu[service.name];
  }
  cpu.sipp = sipp.reduce((sum, pid) => sum + cpuOf(pid), 0);
  cpu.pages = process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  cpu.machine = (user + nice + system + irq + softirq) / TICKS;
  return cpu;
}

/** SCHED_RR of sched(7), as proc(5) writes it. */
const ROUND_ROBIN = 2;

/** Real-time level of each process, or its nice value and that of its scheduling group. @param {import('../../support/spillway.mjs').Spillway} spillway */
export function prioritiesOf(spillway) {
  const { services, engines } = spillway.run();
  return Object.fromEntries([...engines, ...services].map(({ name, pid }) => [name, placeOf(pid)]));
}

/** @param {number} pid @returns {string | number} */
function placeOf(pid) {
  const stat = statOf(pid);
  if (Number(stat?.[38]) === ROUND_ROBIN) return `rt${stat?.[37]}`;
  const group = `/proc/${pid}/autogroup`;
  const own = Number(stat?.[16]);
  const ofGroup = existsSync(group) ? Number(/nice (-?\d+)/.exec(readFileSync(group, 'utf8'))?.[1]) : own;
  return ofGroup === own ? own : `${own} (group ${ofGroup})`;
}
