import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Where a process stands in the queue for the processor. `nice`: -20 (first) to 19. `realtime`: 1 to 99, before every nice
 * value and round robin among equals (sched(7), SCHED_RR); where the machine does not permit it, nice stands alone.
 * @typedef {{ nice: number, realtime?: number | undefined }} Place
 */

/**
 * Raises or lowers a process, all its threads and what it starts from now on, where the machine permits it.
 * @param {number} pid
 * @param {Place} place
 */
export function prioritise(pid, { nice, realtime }) {
  if (!pid) return;
  try {
    setPriority(pid, nice);
    // With autogroup scheduling a process' nice counts only within its session, and each of ours has a session of its own.
    writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch {}
  try {
    const policy = realtime ? ['--rr', '--pid', String(realtime)] : ['--other', '--pid', '0'];
    execFileSync('chrt', ['--all-tasks', ...policy, String(pid)], { stdio: 'ignore' });
  } catch {}
}

/** Behind the audio and before all that has a fair turn: what comes back before it has started serves nobody. */
const RETURNING = { nice: -12, realtime: 9 };
const RETURNING_MS = 3000;

/**
 * Gives a process that died and was started again the processor before others until it stands, then its usual place.
 * @param {number} pid
 * @param {Place} usual
 */
export function bringBack(pid, usual) {
  prioritise(pid, RETURNING);
  setTimeout(() => prioritise(pid, usual), RETURNING_MS).unref();
}

const LOOK_MS = 500;

/**
 * Gives each process of PostgreSQL that answers a service that service's place. Each opens a session of its own, and with
 * it falls out of what its parent was given: routing's commits waited a second behind the audio.
 * @param {number} pid of PostgreSQL
 * @param {(service: string) => Place} placeOf
 * @returns {() => void} ends it
 */
export function prioritiseBackends(pid, placeOf) {
  /** @type {Set<number>} */
  let known = new Set();
  const look = () => {
    const now = backendsOf(pid);
    for (const [child, service] of now) if (!known.has(child)) prioritise(child, placeOf(service));
    known = new Set(now.keys());
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** @param {number} pid @returns {Map<number, string>} service by process; none where the machine does not say */
function backendsOf(pid) {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  const named = children.map((child) => [
    child,
    /^postgres: spillway_(\w+) /.exec(read(`/proc/${child}/cmdline`))?.[1],
  ]);
  return new Map(/** @type {[number, string][]} */ (named.filter(([, service]) => service)));
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
