// npm run bench -- desks [--desks 1000] [--rate 200] [--seconds 10]
// One gateway process and one crossing process, real NATS and PostgreSQL, protocol-true pages; the site behind is a stub.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, startNats, startPostgres } from '../../../deploy/engines/index.mjs';
import { page, ticketsOf } from './pages.mjs';
import { fakeSite } from './site.mjs';

const { values } = parseArgs({
  options: {
    desks: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
  },
});
const desks = Number(values.desks);
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const dir = mkdtempSync(join(tmpdir(), 'spillway-bench-desks-'));
/** @type {(() => unknown)[]} */
const closers = [() => rmSync(dir, { recursive: true, force: true })];

try {
  const result = await measure();
  console.table(result.rows);
  const home = join(process.env.SPILLWAY_HOME || '.spillway', 'bench');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'desks.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`written to ${join(home, 'desks.json')}`);
} finally {
  for (const close of closers.reverse()) await close();
}
process.exit(0);

async function measure() {
  const nats = await startNats({ dir: join(dir, 'nats') });
  closers.push(() => nats.stop());
  const postgres = await startPostgres({ dir: join(dir, 'postgres') });
  closers.push(() => postgres.stop());
  const site = await fakeSite(nats);
  closers.push(() => site.close());
  const { makeSigningKeys } = await import('../../../dist/services/directory/src/keys/signing-keys.js');
  const keys = makeSigningKeys(dir);
  const { kid } = JSON.parse(readFileSync(keys.publicKeysFile, 'utf8')).keys[0];
  const ticketOf = ticketsOf(readFileSync(keys.privateKeyFile, 'utf8'), kid);
  const edge = (/** @type {string} */ user) => ({
    SPILLWAY_EDGE_NATS_URL: nats.url,
    SPILLWAY_EDGE_NATS_USER: user,
    SPILLWAY_EDGE_NATS_PASSWORD_FILE: nats.edgePasswordFile(user),
  });
  const crossing = await service('crossing', {
    SPILLWAY_DATABASE_URL: postgres.url('crossing'),
    SPILLWAY_NATS_URL: nats.url,
    SPILLWAY_NATS_USER: 'crossing',
    SPILLWAY_NATS_PASSWORD_FILE: nats.passwordFile('crossing'),
    ...edge('crossing-edge'),
  });
  const agent = await service('agent', {
    SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: keys.publicKeysFile,
    SPILLWAY_AGENT_MAX_DESKS: String(desks + 10),
    ...edge('agent'),
  });
  const url = `ws://127.0.0.1:${agent.port}/desk`;
  site.agent('warm');
  const warm = await page(url, 'warm', ticketOf('warm'));
  await warm.command();
  await delay(1000);

  const empty = memoryOf(agent.pid);
  const sessions = Array.from({ length: desks }, (_, i) => `s${i}`);
  for (const s of sessions) site.agent(s);
  const tickets = sessions.map((s) => [s, ticketOf(s)]);
  const began = performance.now();
  const pages = await Promise.all(tickets.map(([s, t]) => page(url, s, t)));
  const connected = performance.now() - began;
  const beating = setInterval(() => {
    for (const p of pages) p.beat();
  }, 2000);
  await delay(3000);
  const memory = memoryOf(agent.pid);

  const before = { agent: cpuOf(agent.pid), crossing: cpuOf(crossing.pid), at: performance.now() };
  /** @type {number[]} */
  const pushes = [];
  /** @type {number[]} */
  const commands = [];
  const total = rate * seconds;
  const start = performance.now();
  /** @type {Promise<unknown>[]} */
  const open = [];
  for (let i = 0; i < total; ) {
    // As many as are due: a timer is too coarse for one at a time.
    for (const due = ((performance.now() - start) / 1000) * rate; i < due && i < total; i++) {
      const p = pages[(i * 7919) % pages.length];
      const change = site.change(p.session);
      open.push(p.delta(change.n).then((at) => pushes.push(at - change.at)));
      if (i % 2 === 0) open.push(p.command().then((ms) => commands.push(ms)));
    }
    await delay(2);
  }
  const all = await Promise.race([Promise.all(open), delay(20_000)]);
  const span = (performance.now() - before.at) / 1000;
  const cpu = (/** @type {'agent' | 'crossing'} */ name, /** @type {number} */ pid) =>
    `${Math.round((100 * (cpuOf(pid) - before[name])) / span)} %`;
  clearInterval(beating);
  const rows = {
    'desktops in one gateway': desks,
    'all connected, with snapshot, ms': Math.round(connected),
    'memory a desktop, kB': Math.round((memory - empty) / desks),
    'changes a second': rate,
    'change, routing to page, p50 / p99 ms': quantiles(pushes),
    'commands a second': rate / 2,
    'command, page to answer, p50 / p99 ms': quantiles(commands),
    'gateway, of a core': cpu('agent', agent.pid),
    'crossing, of a core': cpu('crossing', crossing.pid),
    'changes or commands not answered': all ? 0 : total * 1.5 - pushes.length - commands.length,
    'snapshots asked for again': pages.reduce((sum, p) => sum + p.snapshots - 1, 0),
  };
  for (const p of [...pages, warm]) p.close();
  return {
    at: new Date().toISOString(),
    cpus: cpus().length,
    load: loadavg().map((l) => Math.round(l * 10) / 10),
    rows,
  };
}

/** @param {string} name @param {Record<string, string>} env */
async function service(name, env) {
  const port = await freePort();
  const child = spawn(process.execPath, [`dist/services/${name}/src/main.js`], {
    env: { ...process.env, SPILLWAY_SERVICE: name, SPILLWAY_LOG: 'warn', SPILLWAY_HTTP_PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closers.push(() => child.kill('SIGKILL'));
  for (let i = 0; i < 200; i++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.ok) return { port, pid: /** @type {number} */ (child.pid) };
    await delay(100);
  }
  throw new Error(`${name} is not ready after 20 s`);
}

/** Resident memory in kB (proc(5)). @param {number} pid */
function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
/** Processor time used, s; the clock ticks of proc(5) are 100 a second. @param {number} pid */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
/** @param {number[]} ms */
function quantiles(ms) {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ q) =>
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]?.toFixed(1);
  return `${at(0.5)} / ${at(0.99)}`;
}
