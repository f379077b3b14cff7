import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfig } from './asterisk-config.mjs';
import { makePlaces } from './asterisk-places.mjs';
import { startDaemon, untilReady } from './daemon.mjs';
import { exec } from './exec.mjs';
import { knownHostname } from './hostname.mjs';
import { freePort } from './ports.mjs';
import { run } from './run.mjs';
import { secretsIn } from './secrets.mjs';
import { ensureSounds } from './sounds.mjs';
import { ensureTree } from './tree.mjs';

export const ARI_USER = 'spillway';
export const AMI_USER = 'spillway';
/** Secret by which callers' numbers are hashed in CDR and CEL: SHA-1 of it and the number. */
export const WITNESS_KEY = 'asterisk-witness.key';

/**
 * Starts one Asterisk node, configured from `deploy/asterisk`. Everything listens on loopback but RTP, which browsers
 * need on a real interface.
 * @param {import('./index.d.mts').AsteriskOptions} options
 * @returns {Promise<import('./index.d.mts').Asterisk>}
 */
export async function startAsterisk(options) {
  const { dir, node = 'a', secretsDir = join(dir, 'secrets'), soundsDir = join(dir, 'sounds') } = options;
  const tree = options.tree ?? (await ensureTree());
  const at = {
    sipPort: options.sipPort ?? (await freePort()),
    httpPort: options.httpPort ?? (await freePort()),
    amiPort: options.amiPort ?? (await freePort()),
  };
  const secrets = secretsIn(secretsDir);
  const places = makePlaces(dir, soundsDir, tree);
  await ensureSounds(tree, soundsDir);
  const rtpStart = options.rtpStart ?? 20_000;
  writeConfig(
    places.etcDir,
    {
      ...defaults(options),
      ...at,
      ...places,
      node,
      rtpStart,
      rtpEnd: options.rtpEnd ?? rtpStart + 1999,
      ...passwords(secrets, node),
    },
    options.trunks ?? [],
  );
  rmSync(join(places.runDir, 'asterisk.ctl'), { force: true });
  const conf = join(places.etcDir, 'asterisk.conf');
  const daemon = startDaemon({
    name: `Asterisk ${node}`,
    command: run(tree, 'asterisk', ['-f', '-C', conf]),
    wrapper: knownHostname(),
    log: options.log ?? join(places.logDir, 'console.log'),
    cwd: dir,
  });
  const password = passwords(secrets, node).ariPassword;
  const authorization = `Basic ${Buffer.from(`${ARI_USER}:${password}`).toString('base64')}`;
  const ariUrl = `http://127.0.0.1:${at.httpPort}/ari`;
  await untilReady(daemon, async () => (await fetch(`${ariUrl}/asterisk/ping`, { headers: { authorization } })).ok);
  /** @param {string} line */
  const cli = (line) => {
    const remote = run(tree, 'asterisk', ['-C', conf, '-rx', line]);
    return exec(remote.file, remote.args, { env: remote.env });
  };
  await cli('core waitfullybooted');
  return {
    name: 'asterisk',
    node,
    version: tree.versions.asterisk,
    port: at.sipPort,
    ...at,
    ariUrl,
    ariUser: ARI_USER,
    ariPassword: password,
    ariPasswordFile: secrets.file(`asterisk-${node}-ari.password`),
    amiUser: AMI_USER,
    amiPasswordFile: secrets.file(`asterisk-${node}-ami.password`),
    wsUrl: `ws://127.0.0.1:${at.httpPort}/ws`,
    spoolDir: places.spoolDir,
    logDir: places.logDir,
    soundsDir,
    cli,
    daemon,
    stop: () => daemon.stop(),
  };
}

/** @param {ReturnType<typeof secretsIn>} secrets @param {string} node */
const passwords = (secrets, node) => ({
  ariUser: ARI_USER,
  ariPassword: secrets.password(`asterisk-${node}-ari.password`),
  amiUser: AMI_USER,
  amiPassword: secrets.password(`asterisk-${node}-ami.password`),
  witnessKey: secrets.password(WITNESS_KEY),
});

/** @param {import('./index.d.mts').AsteriskOptions} options */
const defaults = (options) => ({
  app: 'spillway',
  language: 'en',
  httpHost: '127.0.0.1',
  amiHost: '127.0.0.1',
  amiPermit: '',
  sipHost: options.sipHost ?? '127.0.0.1',
  external: '',
  rtpIce: '',
  maxCalls: options.maxCalls ?? 150,
  maxCallsBySource: options.maxCallsBySource ?? 20,
  maxRefused: options.maxRefused ?? 400,
  retrySeconds: options.retrySeconds ?? 5,
  retries: 60,
  extraModules: (options.extraModules ?? []).map((name) => `load = ${name}.so`).join('\n'),
  extraContexts: options.extraContexts ?? '',
});
