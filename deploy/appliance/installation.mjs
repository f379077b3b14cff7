import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isFree } from '../engines/ports.mjs';
import { ensureTree } from '../engines/tree.mjs';
import { describeNodes } from './asterisk-nodes.mjs';
import { ROOT } from './bootstrap.mjs';
import { build, buildToRun, plainMain } from './build.mjs';
import { keepEngines } from './engines.mjs';
import { holdHome } from './exclusive.mjs';
import { keep } from './keeper.mjs';
import { ensureKeys } from './keys.mjs';
import { keepLogsSmall, lastLines, openLogs } from './logs.mjs';
import { readNumbers, untilSignIns } from './numbers.mjs';
import { bringBack, prioritise } from './priority.mjs';
import { removeRun, writeRun } from './run-file.mjs';
import { hasSource, isReady, startService } from './service-daemon.mjs';
import { environmentOf, SERVICES } from './services.mjs';
import { portsNeeded, portsOf } from './settings.mjs';

const READY_WITHIN_MS = 90_000;

const isAsterisk = (/** @type {string} */ name) => name.startsWith('Asterisk');
const isStore = (/** @type {string} */ name) => name === 'PostgreSQL' || name === 'NATS';
const isDoor = (/** @type {string} */ name) => name === 'console' || name === 'agent';
const WAVES = [
  isDoor,
  (/** @type {string} */ name) => !isDoor(name) && !isAsterisk(name) && !isStore(name),
  isAsterisk,
  isStore,
];

/**
 * Starts an installation on this machine: engines, then services, until every one is ready.
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ say: import('../engines/say.mjs').Say }} output
 * @returns {Promise<{ run: () => any, restart: (service: string) => void, stop: (onEach?: (name: string) => void) => Promise<number> }>}
 *   `stop` ends everything in reverse order and gives the number of processes that it ended
 */
export async function startInstallation(settings, { say }) {
  const release = await holdHome(settings.home);
  const table = SERVICES.filter((service) => hasSource(service.name) && !settings.without.includes(service.name));
  /** @type {import('./keeper.mjs').Kept<any>[]} */
  const kept = [];
  let ready = false;
  let stopLogs = () => {};
  const stop = async (/** @type {(name: string) => void} */ onEach = () => {}) => {
    removeRun(settings.home);
    stopLogs();
    let count = 0;
    // Doors first, engines last; within a wave all at once, as each has work of its own to finish.
    for (const wave of WAVES) {
      const units = kept.filter((unit) => wave(unit.name));
      await Promise.all(units.map((unit) => unit.stop().then(() => onEach(unit.name))));
      count += units.length;
    }
    release();
    return count;
  };
  try {
    removeRun(settings.home);
    await checkPorts(settings, table);
    // Whoever it starts again begins in its place, and it must not be late itself.
    prioritise(process.pid, settings.placeOf('keeper'));
    const first = !existsSync(join(settings.home, 'postgresql'));
    const logs = openLogs(settings.home);
    stopLogs = keepLogsSmall(logs, say);
    for (const sub of ['telephony', 'recordings'])
      mkdirSync(join(settings.home, sub), { recursive: true, mode: 0o700 });
    const names = table.map((service) => service.name);
    const mainOf = settings.bundled ? await buildToRun(names, say) : await build(names, say).then(() => plainMain);
    const tree = await ensureTree({ say });
    const secrets = ensureKeys(join(settings.home, 'secrets'));
    const nodes = describeNodes(settings, secrets);
    const onStart = () => void (ready && publish());
    const engines = keepEngines(settings, tree, { tell: say, onStart });
    const started = await Promise.allSettled([engines.postgres, engines.nats, ...engines.asterisks]);
    for (const result of started) if (result.status === 'fulfilled') kept.push(result.value);
    for (const result of started) if (result.status === 'rejected') throw result.reason;
    const [postgres, nats] = kept;
    const asterisks = kept.slice(2);
    const context = { settings, postgres: postgres.now(), nats: nats.now(), nodes, secret: secrets.file, root: ROOT };
    /** @type {Map<string, import('./keeper.mjs').Kept<any>>} */
    const services = new Map();
    for (const service of table) {
      const env = { ...settings.env, ...environmentOf(service, context) };
      const unit = await keep({
        name: service.name,
        start: () => startService(service.name, mainOf(service.name), env, logs),
        tell: say,
        why: () => lastLines(logOf(settings, service.name)),
        onStart: (now) => {
          (ready ? bringBack : prioritise)(now.daemon.pid, settings.placeOf(service.name));
          onStart();
        },
      });
      services.set(service.name, unit);
      kept.push(unit);
    }
    await untilAllReady(settings, table, say);
    const signIn = await untilSignIns(secrets.file('demo-sign-ins.json'), first && settings.demo);
    const site = `http://${settings.publicHost}:${settings.port}`;
    const numbers = await readNumbers(site, signIn).catch(() => []);
    const describe = () => ({
      ready: true,
      version: settings.version,
      console: site,
      api: `${site}/api/v1`,
      sip: { host: settings.publicHost, port: portsOf(settings.port).sip(0), transport: 'udp' },
      numbers,
      signIn,
      services: table.map((service) => {
        const base = opsAddressOf(settings, service);
        const { pid } = services.get(service.name)?.now().daemon ?? {};
        return {
          name: service.name,
          place: 'site',
          pid,
          health: `${base}/healthz`,
          metrics: `${base}/metrics`,
          nice: settings.placeOf(service.name).nice,
        };
      }),
      engines: [
        {
          name: 'postgresql',
          version: postgres.now().version,
          address: `127.0.0.1:${postgres.now().port}`,
          pid: postgres.now().daemon.pid,
        },
        { name: 'nats', version: nats.now().version, address: nats.now().url, pid: nats.now().daemon.pid },
        ...asterisks.map((unit) => {
          const { version, node, sipPort, ariUrl, logDir, daemon } = unit.now();
          return {
            name: 'asterisk',
            version,
            address: `${settings.publicHost}:${sipPort}`,
            pid: daemon.pid,
            node,
            ari: ariUrl,
            logDir,
          };
        }),
      ],
    });
    const publish = () => writeRun(settings.home, describe());
    publish();
    ready = true;
    return {
      run: describe,
      restart: (name) => services.get(name)?.now().daemon.kill('SIGTERM'),
      stop: (onEach) => {
        ready = false;
        return stop(onEach);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a service's health and metrics are. @param {import('./settings.mjs').Settings} settings @param {import('./services.mjs').Service} service */
const opsAddressOf = (settings, service) => `http://127.0.0.1:${settings.port + (service.ops ?? service.port)}`;

/** @param {import('./settings.mjs').Settings} settings @param {import('./services.mjs').Service[]} table */
async function checkPorts(settings, table) {
  const needed = portsNeeded(settings, table);
  const free = await Promise.all(needed.map((p) => isFree(p)));
  const taken = needed.filter((_, i) => !free[i]);
  if (taken.length) {
    throw new Error(
      `Port ${taken.join(', ')} of this machine is taken by another program. Stop it, or choose another first port: SPILLWAY_PORT=12000 npm start`,
    );
  }
}

/** @param {import('./settings.mjs').Settings} settings @param {import('./services.mjs').Service[]} table @param {import('../engines/say.mjs').Say} say */
async function untilAllReady(settings, table, say) {
  const deadline = Date.now() + READY_WITHIN_MS;
  let open = table;
  let told = Date.now() + 10_000;
  for (;;) {
    const states = await Promise.all(open.map((service) => isReady(opsAddressOf(settings, service))));
    open = open.filter((_, i) => !states[i]);
    if (!open.length) return;
    const names = open.map((service) => service.name).join(', ');
    if (Date.now() > deadline)
      throw new Error(
        `Not ready within ${READY_WITHIN_MS / 1000} s: ${names}.\n${lastLines(logOf(settings, open[0].name))}`,
      );
    if (Date.now() > told) {
      say(`Still waiting for ${names} (logs: ${join(settings.home, 'logs')})`);
      told = Date.now() + 10_000;
    }
    await delay(250);
  }
}

/** @param {import('./settings.mjs').Settings} settings @param {string} name */
const logOf = (settings, name) => join(settings.home, 'logs', `${name}.log`);
