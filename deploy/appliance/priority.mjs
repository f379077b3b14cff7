import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Raises or lowers a process where the machine permits it.
 * @param {number} pid
 * @param {number | undefined} nice -20 (first) to 19
 * @returns {boolean} whether it holds
 */
export function prioritise(pid, nice) {
  if (nice === undefined || !pid) return false;
  try {
    setPriority(pid, nice);
  } catch {
    return false;
  }
  try {
    // With autogroup scheduling a process' nice counts only within its session, and each of ours has a session of its own.
    writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch {}
  return true;
}

/** As urgent as the audio: what comes back before it has started serves nobody. */
const RETURNING_NICE = -8;
const RETURNING_MS = 3000;

/**
 * Gives a process that died and was started again the processor before others until it stands, then its usual place.
 * @param {number} pid
 * @param {number} usual
 */
export function bringBack(pid, usual) {
  prioritise(pid, Math.min(usual, RETURNING_NICE));
  setTimeout(() => prioritise(pid, usual), RETURNING_MS).unref();
}
