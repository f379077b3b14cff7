import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.mjs';

const LOOK_MS = 15;

/** Reads what is appended to a file, also after another was put in its place. @param {string} file @param {(line: string) => void} take */
function follow(file, take) {
  let [inode, at, rest] = [0, 0, ''];
  return () => {
    if (!existsSync(file)) return;
    const fd = openSync(file, 'r');
    try {
      const { ino, size } = fstatSync(fd);
      if (ino !== inode || size < at) [inode, at, rest] = [ino, 0, ''];
      if (size === at) return;
      const chunk = Buffer.alloc(size - at);
      at += readSync(fd, chunk, 0, chunk.length, at);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    } finally {
      closeSync(fd);
    }
  };
}

/**
 * Where every call is, read from telephony's journal on disk, Asterisk's event log and the agents' desktops: nothing is asked
 * of anybody who may be dead.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {import('../../support/crew.mjs').Crew} crew
 */
export function watchCalls(spillway, crew) {
  /** @type {Map<string, any>} */
  const calls = new Map();
  let arrivedAt = 0;
  const looks = [
    follow(join(spillway.home, 'telephony/calls.jsonl'), (line) => {
      const entry = JSON.parse(line);
      if (entry.ended) calls.delete(entry.ended);
      else calls.set(entry.interactionId, entry);
    }),
    ...spillway
      .run()
      .engines.filter((/** @type {any} */ e) => e.name === 'asterisk')
      .map((/** @type {any} */ e) =>
        follow(join(e.logDir, 'cel-custom/spillway.csv'), (line) => {
          if (/"CHAN_START",.*"from-(outside|web)"/.test(line)) arrivedAt = Date.now();
        }),
      ),
  ];
  const look = () => {
    for (const each of looks) each();
  };
  const timer = setInterval(look, LOOK_MS);
  const stepOf = (/** @type {any} */ call) => {
    const legs = Object.values(call.legs);
    if (call.phase !== 'talk') return call.phase;
    if (legs.some((/** @type {any} */ leg) => leg.state === 'asking' || leg.state === 'consult')) return 'transfer';
    return legs.some((/** @type {any} */ leg) => leg.state === 'held') ? 'hold' : 'talk';
  };
  /** @returns {Record<string, number>} calls by step */
  const now = () => {
    look();
    /** @type {Record<string, number>} */
    const counts = {};
    const add = (/** @type {string} */ step) => (counts[step] = (counts[step] ?? 0) + 1);
    for (const call of calls.values()) add(stepOf(call));
    for (const desk of crew.desks)
      for (const r of desk.reservations.values()) if (r.wrapUntil && r.state !== 'completed') add('wrap-up');
    if (Date.now() - arrivedAt < 2 * LOOK_MS) add('arriving');
    return counts;
  };
  return {
    now,
    /** Waits until some call is at this step; false when none came. @param {string} step @param {number} within */
    until: (step, within) =>
      eventually(() => now()[step], { within, every: LOOK_MS }).then(
        () => true,
        () => false,
      ),
    stop: () => clearInterval(timer),
  };
}
