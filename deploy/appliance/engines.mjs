import { join } from 'node:path';
import { startAsterisk } from '../engines/asterisk.mjs';
import { startNats } from '../engines/nats.mjs';
import { startPostgres } from '../engines/postgres.mjs';
import { keep } from './keeper.mjs';
import { prioritise, prioritiseBackends } from './priority.mjs';
import { portsOf } from './settings.mjs';

/**
 * Starts the engines and keeps them running.
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('../engines/tree.mjs').Tree} tree
 * @param {{ tell: (text: string) => void, onStart: () => void }} hooks
 */
export function keepEngines(settings, tree, { tell, onStart }) {
  const { home, port, placeOf } = settings;
  const ports = portsOf(port);
  const secretsDir = join(home, 'secrets');
  const log = (/** @type {string} */ name) => join(home, 'logs', `${name}.log`);
  /** @param {string} name */
  const started = (name) => (/** @type {{ daemon: import('../engines/daemon.mjs').Daemon }} */ engine) => {
    prioritise(engine.daemon.pid, placeOf(name));
    onStart();
  };
  let unwatch = () => {};
  /** @param {string} service */
  const backendOf = (service) => {
    const place = placeOf(service);
    // Not behind others: whoever holds a lock of the database is waited for by all.
    return place.nice > 0 ? { nice: 0 } : place;
  };
  return {
    postgres: keep({
      name: 'PostgreSQL',
      start: () =>
        startPostgres({ dir: join(home, 'postgresql'), port: ports.postgres, secretsDir, log: log('postgresql') }),
      tell,
      onStart: (engine) => {
        unwatch();
        unwatch = prioritiseBackends(engine.daemon.pid, backendOf);
        started('postgresql')(engine);
      },
    }),
    nats: keep({
      name: 'NATS',
      start: () =>
        startNats({
          dir: join(home, 'nats'),
          port: ports.nats,
          monitorPort: ports.natsMonitor,
          secretsDir,
          log: log('nats'),
          tree,
        }),
      tell,
      onStart: started('nats'),
    }),
    asterisks: settings.nodes.map((node, i) =>
      keep({
        name: `Asterisk ${node}`,
        start: () =>
          startAsterisk({
            dir: join(home, `asterisk-${node}`),
            node,
            sipHost: settings.bind,
            sipPort: ports.sip(i),
            httpPort: ports.asteriskHttp(i),
            amiPort: ports.ami(i),
            rtpStart: ports.rtp(i),
            maxCalls: settings.maxCalls,
            trunks: trunksOf(settings),
            secretsDir,
            soundsDir: join(home, 'sounds'),
            log: log(`asterisk-${node}`),
            tree,
          }),
        tell,
        onStart: started('asterisk'),
      }),
    ),
  };
}

/** @param {import('./settings.mjs').Settings} settings */
function trunksOf({ trunkContact, trunkMatch }) {
  if (!trunkContact) return [];
  const host = /^sips?:(?:[^@]*@)?([^:;]+)/.exec(trunkContact)?.[1];
  return [{ name: 'trunk', contact: trunkContact, match: trunkMatch.length || !host ? trunkMatch : [host] }];
}
