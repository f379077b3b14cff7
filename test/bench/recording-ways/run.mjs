// npm run bench -- recording-ways: MixMonitor over loopback AMI against snoop with ARI recording, on the same Asterisk.
//
//   npm run bench -- recording-ways [calls]
//
// Prints tables, writes the first one to $SPILLWAY_HOME/bench/recording-ways.json and leaves nothing else behind.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureTree, freeBlock } from '../../../deploy/engines/index.mjs';
import { AmiClient } from '../../../dist/services/recording/src/ami/ami.client.js';
import * as mix from '../../../dist/services/recording/src/ami/mixmonitor.js';
import { AriClient } from '../../../dist/services/telephony/src/ari/index.js';
import { cpuSeconds, startNode } from './node.mjs';
import { startAgents, startCallers } from './sipp.mjs';
import { samplesOf, stretches, toneAlaw } from './tone.mjs';
import { mixMonitor, mixMonitorThrough, nothing, snoop, snoopCaller } from './ways.mjs';

const TONES = { caller: 400, agent1: 1_000, agent2: 1_500, music: 700 };
const base = await freeBlock(4_400);
const ports = { http: base, ami: base + 1, sip: base + 2, agent: base + 3, caller: base + 4, rtp: base + 100 };
/** A party sends nothing: after so many ms, for so many ms. */
const GAP = [3_000, 2_000];
const calls = Number(process.argv[2] ?? 50);
const { root: tree } = await ensureTree();
const dir = mkdtempSync(join(tmpdir(), 'recording-ways-'));
const ended = [];
const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
const round = (value) => Math.round(value * 10) / 10;

const voices = {};
for (const [name, hertz] of Object.entries(TONES)) {
  voices[name] = join(dir, `${name}.al`);
  writeFileSync(voices[name], toneAlaw(hertz, 10));
}

async function main() {
  const node = await startNode({ tree, dir, ports, moh: toneAlaw(TONES.music, 10) });
  ended.push(node.stop);
  const ari = new AriClient({ node: 'bench', url: `${node.url}/ari`, user: 'bench', password: 'bench', app: 'bench' });
  const ami = new AmiClient({ node: 'bench', host: '127.0.0.1', port: ports.ami, user: 'bench', password: 'bench' });
  await Promise.all(
    [ari, ami].map(
      (client) =>
        new Promise((resolve) => {
          client.onConnected(resolve);
          client.start();
        }),
    ),
  );
  ended.unshift(
    () => ari.stop(),
    () => ami.stop(),
  );
  const tools = { ari, ami, mix, dir, node };
  const load = [];
  if (calls > 0) for (const way of [nothing, mixMonitor, snoop]) load.push(await underLoad(tools, way(tools)));
  console.table(load);
  const out = join(process.env.SPILLWAY_HOME || '.spillway', 'bench');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'recording-ways.json'), `${JSON.stringify({ calls, load }, null, 2)}\n`);
  for (const way of [mixMonitor, mixMonitorThrough, snoop, snoopCaller]) await oneLife(tools, way(tools));
  for (const who of [['caller'], ['caller', 'agent']])
    for (const way of [mixMonitor, snoop]) await silentLegs(tools, way(tools), who);
}

/** Answers, reaches the agent, joins both: {id, agentId, bridgeId}. */
async function connectCall({ ari }, channel) {
  const call = { id: channel.id, agentId: `agent1-${channel.id}`, bridgeId: `br-${channel.id}` };
  await ari.channels.answer(call.id);
  await ari.bridges.createWithId(call.bridgeId, { type: 'mixing' });
  await reach({ ari }, call, 'agent1');
  await ari.bridges.addChannel(call.bridgeId, { channel: `${call.id},${call.agentId}` });
  return call;
}

async function reach({ ari }, call, who) {
  call.agentId = `${who}-${call.id}`;
  const up = ari.expect('StasisStart', (event) => event.channel.id === call.agentId);
  await ari.channels.originateWithId(call.agentId, { endpoint: `PJSIP/${who}`, app: 'bench', appArgs: 'agent' });
  await up.happened;
}

async function hangUp({ ari }, call) {
  for (const id of [call.agentId, call.id]) await ari.channels.hangup(id).catch(() => {});
  await ari.bridges.destroy(call.bridgeId).catch(() => {});
}

/** Starts SIPp on both sides; gives what stops it. */
function people({ count, rate, silent = [] }) {
  const sipp = [
    startAgents(tree, dir, {
      name: 'agent1',
      ip: '127.0.0.3',
      port: ports.agent,
      mediaPort: base + 2_200,
      voice: voices.agent1,
      silence: silent.includes('agent') ? GAP : undefined,
    }),
    startAgents(tree, dir, {
      name: 'agent2',
      ip: '127.0.0.4',
      port: ports.agent,
      mediaPort: base + 2_600,
      voice: voices.agent2,
    }),
    startCallers(tree, dir, {
      to: ports.sip,
      port: ports.caller,
      mediaPort: base + 3_000,
      count,
      rate,
      voice: voices.caller,
      silence: silent.includes('caller') ? GAP : undefined,
    }),
  ];
  const stop = () => {
    for (const each of sipp) each.stop();
  };
  ended.unshift(stop);
  return stop;
}

const durationMs = (file) => samplesOf(readFileSync(file)).length / 8;

async function underLoad(tools, way) {
  const { ari, node } = tools;
  const live = [];
  const startMs = [];
  const problems = [];
  const off = ari.on('StasisStart', async (event) => {
    if (event.args[0] !== 'in') return;
    try {
      const call = await connectCall(tools, event.channel);
      const before = performance.now();
      await way.start(call);
      call.started = performance.now();
      startMs.push(call.started - before);
      live.push(call);
    } catch (error) {
      problems.push(error.message);
    }
  });
  const stop = people({ count: calls, rate: 10 });
  await wait(calls * 100 + 3_000);
  const [cpu, at] = [cpuSeconds(node.pid), performance.now()];
  await wait(10_000);
  const used = (cpuSeconds(node.pid) - cpu) / ((performance.now() - at) / 1_000);
  const offMs = [];
  let holes = 0;
  const lengths = await Promise.all(
    live.map(async (call) => {
      await way.stop(call);
      return performance.now() - call.started;
    }),
  );
  await wait(500);
  for (const [i, call] of live.entries())
    for (const file of call.files) {
      offMs.push(Math.abs(durationMs(file) - lengths[i]));
      holes += stretches(samplesOf(readFileSync(file)).subarray(1_600, -1_600), TONES).filter(
        (part) => part.what === '-',
      ).length;
    }
  for (const call of live) await hangUp(tools, call);
  off();
  stop();
  await wait(1_000);
  return {
    way: way.name,
    calls: live.length,
    problems: problems.length ? problems[0] : 0,
    'CPU % of a core': round(used * 100),
    'a call': Math.round((used * 10_000) / live.length) / 100,
    'start p50 ms': round(quantile(startMs, 0.5)),
    'start p99 ms': round(quantile(startMs, 0.99)),
    'length off p50 ms': offMs.length ? round(quantile(offMs, 0.5)) : '',
    'holes in the audio': offMs.length ? holes : '',
    'length off max ms': offMs.length ? round(Math.max(...offMs)) : '',
  };
}

/** What one side's file holds, in words. */
function describe(file) {
  const parts = stretches(samplesOf(readFileSync(file)), TONES).filter((part) => part.toMs - part.fromMs > 40);
  return parts.map((part) => `${part.what} ${part.toMs - part.fromMs} ms`).join(', ');
}

/** Agent 1, started in mid-call, masked, unmasked, held with music, back, handed to agent 2. */
async function oneLife(tools, way) {
  const { ari } = tools;
  const arrival = ari.expect('StasisStart', (event) => event.args[0] === 'in');
  const stop = people({ count: 1, rate: 1 });
  const call = await connectCall(tools, (await arrival.happened).channel);
  await wait(1_000);
  const times = [];
  const step = async (name, act, ms) => {
    const at = performance.now();
    await act();
    times.push(`${name} ${round(performance.now() - at)} ms`);
    await wait(ms);
  };
  await step('start', () => way.start(call), 2_000);
  const at = performance.now();
  await step('mask', () => way.mask(call, true), 1_000);
  await step('unmask', () => way.mask(call, false), 1_000);
  await ari.bridges.removeChannel(call.bridgeId, { channel: call.id });
  await step('hold', () => ari.channels.startMoh(call.id), 2_000);
  await ari.channels.stopMoh(call.id);
  await ari.bridges.addChannel(call.bridgeId, { channel: call.id });
  await wait(1_000);
  await ari.bridges.removeChannel(call.bridgeId, { channel: call.id });
  await ari.channels.hangup(call.agentId);
  await reach(tools, call, 'agent2');
  await ari.bridges.addChannel(call.bridgeId, { channel: `${call.id},${call.agentId}` });
  await step('agent 2', () => way.otherAgent(call), 2_000);
  await way.stop(call);
  const whole = performance.now() - at + 2_000;
  await wait(300);
  console.log(`\n${way.name}: one life of ${Math.round(whole)} ms (${times.join('; ')})`);
  for (const file of call.files) console.log(`  ${file.slice(-8)} ${durationMs(file)} ms: ${describe(file)}`);
  await hangUp(tools, call);
  stop();
  await wait(500);
}

/** No packets arrive for 2 s: is the gap kept as silence, or does the file become shorter? */
async function silentLegs(tools, way, silent) {
  const { ari } = tools;
  const arrival = ari.expect('StasisStart', (event) => event.args[0] === 'in');
  const stop = people({ count: 1, rate: 1, silent });
  const call = await connectCall(tools, (await arrival.happened).channel);
  await way.start(call);
  const at = performance.now();
  await wait(7_000);
  await way.stop(call);
  const whole = performance.now() - at;
  await wait(300);
  console.log(
    `\n${way.name}: ${Math.round(whole)} ms of which ${silent.join(' and ')} sent no packets for ${GAP[1]} ms`,
  );
  for (const file of call.files) console.log(`  ${file.slice(-8)} ${durationMs(file)} ms: ${describe(file)}`);
  await hangUp(tools, call);
  stop();
  await wait(500);
}

try {
  await main();
} finally {
  for (const end of ended) await end();
  rmSync(dir, { recursive: true, force: true });
}
