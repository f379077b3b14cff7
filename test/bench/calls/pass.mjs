import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { address } from '../../support/sip/parties.mjs';
import { callerScenario } from '../../support/sip/scenario.mjs';
import { startSipp } from '../../support/sip/sipp.mjs';
import { alawTone } from '../../support/sip/tone.mjs';
import { APP_QUEUE } from './app-queue.mjs';
import { cpuByPart } from './cpu.mjs';
import { keptByAppQueue, keptBySpillway } from './kept.mjs';
import { quantile, readStamps } from './stamps.mjs';

const CALLER_HZ = 440;
let passes = 10;

/**
 * Callers at one rate to one of the two sides. Measured is from when as many calls run as ever will until the last one is placed.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {{ side: 'spillway' | 'app_queue', rate: number, seconds: number, holdMs: number, phones: { pid: number, log: string } }} options
 */
export async function pass(spillway, { side, rate, seconds, holdMs, phones }) {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-bench-calls-'));
  const log = join(dir, 'callers.log');
  const ip = address();
  // A number says which pass it belongs to, and no two calls have the same.
  const prefix = `+4870${++passes}`;
  const number = `${prefix}[call_number]`;
  const xml = callerScenario({ number, voice: alawTone(CALLER_HZ), hangUp: 'held', stamped: true });
  const count = Math.round(rate * (seconds + holdMs / 1000));
  const began = Date.now();
  const callers = await startSipp(
    [
      ...[
        spillway.sip(),
        '-s',
        side === 'spillway' ? '1001' : APP_QUEUE,
        '-i',
        ip,
        '-mi',
        ip,
        '-p',
        '5060',
        '-mp',
        '9000',
      ],
      ...['-min_rtp_port', '10000', '-max_rtp_port', '29998', '-m', String(count), '-r', String(rate), '-l', '4000'],
      ...['-d', String(holdMs), '-timeout', `${Math.ceil(count / rate + holdMs / 1000 + 60)}s`],
      ...['-trace_logs', '-log_file', log],
    ],
    { xml },
  );
  const sipp = [callers.pid, phones.pid];
  await delay(began + holdMs - Date.now());
  const [before, from] = [cpuByPart(spillway, sipp), Date.now()];
  await delay(seconds * 1000);
  const [after, to] = [cpuByPart(spillway, sipp), Date.now()];
  await callers.ended;
  const figures = callers.figures();
  await spillway.asterisk.untilEmpty(30_000);
  await delay(1000);

  const out = readStamps(log);
  const arrived = readStamps(phones.log);
  const steady = [...out].filter(([, at]) => at >= from && at < to);
  const reached = steady.filter(([who]) => arrived.has(who));
  const ms = reached.map(([who, at]) => /** @type {number} */ (arrived.get(who)) - at);
  const span = (to - from) / 1000;
  const used = Object.fromEntries(Object.keys(after).map((part) => [part, after[part] - before[part]]));
  const kept = await (side === 'spillway' ? keptBySpillway : keptByAppQueue)(spillway, began, Date.now());
  rmSync(dir, { recursive: true, force: true });
  const round = (/** @type {number} */ n) => Math.round(n * 10) / 10;
  return {
    side,
    rate,
    placed: Number(figures['OutgoingCall(C)']),
    done: Number(figures['SuccessfulCall(C)']),
    failed: Number(figures['FailedCall(C)']),
    retransmissions: Number(figures['Retransmissions(C)']),
    reachedAnAgent: [...out.keys()].filter((who) => arrived.has(who)).length,
    measured: steady.length,
    notReached: steady.length - reached.length,
    inviteMs: { p50: quantile(ms, 0.5), p90: quantile(ms, 0.9), p99: quantile(ms, 0.99), max: quantile(ms, 1) },
    answerMs: Number(figures['ResponseTime1(C)']?.split(':').at(-1)) / 1000 || null,
    /** Milliseconds of one core for each call. */
    cpuPerCallMs: Object.fromEntries(
      Object.entries(used).map(([part, s]) => [part, round((s * 1000) / (rate * span))]),
    ),
    /** Per cent of one core. */
    cpuPercent: Object.fromEntries(Object.entries(used).map(([part, s]) => [part, Math.round((s * 100) / span)])),
    recordings: kept,
  };
}
/** @typedef {Awaited<ReturnType<typeof pass>>} Pass */
